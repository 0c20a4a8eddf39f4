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

/** `us-east-1`, `us-gov-west-1`; `us-central1`, `northamerica-northeast1`. */
const cloudRegion = /\b[a-z]{2,12}(?:-gov|-iso[a-z]?)?-[a-z]{4,12}-?\d{1,2}\b/g
