/** Type, list and table are one contract: what one of them has, all have, in one order. */
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import { migrateStore } from '../../collector/deliver/migrate.js';
import { eventColumns } from '../../schemas/event.js';
import { requestColumns } from '../../schemas/row.js';
import { clientOf, hasChdb, openTestStore } from '../store/support.js';
describe('the contract of rows', () => {
    test('the types have the columns of the lists', () => {
        expectTypeOf().toEqualTypeOf();
        expectTypeOf().toEqualTypeOf();
        expect(Object.keys(exampleRow)).toEqual(Object.keys(requestColumns));
        expect(Object.keys(exampleEvent)).toEqual(Object.keys(eventColumns));
    });
    describe.skipIf(!hasChdb)('in the store', () => {
        let store;
        beforeAll(async () => {
            store = await openTestStore();
            await migrateStore({ ...store, database: 'teeline' });
        });
        afterAll(() => store?.remove());
        test.each([
            ['requests', requestColumns],
            ['events', eventColumns]
        ])('the table %s has the columns of its list, in order and by type', async (table, columns) => {
            const answer = await store.client.query({
                query: `DESCRIBE TABLE teeline.${table}`,
                format: 'JSONEachRow'
            });
            const described = await answer.json();
            expect(described.map(({ name, type }) => [name, type])).toEqual(Object.entries(columns));
        });
        test.each([
            ['requests', exampleRow],
            ['events', exampleEvent]
        ])('a row of %s comes back as it went in', async (table, row) => {
            const client = clientOf(store, { database: 'teeline' });
            await client.insert({
                table,
                values: [row],
                format: 'JSONEachRow',
                clickhouse_settings: { input_format_skip_unknown_fields: 0, input_format_null_as_default: 0 }
            });
            const answer = await client.query({
                query: `SELECT * FROM ${table}`,
                format: 'JSONEachRow',
                clickhouse_settings: { output_format_json_quote_decimals: 1 }
            });
            expect(await answer.json()).toEqual([row]);
            await client.close();
        });
    });
});
const exampleRow = {
    ts: '2026-11-21 10:20:30.123456',
    id: 'x-1',
    trace_id: '0af7651916cd43dd8448eb211c80319c',
    span_id: 'b7ad6b7169203331',
    parent_span_id: '',
    route: 'openai',
    target: 'openai',
    provider: 'openai',
    operation: 'chat',
    wire: 'openai.chat',
    upstream_host: 'api.openai.com',
    request_model: 'm',
    response_model: 'm-1',
    response_id: 'r',
    service_tier: 'default',
    finish_reason: 'stop',
    method: 'POST',
    path: '/v1/chat/completions',
    status: 200,
    error_type: '',
    error_code: '',
    error_message: '',
    streamed: true,
    ended_by: 'complete',
    wait_us: 0,
    connect_us: null,
    ttfb_us: 1,
    ttft_us: 2,
    ttfv_us: 3,
    last_token_us: 4,
    e2e_us: 5,
    tpot_us: 6,
    gap_p50_us: 7,
    gap_p95_us: 8,
    gap_max_us: 9,
    gaps_us: [0, 7, 4_294_967_295],
    frames: 10,
    stalls: 0,
    overhead_us: 11,
    input_tokens: 12,
    output_tokens: 0,
    cache_read_tokens: null,
    cache_write_tokens: null,
    cache_write_1h_tokens: null,
    reasoning_tokens: null,
    audio_input_tokens: null,
    audio_output_tokens: null,
    image_input_tokens: null,
    image_output_tokens: null,
    tool_input_tokens: null,
    units: { web_searches: 1, seconds_in: 0.5 },
    usage_source: 'reported',
    estimate_method: 'o200k_base',
    usage_json: '{"a":"it\'s\\n"}',
    cost_usd: '123456789.000000001',
    cost_list_usd: '0.000000001',
    cost_reported_usd: null,
    price_source: 'list',
    price_card: 'c',
    request_bytes: 9007199254740991,
    response_bytes: 0,
    capture: 'full',
    mutated: false,
    attempt: 1,
    shadow_of: '',
    run_id: '',
    arm: '',
    key_id: '0123456789ab',
    user: "o'neil",
    feature: 'f',
    session: 's',
    tags: { team: 'a' },
    rate_limit: {},
    collector: 'host/0'
};
const exampleEvent = {
    ts: '2026-11-21 10:20:30.123456',
    kind: 'rows_lost',
    message: 'm',
    count: 3,
    attributes: { reason: 'full' },
    collector: 'host/0'
};
//# sourceMappingURL=row.test.js.map