import { faultIn } from '../fault.js';
import { fieldsOf, isObject, textOf } from '../json.js';
import { mergeWords, setUnit, spoken } from '../words.js';
import { tokenUsage } from './openai-words.js';
export const openaiTranscription = {
    name: 'openai.transcription',
    operation: 'transcription',
    // The input is audio, and that is what is billed: counting the text's tokens would tell nothing.
    estimable: false,
    asked: ({ path }) => /\/audio\/(transcriptions|translations)$/.test(path),
    fits: value => typeof value['text'] === 'string' || textOf(value['type']).startsWith('transcript.'),
    read: readEvent,
    opaque: readText,
    usage: usageOfTranscript
};
function readEvent(value, reading) {
    const event = value;
    if (event.type === 'error')
        reading.fault ??= faultIn(value);
    if (isObject(event.usage)) {
        reading.usage = mergeWords(reading.usage, event.usage);
        reading.usageFinal = true;
    }
    if (event.type === 'transcript.text.delta')
        return textOf(event.delta) === '' ? 'none' : 'visible';
    // Of a diarised transcript; its deltas say the same once more.
    if (event.type === 'transcript.text.segment')
        return reading.timeline.frames === 0 ? 'visible' : 'none';
    if (event.type === 'transcript.text.done')
        reading.ended = true;
    readDuration(event.duration, reading);
    return 'none';
}
/** How long the audio was, in seconds: `verbose_json` says so, as a number or (older servers) as a string. */
function readDuration(duration, reading) {
    const seconds = typeof duration === 'string' && duration.trim() !== '' ? Number(duration) : duration;
    setUnit(reading.units, 'seconds_in', seconds);
}
/** `text`, `srt`, `vtt`: an answer that says nothing of itself. */
function readText(body, reading) {
    reading.output.add(body.head.bytes.toString('utf8', 0, maxTextBytes));
}
/** Tokens, or the audio's length (whisper-1), which then is what is billed. */
function usageOfTranscript(reading) {
    const { seconds } = fieldsOf(spoken(reading.usage));
    const usage = tokenUsage(reading);
    const units = new Map(Object.entries(usage.units ?? {}));
    setUnit(units, 'seconds_in', seconds);
    const told = { ...usage, units: Object.fromEntries(units) };
    return units.has('seconds_in') ? { ...told, source: 'reported' } : told;
}
const maxTextBytes = 64 * 1024;
//# sourceMappingURL=openai-transcription.js.map