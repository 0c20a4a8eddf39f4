import { faultIn } from '../fault.js';
import { fieldsOf, isObject, listOf, textOf } from '../json.js';
import { mergeWords, spoken } from '../words.js';
import { messageUsage } from './anthropic-words.js';
export const anthropicMessages = {
    name: 'anthropic.messages',
    operation: 'chat',
    estimable: true,
    asked: asksForMessages,
    fits: value => eventTypes.has(textOf(value['type'])),
    read: readEvent,
    usage: usageOfReading
};
function asksForMessages({ path, body }) {
    if (/\/publishers\/anthropic\/models\/(?!count-tokens)[^/]+:(rawPredict|streamRawPredict)$/.test(path))
        return true;
    return path.endsWith('/messages') && (body === null || 'messages' in body);
}
function readEvent(value, reading) {
    const event = value;
    switch (event.type) {
        case 'message_start':
            readMessage(fieldsOf(event.message), reading);
            return 'none';
        case 'content_block_start':
            return startBlock(event.content_block, reading);
        case 'content_block_delta':
            return readDelta(fieldsOf(event.delta), reading);
        case 'message_delta':
            return endMessage(event, reading);
        case 'message_stop':
            reading.ended = true;
            return 'none';
        case 'message':
            return readWhole(value, reading);
        default:
            if (event.error !== undefined)
                reading.fault ??= faultIn(value);
            return 'none';
    }
}
function readMessage(message, reading) {
    reading.responseModel = textOf(message.model);
    reading.responseId = textOf(message.id);
    readUsage(message.usage, reading);
}
function readWhole(message, reading) {
    readMessage(message, reading);
    reading.finishReason = textOf(message.stop_reason);
    reading.usageFinal = true;
    for (const block of listOf(message.content)) {
        const { text, thinking, input } = fieldsOf(block);
        reading.output.add(textOf(text));
        reading.output.add(textOf(thinking));
        if (isObject(input))
            reading.output.add(JSON.stringify(input));
    }
    return 'none';
}
/** Blocks open empty and are filled by deltas; some compatible servers open a block with its text. */
function startBlock(block, reading) {
    const { text, name } = fieldsOf(block);
    reading.output.add(textOf(name));
    return say(text, 'visible', reading);
}
function readDelta(delta, reading) {
    switch (delta.type) {
        case 'text_delta':
            return say(delta.text, 'visible', reading);
        case 'thinking_delta':
            return say(delta.thinking, 'hidden', reading);
        case 'input_json_delta':
            return say(delta.partial_json, 'hidden', reading);
        case 'compaction_delta':
            return say(delta.content, 'hidden', reading);
        case 'citations_delta':
            return 'hidden';
        case 'signature_delta':
            // Thinking whose text is withheld shows only this: the first sign of the model at work, but no token of its own.
            return reading.timeline.frames === 0 ? 'hidden' : 'none';
        default:
            return 'none';
    }
}
function endMessage(event, reading) {
    const { stop_reason } = fieldsOf(event.delta);
    if (typeof stop_reason === 'string')
        reading.finishReason = stop_reason;
    if (isObject(event.usage)) {
        readUsage(event.usage, reading);
        reading.usageFinal = true;
    }
    return 'none';
}
function readUsage(usage, reading) {
    reading.usage = mergeWords(reading.usage, usage);
    const { service_tier, speed } = fieldsOf(usage);
    if (typeof service_tier === 'string')
        reading.serviceTier = service_tier;
    // Fast mode has prices of its own, as a tier would; the field `service_tier` stays `standard` beside it.
    if (speed === 'fast')
        reading.serviceTier = speed;
}
/** Runs are listed at the end; a list that came before is not the whole of what was billed. */
function usageOfReading(reading) {
    const words = spoken(reading.usage);
    return messageUsage(reading.usageFinal ? words : { ...words, iterations: null }, reading.units);
}
function say(text, kind, reading) {
    if (typeof text !== 'string' || text === '')
        return 'none';
    reading.output.add(text);
    return kind;
}
const eventTypes = new Set([
    'message',
    'message_start',
    'content_block_start',
    'content_block_delta',
    'content_block_stop',
    'message_delta',
    'message_stop',
    'ping',
    'error'
]);
//# sourceMappingURL=anthropic-messages.js.map