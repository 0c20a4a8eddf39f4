/** The metrics page of a running sidecar, against the rows in its store. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTeeline } from '../support/teeline.js';
import { until } from '../support/until.js';
import { openMetrics, samplesOf, scrape, sumOf } from './metrics-page.js';
import { hasPromtool, promtool } from './promtool.js';
import { count, makeCalls, prompt, secret, startUpstreams } from './traffic.js';
const groupSql = `
SELECT provider, request_model AS model, route, toUInt32(count()) AS requests,
  toUInt32(countIf(error_type != '')) AS errors,
  toUInt32(countIf(cost_usd IS NULL AND usage_source != 'none')) AS unpriced,
  toUInt32(countIf(usage_source = 'none')) AS without_usage,
  toUInt32(sum(input_tokens)) AS input, toUInt32(sum(output_tokens)) AS output,
  toString(sum(cost_usd)) AS cost,
  toUInt32(count(ttft_us)) AS ttft_count, toFloat64(sum(ttft_us)) AS ttft_sum, toUInt32(count(tpot_us)) AS tpot_count,
  toUInt32(count(e2e_us)) AS e2e_count, toFloat64(sum(e2e_us)) AS e2e_sum,
  toUInt32(countIf(e2e_us <= 40000)) AS slow, toFloat64(sum(overhead_us)) AS overhead_sum
FROM teeline.requests GROUP BY provider, model, route`;
describe('after two hundred exchanges', () => {
    let upstreams;
    let teeline;
    let page;
    let samples;
    beforeAll(async () => {
        upstreams = await startUpstreams();
        teeline = await startTeeline({
            config: {
                routes: upstreams.routes,
                record: { flushIntervalMs: 100 },
                budgets: [
                    { name: 'all', usd: 10 },
                    { name: 'ada', usd: 1, period: 'day', match: { user: 'ada', model: 'gpt-4o*' } }
                ]
            }
        });
        await makeCalls(teeline.url);
        await teeline.rows(count);
        // The store shows rows before it has said that it took them, and before their sums are in the rollup.
        await until('all rows to be acknowledged', async () => {
            const { recorder } = (await (await fetch(`${teeline.adminUrl}/stats`)).json());
            const { rowsDelivered, pendingRows } = recorder.delivery;
            return rowsDelivered >= count && pendingRows === 0;
        });
        page = (await scrape(teeline.adminUrl, openMetrics)).text;
        samples = samplesOf(page);
    });
    afterAll(async () => {
        await teeline?.stop();
        await upstreams?.close();
    });
    test('the page says what the rows say, for each provider, model and route', async () => {
        const groups = await teeline.query(groupSql);
        expect(groups.length).toBeGreaterThanOrEqual(4);
        for (const group of groups) {
            const { provider, model, route } = group;
            const of = (name, more = {}) => sumOf(samples, name, { provider, model, route, ...more });
            expect({
                provider,
                model,
                route,
                requests: of('teeline_requests_total'),
                errors: of('teeline_request_errors_total'),
                unpriced: of('teeline_requests_unpriced_total'),
                without_usage: of('teeline_requests_without_usage_total'),
                input: of('teeline_tokens_total', { kind: 'input' }),
                output: of('teeline_tokens_total', { kind: 'output' }),
                cost: of('teeline_cost_usd_total'),
                ttft_count: of('teeline_ttft_seconds_count'),
                ttft_sum: Math.round(of('teeline_ttft_seconds_sum') * 1e6),
                tpot_count: of('teeline_tpot_seconds_count'),
                e2e_count: of('teeline_e2e_seconds_bucket', { le: '+Inf' }),
                e2e_sum: Math.round(of('teeline_e2e_seconds_sum') * 1e6),
                slow: of('teeline_e2e_seconds_bucket', { le: '0.04' }),
                overhead_sum: Math.round(of('teeline_overhead_seconds_sum') * 1e6)
            }).toEqual({ ...group, cost: Number(group.cost) });
        }
        expect(sumOf(samples, 'teeline_requests_total')).toBe(count);
        const byType = await teeline.query("SELECT error_type AS type, toUInt32(count()) AS n FROM teeline.requests WHERE error_type != '' GROUP BY type");
        for (const { type, n } of byType)
            expect(sumOf(samples, 'teeline_request_errors_total', { error_type: type })).toBe(n);
    });
    test('what the collector does is on it too', () => {
        expect(sumOf(samples, 'teeline_exchanges_total')).toBe(count);
        expect(sumOf(samples, 'teeline_exchanges_open')).toBe(0);
        expect(sumOf(samples, 'teeline_rows_delivered_total')).toBeGreaterThanOrEqual(count);
        expect(sumOf(samples, 'teeline_rows_lost_total')).toBe(0);
        expect(sumOf(samples, 'teeline_outbox_rows')).toBe(0);
        expect(sumOf(samples, 'teeline_store_up')).toBe(1);
        expect(page).toContain('process_resident_memory_bytes');
        expect(page).not.toContain('teeline_spans');
    });
    test('exemplars lead to rows', async () => {
        const traceIds = new Set(samples.map(one => one.traceId).filter(id => id !== null));
        expect(traceIds.size).toBeGreaterThan(10);
        const rows = await teeline.rows(count);
        const known = new Set(rows.map(row => row.trace_id));
        expect([...traceIds].filter(id => !known.has(id))).toEqual([]);
    });
    test('budgets tell what the store says was spent', async () => {
        const spent = await until('the store to tell', async () => {
            const now = samplesOf((await scrape(teeline.adminUrl)).text);
            const labels = { budget: 'ada', period: 'day' };
            return now.find(one => one.name === 'teeline_budget_spent_usd' && one.labels['budget'] === 'ada')
                ? {
                    all: sumOf(now, 'teeline_budget_spent_usd', { budget: 'all' }),
                    ada: sumOf(now, 'teeline_budget_spent_usd', labels)
                }
                : undefined;
        });
        const [expected] = await teeline.query("SELECT toFloat64(sum(cost_usd)) AS all, toFloat64(sumIf(cost_usd, user = 'ada')) AS ada FROM teeline.requests");
        expect(spent.all).toBeCloseTo(expected.all, 9);
        expect(spent.ada).toBeCloseTo(expected.ada, 9);
        expect(spent.ada).toBeGreaterThan(0);
    });
    test('a scraper gets the format that it asks for', async () => {
        const newer = await scrape(teeline.adminUrl, openMetrics);
        expect(newer.type).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
        expect(newer.text.endsWith('# EOF\n')).toBe(true);
        expect(newer.text).toContain('# TYPE teeline_requests counter\nteeline_requests_total{');
        expect(newer.text).toContain('# TYPE teeline_ttft_seconds histogram\n# UNIT teeline_ttft_seconds seconds\n');
        expect(newer.text).toContain('# TYPE teeline_cost_usd counter\n# UNIT teeline_cost_usd usd\nteeline_cost_usd_total{');
        const older = await scrape(teeline.adminUrl);
        expect(older.type).toBe('text/plain; version=0.0.4; charset=utf-8');
        expect(older.text).toContain('# TYPE teeline_requests_total counter');
        expect(older.text).not.toMatch(/# \{|# UNIT|# EOF/);
    });
    test.skipIf(!hasPromtool)('promtool finds nothing wrong with it', async () => {
        const { text } = await scrape(teeline.adminUrl);
        expect(promtool(['check', 'metrics'], text)).toEqual({ code: 0, output: '' });
    });
    test('no credential and no content is on it', () => {
        for (const text of [secret, 'sk-ledger', prompt, 'slow down'])
            expect(page).not.toContain(text);
    });
});
test('beyond the bound on label sets models are counted as "other", and that is counted', async () => {
    const upstreams = await startUpstreams();
    const teeline = await startTeeline({
        config: { routes: upstreams.routes, metrics: { maxSeries: 10 }, record: { flushIntervalMs: 100 } }
    });
    const models = Array.from({ length: 25 }, (_, index) => `model-${index}`);
    for (const model of models) {
        const plan = {
            wire: 'openai.chat',
            kind: 'json',
            frames: 1,
            breakAfter: 1,
            firstTokenMs: 0,
            gapMs: 0,
            input: 5,
            output: 2
        };
        const body = JSON.stringify({ model, messages: [], plan });
        const response = await fetch(`${teeline.url}/openai/v1/chat/completions`, { method: 'POST', body });
        await response.text();
    }
    await teeline.rows(models.length);
    const samples = samplesOf((await scrape(teeline.adminUrl)).text);
    const seen = samples.filter(one => one.name === 'teeline_requests_total');
    expect(seen.map(one => one.labels['model']).sort()).toEqual([...models.slice(0, 10), 'other'].sort());
    expect(sumOf(seen, 'teeline_requests_total', { model: 'other' })).toBe(15);
    expect(sumOf(samples, 'teeline_metrics_folded_total')).toBe(15);
    expect(sumOf(samples, 'teeline_tokens_total', { kind: 'input' })).toBe(25 * 5);
    await teeline.stop();
    await upstreams.close();
});
//# sourceMappingURL=metrics.test.js.map