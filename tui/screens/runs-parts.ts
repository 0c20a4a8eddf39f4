/** Tables of the runs screen: the list, the arms of one run, and what a comparison found. */
import type { Comparison, Estimate, PercentileComparison, Verdict } from '../../schemas/comparison.js'
import type { Look, Tone } from '../kit/look.js'
import { amount, spent, spentCell } from '../kit/money.js'
import { count, duration, percent, percentAligned, percentileOf, usdAligned, whole } from '../kit/numbers.js'
import type { Cell, Column } from '../kit/table.js'
import type { RunArm, RunLine } from '../queries/runs.js'

/** `marked`: ids of the runs that are picked, in that order. */
export function runColumns(marked: readonly string[], look: Look): Column<RunLine>[] {
  return [
    { ...text('mark', '', 1, 0), cell: row => ['A', 'B'][marked.indexOf(row.run_id)] ?? ' ' },
    { ...text('started', 'STARTED (UTC)', 16, 1), cell: row => row.ts.slice(0, 16), sortBy: row => row.ts },
    {
      ...text('name', 'PROFILE', 12, 0),
      grow: 2,
      most: 'content',
      cell: row => row.name,
      sortBy: row => row.name
    },
    {
      ...text('run', 'RUN', 12, 3),
      grow: 1,
      most: runIdWidth,
      // Its end tells it from others of the day.
      cell: ({ run_id }, width) =>
        run_id.length > width ? `${look.glyphs.more}${run_id.slice(1 - width)}` : run_id,
      sortBy: row => row.run_id
    },
    { ...text('status', 'STATUS', 8, 0), cell: statusCell, sortBy: row => row.status },
    { ...text('arms', 'ARMS', 13, 7), grow: 2, most: 'content', cell: row => row.arms.join(', ') },
    {
      ...figure('sent', 'SENT', 6, 2),
      // It is written when the run ends.
      cell: row => (row.status === 'running' ? look.glyphs.none : count(row.sent)),
      sortBy: row => row.sent
    },
    {
      ...figure('ok', 'OK%', 5, 4),
      cell: row => percentAligned(row.ok, row.measured),
      sortBy: row => (row.measured === 0 ? null : row.ok / row.measured)
    },
    {
      ...figure('p50', 'E2E50', 7, 5),
      cell: row => percentileOf(row.e2e_p50_us, 50, row.ok),
      sortBy: row => row.e2e_p50_us
    },
    {
      ...figure('p95', 'E2E95', 7, 4),
      cell: row => percentileOf(row.e2e_p95_us, 95, row.ok),
      sortBy: row => row.e2e_p95_us
    },
    {
      ...text('reason', 'REASON', 8, 9),
      grow: 1,
      cell: row => ({ text: row.reason === '' ? look.glyphs.none : row.reason, tone: 'dim' })
    }
  ]
}

export function armColumns(look: Look): Column<RunArm>[] {
  const time = (
    what: string,
    level: 50 | 95 | 99,
    priority: number,
    pick: (arm: RunArm) => number | null
  ): Column<RunArm> => ({
    ...figure(`${what}${level}`, `${what}${level}`, 8, priority),
    cell: arm => percentileOf(pick(arm), level, arm.ok)
  })
  return [
    {
      ...text('arm', 'ARM', 20, 0),
      grow: 3,
      most: 'content',
      cell: arm => (arm.arm === '' ? '(all)' : arm.arm)
    },
    { ...figure('requests', 'REQ', 6, 1), cell: arm => count(arm.requests) },
    { ...figure('ok', 'OK%', 5, 0), cell: arm => percentAligned(arm.ok, arm.requests) },
    time('TTFT', 50, 4, arm => arm.ttft_p50_us),
    time('TTFT', 95, 1, arm => arm.ttft_p95_us),
    time('TTFT', 99, 7, arm => arm.ttft_p99_us),
    time('E2E', 50, 3, arm => arm.e2e_p50_us),
    time('E2E', 95, 0, arm => arm.e2e_p95_us),
    time('E2E', 99, 5, arm => arm.e2e_p99_us),
    time('DUE', 50, 10, arm => arm.intended_p50_us),
    time('DUE', 95, 8, arm => arm.intended_p95_us),
    time('DUE', 99, 9, arm => arm.intended_p99_us),
    time('TPOT', 50, 6, arm => arm.tpot_p50_us),
    time('LAG', 99, 11, arm => arm.send_lag_p99_us),
    {
      ...figure('cost', 'COST', 10, 2),
      cell: spentCell(arm => arm),
      sortBy: arm => amount(arm.cost_usd)
    },
    {
      ...text('outcomes', 'FAILED BY', 12, 12),
      grow: 2,
      cell: arm => failures(arm.outcomes, look)
    }
  ]
}

export const comparisonColumns: readonly Column<PercentileComparison>[] = [
  {
    ...text('metric', 'METRIC', 12, 0),
    cell: row => `${row.metric.replace('_intended', ' due').replace('_p95', '95')} p${row.percentile}`,
    grow: 1
  },
  { ...figure('a', 'A', 6, 0), cell: row => milliseconds(row.a) },
  { ...figure('b', 'B', 6, 0), cell: row => milliseconds(row.b) },
  { ...figure('change', 'B - A', 7, 1), cell: row => signed(row.change) },
  { ...figure('interval', '95% OF B - A', 18, 3), cell: row => interval(row.difference) },
  {
    ...figure('p', 'P', 6, 4),
    cell: row => (row.pValue === null ? '' : row.pValue < 0.001 ? '<0.001' : row.pValue.toFixed(3))
  },
  { ...text('verdict', 'B IS', 19, 0), cell: verdictCell }
]

/** What beside latencies the two sides have to show, label by label. */
export function sideFigures({ a, b }: Comparison): [label: string, a: string, b: string][] {
  const both = (label: string, pick: (side: Comparison['a']) => string): [string, string, string] => [
    label,
    pick(a),
    pick(b)
  ]
  return [
    both('requests', side => whole(side.requests)),
    both('good answers', side => `${percent(side.ok, side.requests)}%`),
    both('goodput', side => (side.goodput === null ? '–' : `${percent(side.goodput, 1)}%`)),
    both('requests/s', side => side.requestsPerSecond.toFixed(1)),
    both('output tokens/s', side => side.outputTokensPerSecond?.toFixed(0) ?? '–'),
    both('cost', side =>
      spent(
        { cost_usd: side.costUsd, unpriced: side.unpriced, estimated: 0 },
        usdAligned([a.costUsd, b.costUsd])
      )
    ),
    both('cost/request', side =>
      usdAligned([a.costPerRequestUsd, b.costPerRequestUsd])(side.costPerRequestUsd)
    ),
    both('cost/month', side => usdAligned([a.costPerMonthUsd, b.costPerMonthUsd])(side.costPerMonthUsd)),
    both('send lag p99', side => (side.sendLagMs === null ? '–' : duration(side.sendLagMs.p99 * 1_000)))
  ]
}

/** Cells of `run-20261129-074736-997a`. */
const runIdWidth = 24

const toneOf: Readonly<Record<string, Tone>> = {
  complete: 'good',
  running: 'accent',
  void: 'bad',
  failed: 'bad'
}

function text(key: string, head: string, width: number, priority: number) {
  return { key, head, width, priority } as const
}

function figure(key: string, head: string, width: number, priority: number) {
  return { key, head, width, priority, align: 'right' } as const
}

function statusCell({ status }: RunLine): Cell {
  return { text: status, tone: toneOf[status] ?? 'warn' }
}

function failures(outcomes: Readonly<Record<string, number>>, look: Look): string {
  const failed = Object.entries(outcomes).filter(([outcome]) => outcome !== '')
  if (failed.length === 0) return look.glyphs.none
  return failed
    .sort(([, a], [, b]) => b - a)
    .map(([outcome, times]) => `${outcome} ${times}`)
    .join(', ')
}

function milliseconds(estimate: Estimate | null): string {
  return estimate === null ? '–' : duration(estimate.value * 1_000)
}

function interval(difference: Estimate | null): string {
  if (difference === null) return '–'
  const bound = (ms: number): string => `${ms < 0 ? '-' : '+'}${duration(Math.abs(ms) * 1_000)}`
  return `${bound(difference.low)} to ${bound(difference.high)}`
}

function signed(change: number | null): string {
  if (change === null) return '–'
  return `${change < 0 ? '-' : '+'}${percent(Math.abs(change), 1)}%`
}

/** In words, so that it is known without colour. */
function verdictCell({ verdict }: PercentileComparison): Cell {
  const tones: Readonly<Record<Verdict, Tone>> = {
    faster: 'good',
    slower: 'bad',
    'no difference shown': 'dim',
    'too few samples': 'dim'
  }
  return { text: verdict, tone: tones[verdict] }
}
