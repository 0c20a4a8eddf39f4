import { rowsOf } from './store-reader.js';
import { tokenColumns, usageOf } from './usage-of-row.js';
/** In slices, as they come; the whole month is never held. Throws as `rowsOf`. */
export async function* usageRows(store, selection) {
    const question = { sql: sqlOf(selection), params: selection.params };
    for await (const slice of rowsOf(store, question))
        yield slice.map(usageRow);
}
function usageRow(row) {
    return {
        group: row.group,
        provider: row.provider,
        route: row.route,
        upstreamHost: row.upstream_host.replace(/:\d+$/, ''),
        requestModel: row.request_model,
        responseModel: row.response_model,
        serviceTier: row.service_tier,
        atUs: row.at_us,
        usage: usageOf(row),
        isSum: row.is_sum,
        costUsd: row.cost_usd
    };
}
/**
 * Of the provider's own words only those that can matter to a price: where it was served, and in how many runs. Batches'
 * results and what was said over a WebSocket are sums.
 */
function sqlOf({ group, where }) {
    return `
SELECT ${group} AS \`group\`, provider, route, upstream_host, request_model, response_model, service_tier,
  toUnixTimestamp64Micro(ts) AS at_us, ${tokenColumns.map(([, column]) => column).join(', ')}, units, usage_source,
  if(position(usage_json, 'inference_geo') + position(usage_json, '"iterations"') > 0, usage_json, '') AS usage_json,
  status = 101 OR wire IN ('openai.batches', 'anthropic.batches') AS is_sum, cost_usd
FROM requests WHERE ${where}`;
}
//# sourceMappingURL=usage-rows.js.map