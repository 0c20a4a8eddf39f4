/**
 * Splits a usage's token counts into the parts that a card prices apart.
 *
 * Totals are inclusive (cached ⊂ input, reasoning ⊂ output), and so are the catalogue's prices: a part without a price of
 * its own costs what the whole costs. Hence only parts that the card tells apart are taken out; the rest stays where it is.
 */
import type { Usage } from '../usage.js'
import type { Card } from './card.js'

export interface Line {
  /** NULL: nothing on the card prices these units. */
  readonly key: string | null
  readonly quantity: number
  /** Fees for tools and requests; a service tier's discount does not touch them. */
  readonly fee: boolean
}

/** Lines for input and output. A total that the provider left out stands as an unpriced line when the card needs it. */
export function tokenLines(card: Card, usage: Usage): Line[] {
  return [...inputLines(card, usage), ...outputLines(card, usage)]
}

function inputLines(card: Card, usage: Usage): Line[] {
  if (usage.inputTokens === null) return card.rates.has('input_mtok') ? [unpriced] : []
  const total = usage.inputTokens
  const read = Math.min(usage.cacheReadTokens ?? 0, total)
  const written = Math.min(usage.cacheWriteTokens ?? 0, total - read)
  const writtenFor1h = Math.min(usage.cacheWrite1hTokens ?? 0, written)
  const media = inputMedia(card, usage, read)
  if (media === null) return [unpriced]
  const cachedMedia = sum(media.map(medium => medium.read))
  const freshMedia = sum(media.map(medium => medium.fresh))
  return [
    line(card, total - read - written - freshMedia, ['input_mtok']),
    line(card, read - cachedMedia, ['cache_read_mtok', 'input_mtok']),
    line(card, written - writtenFor1h, ['cache_write_mtok', 'input_mtok']),
    line(card, writtenFor1h, oneHourKeys(card)),
    ...media.flatMap(({ name, read: cached, fresh }) => [
      line(card, fresh, [`input_${name}_mtok`, 'input_mtok']),
      line(card, cached, [`cache_${name}_read_mtok`, ...plainCacheKeys(card, name)])
    ])
  ]
}

/** Where writes cost extra, one-hour writes cost more still: without that price they are unpriced, not cheap. */
function oneHourKeys(card: Card): string[] {
  return card.rates.has('cache_write_mtok') ? ['cache_write_1h_mtok'] : ['cache_write_1h_mtok', 'input_mtok']
}

/** A card that prices cached text and fresh audio, but not cached audio, does not say what cached audio costs. */
function plainCacheKeys(card: Card, medium: string): string[] {
  if (!card.rates.has('cache_read_mtok')) return [`input_${medium}_mtok`, 'input_mtok']
  return card.rates.has(`input_${medium}_mtok`) ? [] : ['cache_read_mtok']
}

interface Medium {
  readonly name: string
  readonly fresh: number
  readonly read: number
}

/** The media that the card prices apart; NULL when cached tokens cannot be told from fresh ones and it would matter. */
function inputMedia(card: Card, usage: Usage, read: number): Medium[] | null {
  const media: Medium[] = []
  const counts = {
    audio: usage.audioInputTokens,
    image: usage.imageInputTokens,
    video: usage.units['video_input_tokens'] ?? null
  }
  for (const [name, count] of Object.entries(counts)) {
    if (count === null || count === 0 || !pricedApart(card, name)) continue
    const cached = read === 0 ? 0 : usage.units[`${name}_cache_read_tokens`]
    if (cached !== undefined) media.push({ name, read: cached, fresh: count - cached })
    else if (!card.rates.has('cache_read_mtok')) media.push({ name, read: 0, fresh: count })
    else return null
  }
  return media
}

function pricedApart(card: Card, medium: string): boolean {
  return card.rates.has(`input_${medium}_mtok`) || card.rates.has(`cache_${medium}_read_mtok`)
}

function outputLines(card: Card, usage: Usage): Line[] {
  if (usage.outputTokens === null) return card.rates.has('output_mtok') ? [unpriced] : []
  const parts = [
    ['output_reasoning_mtok', usage.reasoningTokens],
    ['output_audio_mtok', usage.audioOutputTokens],
    ['output_image_mtok', usage.imageOutputTokens],
    ['output_video_mtok', usage.units['video_output_tokens'] ?? null],
    ['output_citation_mtok', usage.units['citation_tokens'] ?? null]
  ] as const
  let rest = usage.outputTokens
  const lines: Line[] = []
  for (const [key, count] of parts) {
    if (!card.rates.has(key)) continue
    const quantity = Math.min(count ?? 0, rest)
    rest -= quantity
    lines.push(line(card, quantity, [key]))
  }
  return [line(card, rest, ['output_mtok']), ...lines]
}

/** Prices the quantity by the first of `keys` that the card has. Less than none is none. */
export function line(card: Card, quantity: number, keys: readonly string[]): Line {
  const key = keys.find(candidate => card.rates.has(candidate)) ?? null
  return { key, quantity: Math.max(0, quantity), fee: false }
}

/** Something was used, and nobody said how much, or what of. */
const unpriced: Line = { key: null, quantity: 1, fee: false }

function sum(counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
