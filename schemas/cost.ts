/** How the cost of a recorded exchange came about: pure data, for the screens. Money is USD as decimal strings. */
import type { Row } from './row.js'

/** Some of what was used, at its price: `quantity` × `unitUsd` for each `unit` of it = `usd`, unrounded. */
export interface CostLine {
  /** Such as `cached input, read`. */
  name: string
  quantity: number
  unitUsd: string
  /** Such as `1M tokens`. */
  unit: string
  usd: string
}

export interface CostLines {
  lines: CostLine[]
  /** Their sum, unrounded. */
  sumUsd: string
  /** What the sum was multiplied by to become `cost_usd`; NULL when it is `cost_usd` as it stands. */
  factor: CostFactor | null
}

export interface CostFactor {
  value: string
  /** Where it comes from: the user's rules, or what served it. */
  by: 'rules' | 'tier' | 'region' | 'tier and region'
  /** What fees (searches, requests) come to, which it leaves alone; NULL where it takes in all. */
  feesUsd: string | null
}

/**
 * Reckons a cost again on the price card (its JSON, as `price_cards` keeps it) that the row names. NULL when what comes out
 * is not the row's own cost to the last place: no explanation is better than a wrong one.
 */
export type ExplainCost = (row: Row, cardJson: string) => CostLines | null
