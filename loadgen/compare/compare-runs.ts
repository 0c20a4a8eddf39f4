/** `teeline load compare A B`: reads both sides from the store and compares them. */
import type { Comparison } from '../../schemas/comparison.js'
import type { Connection } from '../../schemas/connection.js'
import { openStore } from '../store/store.js'
import { compareSides } from './compare.js'
import { readSide } from './read-side.js'
import { readSpec, type SideSpec } from './spec.js'
import { readVolume } from './volume.js'

export interface CompareRunsOptions {
  /** Of the resampling: the same seed gives the same intervals. */
  seed?: number
  now?: Date
}

/**
 * Compares two runs, arms or windows of production (forms: `readSpec`).
 *
 * @throws TeelineError TEELINE_USAGE for a side that is none or that the store does not know; TEELINE_STORE_….
 */
export async function compareRuns(
  { store: address }: Pick<Connection, 'store'>,
  a: string,
  b: string,
  { seed = 1, now = new Date() }: CompareRunsOptions = {}
): Promise<Comparison> {
  const specs = [readSpec(a), readSpec(b)] as const
  const store = openStore(address)
  try {
    const sideA = await readSide(store, specs[0], now)
    const sideB = await readSide(store, specs[1], now)
    const monthly = await readVolume(store, now, conditionOf(specs))
    return compareSides(sideA, sideB, { seed, monthly })
  } finally {
    await store.close()
  }
}

/** The volume is that of the calls that are compared, if one side says which of production they are. */
function conditionOf(specs: readonly SideSpec[]): string | null {
  for (const spec of specs) if (spec.kind === 'production') return spec.where
  return null
}
