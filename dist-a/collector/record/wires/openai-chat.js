import { faultIn } from '../fault.js';
import { fieldsOf, isObject, listOf, textOf } from '../json.js';
import { mergeWords } from '../words.js';
import { chatUsage } from './openai-words.js';
import { stronger } from './wire.js';
export const openaiChat = {
    name: 'openai.chat',
    operation: 'chat',
    estimable: true,
    asked: asksForChat,
    fits: value => Array.isArray(value['choices']) || textOf(value['object']).startsWith('chat.completion'),
    read: readChat,
    usage: chatUsage
};
/** Takes in a chunk or a whole answer of chat or legacy completions. */
export function readChat(value, reading) {
    const frame = value;
    reading.fault ??= faultIn(value);
    if (reading.responseModel === '')
        reading.responseModel = textOf(frame.model);
    if (reading.responseId === '')
        reading.responseId = textOf(frame.id);
    if (typeof frame.service_tier === 'string')
        reading.serviceTier = frame.service_tier;
    const choices = listOf(frame.choices);
    let output = 'none';
    for (const choice of choices)
        output = stronger(output, readChoice(fieldsOf(choice), reading));
    const usage = frame.usage ?? fieldsOf(frame.x_groq).usage ?? usageOfChoice(choices);
    if (isObject(usage)) {
        reading.usage = mergeWords(reading.usage, usage);
        // vLLM and Perplexity repeat the usage so far in every chunk: it is final with the finish reason, or on its own.
        reading.usageFinal ||= !reading.streamed || reading.finished || choices.length === 0;
    }
    return output;
}
/** Moonshot's streams have it in the last choice. */
function usageOfChoice(choices) {
    return fieldsOf(choices.at(-1)).usage;
}
function asksForChat({ path, body }) {
    return path.endsWith('/chat/completions') && (body === null || 'messages' in body);
}
function readChoice(choice, reading) {
    if (typeof choice.finish_reason === 'string' && choice.finish_reason !== '') {
        if (reading.finishReason === '' || choice.index === 0)
            reading.finishReason = choice.finish_reason;
        reading.finished = true;
    }
    // OpenRouter tells what went wrong with one choice within it.
    if (isObject(choice.error))
        reading.fault ??= faultIn(choice);
    if (isObject(choice.delta))
        return readDelta(choice.delta, reading);
    // A stream's closing chunk may repeat the whole message (Perplexity's `chat.completion.done`): nothing new in it.
    if (isObject(choice.message))
        return reading.streamed ? 'none' : readDelta(choice.message, reading);
    return say(choice.text, 'visible', reading);
}
function readDelta(delta, reading) {
    let output = readContent(delta.content, reading);
    output = stronger(output, say(delta.refusal, 'visible', reading));
    const reasoning = say(delta.reasoning_content ?? delta.reasoning, 'hidden', reading);
    output = stronger(output, reasoning);
    if (reasoning === 'none' && listOf(delta.reasoning_details).length > 0)
        output = stronger(output, 'hidden');
    for (const call of listOf(delta.tool_calls)) {
        output = stronger(output, 'hidden');
        readCall(fieldsOf(call).function, reading);
    }
    if (isObject(delta.function_call)) {
        output = stronger(output, 'hidden');
        readCall(delta.function_call, reading);
    }
    return isObject(delta.audio) ? stronger(output, 'hidden') : output;
}
/** A string, or Mistral's list of text and thinking parts. */
function readContent(content, reading) {
    if (!Array.isArray(content))
        return say(content, 'visible', reading);
    let output = 'none';
    for (const item of content) {
        const part = fieldsOf(item);
        if (part.type === 'thinking') {
            for (const thought of listOf(part.thinking)) {
                output = stronger(output, say(fieldsOf(thought).text, 'hidden', reading));
            }
            output = stronger(output, say(part.thinking, 'hidden', reading));
        }
        else
            output = stronger(output, say(part.text, 'visible', reading));
    }
    return output;
}
function readCall(call, reading) {
    const { name, arguments: given } = fieldsOf(call);
    say(name, 'hidden', reading);
    say(given, 'hidden', reading);
}
function say(text, kind, reading) {
    if (typeof text !== 'string' || text === '')
        return 'none';
    reading.output.add(text);
    return kind;
}
//# sourceMappingURL=openai-chat.js.map