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

/** A piece that is cut in two costs a token more at most; that only happens to pieces that are no words. */
function countSlice(slice: string, encoding: GptEncoding): number {
  const step = hasLongPiece(slice) ? longestPiece : slice.length
  let tokens = 0
  for (let start = 0; start < slice.length; ) {
    const end = wholeCharacters(slice, start + step)
    tokens += encoding.countTokens(slice.slice(start, end), { disallowedSpecial: noneDisallowed })
    start = end
  }
  return tokens
}

/** Runs of one kind of character are what the encodings' patterns leave whole. */
function hasLongPiece(slice: string): boolean {
  if (slice.length <= longestPiece) return false
  return slice.match(runs)?.some(run => run.length > longestPiece) ?? false
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

/** Loaded at first use: about 150 ms and 70 MB that most collectors never need. Callers are synchronous, hence `require`. */
function load(name: EncodingName): GptEncoding {
  let found = encodings.get(name)
  if (found === undefined) {
    found = require(`gpt-tokenizer/encoding/${name}`) as GptEncoding
    found.setMergeCacheSize(mergeCacheSize)
    encodings.set(name, found)
  }
  return found
}

const require = createRequire(import.meta.url)
const encodings = new Map<EncodingName, GptEncoding>()
/** Text that spells a special token, such as `<|endoftext|>`, is text; by default the tokenizer throws on it. */
const noneDisallowed: Set<string> = new Set()
const runs = /[\p{L}\p{M}]+|\s+|[^\s\p{L}\p{M}\p{N}]+/gu
const longestPiece = 256
const sliceLength = 4096
/** Work is measured in bytes of prose. */
const workBudget = 64 * 1024
const leastWork = 16
const noiseBytesPerToken = 3
const noiseWork = 4
/** Entries, against 100,000 by default; they hold pieces of users' texts. */
const mergeCacheSize = 10_000
