/**
 * Reads slabs and puts each exchange's records together again; a tape comes out when its end was read. Its bytes are used
 * again for another as soon as `onTape` has returned, unless that says `kept`.
 */
import type { Capture, EndedBy, ErrorType } from '../../schemas/row.js'
import { BufferPool } from './buffer-pool.js'
import { RunBuilder } from './run-builder.js'
import { kinds, openFieldCount, recordBytes, recordHeadBytes, slabHeadBytes } from './slab.js'
import type { Run, Tape } from './tape.js'

export interface TapeReaderOptions {
  /** Kept of each direction of one exchange. */
  captureBytes: number
  /** Kept of all open exchanges together; past it chunks are counted only. */
  maxBytes: number
}

export type OnTape = (tape: Tape) => 'kept' | undefined

interface OpenTape {
  originUs: number
  open: string[]
  requestHeaders: string[]
  request: RunBuilder
  status: number | null
  responseHeaders: string[]
  ttfbUs: number | null
  response: RunBuilder
}

export class TapeReader {
  readonly #options: TapeReaderOptions
  readonly #onTape: OnTape
  readonly #pool = new BufferPool()
  /** By slot, as the relay numbers them. */
  readonly #open: (OpenTape | null)[] = []
  #heldBytes = 0
  #orphans = 0

  constructor(options: TapeReaderOptions, onTape: OnTape) {
    this.#options = options
    this.#onTape = onTape
  }

  /** Ends whose beginning was never read (it went down with an earlier reader), since the last call. */
  takeOrphans(): number {
    const orphans = this.#orphans
    this.#orphans = 0
    return orphans
  }

  /** Reads the records in the first `usedBytes` of a slab. Copies what it keeps, so the slab may be used again at once. */
  read(memory: SharedArrayBuffer, usedBytes: number): void {
    const bytes = Buffer.from(memory)
    const times = new Float64Array(memory)
    const words = new Uint32Array(memory)
    for (let at = slabHeadBytes; at < usedBytes; ) {
      const word = (at >> 2) + 2
      const length = words[word + 1] as number
      const payload = bytes.subarray(at + recordHeadBytes, at + recordHeadBytes + length)
      this.#record(words[word + 2] as number, words[word] as number, times[at >> 3] as number, payload)
      at += recordBytes(length)
    }
  }

  #record(kind: number, slot: number, atUs: number, payload: Buffer): void {
    if (kind === kinds.open) {
      this.#open[slot] = this.#begin(atUs, payload)
      return
    }
    const tape = this.#open[slot] ?? null
    if (tape === null) {
      if (kind === kinds.end) this.#orphans++
      return
    }
    if (kind === kinds.responseBytes) this.#append(tape, tape.response, payload, atUs)
    else if (kind === kinds.requestBytes) this.#append(tape, tape.request, payload, atUs)
    else if (kind === kinds.responseHead) readResponseHead(tape, atUs, payload)
    else {
      this.#open[slot] = null
      this.#heldBytes -= tape.request.heldBytes + tape.response.heldBytes
      if (this.#onTape(finish(tape, atUs, payload)) === 'kept') return
      tape.request.release(this.#pool)
      tape.response.release(this.#pool)
    }
  }

  #begin(originUs: number, payload: Buffer): OpenTape {
    const lines = payload.toString('latin1').split('\n')
    const requestHeaders = lines.slice(openFieldCount)
    return {
      originUs,
      open: lines,
      requestHeaders: requestHeaders.length > 1 ? requestHeaders : [],
      request: new RunBuilder(this.#options.captureBytes, this.#pool),
      status: null,
      responseHeaders: [],
      ttfbUs: null,
      response: new RunBuilder(this.#options.captureBytes, this.#pool)
    }
  }

  #append(tape: OpenTape, run: RunBuilder, chunk: Buffer, atUs: number): void {
    if (this.#heldBytes + chunk.length > this.#options.maxBytes) {
      return
    }
    const held = run.heldBytes
    run.append(chunk, Math.round(atUs - tape.originUs))
    this.#heldBytes += run.heldBytes - held
  }
}

function readResponseHead(tape: OpenTape, atUs: number, payload: Buffer): void {
  const lines = payload.toString('latin1').split('\n')
  tape.status = Number(lines[0])
  tape.responseHeaders = lines.length > 2 ? lines.slice(1) : []
  tape.ttfbUs = Math.round(atUs - tape.originUs)
}

/** Reads the lines one by one: a generic reader of named fields costs more than all else here. */
function finish(tape: OpenTape, atUs: number, payload: Buffer): Tape {
  const [id, startedAtUs, route, target, provider, upstreamHost, method, path, upstreamPath] = tape.open
  const [endedBy, errorType, errorCode, errorMessage, status, waitUs, connectUs, overheadUs, ...bytes] =
    payload.toString('latin1').split('\n')
  const [requestBytes, responseBytes, upgraded, mutated] = bytes
  const request = tape.request.build(Number(requestBytes))
  const response = tape.response.build(Number(responseBytes))
  return {
    id: id ?? '',
    startedAtUs: Number(startedAtUs),
    route: route ?? '',
    target: target ?? '',
    provider: provider ?? '',
    upstreamHost: upstreamHost ?? '',
    method: method ?? '',
    path: path ?? '',
    upstreamPath: upstreamPath ?? '',
    requestHeaders: tape.requestHeaders,
    request,
    status: numberOrNull(status) ?? tape.status,
    responseHeaders: tape.responseHeaders,
    response,
    waitUs: numberOrNull(waitUs),
    connectUs: numberOrNull(connectUs),
    ttfbUs: tape.ttfbUs,
    endUs: Math.round(atUs - tape.originUs),
    overheadUs: numberOrNull(overheadUs),
    endedBy: (endedBy ?? '') as EndedBy,
    errorType: (errorType ?? '') as ErrorType,
    errorCode: errorCode ?? '',
    errorMessage: errorMessage ?? '',
    capture: captureOf(request, response),
    upgraded: upgraded === '1',
    mutated: mutated === '1'
  }
}

function captureOf(request: Run, response: Run): Capture {
  const total = request.totalBytes + response.totalBytes
  const kept = request.head.length + request.tail.length + response.head.length + response.tail.length
  if (kept === total) return 'full'
  return kept === 0 ? 'none' : 'truncated'
}

function numberOrNull(text: string | undefined): number | null {
  return text === undefined || text === '' ? null : Number(text)
}
