/** Asks the store each second what the collector recorded of the run: what it cost so far, and how fast it was. */
import { Decimal } from 'decimal.js'
import { type ArmRows, readArmRows } from '../store/run-rows.js'
import type { Store } from '../store/store.js'

export interface RowWatch {
  /** The last answer; empty before the first. */
  arms(): readonly ArmRows[]
  /** Whether the last question was answered. */
  isAnswered(): boolean
  /** USD so far: of the rows there are, plus the mean (or expected) cost of those that were sent and have no row yet. */
  projectedUsd(sent: number, expectedUsd: Decimal | null): Decimal
  stop(): Promise<void>
}

const everyMs = 1_000

/** `onRows` is called after each answer. A store that is away does not end a run: its rows wait in the collector's outbox. */
export function watchRows(
  store: Store,
  run: { id: string; since: string },
  onRows: () => void = () => {}
): RowWatch {
  let arms: ArmRows[] = []
  let isAnswered = true
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let asking: Promise<void> = Promise.resolve()

  async function ask(): Promise<void> {
    try {
      arms = await readArmRows(store, run.id, run.since)
      isAnswered = true
      onRows()
    } catch {
      isAnswered = false
    }
    schedule()
  }

  function schedule(): void {
    if (isStopped) return
    timer = setTimeout(() => {
      asking = ask()
    }, everyMs)
  }

  schedule()
  return {
    arms: () => arms,
    isAnswered: () => isAnswered,
    projectedUsd: (sent, expectedUsd) => projected(arms, sent, expectedUsd),
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await asking
    }
  }
}

function projected(arms: readonly ArmRows[], sent: number, expectedUsd: Decimal | null): Decimal {
  const all = arms.find(({ arm }) => arm === '')
  const spent = new Decimal(all?.costUsd ?? 0)
  const waiting = Math.max(0, sent - (all?.rows ?? 0))
  const each = all !== undefined && all.priced > 0 ? spent.div(all.priced) : expectedUsd
  return each === null ? spent : spent.plus(each.times(waiting))
}
