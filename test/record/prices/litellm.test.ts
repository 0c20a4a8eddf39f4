import { expect, test } from 'vitest'
import { readLiteLlm } from '../../../collector/record/prices/litellm.js'
import { createPriceBook, type PriceQuery } from '../../../collector/record/prices/price.js'
import { type Usage, unknownUsage } from '../../../collector/record/usage.js'

const file = {
  sample_spec: { litellm_provider: 'one of …', input_cost_per_token: 0 },
  'new-model-9': {
    litellm_provider: 'openai',
    mode: 'chat',
    max_tokens: 8192,
    input_cost_per_token: 1.5e-7,
    output_cost_per_token: 6e-7,
    cache_read_input_token_cost: 7.5e-8,
    input_cost_per_token_batches: 7.5e-8,
    input_cost_per_token_priority: 3e-7,
    input_cost_per_token_above_200k_tokens: 3e-7,
    output_cost_per_token_above_200k_tokens: 1.2e-6,
    supports_vision: true
  },
  'openai/new-model-9': { litellm_provider: 'openai', mode: 'chat', input_cost_per_token: 9 },
  'groq/odd-speech': {
    litellm_provider: 'groq',
    mode: 'audio_transcription',
    input_cost_per_second: 3.083e-5
  },
  'vertex_ai/claude-next': {
    litellm_provider: 'vertex_ai-anthropic_models',
    mode: 'chat',
    input_cost_per_token: 3e-6,
    output_cost_per_token: 1.5e-5,
    search_context_cost_per_query: { search_context_size_low: 0.01 }
  },
  'new-embedding': {
    litellm_provider: 'mistral',
    mode: 'embedding',
    input_cost_per_token: 1e-8,
    output_cost_per_token: 0
  },
  'ollama/llama9': {
    litellm_provider: 'ollama',
    mode: 'chat',
    input_cost_per_token: 0,
    output_cost_per_token: 0
  },
  'gpt-4o-mini': {
    litellm_provider: 'openai',
    mode: 'chat',
    input_cost_per_token: 1,
    output_cost_per_token: 1
  },
  broken: 'not an entry',
  'broken-too': { litellm_provider: 'openai', input_cost_per_token: 'much' }
}
const reading = readLiteLlm(file, '0123456789ab')
const book = createPriceBook({ imported: reading?.prices ?? null })

test('every entry is counted: as a card, without a price, in part or malformed', () => {
  expect(reading).toMatchObject({
    entries: 9,
    withoutPrice: 1,
    partly: 1,
    malformed: ['broken', 'broken-too']
  })
  expect(reading?.prices.cards.map(({ card }) => card)).toEqual([
    'litellm@0123456789ab/openai/new-model-9',
    'litellm@0123456789ab/groq/odd-speech',
    'litellm@0123456789ab/google/claude-next',
    'litellm@0123456789ab/mistral/new-embedding',
    'litellm@0123456789ab/openai/gpt-4o-mini'
  ])
})

test('prices of single units become those of a million, an hour, a thousand, without a digit of noise', () => {
  const [model, speech] = reading?.prices.cards ?? []
  expect(model?.rates).toEqual({
    input_mtok: { usd: '0.15', for: '1M tokens', tiers: [{ above_input_tokens: 200_000, usd: '0.3' }] },
    output_mtok: { usd: '0.6', for: '1M tokens', tiers: [{ above_input_tokens: 200_000, usd: '1.2' }] },
    cache_read_mtok: { usd: '0.075', for: '1M tokens', tiers: [] }
  })
  expect(speech?.rates).toEqual({ input_audio_hours: { usd: '0.110988', for: '1 h', tiers: [] } })
})

test('prices a model that the bundled list does not know, as list price, and says from which file', () => {
  expect(
    price({ inputTokens: 1000, cacheReadTokens: 400, outputTokens: 10 }, { model: 'New-Model-9' })
  ).toEqual({
    costUsd: '0.000126',
    costListUsd: '0.000126',
    source: 'list',
    card: 'litellm@0123456789ab/openai/new-model-9'
  })
  expect(price({ inputTokens: 300_000, outputTokens: 0 }, { model: 'new-model-9' }).costUsd).toBe('0.09')
  expect(price({ inputTokens: 1 }, { provider: 'mistral_ai', model: 'new-embedding' }).costUsd).toBe(
    '0.00000001'
  )
})

test('finds it at the provider that serves it, and through a relay at its maker', () => {
  const card = (given: Partial<PriceQuery>) => price({ inputTokens: 1, outputTokens: 1 }, given).card
  expect(card({ provider: 'gcp.vertex_ai', model: 'claude-next' })).toContain('/google/claude-next')
  expect(card({ provider: 'somerelay', upstreamHost: 'r.example', model: 'openai/new-model-9' })).toContain(
    'openai/'
  )
  expect(card({ provider: 'openai', upstreamHost: 'r.example', model: 'new-model-9' })).toContain('openai/')
  expect(card({ provider: 'groq', model: 'new-model-9' })).toBe('')
  expect(card({ provider: 'vllm', model: 'new-model-9' })).toBe('')
})

test('the bundled list goes first', () => {
  expect(price({ inputTokens: 1_000_000, outputTokens: 0 }, {}).costUsd).toBe('0.15')
})

test('a price in the file that is not counted leaves what it is for unpriced', () => {
  const vertex = { provider: 'gcp.vertex_ai', model: 'claude-next' }
  const usage = { inputTokens: 1000, outputTokens: 100 }
  expect(price(usage, vertex).costUsd).toBe('0.0045')
  expect(price({ ...usage, units: { web_searches: 1 } }, vertex).costUsd).toBeNull()
})

test.each([null, [], 7, {}, { a: 1, b: [] }])('%j is not such a file', value => {
  expect(readLiteLlm(value, 'x')).toBeNull()
})

function price(usage: Partial<Usage>, given: Partial<PriceQuery>) {
  const atUs = Date.parse('2026-11-21T12:00:00Z') * 1000
  return book.price(
    { ...unknownUsage(), source: 'reported', ...usage },
    { provider: 'openai', upstreamHost: '', model: 'gpt-4o-mini', serviceTier: '', atUs, ...given }
  )
}
