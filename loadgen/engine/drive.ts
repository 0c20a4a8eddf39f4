/**
 * Drives a plan, or a worker's share of it, through an engine. In an open loop a request goes out at its moment whatever
 * became of those before it; its moments are absolute, so that being late once delays nothing else.
 */
import type { RunOutcome } from '../../schemas/run.js'
import type { Plan, PlannedRequest } from '../schedule/plan.js'
import { type ClientFigures, ClientWatch } from './client-health.js'
import type { Engine } from './engine.js'
import type { ExchangeListener } from './exchange.js'
import { FollowUps } from './follow-ups.js'
import type { Outcome } from './outcome.js'
import { Rounds } from './rounds.js'
import { type Share, shareOf, type Worker } from './share.js'
import { type Ready, Supply } from './supply.js'

export interface DriveOptions {
  worker: Worker
  /** Stops the run: nothing more is sent, what is on its way has `graceMs` to end. */
  signal: AbortSignal
  /** How long the last ones may take after the arrivals are over; then they end as `timeout_total`. */
  graceMs: number
  onSent?(request: PlannedRequest, sentUs: number): void
  onOutcome(outcome: Outcome, request: PlannedRequest): void
}

export interface DriveTotals {
  /** Requests in this worker's share. */
  planned: number
  sent: number
  /** Never became due: stopped before, or the duration ended. All others have an outcome: their sum and this are `planned`. */
  notDue: number
  outcomes: Partial<Record<RunOutcome, number>>
  /** Ended by the signal. */
  stopped: boolean
  endedUs: number
  health: ClientFigures
}

/** Resolves when every request that became due has its outcome. Closes the engine. */
export function drive(plan: Plan, engine: Engine, options: DriveOptions): Promise<DriveTotals> {
  return new Promise((resolve, reject) => new Drive(plan, engine, options, resolve, reject).start())
}

class Drive implements ExchangeListener {
  /** Infinity when only a count ends the arrivals. */
  readonly #durationUs: number
  readonly #isClosed: boolean
  readonly #engine: Engine
  readonly #options: DriveOptions
  readonly #share: Share
  readonly #supply: Supply
  readonly #followUps: FollowUps
  readonly #watch = new ClientWatch()
  readonly #rounds: Rounds
  readonly #resolve: (totals: DriveTotals) => void
  readonly #reject: (error: unknown) => void
  readonly #onTheirWay = new Map<number, PlannedRequest>()
  readonly #outcomes: Partial<Record<RunOutcome, number>> = {}
  #freeSlots: number
  #submitted = 0
  #sent = 0
  #phase: 'arrivals' | 'grace' | 'over' = 'arrivals'
  #grace: NodeJS.Timeout | undefined

  constructor(
    plan: Plan,
    engine: Engine,
    options: DriveOptions,
    resolve: (totals: DriveTotals) => void,
    reject: (error: unknown) => void
  ) {
    this.#durationUs = plan.durationUs ?? Number.POSITIVE_INFINITY
    this.#engine = engine
    this.#options = options
    this.#share = shareOf(plan, options.worker)
    this.#supply = new Supply(this.#share.arrivals, plan.build)
    this.#followUps = new FollowUps(plan.build)
    this.#rounds = new Rounds({
      nowUs: () => engine.nowUs(),
      onIdle: us => this.#watch.addIdle(us),
      prepareOne: () =>
        this.#guarded(() => this.#supply.prepareOne() || this.#followUps.prepareOne()) ?? false,
      nextDueUs: () => this.#nextDueUs(),
      work: () => this.#guarded(() => this.#sendDue())
    })
    this.#isClosed = this.#share.slots !== null
    this.#freeSlots = this.#share.slots ?? 0
    this.#resolve = resolve
    this.#reject = reject
  }

  start(): void {
    const { signal } = this.#options
    signal.addEventListener('abort', this.#stop, { once: true })
    if (signal.aborted) this.#stop()
    else if (this.#share.planned === 0) this.#endArrivals()
    else this.#rounds.arm()
  }

  readonly #stop = (): void => {
    this.#guarded(() => {
      this.#engine.halt()
      if (this.#phase !== 'arrivals') return
      // What was due already, and not sent, is to be told of.
      this.#sendDue()
      this.#endArrivals()
    })
  }

  /** When there is something to do next; infinity while only an answer can bring it about. */
  #nextDueUs(): number {
    return Math.min(this.#arrivalUs(), this.#followUps.nextDueUs, this.#durationUs)
  }

  #arrivalUs(): number {
    const next = this.#supply.peek()
    if (!next) return Number.POSITIVE_INFINITY
    // In a closed loop a slot is free from the start, or from the moment at which its last request ended.
    if (this.#isClosed) return this.#freeSlots > 0 ? 0 : Number.POSITIVE_INFINITY
    return next.dueUs ?? 0
  }

  /** Sends all whose moments have come, in the order of these. */
  #sendDue(): void {
    const nowUs = this.#engine.nowUs()
    const untilUs = Math.min(nowUs, this.#durationUs)
    for (;;) {
      const arrivalUs = this.#arrivalUs()
      const followUpUs = this.#followUps.nextDueUs
      if (Math.min(arrivalUs, followUpUs) > untilUs) break
      const ready = followUpUs <= arrivalUs ? this.#followUps.take() : this.#supply.take()
      if (this.#isClosed && followUpUs > arrivalUs) this.#freeSlots--
      if (ready) this.#submit(ready, Math.min(arrivalUs, followUpUs))
    }
    if (nowUs >= this.#durationUs) this.#endArrivals()
  }

  #submit({ request, outgoing }: Ready, intendedUs: number): void {
    this.#submitted++
    this.#onTheirWay.set(request.seq, request)
    this.#engine.submit({ seq: request.seq, outgoing, intendedUs }, this)
    if (this.#submitted === this.#share.planned) this.#endArrivals()
  }

  sent(seq: number, sentUs: number): void {
    this.#sent++
    const request = this.#onTheirWay.get(seq)
    if (request) this.#options.onSent?.(request, sentUs)
  }

  ended(outcome: Outcome): void {
    this.#guarded(() => {
      const request = this.#onTheirWay.get(outcome.seq)
      if (!request) return
      this.#onTheirWay.delete(outcome.seq)
      this.#outcomes[outcome.kind] = (this.#outcomes[outcome.kind] ?? 0) + 1
      if (this.#phase === 'arrivals' && !this.#options.signal.aborted) this.#goOnAfter(outcome)
      this.#options.onOutcome(outcome, request)
      this.#finishIfDone()
    })
  }

  /** The next turn of the session after its pause, however this one ended; or else, in a closed loop, the next in the free slot. */
  #goOnAfter({ seq, doneUs }: Outcome): void {
    const turn = this.#share.nextTurn.get(seq)
    if (turn) this.#followUps.add(turn, doneUs + (turn.session?.thinkUs ?? 0))
    else if (this.#isClosed && doneUs < this.#durationUs) {
      const ready = this.#supply.take()
      if (ready) this.#submit(ready, doneUs)
      else this.#freeSlots++
    }
    this.#rounds.arm()
  }

  /** Whatever has not become due by now never will. */
  #endArrivals(): void {
    if (this.#phase !== 'arrivals') return
    this.#phase = 'grace'
    this.#rounds.end()
    this.#grace = setTimeout(() => this.#engine.close(), this.#options.graceMs)
    this.#finishIfDone()
  }

  #finishIfDone(): void {
    if (this.#phase !== 'grace' || this.#onTheirWay.size > 0) return
    this.#phase = 'over'
    this.#release()
    this.#resolve({
      planned: this.#share.planned,
      sent: this.#sent,
      notDue: this.#share.planned - this.#submitted,
      outcomes: this.#outcomes,
      stopped: this.#options.signal.aborted,
      endedUs: Math.round(this.#engine.nowUs()),
      health: this.#watch.figures()
    })
  }

  /** What a plan or a listener throws ends the drive; it would end the process from a socket's event. */
  #guarded<T>(act: () => T): T | undefined {
    try {
      return act()
    } catch (error) {
      this.#phase = 'over'
      this.#release()
      this.#watch.figures()
      this.#reject(error)
      return undefined
    }
  }

  #release(): void {
    clearTimeout(this.#grace)
    this.#rounds.end()
    this.#options.signal.removeEventListener('abort', this.#stop)
    this.#engine.close()
  }
}
