import { expect, test } from 'vitest'
import { buildRouter, builtInRoutes, routesOf } from '../../collector/routing/routes.js'
import { configFrom } from '../support/config.js'

const find = buildRouter(builtInRoutes)

test.each([
  ['/openai/v1/models?limit=2', 'https://api.openai.com', '/v1/models?limit=2'],
  ['/openai', 'https://api.openai.com', '/'],
  ['/openai?x=1', 'https://api.openai.com', '/?x=1'],
  ['/anthropic/v1/messages', 'https://api.anthropic.com', '/v1/messages'],
  ['/azure/my-team/openai/v1/responses', 'https://my-team.openai.azure.com', '/openai/v1/responses'],
  [
    '/bedrock/eu-west-1/model/a%3A0/converse',
    'https://bedrock-runtime.eu-west-1.amazonaws.com',
    '/model/a%3A0/converse'
  ],
  [
    '/vertex/v1/projects/p/locations/us-east5/publishers/google/models/m:generateContent',
    'https://us-east5-aiplatform.googleapis.com',
    '/v1/projects/p/locations/us-east5/publishers/google/models/m:generateContent'
  ],
  [
    '/vertex/v1/projects/p/locations/global/x',
    'https://aiplatform.googleapis.com',
    '/v1/projects/p/locations/global/x'
  ],
  [
    '/vertex/v1/projects/p/locations/eu/x',
    'https://aiplatform.eu.rep.googleapis.com',
    '/v1/projects/p/locations/eu/x'
  ],
  ['/holysheep/v1/chat/completions', 'https://api.holysheep.ai', '/v1/chat/completions'],
  ['/ollama/api/chat', 'http://127.0.0.1:11434', '/api/chat'],
  // A URL's host is passed over, whoever's it is.
  ['http://evil.example/ollama/api/chat?x', 'http://127.0.0.1:11434', '/api/chat?x']
])('%s goes to %s', (target, origin, path) => {
  expect(find(target)).toMatchObject({ origin, path })
})

test.each([
  '/openaiX/v1',
  '/',
  '',
  '/unknown/v1',
  '/azure',
  '/azure/evil.example%2F/x',
  '/azure/evil.example/x',
  '/azure/a@b/x',
  '/azure/-a/x',
  '/azure/xn--a/x',
  '/vertex/v1/projects/p/locations/xn-/x',
  '/bedrock/xn--0/x',
  '/bedrock/us-east-1.evil/x'
])('"%s" has no route: an upstream is never taken from a request', target => {
  expect(find(target)).toBeNull()
})

test('a location in a Vertex path can only name a host of Google’s', () => {
  for (const target of [
    '/vertex/v1/locations/evil.example%23/x',
    '/vertex/v1/locations/a@b/x',
    '/vertex?/locations/x/'
  ]) {
    expect(find(target)?.origin).toBe('https://aiplatform.googleapis.com')
  }
})

test('a route of the configuration replaces the built-in one of its prefix and may have a base path', () => {
  const routes = routesOf(
    configFrom({
      routes: [{ prefix: '/openai', provider: 'openai', upstream: 'https://relay.example/base/' }]
    })
  )
  expect(routes.filter(route => route.prefix === '/openai')).toHaveLength(1)
  expect(buildRouter(routes)('/openai/v1/models')).toMatchObject({
    origin: 'https://relay.example',
    host: 'relay.example',
    path: '/base/v1/models'
  })
})

test('the longest prefix wins', () => {
  const routes = routesOf(
    configFrom({
      routes: [
        { prefix: '/relay', provider: 'openai', upstream: 'http://a.example' },
        { prefix: '/relay/eu', provider: 'openai', upstream: 'http://b.example' }
      ]
    })
  )
  const route = buildRouter(routes)
  expect(route('/relay/eu/v1')).toMatchObject({ origin: 'http://b.example', path: '/v1' })
  expect(route('/relay/europe/v1')).toMatchObject({ origin: 'http://a.example', path: '/europe/v1' })
})

test('a route in the place of a built-in one is shown with what SDKs add to that, unless its upstream names a path', () => {
  const shown = (prefix: string, upstream: string) =>
    routesOf(configFrom({ routes: [{ prefix, provider: 'openai', upstream }] }))[0]?.basePath
  expect(shown('/openai', 'https://relay.example')).toBe('/v1')
  expect(shown('/openai', 'https://relay.example/api/v1/')).toBe('')
  expect(shown('/relay', 'https://relay.example')).toBe('')
})
