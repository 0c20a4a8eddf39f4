/**
 * The clients of the relay benchmark: keep-alive connections in a closed loop, on raw sockets, so that the instrument is
 * lighter than what it measures. Started by `fork`; does one job at a time: opens its connections and warms each with a
 * request, says `{ ready, sent }`, waits for `go`, and says how it went.
 */
import { connect } from 'node:net'
import { completionBytes, encodeRequest, streamBytes } from './bodies.mjs'

/**
 * @typedef {object} Job
 * @property {number} port
 * @property {string} prefix
 * @property {boolean} stream
 * @property {number} concurrency
 * @property {number} spreadMs over which the connections begin, one after the other
 * @property {number} [durationMs] closed loop for this long
 * @property {number} [perConnection] or this many exchanges on each connection
 */

/**
 * @typedef {object} Result
 * @property {number} exchanges
 * @property {number} failed
 * @property {number} elapsedMs
 * @property {Float64Array} latencyUs whole exchange; of streams: to the first frame, less the provider's own share
 */

process.on('message', message => {
  if (message === 'go') start?.()
  else void run(/** @type {Job} */ (message))
})
process.on('disconnect', () => process.exit(0))

/** @type {(() => void) | undefined} */
let start

/** @param {Job} job */
async function run(job) {
  const host = `127.0.0.1:${job.port}`
  const warm = encodeRequest(host, job.prefix, false)
  const clients = await Promise.all(Array.from({ length: job.concurrency }, () => Client.open(job.port)))
  const warmed = await Promise.all(clients.map(client => client.exchange(warm, false)))
  process.send?.({ ready: true, sent: clients.length, failed: warmed.filter(one => one < 0).length })
  await new Promise(resolve => {
    start = () => resolve(undefined)
  })
  process.send?.(await measure(job, clients, encodeRequest(host, job.prefix, job.stream)))
  for (const client of clients) client.close()
}

/**
 * @param {Job} job
 * @param {Client[]} clients
 * @param {Buffer} request
 * @returns {Promise<Result>}
 */
async function measure(job, clients, request) {
  /** @type {number[]} */
  const latencies = []
  let failed = 0
  const startedMs = performance.now()
  const deadline = startedMs + (job.durationMs ?? Number.POSITIVE_INFINITY)
  const limit = job.perConnection ?? Number.POSITIVE_INFINITY
  await Promise.all(
    clients.map(async (client, index) => {
      await new Promise(resolve => setTimeout(resolve, (index * job.spreadMs) / clients.length))
      for (let done = 0; done < limit && performance.now() < deadline; done++) {
        const latency = await client.exchange(request, job.stream)
        if (latency >= 0) latencies.push(latency)
        else failed++
        if (client.broken) return
      }
    })
  )
  return {
    exchanges: latencies.length + failed,
    failed,
    elapsedMs: performance.now() - startedMs,
    latencyUs: Float64Array.from(latencies)
  }
}

class Client {
  /** @type {import('node:net').Socket} */
  #socket
  broken = false
  /** @type {Answer | undefined} */
  #answer

  /** @param {import('node:net').Socket} socket */
  constructor(socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', bytes => this.#answer?.feed(bytes))
    socket.on('error', () => {})
    socket.on('close', () => {
      this.broken = true
      this.#answer?.fail()
    })
  }

  /** @param {number} port @returns {Promise<Client>} */
  static open(port) {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new Client(socket)))
      socket.once('error', reject)
    })
  }

  /**
   * Microseconds, or -1 when the answer was not whole and right.
   * @param {Buffer} request
   * @param {boolean} stream
   * @returns {Promise<number>}
   */
  exchange(request, stream) {
    if (this.broken) return Promise.resolve(-1)
    return new Promise(resolve => {
      this.#answer = new Answer(stream ? streamBytes : completionBytes, stream, resolve)
      this.#socket.write(request)
    })
  }

  close() {
    this.#socket.destroy()
  }
}

/** Reads one answer: counts its payload, and takes the time of its end or of its first frame. */
class Answer {
  #expected
  #stream
  #resolve
  #startedNs = process.hrtime.bigint()
  #latency = -1
  #inBody = false
  #chunked = false
  #left = 0
  #payload = 0
  #pending = Buffer.alloc(0)

  /** @param {number} expected @param {boolean} stream @param {(latency: number) => void} resolve */
  constructor(expected, stream, resolve) {
    this.#expected = expected
    this.#stream = stream
    this.#resolve = resolve
  }

  /** @param {Buffer} bytes */
  feed(bytes) {
    let rest = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes])
    this.#pending = Buffer.alloc(0)
    if (!this.#inBody) {
      const end = rest.indexOf('\r\n\r\n')
      if (end < 0) {
        this.#pending = rest
        return
      }
      if (!this.#readHead(rest.latin1Slice(0, end))) return this.fail()
      rest = rest.subarray(end + 4)
    }
    if (this.#stream && this.#latency < 0) this.#markFirstFrame(rest)
    if (this.#chunked) this.#readChunks(rest)
    else this.#readLength(rest)
  }

  fail() {
    this.#resolve(-1)
  }

  /** @param {string} head */
  #readHead(head) {
    this.#inBody = true
    this.#chunked = /\r\ntransfer-encoding: *chunked/i.test(head)
    this.#left = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0)
    return head.startsWith('HTTP/1.1 200 ')
  }

  /** @param {Buffer} bytes */
  #markFirstFrame(bytes) {
    const at = bytes.indexOf('" t')
    if (at < 0) return
    const ownUs = Number(bytes.latin1Slice(at + 3, at + 12))
    this.#latency = this.#elapsedUs() - ownUs
  }

  /** @param {Buffer} bytes */
  #readLength(bytes) {
    this.#payload += bytes.length
    this.#left -= bytes.length
    if (this.#left <= 0) this.#finish()
  }

  /** @param {Buffer} bytes */
  #readChunks(bytes) {
    let offset = 0
    while (offset < bytes.length) {
      if (this.#left > 0) {
        // `left` counts the chunk's payload and the CRLF after it.
        const taken = Math.min(this.#left, bytes.length - offset)
        this.#left -= taken
        offset += taken
        continue
      }
      const end = bytes.indexOf('\r\n', offset)
      if (end < 0) {
        this.#pending = bytes.subarray(offset)
        return
      }
      const size = Number.parseInt(bytes.latin1Slice(offset, end), 16)
      if (size === 0) {
        // The blank line after the last chunk may still be under way.
        if (bytes.length < end + 4) this.#pending = bytes.subarray(offset)
        else this.#finish()
        return
      }
      this.#payload += size
      this.#left = size + 2
      offset = end + 2
    }
  }

  #finish() {
    if (this.#payload !== this.#expected) return this.fail()
    this.#resolve(this.#stream ? this.#latency : this.#elapsedUs())
  }

  #elapsedUs() {
    return Number(process.hrtime.bigint() - this.#startedNs) / 1000
  }
}
