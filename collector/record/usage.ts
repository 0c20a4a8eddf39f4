/** What an exchange used, normalised once, before any price is known. */
import type { UsageSource } from '../../schemas/row.js'

/**
 * Totals are inclusive: cached reads and writes are part of `inputTokens`, reasoning is part of `outputTokens`.
 * NULL means that the provider did not say; 0 means that it said zero.
 */
export interface Usage {
  inputTokens: number | null
  outputTokens: number | null
  cacheReadTokens: number | null
  /** All cache writes, the one-hour ones included. */
  cacheWriteTokens: number | null
  cacheWrite1hTokens: number | null
  reasoningTokens: number | null
  audioInputTokens: number | null
  audioOutputTokens: number | null
  imageInputTokens: number | null
  imageOutputTokens: number | null
  toolInputTokens: number | null
  /** Other billed units: `web_searches`, `seconds_in`, `characters_in`, `images`, `pages`, … */
  units: Record<string, number>
  source: UsageSource
  /** How what was not reported was estimated, see tokens/estimate.ts; `''` when nothing was. */
  method: string
  /** The provider's own words, at most 4 KiB of JSON; `''` when it said nothing. */
  json: string
  /** What the provider says it charged, USD as a decimal string. */
  reportedCostUsd: string | null
  /**
   * What the totals are made of, where that matters to the price: runs of several models, or runs whose prices depend on
   * each one's own length. The cost is the sum over the parts, each at the price of its own model (`''`: the row's).
   */
  parts?: UsagePart[]
}

export interface UsagePart {
  model: string
  /** The tier of this part, where it is not the row's. */
  serviceTier?: string
  usage: Usage
}

/** A usage of which nothing is known. */
export function unknownUsage(): Usage {
  return {
    inputTokens: null,
    outputTokens: null,
    cacheReadTokens: null,
    cacheWriteTokens: null,
    cacheWrite1hTokens: null,
    reasoningTokens: null,
    audioInputTokens: null,
    audioOutputTokens: null,
    imageInputTokens: null,
    imageOutputTokens: null,
    toolInputTokens: null,
    units: {},
    source: 'none',
    method: '',
    json: '',
    reportedCostUsd: null
  }
}
