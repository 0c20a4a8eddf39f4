/** The providers' error envelopes, in an answer's body or in the middle of a stream. */
import { fieldsOf, isObject, textOf } from './json.js';
/**
 * The error that a JSON value carries in an `error` field (or as Mistral's `object: "error"`); NULL when it carries none.
 * OpenAI and its kin, Anthropic, Gemini (alone or in a list), Azure, Groq, OpenRouter, vLLM and Ollama are understood.
 */
export function faultIn(value) {
    const envelope = fieldsOf(Array.isArray(value) ? value[0] : value);
    if (typeof envelope.error === 'string' && envelope.error !== '')
        return { code: '', message: envelope.error };
    if (isObject(envelope.error))
        return describe(envelope.error);
    if (envelope.object === 'error' || (envelope.type === 'error' && 'message' in envelope))
        return describe(envelope);
    return null;
}
/** The error in the body of an answer whose status says that it is one; also the forms without an `error` field. */
export function faultOfBody(value) {
    const fault = faultIn(value);
    if (fault !== null)
        return fault;
    const envelope = fieldsOf(Array.isArray(value) ? value[0] : value);
    const message = messageOf(envelope);
    return message === '' ? null : { code: codeOf(envelope), message };
}
function describe(envelope) {
    return { code: codeOf(envelope), message: messageOf(envelope) };
}
/** Gemini's `status` says more than its numeric `code`; OpenAI's `code` more than its `type`; Anthropic has `type` only. */
function codeOf(envelope) {
    for (const word of [envelope.status, envelope.code, envelope.type, envelope.__type]) {
        if (typeof word === 'string' && word !== '' && word !== 'error')
            return word;
    }
    return typeof envelope.code === 'number' ? String(envelope.code) : '';
}
function messageOf(envelope) {
    const { message, detail, msg } = envelope;
    if (typeof message === 'string')
        return message;
    if (typeof detail === 'string')
        return detail;
    const first = fieldsOf(Array.isArray(detail) ? detail[0] : message);
    return [first.msg, first.message, msg].map(textOf).find(text => text !== '') ?? '';
}
//# sourceMappingURL=fault.js.map