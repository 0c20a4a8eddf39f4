/**
 * Every way in which clients bring a credential, each with one of its own, and every way in which it can come back: in error
 * bodies, answers, headers, redirections. Then all that a running sidecar writes, says or sends is searched for each of them.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Peer } from '../support/peer.js'
import { RawConnection } from '../support/raw-client.js'
import type { HeaderPair } from '../support/raw-http.js'
import { acceptUpgrade, type ReplayAnswer } from '../support/replay-answer.js'
import { type ReplayRequest, type ReplayServer, startReplayServer } from '../support/replay-server.js'
import { startTeeline, type Teeline } from '../support/teeline.js'
import { until } from '../support/until.js'
import { type OtlpReceiver, startOtlpReceiver } from '../telemetry/otlp-receiver.js'

interface Credential {
  name: string
  target: string
  headers?: HeaderPair[]
  secret: string
}

const chat = '/openai/v1/chat/completions'
const gemini = '/gemini/v1beta/models/gemini-2.5-flash:generateContent'
const bedrock = '/bedrock/us-east-1/model/anthropic.claude-3-haiku-20240307-v1%3A0/converse'
const azure = '/azure/res/openai/deployments/d/chat/completions?api-version=2024-10-21'
const signature = 'e5f1a9'.repeat(10)

const credentials: Credential[] = [
  {
    name: 'OpenAI',
    target: chat,
    headers: [['Authorization', 'Bearer sk-proj-A1b2C3d4E5f6G7h8I9']],
    secret: 'sk-proj-A1b2C3d4E5f6G7h8I9'
  },
  {
    name: 'OpenRouter',
    target: '/openrouter/api/v1/chat/completions',
    headers: [['Authorization', 'Bearer sk-or-v1-0f9e8d7c6b5a4938']],
    secret: 'sk-or-v1-0f9e8d7c6b5a4938'
  },
  {
    name: 'Cohere',
    target: '/cohere/v2/chat',
    headers: [['Authorization', 'bearer Coh3reTr1alK3yWithoutAShape']],
    secret: 'Coh3reTr1alK3yWithoutAShape'
  },
  {
    name: 'Anthropic',
    target: '/anthropic/v1/messages',
    headers: [['x-api-key', 'sk-ant-api03-Zz9Yy8Xx7Ww6Vv5Uu4']],
    secret: 'sk-ant-api03-Zz9Yy8Xx7Ww6Vv5Uu4'
  },
  {
    name: 'Azure',
    target: azure,
    headers: [['api-key', '0123456789abcdef0123456789abcdef']],
    secret: '0123456789abcdef0123456789abcdef'
  },
  {
    name: 'Azure API Management',
    target: azure,
    headers: [['Ocp-Apim-Subscription-Key', 'fedcba9876543210fedcba9876543210']],
    secret: 'fedcba9876543210fedcba9876543210'
  },
  {
    name: 'Gemini, header',
    target: gemini,
    headers: [['x-goog-api-key', 'AIzaSyHeaderHeaderHeaderHeaderHeader0']],
    secret: 'AIzaSyHeaderHeaderHeaderHeaderHeader0'
  },
  { name: 'Gemini, query', target: `${gemini}?key=NoShape-Of_A%2BKey%3D42`, secret: 'NoShape-Of_A+Key=42' },
  {
    name: 'Vertex',
    target:
      '/vertex/v1/projects/p/locations/us-central1/publishers/google/models/gemini-2.5-flash:generateContent',
    headers: [['Authorization', 'Bearer ya29.A0ARrdaM-OauthTokenOfVertex_123']],
    secret: 'ya29.A0ARrdaM-OauthTokenOfVertex_123'
  },
  {
    name: 'Bedrock, signature',
    target: bedrock,
    headers: [
      [
        'Authorization',
        `AWS4-HMAC-SHA256 Credential=AKIAQQQQWWWWEEEERRRR/20260101/us-east-1/bedrock/aws4_request, SignedHeaders=host, Signature=${signature}`
      ]
    ],
    secret: signature
  },
  {
    name: 'Bedrock, key id',
    target: bedrock,
    headers: [
      [
        'Authorization',
        `AWS4-HMAC-SHA256 Credential=AKIAQQQQWWWWEEEERRRR/20260101/us-east-1/bedrock/aws4_request, SignedHeaders=host, Signature=${signature}`
      ]
    ],
    secret: 'AKIAQQQQWWWWEEEERRRR'
  },
  {
    name: 'Bedrock, session',
    target: bedrock,
    headers: [['X-Amz-Security-Token', 'IQoJb3JpZ2luX2VjEXAMPLE//////////wEaC/x+y=']],
    secret: 'IQoJb3JpZ2luX2VjEXAMPLE//////////wEaC/x+y='
  },
  {
    name: 'Bedrock, signed URL',
    target: `${bedrock}?X-Amz-Security-Token=SessionTokenInTheQuery%2F7&X-Amz-Signature=${'9d8c7b'.repeat(10)}`,
    secret: 'SessionTokenInTheQuery/7'
  },
  {
    name: 'Bedrock, API key',
    target: bedrock,
    headers: [['Authorization', 'Bearer bedrock-api-key-YmVkcm9ja0tleQ']],
    secret: 'bedrock-api-key-YmVkcm9ja0tleQ'
  },
  {
    name: 'a user and a password',
    target: chat,
    headers: [['Authorization', `Basic ${Buffer.from('ada:p4ss-w0rd-Of-Ada').toString('base64')}`]],
    secret: 'p4ss-w0rd-Of-Ada'
  },
  {
    name: 'a cookie',
    target: chat,
    headers: [['Cookie', 'theme=dark; session=C00kie-0f-A-Session']],
    secret: 'C00kie-0f-A-Session'
  },
  {
    name: 'a gateway',
    target: chat,
    headers: [
      ['Proxy-Authorization', 'Bearer gateway-t0ken-77'],
      ['cf-aig-authorization', 'Bearer gateway-t0ken-77']
    ],
    secret: 'gateway-t0ken-77'
  },
  { name: 'an empty user', target: `${chat}?api_key=k3y-in-an-0dd-place&x=1`, secret: 'k3y-in-an-0dd-place' }
]

const protocolSecret = 'sk-realtime-in-a-Subprotocol-5'
const upgrade =
  'GET /openai/v1/realtime?model=gpt-realtime HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
  `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n` +
  `Sec-WebSocket-Protocol: realtime, openai-insecure-api-key.${protocolSecret}\r\n\r\n`

/** What a provider could say to whoever sent it `secret`. */
function echoing(secret: string, { header, target }: ReplayRequest): ReplayAnswer {
  const headers: HeaderPair[] = [
    ['content-type', 'application/json'],
    ['Location', `https://elsewhere.example/?key=${encodeURIComponent(secret)}`],
    ['Set-Cookie', `k=${secret}`],
    ['x-ratelimit-limit-requests', secret],
    ['x-request-id', secret],
    ['WWW-Authenticate', `Bearer ${secret}`]
  ]
  const message = `Incorrect API key provided: ${secret} (${target}, ${header('authorization') ?? ''})`
  if (header('x-fails') === '1')
    return { status: 401, headers, body: JSON.stringify({ error: { message, code: secret } }) }
  const usage = { prompt_tokens: 3, completion_tokens: 2, note: secret }
  const choices = [{ index: 0, message: { role: 'assistant', content: message }, finish_reason: 'stop' }]
  return { headers, body: JSON.stringify({ id: secret, model: `m-${secret}`, choices, usage }) }
}

let upstream: ReplayServer
let receiver: OtlpReceiver
let dataDir: string
const secrets = [...credentials.map(({ secret }) => secret), protocolSecret]

beforeAll(async () => {
  upstream = await startReplayServer()
  receiver = await startOtlpReceiver('http/protobuf')
  dataDir = await mkdtemp(join(tmpdir(), 'teeline-secrets-'))
  upstream.on(request => {
    const secret = secretOf(request)
    return request.header('upgrade') === undefined
      ? echoing(secret, request)
      : acceptUpgrade(
          [
            ['Upgrade', 'websocket'],
            ['Connection', 'Upgrade'],
            ['Sec-WebSocket-Protocol', 'realtime']
          ],
          async writer => {
            await writer.write(
              textFrame(JSON.stringify({ type: 'error', error: { message: `wrong key ${secret}` } }))
            )
          }
        )
  })
})

afterAll(async () => {
  await upstream.close()
  await receiver.close()
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

function secretOf({ header, target }: ReplayRequest): string {
  const told = header('x-which')
  return credentials[Number(told)]?.secret ?? (target.includes('realtime') ? protocolSecret : '')
}

function textFrame(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x81, text.length]), Buffer.from(text)])
}

function start(store: object, dead: boolean): Promise<Teeline> {
  const target = dead ? 'http://127.0.0.1:1' : upstream.url
  const routes = ['openai', 'openrouter', 'cohere', 'anthropic', 'gemini', 'vertex'].map(name => ({
    prefix: `/${name}`,
    provider: name,
    upstream: target
  }))
  routes.push(
    { prefix: '/azure/res', provider: 'azure.ai.openai', upstream: target },
    { prefix: '/bedrock/us-east-1', provider: 'aws.bedrock', upstream: target }
  )
  return startTeeline({
    dataDir,
    config: {
      routes,
      store,
      logLevel: 'info',
      record: { flushIntervalMs: 100, dangerouslyStoreBodies: true }
    },
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_BSP_SCHEDULE_DELAY: '100',
      OTEL_METRIC_EXPORT_INTERVAL: '300',
      OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'SPAN_ONLY'
    }
  })
}

/** Each credential, where its client put it and in the body besides; with an error and with an answer. */
async function makeCalls(teeline: Teeline, tag: string): Promise<number> {
  const connection = await RawConnection.open(teeline.url)
  for (const fails of ['0', '1']) {
    for (const [which, { target, headers = [], secret }] of credentials.entries()) {
      const extra: HeaderPair[] = [
        ['x-which', String(which)],
        ['x-fails', fails],
        ['x-teeline-tag-of', tag],
        ['x-teeline-user', secret]
      ]
      const messages = [{ role: 'user', content: `my key is ${secret}` }]
      const body = JSON.stringify({ model: 'gpt-4o-mini', messages })
      await connection.exchange({
        method: 'POST',
        target,
        headers: [...headers, ['content-type', 'application/json'], ...extra],
        body
      })
    }
  }
  connection.close()
  const peer = await Peer.open(teeline.url)
  peer.write(upgrade)
  await peer.ended
  return 2 * credentials.length + 1
}

/** Fails with the name of what stands where. */
function expectClean(where: string, text: string): void {
  const forms = (secret: string) => [
    secret,
    encodeURIComponent(secret),
    secret.toLowerCase(),
    Buffer.from(`ada:${secret}`).toString('base64')
  ]
  const found = secrets.filter(secret => forms(secret).some(form => text.includes(form)))
  expect(found, where).toEqual([])
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(file => statSync(file).isFile())
}

test('no credential is in an outbox, a log or an answer of ours when the upstream and the store are dead', async () => {
  const teeline = await start({ url: 'http://127.0.0.1:1' }, true)
  const count = await makeCalls(teeline, 'outbox-marker')
  await until('all rows on disk', async () => {
    const stats = await (await fetch(`${teeline.adminUrl}/stats`)).text()
    expectClean('/stats', stats)
    return filesIn(join(dataDir, 'outbox')).some(
      file => readFileSync(file, 'latin1').split('outbox-marker').length > count - 1
    )
  })
  for (const page of ['health', 'ready', 'metrics', 'routes', 'stats'])
    expectClean(page, await (await fetch(`${teeline.adminUrl}/${page}`)).text())
  await teeline.stop()
  expectClean('the log', teeline.output())
  for (const file of filesIn(dataDir)) expectClean(file, readFileSync(file, 'latin1'))
})

test('nor in rows, bodies, spans, metrics, dead letters or pages when all of them are there', async () => {
  const teeline = await start({}, false)
  const before = (await teeline.query<{ n: number }>('SELECT count() AS n FROM teeline.requests'))[0]!.n
  const count = await makeCalls(teeline, 'row-marker')
  await teeline.rows(before + count)
  await refuseRows(teeline)
  await makeCalls(teeline, 'poison')
  const letters = join(dataDir, 'dead-letter.ndjson')
  const lettersIn = () => readFileSync(letters, 'utf8')
  await until('dead letters', () => lettersIn().split('\n').length > count - 1)
  await until('spans', () => receiver.spans.length >= 2 * count)
  for (const table of ['requests', 'bodies', 'events', 'spend', 'daily']) {
    const rows = await teeline.query<object>(`SELECT * FROM teeline.${table}`)
    expectClean(table, JSON.stringify(rows))
    if (table === 'bodies') expect(JSON.stringify(rows)).toContain('my key is ***')
    if (table === 'requests')
      expect(new Set(rows.map(row => (row as { key_id: string }).key_id)).size).toBeGreaterThan(10)
  }
  for (const page of ['health', 'ready', 'metrics', 'routes', 'stats'])
    expectClean(page, await (await fetch(`${teeline.adminUrl}/${page}`)).text())
  expect(lettersIn()).toContain('poison')
  expect(receiver.bytes().toString('latin1')).toContain('my key is ***')
  expectClean('spans and metrics', receiver.bytes().toString('latin1'))
  await teeline.stop()
  expectClean('the log', teeline.output())
  for (const file of filesIn(dataDir)) expectClean(file, readFileSync(file, 'latin1'))
})

/** From now on the store takes no row with that tag. */
async function refuseRows({ storeUrl }: Teeline): Promise<void> {
  const { password } = JSON.parse(readFileSync(join(dataDir, 'store.json'), 'utf8')) as { password: string }
  const body = "ALTER TABLE teeline.requests ADD CONSTRAINT sound CHECK tags['of'] != 'poison'"
  const answer = await fetch(storeUrl, { method: 'POST', headers: { 'x-clickhouse-key': password }, body })
  expect(answer.status).toBe(200)
}
