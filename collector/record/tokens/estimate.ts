/**
 * Token counts for exchanges whose provider reported none. They are estimates, and rows say so; `method` says how each was
 * made: the encoding, `×1.15` for a family's correction, `extrapolated` when only the first part was counted, `lower bound`
 * when the model also thinks unseen.
 */
import { type Family, familyOf } from './family.js'
import { promptText } from './prompt-text.js'
import { countTokens, type TokenCount } from './token-count.js'

export interface TokenEstimate {
  tokens: number
  method: string
}

/** Tokens of a model's output text. At most about 25 ms of a core, whatever the text; `model` may be `''`. */
export function estimateText(text: string, model: string): TokenEstimate {
  const family = familyOf(model)
  const estimate = estimated(countTokens([text], family.encoding), 0, family)
  return family.hidesReasoning ? { ...estimate, method: `${estimate.method} lower bound` } : estimate
}

/**
 * Tokens of a parsed request body (chat, Responses, Messages, Gemini, completions, embeddings); NULL when they cannot be
 * told from its text.
 */
export function estimatePrompt(requestBody: unknown, model: string): TokenEstimate | null {
  const prompt = readPrompt(requestBody, model)
  if (prompt === null) return null
  const family = familyOf(model)
  return estimated(countTokens(prompt.texts, family.encoding), prompt.overhead, family)
}

/** A body nested some ten thousand deep parses, but cannot be walked: nothing is known of it then. */
function readPrompt(requestBody: unknown, model: string): ReturnType<typeof promptText> {
  try {
    return promptText(requestBody, model)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function estimated(count: TokenCount, overhead: number, family: Family): TokenEstimate {
  const tokens = Math.round((count.tokens + overhead) * family.factor)
  return { tokens, method: methodOf(count, family) }
}

function methodOf({ totalBytes, countedBytes }: TokenCount, family: Family): string {
  const factor = family.factor === 1 ? '' : `×${family.factor}`
  return `${family.encoding}${factor}${countedBytes < totalBytes ? ' extrapolated' : ''}`
}
