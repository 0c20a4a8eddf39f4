/** Gemini's embeddings: `embedContent`, `batchEmbedContents`, and Vertex AI's `predict` of an embedding model. */
import { countOf, fieldsOf, isObject, listOf } from '../json.js';
import { mergeWords, setUnit, spoken, sumOf } from '../words.js';
import { modalityTokens } from './gemini-words.js';
export const geminiEmbeddings = {
    name: 'gemini.embeddings',
    operation: 'embeddings',
    estimable: true,
    asked: ({ path }) => /:(batchEmbedContents|embedContent)$|\/models\/[^/]*embedding[^/]*:predict$/.test(path),
    fits: value => ['embedding', 'embeddings', 'predictions'].some(name => name in value),
    read: readEmbeddings,
    usage: usageOfEmbeddings
};
function readEmbeddings(value, reading) {
    const { usageMetadata, predictions, metadata } = fieldsOf(value);
    reading.usage = mergeWords(reading.usage, usageMetadata);
    let tokens = null;
    for (const prediction of listOf(predictions)) {
        const { statistics } = fieldsOf(fieldsOf(prediction).embeddings);
        tokens = sumOf(tokens, countOf(fieldsOf(statistics).token_count));
    }
    if (tokens !== null)
        reading.usage = mergeWords(reading.usage, { promptTokenCount: tokens });
    if (isObject(metadata))
        setUnit(reading.units, 'characters_in', metadata['billableCharacterCount']);
    reading.usageFinal = true;
    // Older models tell no usage: what they were given is estimated.
    reading.ended = true;
    return 'none';
}
/** Where the prompt's details are called `promptTokenDetails`, without the plural of `generateContent`. */
function usageOfEmbeddings(reading) {
    const words = fieldsOf(spoken(reading.usage));
    const inputTokens = countOf(words.promptTokenCount);
    const details = words.promptTokenDetails ?? words.promptTokensDetails;
    return {
        inputTokens,
        audioInputTokens: modalityTokens(details, 'AUDIO'),
        imageInputTokens: modalityTokens(details, 'IMAGE'),
        units: Object.fromEntries(reading.units),
        source: inputTokens === null && reading.units.size === 0 ? 'none' : 'reported'
    };
}
//# sourceMappingURL=gemini-embeddings.js.map