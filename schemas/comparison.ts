/** What two sets of requests have to say of each other: pure data, for printing and drawing. Latencies are milliseconds. */

export type Verdict = 'faster' | 'slower' | 'no difference shown' | 'too few samples'

/** The figures that are compared, each at each percentile. `_intended` counts from when the request should have gone out. */
export type ComparedMetric = 'ttft' | 'ttft_intended' | 'tpot' | 'gap_p95' | 'e2e' | 'e2e_intended'

export interface Estimate {
  value: number
  /** Bounds of the 95 % bootstrap interval. */
  low: number
  high: number
}

export interface PercentileComparison {
  metric: ComparedMetric
  percentile: 50 | 90 | 95 | 99
  /** NULL: not enough samples of this side for this percentile. */
  a: Estimate | null
  b: Estimate | null
  /** b - a. */
  difference: Estimate | null
  /** (b - a) / a. */
  change: number | null
  /** Two-sided; adjusted for the number of comparisons. */
  pValue: number | null
  verdict: Verdict
}

export interface ComparedSide {
  /** `run-…`, `run-…/arm`, or a window of production. */
  label: string
  kind: 'run' | 'arm' | 'production'
  name: string
  from: string
  to: string
  status: string
  /** All measured attempts: warm-up is left out, failures are not. */
  requests: number
  ok: number
  /** Of those that failed, by class. */
  outcomes: Record<string, number>
  /** Share of all attempts that met every objective; NULL without objectives. */
  goodput: number | null
  objectives: {
    metric: string
    percentile: number
    limitMs: number
    actualMs: number | null
    met: boolean | null
  }[]
  /** Share of attempts that failed, and the most that the profile allows; NULL without such an objective. */
  errorRate: { limit: number; actual: number | null; met: boolean } | null
  inputTokens: number | null
  outputTokens: number | null
  outputTokensPerSecond: number | null
  /** Good answers a second. */
  requestsPerSecond: number
  /** Decimal strings. */
  costUsd: string | null
  /** Of each request that has a price. */
  costPerRequestUsd: string | null
  /** At the production volume of `Comparison.monthly`. */
  costPerMonthUsd: string | null
  unpriced: number
  sendLagMs: { p50: number; p99: number; max: number } | null
  /** Sorted ascending samples of each metric, thinned to at most 1,000 quantiles: for drawing. */
  curves: Partial<Record<ComparedMetric, number[]>>
}

export interface Comparison {
  a: ComparedSide
  b: ComparedSide
  percentiles: PercentileComparison[]
  /** What production would send in 30 days, and where the figure is from. NULL: nothing was recorded. */
  monthly: { requests: number; source: string } | null
  /** What makes the two sides unlike, in words. */
  cautions: string[]
}
