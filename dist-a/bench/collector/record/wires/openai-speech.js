import { eachChunk } from '../body.js';
import { faultIn } from '../fault.js';
import { fieldsOf, isObject, textOf } from '../json.js';
import { mergeWords } from '../words.js';
import { tokenUsage } from './openai-words.js';
export const openaiSpeech = {
    name: 'openai.speech',
    operation: 'speech',
    estimable: false,
    asked: ({ path }) => path.endsWith('/audio/speech'),
    fits: value => textOf(value['type']).startsWith('speech.'),
    read: readEvent,
    opaque: readAudio,
    readAsk: countCharacters,
    usage: usageOfSpeech
};
function readEvent(value, reading) {
    const { type, audio, usage } = fieldsOf(value);
    if (type === 'speech.audio.delta')
        return textOf(audio) === '' ? 'none' : 'hidden';
    if (type === 'speech.audio.done') {
        reading.ended = true;
        if (isObject(usage)) {
            reading.usage = mergeWords(reading.usage, usage);
            reading.usageFinal = true;
        }
    }
    else
        reading.fault ??= faultIn(value);
    return 'none';
}
/** Audio that comes as it is made has no frames of its own: each chunk counts as one. */
function readAudio({ head, tail }, reading) {
    eachChunk(head, (_from, _to, timeUs) => reading.timeline.output(timeUs, false));
    if (tail === null)
        return;
    reading.timeline.break();
    eachChunk(tail, (_from, _to, timeUs) => reading.timeline.output(timeUs, false));
}
/** What OpenAI bills tts-1 by, which it does not report. */
function countCharacters({ body }, reading) {
    const { input } = fieldsOf(body);
    if (typeof input === 'string')
        reading.units.set('characters_in', [...input].length);
}
function usageOfSpeech(reading) {
    if (reading.usage !== null)
        return tokenUsage(reading);
    return reading.units.size === 0 ? {} : { units: Object.fromEntries(reading.units), source: 'estimated' };
}
//# sourceMappingURL=openai-speech.js.map