/** Which calls nobody seems to have waited for, and what they would cost in batches: plain figures, for every form of the report. */
import type { OtherPrice, Selection, WhatIf } from '../../schemas/what-if.js'
import { differenceUsd, sumUsd } from './amounts.js'
import type { Ask } from './ask.js'
import { type BatchVerdict, burst, type Sign, type SignFigures, signsOf, verdictOf } from './batch-signs.js'
import { apartSql, daySql, keySql, minutesSql, theCalls } from './batch-sql.js'
import { daysOf, type Month } from './month.js'

export interface BatchFigures {
  month: Month
  /** Likely ones first, then possible ones; those that save most first. */
  lines: BatchLine[]
  /** What is not in the lines. */
  others: { groups: number; requests: number; usd: string | null }
  /** Calls of load runs and copies of calls, which are nobody's; and calls that cannot be had in batches. */
  leftOut: { runs: number; otherOperations: number }
  isNamingUsed: boolean
  /** How the batch price was reckoned. */
  notes: string[]
}

export interface BatchLine extends CallGroup {
  verdict: BatchVerdict
  signs: Sign[]
  requests: number
  usd: string | null
  /** Of the calls that have a price on both sides; NULL when none has: nobody says what a batch costs. */
  batch: { requests: number; spentUsd: string; batchUsd: string; savedUsd: string } | null
  /** Calls with a cost for which no batch price is known. */
  withoutBatchPrice: number
}

interface CallGroup {
  feature: string
  model: string
  provider: string
  host: string
  operation: string
}

interface GroupRow extends CallGroup, Omit<SignFigures, 'on_clock'> {
  key: string
  usd: string | null
}

/** Throws as `ask` and `price`. */
export async function batchFigures(
  ask: Ask,
  price: (selection: Selection, others: readonly OtherPrice[]) => Promise<WhatIf>,
  month: Month
): Promise<BatchFigures> {
  const params = { from: month.from, to: month.to }
  const [minutes, apart] = await Promise.all([
    ask<MinuteRow>({ sql: minutesSql, params }),
    ask<{ runs: number; other_operations: number; named: number }>({ sql: apartSql, params })
  ])
  const groups = minutes.length === 0 ? [] : await groupsOf(ask, month)
  const { runs = 0, other_operations: otherOperations = 0, named = 0 } = apart[0] ?? {}
  const isNamingUsed = named > 0
  const onClock = clockCounts(minutes)
  const weighed = groups.map(row => {
    const signs = signsOf({ ...row, on_clock: onClock.get(row.key) ?? 0 }, isNamingUsed)
    return { row, signs, verdict: verdictOf(row.requests, signs) }
  })
  const found = weighed.filter(({ verdict }) => verdict === 'likely' || verdict === 'possible')
  const keys = found.map(({ row }) => row.key)
  const where = `${theCalls} AND ${keySql} IN {keys:Array(String)}`
  const priced = await price({ group: keySql, where, params: { ...params, keys } }, [{ tier: 'batch' }])
  const others = weighed.filter(({ row }) => !keys.includes(row.key)).map(({ row }) => row)
  return {
    month,
    lines: found.map(({ row, signs, verdict }) => lineOf(row, { signs, verdict, priced })).toSorted(bySaving),
    others: {
      groups: others.length,
      requests: others.reduce((sum, { requests }) => sum + requests, 0),
      usd: sumUsd(others.map(({ usd }) => usd))
    },
    leftOut: { runs, otherOperations },
    isNamingUsed,
    notes: priced.alternatives[0]?.notes ?? []
  }
}

/** Day by day: the order of a month's calls would be more than a small store has memory for. */
async function groupsOf(ask: Ask, month: Month): Promise<GroupRow[]> {
  const groups = new Map<string, GroupRow>()
  for (const day of daysOf(month)) {
    const start = new Date(`${day}T00:00:00Z`).getTime()
    const params = { since: clock(start - overlapMs), from: clock(start), to: clock(start + 86_400_000) }
    for (const row of await ask<GroupRow>({ sql: daySql, params })) {
      const known = groups.get(row.key)
      groups.set(row.key, known === undefined ? row : sumOf(known, row))
    }
  }
  return [...groups.values()]
}

function sumOf(a: GroupRow, b: GroupRow): GroupRow {
  const sum = { ...a, usd: sumUsd([a.usd, b.usd]) }
  for (const count of countNames) sum[count] += b[count]
  return sum
}

function clock(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
}

function lineOf(
  { key, feature, model, provider, host, operation, requests, usd }: GroupRow,
  { signs, verdict, priced }: { signs: Sign[]; verdict: BatchVerdict; priced: WhatIf }
): BatchLine {
  const sums = priced.groups.find(({ group }) => group === key)
  const batchUsd = sums?.otherwiseUsd[0] ?? '0'
  const batch =
    sums === undefined || sums.requests === 0
      ? null
      : {
          requests: sums.requests,
          spentUsd: sums.spentUsd,
          batchUsd,
          savedUsd: differenceUsd(sums.spentUsd, batchUsd)
        }
  const withoutBatchPrice = sums?.leftOut.unpricedElsewhere ?? 0
  return {
    feature,
    model,
    provider,
    host,
    operation,
    verdict,
    signs,
    requests,
    usd,
    batch,
    withoutBatchPrice
  }
}

function bySaving(a: BatchLine, b: BatchLine): number {
  if (a.verdict !== b.verdict) return a.verdict === 'likely' ? -1 : 1
  return Number(b.batch?.savedUsd ?? 0) - Number(a.batch?.savedUsd ?? 0)
}

interface MinuteRow {
  key: string
  requests: number
  hours: number
}

/** Of each group the calls in its three busiest minutes of the hour; of those only that came up in three hours or more. */
function clockCounts(rows: readonly MinuteRow[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { key, requests, hours } of rows) {
    if (hours >= 3) counts.set(key, (counts.get(key) ?? 0) + requests)
  }
  return counts
}

const countNames = [
  'requests',
  'nameless',
  'streamable',
  'unstreamed',
  'in_burst',
  'chainable',
  'chained',
  'sat_out',
  'left_early',
  'pauses',
  'reading_pauses'
] as const satisfies readonly (keyof GroupRow)[]
/** Of the day before: a burst and a pause may reach over midnight. */
const overlapMs = burst.longestMs
