/** Gemini's countTokens, also at Vertex AI: free, so that what was counted is no usage. */
import { countOf } from '../json.js';
import { countedTokens } from './counted-tokens.js';
export const geminiCountTokens = countedTokens('gemini.count_tokens', ({ path }) => path.endsWith(':countTokens'), value => countOf(value['totalTokens']));
//# sourceMappingURL=gemini-count-tokens.js.map