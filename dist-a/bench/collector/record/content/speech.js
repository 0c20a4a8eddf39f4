/** What was said in an exchange, in the shapes that OpenTelemetry's conventions for GenAI give it, whatever wire said it. */
import { parseJson, textOf } from '../json.js';
/** No part for an empty text. */
export function textParts(text, type = 'text') {
    return typeof text === 'string' && text !== '' ? [{ type, content: text }] : [];
}
/** `given`: arguments as JSON, or as the text of it. */
export function toolCall(id, name, given) {
    return { type: 'tool_call', id: textOf(id) || null, name: textOf(name), arguments: unpacked(given) };
}
export function toolResponse(id, response) {
    return { type: 'tool_call_response', id: textOf(id) || null, response: response ?? null };
}
/**
 * Images, audio, documents: what kind, and where they are, but never their bytes. A URL is kept without its query, which
 * may be a signature.
 */
export function mediaPart(modality, { url, mimeType, fileId }) {
    if (typeof fileId === 'string')
        return { type: 'file', modality, file_id: fileId };
    const address = textOf(url);
    if (address !== '' && !address.startsWith('data:'))
        return { type: 'uri', modality, uri: address.split('?', 1)[0] };
    const type = textOf(mimeType) || (/^data:([^;,]{1,100})/.exec(address)?.[1] ?? null);
    return { type: 'blob', modality, mime_type: type, content: '' };
}
export function toolDefinition(type, name, description, parameters) {
    const kind = textOf(type) || 'function';
    return {
        type: kind,
        // The providers' own tools have no other name.
        name: textOf(name) || kind,
        ...(typeof description === 'string' && { description }),
        ...(parameters !== undefined && { parameters })
    };
}
/** The conventions' word for a provider's; one that they have none for stays as it is. */
export function finishReason(word) {
    return finishReasons.get(word) ?? word;
}
function unpacked(given) {
    if (typeof given !== 'string')
        return given ?? null;
    return parseJson(given) ?? given;
}
const finishReasons = new Map([
    ['completed', 'stop'],
    ['end_turn', 'stop'],
    ['stop_sequence', 'stop'],
    ['STOP', 'stop'],
    ['max_tokens', 'length'],
    ['max_output_tokens', 'length'],
    ['MAX_TOKENS', 'length'],
    ['refusal', 'content_filter'],
    ['SAFETY', 'content_filter'],
    ['PROHIBITED_CONTENT', 'content_filter'],
    ['tool_calls', 'tool_call'],
    ['function_call', 'tool_call'],
    ['tool_use', 'tool_call'],
    ['failed', 'error']
]);
//# sourceMappingURL=speech.js.map