/** HOT. One request on its way: stamps and counts, filled in by its connection. Nothing here is made for a chunk. */
import type { RunOutcome } from '../../schemas/run.js'
import type { OutgoingRequest } from '../schedule/plan.js'
import type { Outcome } from './outcome.js'
import { headerOf, retryAfterMs } from './retry-after.js'

/** A request and the moment it is meant for, µs since the run's start. */
export interface Submission {
  seq: number
  outgoing: OutgoingRequest
  intendedUs: number
}

/** Told of each request what became of it: at most one `sent`, exactly one `ended`. */
export interface ExchangeListener {
  sent?(seq: number, sentUs: number): void
  ended(outcome: Outcome): void
}

export class Exchange {
  readonly submission: Submission
  readonly listener: ExchangeListener
  /** When it got its connection. */
  givenUs = Number.NaN
  connectUs: number | null = null
  sentUs: number | null = null
  status: number | null = null
  headers: readonly string[] = []
  firstByteUs: number | null = null
  lastByteUs: number | null = null
  doneUs: number | null = null
  requestBytes = 0
  responseBytes = 0
  chunks = 0
  deadline: NodeJS.Timeout | undefined

  constructor(submission: Submission, listener: ExchangeListener) {
    this.submission = submission
    this.listener = listener
  }

  /** `kind` '' for an answer that came whole: then its status decides. */
  outcome(kind: RunOutcome, detail: string, endUs: number): Outcome {
    const { seq, intendedUs } = this.submission
    return {
      seq,
      id: headerOf(this.headers, 'x-teeline-id'),
      kind: kind === '' ? kindOfStatus(this.status) : kind,
      detail,
      status: this.status,
      retryAfterMs: retryAfterMs(this.headers, Date.now()),
      intendedUs: Math.round(intendedUs),
      sentUs: rounded(this.sentUs),
      connectUs: rounded(this.connectUs),
      firstByteUs: rounded(this.firstByteUs),
      lastByteUs: rounded(this.lastByteUs),
      doneUs: Math.round(this.doneUs ?? endUs),
      requestBytes: this.requestBytes,
      responseBytes: this.responseBytes,
      chunks: this.chunks
    }
  }
}

function kindOfStatus(status: number | null): RunOutcome {
  if (status === null || status < 400) return ''
  if (status === 429) return 'http_429'
  return status < 500 ? 'http_4xx' : 'http_5xx'
}

function rounded(us: number | null): number | null {
  return us === null ? null : Math.round(us)
}
