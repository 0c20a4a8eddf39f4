/** OpenAI's Realtime API over WebSocket, as Azure and xAI speak it too. */
import { faultIn } from '../fault.js';
import { countOf, fieldsOf, isObject, textOf } from '../json.js';
import { mergeWords, setUnit, usageOf } from '../words.js';
import { tokenUsage, tokenUsageOf } from './openai-words.js';
export const openaiRealtime = {
    wire: {
        name: 'openai.realtime',
        operation: 'realtime',
        // What is heard cannot be counted: audio's tokens are not its transcript's.
        estimable: false,
        asked: () => false,
        fits: () => false,
        read: () => 'none',
        usage: tokenUsage
    },
    asked: ({ path }) => /\/realtime$|\/live\/sessions$/.test(path),
    hear,
    read
};
function hear(value, session) {
    const event = value;
    if (event.type === 'response.create')
        session.ask(null);
    if (event.type !== 'session.update')
        return;
    const { model } = fieldsOf(event.session);
    if (typeof model === 'string')
        session.askedModel = model;
    readTranscription(event.session, session);
}
function read(value, session) {
    const event = value;
    const type = textOf(event.type);
    if (type.startsWith('response.') && type.endsWith('.delta'))
        return readDelta(type, event, session);
    switch (type) {
        case 'session.created':
        case 'session.updated':
            readSession(event.session, session);
            return 'none';
        case 'response.created':
            session.begin(textOf(fieldsOf(event.response).id));
            return 'none';
        case 'response.done':
            readDone(event, session);
            return 'none';
        case 'conversation.item.input_audio_transcription.completed':
            readTranscribed(event.usage, session);
            return 'none';
        default:
            readError(value, session);
            return 'none';
    }
}
function readError(value, session) {
    const fault = value['type'] === 'error' ? faultIn(value) : null;
    if (fault !== null)
        session.fail(fault);
}
function readSession(value, session) {
    const { model } = fieldsOf(value);
    if (typeof model === 'string')
        session.servedModel = model;
    readTranscription(value, session);
}
function readTranscription(value, session) {
    const { audio, input_audio_transcription } = fieldsOf(value);
    const { transcription } = fieldsOf(fieldsOf(audio).input);
    const { model } = fieldsOf(transcription ?? input_audio_transcription);
    if (typeof model === 'string')
        session.transcriptionModel = model;
}
function readDelta(type, event, session) {
    if (typeof event.delta !== 'string' || event.delta === '')
        return 'none';
    // Conversations beside the main one may be answered at the same time.
    session.find(textOf(event.response_id));
    return visible.has(type) ? 'visible' : 'hidden';
}
function readDone(event, session) {
    const response = fieldsOf(event.response);
    const given = session.find(textOf(response.id));
    const { reading } = given;
    if (typeof response.model === 'string')
        reading.responseModel = response.model;
    const usage = isEmpty(response.usage) ? event.usage : response.usage;
    if (!isEmpty(usage)) {
        reading.usage = mergeWords(reading.usage, usage);
        reading.usageFinal = true;
        // xAI's own price is by the second.
        setUnit(reading.units, 'billable_audio_seconds', fieldsOf(usage).billable_audio_seconds);
    }
    readStatus(response, given);
    session.end(given);
}
function readStatus(response, { reading }) {
    const { reason, error } = fieldsOf(response.status_details);
    reading.finishReason = textOf(typeof reason === 'string' ? reason : response.status);
    if (response.status !== 'failed')
        return;
    reading.fault = faultIn({ error }) ?? { code: 'failed', message: '' };
}
/** xAI leaves an empty object where OpenAI has the usage. */
function isEmpty(value) {
    return !isObject(value) || Object.keys(value).length === 0;
}
/** Transcribing what the user said is another model's work, billed by its own price: tokens, or seconds (whisper-1). */
function readTranscribed(said, session) {
    if (!isObject(said))
        return;
    const { seconds } = fieldsOf(said);
    const units = countOf(seconds) === null ? [] : [['seconds_in', typeof seconds === 'number' ? seconds : 0]];
    const usage = usageOf({ ...tokenUsageOf(said), units: Object.fromEntries(units), source: 'reported' });
    session.bills.push({ model: session.transcriptionModel, serviceTier: '', usage });
}
const visible = new Set([
    'response.output_text.delta',
    'response.text.delta',
    'response.output_audio_transcript.delta',
    'response.audio_transcript.delta'
]);
//# sourceMappingURL=openai-realtime.js.map