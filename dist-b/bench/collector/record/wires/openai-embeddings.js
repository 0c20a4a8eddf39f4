/** Embeddings as OpenAI answers them; Azure, Mistral, Together, Voyage and others do the same. */
import { countOf, fieldsOf, isObject, textOf } from '../json.js';
import { mergeWords, spoken } from '../words.js';
import { chatUsage } from './openai-words.js';
export const openaiEmbeddings = {
    name: 'openai.embeddings',
    operation: 'embeddings',
    estimable: false,
    asked: ({ path, body }) => path.endsWith('/embeddings') && (body === null || 'input' in body),
    fits: value => Array.isArray(value['data']) || isObject(value['usage']),
    read: readEmbeddings,
    usage: reading => {
        const { total_tokens } = fieldsOf(spoken(reading.usage));
        const usage = chatUsage(reading);
        // Voyage tells the total only, which is all input.
        return { ...usage, inputTokens: usage.inputTokens ?? countOf(total_tokens) };
    }
};
function readEmbeddings(value, reading) {
    const answer = fieldsOf(value);
    reading.responseModel = textOf(answer.model);
    reading.responseId = textOf(answer.id);
    reading.usage = mergeWords(reading.usage, answer.usage);
    reading.usageFinal = true;
    return 'none';
}
//# sourceMappingURL=openai-embeddings.js.map