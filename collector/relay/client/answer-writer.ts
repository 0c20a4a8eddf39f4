/**
 * HOT. An answer on its way to a client, in as few writes as can be: what comes in one read of the upstream's socket leaves in
 * one. A `write` runs for each of those reads.
 *
 * Chunks of a chunked answer go on as they are on the wire: to take them apart and frame them again costs more than all the
 * rest of their way. Guarded by bench/relay.mjs.
 */
import type { Socket } from 'node:net'
import { writeJoined } from '../http/joined-write.js'

/**
 * How the client sees where a body ends: there is none, by its length, by the chunks that it came in, or by what is for us to
 * choose: chunks of ours, or the end of the connection for HTTP/1.0.
 */
export type BodyEnd = 'none' | 'length' | 'wire' | 'open'

/** An idle connection is closed after this; clients are told of it, so that they do not use one at that moment. */
export const keepAliveTimeoutMs = 72_000

const keepAlive = `Connection: keep-alive\r\nKeep-Alive: timeout=${keepAliveTimeoutMs / 1000}\r\n`
const noBytes: Buffer = Buffer.alloc(0)

/** One for each connection; its answers follow each other. */
export class AnswerWriter {
  readonly #socket: Socket
  #hasBody = false
  #hasChunks = false
  #hasOwnChunks = false
  /** Only the end of the connection tells the end of the body: what breaks off must not look like it. */
  endsWithConnection = false
  /** The client was told to send its body. */
  hasContinued = false
  /** A head, and last bytes, that leave with what follows them in the same read; or by `flush`. */
  #head = ''
  #last = noBytes

  constructor(socket: Socket) {
    this.#socket = socket
  }

  /** An informational head, before the answer itself. False as of `write`. */
  inform(status: number, reason: string, fields: readonly string[]): boolean {
    if (status === 100) this.hasContinued = true
    return this.#socket.write(`HTTP/1.1 ${status} ${reason}\r\n${linesOf(fields)}\r\n`, 'latin1')
  }

  /**
   * Begins an answer.
   *
   * @param mayPersist whether the connection may go on after it.
   * @returns whether it does.
   */
  begin(
    status: number,
    reason: string,
    fields: readonly string[],
    body: BodyEnd,
    isHttp11: boolean,
    mayPersist: boolean
  ): boolean {
    this.#hasBody = body !== 'none'
    this.#hasOwnChunks = body === 'open' && isHttp11
    this.endsWithConnection = body === 'open' && !isHttp11
    this.#hasChunks = body === 'wire' || this.#hasOwnChunks
    const persists = mayPersist && !this.endsWithConnection
    const connection = persists ? keepAlive : 'Connection: close\r\n'
    const coding = this.#hasOwnChunks ? 'Transfer-Encoding: chunked\r\n' : ''
    this.#head = `HTTP/1.1 ${status} ${reason}\r\n${linesOf(fields)}${connection}${coding}\r\n`
    return persists
  }

  /** A piece of the body. False when the client does not keep up: it is kept, and no more should follow until `drain`. */
  write(bytes: Buffer): boolean {
    // In a chunked body nothing would be its end.
    if (bytes.length === 0 || !this.#hasBody) return true
    if (this.#hasOwnChunks) return this.#send(`${bytes.length.toString(16)}\r\n`, bytes, '\r\n')
    return this.#send('', bytes, '')
  }

  /** The same for bytes in their chunks. `isLast`: the end has come in this read too, and leaves with them. */
  writeWire(bytes: Buffer, isLast: boolean): boolean {
    if (!isLast) return this.#send('', bytes, '')
    this.#last = bytes
    return true
  }

  /** What came in this read has been told; it must not wait for the next. */
  flush(): void {
    if (this.#head !== '' || this.#last.length > 0) this.#send('', this.#last, '')
  }

  /** @param trailers name, value, name, value … of a body in chunks. */
  end(trailers: readonly string[]): void {
    if (this.#hasChunks) this.#send('', this.#last, lastChunk(trailers))
    else this.flush()
  }

  #send(before: string, bytes: Buffer, after: string): boolean {
    const head = this.#head + before
    this.#head = ''
    this.#last = noBytes
    return writeJoined(this.#socket, head, bytes, after)
  }
}

/** The end of a chunked body, with its trailers (RFC 9112 §7.1.2). */
export function lastChunk(trailers: readonly string[]): string {
  return `0\r\n${linesOf(trailers)}\r\n`
}

function linesOf(fields: readonly string[]): string {
  let text = ''
  for (let i = 0; i < fields.length; i += 2) text += `${fields[i]}: ${fields[i + 1]}\r\n`
  return text
}
