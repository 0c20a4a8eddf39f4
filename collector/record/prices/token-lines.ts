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
  const lines: Line[] = []
  addInput(lines, card, usage)
  addOutput(lines, card, usage)
  return lines
}

function addInput(lines: Line[], card: Card, usage: Usage): void {
  const { inputTokens: total } = usage
  if (total === null) {
    if (card.rates.has('input_mtok')) lines.push(unpriced)
    return
  }
  const read = Math.min(usage.cacheReadTokens ?? 0, total)
  const written = Math.min(usage.cacheWriteTokens ?? 0, total - read)
  const writtenFor1h = Math.min(usage.cacheWrite1hTokens ?? 0, written)
  const media = inputMedia(card, usage, read)
  if (media === null) {
    lines.push(unpriced)
    return
  }
  const cachedMedia = sum(media.map(medium => medium.read))
  const freshMedia = sum(media.map(medium => medium.fresh))
  add(lines, card, total - read - written - freshMedia, ['input_mtok'])
  add(lines, card, read - cachedMedia, ['cache_read_mtok', 'input_mtok'])
  add(lines, card, written - writtenFor1h, ['cache_write_mtok', 'input_mtok'])
  add(lines, card, writtenFor1h, oneHourKeys(card))
  for (const { name, read: cached, fresh } of media) {
    add(lines, card, fresh, [`input_${name}_mtok`, 'input_mtok'])
    add(lines, card, cached, [`cache_${name}_read_mtok`, ...plainCacheKeys(card, name)])
  }
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
  let media: Medium[] = noMedia
  for (const name of mediaNames) {
    const count = inputOf(usage, name)
    if (count === null || count === 0 || !pricedApart(card, name)) continue
    const cached = read === 0 ? 0 : usage.units[`${name}_cache_read_tokens`]
    if (cached !== undefined) media = [...media, { name, read: cached, fresh: count - cached }]
    else if (!card.rates.has('cache_read_mtok')) media = [...media, { name, read: 0, fresh: count }]
    else return null
  }
  return media
}

const mediaNames = ['audio', 'image', 'video'] as const
const noMedia: Medium[] = []

function inputOf(usage: Usage, medium: (typeof mediaNames)[number]): number | null {
  if (medium === 'audio') return usage.audioInputTokens
  return medium === 'image' ? usage.imageInputTokens : (usage.units['video_input_tokens'] ?? null)
}

function pricedApart(card: Card, medium: string): boolean {
  return card.rates.has(`input_${medium}_mtok`) || card.rates.has(`cache_${medium}_read_mtok`)
}

function addOutput(lines: Line[], card: Card, usage: Usage): void {
  if (usage.outputTokens === null) {
    if (card.rates.has('output_mtok')) lines.push(unpriced)
    return
  }
  let rest = usage.outputTokens
  const parts: Line[] = []
  for (const key of outputParts) {
    if (!card.rates.has(key)) continue
    const quantity = Math.min(partOf(usage, key) ?? 0, rest)
    rest -= quantity
    add(parts, card, quantity, [key])
  }
  add(lines, card, rest, ['output_mtok'])
  lines.push(...parts)
}

/** In the order in which they are taken out. */
const outputParts = [
  'output_reasoning_mtok',
  'output_audio_mtok',
  'output_image_mtok',
  'output_video_mtok',
  'output_citation_mtok'
] as const

function partOf(usage: Usage, key: (typeof outputParts)[number]): number | null | undefined {
  if (key === 'output_reasoning_mtok') return usage.reasoningTokens
  if (key === 'output_audio_mtok') return usage.audioOutputTokens
  if (key === 'output_image_mtok') return usage.imageOutputTokens
  return usage.units[key === 'output_video_mtok' ? 'video_output_tokens' : 'citation_tokens']
}

/** Nothing, or less, makes no line. */
function add(lines: Line[], card: Card, quantity: number, keys: readonly string[]): void {
  if (!(quantity <= 0)) lines.push(line(card, quantity, keys))
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
