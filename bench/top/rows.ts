/**
 * Rows by the million, made by the store itself: 24 models of 8 providers, lognormal latencies, a share of errors, of rows
 * without a price and of estimates. Each is a function of its number, so that two fills are alike; times rise with it, as
 * they do when rows come in.
 */
import type { ClickHouseClient } from '@clickhouse/client'

export interface Fill {
  rows: number
  spanS: number
}

/** Small enough for the memory that the embedded store gives to one statement. */
const rowsPerStatement = 100_000
/** Numbers of the rows that `keepComing` adds. */
const firstToCome = 1e9

/**
 * Fills `requests`, and its sums through their views, with `rows` in the `spanS` seconds up to now. Rows of an earlier fill stay, and
 * are carried on up to now.
 */
export async function fillRequests(client: ClickHouseClient, { rows, spanS }: Fill): Promise<void> {
  const there = await readThere(client)
  const nowS = Date.now() / 1_000
  const fromS = there.rows === 0 ? Math.floor(nowS - spanS) : there.from_s
  const end = Math.floor((rows * (nowS - fromS)) / spanS)
  for (let from = there.rows; from < end; from += rowsPerStatement) {
    const count = Math.min(rowsPerStatement, end - from)
    await client.command({
      query: insertSql(anyModel, spread),
      query_params: { from, count, rows, fromS, spanS }
    })
  }
}

async function readThere(client: ClickHouseClient): Promise<{ rows: number; from_s: number }> {
  const answer = await client.query({
    query:
      `SELECT toUInt32(count()) AS rows, toUnixTimestamp(min(ts)) AS from_s FROM requests WHERE id < 'bench${firstToCome}'`.replace(
        String(firstToCome),
        String(firstToCome).padStart(12, '0')
      ),
    format: 'JSONEachRow'
  })
  const [there] = await answer.json<{ rows: number; from_s: number }>()
  return there ?? { rows: 0, from_s: 0 }
}

/** A row of each model that ended now; `batch` is another number each time. */
export async function comeOnce(client: ClickHouseClient, batch: number): Promise<void> {
  await client.command({
    query: insertSql('n % 24', endedNow),
    query_params: { from: firstToCome + batch * modelCount, count: modelCount }
  })
}

/**
 * Rows of all models at once that ended now, `everyMs` apart, so that each group's figures change. Gives the way to end it.
 */
export function keepComing(client: ClickHouseClient, everyMs: number): { stop(): Promise<void> } {
  let batch = 0
  let last: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    last = comeOnce(client, batch)
    batch += 1
  }, everyMs)
  return {
    async stop() {
      clearInterval(timer)
      await last
    }
  }
}

const modelCount = 24
/** Few models have most of the traffic. */
const anyModel = 'least(23, toUInt32(floor(24 * pow((h % 1000003) / 1000003, 1.7))))'
const spread =
  "fromUnixTimestamp64Micro(toInt64({fromS:UInt64} * 1000000 + {spanS:UInt64} * 1000000 / {rows:UInt64} * n), 'UTC')"

const endedNow = `now64(6, 'UTC') - toIntervalMicrosecond(e2e)`

function insertSql(model: string, moment: string): string {
  return `
INSERT INTO requests (ts, id, route, provider, operation, wire, request_model, response_model, method, path, status,
  error_type, streamed, ended_by, wait_us, connect_us, ttfb_us, ttft_us, ttfv_us, last_token_us, e2e_us, tpot_us,
  gap_p50_us, gap_p95_us, gap_max_us, frames, overhead_us, input_tokens, output_tokens, cache_read_tokens, usage_source,
  cost_usd, cost_list_usd, price_source, request_bytes, response_bytes, capture, attempt, key_id, user, feature, session,
  rate_limit, collector)
WITH
  number AS n,
  cityHash64(n) AS h,
  ${model} AS m,
  ['openai', 'anthropic', 'gcp.gemini', 'mistral_ai', 'deepseek', 'groq', 'x_ai', 'cohere'][m % 8 + 1] AS p,
  concat(splitByChar('.', p)[-1], '-model-', toString(intDiv(m, 8) + 1)) AS name,
  greatest(1e-6, (cityHash64(n, 1) % 1000000) / 1000000) AS u1,
  (cityHash64(n, 2) % 1000000) / 1000000 AS u2,
  sqrt(-2 * log(u1)) * cos(2 * pi() * u2) AS z1,
  sqrt(-2 * log(u1)) * sin(2 * pi() * u2) AS z2,
  cityHash64(n, 3) % 1000 AS fate,
  fate >= 12 AS isGood,
  toUInt64(1000 * 250 * (1 + m / 12) * exp(0.5 * z1)) AS ttft,
  toUInt64(20 + 400 * exp(0.7 * z2)) AS outTokens,
  toUInt64(200 + 1500 * exp(0.6 * z1)) AS inTokens,
  toUInt64(8000 * (1 + m / 24) * exp(0.2 * z2)) AS tpot,
  ttft + tpot * (outTokens - 1) AS last,
  if(isGood, last + 2000, 150000) AS e2e
SELECT
  ${moment} AS ts,
  concat('bench', leftPad(toString(n), 12, '0')),
  concat('/', splitByChar('.', p)[-1]), p, 'chat', 'openai.chat', name, if(isGood, concat(name, '-0815'), ''),
  'POST', '/v1/chat/completions', if(fate < 5, 429, if(fate < 9, 500, if(fate < 12, NULL, 200))),
  multiIf(fate < 5, 'http_429', fate < 9, 'http_5xx', fate < 12, 'upstream_reset', ''),
  fate % 4 != 0, if(fate >= 9 AND fate < 12, 'upstream', 'complete'), 90, if(h % 20 = 0, 30000, NULL),
  toUInt64(ttft * 0.9), if(isGood, ttft, NULL), if(isGood, ttft, NULL), if(isGood, last, NULL),
  e2e, if(isGood, tpot, NULL),
  if(isGood, tpot, NULL), if(isGood, 2 * tpot, NULL), if(isGood, 9 * tpot, NULL), if(isGood, outTokens, 0),
  100 + h % 200, if(isGood, inTokens, NULL), if(isGood, outTokens, NULL), if(isGood, intDiv(inTokens, 3), NULL),
  if(NOT isGood, 'none', if(fate % 50 = 13, 'estimated', 'reported')),
  if(isGood AND m != 23, toDecimal64(inTokens * 0.0000025 + outTokens * 0.00001, 9), NULL),
  if(isGood AND m != 23, toDecimal64(inTokens * 0.0000025 + outTokens * 0.00001, 9), NULL),
  if(isGood AND m != 23, 'list', 'none'), inTokens * 4, outTokens * 130, 'full', 1,
  concat('key', toString(cityHash64(n, 4) % 2000 % 12)), concat('user-', toString(cityHash64(n, 4) % 2000)),
  ['chat', 'search', 'summary', 'agent', 'autocomplete', 'translate'][cityHash64(n, 5) % 6 + 1],
  concat('session-', toString(intDiv(n, 5))),
  if(h % 100 = 0, map('x-ratelimit-limit-requests', '5000', 'x-ratelimit-remaining-requests', toString(h % 5000)), map()),
  'bench-1'
FROM numbers({from:UInt64}, {count:UInt64})`
}
