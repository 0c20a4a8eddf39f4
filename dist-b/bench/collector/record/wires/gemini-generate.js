/** Gemini's `generateContent` and `streamGenerateContent`, at the Gemini API and at Vertex AI; frames and whole answers alike. */
import { faultIn } from '../fault.js';
import { fieldsOf, isObject, listOf, textOf } from '../json.js';
import { mergeWords } from '../words.js';
import { readSearches, readTier, usageOfMetadata } from './gemini-usage.js';
import { finishWord } from './gemini-words.js';
import { stronger } from './wire.js';
export const geminiGenerate = {
    name: 'gemini.generate',
    operation: 'generate_content',
    estimable: true,
    asked: ({ path }) => /:(generateContent|streamGenerateContent)$/.test(path),
    fits: value => 'candidates' in value || 'usageMetadata' in value || 'promptFeedback' in value,
    read: readFrame,
    usage: usageOfMetadata
};
function readFrame(value, reading) {
    const frame = value;
    if (frame.error !== undefined)
        reading.fault ??= faultIn(value);
    if (typeof frame.modelVersion === 'string')
        reading.responseModel = frame.modelVersion;
    if (typeof frame.responseId === 'string')
        reading.responseId = frame.responseId;
    let output = 'none';
    for (const candidate of listOf(frame.candidates)) {
        output = stronger(output, readCandidate(fieldsOf(candidate), reading));
    }
    const { blockReason } = fieldsOf(frame.promptFeedback);
    if (typeof blockReason === 'string') {
        // A refused prompt has no candidates, and so no other end.
        reading.finishReason = blockReason;
        reading.finished = true;
    }
    if (isObject(frame.usageMetadata))
        readUsage(frame.usageMetadata, reading);
    return output;
}
function readCandidate(candidate, reading) {
    const reason = finishWord(candidate.finishReason);
    if (reason !== '') {
        if (reading.finishReason === '' || candidate.index === 0)
            reading.finishReason = reason;
        reading.finished = true;
    }
    readSearches(candidate.groundingMetadata, reading);
    let output = 'none';
    for (const part of listOf(fieldsOf(candidate.content).parts)) {
        output = stronger(output, readPart(fieldsOf(part), reading));
    }
    return output;
}
function readPart(part, reading) {
    if (typeof part.text === 'string' && part.text !== '') {
        reading.output.add(part.text);
        return part.thought === true ? 'hidden' : 'visible';
    }
    if (isObject(part.functionCall)) {
        reading.output.add(JSON.stringify(part.functionCall));
        return 'hidden';
    }
    if (isObject(part.executableCode)) {
        reading.output.add(textOf(fieldsOf(part.executableCode).code));
        return 'hidden';
    }
    return isObject(part.inlineData) ? 'hidden' : 'none';
}
function readUsage(usage, reading) {
    reading.usage = mergeWords(reading.usage, usage);
    reading.usageFinal ||= reading.finished || !reading.streamed;
    readTier(usage, reading);
}
//# sourceMappingURL=gemini-generate.js.map