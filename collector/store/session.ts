import { rm, writeFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import type { ChdbBinding, ChdbConnection, ChdbInserted, ChdbResult } from './chdb-binding.js'
import { mayStandInline } from './formats.js'
import type { Statement } from './statement.js'

export interface SessionSetup {
  settings: ReadonlyMap<string, string>
  /** Query parameters, escaped as ClickHouse's HTTP interface wants them. */
  parameters: ReadonlyMap<string, string>
  database: string | undefined
}

export interface SessionContext {
  /** Put before each statement: the engine gives no other handle to find it by. */
  mark: string
  kill: (mark: string) => Promise<void>
  closed: () => void
  /** Where rows go that must enter by file. */
  rowsFile: string
}

/** One request's own connection. Its statements run one after the other. */
export class Session {
  readonly #chdb: ChdbBinding
  readonly #connection: ChdbConnection
  readonly #context: SessionContext
  #running = false
  #cancelled = false

  constructor(chdb: ChdbBinding, connection: ChdbConnection, context: SessionContext) {
    this.#chdb = chdb
    this.#connection = connection
    this.#context = context
  }

  /** @throws the engine's error for an unknown setting, a wrong value, an unknown database. */
  async prepare({ settings, parameters, database }: SessionSetup): Promise<void> {
    const pairs = [
      ...[...parameters].map(([name, value]) => `param_${name} = ${literal(value)}`),
      ...[...settings].map(([name, value]) => `${name} = ${literal(value)}`)
    ]
    if (pairs.length > 0) await this.#plain(`SET ${pairs.join(', ')}`)
    if (database !== undefined) await this.#plain(`USE ${identifier(database)}`)
  }

  /** Runs a statement and takes its answer in one piece. */
  async query(sql: string, format: string): Promise<ChdbResult> {
    return this.#run(() =>
      this.#chdb.QueryAsyncConnection(this.#connection, this.#context.mark + sql, format)
    )
  }

  /** Runs a SELECT and gives its blocks as they come. The engine computes ahead by a block or so, no more. */
  async *stream(sql: string, format: string): AsyncGenerator<Uint8Array> {
    const stream = this.#chdb.StreamQuery(this.#connection, this.#context.mark + sql, format)
    // At its end and at an error the engine frees the stream itself: to cancel it then would free it twice.
    let held = true
    const fetch = async () => {
      held = false
      const chunk = await this.#run(() => this.#chdb.StreamFetch(stream))
      held = !chunk.done
      return chunk
    }
    try {
      for (let chunk = await fetch(); !chunk.done; chunk = await fetch()) yield chunk.bytes
    } finally {
      if (held) this.#chdb.StreamCancel(stream)
    }
  }

  /** Runs an INSERT. `head` ends where its rows begin. */
  async insert(head: string, rows: Buffer, { format, sourceAt }: Statement): Promise<ChdbInserted> {
    const run = (sql: string, inline: Uint8Array) =>
      this.#run(() => this.#chdb.InsertRawAsyncConnection(this.#connection, sql, inline, false))
    const marked = this.#context.mark + head.trimEnd()
    if (rows.length === 0 || format === undefined || sourceAt === undefined) return run(marked, nothing)
    if (mayStandInline(format, rows)) return run(marked, rows)
    const file = this.#context.rowsFile
    try {
      await writeFile(file, rows, { mode: 0o600 })
      const from = `FROM INFILE ${literal(file)} COMPRESSION 'none' `
      const values = head.slice(sourceAt).replace(/^VALUES/i, 'FORMAT Values')
      return await run(this.#context.mark + head.slice(0, sourceAt) + from + values.trimEnd(), nothing)
    } finally {
      await rm(file, { force: true })
    }
  }

  /** Ends the statement that is running; resolves when the engine has let go of it. */
  async cancel(): Promise<void> {
    this.#cancelled = true
    // A kill finds nothing while the statement is still on its way into the engine: again, then.
    for (let pause = 10; this.#running; pause = Math.min(1000, pause * 2)) {
      await this.#context.kill(this.#context.mark)
      if (this.#running) await delay(pause)
    }
  }

  close(): void {
    this.#chdb.CloseConnection(this.#connection)
    this.#context.closed()
  }

  async #plain(sql: string): Promise<void> {
    await this.#run(() => this.#chdb.QueryAsyncConnection(this.#connection, sql, 'Null'))
  }

  async #run<T>(native: () => Promise<T>): Promise<T> {
    if (this.#cancelled)
      throw new Error('Code: 394. DB::Exception: Query was cancelled. (QUERY_WAS_CANCELLED)')
    this.#running = true
    try {
      return await native()
    } finally {
      this.#running = false
    }
  }
}

const nothing = new Uint8Array(0)

function literal(value: string): string {
  return `'${value.replace(/[\\']/g, '\\$&')}'`
}

function identifier(name: string): string {
  return `\`${name.replace(/[\\`]/g, '\\$&')}\``
}
