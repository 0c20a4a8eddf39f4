/** One load on one subject, and what it took: the window of which the relay benchmark's figures are made. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { framesPerStream } from './bodies.mjs'
import { cpuBetween, residentMb, threadTimes } from './processes.mjs'

/** @typedef {import('./subjects.mjs').Subject} Subject */

/**
 * @typedef {object} Load
 * @property {string} name
 * @property {boolean} stream
 * @property {number} concurrency
 * @property {number} gapMs between two frames of a stream; 0: as fast as they go
 */

/**
 * @typedef {object} Window one load on one subject
 * @property {string} load
 * @property {string} subject
 * @property {number} exchanges
 * @property {number} perSecond
 * @property {Float64Array} latencyUs of each exchange; of streams: to the first frame
 * @property {number | null} threadUs processor time of the main thread for each exchange
 * @property {number | null} processUs of all threads
 * @property {number | null} residentMb highest seen
 */

export class Bench {
  /** @type {Window[]} */
  windows = []
  /** Requests sent through teeline, warm-ups and repeated windows included. */
  sent = 0
  repeated = 0
  #upstream = startHelper('upstream')
  #load = startHelper('load')
  #windowMs
  #waits
  /** @type {Map<Subject, Turn>} */
  #turns = new Map()

  /**
   * `waits`: each window is followed by a rest until the recorder has nothing left to do. Without it windows follow each
   * other closely, and what a recorder does until its subject's next turn is its own.
   * @param {{ windowMs: number, waits: boolean }} how
   */
  constructor({ windowMs, waits }) {
    this.#windowMs = windowMs
    this.#waits = waits
  }

  /** The provider's port, and that of what takes everything over OTLP. @returns {Promise<{ port: number, sinkPort: number }>} */
  ports() {
    return nextMessage(this.#upstream)
  }

  close() {
    this.#upstream.disconnect()
    this.#load.disconnect()
  }

  /** What the last window of each subject took goes up to now. */
  endTurns() {
    for (const subject of this.#turns.keys()) this.#endTurn(subject)
  }

  /** @param {Subject} subject @param {Load} load */
  async window(subject, load) {
    for (let attempt = 0; attempt < 3; attempt++) {
      const window = await this.#attempt(subject, load)
      if (window !== null) {
        this.windows.push(window)
        return
      }
      this.repeated++
    }
    throw new Error(`${load.name} on ${subject.name}: requests failed in three windows`)
  }

  /**
   * @param {Subject} subject
   * @param {Load} load
   * @returns {Promise<Window | null>}
   */
  async #attempt(subject, load) {
    this.#endTurn(subject)
    const { stream, concurrency, gapMs } = load
    const streamMs = framesPerStream * gapMs
    this.#upstream.send({ gapMs })
    const paced = stream && gapMs > 0
    // A paced stream lasts its time, so a window of them is counted in streams: each subject gets the same ones.
    // Twice the time, to have enough first tokens.
    const perConnection = Math.max(1, Math.round((2 * this.#windowMs) / streamMs))
    const size = paced ? { perConnection } : { durationMs: this.#windowMs }
    // Streams begin evenly spread over the time that one lasts, as they would by themselves.
    const spreadMs = paced ? streamMs : 0
    this.#load.send({ port: subject.port, prefix: subject.prefix, stream, concurrency, spreadMs, ...size })
    const ready = await nextMessage(this.#load)
    await rest(100)
    const cpu = subject.pid === null ? null : threadTimes(subject.pid)
    const memory = watchMemory(subject.pid)
    this.#load.send('go')
    const result = await nextMessage(this.#load)
    const resident = memory.stop()
    if (subject.records) this.sent += ready.sent + result.exchanges
    if (ready.failed + result.failed > 0) return null
    // The recorder works behind the relay: its share of these requests counts too.
    if (subject.records) await (this.#waits ? untilIdle(Number(subject.pid)) : rest(150))
    const spent = cpu === null ? null : cpuBetween(Number(subject.pid), cpu, threadTimes(Number(subject.pid)))
    const window = {
      load: load.name,
      subject: subject.name,
      exchanges: result.exchanges,
      perSecond: (result.exchanges * 1000) / result.elapsedMs,
      latencyUs: result.latencyUs,
      threadUs: spent && spent.thread / result.exchanges,
      processUs: spent && spent.process / result.exchanges,
      residentMb: resident
    }
    if (cpu !== null && !this.#waits) this.#turns.set(subject, { window, cpu })
    return window
  }

  /** @param {Subject} subject */
  #endTurn(subject) {
    const turn = this.#turns.get(subject)
    if (turn === undefined) return
    this.#turns.delete(subject)
    const pid = Number(subject.pid)
    turn.window.processUs = cpuBetween(pid, turn.cpu, threadTimes(pid)).process / turn.window.exchanges
  }
}

/** @typedef {{ window: Window, cpu: Map<string, number> }} Turn a window, and processor times when it began */

/** Until the process takes less than 3 % of a core, at most 8 s. @param {number} pid */
async function untilIdle(pid) {
  // One flush interval at least: rows go out once a second.
  await rest(1_100)
  for (let turn = 0; turn < 14; turn++) {
    const before = threadTimes(pid)
    await rest(500)
    if (cpuBetween(pid, before, threadTimes(pid)).process < 15_000) return
  }
}

/** @param {number | null} pid */
function watchMemory(pid) {
  if (pid === null) return { stop: () => null }
  let highest = residentMb(pid)
  const timer = setInterval(() => {
    highest = Math.max(highest, residentMb(pid))
  }, 200)
  return {
    stop: () => {
      clearInterval(timer)
      return Math.max(highest, residentMb(pid))
    }
  }
}

/** @param {string} name */
function startHelper(name) {
  // Children inherit the core of this process.
  return fork(fileURLToPath(new URL(`./${name}.mjs`, import.meta.url)), { serialization: 'advanced' })
}

/** @param {import('node:child_process').ChildProcess} child */
async function nextMessage(child) {
  const [message] = await once(child, 'message', { signal: AbortSignal.timeout(120_000) })
  return message
}

/** @param {number} ms */
export async function rest(ms) {
  await new Promise(resolve => setTimeout(resolve, ms))
}
