/** Sums of usages: several bills in one exchange. */
import { isObject } from './json.js'
import { type Usage, unknownUsage } from './usage.js'
import { setWord, type Words, wordOf } from './words.js'

/**
 * The sum of usages that were each told on their own. A count that none of them tells stays NULL. `reported` only when all
 * were; an estimate among reports makes the sum `partial`, and so does one of which nothing is known.
 */
export function sumUsages(usages: readonly Usage[]): Usage {
  const sum = unknownUsage()
  const units = new Map<string, number>()
  for (const usage of usages) {
    for (const name of counts) {
      const count = usage[name]
      if (count !== null) sum[name] = (sum[name] ?? 0) + count
    }
    for (const [unit, count] of Object.entries(usage.units)) units.set(unit, (units.get(unit) ?? 0) + count)
  }
  sum.units = Object.fromEntries(units)
  const [first] = usages
  sum.source = first?.source ?? 'none'
  sum.method = usages.find(({ method }) => method !== '')?.method ?? ''
  if (usages.some(usage => usage.source !== first?.source)) sum.source = 'partial'
  return sum
}

/** Adds the numbers of `later` to those of `earlier`, details included; of everything else the later word counts. `earlier` is changed in place. */
export function addWords(earlier: Words | null, later: Words | null): Words | null {
  if (later === null) return earlier
  const words: Words = earlier ?? {}
  for (const name of Object.keys(later)) setWord(words, name, added(wordOf(words, name), later[name], 0))
  return words
}

function added(known: unknown, value: unknown, depth: number): unknown {
  if (typeof value === 'number') return typeof known === 'number' ? known + value : value
  if (!isObject(value) || depth === maxDepth) return value
  const earlier = isObject(known) ? known : {}
  const names = new Set([...Object.keys(earlier), ...Object.keys(value)])
  return Object.fromEntries(
    [...names].map(name => [
      name,
      name in value ? added(earlier[name], value[name], depth + 1) : earlier[name]
    ])
  )
}

const maxDepth = 4
const counts = [
  'inputTokens',
  'outputTokens',
  'cacheReadTokens',
  'cacheWriteTokens',
  'cacheWrite1hTokens',
  'reasoningTokens',
  'audioInputTokens',
  'audioOutputTokens',
  'imageInputTokens',
  'imageOutputTokens',
  'toolInputTokens'
] as const
