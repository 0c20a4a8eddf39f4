import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inBatches, onModel } from '../../collector/alternatives.js';
import { migrateStore } from '../../collector/deliver/migrate.js';
import { blankRow } from '../../collector/record/blank-row.js';
import { createPriceBook } from '../../collector/record/prices/price.js';
import { unknownUsage } from '../../collector/record/usage.js';
import { allRowsOf } from '../../collector/store-reader.js';
import { usageRows } from '../../collector/usage-rows.js';
import { compare } from '../../collector/what-if.js';
import { reportBatch } from '../../tui/reports/batch.js';
import { reportSpend } from '../../tui/reports/spend.js';
import { clientOf, hasChdb, openTestStore } from '../store/support.js';
import { cellsUnder, checkedPage } from '../support/page.js';
const now = new Date('2026-11-20T15:00:00Z');
const month = '2026-11';
const hostile = `<script>alert(1)</script>"'&${'x'.repeat(200)}`;
const prices = { override: { fx: {}, rules: [] }, imported: null };
const budgets = [
    { name: 'all', usd: 1, period: 'month', match: {} },
    { name: 'a day', usd: 0.02, period: 'day', match: { feature: 'chat' } },
    { name: 'a week', usd: 0.5, period: 'week', match: { provider: 'openai', model: 'gpt-4o*' } }
];
describe.skipIf(!hasChdb)('a month of many kinds of callers', () => {
    let store;
    let client;
    const address = () => ({ ...store, database: 'teeline' });
    const ask = question => allRowsOf(address(), question);
    const price = (selection, others) => compare(usageRows(address(), selection), others.map(other => 'model' in other ? onModel(other.model, prices, now.getTime() * 1000) : inBatches(prices)));
    const spend = async (format, by, others = []) => (await reportSpend({ ask, price, budgets, month, by, others, now }, [format])).get(format) ?? '';
    const inAllForms = (of) => reportBatch({ ask, price, month: of, now }, ['json', 'html', 'text', 'md']);
    let batches;
    const batch = async (format) => {
        batches ??= inAllForms(month);
        return (await batches).get(format) ?? '';
    };
    const rowsOf = async (query) => {
        const clickhouse_settings = { output_format_json_quote_64bit_integers: 0 };
        return (await client.query({ query, format: 'JSONEachRow', clickhouse_settings })).json();
    };
    const inNovember = 'toYYYYMM(ts) = 202611';
    beforeAll(async () => {
        store = await openTestStore();
        await migrateStore(address());
        client = clientOf(store, { database: 'teeline' });
        await client.insert({ table: 'requests', values: rows(), format: 'JSONEachRow' });
    });
    afterAll(async () => {
        await client?.close();
        await store?.remove();
    });
    describe('report batch', () => {
        const lines = async () => JSON.parse(await batch('json')).rows;
        const holding = ({ signs }) => Object.keys(signs).filter(name => signs[name]?.holds);
        test('tells jobs, worker loops and timers from people, agents and live traffic', async () => {
            const found = await lines();
            const told = Object.fromEntries(found.map(line => [line.feature, [line.verdict, ...holding(line)]]));
            expect(told).toEqual({
                nightly: ['likely', 'nameless', 'unstreamed', 'bursts', 'silence'],
                worker: ['likely', 'nameless', 'unstreamed', 'chained'],
                relayed: ['likely', 'nameless', 'unstreamed', 'clock'],
                foreign: ['likely', 'nameless', 'unstreamed', 'clock'],
                [hostile]: ['likely', 'nameless', 'unstreamed', 'clock'],
                live: ['possible', 'nameless', 'unstreamed']
            });
        });
        test('what is spent is what SQL says, and the batch price half of it where one is known', async () => {
            for (const line of await lines()) {
                const { cost_usd, requests, half } = (await rowsOf(`SELECT toString(sum(r.cost_usd)) AS cost_usd, count() AS requests, toFloat64(sum(r.cost_usd)) / 2 AS half FROM requests AS r
             WHERE ${inNovember} AND feature = '${line.feature.replaceAll("'", "\\'")}' AND run_id = ''`))[0] ?? { cost_usd: null, requests: 0, half: 0 };
                expect(line).toMatchObject({ cost_usd, requests });
                if (['relayed', 'foreign', hostile].includes(line.feature)) {
                    expect(line.batch).toBeNull();
                }
                else {
                    expect(line.batch).toMatchObject({ requests, spent_usd: cost_usd });
                    expect(Number(line.batch?.batch_usd)).toBeCloseTo(half, 6);
                    expect(Number(line.batch?.saved_usd)).toBeCloseTo(half, 6);
                }
            }
            expect((await lines()).find(({ feature }) => feature === 'relayed')).toMatchObject({
                without_batch_price: 24
            });
        });
        test('counts what it did not look at, and says how it was told', async () => {
            const answer = JSON.parse(await batch('json'));
            const [others] = await rowsOf(`SELECT uniqExact(feature) AS groups, count() AS requests, toString(sum(r.cost_usd)) AS cost_usd FROM requests AS r
         WHERE ${inNovember} AND run_id = '' AND operation = 'chat' AND feature IN ('chat', 'agent', 'few', 'impatient')`);
            expect(answer.others).toEqual(others);
            expect(answer.left_out).toEqual({ runs: 30, other_operations: 1 });
            expect(answer.naming_used).toBe(true);
            const text = await batch('text');
            expect(text).toMatch(/^likely +relayed +anthropic\/claude-sonnet-4.5 +openrouter +24 .*no price known +-$/m);
            expect(text).toContain('anthropic: 0.5 of the standard price (https://platform.claude.com/');
            expect(text).toContain('48 of the calls above have a cost and no known batch price');
            expect(await batch('md')).toMatch(/^\| NOBODY WAITS \| FEATURE .*\n\| --- \| --- /m);
        });
        test('the page has the same figures, and names are but text on it', async () => {
            const page = checkedPage(await batch('html'));
            const cells = cellsUnder(page, 'What batches would save');
            for (const { feature, verdict, requests, cost_usd, batch: sums } of await lines()) {
                const fixed = (usd) => Number(usd).toFixed(6);
                expect(cells).toContainEqual([
                    verdict,
                    feature,
                    expect.anything(),
                    expect.anything(),
                    requests.toLocaleString('en-US'),
                    cost_usd === null ? 'unpriced' : fixed(cost_usd),
                    ...(sums === null
                        ? ['-', 'no price known', '-']
                        : [sums.spent_usd, sums.batch_usd, sums.saved_usd].map(fixed))
                ]);
            }
        });
        test('a month without calls has a report too', async () => {
            const empty = await inAllForms('2025-01');
            expect(empty.get('text')).toContain('No group of calls shows signs enough.');
            checkedPage(empty.get('html') ?? '');
        });
    });
    describe('report spend', () => {
        test('days, last month and budgets add up to what SQL says', async () => {
            const answer = JSON.parse(await spend('json', 'feature'));
            expect(answer.days).toEqual(await rowsOf(`SELECT toString(toDate(ts)) AS day, toString(sum(cost_usd)) AS usd FROM requests WHERE ${inNovember} GROUP BY day ORDER BY day`));
            const [before] = await rowsOf(`SELECT toString(sum(cost_usd)) AS usd, toString(sumIf(cost_usd, ts < '2026-10-20 15:00:00')) AS to FROM requests WHERE toYYYYMM(ts) = 202610`);
            expect(answer.last_month).toMatchObject({ usd: before?.usd, usd_to_same_moment: before?.to });
            expect(answer.rows.find(({ name }) => name === 'gone')).toMatchObject({
                requests: 0,
                cost_usd: null,
                last_month_usd: expect.stringMatching(/^0\.\d+$/)
            });
            const [all, day, week] = answer.budgets;
            const [{ usd } = { usd: '' }] = await rowsOf(`SELECT toString(sum(cost_usd)) AS usd FROM requests WHERE ${inNovember}`);
            expect(all.periods).toEqual([{ from: '2026-11-01', usd, over: Number(usd) > 1 }]);
            const ofChat = await rowsOf(`SELECT toString(toDate(ts)) AS from, toString(sum(cost_usd)) AS usd FROM requests WHERE ${inNovember} AND feature = 'chat' GROUP BY from ORDER BY from`);
            expect(day.periods).toHaveLength(20);
            expect(day.periods).toEqual(expect.arrayContaining(ofChat.map(line => ({ ...line, over: Number(line.usd) > 0.02 }))));
            // The first of November 2026 is a Sunday.
            const weeks = await rowsOf(`SELECT toString(toMonday(ts)) AS from, toString(sum(cost_usd)) AS usd FROM requests
         WHERE ts >= '2026-10-26' AND ts < '2026-12-07' AND provider = 'openai' AND startsWith(response_model, 'gpt-4o') GROUP BY from ORDER BY from`);
            expect(week.periods.filter((period) => period.usd !== null)).toEqual(weeks.map(line => ({ ...line, over: Number(line.usd) > 0.5 })));
        });
        test('the forecast holds what is spent, stands in its interval and is called an estimate', async () => {
            const { forecast, total } = JSON.parse(await spend('json', 'model'));
            expect(Number(forecast.usd)).toBeGreaterThanOrEqual(Number(Number(total.cost_usd).toFixed(2)));
            expect(Number(forecast.low)).toBeLessThanOrEqual(Number(forecast.usd));
            expect(Number(forecast.high)).toBeGreaterThanOrEqual(Number(forecast.usd));
            expect(await spend('text', 'model')).toMatch(/^By the end of the month, an estimate: \$[\d.]+, between/m);
        });
        test('the page has the figures of SQL, whatever the names are', async () => {
            const page = checkedPage(await spend('html', 'feature'));
            const cells = cellsUnder(page, 'By feature');
            const wanted = await rowsOf(`SELECT if(feature = '', '(none)', feature) AS name, count() AS requests, ifNull(toString(toDecimal64(round(sum(cost_usd), 6), 6)), 'unpriced') AS cost
         FROM requests WHERE ${inNovember} GROUP BY name`);
            for (const { name, requests, cost } of wanted) {
                const line = cells.find(([first]) => first === name);
                expect([line?.[1], line?.[4]?.replace(/\.?0+$/, '')], name).toEqual([
                    requests.toLocaleString('en-US'),
                    cost.replace(/\.?0+$/, '')
                ]);
            }
            expect(cells.at(-1)?.[0]).toBe('total');
            const drawn = [...page.querySelectorAll('figure rect title')].map(({ textContent }) => textContent);
            expect(drawn.some(text => text.startsWith('2026-11-03, nightly: '))).toBe(true);
        });
        test('the page of other models has the figures of the JSON', async () => {
            const others = [{ model: 'gpt-4.1-mini' }];
            const { rows: lines } = JSON.parse(await spend('json', 'provider', others));
            const cells = cellsUnder(checkedPage(await spend('html', 'provider', others)), 'By provider');
            for (const { name, requests, spent_usd, otherwise_usd } of lines) {
                const usd = [spent_usd, otherwise_usd['gpt-4.1-mini']].map(amount => Number(amount).toFixed(6));
                expect(cells).toContainEqual([name, requests.toLocaleString('en-US'), ...usd]);
            }
        });
        test('a month without requests has a page too', async () => {
            const empty = await reportSpend({ ask, price, budgets, month: '2025-01', by: 'user', others: [], now }, ['html', 'text']);
            expect(checkedPage(empty.get('html') ?? '').querySelector('main')?.textContent).toContain('No requests were recorded');
        });
    });
});
/** Callers by what tells them apart; three days, so that a minute can come up in three hours. */
function rows() {
    const days = [3, 4, 5];
    const job = { streamed: false, provider: 'anthropic', response_model: 'claude-sonnet-4-5' };
    // A host of this machine stands for the provider that its route names.
    const worker = { streamed: false, feature: 'worker', upstream_host: '127.0.0.1:9000' };
    const timed = (over) => days.flatMap(day => times(8, n => rowOf(day, 3600 * n + 600 + n, { streamed: false, ...over })));
    return [
        // 30 calls at once, minutes apart from day to day, each 30 s long.
        ...days.flatMap(day => times(30, n => rowOf(day, 7000 + 400 * day + n / 5, { ...job, feature: 'nightly', e2e_us: 30_000_000 }))),
        // The next call begins 5 ms after the end of the one before, over hours.
        ...times(40, n => rowOf(3, 30_000 + 187.005 * n, { ...worker, e2e_us: 187_000_000 / 20 })).map((row, n, all) => (n % 2 === 0 ? row : { ...row, ts: after(all[n - 1], 5_000) })),
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
        ...times(30, n => rowOf(5, 60_000 + 2.005 * n, { streamed: false, feature: 'agent', session: 'a', e2e_us: 2_000_000 })),
        ...times(5, n => rowOf(3, 10_000 + n / 5, { ...job, feature: 'few' })),
        ...days.flatMap(day => times(30, n => rowOf(day, 8000 + n / 5, { ...job, feature: 'impatient', ended_by: n < 5 ? 'client' : 'complete' }))),
        ...times(30, n => rowOf(3, 20_000 + n / 5, { ...job, feature: 'nightly', run_id: 'run-1' })),
        rowOf(6, 0, { operation: 'rerank', cost_usd: null }),
        ...times(20, n => rowOf(n - 20, 50_000, { feature: n === 0 ? 'gone' : 'chat', user: 'u', session: 's' }))
    ];
}
function times(count, make) {
    return Array.from({ length: count }, (_, n) => make(n));
}
/** `day` of November 2026; 0 and less: of October. */
function rowOf(day, second, over) {
    const at = Date.UTC(2026, 10, day) + Math.round(second * 1000);
    const row = {
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
    };
    const usage = {
        ...unknownUsage(),
        inputTokens: row.input_tokens,
        cacheReadTokens: 0,
        outputTokens: row.output_tokens
    };
    const { provider, response_model: model } = row;
    const query = {
        provider,
        upstreamHost: row.upstream_host.replace(/:\d+$/, ''),
        model,
        serviceTier: '',
        atUs: at * 1000
    };
    const { costUsd, costListUsd } = createPriceBook().price(usage, query);
    return { ...row, cost_usd: costUsd, cost_list_usd: costListUsd };
}
function after({ ts, e2e_us }, us) {
    const [seconds = '', fraction = ''] = ts.split('.');
    return clock(Date.parse(`${seconds.replace(' ', 'T')}Z`) * 1000 + Number(fraction) + (e2e_us ?? 0) + us);
}
function clock(us) {
    const text = new Date(us / 1000).toISOString();
    return `${text.slice(0, 19).replace('T', ' ')}.${String(us % 1_000_000).padStart(6, '0')}`;
}
//# sourceMappingURL=reports-figures.test.js.map