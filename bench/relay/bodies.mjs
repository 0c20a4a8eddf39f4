/** What is asked and answered in the relay benchmark, as ready-made bytes. */

export const framesPerStream = 64

const words =
  'A relay that is worth its name passes what it gets, byte by byte, and keeps a copy for the books.'

const completionBody = JSON.stringify({
  id: 'chatcmpl-bench',
  object: 'chat.completion',
  created: 1_760_000_000,
  model: 'gpt-4o-mini-2024-07-18',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: `${words} `.repeat(11), refusal: null },
      logprobs: null,
      finish_reason: 'stop'
    }
  ],
  usage: usage(160, 230)
})

/** A whole answer of about 1.5 KB. */
export const completion = Buffer.from(
  `HTTP/1.1 200 OK\r\n${fields('application/json')}Content-Length: ${Buffer.byteLength(completionBody)}\r\n\r\n${completionBody}`
)

export const completionBytes = Buffer.byteLength(completionBody)

export const streamHead = Buffer.from(
  `HTTP/1.1 200 OK\r\n${fields('text/event-stream; charset=utf-8')}Transfer-Encoding: chunked\r\n\r\n`
)

/** One HTTP chunk a frame; the last holds `[DONE]` and the end of the body. */
export const frames = Array.from({ length: framesPerStream }, (_, index) => encodeFrame(index, ''))

/**
 * The first frame, with the provider's own share of the time to it. Always of the same length.
 * @param {number} ownUs
 */
export function firstFrame(ownUs) {
  return encodeFrame(0, ownUs.toFixed(0).padStart(9, '0'))
}

/** Payload of a whole stream, chunk framing left out. */
export const streamBytes = [firstFrame(0), ...frames.slice(1)].reduce(
  (sum, frame) => sum + payloadLength(frame),
  0
)

/**
 * A request of about 1 KB.
 * @param {string} host
 * @param {string} prefix of the route
 * @param {boolean} stream
 */
export function encodeRequest(host, prefix, stream) {
  const body = JSON.stringify({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: `${words} `.repeat(9) }],
    stream,
    ...(stream && { stream_options: { include_usage: true } })
  })
  return Buffer.from(
    `POST ${prefix}/v1/chat/completions HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer sk-bench\r\n` +
      'Content-Type: application/json\r\nAccept: application/json\r\nUser-Agent: bench/1.0\r\n' +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  )
}

/** @param {number} index @param {string} own */
function encodeFrame(index, own) {
  const data = index === framesPerStream - 1 ? '[DONE]' : JSON.stringify(chunk(index, own))
  const payload = `data: ${data}\n\n`
  const end = index === framesPerStream - 1 ? '0\r\n\r\n' : ''
  return Buffer.from(`${payload.length.toString(16)}\r\n${payload}\r\n${end}`)
}

/** @param {number} index @param {string} own */
function chunk(index, own) {
  const last = index === framesPerStream - 2
  const choices = last
    ? []
    : [{ index: 0, delta: { content: own === '' ? ` word${index}` : ` t${own}` }, finish_reason: null }]
  return {
    id: 'chatcmpl-bench',
    object: 'chat.completion.chunk',
    created: 1_760_000_000,
    model: 'gpt-4o-mini-2024-07-18',
    system_fingerprint: 'fp_0123456789',
    choices,
    usage: last ? usage(160, framesPerStream - 2) : null
  }
}

/** @param {number} input @param {number} output */
function usage(input, output) {
  return { prompt_tokens: input, completion_tokens: output, total_tokens: input + output }
}

/** @param {string} contentType */
function fields(contentType) {
  return (
    `Content-Type: ${contentType}\r\nX-Request-Id: req_0123456789abcdef\r\nOpenAI-Processing-Ms: 12\r\n` +
    'X-RateLimit-Remaining-Requests: 9999\r\nX-RateLimit-Remaining-Tokens: 199999\r\n'
  )
}

/** @param {Buffer} frame */
function payloadLength(frame) {
  return Number.parseInt(frame.latin1Slice(0, 4), 16)
}
