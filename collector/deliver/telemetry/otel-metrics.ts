/** The conventions' metrics, and ours: what each is called, and which of a row's values it counts. */
import type { Row } from '../../../schemas/row.js'
import { attribute, type Edition, ownMetric, type TokenCount } from './otel-names.js'
import { bounds } from './series.js'

interface MetricSpec {
  name: string
  unit: string
  description: string
  /** Values are counted in whole parts, so many to the unit. */
  scale: number
}

export interface HistogramSpec extends MetricSpec {
  /** In parts. */
  bounds: readonly number[]
  /** Beside those of the row. */
  attributes: Record<string, string>
  /** In parts; `gapsUs` lie between the frames of a stream. */
  value: (row: Row, gapsUs: readonly number[]) => number | null | readonly number[]
}

export interface CounterSpec extends MetricSpec {
  value: (row: Row) => number | null
}

export function histogramSpecs(edition: Edition): HistogramSpec[] {
  const { duration, timeToFirstChunk, timePerOutputChunk } = edition
  return [
    inTime(duration, bounds.e2e, 'Duration of an operation.', row => row.e2e_us),
    inTime(timeToFirstChunk, bounds.ttft, 'Time to the first output of a stream.', row => row.ttft_us),
    inTime(timePerOutputChunk, bounds.e2e, 'Time between the chunks of a stream.', (_, gapsUs) => gapsUs),
    inTime(ownMetric.tpot, bounds.tpot, 'Time per output token after the first.', row => row.tpot_us),
    inTime(ownMetric.overhead, bounds.overhead, "The collector's own time.", row => row.overhead_us),
    ...tokenSpecs(edition)
  ]
}

export function counterSpecs({ tokens }: Edition): CounterSpec[] {
  const cost: CounterSpec = {
    name: ownMetric.cost,
    unit: '{USD}',
    description: 'Cost in US dollars.',
    scale: 1e9,
    // A decimal of nine places, of which a double holds all up to nine million dollars.
    value: ({ cost_usd }) => (cost_usd === null ? null : Math.round(Number(cost_usd) * 1e9))
  }
  if (tokens.kind === 'one') return [cost]
  const counters = Object.entries(tokens.counters).map(([count, name]) => {
    const column = columns[count as TokenCount]
    return { ...tokenMetric(name), value: (row: Row) => row[column] }
  })
  return [cost, ...counters]
}

function inTime(
  name: string,
  boundsUs: readonly number[],
  description: string,
  value: HistogramSpec['value']
): HistogramSpec {
  return { name, unit: 's', description, scale: 1e6, bounds: boundsUs, attributes: {}, value }
}

function tokenSpecs({ tokens }: Edition): HistogramSpec[] {
  return (['input', 'output'] as const).map(type => {
    const column = columns[type]
    const isOne = tokens.kind === 'one'
    return {
      ...tokenMetric(isOne ? tokens.histogram : tokens.histograms[type]),
      bounds: tokenBounds,
      attributes: isOne ? { [attribute.tokenType]: type } : {},
      value: row => row[column]
    }
  })
}

function tokenMetric(name: string): MetricSpec {
  return { name, unit: '{token}', description: 'Tokens of an operation.', scale: 1 }
}

/** The conventions' bounds: powers of four. */
const tokenBounds = Array.from({ length: 14 }, (_, power) => 4 ** power)

const columns = {
  input: 'input_tokens',
  output: 'output_tokens',
  cacheRead: 'cache_read_tokens',
  cacheWrite: 'cache_write_tokens',
  reasoning: 'reasoning_tokens'
} as const satisfies Record<TokenCount, keyof Row>
