/** What Gemini's `generateContent` says. Its requests may be in either of protobuf's spellings of a field. */
import { fieldsOf, isObject, listOf, textOf } from '../json.js';
import { finishWord } from '../wires/gemini-words.js';
import { finishReason, mediaPart, textParts, toolCall, toolDefinition, toolResponse } from './speech.js';
export const geminiGenerateSpeech = {
    question: body => ({
        system: partsOf(body['systemInstruction'] ?? body['system_instruction']),
        messages: listOf(body['contents']).map(content => ({
            role: roleOf(fieldsOf(content).role),
            parts: partsOf(content)
        })),
        tools: listOf(body['tools']).flatMap(definitionsOf)
    }),
    answer: values => {
        const drafts = new Map();
        for (const value of values)
            readFrame(value, drafts);
        return [...drafts.values()].map(draft => ({ ...draft, finish_reason: finishReason(draft.finish_reason) }));
    }
};
function roleOf(role) {
    return role === 'model' ? 'assistant' : textOf(role) || 'user';
}
function partsOf(content) {
    if (typeof content === 'string')
        return textParts(content);
    return listOf(fieldsOf(content).parts).flatMap(part => partOf(fieldsOf(part)));
}
function partOf(part) {
    if (typeof part.text === 'string')
        return textParts(part.text, part.thought === true ? 'reasoning' : 'text');
    const call = part.functionCall ?? part.function_call;
    if (isObject(call))
        return [toolCall(call['id'], call['name'], call['args'])];
    const response = part.functionResponse ?? part.function_response;
    if (isObject(response))
        return [toolResponse(response['id'] ?? response['name'], response['response'])];
    const data = part.inlineData ?? part.inline_data ?? part.fileData ?? part.file_data;
    if (isObject(data))
        return [dataOf(data)];
    const [kind] = Object.keys(part);
    return kind === undefined ? [] : [{ type: kind }];
}
function dataOf(data) {
    const mimeType = textOf(data['mimeType'] ?? data['mime_type']);
    const kind = mimeType.split('/', 1)[0] ?? '';
    const modality = ['image', 'audio', 'video'].includes(kind) ? kind : 'document';
    return mediaPart(modality, { mimeType, url: data['fileUri'] ?? data['file_uri'] });
}
function definitionsOf(tool) {
    return Object.entries(isObject(tool) ? tool : {}).flatMap(([kind, value]) => {
        if (kind !== 'functionDeclarations' && kind !== 'function_declarations')
            return [toolDefinition(kind, kind)];
        return listOf(value).map(declaration => {
            const { name, description, parameters, parametersJsonSchema } = fieldsOf(declaration);
            return toolDefinition('function', name, description, parameters ?? parametersJsonSchema);
        });
    });
}
/** Frames go on where the last one stopped: texts of a kind that follow each other are one. */
function readFrame(value, drafts) {
    for (const [place, said] of listOf(value['candidates']).entries()) {
        const candidate = fieldsOf(said);
        const index = typeof candidate.index === 'number' ? candidate.index : place;
        const draft = drafts.get(index) ?? { role: 'assistant', parts: [], finish_reason: '' };
        drafts.set(index, draft);
        draft.finish_reason = finishWord(candidate.finishReason) || draft.finish_reason;
        for (const part of partsOf(candidate.content))
            append(draft.parts, part);
    }
}
function append(parts, part) {
    const last = parts.at(-1);
    const isText = part.type === 'text' || part.type === 'reasoning';
    if (isText && last?.type === part.type)
        last['content'] = textOf(last['content']) + textOf(part['content']);
    else
        parts.push(part);
}
//# sourceMappingURL=gemini-generate-speech.js.map