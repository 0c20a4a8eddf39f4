/**
 * The provider of the relay benchmark: raw sockets and ready-made bytes, so that it is never the bottleneck. A request
 * whose body says `"stream":true` gets 64 server-sent frames, each in a write of its own, `--gap-ms` apart; any other a
 * chat completion at once. The first frame tells how long the provider itself took, so that its share can be left out.
 *
 * Started by `fork`; sends `{ port }` once, takes `{ gapMs }` at any time.
 */
import { createServer } from 'node:net'
import { completion, firstFrame, frames, streamHead } from './bodies.mjs'

let gapMs = 4
/** @type {Set<Stream>[]} streams by the tick on which their next frame is due */
let wheel = []
let tick = 0

/** @typedef {{ socket: import('node:net').Socket, index: number, startedNs: bigint }} Stream */

setGap(gapMs)
setInterval(turn, 1)
const server = createServer({ noDelay: true }, serve)
server.listen(0, '127.0.0.1', 4096, () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  process.send?.({ port })
})
process.on('message', message => setGap(/** @type {{ gapMs: number }} */ (message).gapMs))
process.on('disconnect', () => process.exit(0))

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
  // A stream keeps to the tick on which it came: many streams spread over all ticks.
  wheel[(tick + 1) % gapMs]?.add({ socket, index: 0, startedNs: process.hrtime.bigint() })
}

function turn() {
  const due = wheel[++tick % gapMs]
  for (const stream of due ?? []) {
    const { socket, index, startedNs } = stream
    const frame = index === 0 ? firstFrame(Number(process.hrtime.bigint() - startedNs) / 1000) : frames[index]
    if (socket.destroyed || frame === undefined) {
      due?.delete(stream)
      continue
    }
    socket.write(frame)
    if (++stream.index === frames.length) due?.delete(stream)
  }
}
