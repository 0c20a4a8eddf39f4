/** Reranking: Cohere bills searches; Voyage, Jina and others answer at the same path and bill tokens. */
import { countOf, fieldsOf, textOf } from '../json.js';
import { mergeWords, spoken } from '../words.js';
import { cohereUsage } from './cohere-words.js';
export const cohereRerank = {
    name: 'cohere.rerank',
    operation: 'rerank',
    estimable: false,
    asked: ({ path }) => path.endsWith('/rerank'),
    fits: value => Array.isArray(value['results']) || Array.isArray(value['data']),
    read(value, reading) {
        reading.responseId = textOf(value['id']);
        reading.responseModel = textOf(value['model']);
        reading.usage = mergeWords(mergeWords(reading.usage, value['meta']), value['usage']);
        reading.usageFinal = true;
        return 'none';
    },
    usage: usageOfRerank
};
function usageOfRerank(reading) {
    const words = fieldsOf(spoken(reading.usage));
    const tokens = countOf(words.total_tokens) ?? countOf(words.prompt_tokens);
    const billed = cohereUsage(reading, 'rerank_searches');
    if (tokens !== null)
        return { ...billed, inputTokens: tokens };
    return Object.keys(billed.units ?? {}).length === 0 ? billed : { ...billed, source: 'reported' };
}
//# sourceMappingURL=cohere-rerank.js.map