/** A provider's own words on usage, gathered over the frames of an answer, before they are understood. */
import { countOf, isObject } from './json.js'
import { type Usage, unknownUsage } from './usage.js'

export type Words = Record<string, unknown>

/**
 * The latest value of each field that is not null, details included. Usage is cumulative on every known wire: it is never
 * summed, and a frame that leaves a field out, or has null there, takes nothing back. `earlier` is changed in place.
 */
export function mergeWords(earlier: Words | null, later: unknown, depth = 0): Words | null {
  if (!isObject(later)) return earlier
  const words: Words = earlier ?? {}
  for (const name of Object.keys(later)) {
    const value = later[name]
    if (value === null) continue
    if (isObject(value) && depth < maxDepth) {
      const known = wordOf(words, name)
      setWord(words, name, mergeWords(isObject(known) ? known : null, value, depth + 1))
    } else setWord(words, name, value)
  }
  return words
}

/** Own words only: a field called `__proto__` is a field like any other. */
export function wordOf(words: Words, name: string): unknown {
  return Object.hasOwn(words, name) ? words[name] : undefined
}

export function setWord(words: Words, name: string, value: unknown): void {
  if (name !== '__proto__') words[name] = value
  else Object.defineProperty(words, name, { value, writable: true, enumerable: true, configurable: true })
}

/** The words as an object with the fields `K`. */
export function spoken(words: Words | null): Record<string, unknown> {
  return words ?? {}
}

/** The words as JSON of at most 4 KiB: what does not fit is left out, lists and details first; `''` of none. */
export function jsonOf(words: Words | null): string {
  if (words === null) return ''
  const whole = JSON.stringify(words)
  if (Buffer.byteLength(whole) <= maxJsonBytes) return whole
  const numbers = Object.entries(words).filter(([, value]) => typeof value === 'number')
  const short = JSON.stringify(Object.fromEntries(numbers))
  return Buffer.byteLength(short) <= maxJsonBytes ? short : ''
}

/** The count called `name` within the object called `group`, as OpenAI nests its details. */
export function detailOf(group: unknown, name: string): number | null {
  return isObject(group) && Object.hasOwn(group, name) ? countOf(group[name]) : null
}

/** Adds to `units` what was told: a number from zero up. */
export function setUnit(units: Map<string, number>, unit: string, value: unknown): void {
  if (typeof value === 'number' && value >= 0 && Number.isFinite(value)) units.set(unit, value)
}

/**
 * A usage from what is known of it. Parts never exceed their totals: some providers report more reasoning than output
 * (OpenRouter: 11 of 10), and a price computed from such a part would be negative elsewhere.
 */
export function usageOf(known: Partial<Usage>): Usage {
  const usage = { ...unknownUsage(), ...known }
  const { inputTokens, outputTokens } = usage
  usage.cacheReadTokens = atMost(usage.cacheReadTokens, inputTokens)
  const uncached = inputTokens === null ? null : inputTokens - (usage.cacheReadTokens ?? 0)
  usage.cacheWriteTokens = atMost(usage.cacheWriteTokens, uncached)
  usage.cacheWrite1hTokens = atMost(usage.cacheWrite1hTokens, usage.cacheWriteTokens)
  usage.audioInputTokens = atMost(usage.audioInputTokens, inputTokens)
  usage.imageInputTokens = atMost(usage.imageInputTokens, inputTokens)
  usage.toolInputTokens = atMost(usage.toolInputTokens, inputTokens)
  usage.reasoningTokens = atMost(usage.reasoningTokens, outputTokens)
  usage.audioOutputTokens = atMost(usage.audioOutputTokens, outputTokens)
  usage.imageOutputTokens = atMost(usage.imageOutputTokens, outputTokens)
  return usage
}

/** The sum of two counts of which one may be unsaid; NULL when both are. */
export function sumOf(a: number | null, b: number | null): number | null {
  return a === null && b === null ? null : (a ?? 0) + (b ?? 0)
}

function atMost(part: number | null, total: number | null): number | null {
  return part === null || total === null ? part : Math.min(part, total)
}

const maxDepth = 3
const maxJsonBytes = 4096
