/** The part of autocannon 9.0.0's connection that the engine drives; `@types/autocannon` leaves it out. */
declare module 'autocannon/lib/httpClient.js' {
  import type { Duplex } from 'node:stream'

  /** What the parser tells of a head; `headers` alternates names and values. */
  export interface AnswerHead {
    statusCode: number
    headers: string[]
    shouldKeepAlive: boolean
  }

  /** What the client reads of a finished answer. */
  export interface FinishedAnswer {
    req: undefined
    headers: { statusCode: number; headers: string[] }
    body: string
    bytes: number
    duration: number
  }

  /** Where the client puts what it sends and receives. */
  export interface AnswerSink {
    insertRequest(): void
    setHeaders(head: AnswerHead): void
    addBody(bytes: Buffer): void
    terminateRequest(): FinishedAnswer
    clear(): void
  }

  export interface ClientOptions {
    protocol: string
    hostname: string
    port: number
    host: string
    requests: object[]
    pipelining: number
    /** Seconds. */
    timeout: number
    setupClient(client: Client): void
  }

  /** http-parser-js 0.5.10, with what it keeps to itself and the engine has to know. */
  export interface AnswerParser {
    execute(bytes: Buffer): number | Error
    finish(): void
    consumeLine(): string | undefined
    readonly state: string
    /** The part of a line that came without its end. */
    readonly line: string
    /** The length announced; NULL for none, NaN for nonsense. */
    readonly body_bytes: number | null
  }

  class Client {
    constructor(options: ClientOptions)
    readonly parser: AnswerParser
    pipelinedRequests: AnswerSink
    conn: Pick<Duplex, 'write'> | undefined
    setRequests(
      requests: { method: string; path: string; headers: Record<string, string>; body: Buffer }[]
    ): void
    destroy(): void
    _connect(): void
    _doRequest(): void
    _destroyConnection(): void
  }

  // biome-ignore lint/style/noDefaultExport: it describes a CommonJS module that is its export.
  export default Client
}
