/** Columns of the live tail. */
import { niceTop } from '../kit/charts.js'
import type { Glyphs } from '../kit/look.js'
import { amount } from '../kit/money.js'
import { count, duration, usd, usdWith } from '../kit/numbers.js'
import type { Cell, Column } from '../kit/table.js'
import type { TailRow } from '../queries/requests.js'
import { monthName } from '../view.js'
import type { Frame } from './screen.js'

const right = 'right' as const

/**
 * What is dropped first in a narrow terminal has the highest priority number. `rows`: all that are in the list, of whose times the
 * bars have their scale.
 */
export const requestColumns = (
  { at, look: { glyphs } }: Pick<Frame, 'at' | 'look'>,
  rows: readonly TailRow[],
  today = at.toISOString().slice(0, 10)
): readonly Column<TailRow>[] => [
  {
    key: 'ended',
    head: 'ENDED UTC',
    width: 12,
    priority: 0,
    cell: row => endedText(row.ended, today),
    sortBy: row => row.ended
  },
  { key: 'status', head: 'ST', width: 3, priority: 0, cell: statusCell, sortBy: row => row.status },
  { ...text('model', 'MODEL', 16, 0, row => row.model), grow: 3 },
  text('provider', 'PROVIDER', 10, 9, row => row.provider),
  text('route', 'ROUTE', 10, 8, row => row.route),
  text('feature', 'FEATURE', 10, 6, row => row.feature),
  text('user', 'USER', 8, 7, row => row.user),
  time('e2e', 'E2E', 0, row => row.e2e_us),
  time('ttft', 'TTFT', 1, row => row.ttft_us),
  time('tpot', 'TPOT', 5, row => row.tpot_us),
  {
    key: 'tokens',
    head: 'IN>OUT',
    width: 9,
    align: right,
    priority: 3,
    cell: tokensCell,
    sortBy: row => row.output_tokens
  },
  {
    key: 'cost',
    head: '$',
    width: 11,
    align: right,
    priority: 2,
    cell: costCell,
    sortBy: row => amount(row.cost_usd)
  },
  {
    key: 'note',
    head: 'NOTE',
    width: 12,
    grow: 2,
    most: 'content',
    priority: 4,
    cell: noteCell,
    sortBy: row => row.error_type
  },
  {
    key: 'bar',
    // Where there is no room for it, nobody asks.
    get head() {
      return `TO ${duration(scaleOf(rows))}: ${glyphs.fills[0]} TTFT ${glyphs.fills[4]} TOKENS ${glyphs.fills[1]} WHOLE`
    },
    width: 44,
    grow: 1,
    priority: 10,
    cell: (row, width) => timeCell(row, width, scaleOf(rows), glyphs)
  }
]

const scales = new WeakMap<readonly TailRow[], number>()

/** A round time, in µs, that 19 of 20 requests took no longer than. */
function scaleOf(rows: readonly TailRow[]): number {
  const known = scales.get(rows)
  if (known !== undefined) return known
  const times = Float64Array.from(rows.flatMap(({ e2e_us }) => e2e_us ?? [])).sort()
  const scale = niceTop(times[Math.floor(times.length * 0.95)] ?? 0)
  scales.set(rows, scale)
  return scale
}

/** How long it took as a bar: to the first token, and from there on; one fill where there is no such moment. */
function timeCell(
  { e2e_us, ttft_us, error_type }: TailRow,
  width: number,
  scale: number,
  { fills, more }: Glyphs
): Cell {
  const cellsOf = (us: number): number => Math.round((us / scale) * width)
  const cells = e2e_us === null ? 0 : Math.max(1, cellsOf(e2e_us))
  const first = ttft_us === null ? 0 : Math.min(cells, cellsOf(ttft_us))
  const [waiting = '', whole = ''] = fills
  const rest = ttft_us === null ? whole : (fills[4] ?? '')
  const bar = waiting.repeat(first) + rest.repeat(cells - first)
  const shown = cells > width ? bar.slice(0, width - 1) + more : bar
  return { text: shown, tone: error_type === '' ? 'accent' : 'bad' }
}

/** `14:03:21.412`; of another day than today `20 Nov 14:03`. */
function endedText(ended: string, today: string): string {
  if (ended.startsWith(today)) return ended.slice(11, 23)
  return `${ended.slice(8, 10)} ${monthName(new Date(`${ended.slice(0, 10)}T00:00:00Z`))} ${ended.slice(11, 16)}`
}

const toMillionth = usdWith(6)

function time(
  key: string,
  head: string,
  priority: number,
  pick: (row: TailRow) => number | null
): Column<TailRow> {
  return { key, head, width: 6, align: right, priority, cell: row => duration(pick(row)), sortBy: pick }
}

function text(
  key: string,
  head: string,
  width: number,
  priority: number,
  pick: (row: TailRow) => string
): Column<TailRow> {
  return { key, head, width, priority, grow: 1, most: 'content', cell: pick, sortBy: pick }
}

function statusCell({ status, error_type }: TailRow): Cell {
  const text = status === null ? '---' : String(status)
  return error_type === '' ? text : { text, tone: 'bad' }
}

function isEstimated({ usage_source }: TailRow): boolean {
  return usage_source === 'estimated' || usage_source === 'partial'
}

function tokensCell(row: TailRow): string {
  if (row.input_tokens === null && row.output_tokens === null) return '–'
  return `${isEstimated(row) ? '~' : ''}${count(row.input_tokens)}>${count(row.output_tokens)}`
}

/** To a millionth, so that the points are in line whatever comes in; in few cells what is too large for that. */
function costCell(row: TailRow, width: number): string {
  // Nothing was used, as far as anybody knows: no price is missing.
  if (row.cost_usd === null && row.usage_source === 'none') return '–'
  const mark = isEstimated(row) && row.cost_usd !== null ? '~' : ''
  const exact = mark + toMillionth(row.cost_usd)
  return exact.length <= width ? exact : mark + usd(row.cost_usd)
}

function noteCell({ error_type, stalls, attempt }: TailRow): Cell {
  if (error_type !== '') return { text: `! ${error_type}`, tone: 'bad' }
  const parts = [
    stalls > 0 ? `${stalls} stall${stalls > 1 ? 's' : ''}` : '',
    attempt > 1 ? `attempt ${attempt}` : ''
  ]
  return parts.filter(part => part !== '').join(', ')
}
