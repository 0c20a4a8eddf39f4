/** What recorded exchanges used, read back from the store, to be priced once more. */
import type { Row } from '../schemas/row.js'
import type { Selection } from '../schemas/what-if.js'
import type { StoreAddress } from './deliver/store-writer.js'
import type { Usage } from './record/usage.js'
import { rowsOf } from './store-reader.js'
import { tokenColumns, type UsageColumns, usageOf } from './usage-of-row.js'

/** A row's part that has to do with its price. */
export interface UsageRow {
  /** The line of a report that it belongs to. */
  group: string
  provider: string
  route: string
  upstreamHost: string
  requestModel: string
  responseModel: string
  serviceTier: string
  atUs: number
  usage: Usage
  /** The counts are a sum over several calls, and how long each one was is not known. */
  isSum: boolean
  costUsd: string | null
}

type Answer = UsageColumns &
  Pick<Row, 'provider' | 'route' | 'upstream_host' | 'request_model' | 'response_model' | 'service_tier'> &
  Pick<Row, 'cost_usd'> & {
    group: string
    at_us: number
    is_sum: boolean
  }

/** In slices, as they come; the whole month is never held. Throws as `rowsOf`. */
export async function* usageRows(store: StoreAddress, selection: Selection): AsyncGenerator<UsageRow[]> {
  const question = { sql: sqlOf(selection), params: selection.params }
  for await (const slice of rowsOf<Answer>(store, question)) yield slice.map(usageRow)
}

function usageRow(row: Answer): UsageRow {
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
  }
}

/**
 * Of the provider's own words only those that can matter to a price: where it was served, and in how many runs. Batches'
 * results and what was said over a WebSocket are sums.
 */
function sqlOf({ group, where }: Selection): string {
  return `
SELECT ${group} AS \`group\`, provider, route, upstream_host, request_model, response_model, service_tier,
  toUnixTimestamp64Micro(ts) AS at_us, ${tokenColumns.map(([, column]) => column).join(', ')}, units, usage_source,
  if(position(usage_json, 'inference_geo') + position(usage_json, '"iterations"') > 0, usage_json, '') AS usage_json,
  status = 101 OR wire IN ('openai.batches', 'anthropic.batches') AS is_sum, cost_usd
FROM requests WHERE ${where}`
}
