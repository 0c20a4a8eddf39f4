/** What several workers say of themselves, as one collector says it. Pure. */
import type { CollectorStats } from '../collector.js'
import { sumDeliveries } from '../deliver/delivery-sum.js'
import type { Totals } from '../deliver/telemetry/exposition.js'
import type { OtelStats } from '../deliver/telemetry/otel-stats.js'
import type { RecorderStats } from '../recorder-messages.js'

/** Of a worker's relay and process: counters that must go on when another takes its place. */
export interface Counters {
  exchanges: number
  failed: number
  recorderRestarts: number
  cpuSeconds: number
}

export const noCounters: Counters = { exchanges: 0, failed: 0, recorderRestarts: 0, cpuSeconds: 0 }

export function sumCounters(all: readonly Counters[]): Counters {
  return sumNumbers(all, noCounters)
}

/** Any record of numbers, name by name. */
export function sumNumbers<T extends { [Name in keyof T]: number }>(all: readonly T[], none: T): T {
  const sum = { ...none }
  for (const one of all) {
    for (const name of Object.keys(none) as (keyof T)[]) sum[name] = (sum[name] + one[name]) as T[keyof T]
  }
  return sum
}

export const noTotals: Totals = {
  rowsDelivered: 0,
  rowsLost: 0,
  rowsDeadLettered: 0,
  storeRetries: 0,
  faults: 0,
  spansExported: 0,
  spansDropped: 0,
  spansFailed: 0,
  metricExportsFailed: 0
}

/** Draining when all are told to; with the counters of those before them. */
export function sumRelays(
  relays: readonly CollectorStats[],
  { exchanges, failed }: Counters,
  draining: boolean
): CollectorStats {
  const sum = (of: (relay: CollectorStats) => number) => relays.reduce((total, relay) => total + of(relay), 0)
  return {
    exchanges,
    failed,
    draining,
    open: sum(one => one.open),
    backlogBytes: sum(one => one.backlogBytes)
  }
}

/** NULL when none of them has reported. */
export function sumRecorders(all: readonly RecorderStats[]): RecorderStats | null {
  if (all.length === 0) return null
  const sum = (of: (one: RecorderStats) => number) => all.reduce((total, one) => total + of(one), 0)
  return {
    delivery: sumDeliveries(all.map(one => one.delivery)),
    rows: sum(one => one.rows),
    faults: sum(one => one.faults),
    telemetry: sumOtel(all.map(one => one.telemetry)),
    rssBytes: sum(one => one.rssBytes)
  }
}

/** NULL when OpenTelemetry is off. */
export function sumOtel(all: readonly (OtelStats | null)[]): OtelStats | null {
  const on = all.filter(one => one !== null)
  if (on.length === 0) return null
  const sum = (of: (one: OtelStats) => number) => on.reduce((total, one) => total + of(one), 0)
  return {
    spansExported: sum(one => one.spansExported),
    spansDropped: sum(one => one.spansDropped),
    spansFailed: sum(one => one.spansFailed),
    spansQueued: sum(one => one.spansQueued),
    metricExportsFailed: sum(one => one.metricExportsFailed),
    lastError: on.find(one => one.lastError !== null)?.lastError ?? null
  }
}
