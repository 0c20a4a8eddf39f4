import { faultIn } from '../fault.js';
import { countOf, fieldsOf, listOf, textOf } from '../json.js';
import { mergeWords, spoken } from '../words.js';
import { stronger } from './wire.js';
const lines = {
    estimable: true,
    fits: value => 'done' in value,
    read: readLine,
    usage: usageOfLines
};
export const ollamaChat = {
    ...lines,
    name: 'ollama.chat',
    operation: 'chat',
    asked: ({ path, body }) => path.endsWith('/api/chat') && (body === null || 'model' in body)
};
export const ollamaGenerate = {
    ...lines,
    name: 'ollama.generate',
    operation: 'text_completion',
    asked: ({ path, body }) => path.endsWith('/api/generate') && (body === null || 'model' in body)
};
export const ollamaEmbed = {
    name: 'ollama.embed',
    operation: 'embeddings',
    estimable: false,
    asked: ({ path }) => /\/api\/embed(dings)?$/.test(path),
    fits: value => 'embeddings' in value || 'embedding' in value,
    read(value, reading) {
        reading.responseModel = textOf(value['model']);
        tell(value, reading);
        return 'none';
    },
    usage: usageOfLines
};
function readLine(value, reading) {
    const line = value;
    reading.fault ??= faultIn(value);
    if (reading.responseModel === '')
        reading.responseModel = textOf(line.model);
    let output = stronger(say(line.thinking, 'hidden', reading), say(line.response, 'visible', reading));
    const message = fieldsOf(line.message);
    output = stronger(output, say(message.thinking, 'hidden', reading));
    output = stronger(output, say(message.content, 'visible', reading));
    for (const call of listOf(message.tool_calls)) {
        reading.output.add(JSON.stringify(fieldsOf(call).function ?? ''));
        output = stronger(output, 'hidden');
    }
    if (line.done === true) {
        reading.finishReason = textOf(line.done_reason);
        reading.ended = true;
        tell(value, reading);
    }
    return output;
}
/** Counts, and the server's own times in nanoseconds. */
function tell(value, reading) {
    const told = Object.fromEntries(usageNames.map(name => [name, value[name]]).filter(([, count]) => typeof count === 'number'));
    if (Object.keys(told).length === 0)
        return;
    reading.usage = mergeWords(reading.usage, told);
    reading.usageFinal = true;
}
function usageOfLines(reading) {
    const words = spoken(reading.usage);
    return {
        inputTokens: countOf(words.prompt_eval_count),
        outputTokens: countOf(words.eval_count) ?? (saidNothing(reading) ? 0 : null),
        units: Object.fromEntries(reading.units)
    };
}
/** The counts came without one of the output, and nothing came out: zeros are left out of the JSON. */
function saidNothing({ ended, usage, output }) {
    return ended && usage?.has('prompt_eval_count') === true && output.length === 0;
}
function say(text, kind, reading) {
    if (typeof text !== 'string' || text === '')
        return 'none';
    reading.output.add(text);
    return kind;
}
const usageNames = [
    'prompt_eval_count',
    'eval_count',
    'total_duration',
    'load_duration',
    'prompt_eval_duration',
    'eval_duration'
];
//# sourceMappingURL=ollama-chat.js.map