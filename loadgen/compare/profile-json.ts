/** What of a run's stored profile a comparison needs. It may be of an older teeline: what is not understood is left out. */
import { sloMetrics } from '../profile/profile-schema.js'
import type { Objective } from '../run/objective.js'

export interface StoredProfile {
  objectives: Objective[]
  maxErrorRate: number | null
  /** What was asked for, without who was asked and under which name: equal text is equal load. */
  load: string
}

/** Reads `runs.profile_json`. */
export function readProfileJson(json: string): StoredProfile {
  const profile = parsed(json)
  const { slos, maxErrorRate, arms: _arms, name: _name, seed: _seed, ...load } = profile
  return {
    objectives: Array.isArray(slos) ? slos.flatMap(objectiveOf) : [],
    maxErrorRate: typeof maxErrorRate === 'number' ? maxErrorRate : null,
    load: JSON.stringify(load)
  }
}

function objectiveOf(slo: unknown): Objective[] {
  const { metric, percentile, limitMs } = recordOf(slo)
  const known = sloMetrics.find(one => one === metric)
  if (known === undefined || typeof percentile !== 'number' || typeof limitMs !== 'number') return []
  return [{ metric: known, percentile, limitMs }]
}

function parsed(json: string): Record<string, unknown> {
  try {
    return recordOf(JSON.parse(json))
  } catch {
    return {}
  }
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
