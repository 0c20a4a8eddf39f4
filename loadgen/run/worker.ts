/** A worker process of a load run: sends its share of the schedule and hands on every outcome as it was measured. */
import type { ErrorCode } from '../../schemas/errors.js'
import { TeelineError } from '../../schemas/errors.js'
import type { Outcome } from '../engine/outcome.js'
import { planOf, type Share, startShare } from './share.js'
import type { FromWorker, ToWorker } from './worker-messages.js'

const handOnMs = 100

let share: Promise<Share> | null = null
let begin: (startedAtUs: number) => void = () => {}
const started = new Promise<number>(resolve => {
  begin = resolve
})

process.on('message', (message: ToWorker) => {
  if (message.kind === 'order') void work(message.order, message.index).catch(fail)
  else if (message.kind === 'start') begin(message.startedAtUs)
  else void share?.then(({ halt, cut }) => (message.kind === 'halt' ? halt() : cut()))
})
// The run has gone; there is nobody to measure for.
process.on('disconnect', () => process.exit(1))

async function work(order: Extract<ToWorker, { kind: 'order' }>['order'], index: number): Promise<void> {
  const plan = planOf(order)
  tell({ kind: 'ready' })
  const startedAtUs = await started
  let sent: number[] = []
  let outcomes: Outcome[] = []
  const handOn = () => {
    if (sent.length > 0 || outcomes.length > 0) tell({ kind: 'progress', sent, outcomes })
    sent = []
    outcomes = []
  }
  share = startShare(order, plan, index, startedAtUs, {
    onSent: request => void sent.push(request.seq),
    onOutcome: outcome => void outcomes.push(outcome)
  })
  const timer = setInterval(handOn, handOnMs)
  const { notDue, health } = await (await share).done
  clearInterval(timer)
  handOn()
  process.send?.({ kind: 'done', notDue, health } satisfies FromWorker, () => process.exit(0))
}

function fail(error: unknown): void {
  const isKnown = error instanceof TeelineError
  const code: ErrorCode = isKnown ? error.code : 'TEELINE_LOAD_WORKER'
  const message = error instanceof Error ? error.message : String(error)
  const hint = isKnown ? error.hint : 'Try with --workers 1.'
  process.send?.({ kind: 'failed', code, message, hint } satisfies FromWorker, () => process.exit(1))
}

function tell(message: FromWorker): void {
  process.send?.(message)
}
