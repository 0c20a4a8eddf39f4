/**
 * The file of a batch's results: a line for each request, with the answer that it would have had. Each line is a bill of
 * its own, at the batch tier's price; fetching the file again repeats it, which no tape can tell.
 */
import { fieldsOf, isObject, textOf } from '../json.js';
import { newReading } from '../reading.js';
import { addWords, sumUsages } from '../usage-sum.js';
import { usageOf } from '../words.js';
import { openaiChat } from './openai-chat.js';
import { openaiCompletions } from './openai-completions.js';
import { openaiEmbeddings } from './openai-embeddings.js';
import { openaiImages } from './openai-images.js';
import { openaiModeration } from './openai-moderation.js';
import { openaiResponses } from './openai-responses.js';
export const openaiBatchResults = {
    name: 'openai.batches',
    operation: 'batch',
    estimable: false,
    asked: ({ path }) => /\/files\/[^/]+\/content$/.test(path),
    fits: value => 'custom_id' in value && ('response' in value || 'error' in value),
    read: readLine,
    usage: usageOfLines
};
function readLine(value, reading) {
    const line = value;
    reading.serviceTier = 'batch';
    reading.usageFinal = true;
    const { body } = fieldsOf(line.response);
    const wire = isObject(body) ? lineWires.find(({ fits }) => fits(body)) : undefined;
    if (!isObject(body) || wire === undefined)
        return 'none';
    const answer = newReading(false);
    wire.read(body, answer);
    const usage = usageOf(wire.usage(answer));
    if (answer.usage === null)
        return 'none';
    reading.usage = addWords(reading.usage, answer.usage);
    reading.responseModel = answer.responseModel;
    reading.parts ??= [];
    reading.parts.push({
        model: textOf(answer.responseModel),
        serviceTier: 'batch',
        usage: { ...usage, source: 'reported' }
    });
    return 'none';
}
function usageOfLines({ parts }) {
    return parts === null ? {} : { ...sumUsages(parts.map(part => part.usage)), parts };
}
/** By what the answers look like: the lines do not say which API they are of. */
const lineWires = [
    { ...openaiCompletions, fits: value => value['object'] === 'text_completion' },
    openaiChat,
    openaiResponses,
    openaiModeration,
    { ...openaiEmbeddings, fits: value => value['object'] === 'list' },
    openaiImages
];
//# sourceMappingURL=openai-batch-results.js.map