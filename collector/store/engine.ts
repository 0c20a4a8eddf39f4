import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type ChdbBinding, type ChdbConnection, loadChdb } from './chdb-binding.js'
import { areTaken, usersXml } from './engine-rights.js'
import { configXml, mergeTreeSettings, requestDefaults, serverSettings } from './engine-settings.js'
import { Session } from './session.js'

/** chDB over one data directory, which it locks. One an operating-system process: the engine allows no more. */
export class Engine {
  readonly #chdb: ChdbBinding
  readonly #directory: string
  /** Kept open so that the engine's server part outlives every request. */
  readonly #anchor: ChdbConnection
  #sessions = 0
  #open = 0

  private constructor(chdb: ChdbBinding, directory: string) {
    this.#chdb = chdb
    this.#directory = directory
    const config = join(directory, 'teeline-engine.xml')
    const users = join(directory, 'teeline-users.xml')
    writeFileSync(users, usersXml(), { mode: 0o600 })
    writeFileSync(config, configXml(users), { mode: 0o600 })
    this.#anchor = chdb.CreateConnection(directory, [`--config-file=${config}`, ...connectionArgs])
  }

  /**
   * Opens the directory, making it if need be.
   *
   * @throws when chdb is missing, when another process holds the directory, or when the engine did not take its caps or the
   * rights of its user: it ignores settings that it does not know without a word.
   */
  static async open(directory: string): Promise<Engine> {
    const chdb = loadChdb()
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    const engine = new Engine(chdb, directory)
    // Rows that were on their way in when the process was killed; their senders will send them again.
    rmSync(engine.#incoming, { recursive: true, force: true })
    mkdirSync(engine.#incoming, { mode: 0o700 })
    await engine.#checkCaps()
    return engine
  }

  /**
   * A session for one request. Settings stay with a connection, and the rows of a query that failed half-way come out
   * of the next one on it: so no connection serves two requests. Opening one takes 0.1 ms.
   */
  session(): Session {
    const connection = this.#chdb.CreateConnection(this.#directory, connectionArgs)
    const number = ++this.#sessions
    this.#open++
    return new Session(this.#chdb, connection, {
      mark: `/*t${number}*/ `,
      kill: mark => this.#kill(mark),
      closed: () => this.#open--,
      rowsFile: join(this.#incoming, `${number}.rows`)
    })
  }

  /**
   * Waits at most so long for open sessions, and closes the engine if there is none left.
   *
   * @returns whether it is closed: with a session at work it cannot be.
   */
  async close(withinMs: number): Promise<boolean> {
    const deadline = performance.now() + withinMs
    while (this.#open > 0 && performance.now() < deadline) await delay(10)
    if (this.#open > 0) return false
    this.#chdb.CloseConnection(this.#anchor)
    return true
  }

  get #incoming(): string {
    return join(this.#directory, 'teeline-incoming')
  }

  /** ASYNC, because SYNC can hang. From a connection of its own, because the query's own one is busy. */
  async #kill(mark: string): Promise<void> {
    const sql = `KILL QUERY WHERE startsWith(query, '${mark}') ASYNC`
    await this.#aside(connection => this.#chdb.QueryAsyncConnection(connection, sql, 'Null'))
  }

  async #checkCaps(): Promise<void> {
    const sql = `SELECT name, value FROM system.server_settings
      UNION ALL SELECT name, value FROM system.merge_tree_settings
      UNION ALL SELECT name, value FROM system.settings`
    const lines = new Set((await this.#text(sql)).split('\n'))
    const wanted = Object.entries({ ...serverSettings, ...mergeTreeSettings, ...requestDefaults })
    const missed = wanted.filter(([name, value]) => !lines.has(`${name}\t${value}`)).map(([name]) => name)
    if (missed.length > 0) throw new Error(`the engine did not take the settings ${missed.join(', ')}`)
    if (!areTaken(await this.#text('SHOW GRANTS'))) throw new Error('the engine did not take its users file')
  }

  async #text(sql: string): Promise<string> {
    const { bytes } = await this.#aside(connection =>
      this.#chdb.QueryAsyncConnection(connection, sql, 'TabSeparated')
    )
    return Buffer.from(bytes).toString()
  }

  async #aside<T>(use: (connection: ChdbConnection) => Promise<T>): Promise<T> {
    const connection = this.#chdb.CreateConnection(this.#directory, connectionArgs)
    try {
      return await use(connection)
    } finally {
      this.#chdb.CloseConnection(connection)
    }
  }
}

const connectionArgs = Object.entries(requestDefaults).map(([name, value]) => `--${name}=${value}`)
