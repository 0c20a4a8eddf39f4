/** Moderation: free of charge, and without usage. Mistral's answers are the same, and have one. */
import { isObject, textOf } from '../json.js';
import { mergeWords } from '../words.js';
import { chatUsage } from './openai-words.js';
export const openaiModeration = {
    name: 'openai.moderation',
    operation: 'moderation',
    estimable: false,
    asked: ({ path }) => /\/moderations$/.test(path),
    fits: value => Array.isArray(value['results']),
    read: readModeration,
    usage: chatUsage
};
function readModeration(value, reading) {
    reading.responseModel = textOf(value['model']);
    reading.responseId = textOf(value['id']);
    if (isObject(value['usage'])) {
        reading.usage = mergeWords(reading.usage, value['usage']);
        reading.usageFinal = true;
    }
    return 'none';
}
//# sourceMappingURL=openai-moderation.js.map