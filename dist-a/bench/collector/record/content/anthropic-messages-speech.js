/** What Anthropic's messages say. */
import { fieldsOf, isObject, listOf, textOf } from '../json.js';
import { finishReason, mediaPart, textParts, toolCall, toolDefinition, toolResponse } from './speech.js';
export const anthropicMessagesSpeech = {
    question: body => ({
        system: partsOf(body['system']),
        messages: listOf(body['messages']).map(value => {
            const { role, content } = fieldsOf(value);
            return { role: textOf(role) || 'user', parts: partsOf(content) };
        }),
        tools: listOf(body['tools']).map(tool => {
            const { type, name, description, input_schema } = fieldsOf(tool);
            return toolDefinition(type, name, description, input_schema);
        })
    }),
    answer: values => {
        const draft = { blocks: [], reason: '' };
        for (const value of values)
            readEvent(value, draft);
        const parts = draft.blocks.filter(isObject).flatMap(partsOfBlock);
        return parts.length === 0 ? [] : [messageOf(parts, draft.reason)];
    }
};
function messageOf(parts, reason) {
    return { role: 'assistant', parts, finish_reason: finishReason(reason) };
}
function partsOf(content) {
    return Array.isArray(content) ? content.flatMap(partsOfBlock) : textParts(content);
}
function partsOfBlock(value) {
    const block = fieldsOf(value);
    const type = textOf(block.type);
    switch (type) {
        case 'text':
            return textParts(block.text);
        case 'thinking':
            return textParts(block.thinking, 'reasoning');
        case 'tool_use':
            return [toolCall(block.id, block.name, block.input)];
        case 'tool_result':
            return [toolResponse(block.tool_use_id, resultOf(block.content))];
        case 'image':
            return [sourceOf('image', block.source)];
        case 'document':
            return [sourceOf('document', block.source)];
        default:
            return [{ type: type === '' ? 'unknown' : type }];
    }
}
function resultOf(content) {
    return Array.isArray(content) ? partsOf(content) : content;
}
function sourceOf(modality, source) {
    const { url, media_type, file_id } = fieldsOf(source);
    return mediaPart(modality, { url, mimeType: media_type, fileId: file_id });
}
function readEvent(value, draft) {
    const event = fieldsOf(value);
    const index = typeof event.index === 'number' ? Math.min(event.index, maxBlocks) : 0;
    if (event.type === 'message') {
        draft.blocks = listOf(event.content).filter(isObject);
        draft.reason = textOf(event.stop_reason);
    }
    else if (event.type === 'content_block_start' && isObject(event.content_block))
        draft.blocks[index] = { ...event.content_block };
    else if (event.type === 'content_block_delta')
        draft.blocks[index] = grown(draft.blocks[index], event.delta);
    else if (event.type === 'message_delta')
        draft.reason = textOf(fieldsOf(event.delta).stop_reason) || draft.reason;
}
const maxBlocks = 1_000;
/** Compatible servers may leave out a block's beginning. */
function grown(begun, value) {
    const delta = fieldsOf(value);
    switch (delta.type) {
        case 'text_delta':
            return { ...(begun ?? { type: 'text' }), text: textOf(begun?.['text']) + textOf(delta.text) };
        case 'thinking_delta': {
            const thinking = textOf(begun?.['thinking']) + textOf(delta.thinking);
            return { ...(begun ?? { type: 'thinking' }), thinking };
        }
        case 'input_json_delta': {
            // A tool's block opens with an empty object, and the text of its JSON follows.
            const input = textOf(begun?.['input']) + textOf(delta.partial_json);
            return { ...(begun ?? { type: 'tool_use' }), input };
        }
        default:
            return begun ?? {};
    }
}
//# sourceMappingURL=anthropic-messages-speech.js.map