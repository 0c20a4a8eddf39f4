/** What OpenAI's chat completions, and their dialects, say. */
import { fieldsOf, isObject, listOf, textOf } from '../json.js';
import { openaiParts } from './openai-parts.js';
import { finishReason, textParts, toolCall, toolDefinition, toolResponse } from './speech.js';
export const openaiChatSpeech = {
    question: body => ({
        system: [],
        messages: listOf(body['messages']).map(messageOf),
        tools: listOf(body['tools']).map(definitionOf)
    }),
    answer: values => {
        const drafts = new Map();
        for (const value of values)
            readChunk(value, drafts);
        return [...drafts.values()].map(finished);
    }
};
function messageOf(value) {
    const message = fieldsOf(value);
    const role = textOf(message.role);
    if (role === 'tool' || role === 'function')
        return { role: 'tool', parts: [toolResponse(message.tool_call_id, responseOf(message.content))] };
    const calls = [...listOf(message.tool_calls), ...legacyCall(message.function_call)].map(call => {
        const { id, function: said } = fieldsOf(call);
        const { name, arguments: given } = fieldsOf(said);
        return toolCall(id, name, given);
    });
    const thoughts = textParts(message.reasoning_content ?? message.reasoning, 'reasoning');
    return {
        role: role === '' ? 'user' : role,
        parts: [...thoughts, ...openaiParts(message.content), ...textParts(message.refusal), ...calls]
    };
}
function responseOf(content) {
    return typeof content === 'string' ? content : openaiParts(content);
}
/** What a call was before there could be several. */
function legacyCall(call) {
    return isObject(call) ? [{ function: call }] : [];
}
function definitionOf(value) {
    const { type, function: said } = fieldsOf(value);
    const { name, description, parameters } = fieldsOf(said);
    return toolDefinition(type, name, description, parameters);
}
function readChunk(value, drafts) {
    for (const [place, said] of listOf(value['choices']).entries()) {
        const choice = fieldsOf(said);
        const index = typeof choice.index === 'number' ? choice.index : place;
        const draft = drafts.get(index) ?? blankDraft();
        drafts.set(index, draft);
        if (choice.finish_reason)
            draft.reason = textOf(choice.finish_reason);
        // A closing chunk may repeat the whole message that the deltas have told.
        if (isObject(choice.delta))
            readDelta(choice.delta, draft);
        else if (isObject(choice.message) && isBlank(draft))
            readDelta(choice.message, draft);
    }
}
function blankDraft() {
    return { thoughts: '', content: [], text: '', calls: new Map(), reason: '' };
}
function isBlank({ thoughts, content, text, calls }) {
    return thoughts === '' && text === '' && content.length === 0 && calls.size === 0;
}
function readDelta(value, draft) {
    const delta = fieldsOf(value);
    draft.thoughts += textOf(delta.reasoning_content ?? delta.reasoning);
    if (Array.isArray(delta.content))
        draft.content.push(...openaiParts(delta.content));
    else
        draft.text += textOf(delta.content);
    draft.text += textOf(delta.refusal);
    const calls = [...listOf(delta.tool_calls), ...legacyCall(delta.function_call)];
    for (const [place, call] of calls.entries())
        readCall(call, place, draft);
}
function readCall(value, place, { calls }) {
    const { index, id, function: said } = fieldsOf(value);
    const { name, arguments: given } = fieldsOf(said);
    const at = typeof index === 'number' ? index : place;
    const call = calls.get(at) ?? { id: '', name: '', given: '' };
    calls.set(at, call);
    call.id ||= textOf(id);
    call.name ||= textOf(name);
    call.given += isObject(given) ? JSON.stringify(given) : textOf(given);
}
function finished({ thoughts, content, text, calls, reason }) {
    const called = [...calls.values()].map(({ id, name, given }) => toolCall(id, name, given));
    const parts = [...textParts(thoughts, 'reasoning'), ...content, ...textParts(text), ...called];
    return { role: 'assistant', parts, finish_reason: finishReason(reason) };
}
//# sourceMappingURL=openai-chat-speech.js.map