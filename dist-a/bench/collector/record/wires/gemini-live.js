/** Gemini Live (`BidiGenerateContent`), at the Gemini API and at Vertex AI. */
import { faultIn } from '../fault.js';
import { fieldsOf, isObject, listOf, textOf } from '../json.js';
import { mergeWords } from '../words.js';
import { readSearches, readTier, searchesIn, usageOfMetadata } from './gemini-usage.js';
import { stronger } from './wire.js';
export const geminiLive = {
    wire: {
        name: 'gemini.live',
        operation: 'realtime',
        estimable: false,
        asked: () => false,
        fits: () => false,
        read: () => 'none',
        usage: usageOfMetadata
    },
    asked: ({ path }) => /BidiGenerateContent(Constrained)?$/.test(path),
    hear,
    read
};
/** The first message names the model, as a resource: `models/…`, at Vertex AI with project and location before it. */
function hear(value, session) {
    const { setup, clientContent } = fieldsOf(value);
    const { model } = fieldsOf(setup);
    if (typeof model === 'string')
        session.askedModel = model.slice(model.lastIndexOf('/') + 1);
    if (fieldsOf(clientContent).turnComplete === true)
        session.ask(null);
}
function read(value, session) {
    const message = value;
    const fault = faultIn(value);
    if (fault !== null)
        session.fail(fault);
    const content = fieldsOf(message.serverContent);
    let output = readContent(content, session);
    if (isObject(message.toolCall)) {
        // The model waits for the tool: the connection may end here, and nothing is cut off.
        session.current().reading.finished = true;
        output = stronger(output, 'hidden');
    }
    if (isObject(message.usageMetadata))
        readUsage(message.usageMetadata, message, session);
    if (content.turnComplete === true)
        endTurn(content, session);
    return output;
}
function readContent(content, session) {
    let output = 'none';
    for (const part of listOf(fieldsOf(content.modelTurn).parts)) {
        output = stronger(output, kindOf(fieldsOf(part)));
    }
    if (textOf(fieldsOf(content.outputTranscription).text) !== '')
        output = 'visible';
    if (output === 'none' && searchesIn(content.groundingMetadata) === 0 && content.interrupted !== true)
        return 'none';
    const { reading } = session.current();
    reading.finished = false;
    if (content.interrupted === true)
        reading.finishReason = 'interrupted';
    readSearches(content.groundingMetadata, reading);
    return output;
}
function kindOf(part) {
    if (typeof part.text === 'string' && part.text !== '')
        return part.thought === true ? 'hidden' : 'visible';
    return isObject(part.inlineData) || isObject(part.executableCode) || isObject(part.functionCall)
        ? 'hidden'
        : 'none';
}
/** Usage may follow its turn's end, and a call of a tool ends what the model was asked so far. */
function readUsage(usage, message, session) {
    const given = usageOwner(session);
    given.reading.usage = mergeWords(given.reading.usage, usage);
    given.reading.usageFinal = true;
    readTier(usage, given.reading);
    if (isObject(message.toolCall))
        session.end(given);
}
function usageOwner(session) {
    const { last } = session;
    return last !== null && !last.open && last.reading.usage === null ? last : session.current();
}
function endTurn({ turnCompleteReason }, session) {
    const { last } = session;
    // The end of a turn whose usage came with a tool's call: there is nothing more of it.
    const given = last !== null && !last.open ? last : session.current();
    if (typeof turnCompleteReason === 'string')
        given.reading.finishReason = turnCompleteReason;
    else if (given.reading.finishReason === '')
        given.reading.finishReason = 'turnComplete';
    session.end(given);
}
//# sourceMappingURL=gemini-live.js.map