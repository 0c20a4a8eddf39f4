/**
 * OpenAI's batch objects. They are asked for again and again while a batch runs and after, and what they say is the sum of
 * what the file of results says line by line: so the file's row has the tokens and the cost, and the rows of the object
 * have its counts beside, as units of their own, where no sum takes them for more work.
 */
import { countOf, fieldsOf, isObject, textOf } from '../json.js';
import { mergeWords, setUnit, spoken } from '../words.js';
export const openaiBatches = {
    name: 'openai.batches',
    operation: 'batch',
    estimable: false,
    asked: ({ path }) => /(?<!\/messages)\/batches(\/[^/]+(\/cancel)?)?$/.test(path),
    fits: value => value['object'] === 'batch',
    read: readBatch,
    usage: unitsOfBatch
};
function readBatch(value, reading) {
    const batch = value;
    reading.responseId = textOf(batch.id);
    reading.responseModel = textOf(batch.model);
    reading.finishReason = textOf(batch.status);
    reading.serviceTier = 'batch';
    reading.pending = true;
    const { completed } = fieldsOf(batch.request_counts);
    setUnit(reading.units, 'batch_requests', completed);
    if (isObject(batch.usage))
        reading.usage = mergeWords(reading.usage, batch.usage);
    return 'none';
}
function unitsOfBatch(reading) {
    const words = fieldsOf(spoken(reading.usage));
    const units = new Map(reading.units);
    setUnit(units, 'batch_input_tokens', countOf(words.input_tokens));
    setUnit(units, 'batch_output_tokens', countOf(words.output_tokens));
    return { units: Object.fromEntries(units) };
}
//# sourceMappingURL=openai-batches.js.map