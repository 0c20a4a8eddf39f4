/** Single requests: the newest ones, one in full, and the price card that it was priced with. */
import type { Row } from '../../schemas/row.js'
import type { Question } from '../feed.js'
import { textFieldsOfR } from '../filter.js'
import type { View } from '../view.js'
import { windowRows } from './traffic.js'

export interface TailRow
  extends Pick<
    Row,
    | 'ts'
    | 'id'
    | 'status'
    | 'error_type'
    | 'provider'
    | 'route'
    | 'user'
    | 'feature'
    | 'e2e_us'
    | 'ttft_us'
    | 'tpot_us'
    | 'input_tokens'
    | 'output_tokens'
    | 'cost_usd'
    | 'price_source'
    | 'usage_source'
    | 'streamed'
    | 'stalls'
    | 'attempt'
  > {
  /** `ts` and `e2e_us` together: a row can be seen when it has ended. */
  ended: string
  model: string
}

export interface PriceCardRow {
  card_id: string
  provider: string
  model: string
  json: string
  source: string
  source_version: string
}

/** A request that ends now began no longer ago, but for the rarest. */
const longestS = 1_800

/**
 * `TailRow`s of a view: those that began last, newest first; or those that ended later than `overlapS` before `ended`, that of a row
 * at hand, however long ago they began. Rows come to the store a little later than they end, and not in that order: some of these
 * are known, told by `id`.
 */
export function tailQuestion(
  view: View,
  after: { ended: string; overlapS: number } | null,
  limit: number
): Question {
  const { from, params } = windowRows(view, after === null ? 'ORDER BY ts DESC LIMIT {limit:UInt32}' : isNew)
  return {
    sql: `SELECT toString(r.ts) AS ts, ${columns}, toString(${endedSql}) AS ended
FROM ${from} AS r
ORDER BY ended DESC, id DESC LIMIT {limit:UInt32}`,
    params: { ...params, limit, ...(after !== null && { after: after.ended, overlap: after.overlapS }) }
  }
}

const endedSql = 'addMicroseconds(r.ts, ifNull(r.e2e_us, 0))'
const afterSql = "toDateTime64({after:String}, 6, 'UTC')"
const isNew = `AND ts >= ${afterSql} - INTERVAL ${longestS} SECOND
  AND addMicroseconds(ts, ifNull(e2e_us, 0)) > ${afterSql} - toIntervalSecond({overlap:UInt32})`
const columns = `r.id AS id, r.status AS status, r.error_type AS error_type, r.provider AS provider, ${textFieldsOfR.model} AS model,
  r.route AS route, r.\`user\` AS \`user\`, r.feature AS feature, r.e2e_us AS e2e_us, r.ttft_us AS ttft_us, r.tpot_us AS tpot_us,
  r.input_tokens AS input_tokens, r.output_tokens AS output_tokens, r.cost_usd AS cost_usd, r.price_source AS price_source,
  r.usage_source AS usage_source, r.streamed AS streamed, r.stalls AS stalls, r.attempt AS attempt`

/** The `Row` of that id; `ts` finds it quickly. */
export function requestQuestion(ts: string, id: string): Question {
  return {
    sql: "SELECT * FROM requests WHERE ts = {ts:DateTime64(6, 'UTC')} AND id = {id:String} LIMIT 1",
    params: { ts, id }
  }
}

/** The `PriceCardRow` of that id. */
export function priceCardQuestion(cardId: string): Question {
  return {
    sql: `SELECT card_id, provider, model, json, source, source_version FROM price_cards
WHERE card_id = {card:String} ORDER BY loaded_at DESC LIMIT 1`,
    params: { card: cardId }
  }
}
