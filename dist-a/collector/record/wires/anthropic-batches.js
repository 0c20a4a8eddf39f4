import { fieldsOf, isObject, textOf } from '../json.js';
import { addWords, sumUsages } from '../usage-sum.js';
import { mergeWords, usageOf } from '../words.js';
import { messageUsage } from './anthropic-words.js';
export const anthropicBatches = {
    name: 'anthropic.batches',
    operation: 'batch',
    estimable: false,
    asked: asksForBatch,
    fits: value => 'custom_id' in value || value['type'] === 'message_batch',
    read: readBatch,
    usage: usageOfResults
};
function asksForBatch({ method, path }) {
    return method === 'GET'
        ? /\/messages\/batches\/[^/]+\/results$/.test(path)
        : path.endsWith('/messages/batches');
}
function readBatch(value, reading) {
    if (value['type'] === 'message_batch') {
        reading.responseId = textOf(value['id']);
        reading.pending = true;
        return 'none';
    }
    const { type, message } = fieldsOf(value['result']);
    reading.serviceTier = 'batch';
    reading.usageFinal = true;
    reading.parts ??= [];
    // How the requests ended: `succeeded`, `errored`, `canceled`, `expired`. Only the first are billed.
    reading.usage = addWords(reading.usage, new Map([[textOf(type), 1]]));
    if (isObject(message))
        readMessage(message, reading);
    return 'none';
}
/** Each request is priced by itself: long prompts have prices of their own. */
function readMessage(message, reading) {
    const { model, usage } = fieldsOf(message);
    if (reading.responseModel === '')
        reading.responseModel = textOf(model);
    reading.usage = addWords(reading.usage, mergeWords(null, usage));
    const known = usageOf(messageUsage(fieldsOf(usage), none));
    for (const run of known.parts ?? [{ model: '', usage: known }]) {
        reading.parts?.push({ ...run, model: run.model === '' ? textOf(model) : run.model });
    }
}
function usageOfResults({ parts }) {
    if (parts === null || parts.length === 0)
        return {};
    return { ...sumUsages(parts.map(part => part.usage)), parts };
}
const none = new Map();
//# sourceMappingURL=anthropic-batches.js.map