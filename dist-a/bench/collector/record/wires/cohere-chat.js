import { faultIn } from '../fault.js';
import { fieldsOf, isObject, listOf, textOf } from '../json.js';
import { mergeWords } from '../words.js';
import { cohereUsage } from './cohere-words.js';
import { stronger } from './wire.js';
export const cohereChat = {
    name: 'cohere.chat',
    operation: 'chat',
    estimable: true,
    asked: asksForChat,
    fits: value => eventTypes.test(textOf(value['type'])) || 'event_type' in value || isWhole(value),
    read: readChat,
    usage: reading => cohereUsage(reading, 'web_searches')
};
/** Others answer `/v1/chat` too (Writer, with OpenAI's messages); only Cohere's version 1 has one `message`. */
function asksForChat({ path, body }) {
    if (path.endsWith('/v2/chat'))
        return body === null || 'messages' in body;
    return path.endsWith('/v1/chat') && body !== null && typeof body['message'] === 'string';
}
function isWhole(value) {
    return 'generation_id' in value || ('finish_reason' in value && isObject(value['message']));
}
function readChat(value, reading) {
    const answer = value;
    if (answer.event_type !== undefined)
        return readFirstVersion(answer, reading);
    if (typeof answer.type === 'string')
        return readEvent(answer, reading);
    if (isWhole(value))
        return readWhole(answer, reading);
    reading.fault ??= faultIn(value);
    return 'none';
}
function readEvent(event, reading) {
    const delta = fieldsOf(event.delta);
    switch (event.type) {
        case 'message-start':
            reading.responseId = textOf(event.id);
            return 'none';
        case 'message-end':
            reading.ended = true;
            end(delta.finish_reason, delta.error, reading);
            bill(delta.usage, reading);
            return 'none';
        default:
            reading.fault ??= faultIn(event);
            return readMessage(fieldsOf(delta.message), reading);
    }
}
/** Version 1: `stream-start`, `text-generation`, `tool-calls-chunk`, …, `stream-end` with the whole answer once more. */
function readFirstVersion(event, reading) {
    switch (event.event_type) {
        case 'stream-start':
            reading.responseId = textOf(event.generation_id);
            return 'none';
        case 'text-generation':
            return say(event.text, 'visible', reading);
        case 'tool-calls-chunk': {
            const { text, tool_call } = fieldsOf(event.tool_call_delta);
            reading.output.add(isObject(tool_call) ? JSON.stringify(tool_call) : '');
            return stronger('hidden', say(text, 'hidden', reading));
        }
        case 'stream-end': {
            const { meta, error } = fieldsOf(event.response);
            reading.ended = true;
            end(event.finish_reason, error, reading);
            bill(meta, reading);
            return 'none';
        }
        default:
            return 'none';
    }
}
function readWhole(answer, reading) {
    reading.responseId = textOf(answer.id ?? answer.generation_id ?? answer.response_id);
    end(answer.finish_reason, undefined, reading);
    bill(answer.usage ?? answer.meta, reading);
    say(answer.text, 'visible', reading);
    readMessage(fieldsOf(answer.message), reading);
    return 'none';
}
/** A message, or the piece of one that a delta brings: there, lists are single items. */
function readMessage(message, reading) {
    let output = say(message.tool_plan, 'hidden', reading);
    for (const item of oneOrMany(message.content)) {
        const { text, thinking } = fieldsOf(item);
        output = stronger(output, say(thinking, 'hidden', reading));
        output = stronger(output, say(text, 'visible', reading));
    }
    for (const item of oneOrMany(message.tool_calls)) {
        const call = fieldsOf(fieldsOf(item).function);
        output = stronger(output, say(call.name, 'hidden', reading));
        output = stronger(output, say(call.arguments, 'hidden', reading));
    }
    return output;
}
function oneOrMany(value) {
    return isObject(value) ? [value] : listOf(value);
}
function end(reason, error, reading) {
    reading.finishReason = textOf(reason);
    if (/^(ERROR|ERROR_TOXIC|TIMEOUT)$/.test(reading.finishReason)) {
        reading.fault ??= { code: reading.finishReason, message: textOf(error) };
    }
}
function bill(usage, reading) {
    if (!isObject(usage))
        return;
    const { billed_units, tokens, cached_tokens } = fieldsOf(usage);
    reading.usage = mergeWords(reading.usage, {
        billed_units: billed_units ?? null,
        tokens: tokens ?? null,
        cached_tokens: cached_tokens ?? null
    });
    reading.usageFinal = true;
}
function say(text, kind, reading) {
    if (typeof text !== 'string' || text === '')
        return 'none';
    reading.output.add(text);
    return kind;
}
const eventTypes = /^(message|content|tool-plan|tool-call|citation)-(start|delta|end)$|^tool-plan-delta$/;
//# sourceMappingURL=cohere-chat.js.map