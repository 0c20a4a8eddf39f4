/** What was asked: the request as far as the answer's reader and the row need it. */
import { bodyOf } from './body.js';
import { fieldsOf, isObject, parseJson, textOf } from './json.js';
import { decodePart, pathnameOf, queryOf } from './path.js';
/** Reads a request. Never throws. */
export function askOf(tape, headers, onFault) {
    const path = pathnameOf(tape.upstreamPath);
    const raw = tape.upgraded ? null : bodyOf(tape.request, headers.get('content-encoding') ?? '', onFault);
    const body = raw === null ? null : objectOf(raw);
    const { model, stream, stream_options } = fieldsOf(body);
    const form = body === null && raw !== null ? formOf(raw, headers) : null;
    const named = textOf(model ?? form?.get('model'));
    const hidden = body === null && form === null && raw !== null;
    return {
        method: tape.method,
        path,
        body,
        model: named !== '' ? named : hidden ? hiddenModel(raw, path) : modelInTarget(tape, path),
        streams: stream === true ||
            form?.get('stream') === 'true' ||
            streamVerb.test(path) ||
            (stream === undefined && ollamaPath.test(path)),
        wantsUsage: fieldsOf(stream_options).include_usage === true,
        upgrades: tape.upgraded
    };
}
function objectOf(raw) {
    if (raw.incomplete || raw.head.bytes[firstWord(raw.head.bytes)] !== openBrace)
        return null;
    const parsed = parseJson(raw.head.bytes.toString('utf8'));
    return isObject(parsed) ? parsed : null;
}
function firstWord(bytes) {
    let at = 0;
    while (at < bytes.length && bytes[at] <= 0x20)
        at += 1;
    return at;
}
/**
 * The short fields of a form (RFC 7578), such as clients send with an audio or image file: `model`, `stream`,
 * `response_format`. They stand before the file or behind it, so both ends are searched; NULL when the body is no form.
 */
function formOf(raw, headers) {
    const { bytes } = raw.head;
    const dashed = bytes[0] === dash && bytes[1] === dash;
    if (!dashed && !/^multipart\/form-data/i.test(headers.get('content-type') ?? ''))
        return null;
    const fields = new Map();
    const end = raw.tail?.bytes ?? raw.head.bytes;
    for (const part of [bytes.subarray(0, searchBytes), end.subarray(-searchBytes)]) {
        for (const [, name, value] of part.toString('utf8').matchAll(formField)) {
            if (!fields.has(name))
                fields.set(name, value);
        }
    }
    return fields;
}
/** The model in a body that is not whole: JSON clients put it first or last, so both ends are searched. */
function hiddenModel(raw, path) {
    const inPath = modelInPath(path);
    if (inPath !== '')
        return inPath;
    const end = raw.tail?.bytes ?? raw.head.bytes;
    for (const part of [raw.head.bytes.subarray(0, searchBytes), end.subarray(-searchBytes)]) {
        const text = part.toString('utf8');
        const found = modelField.exec(text)?.[1];
        if (found !== undefined)
            return textOf(parseJson(`"${found}"`));
    }
    return '';
}
/** In the path; a WebSocket's in the query (OpenAI's `model`, Azure's `deployment`). */
function modelInTarget(tape, path) {
    const inPath = modelInPath(path);
    if (inPath !== '' || !tape.upgraded)
        return inPath;
    const query = new URLSearchParams(queryOf(tape.upstreamPath));
    return query.get('model') ?? query.get('deployment') ?? '';
}
function modelInPath(path) {
    for (const pattern of modelPaths) {
        const found = pattern.exec(path)?.[1];
        if (found !== undefined)
            return decodePart(found);
    }
    return '';
}
const openBrace = 0x7b;
/** A form begins with its boundary, which begins with two of these. */
const dash = 0x2d;
const searchBytes = 64 * 1024;
const streamVerb = /:stream(GenerateContent|RawPredict)$|\/(converse-stream|invoke-with-response-stream)$/;
/** Ollama streams unless it is told not to. */
const ollamaPath = /\/api\/(chat|generate)$/;
const modelField = /(?<!\\)"model"\s*:\s*"((?:[^"\\]|\\.){1,300})"/;
/** `Content-Disposition: form-data; name="model"`, perhaps other lines, a blank one, the value. */
const formField = /; ?name="?(model|stream|response_format)"?\r\n(?:[\w-]{1,40}:[^\r\n]{0,200}\r\n){0,4}\r\n([\w./:@-]{1,300})\r\n/g;
const modelPaths = [
    /\/(?:models|tunedModels|endpoints)\/([^/]+):[a-zA-Z-]+$/,
    /\/deployments\/([^/]+)\//,
    /\/model\/(.+)\/(?:converse|invoke|count-tokens)/
];
//# sourceMappingURL=ask.js.map