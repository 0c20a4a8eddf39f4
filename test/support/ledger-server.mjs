/**
 * A provider in a process of its own, so that its clock and its event loop are not those of the test. It does with each
 * request what the request's body asks for (`plan`), and writes down what it did and when.
 *
 * Started by `fork`: it sends `{ url }` once, then answers each message `entries` with all entries so far. Its times are
 * microseconds on the machine's monotonic clock, the same in all processes.
 */
import { createServer } from 'node:http'

/**
 * @typedef {object} Plan what shall be done, and so what the row must say
 * @property {'openai.chat' | 'anthropic.messages' | 'gemini.generate'} wire
 * @property {'json' | 'stream' | 'stream_without_usage' | 'http_429' | 'http_500' | 'reset' | 'error_frame' | 'truncated' | 'cut' | 'abort' | 'abort_early'} kind
 * @property {number} frames token frames of a whole stream
 * @property {number} breakAfter token frames before the break, for the kinds that break
 * @property {number} input tokens to report
 * @property {number} output
 * @property {number} firstTokenMs from the request's head to the first token
 * @property {number} gapMs between token frames
 */

/**
 * @typedef {object} Entry
 * @property {string} id
 * @property {Plan} plan
 * @property {number} headUs when the request's head was here
 * @property {number | null} firstTokenUs when the first token was written; NULL when none was
 * @property {number | null} lastTokenUs
 * @property {number} tokenFrames written
 * @property {number | null} abortedUs when the peer was seen to leave before the end
 * @property {'open' | 'complete' | 'broken' | 'aborted'} ended
 */

/** @type {Entry[]} */
const entries = []

const server = createServer({ noDelay: true, keepAlive: true }, (request, response) => {
  /** @type {Entry} */
  const entry = {
    id: String(request.headers['x-ledger-id']),
    plan: /** @type {Plan} */ ({}),
    headUs: nowUs(),
    firstTokenUs: null,
    lastTokenUs: null,
    tokenFrames: 0,
    abortedUs: null,
    ended: 'open'
  }
  entries.push(entry)
  response.on('close', () => {
    if (entry.ended !== 'open') return
    entry.ended = 'aborted'
    entry.abortedUs = nowUs()
  })
  /** @type {Buffer[]} */
  const body = []
  request.on('data', bytes => body.push(bytes))
  request.on('end', () => {
    entry.plan = JSON.parse(Buffer.concat(body).toString()).plan
    void answer(entry, response)
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  process.send?.({ url: `http://127.0.0.1:${port}` })
})
process.on('message', message => {
  if (message === 'entries') process.send?.({ entries })
})
process.on('disconnect', () => process.exit(0))

/**
 * @param {Entry} entry
 * @param {import('node:http').ServerResponse} response
 */
async function answer(entry, response) {
  const { plan } = entry
  switch (plan.kind) {
    case 'json':
      await until(entry, plan.firstTokenMs)
      return finish(entry, response, 200, wholeAnswer(entry))
    case 'http_429':
      response.setHeader('retry-after', '1')
      return finish(entry, response, 429, { error: { message: 'slow down', type: 'rate_limit_error' } })
    case 'http_500':
      return finish(entry, response, 500, { error: { message: 'broken', type: 'api_error' } })
    case 'abort_early':
      // The client leaves long before.
      await until(entry, 10_000, response)
      return
    default:
      return stream(entry, response)
  }
}

/**
 * @param {Entry} entry
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {unknown} body
 */
function finish(entry, response, status, body) {
  entry.ended = 'complete'
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

/**
 * @param {Entry} entry
 * @param {import('node:http').ServerResponse} response
 */
async function stream(entry, response) {
  const { plan } = entry
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.flushHeaders()
  for (const frame of openingFrames(entry)) response.write(frame)
  const breaks = ['reset', 'error_frame', 'truncated', 'cut'].includes(plan.kind)
  const count = breaks ? plan.breakAfter : plan.kind === 'abort' ? 500 : plan.frames
  for (let index = 0; index < count; index++) {
    await until(entry, plan.firstTokenMs + index * plan.gapMs, response)
    if (response.destroyed) return
    const frame = tokenFrame(entry, index)
    entry.lastTokenUs = nowUs()
    entry.firstTokenUs ??= entry.lastTokenUs
    entry.tokenFrames++
    response.write(frame)
  }
  if (breaks) return breakOff(entry, response)
  entry.ended = 'complete'
  response.end(closingFrames(entry))
}

/**
 * @param {Entry} entry
 * @param {import('node:http').ServerResponse} response
 */
async function breakOff(entry, response) {
  entry.ended = 'broken'
  switch (entry.plan.kind) {
    case 'error_frame':
      response.end(errorFrame(entry))
      return
    case 'truncated':
      // A well-formed end of the HTTP message in the middle of the provider's.
      response.end()
      return
    case 'cut':
      response.socket?.destroySoon()
      return
    default:
      // An RST throws away what the peer's kernel has not handed on yet: let the tokens be read first.
      await new Promise(resolve => setTimeout(resolve, 30))
      response.socket?.resetAndDestroy()
  }
}

/**
 * Until `ms` after the request's head, or until the response's connection is gone.
 * @param {Entry} entry
 * @param {number} ms
 * @param {import('node:http').ServerResponse} [response]
 */
function until(entry, ms, response) {
  return /** @type {Promise<void>} */ (
    new Promise(resolve => {
      function done() {
        clearTimeout(timer)
        response?.off('close', done)
        resolve()
      }
      const timer = setTimeout(done, Math.max(0, ms - (nowUs() - entry.headUs) / 1000))
      response?.on('close', done)
    })
  )
}

/** Microseconds on the machine's monotonic clock. */
function nowUs() {
  return Number(process.hrtime.bigint() / 1000n)
}

/** @param {unknown} value @param {string} [event] */
function frameOf(value, event) {
  const data = typeof value === 'string' ? value : JSON.stringify(value)
  return `${event === undefined ? '' : `event: ${event}\n`}data: ${data}\n\n`
}

/** @param {Entry} entry @param {unknown[]} choices @param {unknown} [usage] */
function chatChunk(entry, choices, usage) {
  return frameOf({
    id: entry.id,
    object: 'chat.completion.chunk',
    created: 1_760_000_000,
    model: 'gpt-4o-mini-2024-07-18',
    choices,
    ...(usage !== undefined && { usage })
  })
}

/** @param {Entry} entry */
function chatUsage({ plan: { input, output } }) {
  return { prompt_tokens: input, completion_tokens: output, total_tokens: input + output }
}

/** Frames that hold no token. @param {Entry} entry */
function openingFrames(entry) {
  switch (entry.plan.wire) {
    case 'openai.chat':
      return [
        chatChunk(entry, [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }])
      ]
    case 'anthropic.messages':
      return [
        frameOf(
          {
            type: 'message_start',
            message: {
              id: entry.id,
              type: 'message',
              role: 'assistant',
              model: 'claude-haiku-4-5-20251001',
              content: [],
              stop_reason: null,
              usage: { input_tokens: entry.plan.input, output_tokens: 1 }
            }
          },
          'message_start'
        ),
        frameOf(
          { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
          'content_block_start'
        ),
        frameOf({ type: 'ping' }, 'ping')
      ]
    default:
      return []
  }
}

/** @param {Entry} entry @param {number} index */
function tokenFrame(entry, index) {
  const text = `word${index} `
  switch (entry.plan.wire) {
    case 'openai.chat':
      return chatChunk(entry, [{ index: 0, delta: { content: text }, finish_reason: null }])
    case 'anthropic.messages':
      return frameOf(
        { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } },
        'content_block_delta'
      )
    default: {
      const last = entry.plan.kind !== 'abort' && index === entry.plan.frames - 1
      return geminiFrame(entry, text, last ? 'STOP' : undefined)
    }
  }
}

/** @param {Entry} entry @param {string} text @param {string} [finishReason] */
function geminiFrame({ id, plan }, text, finishReason) {
  return `data: ${JSON.stringify(geminiAnswer(id, plan, text, finishReason))}\r\n\r\n`
}

/** @param {string} id @param {Plan} plan @param {string} text @param {string} [finishReason] */
function geminiAnswer(id, { input, output }, text, finishReason) {
  return {
    candidates: [
      { content: { parts: [{ text }], role: 'model' }, index: 0, ...(finishReason && { finishReason }) }
    ],
    usageMetadata: {
      promptTokenCount: input,
      totalTokenCount: input + output,
      ...(finishReason && { candidatesTokenCount: output })
    },
    modelVersion: 'gemini-2.5-flash',
    responseId: id
  }
}

/** @param {Entry} entry */
function closingFrames(entry) {
  const { plan } = entry
  switch (plan.wire) {
    case 'openai.chat': {
      const stop = chatChunk(entry, [{ index: 0, delta: {}, finish_reason: 'stop' }])
      const usage = plan.kind === 'stream_without_usage' ? '' : chatChunk(entry, [], chatUsage(entry))
      return `${stop}${usage}${frameOf('[DONE]')}`
    }
    case 'anthropic.messages': {
      const delta = { stop_reason: 'end_turn', stop_sequence: null }
      return [
        frameOf({ type: 'content_block_stop', index: 0 }, 'content_block_stop'),
        frameOf({ type: 'message_delta', delta, usage: { output_tokens: plan.output } }, 'message_delta'),
        frameOf({ type: 'message_stop' }, 'message_stop')
      ].join('')
    }
    default:
      return ''
  }
}

/** @param {Entry} entry */
function errorFrame({ plan }) {
  switch (plan.wire) {
    case 'openai.chat':
      return frameOf({ error: { message: 'broken', type: 'server_error', code: 'server_error' } })
    case 'anthropic.messages':
      return frameOf({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }, 'error')
    default:
      return `data: ${JSON.stringify({ error: { code: 503, message: 'broken', status: 'UNAVAILABLE' } })}\r\n\r\n`
  }
}

/** @param {Entry} entry */
function wholeAnswer(entry) {
  const { id, plan } = entry
  const text = 'word '.repeat(plan.frames)
  switch (plan.wire) {
    case 'openai.chat':
      return {
        id,
        object: 'chat.completion',
        created: 1_760_000_000,
        model: 'gpt-4o-mini-2024-07-18',
        choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
        usage: chatUsage(entry)
      }
    case 'anthropic.messages':
      return {
        id,
        type: 'message',
        role: 'assistant',
        model: 'claude-haiku-4-5-20251001',
        content: [{ type: 'text', text }],
        stop_reason: 'end_turn',
        usage: { input_tokens: plan.input, output_tokens: plan.output }
      }
    default:
      return geminiAnswer(id, plan, text, 'STOP')
  }
}
