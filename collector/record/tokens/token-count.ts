/**
 * Counts tokens with a bound on the work.
 *
 * Runs in the recorder, only for exchanges without usage. A tokenizer's work is quadratic in the longest piece that its
 * pattern does not split (one word, one run of spaces), and several times more for noise than for prose. So text is fed in
 * slices, a slice with a long piece is cut up finely, noise takes more of the budget, and what no longer fits is
 * extrapolated from what did.
 */
import type { GptEncoding } from 'gpt-tokenizer/GptEncoding'
import { countPiece, encodingOf } from './encoding.js'
import type { EncodingName } from './family.js'

/** What was counted. `tokens` stands for all of the texts, the bytes say how many of them were seen. */
export interface TokenCount {
  readonly tokens: number
  readonly totalBytes: number
  readonly countedBytes: number
}

/** What a row may still spend on counting, in bytes of prose: several counts share it. */
export interface Work {
  left: number
}

/** Enough for a prompt and an answer; a connection with hundreds of answers has no more. */
export function workOfARow(): Work {
  return { left: 2 * workBudget }
}

/**
 * Counts the tokens of all texts together; each is a text of its own, so tokens never reach across. With no work left
 * nothing is counted, and `countedBytes` is 0.
 */
export function countTokens(
  texts: readonly string[],
  encodingName: EncodingName,
  work: Work = workOfARow()
): TokenCount {
  const encoding = encodingOf(encodingName)
  let tokens = 0
  let totalBytes = 0
  let countedBytes = 0
  const budgeted = Math.max(0, Math.min(workBudget, work.left))
  let budget = budgeted
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
  work.left -= budgeted - budget
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

/** Of one kind of character, which the encodings' patterns leave whole. */
const runs = /[\p{L}\p{M}]+|\s+|[^\s\p{L}\p{M}\p{N}]+/gu
const longestPiece = 64
const sliceLength = 2048
/** Work is measured in bytes of prose. A row asks for two counts, and both together have to stay below 50 ms of a core. */
const workBudget = 24 * 1024
const leastWork = 16
const noiseBytesPerToken = 3
const noiseWork = 8
