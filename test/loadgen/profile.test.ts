import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { builtInRoutes } from '../../collector/routing/routes.js'
import type { ProfileOverrides } from '../../loadgen/profile/overrides.js'
import { readProfile, shippedProfiles } from '../../loadgen/profile/read-profile.js'
import { basePathOf, parseArm } from '../../loadgen/profile/routes.js'
import { planRun } from '../../loadgen/schedule/plan-run.js'
import { TeelineError } from '../../schemas/errors.js'

const folder = mkdtempSync(join(tmpdir(), 'teeline-profile-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0

function read(yaml: string, overrides: ProfileOverrides = {}, env: NodeJS.ProcessEnv = {}) {
  files += 1
  const path = join(folder, `p${files}.profile.yaml`)
  writeFileSync(path, yaml)
  return readProfile(path, overrides, env)
}

function problemsOf(yaml: string, overrides: ProfileOverrides = {}, env: NodeJS.ProcessEnv = {}): string[] {
  try {
    read(yaml, overrides, env)
  } catch (error) {
    if (!(error instanceof TeelineError)) throw error
    expect(error.code).toBe('TEELINE_LOAD_PROFILE')
    return error.message
      .split('\n')
      .slice(1)
      .map(line => line.trim())
  }
  return []
}

const small = 'arms: [openai/gpt-4o-mini]\ndurationS: 10\narrivals: { kind: poisson, ratePerS: 5 }\n'

describe('what is wrong with a profile', () => {
  test('comes all at once, by path, with the nearest name', () => {
    const problems = problemsOf(`
arms: [{ route: openai, model: m, wheight: 2 }, gpt-4o]
durationS: 0
arivals: 3
arrivals: { kind: poison, ratePerS: 3 }
requests:
  inputTokens: { kind: lognormal, medan: 300, p99: 100 }
  streamShare: often
  session: { turns: { kind: uniform, min: 1 } }
timeouts: { idleMs: 0 }
slos: [{ metric: ttfb, limitMs: -1 }]
`)
    expect(problems.toSorted()).toEqual(
      [
        'arivals: no such key; did you mean arrivals?',
        'arms.0.route: must be a route of the collector, such as /openai',
        'arms.0.wheight: no such key; did you mean weight?',
        'arms.1: must be route/model, such as openai/gpt-4o-mini, not "gpt-4o"',
        'arrivals.kind: no such kind; did you mean poisson? One of constant, poisson, gamma, ramp, stages, diurnal, flash-sale, curve, closed, trace',
        'durationS: must be > 0',
        'requests.inputTokens.medan: no such key; did you mean median?',
        'requests.inputTokens.median: is missing',
        'requests.session.turns.max: is missing',
        'requests.streamShare: must be number',
        'slos.0.limitMs: must be > 0',
        'slos.0.metric: must be one of ttft, ttft_intended, tpot, gap_p95, e2e, e2e_intended',
        'timeouts.idleMs: must be >= 1'
      ].toSorted()
    )
  })

  test('is also what a schema cannot say, all at once', () => {
    const problems = problemsOf(`
arms: [openai/a, openai/a, { route: /openai, model: b, wire: raw }]
arrivals: { kind: closed, concurrency: 4 }
warmup: { durationS: 3 }
requests:
  inputTokens: { kind: lognormal, median: 300, p99: 100 }
  outputTokens: { kind: normal, mean: 5, sd: 2, min: 9, max: 3 }
headers: { "bad header": x }
`)
    expect(problems).toEqual([
      'arms: openai/a stands there twice; give one of them a name',
      'arms.2.wire: raw needs bodies: requests of kind file, or a trace that holds them',
      'durationS: arrivals of kind closed need it, or count',
      'warmup.durationS: a closed loop has no planned moments; use count',
      'requests.inputTokens.p99: must be above median',
      'requests.outputTokens.min: must not be above max',
      'headers.bad header: not a header name'
    ])
  })

  test.each([
    ['arrivals: { ratePerS: 5 }', 'arrivals.kind: is missing; one of constant, poisson'],
    ['arrivals: 5', 'arrivals: must be a map with a kind'],
    ['arrivals: { kind: ramp, fromPerS: 1, toPerS: 2 }', 'durationS: arrivals of kind ramp need it'],
    [
      'arrivals: { kind: curve, points: [{ atS: 5, ratePerS: 1 }, { atS: 5, ratePerS: 2 }] }',
      'arrivals.points.1.atS: must be after'
    ],
    [
      'arrivals: { kind: curve, points: [{ atS: 0, ratePerS: 0 }, { atS: 9, ratePerS: 0 }] }',
      'the rate is 0'
    ],
    ['durationS: 1000\narrivals: { kind: poisson, ratePerS: 100000 }', 'at most 5000000'],
    ['arrivals: { kind: trace, file: none.csv }', 'arrivals.file: ENOENT'],
    ['count: 5\narrivals: { kind: poisson, ratePerS: 5 }\nrequests: 7', 'requests: must be a map with a kind']
  ])('%s is refused', (lines, expected) => {
    expect(problemsOf(`arms: [openai/m]\n${lines}\n`).join('\n')).toContain(expected)
  })

  test('is that nobody is asked', () => {
    expect(problemsOf('durationS: 1\narrivals: { kind: poisson, ratePerS: 5 }\n')).toEqual([
      'arms: at least one is needed, such as openai/gpt-4o-mini'
    ])
  })

  test('is that the file is not YAML, or no map', () => {
    expect(problemsOf('a: [')[0]).toContain('Flow sequence')
    expect(problemsOf('- a')).toEqual(['the top level must be a map of keys'])
  })
})

describe('credentials', () => {
  test.each(['authorization: Bearer sk-live-1234', 'X-Api-Key: sk-live-1234', 'api-key: sk-live-1234'])(
    'never stand in a profile: %s',
    header => {
      const problems = problemsOf(`${small}headers: { ${header} }`)
      expect(problems).toHaveLength(1)
      expect(problems[0]).toContain('a credential never stands in a profile')
      expect(problems[0]).not.toContain('1234')
    }
  )

  test('are not quoted from a file that is not YAML', () => {
    const problems = problemsOf(`${small}headers: { authorization: *sk-live-1234 }`)
    expect(problems).toEqual(['Unresolved alias (the anchor must be set before the alias)'])
  })

  test('are read from the environment, sent, and not part of the profile', () => {
    const loaded = read(
      `${small.replace('openai/gpt-4o-mini', '{ route: /relay, model: m, apiKey: env:RELAY_KEY }')}headers: { x-tenant: env:TENANT }`,
      {},
      { RELAY_KEY: 'sk-relay', TENANT: 'acme' }
    )
    expect(JSON.stringify(loaded.profile)).not.toContain('sk-relay')
    const plan = planRun(loaded)
    expect(plan.build(plan.requests[0]!).headers).toMatchObject({
      authorization: 'Bearer sk-relay',
      'x-tenant': 'acme'
    })
  })

  test('that a profile names and the environment lacks are an error', () => {
    expect(
      problemsOf(`${small}headers: { authorization: Bearer env:NOT_THERE, x-other: env:NOR_THIS }`)
    ).toEqual([
      'headers.authorization: the environment has no NOT_THERE',
      'headers.x-other: the environment has no NOR_THIS'
    ])
  })

  test('that would break out of their header are refused, and not repeated', () => {
    expect(problemsOf(small, {}, { OPENAI_API_KEY: 'sk-1\r\nx-evil: 1' })).toEqual([
      'arms.0.apiKey: OPENAI_API_KEY in the environment holds what a header must not, such as a line break'
    ])
    expect(problemsOf(`${small}user: "ann\\nx-evil: 1"`)).toEqual(['user: must be printable ASCII'])
  })

  test('of the provider are taken where its documentation keeps them, or none', () => {
    const env = { OPENAI_API_KEY: 'sk-o', ANTHROPIC_API_KEY: 'sk-a', GEMINI_API_KEY: 'sk-g' }
    const headersOf = (arm: string, keys: NodeJS.ProcessEnv = env) => {
      const plan = planRun(read(small.replace('openai/gpt-4o-mini', arm), {}, keys))
      return plan.build(plan.requests[0]!).headers
    }
    expect(headersOf('openai/m')).toMatchObject({ authorization: 'Bearer sk-o' })
    expect(headersOf('anthropic/m')).toMatchObject({ 'x-api-key': 'sk-a' })
    expect(headersOf('gemini/m')).toMatchObject({ 'x-goog-api-key': 'sk-g' })
    expect(headersOf('openai/m', {})).not.toHaveProperty('authorization')
    expect(headersOf('{ route: /openai, model: m, apiKey: none }')).not.toHaveProperty('authorization')
    expect(headersOf('relay/m')).not.toHaveProperty('authorization')
  })
})

describe('flags', () => {
  test('go before the file', () => {
    const { profile } = read(small, {
      seed: 9,
      durationS: 3,
      count: 4,
      ratePerS: 7,
      arms: ['anthropic/claude', 'azure/res/gpt'],
      spendUsd: 2,
      maxInFlight: 5,
      warmupS: 1
    })
    expect(profile).toMatchObject({
      seed: 9,
      durationS: 3,
      count: 4,
      arrivals: { kind: 'poisson', ratePerS: 7 },
      arms: [
        { route: '/anthropic', model: 'claude' },
        { route: '/azure/res', model: 'gpt' }
      ],
      spendUsd: 2,
      maxInFlight: 5,
      warmup: { durationS: 1 }
    })
  })

  test('that the arrivals have no place for are refused', () => {
    expect(problemsOf(small, { concurrency: 3, speed: 2 })).toEqual([
      'arrivals.concurrency: given by a flag, but only arrivals of kind closed have it',
      'arrivals.speed: given by a flag, but only arrivals of kind trace have it'
    ])
  })
})

describe('arms', () => {
  test.each([
    ['openai/gpt-4o-mini', { route: '/openai', model: 'gpt-4o-mini' }],
    ['/relay/gpt-4o', { route: '/relay', model: 'gpt-4o' }],
    ['together/meta-llama/Llama-3', { route: '/together', model: 'meta-llama/Llama-3' }],
    ['bedrock/us-east-1/openai.gpt-oss-20b', { route: '/bedrock/us-east-1', model: 'openai.gpt-oss-20b' }],
    ['gpt-4o', null],
    ['azure/gpt-4o', null],
    ['openai/', null]
  ])('%s', (text, expected) => {
    expect(parseArm(text)).toEqual(expected)
  })

  test('go to the base paths that the collector shows for its routes', () => {
    // These speak OpenAI's wire elsewhere than where their own SDK begins.
    const apart = ['/anthropic', '/gemini', '/vertex', '/azure/{resource}', '/bedrock/{region}', '/cohere']
    for (const { prefix, basePath } of builtInRoutes) {
      if (apart.includes(prefix)) continue
      expect([prefix, basePathOf({ route: prefix, model: 'm', headers: {}, weight: 1 })]).toEqual([
        prefix,
        basePath
      ])
    }
  })
})

describe('a shipped profile', () => {
  test('is there for each common case', () => {
    expect(shippedProfiles()).toEqual([
      'azure-code',
      'azure-conv',
      'diurnal',
      'flash-sale',
      'multi-turn',
      'ramp',
      'saturation',
      'steady'
    ])
  })

  test.each(shippedProfiles())('%s is valid, plans requests and takes other arms', name => {
    const loaded = readProfile(name, { arms: ['deepseek/deepseek-chat'] }, {})
    expect(loaded.profile.name).toBe(name)
    const plan = planRun(loaded)
    expect(plan.requests.length).toBeGreaterThan(30)
    expect(plan.build(plan.requests.at(-1)!).path).toBe('/deepseek/chat/completions')
    expect(readProfile(name, {}, {}).profile.arms).toMatchObject([{ route: '/openai', model: 'gpt-4o-mini' }])
  })

  test('that does not exist is answered with the nearest name', () => {
    expect(() => readProfile('stedy', {}, {})).toThrow(
      expect.objectContaining({ code: 'TEELINE_LOAD_PROFILE', hint: expect.stringContaining('steady') })
    )
  })
})
