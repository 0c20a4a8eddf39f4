/**
 * A provider with known delays, in a process of its own: OpenAI chat streams whose waits before the first token and between
 * tokens are lognormal, drawn from a seed and the request's `seq`, so that the same request always waits the same; `factor`
 * times as long, if the request's body says so.
 *
 * Started by `fork` with the seed and, as JSON, the pace as its arguments: it sends `{ url }` once, then answers each message `ledger` with what it
 * did so far. Its times are microseconds on the machine's monotonic clock, taken right before the bytes were written.
 */
import { createServer } from 'node:http'

const seed = Number(process.argv[2])
/** @type {import('./timed-server.js').Pace} */
const { tokens, firstTokenMs, gapMs } = JSON.parse(process.argv[3] ?? '')

/**
 * @typedef {object} Entry
 * @property {number} seq
 * @property {number} headUs when the request's head was here
 * @property {number} firstTokenUs
 * @property {number} lastTokenUs
 * @property {number} endUs
 */

/** @type {Entry[]} */
const ledger = []

const server = createServer({ noDelay: true, keepAlive: true }, (request, response) => {
  const headUs = nowUs()
  /** @type {Buffer[]} */
  const body = []
  request.on('data', bytes => body.push(bytes))
  request.on('end', () => {
    const { seq, factor = 1 } = JSON.parse(Buffer.concat(body).toString())
    stream({ seq, headUs, firstTokenUs: 0, lastTokenUs: 0, endUs: 0 }, factor, response)
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  process.send?.({ url: `http://127.0.0.1:${port}` })
})
process.on('message', message => {
  if (message === 'ledger') process.send?.({ ledger })
})
process.on('disconnect', () => process.exit(0))

/** @param {Entry} entry @param {number} factor @param {import('node:http').ServerResponse} response */
function stream(entry, factor, response) {
  const random = uniforms((seed * 1_000_003 + entry.seq) >>> 0)
  let index = 0
  let dueUs = entry.headUs + factor * lognormal(random, firstTokenMs)
  function next() {
    const waitMs = (dueUs - nowUs()) / 1000
    if (waitMs > 0.2) return setTimeout(next, waitMs)
    const atUs = nowUs()
    const text = chunk({ choices: [{ index: 0, delta: { content: `word${index} ` }, finish_reason: null }] })
    if (index === 0) {
      entry.firstTokenUs = atUs
      response.writeHead(200, { 'content-type': 'text/event-stream', 'x-teeline-id': `timed-${entry.seq}` })
    }
    entry.lastTokenUs = atUs
    index++
    if (index === tokens) return finish(entry, response, text)
    response.write(text)
    dueUs = atUs + factor * lognormal(random, gapMs)
    return setTimeout(next, (dueUs - nowUs()) / 1000)
  }
  setTimeout(next, (dueUs - nowUs()) / 1000)
}

/** @param {Entry} entry @param {import('node:http').ServerResponse} response @param {string} lastToken */
function finish(entry, response, lastToken) {
  const stop = chunk({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })
  const usage = { prompt_tokens: 100, completion_tokens: tokens, total_tokens: 100 + tokens }
  entry.endUs = nowUs()
  response.end(`${lastToken}${stop}${chunk({ choices: [], usage })}data: [DONE]\n\n`)
  ledger.push(entry)
}

/** @param {object} value */
function chunk(value) {
  return `data: ${JSON.stringify({ id: 'timed', object: 'chat.completion.chunk', model: 'm', ...value })}\n\n`
}

/** Microseconds. @param {() => number} random @param {{ median: number, sigma: number }} shape in ms */
function lognormal(random, { median, sigma }) {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return median * 1000 * Math.exp(sigma * normal)
}

/** mulberry32. @param {number} state */
function uniforms(state) {
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Microseconds on the machine's monotonic clock. */
function nowUs() {
  return Number(process.hrtime.bigint()) / 1000
}
