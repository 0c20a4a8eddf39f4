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
  /** The provider's own words, at most 4 KiB of JSON; `''` when it said nothing. */
  json: string
  /** What the provider says it charged, USD as a decimal string. */
  reportedCostUsd: string | null
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
    json: '',
    reportedCostUsd: null
  }
}
