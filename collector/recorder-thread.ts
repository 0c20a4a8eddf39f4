/** The relay's side of the recorder thread: starts it, starts it again when it died, and carries messages. */
import { Worker } from 'node:worker_threads'
import type { TeelineError } from '../schemas/errors.js'
import type { StoreAddress } from './deliver/store-writer.js'
import type { RelayFigures } from './deliver/telemetry/exposition.js'
import type { Log } from './log.js'
import type { SlabMessage } from './record/slab.js'
import type {
  FromRecorder,
  RecorderData,
  RecorderStats,
  ScrapeAnswer,
  ScrapeRequest,
  ToRecorder
} from './recorder-messages.js'
import type { SlabReader } from './relay/journal.js'

/** Doubles with each death until a recorder has reported. */
const restartDelayMs = { first: 500, last: 30_000 }
/** Node's own growth of the old space is bounded, so that a leak ends in a restart and not in the machine's end. */
const maxHeapMb = 512
/** Small, because what the recorder makes dies at once, and a larger one is only memory held. */
const maxYoungMb = 6

const lingerMs = 500

export type RecorderSetup = Omit<RecorderData, 'metricsState'>

export class RecorderThread implements SlabReader {
  readonly #data: RecorderSetup
  readonly #log: Log
  #worker: Worker | null = null
  /** Slabs that came while no worker was there; the journal bounds them. */
  #waiting: SlabMessage[] = []
  #store: StoreAddress | null = null
  #stats: RecorderStats | null = null
  #restarts = 0
  /** As the last page was; never read here. */
  #metricsState: Uint8Array | null = null
  readonly #scrapes = new Map<number, (answer: ScrapeAnswer | null) => void>()
  #lastScrape = 0
  #closing = false
  #restartDelayMs = restartDelayMs.first
  /** Called when a worker died with what it held. */
  onRestart: () => void = () => {}

  /** `metricsState`: counters to go on from, of a process before this one. */
  constructor(data: RecorderSetup, log: Log, metricsState: Uint8Array | null = null) {
    this.#data = data
    this.#log = log
    this.#metricsState = metricsState
    this.#start()
  }

  /** The newest report; null before the first one. */
  get stats(): RecorderStats | null {
    return this.#stats
  }

  get isRunning(): boolean {
    return this.#worker !== null
  }

  postMessage(message: SlabMessage): void {
    if (this.#worker === null) this.#waiting.push(message)
    else this.#worker.postMessage(message)
  }

  /** From now on rows may be delivered there. */
  setStore(store: StoreAddress): void {
    this.#store = store
    this.#say({ store })
  }

  writeEvent(event: Extract<ToRecorder, { event: unknown }>['event']): void {
    this.#say({ event })
  }

  /** Recorders that died and were replaced. */
  get restarts(): number {
    return this.#restarts
  }

  /** The metrics page from the recorder's thread; NULL when it does not answer within the bound. */
  async scrape(
    relay: Omit<RelayFigures, 'recorderRestarts'>,
    openMetrics: boolean,
    withinMs: number
  ): Promise<Uint8Array | null> {
    const page = { openMetrics, relay: { ...relay, recorderRestarts: this.#restarts } }
    return (await this.#askFigures(page, withinMs))?.text ?? null
  }

  /** Its figures for a page of several workers, see `ScrapeAnswer.state`; NULL as with `scrape`. */
  async figures(withinMs: number): Promise<Uint8Array | null> {
    return (await this.#askFigures(null, withinMs))?.state ?? null
  }

  async #askFigures(page: ScrapeRequest['page'], withinMs: number): Promise<ScrapeAnswer | null> {
    if (this.#worker === null) return null
    const number = ++this.#lastScrape
    const answered = new Promise<ScrapeAnswer | null>(resolve => {
      const timer = setTimeout(() => resolve(null), withinMs).unref()
      this.#scrapes.set(number, answer => {
        clearTimeout(timer)
        resolve(answer)
      })
    })
    this.#say({ scrape: { number, page } })
    const answer = await answered
    this.#scrapes.delete(number)
    return answer
  }

  /** Everything said so far becomes rows on disk, and rows in the store if that takes no longer than the bound. */
  async close(deliverTimeoutMs: number): Promise<void> {
    this.#closing = true
    const worker = this.#worker
    if (worker === null) return
    // Not `once` of node:events: it would throw what the thread may yet die of, in place of what the caller has to say.
    const exit = new Promise(resolve => worker.once('exit', resolve))
    this.#say({ close: true, deliverTimeoutMs })
    await exit
  }

  #say(message: ToRecorder): void {
    this.#worker?.postMessage(message)
  }

  #start(): void {
    const worker = new Worker(new URL('./recorder.js', import.meta.url), {
      workerData: { ...this.#data, metricsState: this.#metricsState } satisfies RecorderData,
      name: 'teeline-recorder',
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, maxYoungGenerationSizeMb: maxYoungMb }
    })
    this.#worker = worker
    worker.on('message', (message: FromRecorder) => this.#onMessage(message))
    worker.on('error', (error: Error & Partial<TeelineError>) => {
      const { code, message, hint } = error
      const what = hint === undefined ? message : `${code}: ${message}. ${hint}`
      this.#log('error', `recorder: ${what}`)
    })
    worker.on('exit', () => this.#onExit())
    if (this.#store !== null) this.#say({ store: this.#store })
    for (const message of this.#waiting.splice(0)) worker.postMessage(message)
  }

  #onMessage(message: FromRecorder): void {
    if ('stats' in message) this.#onStats(message.stats)
    else if ('log' in message) this.#log(message.log.level, message.log.message)
    else if ('scraped' in message) this.#onScraped(message.scraped)
    else this.#endSoon()
  }

  /**
   * It has said its last and ends by itself, unless an export that goes on past its bound holds the thread. Not before:
   * a thread ended within a call of LMDB's binding takes the process with it (nodejs/node-addon-api#975).
   */
  #endSoon(): void {
    setTimeout(() => void this.#worker?.terminate(), lingerMs).unref()
  }

  #onScraped(answer: ScrapeAnswer): void {
    this.#metricsState = answer.state
    this.#scrapes.get(answer.number)?.(answer)
  }

  #onStats(stats: RecorderStats): void {
    this.#stats = stats
    this.#restartDelayMs = restartDelayMs.first
  }

  #onExit(): void {
    this.#worker = null
    for (const answer of this.#scrapes.values()) answer(null)
    if (this.#closing) return
    this.#log('error', 'the recorder stopped; relaying goes on, a new recorder starts')
    this.onRestart()
    setTimeout(() => {
      if (this.#closing) return
      this.#restarts++
      this.#start()
      this.writeEvent({
        kind: 'recorder_restarted',
        message: 'the recorder died; exchanges that it held left no row',
        count: 1
      })
    }, this.#restartDelayMs)
    this.#restartDelayMs = Math.min(this.#restartDelayMs * 2, restartDelayMs.last)
  }
}
