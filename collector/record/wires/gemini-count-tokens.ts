/** Gemini's countTokens, also at Vertex AI: free, so that what was counted is no usage. */
import { countOf } from '../json.js'
import { countedTokens } from './counted-tokens.js'
import type { Wire } from './wire.js'

export const geminiCountTokens: Wire = countedTokens(
  'gemini.count_tokens',
  ({ path }) => path.endsWith(':countTokens'),
  value => countOf(value['totalTokens'])
)
