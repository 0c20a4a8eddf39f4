/** A comparison of two load runs, for tests of its page. */
import type { ComparedSide, Comparison } from '../../schemas/comparison.js'

export const hostileLabel = `</title><script>alert(1)</script><img src=x onerror="alert('2')">&amp;\u001b[2J\u202e`

export function fixedComparison(): Comparison {
  const a: ComparedSide = {
    label: 'run-a',
    kind: 'run',
    name: 'steady',
    from: '2026-11-21 05:00:00.000000',
    to: '2026-11-21 05:10:00.000000',
    status: 'complete',
    requests: 1200,
    ok: 1170,
    errorRate: { limit: 0.01, actual: 0.025, met: false },
    outcomes: { http_429: 30 },
    goodput: 0.95,
    objectives: [{ metric: 'ttft', percentile: 95, limitMs: 800, actualMs: 640, met: true }],
    inputTokens: 12_345,
    outputTokens: 2345,
    outputTokensPerSecond: 3.9,
    requestsPerSecond: 2,
    costUsd: '1.23',
    costPerRequestUsd: '0.001025',
    costPerMonthUsd: '30.75',
    unpriced: 0,
    sendLagMs: { p50: 0.1, p99: 1, max: 3 },
    curves: { ttft: [100, 200, 300], e2e: [10, 500, 4000] }
  }
  const b: ComparedSide = {
    ...a,
    label: `run-b/${hostileLabel}`,
    ok: 1200,
    outcomes: {},
    errorRate: null,
    outputTokens: null,
    costPerMonthUsd: null,
    objectives: [{ metric: 'ttft', percentile: 95, limitMs: 800, actualMs: null, met: null }]
  }
  return {
    a,
    b,
    percentiles: [
      {
        metric: 'ttft',
        percentile: 50,
        a: { value: 300, low: 290, high: 310 },
        b: { value: 360, low: 350, high: 370 },
        difference: { value: 60, low: 55, high: 65 },
        change: 0.2,
        pValue: 0.0001,
        verdict: 'slower'
      },
      {
        metric: 'e2e',
        percentile: 99,
        a: null,
        b: null,
        difference: null,
        change: null,
        pValue: null,
        verdict: 'too few samples'
      }
    ],
    monthly: { requests: 30_000, source: 'the last 14 days' },
    cautions: ['They do not overlap.']
  }
}
