/**
 * HOT. Which header fields go on. Runs once for each head; names, order, repeats and unknown fields stay as they came.
 *
 * Dropped are only hop-by-hop fields (RFC 9110 §7.6.1: those, and whatever `Connection` names) and ours (`x-teeline-…`, which
 * are recorded instead). `Transfer-Encoding` and `Trailer` go on where the body keeps its framing.
 */
import type { Framing } from './upstream/answer-head.js'

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade'
])

/**
 * What the upstream gets of the client's fields. `Host` becomes the upstream's, and comes first (RFC 9110 §7.2).
 *
 * @param mayAsk false: `Expect` means nothing here and is dropped, as in HTTP/1.0 (RFC 9110 §10.1.1) and in upgrades.
 */
export function requestHeaders(raw: readonly string[], host: string, mayAsk: boolean): string[] {
  const listed = connectionTokens(raw)
  const headers: string[] = ['host', host]
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] as string
    const lower = name.toLowerCase()
    // How its body is framed goes on as it is.
    if (lower !== 'transfer-encoding') {
      if (lower === 'host' || (lower === 'expect' && !mayAsk)) continue
      if (hopByHop.has(lower) || lower.startsWith('x-teeline-')) continue
      if (listed?.has(lower) === true) continue
    }
    headers.push(name, raw[i + 1] as string)
  }
  return headers
}

/** A request's head as on the wire, up to and with the blank line; latin1. */
export function requestText(method: string, path: string, headers: readonly string[]): string {
  let text = `${method} ${path} HTTP/1.1\r\n`
  for (let i = 0; i < headers.length; i += 2) text += `${headers[i]}: ${headers[i + 1]}\r\n`
  return `${text}\r\n`
}

/**
 * What the client gets of the upstream's raw fields.
 *
 * @param framing by which the client is to see the body's end: only chunks may be said to have a coding, and trailers. Of a body
 * that is not sent some clients would wait for them for ever, though a 204 or 304 has none (RFC 9112 §6.1 lets us drop it).
 */
export function responseHeaders(raw: readonly string[], framing: Framing): string[] {
  const listed = connectionTokens(raw)
  const headers: string[] = []
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] as string
    const lower = name.toLowerCase()
    const isCoding = lower === 'transfer-encoding' && framing === 'chunked'
    if (!isCoding && (hopByHop.has(lower) || listed?.has(lower) === true)) continue
    if (lower === 'trailer' && framing !== 'chunked') continue
    headers.push(name, raw[i + 1] as string)
  }
  return headers
}

/** Fields that `Connection` names as hop-by-hop; null in the usual case of `keep-alive` or `close` alone. */
function connectionTokens(raw: readonly string[]): Set<string> | null {
  let tokens: Set<string> | null = null
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] as string
    if (name.length !== 10 || name.toLowerCase() !== 'connection') continue
    const value = raw[i + 1] as string
    if (value === 'keep-alive' || value === 'close') continue
    tokens ??= new Set()
    for (const token of value.split(',')) tokens.add(token.trim().toLowerCase())
  }
  // What frames the message is not for a client to strip.
  tokens?.delete('content-length')
  return tokens
}
