/** Recorded provider traffic, read in place. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { HeaderPair } from './raw-http.js'

export interface Recording {
  /** `provider/file` without its ending. */
  name: string
  provider: string
  host: string
  /** The body is byte for byte what the provider sent (still compressed, if it was). */
  bodyBytesExact: boolean
  request: { method: string; path: string; headers: HeaderPair[]; body: Buffer }
  response: { status: number; headers: HeaderPair[]; body: Buffer }
}

type RecordedBody = string | { base64: string }

interface RecordedMessage {
  headers: Record<string, string>
  body: RecordedBody
}

interface RecordedExchange {
  source: { bodyBytesExact: boolean }
  provider: string
  host: string
  request: RecordedMessage & { method: string; path: string }
  response: RecordedMessage & { status: number }
}

/** Where the recordings are looked for: `TEELINE_RECORDINGS`, or beside the checkout. */
export function recordingsDir(): string {
  // npm runs tests and benchmarks from the checkout's folder.
  return resolve(process.env['TEELINE_RECORDINGS'] ?? '../shared/recordings')
}

/** All recordings, by name; empty when there are none, so that a test can say that it was skipped. */
export function loadRecordings(): Recording[] {
  const dir = recordingsDir()
  if (!existsSync(dir)) return []
  return readdirSync(dir, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(entry => readdirSync(join(dir, entry.name)).map(file => join(entry.name, file)))
    .filter(file => file.endsWith('.json'))
    .sort()
    .map(file => loadRecording(dir, file))
}

function loadRecording(dir: string, file: string): Recording {
  const { source, provider, host, request, response } = JSON.parse(
    readFileSync(join(dir, file), 'utf8')
  ) as RecordedExchange
  return {
    name: file.replace(/\.json$/, ''),
    provider,
    host,
    bodyBytesExact: source.bodyBytesExact,
    request: {
      method: request.method,
      path: request.path,
      headers: Object.entries(request.headers),
      body: decodeBody(request.body)
    },
    response: {
      status: response.status,
      headers: Object.entries(response.headers),
      body: decodeBody(response.body)
    }
  }
}

function decodeBody(body: RecordedBody): Buffer {
  return typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.base64, 'base64')
}
