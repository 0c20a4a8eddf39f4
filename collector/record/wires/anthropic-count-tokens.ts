/** Anthropic's count_tokens, also at Vertex AI: free, so that what was counted is no usage. */
import { countOf } from '../json.js'
import { countedTokens } from './counted-tokens.js'
import type { Wire } from './wire.js'

export const anthropicCountTokens: Wire = countedTokens(
  'anthropic.count_tokens',
  ({ path }) => /\/messages\/count_tokens$|\/models\/count-tokens[^/]*:rawPredict$/.test(path),
  value => countOf(value['input_tokens'])
)
