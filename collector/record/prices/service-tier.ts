/** What a service tier does to the list price. The catalogue has standard prices only; this is the vendors' own word. */

interface TierFactor {
  /** The catalogue's provider. */
  readonly provider: string
  /** As the provider reports it, in lower case. */
  readonly tier: string
  readonly factor: string
  /** False: the discount is not said to hold for cached input, so a bill with cache reads has no known price. */
  readonly cached: boolean
  readonly source: string
}

const geminiTiers = 'https://ai.google.dev/gemini-api/docs/optimization'

/** Factors that one number can tell. Priority tiers have a price list of their own for each model, so they are not here. */
export const tierFactors: readonly TierFactor[] = [
  {
    provider: 'openai',
    tier: 'flex',
    factor: '0.5',
    cached: true,
    source: 'https://developers.openai.com/api/docs/guides/flex-processing'
  },
  {
    provider: 'openai',
    tier: 'batch',
    factor: '0.5',
    cached: true,
    source: 'https://developers.openai.com/api/docs/guides/batch'
  },
  {
    provider: 'anthropic',
    tier: 'batch',
    factor: '0.5',
    cached: true,
    source: 'https://platform.claude.com/docs/en/build-with-claude/batch-processing'
  },
  { provider: 'google', tier: 'flex', factor: '0.5', cached: false, source: geminiTiers },
  { provider: 'google', tier: 'batch', factor: '0.5', cached: false, source: geminiTiers },
  {
    provider: 'google',
    tier: 'on_demand_flex',
    factor: '0.5',
    cached: false,
    source: 'https://docs.cloud.google.com/vertex-ai/generative-ai/docs/flex-paygo'
  },
  {
    provider: 'groq',
    tier: 'flex',
    factor: '1',
    cached: true,
    source: 'https://console.groq.com/docs/flex-processing'
  }
]

/** What the list price of the tokens is multiplied by, a decimal string; NULL when nobody has said. */
export function tierFactor(provider: string, serviceTier: string, cacheReads: boolean): string | null {
  if (isStandard(serviceTier)) return '1'
  const tier = serviceTier.toLowerCase()
  const known = tierFactors.find(candidate => candidate.provider === provider && candidate.tier === tier)
  return known === undefined || (cacheReads && !known.cached) ? null : known.factor
}

/** Says whether a tier's name means the standard one. */
export function isStandard(tier: string): boolean {
  return standard.has(tier.toLowerCase())
}

/** Names of the standard tier, Gemini's and Vertex AI's spellings among them. `auto` is what was asked, not refused. */
const standard = new Set([
  '',
  'auto',
  'default',
  'standard',
  'standard_only',
  'on_demand',
  'unspecified',
  'service_tier_standard',
  'service_tier_unspecified',
  'traffic_type_unspecified'
])
