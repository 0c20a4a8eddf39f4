/** The conventions' metrics, and ours, from a row. */
import type { Attributes, Counter, Histogram, Meter } from '@opentelemetry/api'
import type { Row } from '../../../schemas/row.js'
import { attribute, type Edition, ownMetric, type TokenCount } from './otel-names.js'
import { bounds, type TimeName } from './series.js'
import { metricAttributesOf } from './span.js'

/** Counts one row. */
export type RowMeter = (row: Row) => void

export function rowMeter(meter: Meter, edition: Edition): RowMeter {
  const duration = timeHistogram(meter, edition.duration, 'e2e', 'Duration of an operation.')
  const first = timeHistogram(
    meter,
    edition.timeToFirstChunk,
    'ttft',
    'Time to the first output of a stream.'
  )
  const tpot = timeHistogram(meter, ownMetric.tpot, 'tpot', 'Time per output token after the first.')
  const overhead = timeHistogram(meter, ownMetric.overhead, 'overhead', "The collector's own time.")
  const cost = meter.createCounter(ownMetric.cost, { unit: '{USD}', description: 'Cost in US dollars.' })
  const countTokens = tokenMeter(meter, edition)
  return row => {
    const attributes = metricAttributesOf(row)
    record(duration, row.e2e_us, attributes)
    record(first, row.ttft_us, attributes)
    record(tpot, row.tpot_us, attributes)
    record(overhead, row.overhead_us, attributes)
    if (row.cost_usd !== null) cost.add(Number(row.cost_usd), attributes)
    countTokens(row, attributes)
  }
}

type TokenMeter = (row: Row, attributes: Attributes) => void

function tokenMeter(meter: Meter, { tokens }: Edition): TokenMeter {
  if (tokens.kind === 'one') {
    const histogram = tokenHistogram(meter, tokens.histogram)
    return (row, attributes) => {
      const of = (type: string) => ({ ...attributes, [attribute.tokenType]: type })
      if (row.input_tokens !== null) histogram.record(row.input_tokens, of('input'))
      if (row.output_tokens !== null) histogram.record(row.output_tokens, of('output'))
    }
  }
  const input = tokenHistogram(meter, tokens.histograms.input)
  const output = tokenHistogram(meter, tokens.histograms.output)
  const counters = Object.entries(tokens.counters).map(([count, name]): [TokenCount, Counter] => [
    count as TokenCount,
    meter.createCounter(name, { unit: '{token}' })
  ])
  return (row, attributes) => {
    if (row.input_tokens !== null) input.record(row.input_tokens, attributes)
    if (row.output_tokens !== null) output.record(row.output_tokens, attributes)
    for (const [count, counter] of counters) {
      const value = row[columns[count]]
      if (value !== null) counter.add(value, attributes)
    }
  }
}

const columns = {
  input: 'input_tokens',
  output: 'output_tokens',
  cacheRead: 'cache_read_tokens',
  cacheWrite: 'cache_write_tokens',
  reasoning: 'reasoning_tokens'
} as const satisfies Record<TokenCount, keyof Row>

function timeHistogram(meter: Meter, name: string, time: TimeName, description: string): Histogram {
  const explicitBucketBoundaries = bounds[time].map(us => us / 1e6)
  return meter.createHistogram(name, { unit: 's', description, advice: { explicitBucketBoundaries } })
}

/** The conventions' bounds: powers of four. */
function tokenHistogram(meter: Meter, name: string): Histogram {
  const explicitBucketBoundaries = Array.from({ length: 14 }, (_, power) => 4 ** power)
  return meter.createHistogram(name, {
    unit: '{token}',
    description: 'Tokens of an operation.',
    advice: { explicitBucketBoundaries }
  })
}

function record(histogram: Histogram, us: number | null, attributes: Attributes): void {
  if (us !== null) histogram.record(us / 1e6, attributes)
}
