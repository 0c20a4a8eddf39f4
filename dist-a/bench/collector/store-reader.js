/** Rows from the store, for commands that reckon with them. */
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { queryError } from './query-command.js';
/** A month of rows may take a while; who asked can leave with Ctrl-C, which cancels the query. */
const answerTimeoutMs = 60 * 60 * 1000;
/**
 * The rows of an answer as they come, in slices: decimals are strings, counts are numbers.
 *
 * @throws TeelineError TEELINE_STORE_QUERY_FAILED, TEELINE_STORE_UNREACHABLE.
 */
export async function* rowsOf(store, { sql, params = {} }) {
    const client = open(store);
    let isAnswering = false;
    try {
        const answer = await client.query({
            query: sql,
            query_params: params,
            format: 'JSONEachRow',
            clickhouse_settings: {
                output_format_json_quote_64bit_integers: 0,
                output_format_json_quote_decimals: 1
            }
        });
        isAnswering = true;
        for await (const slice of answer.stream())
            yield slice.map(row => row.json());
    }
    catch (error) {
        throw queryError(error, store.url, isAnswering);
    }
    finally {
        await client.close();
    }
}
/** All rows of an answer that is known to be short. Throws as `rowsOf`. */
export async function allRowsOf(store, question) {
    const rows = [];
    for await (const slice of rowsOf(store, question))
        rows.push(...slice);
    return rows;
}
function open(store) {
    return createClient({
        url: store.url,
        username: store.user,
        password: store.password,
        database: store.database,
        request_timeout: answerTimeoutMs,
        log: { level: ClickHouseLogLevel.OFF }
    });
}
//# sourceMappingURL=store-reader.js.map