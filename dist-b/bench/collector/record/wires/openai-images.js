/** Images as OpenAI makes them: JSON, or a stream whose frames are ever better pictures. Azure, Together and xAI alike. */
import { faultIn } from '../fault.js';
import { countOf, fieldsOf, isObject, listOf, textOf } from '../json.js';
import { mergeWords, spoken } from '../words.js';
import { tokenUsage } from './openai-words.js';
export const openaiImages = {
    name: 'openai.images',
    operation: 'image_generation',
    estimable: false,
    asked: ({ path }) => /\/images\/(generations|edits|variations)$/.test(path),
    fits: value => Array.isArray(value['data']) || isObject(value['usage']) || eventType.test(textOf(value['type'])),
    read: readImages,
    usage: usageOfImages
};
function readImages(value, reading) {
    const answer = value;
    const type = textOf(answer.type);
    if (type === 'error' || isObject(answer.error))
        reading.fault ??= faultIn(value);
    if (typeof answer.model === 'string')
        reading.responseModel = answer.model;
    if (isObject(answer.usage)) {
        reading.usage = mergeWords(reading.usage, answer.usage);
        reading.usageFinal = true;
    }
    if (type.endsWith('.completed')) {
        count(1, reading);
        reading.ended = true;
        return 'visible';
    }
    if (type.endsWith('.partial_image'))
        return 'visible';
    count(listOf(answer.data).length, reading);
    return 'none';
}
function count(images, reading) {
    if (images > 0)
        reading.units.set('images', (reading.units.get('images') ?? 0) + images);
}
/**
 * GPT's image models report tokens; without details, all output is images. DALL·E and others report nothing: what was made
 * is counted, and its price depends on size and quality.
 */
function usageOfImages(reading) {
    if (reading.usage === null) {
        return reading.units.size === 0 ? {} : { units: Object.fromEntries(reading.units), source: 'estimated' };
    }
    const usage = tokenUsage(reading);
    const { output_tokens, output_tokens_details } = fieldsOf(spoken(reading.usage));
    if (isObject(output_tokens_details))
        return usage;
    return { ...usage, imageOutputTokens: countOf(output_tokens) };
}
const eventType = /^image_(generation|edit)\./;
//# sourceMappingURL=openai-images.js.map