import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { loadConfig, printableConfig } from '../../collector/config.js'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teeline-config-'))
  file = join(folder, 'teeline.yaml')
})

afterEach(() => rmSync(folder, { recursive: true }))

function load(yaml: string, env: NodeJS.ProcessEnv = {}, flags = {}) {
  writeFileSync(file, yaml)
  return loadConfig({ config: file, data: folder, ...flags }, env).config
}

/** The text of the one error that all problems make. */
function problems(yaml: string, env: NodeJS.ProcessEnv = {}): string {
  try {
    load(yaml, env)
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('the configuration was taken')
}

test('a flag beats the environment, which beats the file, which beats the default', () => {
  expect(load('').collector.listen).toBe('127.0.0.1:8787')
  const yaml = 'collector: { listen: "127.0.0.1:1" }'
  expect(load(yaml).collector.listen).toBe('127.0.0.1:1')
  const env = { TEELINE_COLLECTOR_LISTEN: '127.0.0.1:2' }
  expect(load(yaml, env).collector.listen).toBe('127.0.0.1:2')
  expect(load(yaml, env, { listen: '127.0.0.1:3' }).collector.listen).toBe('127.0.0.1:3')
})

test('the environment names every single value, with its type', () => {
  const env = { TEELINE_COLLECTOR_MAX_BODY_BYTES: '1000', TEELINE_COLLECTOR_RESPONSE_HEADER: 'false' }
  expect(load('', env).collector).toMatchObject({ maxBodyBytes: 1000, responseHeader: false })
})

test('all problems come at once, each with its place, unknown keys with the nearest name', () => {
  const text = problems(
    [
      'collecter: {}',
      'collector: { lisen: "x", maxBodyBytes: "many", admin: "0.0.0.0:1" }',
      'routes: [{ prefix: openai, provider: openai, upstream: "ftp://x" }]',
      'logLevel: loud'
    ].join('\n'),
    { TEELINE_RECORD_FLUSH_INTERVAL_MS: 'soon' }
  )
  expect(text).toContain('collecter: no such key; did you mean collector?')
  expect(text).toContain('collector.lisen: no such key; did you mean listen?')
  expect(text).toContain('collector.maxBodyBytes')
  expect(text).toContain('routes.0.prefix')
  expect(text).toContain('routes.0.upstream')
  expect(text).toContain('logLevel')
  expect(text).toContain('TEELINE_RECORD_FLUSH_INTERVAL_MS')
})

test('what only its meaning tells comes beside misspelled keys', () => {
  const text = problems(
    [
      'collecter: {}',
      'collector: { admin: "0.0.0.0:1", listen: "127.0.0.1:70000" }',
      'store: { url: "https://u:p@h.example", cluster: 5 }',
      'routes: [{ prefix: openai, provider: openai, upstream: "https://u:p@x.example" }]',
      'prices: { rules: [{ match: { provider: openai } }] }'
    ].join('\n')
  )
  expect(text).toContain('collecter: no such key')
  expect(text).toContain('collector.admin: must be a loopback address')
  expect(text).toContain('collector.listen: a port is at most 65535')
  expect(text).toContain('store.url: must not hold credentials')
  expect(text).toContain('routes.0.upstream: must not hold credentials')
  expect(text).toContain('prices.rules.0: does nothing')
  expect(text).toMatch(/^8 problems/)
})

test('two routes of one prefix, and two budgets of one name and period, are refused', () => {
  const route = '{ prefix: /a, provider: x, upstream: "http://x.example" }'
  const text = problems(
    [
      `routes: [${route}, ${route}]`,
      'budgets: [{ name: a, usd: 1 }, { name: a, usd: 2, period: day }, { name: a, usd: 3 }]'
    ].join('\n')
  )
  expect(text).toContain('routes.1.prefix: stands in routes.0 already')
  expect(text).toContain('budgets.2.name: stands in budgets.0 already')
  expect(text).toMatch(/^2 problems/)
})

describe('what weakens safety is refused:', () => {
  test('an admin address that others can reach', () => {
    expect(problems('collector: { admin: "0.0.0.0:8788" }')).toContain('loopback')
  })

  test.each(['https://me:pw@ch.example', 'https://:pw@ch.example', 'https://ch.example/?password=pw'])(
    'credentials in the URL of the store (%s)',
    url => {
      expect(problems(`store: { url: "${url}" }`)).toContain('store.url: must not hold credentials')
    }
  )

  test('credentials in an upstream', () => {
    expect(problems('routes: [{ prefix: /a, provider: x, upstream: "https://u:p@x.example" }]')).toContain(
      'credentials'
    )
  })
})

test('a secret is read from the environment and never shown', () => {
  const yaml = 'store: { url: "http://127.0.0.1:1", password: "env:PASS" }'
  writeFileSync(file, yaml)
  const loaded = loadConfig({ config: file, data: folder }, { PASS: 'hunter2' })
  expect(loaded.config.store.password).toBe('hunter2')
  expect(JSON.stringify(printableConfig(loaded))).not.toContain('hunter2')
  expect(JSON.stringify(printableConfig(loaded))).toContain('***')
  expect(problems(yaml)).toContain('the environment has no PASS')
})

test('the loaded configuration is frozen', () => {
  const config = load('')
  expect(() => Object.assign(config.collector, { listen: 'x' })).toThrow()
})

test('a file that is not there, or is not YAML, is named', () => {
  expect(() => loadConfig({ config: join(folder, 'none.yaml') }, {})).toThrow(/cannot read/)
  expect(() => load('a: [')).toThrow(/cannot read/)
  expect(() => load('- a')).toThrow(/top level/)
})

test.each([
  '*hunter2',
  '!hunter2 x',
  '%hunter2',
  '@hunter2',
  '"\\hunter2"',
  '"\\xhunter2"',
  '|hunter2',
  '[hunter2',
  '"hunter2" hunter2',
  '"hunter2'
])('a password that breaks the file, such as %s, is told by its place and not quoted', password => {
  const warnings = vi.spyOn(process, 'emitWarning')
  let thrown: unknown
  try {
    load(`store:\n  password: ${password}\n`)
  } catch (error) {
    thrown = error
  }
  expect(thrown).toMatchObject({ code: 'TEELINE_CONFIG_UNREADABLE', hint: expect.stringContaining('quotes') })
  const { message, stack } = thrown as Error
  expect(message).toMatch(/teeline\.yaml: [A-Z][^\n]*\w/)
  expect(`${message}${stack}`).not.toMatch(/unter|xhu/)
  expect(warnings).not.toHaveBeenCalled()
})

test('a file of prices that is not there is not taken for the configuration', () => {
  let thrown: unknown
  try {
    load('prices: { override: none.yaml }')
  } catch (error) {
    thrown = error
  }
  expect(thrown).toMatchObject({ code: 'TEELINE_CONFIG_UNREADABLE', hint: expect.stringContaining('prices') })
})
