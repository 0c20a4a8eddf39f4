/** Bedrock's CountTokens: free, so that what was counted is no usage. */
import { countOf } from '../json.js';
import { countedTokens } from './counted-tokens.js';
export const bedrockCountTokens = countedTokens('bedrock.count_tokens', ({ path }) => /\/model\/.+\/count-tokens$/.test(path), value => countOf(value['inputTokens']));
//# sourceMappingURL=bedrock-count-tokens.js.map