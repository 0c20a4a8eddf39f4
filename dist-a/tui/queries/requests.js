import { textFieldsOfR } from '../filter.js';
import { windowRows } from './traffic.js';
/** Rows end up in the store a little later than they end, and not in that order. */
const overlapS = 10;
/** A request that ends now began no longer ago, but for the rarest. */
const longestS = 1_800;
/**
 * `TailRow`s of a view: those that began last, newest first; or, `after` the `ended` of a row at hand, those that ended since
 * (and some that are known: told by `id`), however long ago they began.
 */
export function tailQuestion(view, after, limit) {
    const { from, params } = windowRows(view, after === null ? 'ORDER BY ts DESC LIMIT {limit:UInt32}' : isNew);
    return {
        sql: `SELECT toString(r.ts) AS ts, ${columns}, toString(${endedSql}) AS ended
FROM ${from} AS r
ORDER BY ended DESC, id DESC LIMIT {limit:UInt32}`,
        params: { ...params, limit, ...(after !== null && { after }) }
    };
}
const endedSql = 'addMicroseconds(r.ts, ifNull(r.e2e_us, 0))';
const afterSql = "toDateTime64({after:String}, 6, 'UTC')";
const isNew = `AND ts >= ${afterSql} - INTERVAL ${longestS} SECOND
  AND addMicroseconds(ts, ifNull(e2e_us, 0)) > ${afterSql} - INTERVAL ${overlapS} SECOND`;
const columns = `r.id AS id, r.status AS status, r.error_type AS error_type, r.provider AS provider, ${textFieldsOfR.model} AS model,
  r.route AS route, r.\`user\` AS \`user\`, r.feature AS feature, r.e2e_us AS e2e_us, r.ttft_us AS ttft_us, r.tpot_us AS tpot_us,
  r.input_tokens AS input_tokens, r.output_tokens AS output_tokens, r.cost_usd AS cost_usd, r.price_source AS price_source,
  r.usage_source AS usage_source, r.streamed AS streamed, r.stalls AS stalls, r.attempt AS attempt`;
/** The `Row` of that id; `ts` finds it quickly. */
export function requestQuestion(ts, id) {
    return {
        sql: "SELECT * FROM requests WHERE ts = {ts:DateTime64(6, 'UTC')} AND id = {id:String} LIMIT 1",
        params: { ts, id }
    };
}
/** The `PriceCardRow` of that id. */
export function priceCardQuestion(cardId) {
    return {
        sql: `SELECT card_id, provider, model, json, source, source_version FROM price_cards
WHERE card_id = {card:String} ORDER BY loaded_at DESC LIMIT 1`,
        params: { card: cardId }
    };
}
//# sourceMappingURL=requests.js.map