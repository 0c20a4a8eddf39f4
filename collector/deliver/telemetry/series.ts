/**
 * HOT in the recorder: what /metrics counts, by label set. Runs once for each row. Plain numbers in plain records, so that
 * counting neither hashes labels nor allocates, and so that the whole can be handed to the recorder that follows a dead one.
 */
import type { Row, UsageSource } from '../../../schemas/row.js'

export interface LabelSet {
  provider: string
  /** As the request named it, so that errors and answers of a model stand together. */
  model: string
  route: string
}

/** The exchange that last fell into a bucket. */
export interface Exemplar {
  traceId: string
  us: number
  atMs: number
}

/** Microseconds, so that the sum is exact. */
export interface Distribution {
  /** One for each bound, then one for what lies above. Not cumulative. */
  counts: number[]
  exemplars: (Exemplar | null)[]
  count: number
  sumUs: number
}

export interface Series {
  labels: LabelSet
  requests: number
  unpriced: number
  withoutUsage: number
  /** Whole nano-dollars: exact up to nine million dollars, where a sum of floats is not. */
  costNanoUsd: number
  /** By `error_type`, by kind and source of tokens: absent until there was one. */
  errors: Record<string, number>
  tokens: Record<string, number>
  times: Record<TimeName, Distribution>
}

export interface BookState {
  series: Series[]
  /** Rows that were counted under `other`. */
  folded: number
}

export type TimeName = 'ttft' | 'tpot' | 'e2e' | 'overhead'

/** In microseconds. OpenTelemetry's for GenAI: client operations (10 ms, doubling), and output tokens. */
export const bounds: Record<TimeName, readonly number[]> = {
  ttft: doubling(10_000, 14),
  e2e: doubling(10_000, 14),
  tpot: [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5].map(s => s * 1e6),
  // Ours, where no convention has one: a sidecar's own time is tens of microseconds.
  overhead: [25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 100_000]
}

/** Kinds of tokens, and the columns that hold them. Totals are inclusive: cached is part of input, reasoning of output. */
export const tokenColumns = {
  input: 'input_tokens',
  output: 'output_tokens',
  cache_read: 'cache_read_tokens',
  cache_write: 'cache_write_tokens',
  reasoning: 'reasoning_tokens',
  audio_input: 'audio_input_tokens',
  audio_output: 'audio_output_tokens',
  image_input: 'image_input_tokens',
  image_output: 'image_output_tokens'
} as const satisfies Record<string, keyof Row>

/** By source: which column is counted under which name. */
const tokenNames = {
  reported: tokenNamesOf('reported'),
  partial: tokenNamesOf('partial'),
  estimated: tokenNamesOf('estimated'),
  none: tokenNamesOf('none')
} satisfies Record<UsageSource, unknown>

/** The model that is told beyond the bound on label sets. */
export const foldedModel = 'other'

export class SeriesBook {
  readonly #maxSeries: number
  readonly #byKey = new Map<string, Series>()
  #folded = 0

  /** Goes on from `state`, what an earlier recorder of this process had counted. */
  constructor(maxSeries: number, state: BookState | null) {
    this.#maxSeries = maxSeries
    for (const series of state?.series ?? []) this.#byKey.set(keyOf(series.labels), series)
    this.#folded = state?.folded ?? 0
  }

  get state(): BookState {
    return { series: [...this.#byKey.values()], folded: this.#folded }
  }

  count(row: Row): void {
    const series = this.#seriesOf(row)
    series.requests++
    if (row.error_type !== '') add(series.errors, row.error_type, 1)
    if (row.usage_source === 'none') series.withoutUsage++
    else countTokens(series, row)
    if (row.cost_usd !== null) series.costNanoUsd += nanoOf(row.cost_usd)
    else if (row.usage_source !== 'none') series.unpriced++
    const { times } = series
    const of = { traceId: row.trace_id, atMs: Date.now() }
    observe(times.ttft, bounds.ttft, row.ttft_us, of)
    observe(times.tpot, bounds.tpot, row.tpot_us, of)
    observe(times.e2e, bounds.e2e, row.e2e_us, of)
    observe(times.overhead, bounds.overhead, row.overhead_us, of)
  }

  /** Past the bound a model is counted as `other`, one for each provider and route, which are few. */
  #seriesOf({ provider, request_model: model, route }: Row): Series {
    const labels = { provider, model, route }
    const found = this.#byKey.get(keyOf(labels))
    if (found !== undefined) return found
    if (this.#byKey.size < this.#maxSeries) return this.#open(labels)
    this.#folded++
    const rest = { provider, model: foldedModel, route }
    return this.#byKey.get(keyOf(rest)) ?? this.#open(rest)
  }

  #open(labels: LabelSet): Series {
    const series = blankSeries(labels)
    this.#byKey.set(keyOf(labels), series)
    return series
  }
}

export function keyOf({ provider, model, route }: LabelSet): string {
  return `${provider}\n${model}\n${route}`
}

export function blankSeries(labels: LabelSet): Series {
  return {
    labels,
    requests: 0,
    unpriced: 0,
    withoutUsage: 0,
    costNanoUsd: 0,
    errors: {},
    tokens: {},
    times: {
      ttft: blankDistribution(bounds.ttft),
      tpot: blankDistribution(bounds.tpot),
      e2e: blankDistribution(bounds.e2e),
      overhead: blankDistribution(bounds.overhead)
    }
  }
}

function blankDistribution({ length }: readonly number[]): Distribution {
  return { counts: Array(length + 1).fill(0), exemplars: Array(length + 1).fill(null), count: 0, sumUs: 0 }
}

function tokenNamesOf(source: UsageSource) {
  return Object.entries(tokenColumns).map(([kind, column]) => ({ column, name: `${kind} ${source}` }))
}

function countTokens(series: Series, row: Row): void {
  for (const { column, name } of tokenNames[row.usage_source]) {
    const tokens = row[column]
    if (tokens !== null && tokens > 0) add(series.tokens, name, tokens)
  }
}

function observe(
  into: Distribution,
  upperBounds: readonly number[],
  us: number | null,
  { traceId, atMs }: Omit<Exemplar, 'us'>
): void {
  if (us === null) return
  let index = 0
  while (index < upperBounds.length && us > (upperBounds[index] as number)) index++
  into.counts[index] = (into.counts[index] as number) + 1
  into.exemplars[index] = { traceId, us, atMs }
  into.count++
  into.sumUs += us
}

function add(sums: Record<string, number>, name: string, value: number): void {
  sums[name] = (sums[name] ?? 0) + value
}

/** Of a decimal string with at most nine places, as the column has it. */
function nanoOf(usd: string): number {
  const point = usd.indexOf('.')
  if (point < 0) return Number(usd) * 1e9
  return Number(usd.slice(0, point)) * 1e9 + Number(usd.slice(point + 1).padEnd(9, '0'))
}

function doubling(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, power) => first * 2 ** power)
}
