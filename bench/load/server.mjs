/**
 * The provider of the load benchmark: whatever is asked, a stream of 20 frames, the first after 50 ms and one each 10 ms, from
 * bytes made beforehand on raw sockets, so that it keeps up with what it measures. Started by `fork`: says `{ url }` once,
 * and answers each message with how many streams it has sent whole.
 */
import { createServer } from 'node:net'

const framesPerStream = 20
const firstFrameMs = 50
const gapMs = 10

let streams = 0

const server = createServer({ noDelay: true }, socket => {
  let received = Buffer.alloc(0)
  socket.on('error', () => {})
  socket.on('data', bytes => {
    received = received.length === 0 ? bytes : Buffer.concat([received, bytes])
    for (let length = requestLength(received); length > 0; length = requestLength(received)) {
      received = received.subarray(length)
      stream(socket)
    }
  })
})
server.listen(0, '127.0.0.1', 4096, () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  process.send?.({ url: `http://127.0.0.1:${port}` })
})
process.on('message', () => process.send?.({ streams }))
process.on('disconnect', () => process.exit(0))

const frame = chunked(
  `data: ${JSON.stringify({
    id: 'chatcmpl-bench',
    object: 'chat.completion.chunk',
    created: 1_760_000_000,
    model: 'gpt-4o-mini',
    choices: [{ index: 0, delta: { content: ' word' }, finish_reason: null }]
  })}\n\n`
)
const head = Buffer.from(
  'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n'
)
const first = Buffer.concat([head, frame])
const last = Buffer.concat([frame, chunked('data: [DONE]\n\n'), Buffer.from('0\r\n\r\n')])

/** @param {import('node:net').Socket} socket */
function stream(socket) {
  let left = framesPerStream
  function next() {
    if (socket.destroyed) return
    left--
    socket.write(left === framesPerStream - 1 ? first : left === 0 ? last : frame)
    if (left > 0) setTimeout(next, gapMs)
    else streams++
  }
  setTimeout(next, firstFrameMs)
}

/** Of the whole request at the start of the bytes; 0 when there is none yet. @param {Buffer} bytes */
function requestLength(bytes) {
  const headEnd = bytes.indexOf('\r\n\r\n')
  if (headEnd < 0) return 0
  const length = /\r\ncontent-length: *(\d+)/i.exec(bytes.latin1Slice(0, headEnd))?.[1]
  const whole = headEnd + 4 + Number(length ?? 0)
  return bytes.length < whole ? 0 : whole
}

/** @param {string} text */
function chunked(text) {
  return Buffer.from(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`)
}
