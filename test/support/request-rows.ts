/** Rows of requests by the hundred, over two months up to now. */
import { blankRow } from '../../collector/record/blank-row.js'
import type { Row } from '../../schemas/row.js'
import { seededRandom } from './random.js'

const start = Date.now()

/** As `Row.ts`, some seconds ago. */
export function ago(seconds: number): string {
  return new Date(start - seconds * 1_000).toISOString().replace('T', ' ').replace('Z', '000')
}

/** Spans of seconds ago in which no window begins, even for a test that takes minutes. */
const spans = [
  [1, 60],
  [480, 660],
  [1_200, 3_300],
  [4_000, 20_000],
  [23_000, 80_000],
  [90_000, 60 * 86_400]
] as const

/** Rows of each span, 60 of them of a load run. */
export function twoMonthsOfRows(): Row[] {
  const random = seededRandom(20_261_121)
  const ofRun = Array.from({ length: 60 }, (_, seq) => ({
    ...rowAt(7_100, random),
    id: `run-row-${seq}`,
    run_id: 'run-1'
  }))
  const others = spans.flatMap(([from, to], span) =>
    Array.from({ length: span === 5 ? 700 : 120 }, () => rowAt(from + random.next() * (to - from), random))
  )
  return [...ofRun, ...others]
}

let made = 0

/** Some row, so many seconds ago. */
export function rowAt(seconds: number, random: ReturnType<typeof seededRandom>): Row {
  const [provider, route, model] = random.pick([
    ['openai', '/openai', 'gpt-5.2'],
    ['openai', '/openai', 'gpt-5-mini'],
    ['anthropic', '/anthropic', 'claude-sonnet-5'],
    ['openrouter', '/relay', 'gpt-5.2']
  ] as const)
  const isBad = random.chance(0.1)
  const user = `user-${random.integer(1, 4)}`
  const ttft = Math.round(200_000 * Math.exp(random.next() * 2))
  const tokens = random.integer(1, 900)
  const isPriced = !isBad && random.chance(0.9)
  const cost = isPriced ? (tokens * 0.000_012_345 + 0.000_000_001).toFixed(9) : null
  made += 1
  return {
    ...blankRow(),
    ts: ago(seconds),
    id: `row-${made}`,
    provider,
    route,
    request_model: model,
    response_model: isBad ? '' : `${model}-0815`,
    status: isBad ? 429 : 200,
    error_type: isBad ? 'http_429' : '',
    e2e_us: random.chance(0.05) ? null : isBad ? 90_000 : ttft + 12_000 * tokens,
    ttft_us: isBad ? null : ttft,
    tpot_us: isBad || tokens < 2 ? null : random.integer(8_000, 30_000),
    overhead_us: random.integer(50, 400),
    input_tokens: isBad ? null : random.integer(10, 5_000),
    output_tokens: isBad ? null : tokens,
    usage_source: isBad ? 'none' : random.pick(['reported', 'reported', 'estimated', 'partial'] as const),
    cost_usd: cost,
    cost_list_usd: cost,
    price_source: isPriced ? 'list' : 'none',
    user,
    key_id: user === 'user-1' ? 'key-1' : 'key-2',
    feature: random.pick(['', 'chat', 'search']),
    run_id: seconds < 100 && random.chance(0.3) ? 'run-0' : '',
    rate_limit: random.chance(0.3) ? { 'x-ratelimit-remaining-requests': String(random.integer(0, 99)) } : {}
  }
}
