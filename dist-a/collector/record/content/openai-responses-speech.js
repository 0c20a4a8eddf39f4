/** What OpenAI's responses say. */
import { fieldsOf, isObject, listOf, textOf } from '../json.js';
import { openaiParts } from './openai-parts.js';
import { finishReason, textParts, toolCall, toolDefinition, toolResponse } from './speech.js';
export const openaiResponsesSpeech = {
    question: body => ({
        system: textParts(body['instructions']),
        messages: messagesOf(body['input']),
        tools: listOf(body['tools']).map(tool => {
            const { type, name, description, parameters } = fieldsOf(tool);
            return toolDefinition(type, name, description, parameters);
        })
    }),
    answer: values => {
        const { response, items } = heard(values);
        const whole = listOf(fieldsOf(response).output);
        const parts = (whole.length > 0 ? whole : items).flatMap(item => messageOf(item).parts);
        if (parts.length === 0)
            return [];
        return [{ role: 'assistant', parts, finish_reason: reasonOf(response, parts) }];
    }
};
function messagesOf(input) {
    if (typeof input === 'string')
        return [{ role: 'user', parts: textParts(input) }];
    return listOf(input).map(messageOf);
}
/** An item of the input or of the output. */
function messageOf(value) {
    const item = fieldsOf(value);
    const type = textOf(item.type) || 'message';
    switch (type) {
        case 'message':
            return { role: textOf(item.role) || 'user', parts: openaiParts(item.content) };
        case 'reasoning':
            return { role: 'assistant', parts: thoughtsOf(item.summary, item.content) };
        case 'function_call':
            return { role: 'assistant', parts: [toolCall(item.call_id, item.name, item.arguments)] };
        case 'custom_tool_call':
            return { role: 'assistant', parts: [toolCall(item.call_id, item.name, item.input)] };
        case 'function_call_output':
        case 'custom_tool_call_output':
            return { role: 'tool', parts: [toolResponse(item.call_id, outputOf(item.output))] };
        default:
            // A tool of the provider's own, and what it found.
            return { role: 'assistant', parts: [{ type }] };
    }
}
function thoughtsOf(summary, content) {
    const thoughts = [...listOf(content), ...listOf(summary)];
    return thoughts.flatMap(thought => textParts(fieldsOf(thought).text, 'reasoning'));
}
function outputOf(output) {
    return Array.isArray(output) ? openaiParts(output) : output;
}
/** Items are told whole when they are done; one that was cut off is put together from its deltas. */
function heard(values) {
    let response;
    const items = [];
    for (const value of values) {
        const event = fieldsOf(value);
        const type = textOf(event.type);
        const index = typeof event.output_index === 'number' ? event.output_index : 0;
        if (type === '' || type === 'response')
            response = value;
        else if (isObject(event.response))
            response = event.response;
        else if (isObject(event.item))
            items[Math.min(index, maxItems)] = { ...event.item };
        else if (type.endsWith('.delta'))
            add(items, Math.min(index, maxItems), type, textOf(event.delta));
    }
    return { response, items: items.filter(isObject) };
}
const maxItems = 1_000;
function add(items, index, type, delta) {
    const item = items[index] ?? {};
    items[index] = item;
    if (type === 'response.output_text.delta' || type === 'response.refusal.delta')
        item['content'] = [{ type: 'text', text: firstText(item['content']) + delta }];
    else if (type.startsWith('response.reasoning'))
        Object.assign(item, { type: 'reasoning', summary: [{ text: firstText(item['summary']) + delta }] });
    else if (type === 'response.function_call_arguments.delta')
        item['arguments'] = textOf(item['arguments']) + delta;
    else if (type === 'response.custom_tool_call_input.delta')
        item['input'] = textOf(item['input']) + delta;
}
function firstText(list) {
    return textOf(fieldsOf(listOf(list)[0]).text);
}
function reasonOf(response, parts) {
    const { status, incomplete_details } = fieldsOf(response);
    if (status === 'in_progress')
        return '';
    if (status === 'completed' && parts.some(({ type }) => type === 'tool_call'))
        return 'tool_call';
    return finishReason(textOf(fieldsOf(incomplete_details).reason) || textOf(status));
}
//# sourceMappingURL=openai-responses-speech.js.map