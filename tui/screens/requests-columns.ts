/** Columns of the live tail. */
import { amount } from '../kit/money.js'
import { count, duration, usd } from '../kit/numbers.js'
import type { Cell, Column } from '../kit/table.js'
import type { TailRow } from '../queries/requests.js'

const right = 'right' as const

/** What is dropped first in a narrow terminal has the highest priority number. */
export const requestColumns: readonly Column<TailRow>[] = [
  {
    key: 'ended',
    head: 'ENDED UTC',
    width: 12,
    priority: 0,
    cell: row => row.ended.slice(11, 23),
    sortBy: row => row.ended
  },
  { key: 'status', head: 'ST', width: 3, priority: 0, cell: statusCell, sortBy: row => row.status },
  {
    key: 'model',
    head: 'MODEL',
    width: 16,
    grow: 3,
    priority: 0,
    cell: row => row.model,
    sortBy: row => row.model
  },
  { key: 'provider', head: 'PROVIDER', width: 10, grow: 1, priority: 9, cell: row => row.provider },
  { key: 'route', head: 'ROUTE', width: 10, grow: 1, priority: 8, cell: row => row.route },
  { key: 'feature', head: 'FEATURE', width: 10, grow: 1, priority: 6, cell: row => row.feature },
  { key: 'user', head: 'USER', width: 8, grow: 1, priority: 7, cell: row => row.user },
  {
    key: 'e2e',
    head: 'E2E',
    width: 6,
    align: right,
    priority: 0,
    cell: row => duration(row.e2e_us),
    sortBy: row => row.e2e_us
  },
  {
    key: 'ttft',
    head: 'TTFT',
    width: 6,
    align: right,
    priority: 1,
    cell: row => duration(row.ttft_us),
    sortBy: row => row.ttft_us
  },
  {
    key: 'tpot',
    head: 'TPOT',
    width: 6,
    align: right,
    priority: 5,
    cell: row => duration(row.tpot_us),
    sortBy: row => row.tpot_us
  },
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
    width: 10,
    align: right,
    priority: 2,
    cell: costCell,
    sortBy: row => amount(row.cost_usd)
  },
  {
    key: 'note',
    head: 'NOTE',
    width: 12,
    grow: 1,
    priority: 4,
    cell: noteCell,
    sortBy: row => row.error_type
  }
]

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

function costCell(row: TailRow): string {
  return `${isEstimated(row) && row.cost_usd !== null ? '~' : ''}${usd(row.cost_usd)}`
}

function noteCell({ error_type, stalls, attempt }: TailRow): Cell {
  if (error_type !== '') return { text: `! ${error_type}`, tone: 'bad' }
  const parts = [
    stalls > 0 ? `${stalls} stall${stalls > 1 ? 's' : ''}` : '',
    attempt > 1 ? `attempt ${attempt}` : ''
  ]
  return parts.filter(part => part !== '').join(', ')
}
