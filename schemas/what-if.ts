/** Recorded requests priced otherwise: what is to be priced, and what came of it. Money is decimal strings of USD. */
import type { ConnectionFlags } from './connection.js'

/** Which rows of `requests`. SQL, with values of `{name:Type}` in `params`. */
export interface Selection {
  /** An expression that gives the line that a request belongs to. */
  group: string
  where: string
  params: Record<string, unknown>
}

/** Another price: of another model, of a card, an edition or a file of rules, or of the same model in batches. */
export type OtherPrice = { model: string } | { reprice: string } | { tier: 'batch' }

/** Requests are only those that have a price on every side, so the sums of a line are of the same requests. */
export interface WhatIf {
  groups: WhatIfGroup[]
  total: WhatIfGroup
  alternatives: WhatIfAlternative[]
}

export interface WhatIfGroup {
  group: string
  requests: number
  spentUsd: string
  /** In the order of the alternatives. */
  otherwiseUsd: string[]
  /** Requests that are in no sum, by the first reason. */
  leftOut: { withoutUsage: number; unpriced: number; unpricedElsewhere: number }
}

export interface WhatIfAlternative {
  name: string
  /** Requests with usage for which it has no price. */
  unpriced: number
  /** Requests that it prices and that are in no sum. */
  alone: { requests: number; usd: string }
  /** How it was reckoned, in whole sentences. */
  notes: string[]
}

/**
 * @throws TeelineError `TEELINE_PRICES_UNKNOWN_MODEL`, `TEELINE_USAGE` (no such card), `TEELINE_CONFIG_…` (a file of rules),
 * `TEELINE_STORE_…`.
 */
export type PriceOtherwise = (
  flags: ConnectionFlags,
  selection: Selection,
  prices: readonly OtherPrice[]
) => Promise<WhatIf>
