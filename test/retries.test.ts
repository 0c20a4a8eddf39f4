/** An upstream that closes a connection at the very moment of its reuse: what the official SDKs make of the answer to that. */
import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import OpenAI from 'openai'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { anthropicJson, geminiJson, openaiChatJson } from './support/bodies.js'
import { type Relay, startRelay } from './support/relay.js'
import { type ReplayServer, startReplayServer } from './support/replay-server.js'

let upstream: ReplayServer
let relay: Relay

beforeEach(async () => {
  upstream = await startReplayServer()
  relay = await startRelay({ upstream: upstream.url })
})

afterEach(async () => {
  await relay.close()
  await upstream.close()
})

const usage = { input: 5, output: 3 }
const content = 'hello'
const sdks: [string, Buffer, (base: string, retries: number) => () => Promise<unknown>][] = [
  [
    'openai',
    openaiChatJson(usage),
    (base, maxRetries) => {
      const client = new OpenAI({ apiKey: 'sk-test', baseURL: `${base}/openai/v1`, maxRetries })
      return () =>
        client.chat.completions.create({ model: 'gpt-4o-mini', messages: [{ role: 'user', content }] })
    }
  ],
  [
    '@anthropic-ai/sdk',
    anthropicJson(usage),
    (base, maxRetries) => {
      const client = new Anthropic({ apiKey: 'sk-ant-test', baseURL: `${base}/anthropic`, maxRetries })
      return () =>
        client.messages.create({
          model: 'claude-haiku-4-5',
          max_tokens: 9,
          messages: [{ role: 'user', content }]
        })
    }
  ],
  [
    '@google/genai',
    geminiJson(usage),
    (base, retries) => {
      const httpOptions = { baseUrl: `${base}/gemini`, retryOptions: { attempts: retries + 1 } }
      const client = new GoogleGenAI({ apiKey: 'test', httpOptions })
      return () => client.models.generateContent({ model: 'gemini-2.5-flash', contents: content })
    }
  ]
]

test.each(sdks)('%s sends the request again, and has its answer', async (_, body, callsOf) => {
  const call = callsOf(relay.url, 2)
  upstream.on(({ index }) =>
    index === 1
      ? { script: async writer => void writer.socket.resetAndDestroy() }
      : { body, headers: [['content-type', 'application/json']] }
  )
  await call()
  await call()
  const [first, second, third] = upstream.requests
  expect(upstream.requests).toHaveLength(3)
  expect(second!.connection).toBe(first!.connection)
  expect(third!.body.equals(second!.body)).toBe(true)
  expect(await relay.ended(3)).toMatchObject([
    { status: 200 },
    { status: 502, endedBy: 'upstream', errorType: 'upstream_reset' },
    { status: 200 }
  ])
})

test.each(sdks)(
  '%s that may not tells what happened, and nothing was sent twice',
  async (_, body, callsOf) => {
    const call = callsOf(relay.url, 0)
    upstream.on(({ index }) =>
      index === 1
        ? { script: async writer => void writer.socket.resetAndDestroy() }
        : { body, headers: [['content-type', 'application/json']] }
    )
    await call()
    await expect(call()).rejects.toThrow(
      /502[\s\S]*closed the connection before its answer was complete|closed the connection before its answer was complete[\s\S]*502/
    )
    expect(upstream.requests).toHaveLength(2)
  }
)
