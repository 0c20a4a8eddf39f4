import { catalogueName } from './record/prices/model-lookup.js';
import { createPriceBook } from './record/prices/price.js';
import { isStandard, tierGap } from './record/prices/service-tier.js';
import { allRowsOf } from './store-reader.js';
import { textTable } from './text-table.js';
/** A reported charge may differ from ours by so much before it is an alarm: it was rounded, and so was ours. */
const tolerated = 0.02;
/** Writes what it found. Resolves with the exit code: 1 when a price has drifted. Throws as `rowsOf`. */
export async function checkPrices({ out, store, days, now = new Date(), json }) {
    const to = now.toISOString().replace('T', ' ').slice(0, -1);
    const from = new Date(now.getTime() - days * 86_400_000).toISOString().replace('T', ' ').slice(0, -1);
    const params = { from, to };
    const unpriced = await allRowsOf(store, { sql: unpricedSql, params });
    const reported = await allRowsOf(store, { sql: reportedSql, params });
    const book = createPriceBook();
    const explained = unpriced.map(row => ({ ...row, why: whyOf(row, book, now) }));
    const drifts = reported.map(row => ({ ...row, drifted: Math.abs(row.ratio - 1) > tolerated }));
    const window = `${from.slice(0, 16)} to ${to.slice(0, 16)} UTC`;
    out.write(json
        ? jsonText({ from, to, unpriced: explained, reported: drifts })
        : checkText(window, explained, drifts));
    return drifts.some(({ drifted }) => drifted) ? 1 : 0;
}
function jsonText(value) {
    return `${JSON.stringify(value, null, 2)}\n`;
}
function checkText(window, unpriced, drifts) {
    return [
        `Left unpriced, ${window}`,
        ...(unpriced.length === 0 ? ['nothing'] : ['', unpricedTable(unpriced)]),
        '',
        `Charges that providers report, beside ours, ${window}`,
        ...(drifts.length === 0 ? ['none reported'] : ['', driftTable(drifts)]),
        ''
    ].join('\n');
}
function unpricedTable(rows) {
    const head = ['PROVIDER', 'MODEL', 'TIER', 'REQUESTS', 'INPUT TOKENS', 'OUTPUT TOKENS', 'WHY'];
    const body = rows.map(row => [
        row.provider,
        row.model,
        row.service_tier,
        String(row.requests),
        count(row.input_tokens),
        count(row.output_tokens),
        row.why
    ]);
    return textTable([head, ...body], new Set([3, 4, 5]));
}
function whyOf({ provider, model, service_tier: tier, listed }, book, now) {
    if (listed === 0)
        return 'no price for the model, or for all it used';
    if (isStandard(tier))
        return 'list price known, exchange rate not';
    const card = book.cardFor({ provider, upstreamHost: '', model, atUs: now.getTime() * 1000 });
    return `${tier}: ${tierGap(card?.provider ?? catalogueName(provider), card?.model ?? model, tier)}`;
}
function driftTable(rows) {
    const head = ['PROVIDER', 'MODEL', 'REQUESTS', 'REPORTED USD', 'OURS USD', 'RATIO', ''];
    const body = rows.map(row => [
        row.provider,
        row.model,
        String(row.requests),
        row.reported_usd,
        row.ours_usd,
        row.ratio.toFixed(4),
        row.drifted ? 'DRIFT' : ''
    ]);
    return textTable([head, ...body], new Set([2, 3, 4, 5]));
}
function count(tokens) {
    return tokens === null ? 'unknown' : String(tokens);
}
/** An exchange of which nothing is known to have been used has no cost to miss. */
const unpricedSql = `
SELECT provider, if(response_model = '', request_model, response_model) AS model, service_tier,
  count() AS requests, sum(r.input_tokens) AS input_tokens, sum(r.output_tokens) AS output_tokens,
  countIf(cost_list_usd IS NOT NULL) AS listed
FROM requests AS r
WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
  AND cost_usd IS NULL AND usage_source != 'none'
GROUP BY provider, model, service_tier
ORDER BY requests DESC, provider, model, service_tier`;
const reportedSql = `
SELECT provider, if(response_model = '', request_model, response_model) AS model, count() AS requests,
  toString(sum(cost_reported_usd)) AS reported_usd, toString(sum(cost_usd)) AS ours_usd,
  toFloat64(sum(cost_reported_usd)) / toFloat64(sum(cost_usd)) AS ratio
FROM requests
WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
  AND cost_reported_usd > 0 AND cost_usd > 0
GROUP BY provider, model
ORDER BY abs(ratio - 1) DESC, provider, model`;
//# sourceMappingURL=prices-check-command.js.map