/** docs/telemetry.md names everything that goes out, and nothing else. */
import { readFileSync } from 'node:fs';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { alertRules } from '../../collector/deliver/telemetry/alert-rules.js';
import { exposition } from '../../collector/deliver/telemetry/exposition.js';
import { attribute, editionOf, event, ownMetric } from '../../collector/deliver/telemetry/otel-names.js';
import { SeriesBook } from '../../collector/deliver/telemetry/series.js';
import { blankRow } from '../../collector/record/blank-row.js';
import { configSchema } from '../../schemas/config.js';
import { hasPromtool, promtool } from './promtool.js';
const doc = readFileSync(new URL('../../docs/telemetry.md', import.meta.url), 'utf8');
const named = new Set([...doc.matchAll(/`([^`\s]+)`/g)].map(match => match[1]));
test('the names on the metrics page', async () => {
    const text = await page(false);
    const families = [...text.matchAll(/^# TYPE (\S+)/gm)].map(match => match[1]);
    expect(families.length).toBeGreaterThan(25);
    const inDoc = [...named].filter(name => /^(teeline|process)_[a-z0-9_]+$/.test(name));
    expect(inDoc.sort()).toEqual(families.sort());
});
test('the names over OTLP', () => {
    const released = editionOf({});
    const latest = editionOf({ OTEL_SEMCONV_STABILITY_OPT_IN: 'gen_ai_latest_experimental' });
    const metrics = [released, latest].flatMap(({ tokens, schemaUrl: _, ...names }) => [
        ...Object.values(names),
        ...(tokens.kind === 'one'
            ? [tokens.histogram]
            : [...Object.values(tokens.counters), ...Object.values(tokens.histograms)])
    ]);
    const sent = new Set([
        ...metrics,
        ...Object.values(attribute),
        ...Object.values(event),
        ...Object.values(ownMetric)
    ]);
    const dotted = /^(gen_ai|teeline|langfuse|user|session|error|server|http)\.[a-z0-9_.]+$/;
    const inDoc = [...named].filter(name => dotted.test(name) && !/\.(yaml|example)$/.test(name));
    expect(inDoc.filter(name => !sent.has(name))).toEqual([]);
    expect([...sent].filter(name => !named.has(name))).toEqual([]);
});
test('the alerts', () => {
    const config = Value.Default(configSchema, { budgets: [{ name: 'a', usd: 1 }] });
    const { groups } = alertRules(config);
    const alerts = groups.flatMap(group => group.rules.map(rule => rule.alert));
    expect([...named].filter(name => /^Teeline/.test(name)).sort()).toEqual(alerts.sort());
});
test('a model may be called anything', async () => {
    const model = 'a "quoted"\nname with a \\ in it, {braces} and = signs';
    const text = await page(false, model);
    expect(text).toContain('model="a \\"quoted\\"\\nname with a \\\\ in it, {braces} and = signs"');
    if (hasPromtool)
        expect(promtool(['check', 'metrics'], text)).toEqual({ code: 0, output: '' });
});
async function page(openMetrics, model = 'gpt-5') {
    const book = new SeriesBook(10, null);
    book.count({
        ...blankRow(),
        provider: 'openai',
        request_model: model,
        route: '/openai',
        error_type: 'http_5xx',
        usage_source: 'reported',
        input_tokens: 1,
        e2e_us: 5
    });
    return exposition({
        version: '1.0.0',
        book: book.state,
        relay: { exchanges: 1, open: 0, backlogBytes: 0, recorderRestarts: 0 },
        delivery: {
            pendingRows: 0,
            pendingBytes: 0,
            oldestAgeMs: null,
            rowsDelivered: 0,
            rowsLost: 0,
            rowsDeadLettered: 0,
            retries: 0,
            lastError: null,
            storeUp: true
        },
        totals: {
            rowsDelivered: 0,
            rowsLost: 0,
            rowsDeadLettered: 0,
            storeRetries: 0,
            faults: 0,
            spansExported: 0,
            spansDropped: 0,
            spansFailed: 0,
            metricExportsFailed: 0
        },
        budgets: [{ name: 'all', period: 'month', limitUsd: 5, spentUsd: 1 }],
        otel: {
            spansExported: 0,
            spansDropped: 0,
            spansFailed: 0,
            spansQueued: 0,
            metricExportsFailed: 0,
            lastError: null
        },
        process: { cpuSeconds: 1, rssBytes: 1 },
        workers: { count: 2, answering: 1, restarts: 0 }
    }, openMetrics);
}
//# sourceMappingURL=page.test.js.map