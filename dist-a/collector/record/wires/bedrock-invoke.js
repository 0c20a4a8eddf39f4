import { faultIn } from '../fault.js';
import { countOf, fieldsOf, isObject, listOf, parseJson, textOf } from '../json.js';
import { mergeWords, spoken, sumOf } from '../words.js';
import { anthropicMessages } from './anthropic-messages.js';
import { converseUsage, countedByBedrock, isConverse, readConverse, readUsageHeaders } from './bedrock-converse.js';
import { openaiChat } from './openai-chat.js';
import { stronger } from './wire.js';
const invoke = {
    name: 'bedrock.invoke',
    // Every family has its own form, and the path leaves no doubt; an error is an error in all of them.
    fits: value => faultIn(value) === null,
    read: readAnswer,
    readHead: readUsageHeaders,
    usage: usageOfAnswer
};
export const bedrockInvokeEmbeddings = {
    ...invoke,
    operation: 'embeddings',
    estimable: false,
    asked: ask => invoked(ask) && /embed/i.test(ask.path)
};
export const bedrockInvokeText = {
    ...invoke,
    operation: 'text_completion',
    estimable: true,
    asked: ask => invoked(ask) && ask.body !== null && ('prompt' in ask.body || 'inputText' in ask.body)
};
export const bedrockInvoke = { ...invoke, operation: 'chat', estimable: true, asked: invoked };
function invoked({ path }) {
    return /\/model\/.+\/invoke(-with-response-stream)?$/.test(path);
}
function readAnswer(value, reading) {
    const { bytes } = fieldsOf(value['chunk']);
    if (typeof bytes !== 'string')
        return readNative(value, reading);
    const native = parseJson(Buffer.from(bytes, 'base64').toString('utf8'));
    if (!isObject(native))
        return 'none';
    const output = readNative(native, reading);
    const metrics = native[metricsName];
    if (isObject(metrics)) {
        reading.usage = mergeWords(reading.usage, { [metricsName]: metrics });
        reading.usageFinal = true;
        // Bedrock adds them to the last chunk, whatever the family.
        reading.ended = true;
    }
    return output;
}
function readNative(value, reading) {
    if (anthropicMessages.fits(value))
        return anthropicMessages.read(value, reading);
    if (isConverse(value))
        return readConverse(value, reading);
    if (Array.isArray(value['choices']))
        return readChoices(value, reading);
    reading.fault ??= faultIn(value);
    return readText(value, reading);
}
/** OpenAI's format: AI21's Jamba, DeepSeek, gpt-oss; Mistral's has whole messages in its chunks, and its own end. */
function readChoices(value, reading) {
    let output = openaiChat.read(value, reading);
    for (const choice of listOf(value['choices'])) {
        const { message, stop_reason } = fieldsOf(choice);
        finish(stop_reason, reading);
        if (reading.streamed)
            output = stronger(output, say(fieldsOf(message).content, reading));
    }
    return output;
}
/** Llama (`generation`), Titan (`outputText`, `results`), Cohere (`text`, `generations`), Mistral (`outputs`), AI21 (`completions`). */
function readText(value, reading) {
    const native = value;
    if (reading.responseId === '')
        reading.responseId = textOf(native.response_id ?? native.id);
    reading.usage = mergeWords(reading.usage, countsOf(value));
    const images = listOf(native.images).length;
    if (images > 0)
        reading.units.set('images', images);
    let output = say(native.generation ?? native.outputText ?? native.text ?? native.completion, reading);
    for (const name of ['generations', 'results', 'outputs', 'completions']) {
        for (const item of listOf(native[name]))
            output = stronger(output, readItem(item, reading));
    }
    finish(native.stop_reason ?? native.finish_reason ?? native.completionReason, reading);
    return reading.streamed ? output : 'none';
}
function readItem(item, reading) {
    const part = fieldsOf(item);
    finish(part.stop_reason ??
        part.finish_reason ??
        part.completionReason ??
        fieldsOf(part.finishReason).reason, reading);
    return say(part.text ?? part.outputText ?? fieldsOf(part.data).text, reading);
}
/** A finish reason does not end these streams: Bedrock's metrics are still to come. */
function finish(reason, reading) {
    if (typeof reason === 'string' && reason !== '')
        reading.finishReason = reason;
}
/** The fields with counts, and nothing of the (long) rest. */
function countsOf(value) {
    const counts = [];
    for (const name of countNames)
        if (typeof value[name] === 'number')
            counts.push([name, value[name]]);
    let tokens = null;
    for (const result of listOf(value['results'])) {
        tokens = sumOf(tokens, countOf(fieldsOf(result).tokenCount));
    }
    if (tokens !== null)
        counts.push(['tokenCount', tokens]);
    return Object.fromEntries(counts);
}
function usageOfAnswer(reading) {
    const native = usageOfModel(reading);
    const counted = countedByBedrock(reading);
    if (native.inputTokens === null && native.outputTokens === null)
        return { ...native, ...counted };
    return {
        ...native,
        inputTokens: native.inputTokens ?? counted.inputTokens ?? null,
        outputTokens: native.outputTokens ?? counted.outputTokens ?? null
    };
}
function usageOfModel(reading) {
    const words = spoken(reading.usage);
    if ('input_tokens' in words || 'output_tokens' in words)
        return whole(anthropicMessages.usage(reading));
    if ('prompt_tokens' in words)
        return whole(openaiChat.usage(reading));
    if ('inputTokens' in words)
        return whole(converseUsage(reading));
    const counts = words;
    return {
        inputTokens: countOf(counts.inputTextTokenCount) ?? countOf(counts.prompt_token_count),
        outputTokens: countOf(counts.totalOutputTextTokenCount) ??
            countOf(counts.tokenCount) ??
            countOf(counts.generation_token_count),
        units: Object.fromEntries(reading.units)
    };
}
function whole(usage) {
    return { ...usage, inputTokens: usage.inputTokens ?? null, outputTokens: usage.outputTokens ?? null };
}
function say(text, reading) {
    if (typeof text !== 'string' || text === '')
        return 'none';
    reading.output.add(text);
    return 'visible';
}
const metricsName = 'amazon-bedrock-invocationMetrics';
const countNames = [
    'inputTextTokenCount',
    'totalOutputTextTokenCount',
    'prompt_token_count',
    'generation_token_count'
];
//# sourceMappingURL=bedrock-invoke.js.map