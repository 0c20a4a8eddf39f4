/** LiteLLM's `model_prices_and_context_window.json` (MIT), read as price cards. Floats become the decimals they stand for. */
import type { Decimal } from 'decimal.js'
import { type Card, exact, type Rate } from './card.js'
import { cardJson } from './card-json.js'
import type { ImportedPrices } from './imported.js'
import { catalogueName } from './model-lookup.js'

export interface LiteLlmReading {
  prices: ImportedPrices
  /** Entries in the file; some make no card. */
  entries: number
  /** Entries that name no price that is counted here, or whose prices are all 0, which there means "not known" too. */
  withoutPrice: number
  /** Entries of which part was left out: what is used of that part stays unpriced. */
  partly: number
  /** Entries that are not what the format promises. */
  malformed: string[]
}

type Entry = Record<string, unknown>

/** Reads the parsed file. `version`: names the file in each card's id. NULL when it is no such file at all. */
export function readLiteLlm(file: unknown, version: string): LiteLlmReading | null {
  if (!isMap(file)) return null
  const reading: LiteLlmReading = {
    prices: { source: 'litellm', version, cards: [] },
    entries: 0,
    withoutPrice: 0,
    partly: 0,
    malformed: []
  }
  const seen = new Set<string>()
  for (const [key, entry] of Object.entries(file)) {
    if (key === 'sample_spec') continue
    reading.entries++
    addEntry(reading, seen, key, entry)
  }
  return reading.entries === 0 || reading.malformed.length === reading.entries ? null : reading
}

function addEntry(reading: LiteLlmReading, seen: Set<string>, key: string, entry: unknown): void {
  const provider = isMap(entry) ? entry['litellm_provider'] : undefined
  if (!isMap(entry) || typeof provider !== 'string') {
    reading.malformed.push(key)
    return
  }
  const { rates, left } = ratesOf(entry)
  if (rates === null) {
    reading.malformed.push(key)
    return
  }
  if ([...rates.values()].every(rate => rate.base.isZero())) {
    reading.withoutPrice++
    return
  }
  const card = cardOf(reading.prices.version, ownName(provider), modelName(key), rates)
  // `gpt-4o` and `openai/gpt-4o` are one model: the first stands.
  if (seen.has(card.id)) return
  seen.add(card.id)
  if (left) reading.partly++
  reading.prices.cards.push(cardJson(card))
}

function cardOf(version: string, provider: string, model: string, rates: Map<string, Rate>): Card {
  const id = `litellm@${version}/${provider}/${model}`
  return { id, provider, model, validFrom: null, hours: null, rates, free: false, comment: '' }
}

/** `left`: there is a price for something that is not counted here. NULL: a price that is no number. */
function ratesOf(entry: Entry): { rates: Map<string, Rate> | null; left: boolean } {
  const rates = new Map<string, Rate>()
  const mode = String(entry['mode'])
  const tokensOut = !['embedding', 'rerank', 'audio_transcription', 'ocr'].includes(mode)
  let left = false
  for (const [field, value] of Object.entries(entry)) {
    if (!isPrice(field) || value === null) continue
    if (isMap(value)) {
      left = true
      continue
    }
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) return { rates: null, left }
    const [base, above] = tierOf(field)
    const known = fieldOf(base, mode)
    if (known === undefined) left ||= value > 0 && !otherTier.test(field)
    else if (above === null && (value > 0 || tokensOut)) {
      rates.set(known.key, { base: exact(value).times(known.per), tiers: rates.get(known.key)?.tiers ?? [] })
    }
  }
  for (const [field, value] of Object.entries(entry)) {
    const [base, above] = tierOf(field)
    const known = fieldOf(base, mode)
    const rate = known === undefined ? undefined : rates.get(known.key)
    if (known === undefined || rate === undefined || above === null || typeof value !== 'number') continue
    rates.set(known.key, withTier(rate, above, exact(value).times(known.per)))
  }
  return { rates, left }
}

function withTier(rate: Rate, above: number, price: Decimal): Rate {
  return { base: rate.base, tiers: [...rate.tiers, { above, price }].toSorted((a, b) => a.above - b.above) }
}

function isPrice(field: string): boolean {
  return /cost/.test(field) && !/^(?:metadata|comment)/.test(field)
}

/** `input_cost_per_token_above_200k_tokens` as `input_cost_per_token` and 200000. */
function tierOf(field: string): [base: string, above: number | null] {
  const tier = /^(.+)_above_(\d+)k_tokens$/.exec(field)
  return tier === null ? [field, null] : [tier[1] ?? field, Number(tier[2]) * 1000]
}

/** By the second means compute at some hosts, and by the character is an alternative to tokens at others. */
function fieldOf(field: string, mode: string): { key: string; per: number } | undefined {
  if (/_per_(?:second|character)$/.test(field) && !mode.startsWith('audio_')) return undefined
  return field === 'input_cost_per_query' && mode !== 'rerank' ? undefined : fields.get(field)
}

/** Service tiers have no place on a card; rows of such a tier get their factor, or stay unpriced. */
const otherTier = /_(?:batches|flex|priority)(?:_|$)/

/** LiteLLM prices single units; a card prices as many as its key says. */
const fields: ReadonlyMap<string, { key: string; per: number }> = new Map([
  ['input_cost_per_token', { key: 'input_mtok', per: 1_000_000 }],
  ['output_cost_per_token', { key: 'output_mtok', per: 1_000_000 }],
  ['cache_read_input_token_cost', { key: 'cache_read_mtok', per: 1_000_000 }],
  ['cache_creation_input_token_cost', { key: 'cache_write_mtok', per: 1_000_000 }],
  ['cache_creation_input_token_cost_above_1hr', { key: 'cache_write_1h_mtok', per: 1_000_000 }],
  ['output_cost_per_reasoning_token', { key: 'output_reasoning_mtok', per: 1_000_000 }],
  ['citation_cost_per_token', { key: 'output_citation_mtok', per: 1_000_000 }],
  ['input_cost_per_audio_token', { key: 'input_audio_mtok', per: 1_000_000 }],
  ['output_cost_per_audio_token', { key: 'output_audio_mtok', per: 1_000_000 }],
  ['cache_read_input_audio_token_cost', { key: 'cache_audio_read_mtok', per: 1_000_000 }],
  ['input_cost_per_image_token', { key: 'input_image_mtok', per: 1_000_000 }],
  ['output_cost_per_image_token', { key: 'output_image_mtok', per: 1_000_000 }],
  ['input_cost_per_second', { key: 'input_audio_hours', per: 3600 }],
  ['output_cost_per_second', { key: 'output_audio_hours', per: 3600 }],
  ['input_cost_per_character', { key: 'input_mchars', per: 1_000_000 }],
  ['ocr_cost_per_page', { key: 'input_document_kpages', per: 1000 }],
  ['annotation_cost_per_page', { key: 'input_annotated_document_kpages', per: 1000 }],
  ['input_cost_per_request', { key: 'requests_kcount', per: 1000 }],
  ['input_cost_per_query', { key: 'rerank_searches_kcount', per: 1000 }]
])

/** `gemini/gemini-2.5-pro`, `azure/eu/gpt-4o`, `bedrock/us-east-1/…`: LiteLLM's own prefix goes, a maker's stays. */
function modelName(key: string): string {
  const slash = key.indexOf('/')
  const prefix = slash < 0 ? '' : key.slice(0, slash)
  return (prefixes.has(prefix) ? key.slice(slash + 1) : key).toLowerCase()
}

function ownName(provider: string): string {
  if (provider.startsWith('vertex_ai')) return 'google'
  return names.get(provider) ?? catalogueName(provider)
}

const names: ReadonlyMap<string, string> = new Map([
  ['gemini', 'google'],
  ['azure_ai', 'azure'],
  ['azure_text', 'azure'],
  ['text-completion-openai', 'openai'],
  ['bedrock', 'aws'],
  ['bedrock_converse', 'aws'],
  ['bedrock_mantle', 'aws'],
  ['xai', 'x-ai'],
  ['together_ai', 'together'],
  ['fireworks_ai', 'fireworks'],
  ['fireworks_ai-embedding-models', 'fireworks'],
  ['cohere_chat', 'cohere'],
  ['moonshot', 'moonshotai'],
  ['codestral', 'mistral'],
  ['voyage', 'voyageai'],
  ['zai', 'zhipuai']
])

const prefixes: ReadonlySet<string> = new Set([
  ...names.keys(),
  'openai',
  'anthropic',
  'azure',
  'vertex_ai',
  'mistral',
  'deepseek',
  'groq',
  'openrouter',
  'perplexity',
  'cerebras',
  'minimax',
  'cohere'
])

function isMap(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
