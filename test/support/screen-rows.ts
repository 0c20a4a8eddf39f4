/** Fixed rows for the screens' tests, and frames to draw them in. */
import { parseFilter } from '../../tui/filter.js'
import { plainLook } from '../../tui/kit/look.js'
import type { MonthRow, OverviewRow, SeriesRow } from '../../tui/queries/overview.js'
import type { Frame, Screen } from '../../tui/screens/screen.js'
import { defaultView, type View } from '../../tui/view.js'

export const at = new Date('2026-11-21T14:03:22Z')

export const sizes = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 36 },
  { columns: 200, rows: 60 }
] as const

/** The frame of a screen in a terminal of that size. */
export function frameOf(
  { columns, rows }: { columns: number; rows: number },
  more: Partial<Frame> = {}
): Frame {
  return {
    width: columns,
    height: rows - 3,
    view: defaultView,
    look: plainLook,
    at,
    connection: null,
    isPaused: false,
    outage: null,
    ...more
  }
}

export function viewOf(change: Partial<Omit<View, 'filter'>> & { filter?: string }): View {
  const filter = parseFilter(change.filter ?? '')
  if ('problem' in filter) throw new Error(filter.problem)
  return { ...defaultView, ...change, filter }
}

/** Puts fixed rows where the store's answer goes; `note` says that they are part of one. */
export function answer(
  screen: Screen,
  feed: string,
  rows: readonly unknown[],
  view: View = defaultView,
  note = ''
): void {
  const found = screen.feeds(view).find(({ name }) => name === feed)
  if (found === undefined) throw new Error(`${screen.id} wants no feed "${feed}" now`)
  const accept = found as unknown as {
    accept(rows: readonly unknown[], view: View, at: number, tookMs: number, note: string): void
  }
  accept.accept(rows, view, at.getTime(), 12, note)
}

const models = [
  ['claude-opus-4-8', 'anthropic'],
  ['gpt-5.2', 'openai'],
  ['claude-sonnet-5', 'anthropic'],
  ['gemini-3-pro', 'gcp.gemini'],
  ['gpt-5-mini', 'openai'],
  ['mistral-large-2411', 'mistral_ai'],
  ['deepseek-chat', 'deepseek'],
  ['通义千问-max', 'openrouter']
] as const

/** All groups together, before them. */
export function totalsRow(): OverviewRow {
  return { ...(overviewRows(1)[0] as OverviewRow), is_all: 1, name: '', provider: '' }
}

/** `count` groups, busiest first, figures by rule so that any of them can be reckoned. */
export function overviewRows(count: number = models.length): OverviewRow[] {
  return Array.from({ length: count }, (_, at) => {
    const [name, provider] = models[at % models.length] ?? models[0]
    const requests = Math.max(40, 3_600 - at * 300)
    return {
      is_all: 0,
      name: at < models.length ? name : `${name}-${at}`,
      provider,
      requests,
      errors: at * 4,
      ttft_p50_us: 170_000 + at * 9_000,
      ttft_p95_us: 312_000 + at * 31_000,
      ttft_p99_us: 466_000 + at * 52_000,
      e2e_p50_us: 481_000 + at * 120_000,
      e2e_p95_us: 1_520_000 + at * 310_000,
      e2e_p99_us: 2_710_000 + at * 520_000,
      tpot_p50_us: at === 6 ? null : 14_200 + at * 1_300,
      output_tokens: requests * 250,
      cost_usd: at === 7 ? null : `${(4.12 / (1 + at * 0.4)).toFixed(9)}`,
      unpriced: at === 7 ? requests : at === 5 ? 3 : 0,
      estimated: at === 3 ? 12 : 0,
      seconds: 900,
      trend: Array.from({ length: 24 }, (_, bucket) => 100 + ((bucket * (at + 3)) % 17) * 5)
    }
  })
}

export function monthRows(count: number = models.length): MonthRow[] {
  return overviewRows(count).map(({ name, provider, requests, unpriced, estimated }, at) => ({
    name,
    provider,
    requests: requests * 900,
    unpriced: unpriced * 900,
    estimated: estimated * 900,
    cost_usd: at === 7 ? null : `${(1_240.25 / (1 + at)).toFixed(9)}`
  }))
}

export function seriesRows(): SeriesRow[] {
  return Array.from({ length: 120 }, (_, bucket) => ({
    t: new Date(at.getTime() - (120 - bucket) * 7_500).toISOString(),
    seconds: 7.5,
    requests: 30 + (bucket % 7),
    errors: bucket % 11 === 0 ? 1 : 0,
    e2e_p50_us: 480_000 + Math.round(60_000 * Math.sin(bucket / 9)),
    e2e_p95_us: bucket > 70 && bucket < 76 ? null : 1_500_000 + Math.round(400_000 * Math.sin(bucket / 13)),
    e2e_p99_us: 2_700_000,
    ttft_p95_us: 320_000
  }))
}
