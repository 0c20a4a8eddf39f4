/**
 * The provider of the relay benchmark: raw sockets and ready-made bytes, so that it is never the bottleneck. A request
 * whose body says `"stream":true` gets 64 server-sent frames, each in a write of its own, `gapMs` apart or, at 0, one each
 * turn of the event loop; any other a chat completion at once. The first frame tells how long the provider itself took, so that its share can be left out.
 *
 * A second port takes whatever is exported over OTLP.
 *
 * Started by `fork`; sends `{ port, sinkPort }` once, takes `{ gapMs }` at any time.
 */
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import { completion, firstFrame, frames, streamHead } from './bodies.mjs'

let gapMs = 4
/** @type {Set<Stream>[]} streams by the tick on which their next frame is due */
let wheel = []
let tick = 0

/** @typedef {{ socket: import('node:net').Socket, index: number, startedNs: bigint }} Stream */

setGap(gapMs)
setInterval(turn, 1)
const sink = createHttpServer((request, response) => {
  request.resume().on('end', () => response.writeHead(200).end())
})
const server = createServer({ noDelay: true }, serve)
sink.listen(0, '127.0.0.1', () => {
  server.listen(0, '127.0.0.1', 4096, () => process.send?.({ port: portOf(server), sinkPort: portOf(sink) }))
})
process.on('message', message => setGap(/** @type {{ gapMs: number }} */ (message).gapMs))
process.on('disconnect', () => process.exit(0))

/** @param {import('node:net').Server} listening */
function portOf(listening) {
  return /** @type {import('node:net').AddressInfo} */ (listening.address()).port
}

/** @param {number} ms */
function setGap(ms) {
  gapMs = ms
  wheel = Array.from({ length: ms }, () => new Set())
}

/** @param {import('node:net').Socket} socket */
function serve(socket) {
  let pending = Buffer.alloc(0)
  socket.on('error', () => {})
  socket.on('data', bytes => {
    pending = pending.length === 0 ? bytes : Buffer.concat([pending, bytes])
    for (let length = requestLength(pending); length > 0; length = requestLength(pending)) {
      const streamed = pending.subarray(0, length).includes('"stream":true')
      pending = pending.subarray(length)
      if (streamed) startStream(socket)
      else socket.write(completion)
    }
  })
}

/** Bytes of the first request in `bytes`, 0 while it is not whole. @param {Buffer} bytes */
function requestLength(bytes) {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return 0
  const length = /\r\ncontent-length: *(\d+)/i.exec(bytes.latin1Slice(0, end))
  const total = end + 4 + Number(length?.[1] ?? 0)
  return bytes.length >= total ? total : 0
}

/** @param {import('node:net').Socket} socket */
function startStream(socket) {
  socket.write(streamHead)
  const startedNs = process.hrtime.bigint()
  if (gapMs === 0) {
    writeOn({ socket, index: 0, startedNs })
    return
  }
  // A stream keeps to the tick on which it came: many streams spread over all ticks.
  wheel[(tick + 1) % gapMs]?.add({ socket, index: 0, startedNs })
}

function turn() {
  const due = wheel[++tick % gapMs]
  for (const stream of due ?? []) if (!writeFrame(stream)) due?.delete(stream)
}

/** @param {Stream} stream */
function writeOn(stream) {
  if (writeFrame(stream)) setImmediate(writeOn, stream)
}

/** False when it was the last. @param {Stream} stream */
function writeFrame(stream) {
  const { socket, index, startedNs } = stream
  const frame = index === 0 ? firstFrame(Number(process.hrtime.bigint() - startedNs) / 1000) : frames[index]
  if (socket.destroyed || frame === undefined) return false
  socket.write(frame)
  return ++stream.index < frames.length
}
