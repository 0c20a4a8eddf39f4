/** Rows of many kinds of callers in November 2026, for the tests of the reports. */
import { blankRow } from '../../collector/record/blank-row.js'
import { createPriceBook } from '../../collector/record/prices/price.js'
import { unknownUsage } from '../../collector/record/usage.js'
import type { Row } from '../../schemas/row.js'

/** A feature's name as an attacker would have it, and too long. */
export const hostile = `<script>alert(1)</script>"'&${'x'.repeat(200)}`

/** Callers by what tells them apart; three days, so that a minute can come up in three hours. */
export function callerRows(): Row[] {
  const days = [3, 4, 5]
  const job = { streamed: false, provider: 'anthropic', response_model: 'claude-sonnet-4-5' }
  // A host of this machine stands for the provider that its route names.
  const worker = { streamed: false, feature: 'worker', upstream_host: '127.0.0.1:9000' }
  const timed = (over: Partial<Row>) =>
    days.flatMap(day => times(8, n => rowOf(day, 3600 * n + 600 + n, { streamed: false, ...over })))
  return [
    // 30 calls at once, minutes apart from day to day, each 30 s long.
    ...days.flatMap(day =>
      times(30, n => rowOf(day, 7000 + 400 * day + n / 5, { ...job, feature: 'nightly', e2e_us: 30_000_000 }))
    ),
    // The next call begins 5 ms after the end of the one before, over hours.
    ...times(40, n => rowOf(3, 30_000 + 187.005 * n, { ...worker, e2e_us: 187_000_000 / 20 })).map(
      (row, n, all) => (n % 2 === 0 ? row : { ...row, ts: after(all[n - 1] as Row, 5_000) })
    ),
    ...timed({
      feature: 'relayed',
      provider: 'openrouter',
      response_model: 'anthropic/claude-sonnet-4.5',
      upstream_host: 'openrouter.ai:443'
    }),
    ...timed({ feature: 'foreign', upstream_host: 'relay.example:443' }),
    ...timed({ feature: hostile, provider: 'relay', response_model: 'my-own' }),
    // Four a second for 20 minutes: more than a burst, and by chance one begins as another ends.
    ...times(400, n => rowOf(4, 50_000 + n / 4, { streamed: false, feature: 'live', e2e_us: 400_000 })),
    ...times(400, n => rowOf(4, 50_100 + n / 4, { streamed: false, feature: 'live', e2e_us: 400_000 })),
    ...times(2400, n => rowOf(4, 50_200 + n / 4, { streamed: false, feature: 'live', e2e_us: 400_000 })),
    ...times(30, n => rowOf(5, 40_000 + 47 * n, { feature: 'chat', user: 'u', session: `s${n % 3}` })),
    ...times(30, n =>
      rowOf(5, 60_000 + 2.005 * n, { streamed: false, feature: 'agent', session: 'a', e2e_us: 2_000_000 })
    ),
    ...times(5, n => rowOf(3, 10_000 + n / 5, { ...job, feature: 'few' })),
    ...days.flatMap(day =>
      times(30, n =>
        rowOf(day, 8000 + n / 5, { ...job, feature: 'impatient', ended_by: n < 5 ? 'client' : 'complete' })
      )
    ),
    ...times(30, n => rowOf(3, 20_000 + n / 5, { ...job, feature: 'nightly', run_id: 'run-1' })),
    rowOf(6, 0, { operation: 'rerank', cost_usd: null }),
    ...times(20, n => rowOf(n - 20, 50_000, { feature: n === 0 ? 'gone' : 'chat', user: 'u', session: 's' }))
  ]
}

function times<T>(count: number, make: (n: number) => T): T[] {
  return Array.from({ length: count }, (_, n) => make(n))
}

/** `day` of November 2026; 0 and less: of October. */
function rowOf(day: number, second: number, over: Partial<Row>): Row {
  const at = Date.UTC(2026, 10, day) + Math.round(second * 1000)
  const row: Row = {
    ...blankRow(),
    ts: clock(at * 1000),
    provider: 'openai',
    response_model: 'gpt-4o-mini',
    operation: 'chat',
    streamed: true,
    ended_by: 'complete',
    usage_source: 'reported',
    input_tokens: 1000 + ((second % 97) | 0),
    cache_read_tokens: 0,
    output_tokens: 100,
    ttft_us: 400_000,
    e2e_us: 3_000_000,
    ...over
  }
  const usage = {
    ...unknownUsage(),
    inputTokens: row.input_tokens,
    cacheReadTokens: 0,
    outputTokens: row.output_tokens
  }
  const { provider, response_model: model } = row
  const query = {
    provider,
    upstreamHost: row.upstream_host.replace(/:\d+$/, ''),
    model,
    serviceTier: '',
    atUs: at * 1000
  }
  const { costUsd, costListUsd } = createPriceBook().price(usage, query)
  return { ...row, cost_usd: costUsd, cost_list_usd: costListUsd }
}

function after({ ts, e2e_us }: Row, us: number): string {
  const [seconds = '', fraction = ''] = ts.split('.')
  return clock(Date.parse(`${seconds.replace(' ', 'T')}Z`) * 1000 + Number(fraction) + (e2e_us ?? 0) + us)
}

function clock(us: number): string {
  const text = new Date(us / 1000).toISOString()
  return `${text.slice(0, 19).replace('T', ' ')}.${String(us % 1_000_000).padStart(6, '0')}`
}
