import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { alertRules } from '../../collector/deliver/telemetry/alert-rules.js';
import { configSchema } from '../../schemas/config.js';
import { hasPromtool, promtool } from './promtool.js';
const config = Value.Default(configSchema, {
    budgets: [
        { name: 'all "of" it', usd: 500.5 },
        { name: 'chat', usd: 20, period: 'day', match: { feature: 'chat' } }
    ]
});
const file = alertRules(config);
const rules = file.groups.flatMap(group => group.rules);
const cli = resolve(import.meta.dirname, '../..', process.env['TEELINE_DIST'] ?? 'dist', 'cli.js');
const outboxBytes = config.record.outboxMaxBytes;
/** Names of alerts that were seen to fire, and not to. */
const tried = { fired: new Set(), silent: new Set() };
test('each budget has a rule of its own, and nothing else differs with the configuration', () => {
    const budgets = rules.filter(rule => rule.alert === 'TeelineOverBudget');
    expect(budgets.map(rule => rule.labels)).toEqual([
        { severity: 'page', budget: 'all "of" it', period: 'month' },
        { severity: 'page', budget: 'chat', period: 'day' }
    ]);
    const others = rules.filter(rule => rule.alert !== 'TeelineOverBudget');
    expect(new Set(others.map(rule => rule.alert)).size).toBe(others.length);
});
describe.skipIf(!hasPromtool)('to promtool', () => {
    const folder = mkdtempSync(join(tmpdir(), 'teeline-alerts-'));
    const path = (name) => join(folder, name);
    beforeAll(() => writeFileSync(path('rules.yaml'), stringify(file, { lineWidth: 0 })));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    test('the file is a good one', () => {
        const { code, output } = promtool(['check', 'rules', path('rules.yaml')]);
        expect(output).toContain(`SUCCESS: ${rules.length} rules found`);
        expect(code).toBe(0);
    });
    test.each([
        ['without budgets', { metrics: { maxSeries: 100 } }],
        ['with workers and a small outbox', { collector: { workers: 4 }, record: { outboxMaxBytes: 1_048_576 } }],
        ['with budgets of odd names', { budgets: [{ name: `it's "all" \\ {of} it`, usd: 0.01, period: 'week' }] }]
    ])('a configuration %s makes a good file', (_, settings) => {
        writeFileSync(path('teeline.yaml'), stringify(settings));
        const printed = spawnSync(process.execPath, [cli, 'alerts', 'prometheus', '--config', path('teeline.yaml'), '--data', folder], { encoding: 'utf8' });
        expect(printed).toMatchObject({ status: 0, stderr: '' });
        writeFileSync(path('printed.yaml'), printed.stdout);
        const { code, output } = promtool(['check', 'rules', path('printed.yaml')]);
        expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('SUCCESS') });
    });
    const labels = 'provider="openai",model="m",route="/openai",instance="a"';
    const errors = (type, values) => [
        `teeline_request_errors_total{${labels},error_type="${type}"}`,
        values
    ];
    const requests = (values) => [`teeline_requests_total{${labels}}`, values];
    const unpriced = (values) => [
        `teeline_requests_unpriced_total{${labels}}`,
        values
    ];
    const own = (name, values, more = '') => [
        `${name}{instance="a",job="teeline"${more}}`,
        values
    ];
    const spent = (values) => own('teeline_budget_spent_usd', values, ',budget="chat",period="day"');
    test.each([
        ['TeelineErrorRate', true, 'one of ten fails', [requests('0+60x40'), errors('http_5xx', '0+6x40')]],
        ['TeelineErrorRate', false, 'one of sixty fails', [requests('0+60x40'), errors('http_5xx', '0+1x40')]],
        ['TeelineErrorRate', false, 'clients leave', [requests('0+60x40'), errors('client_abort', '0+30x40')]],
        [
            'TeelineErrorRate',
            false,
            'of a call in two minutes each fails',
            [
                requests('0 0 1 1 2 2 3 3 4 4 5 5 6 6 7 7 8 8 9 9 10 10 11 11 12 12 13 13 14 14 15 15 16 16 17 17 18 18 19 19 20'),
                errors('http_5xx', '0 0 1 1 2 2 3 3 4 4 5 5 6 6 7 7 8 8 9 9 10 10 11 11 12 12 13 13 14 14 15 15 16 16 17 17 18 18 19 19 20')
            ]
        ],
        ['TeelineUnpricedModel', true, 'the first call of a model', [unpriced('_x30 1x10')]],
        ['TeelineUnpricedModel', true, 'another one', [unpriced('3x35 4x5')]],
        ['TeelineUnpricedModel', false, 'none for two hours', [unpriced('3x130')]],
        ['TeelineOverBudget', true, 'more than the limit', [spent('21x40')]],
        ['TeelineOverBudget', false, 'less than the limit', [spent('19x40')]],
        [
            'TeelineOverBudget',
            false,
            'more, of another period',
            [own('teeline_budget_spent_usd', '21x40', ',budget="chat",period="month"')]
        ],
        ['TeelineDown', true, 'no scrape goes well', [own('up', '0x40')]],
        [
            'TeelineDown',
            false,
            'one in three fails',
            [own('up', '1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0')]
        ],
        [
            'TeelineRecorderRestarted',
            true,
            'a recorder died',
            [own('teeline_recorder_restarts_total', '0x35 1x5')]
        ],
        [
            'TeelineRecorderRestarted',
            false,
            'one died an hour ago',
            [own('teeline_recorder_restarts_total', '1x40')]
        ],
        ['TeelineWorkerRestarted', true, 'a worker died', [own('teeline_worker_restarts_total', '0x35 1x5')]],
        ['TeelineWorkerRestarted', false, 'one died an hour ago', [own('teeline_worker_restarts_total', '1x40')]],
        [
            'TeelineWorkersMissing',
            true,
            'one of four does not answer',
            [own('teeline_workers', '4x40'), own('teeline_workers_answering', '4x30 3x10')]
        ],
        [
            'TeelineWorkersMissing',
            false,
            'one misses a scrape',
            [own('teeline_workers', '4x40'), own('teeline_workers_answering', '4x38 3 4')]
        ],
        ['TeelineRowsLost', true, 'rows were dropped', [own('teeline_rows_lost_total', '0x35 4x5')]],
        [
            'TeelineRowsLost',
            true,
            'the store refused one',
            [own('teeline_rows_lost_total', '0x40'), own('teeline_rows_dead_lettered_total', '0x35 1x5')]
        ],
        [
            'TeelineRowsLost',
            false,
            'none since long ago',
            [own('teeline_rows_lost_total', '4x40'), own('teeline_rows_dead_lettered_total', '2x40')]
        ],
        ['TeelineOutboxOld', true, 'the store is away', [own('teeline_outbox_oldest_age_seconds', '0+60x40')]],
        [
            'TeelineOutboxOld',
            false,
            'it was away for six minutes',
            [own('teeline_outbox_oldest_age_seconds', '0x30 60+60x6 0x4')]
        ],
        ['TeelineOutboxFilling', true, 'over 80 %', [own('teeline_outbox_bytes', `${outboxBytes * 0.85}x40`)]],
        ['TeelineOutboxFilling', false, 'below', [own('teeline_outbox_bytes', `${outboxBytes * 0.75}x40`)]],
        [
            'TeelineTelemetryExportFailing',
            true,
            'spans are refused',
            [own('teeline_spans_dropped_total', '0+10x40', ',reason="export_failed"')]
        ],
        [
            'TeelineTelemetryExportFailing',
            true,
            'metrics are refused',
            [own('teeline_metric_exports_failed_total', '0+1x40')]
        ],
        [
            'TeelineTelemetryExportFailing',
            false,
            'one export failed',
            [own('teeline_spans_dropped_total', '0x35 512x5', ',reason="export_failed"')]
        ]
    ])('%s fires: %s, when %s', (alert, fires, _, series) => {
        const minutes = 40 + (series[0]?.[1].endsWith('x130') ? 90 : 0);
        expect(firedAfter(minutes, alert, series)).toBe(fires);
    });
    test.each([
        ['TTFT', 'ttft'],
        ['E2E', 'e2e']
    ])('%s that doubled since last week is told, and the same one is not', (title, time) => {
        const bucket = (le) => `teeline_${time}_seconds_bucket{${labels},le="${le}"}`;
        // A value each quarter of an hour, 150 calls in each: all below 0.32 s, in the last three hours below 1.28 s only.
        const week = 7 * 24 * 4;
        const slowed = (fast) => [
            [bucket('0.32'), `0+150x${week} ${fast}`],
            [bucket('1.28'), `0+150x${week + 12}`],
            [bucket('+Inf'), `0+150x${week + 12}`],
            [`teeline_${time}_seconds_count{${labels}}`, `0+150x${week + 12}`]
        ];
        const total = week * 150;
        const fires = (fast) => firedAfter((week + 12) * 15, `Teeline${title}Regression`, slowed(fast), 15);
        expect(fires(`${total}+0x11`)).toBe(true);
        expect(fires(`${total + 150}+150x11`)).toBe(false);
    });
    test('a rule was tried both ways, each of them', () => {
        expect([...tried.fired].sort()).toEqual([...new Set(rules.map(rule => rule.alert))].sort());
        expect([...tried.silent].sort()).toEqual([...tried.fired].sort());
    });
    /** Whether the rule fires after so many minutes of these series, a value every `step` minutes. */
    function firedAfter(minutes, alert, series, step = 1) {
        const silent = {
            rule_files: ['rules.yaml'],
            evaluation_interval: `${step}m`,
            tests: [
                {
                    interval: `${step}m`,
                    input_series: series.map(([name, values]) => ({ series: name, values })),
                    alert_rule_test: [{ eval_time: `${minutes}m`, alertname: alert, exp_alerts: [] }]
                }
            ]
        };
        writeFileSync(path('test.yaml'), stringify(silent));
        const { code, output } = promtool(['test', 'rules', path('test.yaml')]);
        const fired = code !== 0;
        if (fired && !(output.includes('alertname:') && output.includes('got:[')))
            throw new Error(output);
        tried[fired ? 'fired' : 'silent'].add(alert);
        return fired;
    }
});
//# sourceMappingURL=alerts.test.js.map