/**
 * What the recorder's own work costs: tape → row, without threads, outbox or store.
 *
 *     npm run bench:record
 *
 * Synthetic: one JSON answer, and one stream of 64 frames, a chunk each. Then every recording, by wire, with one chunk for
 * each event. One core, prices on; the best of several rounds.
 */
import { keyIdsUnder } from '../collector/record/credentials.js'
import { createPriceBook } from '../collector/record/prices/price.js'
import { type RecordContext, rowFromTape } from '../collector/record/record.js'
import type { Tape } from '../collector/record/tape.js'
import { chatChunk, chatEnd, chatUsage } from '../test/record/streams.js'
import { type Chunk, eventStream, json, sse, tapeOf } from '../test/record/tapes.js'
import { loadRecordings, type Recording } from '../test/support/recordings.js'

const prices = createPriceBook()
const context: RecordContext = {
  collector: 'bench-0',
  keyIdOf: keyIdsUnder(Buffer.alloc(32, 7)),
  price: (usage, query) => prices.price(usage, query),
  onFault: () => {}
}
const requestHeaders = {
  Host: 'localhost:8787',
  Authorization: 'Bearer sk-bench-0123456789abcdefghijklmnopqrstuvwxyz',
  'Content-Type': 'application/json',
  'User-Agent': 'bench/1',
  'x-teeline-feature': 'bench'
}
const rounds = 7
const roundMs = 150

console.log('what                        exchanges  µs/exchange  exchanges/s    frames/s')
measure('JSON answer, 1 KB', [jsonTape()])
measure('stream of 64 frames', [streamTape(64)])
measure('stream of 1024 frames', [streamTape(1024)])
const byWire = new Map<string, Tape[]>()
for (const tape of loadRecordings().map(tapeOfRecording)) {
  const row = rowFromTape(tape, context)
  const name = `${row.wire}${row.streamed ? ' stream' : ''}`
  byWire.set(name, [...(byWire.get(name) ?? []), tape])
}
for (const [wire, tapes] of [...byWire].sort(([a], [b]) => a.localeCompare(b))) measure(wire, tapes)

function measure(name: string, tapes: Tape[]): void {
  const frames = tapes.reduce((sum, tape) => sum + rowFromTape(tape, context).frames, 0)
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round += 1) best = Math.min(best, roundOf(tapes))
  const perSecond = Math.round(1e6 / best)
  const framesPerSecond = frames === 0 ? '' : Math.round((perSecond * frames) / tapes.length)
  console.log(
    name.padEnd(27),
    String(tapes.length).padStart(9),
    best.toFixed(1).padStart(12),
    String(perSecond).padStart(12),
    String(framesPerSecond).padStart(11)
  )
}

/** Microseconds for one exchange. */
function roundOf(tapes: Tape[]): number {
  const started = process.cpuUsage()
  const until = performance.now() + roundMs
  let count = 0
  do {
    for (const tape of tapes) rowFromTape(tape, context)
    count += tapes.length
  } while (performance.now() < until)
  const used = process.cpuUsage(started)
  return (used.user + used.system) / count
}

function request(stream: boolean): object {
  const content = 'What is the fastest way to take down speech? '.repeat(10)
  return {
    model: 'gpt-4o-mini',
    stream,
    messages: [{ role: 'user', content }],
    stream_options: { include_usage: stream }
  }
}

function jsonTape(): Tape {
  const answer = {
    id: 'chatcmpl-bench',
    object: 'chat.completion',
    model: 'gpt-4o-mini-2024-07-18',
    choices: [
      { index: 0, message: { role: 'assistant', content: 'word '.repeat(120) }, finish_reason: 'stop' }
    ],
    usage: (chatUsage(120, 130) as { usage: object }).usage,
    service_tier: 'default'
  }
  return tapeOf({
    requestHeaders,
    request: request(false),
    responseHeaders: { ...json, 'x-ratelimit-remaining-requests': '9999', 'x-request-id': 'req_bench' },
    response: [[JSON.stringify(answer), 2000]]
  })
}

function streamTape(frames: number): Tape {
  const model = {
    model: 'gpt-4o-mini-2024-07-18',
    service_tier: 'default',
    system_fingerprint: 'fp_0123456789'
  }
  const response = Array.from(
    { length: frames },
    (_, index): Chunk => [
      sse(chatChunk({ content: ` word${index}` }, { ...model, obfuscation: 'abcdefgh' })),
      1000 + 20 * index
    ]
  )
  const last = 1000 + 20 * frames
  const end = sse(chatEnd('stop', model), { ...chatUsage(120, frames), ...model }, '[DONE]')
  return tapeOf({
    requestHeaders,
    request: request(true),
    responseHeaders: eventStream,
    response: [...response, [end, last]]
  })
}

function tapeOfRecording({ provider, host, request, response }: Recording): Tape {
  const parts = response.body.toString('latin1').split(/(?<=\n\r?\n)/)
  return tapeOf({
    path: request.path,
    method: request.method,
    requestHeaders: { ...requestHeaders, ...Object.fromEntries(request.headers) },
    request: request.body,
    status: response.status,
    responseHeaders: Object.fromEntries(response.headers),
    response: parts.map((part, index): Chunk => [Buffer.from(part, 'latin1'), 1000 + 20 * index]),
    tape: { provider, upstreamHost: host }
  })
}
