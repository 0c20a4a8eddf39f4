/** Where an exchange was served, as far as its host or its usage says. */
import type { Usage } from '../usage.js'

/**
 * All that it is called: the cloud's region (`us-east-1`, `europe-west4`), the part of the world that OpenAI's regional
 * hosts begin with (`eu`), and what Anthropic reports as `inference_geo`.
 */
export function regionOf(host: string, { json }: Usage): string[] {
  const names = [...host.matchAll(cloudRegion)].map(([name]) => name)
  const world = /^([a-z]{2})\.api\.openai\.com$/.exec(host)?.[1]
  if (world !== undefined) names.push(world)
  const geo = /"inference_geo":\s*"([^"]+)"/.exec(json)?.[1]
  if (geo !== undefined) names.push(geo)
  return names
}

/** What the vendor charges for being served in one part of the world; the catalogue knows Bedrock's own. */
export const regionFactors = [
  {
    /** The catalogue's provider. */
    provider: 'anthropic',
    region: 'us',
    factor: '1.1',
    source: 'https://platform.claude.com/docs/en/build-with-claude/data-residency'
  }
] as const

/** What the list price of the tokens is multiplied by, a decimal string; `'1'` where no surcharge is known. */
export function regionFactor(provider: string, host: string, usage: Usage): string {
  const known = regionFactors.find(candidate => candidate.provider === provider)
  return known !== undefined && regionOf(host, usage).includes(known.region) ? known.factor : '1'
}

/** `us-east-1`, `us-gov-west-1`; `us-central1`, `northamerica-northeast1`. */
const cloudRegion = /\b[a-z]{2,12}(?:-gov|-iso[a-z]?)?-[a-z]{4,12}-?\d{1,2}\b/g
