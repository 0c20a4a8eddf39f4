/** Anthropic's count_tokens, also at Vertex AI: free, so that what was counted is no usage. */
import { countOf } from '../json.js';
import { countedTokens } from './counted-tokens.js';
export const anthropicCountTokens = countedTokens('anthropic.count_tokens', ({ path }) => /\/messages\/count_tokens$|\/models\/count-tokens[^/]*:rawPredict$/.test(path), value => countOf(value['input_tokens']));
//# sourceMappingURL=anthropic-count-tokens.js.map