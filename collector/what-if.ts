/** Recorded traffic side by side: what was spent, and what the same requests would have cost otherwise. */
import type { Decimal } from 'decimal.js'
import type { Alternative } from './alternatives.js'
import { Money } from './record/prices/card.js'
import type { UsageRow } from './usage-rows.js'

/** Only requests that have a price on every side: the sums of a line are of the same requests. */
export interface Comparison {
  groups: ComparedGroup[]
  total: ComparedGroup
  /** Requests that are in no line, by the first reason. */
  leftOut: { withoutUsage: number; unpriced: number; unpricedElsewhere: number }
  alternatives: ComparedAlternative[]
}

interface ComparedGroup {
  group: string
  requests: number
  spentUsd: Decimal
  /** In the order of the alternatives. */
  otherwiseUsd: Decimal[]
}

interface ComparedAlternative {
  name: string
  /** Requests with usage for which it has no price. */
  unpriced: number
  /** Requests that it prices and that are in no line. */
  alone: { requests: number; usd: Decimal }
  notes: string[]
}

export async function compare(
  slices: AsyncIterable<UsageRow[]>,
  alternatives: readonly Alternative[]
): Promise<Comparison> {
  const groups = new Map<string, ComparedGroup>()
  const total = emptyGroup('total', alternatives.length)
  const leftOut = { withoutUsage: 0, unpriced: 0, unpricedElsewhere: 0 }
  const sides = alternatives.map(({ name }) => ({
    name,
    unpriced: 0,
    alone: { requests: 0, usd: new Money(0) }
  }))
  for await (const slice of slices) {
    for (const row of slice) {
      if (row.usage.source === 'none') {
        leftOut.withoutUsage++
        continue
      }
      const otherwise = alternatives.map(alternative => alternative.price(row))
      if (row.costUsd !== null && otherwise.every(cost => cost !== null)) {
        const group = groups.get(row.group) ?? emptyGroup(row.group, alternatives.length)
        groups.set(row.group, group)
        add(group, row.costUsd, otherwise)
        add(total, row.costUsd, otherwise)
        continue
      }
      if (row.costUsd === null) leftOut.unpriced++
      else leftOut.unpricedElsewhere++
      for (const [index, side] of sides.entries()) leave(side, otherwise[index] ?? null)
    }
  }
  return {
    groups: [...groups.values()].toSorted((a, b) => b.spentUsd.cmp(a.spentUsd)),
    total,
    leftOut,
    alternatives: sides.map((side, index) => ({ ...side, notes: alternatives[index]?.notes() ?? [] }))
  }
}

function emptyGroup(group: string, alternatives: number): ComparedGroup {
  const otherwiseUsd = Array.from({ length: alternatives }, () => new Money(0))
  return { group, requests: 0, spentUsd: new Money(0), otherwiseUsd }
}

function add(group: ComparedGroup, spent: string, otherwise: readonly string[]): void {
  group.requests++
  group.spentUsd = group.spentUsd.plus(spent)
  group.otherwiseUsd = otherwise.map((cost, index) => new Money(cost).plus(group.otherwiseUsd[index] ?? 0))
}

function leave(side: Omit<ComparedAlternative, 'notes'>, cost: string | null): void {
  if (cost === null) {
    side.unpriced++
  } else {
    side.alone.requests++
    side.alone.usd = side.alone.usd.plus(cost)
  }
}
