import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { alertRules } from '../../collector/deliver/telemetry/alert-rules.js'
import { type Config, configSchema } from '../../schemas/config.js'
import { hasPromtool, promtool } from './promtool.js'

const config = Value.Default(configSchema, {
  budgets: [
    { name: 'all "of" it', usd: 500.5 },
    { name: 'chat', usd: 20, period: 'day', match: { feature: 'chat' } }
  ]
}) as Config
const file = alertRules(config)
const rules = file.groups.flatMap(group => group.rules)

test('each budget has a rule of its own, and nothing else differs with the configuration', () => {
  const budgets = rules.filter(rule => rule.alert === 'TeelineOverBudget')
  expect(budgets.map(rule => rule.labels)).toEqual([
    { severity: 'page', budget: 'all "of" it', period: 'month' },
    { severity: 'page', budget: 'chat', period: 'day' }
  ])
  const others = rules.filter(rule => rule.alert !== 'TeelineOverBudget')
  expect(new Set(others.map(rule => rule.alert)).size).toBe(others.length)
})

describe.skipIf(!hasPromtool)('to promtool', () => {
  const folder = mkdtempSync(join(tmpdir(), 'teeline-alerts-'))
  const path = (name: string) => join(folder, name)

  beforeAll(() => writeFileSync(path('rules.yaml'), stringify(file, { lineWidth: 0 })))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('the file is a good one', () => {
    const { code, output } = promtool(['check', 'rules', path('rules.yaml')])
    expect(output).toContain(`SUCCESS: ${rules.length} rules found`)
    expect(code).toBe(0)
  })

  const labels = 'provider="openai",model="m",route="/openai",instance="a"'

  test.each([
    {
      alert: 'TeelineErrorRate',
      series: [
        [`teeline_requests_total{${labels}}`, '0+60x40'],
        [`teeline_request_errors_total{${labels},error_type="http_5xx"}`, '0+6x40']
      ],
      fires: true
    },
    {
      alert: 'TeelineErrorRate',
      series: [
        [`teeline_requests_total{${labels}}`, '0+60x40'],
        [`teeline_request_errors_total{${labels},error_type="client_abort"}`, '0+30x40']
      ],
      fires: false
    },
    {
      alert: 'TeelineUnpricedModel',
      series: [[`teeline_requests_unpriced_total{${labels}}`, '_x30 1x10']],
      fires: true
    },
    {
      alert: 'TeelineUnpricedModel',
      series: [[`teeline_requests_unpriced_total{${labels}}`, '0x40']],
      fires: false
    },
    {
      alert: 'TeelineRowsLost',
      series: [['teeline_rows_lost_total{instance="a"}', '0x35 4x5']],
      fires: true
    },
    {
      alert: 'TeelineOutboxOld',
      series: [['teeline_outbox_oldest_age_seconds{instance="a"}', '400x40']],
      fires: true
    },
    {
      alert: 'TeelineTelemetryExportFailing',
      series: [['teeline_spans_dropped_total{instance="a",reason="export_failed"}', '0+10x40']],
      fires: true
    },
    { alert: 'TeelineDown', series: [['up{job="teeline",instance="a"}', '0x40']], fires: true },
    {
      alert: 'TeelineOverBudget',
      series: [['teeline_budget_spent_usd{budget="chat",period="day",instance="a"}', '21x40']],
      fires: true
    },
    {
      alert: 'TeelineOverBudget',
      series: [['teeline_budget_spent_usd{budget="chat",period="day",instance="a"}', '19x40']],
      fires: false
    }
  ])('$alert fires ($fires) on $series', ({ alert, series, fires }) => {
    expect(firedAfter(40, alert, series as [string, string][])).toBe(fires)
  })

  test('TTFT that doubled since last week is told, and the same TTFT is not', () => {
    const bucket = (le: string) => `teeline_ttft_seconds_bucket{${labels},le="${le}"}`
    // A value each quarter of an hour, 150 calls in each: all below 0.32 s, in the last three hours below 1.28 s only.
    const week = 7 * 24 * 4
    const slowed = (fast: string): [string, string][] => [
      [bucket('0.32'), `0+150x${week} ${fast}`],
      [bucket('1.28'), `0+150x${week + 12}`],
      [bucket('+Inf'), `0+150x${week + 12}`],
      [`teeline_ttft_seconds_count{${labels}}`, `0+150x${week + 12}`]
    ]
    const total = week * 150
    const fires = (fast: string) => firedAfter((week + 12) * 15, 'TeelineTTFTRegression', slowed(fast), 15)
    expect(fires(`${total}+0x11`)).toBe(true)
    expect(fires(`${total + 150}+150x11`)).toBe(false)
  })

  /** Whether the rule fires after so many minutes of these series, a value every `step` minutes. */
  function firedAfter(minutes: number, alert: string, series: [string, string][], step = 1): boolean {
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
    }
    writeFileSync(path('test.yaml'), stringify(silent))
    const { code, output } = promtool(['test', 'rules', path('test.yaml')])
    if (code === 0) return false
    if (!output.includes('alertname:') || !output.includes(`got:[`)) throw new Error(output)
    return true
  }
})
