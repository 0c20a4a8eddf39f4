/** OpenAI's responses: events with `type`, or the response object itself when it is not streamed. */
import { faultIn } from '../fault.js';
import { fieldsOf, isObject, listOf, textOf } from '../json.js';
import { mergeWords } from '../words.js';
import { tokenUsage } from './openai-words.js';
export const openaiResponses = {
    name: 'openai.responses',
    operation: 'chat',
    estimable: true,
    asked: ({ path }) => /\/responses(\/compact)?$/.test(path),
    fits: value => textOf(value['object']).startsWith('response') || typeof value['type'] === 'string',
    read: readEvent,
    usage: tokenUsage
};
function readEvent(value, reading) {
    const event = value;
    const type = textOf(event.type);
    if (type.endsWith('.delta'))
        return readDelta(type, event.delta, reading);
    if (isObject(event.response)) {
        readResponse(event.response, reading);
        if (endings.has(type))
            reading.ended = true;
        if (type === 'response.failed')
            reading.fault ??= { code: 'failed', message: '' };
        return 'none';
    }
    if (type === 'response.output_item.done')
        countTool(event.item, reading);
    else if (type === 'error' || event.error !== undefined)
        reading.fault ??= faultIn(value);
    if (type === '' || type === 'response')
        return readWhole(value, reading);
    return 'none';
}
/** Every `*.delta` carries output; `delta` is text, base64 audio, or an object. */
function readDelta(type, delta, reading) {
    if (delta === undefined || delta === null || delta === '')
        return 'none';
    if (typeof delta === 'string' &&
        !type.startsWith('response.output_audio.') &&
        !type.startsWith('response.audio.')) {
        reading.output.add(delta);
    }
    return type === 'response.output_text.delta' || type === 'response.refusal.delta' ? 'visible' : 'hidden';
}
function readWhole(value, reading) {
    const response = value;
    if (!textOf(response.object).startsWith('response'))
        return 'none';
    readResponse(value, reading);
    reading.pending = response.status === 'queued' || response.status === 'in_progress';
    for (const item of listOf(response.output))
        sayItem(item, reading);
    return 'none';
}
function readResponse(value, reading) {
    const response = fieldsOf(value);
    if (typeof response.model === 'string')
        reading.responseModel = response.model;
    if (typeof response.id === 'string')
        reading.responseId = response.id;
    if (typeof response.service_tier === 'string')
        reading.serviceTier = response.service_tier;
    const { reason } = fieldsOf(response.incomplete_details);
    reading.finishReason = typeof reason === 'string' ? reason : textOf(response.status);
    if (isObject(response.error))
        reading.fault ??= faultIn(value);
    if (!isObject(response.usage))
        return;
    reading.usage = mergeWords(reading.usage, response.usage);
    reading.usageFinal = true;
    // The finished response lists every item once more.
    reading.units.clear();
    for (const item of listOf(response.output))
        countTool(item, reading);
}
/** Tools that are billed by the call. Of web searches only the searching is; opening a found page is not. */
function countTool(item, reading) {
    const { type, action } = fieldsOf(item);
    const unit = toolUnits.get(textOf(type));
    if (unit === undefined)
        return;
    const did = fieldsOf(action).type;
    if (unit === 'web_searches' && did !== undefined && did !== 'search')
        return;
    reading.units.set(unit, (reading.units.get(unit) ?? 0) + 1);
}
function sayItem(item, reading) {
    const { content, arguments: given } = fieldsOf(item);
    for (const part of listOf(content))
        reading.output.add(textOf(fieldsOf(part).text));
    reading.output.add(textOf(given));
}
const endings = new Set([
    'response.completed',
    'response.incomplete',
    'response.failed',
    'response.cancelled'
]);
const toolUnits = new Map([
    ['web_search_call', 'web_searches'],
    ['file_search_call', 'file_searches'],
    ['code_interpreter_call', 'code_interpreter_calls'],
    ['image_generation_call', 'images']
]);
//# sourceMappingURL=openai-responses.js.map