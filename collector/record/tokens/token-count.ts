/**
 * Counts tokens with a bound on the work.
 *
 * Runs in the recorder, only for exchanges without usage. A tokenizer's work is quadratic in the longest piece that its
 * pattern does not split (one word, one run of spaces), and several times more for noise than for prose. So text is fed in
 * slices, a slice with a long piece is cut up finely, noise takes more of the budget, and what no longer fits is
 * extrapolated from what did.
 */
import { createRequire } from 'node:module'
import type { GptEncoding } from 'gpt-tokenizer/GptEncoding'
import type { EncodingName } from './family.js'

/** What was counted. `tokens` stands for all of the texts, the bytes say how many of them were seen. */
export interface TokenCount {
  readonly tokens: number
  readonly totalBytes: number
  readonly countedBytes: number
}

/** Counts the tokens of all texts together; each is a text of its own, so tokens never reach across. */
export function countTokens(texts: readonly string[], encodingName: EncodingName): TokenCount {
  const encoding = load(encodingName)
  let tokens = 0
  let totalBytes = 0
  let countedBytes = 0
  let budget = workBudget
  for (const text of texts) {
    totalBytes += Buffer.byteLength(text)
    for (let start = 0; start < text.length && budget > 0; ) {
      const end = sliceEnd(text, start)
      const slice = text.slice(start, end)
      const bytes = Buffer.byteLength(slice)
      const found = countSlice(slice, encoding)
      tokens += found
      countedBytes += bytes
      budget -= leastWork + (bytes < found * noiseBytesPerToken ? bytes * noiseWork : bytes)
      start = end
    }
  }
  const scale = countedBytes === 0 ? 0 : totalBytes / countedBytes
  return { tokens: tokens * scale, totalBytes, countedBytes }
}

/** Each call to the tokenizer begins anew, so a cut costs a token at most; cuts are made in what is no word anyway. */
function countSlice(slice: string, encoding: GptEncoding): number {
  if (slice.length <= longestPiece) return countPiece(slice, encoding)
  let tokens = 0
  let counted = 0
  for (const run of slice.matchAll(runs)) {
    const end = run.index + run[0].length
    if (end - run.index <= longestPiece) continue
    if (counted < run.index) tokens += countPiece(slice.slice(counted, run.index), encoding)
    for (counted = run.index; counted < end; ) {
      const next = Math.min(end, wholeCharacters(slice, counted + longestPiece))
      tokens += countPiece(slice.slice(counted, next), encoding)
      counted = next
    }
  }
  return counted < slice.length ? tokens + countPiece(slice.slice(counted), encoding) : tokens
}

function countPiece(text: string, encoding: GptEncoding): number {
  return encoding.countTokens(text, { disallowedSpecial: noneDisallowed })
}

/** Before a space where there is one, as tokens begin with their space. */
function sliceEnd(text: string, start: number): number {
  const end = start + sliceLength
  if (end >= text.length) return text.length
  const space = text.lastIndexOf(' ', end)
  return space > start + sliceLength / 2 ? space : wholeCharacters(text, end)
}

/** `end`, or one less where it would part a surrogate pair. */
function wholeCharacters(text: string, end: number): number {
  return (text.charCodeAt(end) & 0xfc00) === 0xdc00 ? end - 1 : end
}

/** Loaded at first use: about 200 ms, once, and 70 MB that most collectors never need. Callers are synchronous, hence `require`. */
function load(name: EncodingName): GptEncoding {
  let found = encodings.get(name)
  if (found === undefined) {
    found = require(`gpt-tokenizer/encoding/${name}`) as GptEncoding
    found.setMergeCacheSize(mergeCacheSize)
    countPiece(warmUp(), found)
    encodings.set(name, found)
  }
  return found
}

/** Words that no tokenizer knows: code that has not run yet takes several times as long, and a row should not pay for that. */
function warmUp(): string {
  return Array.from({ length: 500 }, (_, n) => (n * 2_654_435_761).toString(36)).join(' ')
}

const require = createRequire(import.meta.url)
const encodings = new Map<EncodingName, GptEncoding>()
/** Text that spells a special token, such as `<|endoftext|>`, is text; by default the tokenizer throws on it. */
const noneDisallowed: Set<string> = new Set()
/** Of one kind of character, which the encodings' patterns leave whole. */
const runs = /[\p{L}\p{M}]+|\s+|[^\s\p{L}\p{M}\p{N}]+/gu
const longestPiece = 64
const sliceLength = 2048
/** Work is measured in bytes of prose. A row asks for two counts, and both together have to stay below 50 ms of a core. */
const workBudget = 24 * 1024
const leastWork = 16
const noiseBytesPerToken = 3
const noiseWork = 8
/** Entries, against 100,000 by default; they hold pieces of users' texts. */
const mergeCacheSize = 10_000
