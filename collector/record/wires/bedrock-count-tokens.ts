/** Bedrock's CountTokens: free, so that what was counted is no usage. */
import { countOf } from '../json.js'
import { countedTokens } from './counted-tokens.js'
import type { Wire } from './wire.js'

export const bedrockCountTokens: Wire = countedTokens(
  'bedrock.count_tokens',
  ({ path }) => /\/model\/.+\/count-tokens$/.test(path),
  value => countOf(value['inputTokens'])
)
