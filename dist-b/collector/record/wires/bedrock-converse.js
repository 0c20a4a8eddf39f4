/** Bedrock's Converse and ConverseStream, and Nova's own format, which is the same with fewer fields. */
import { faultIn } from '../fault.js';
import { countOf, fieldsOf, isObject, listOf, textOf } from '../json.js';
import { mergeWords, spoken, sumOf } from '../words.js';
import { stronger } from './wire.js';
export const bedrockConverse = {
    name: 'bedrock.converse',
    operation: 'chat',
    estimable: true,
    asked: ({ path }) => /\/model\/.+\/converse(-stream)?$/.test(path),
    fits: isConverse,
    read: readConverse,
    readHead: readUsageHeaders,
    usage: converseUsage
};
/** Whether a value is an event of ConverseStream, or a whole answer of Converse. */
export function isConverse(value) {
    return Object.keys(value).some(name => eventTypes.has(name)) || isObject(value['output']);
}
export function readConverse(value, reading) {
    const answer = value;
    reading.fault ??= faultIn(value);
    if (isObject(answer.output))
        return readWhole(answer, reading);
    if (isObject(answer.contentBlockDelta))
        return readDelta(answer.contentBlockDelta, reading);
    if (isObject(answer.contentBlockStart)) {
        const start = fieldsOf(fieldsOf(answer.contentBlockStart).start);
        reading.output.add(textOf(fieldsOf(start.toolUse).name));
    }
    if (isObject(answer.messageStop)) {
        reading.finishReason = textOf(fieldsOf(answer.messageStop).stopReason);
    }
    if (isObject(answer.metadata)) {
        readMetadata(fieldsOf(answer.metadata), reading);
        // Nothing follows: the stop reason comes before the usage, so that it does not stand for the end.
        reading.ended = true;
    }
    return 'none';
}
function readWhole(answer, reading) {
    reading.finishReason = textOf(answer.stopReason);
    readMetadata(answer, reading);
    const { content } = fieldsOf(fieldsOf(answer.output).message);
    for (const block of listOf(content))
        readBlock(fieldsOf(block), reading);
    return 'none';
}
function readDelta(event, reading) {
    return readBlock(fieldsOf(fieldsOf(event).delta), reading);
}
function readBlock(block, reading) {
    const output = say(block.text, 'visible', reading);
    if (isObject(block.reasoningContent)) {
        const { text, reasoningText } = fieldsOf(block.reasoningContent);
        return stronger(output, say(text ?? fieldsOf(reasoningText).text, 'hidden', reading));
    }
    if (isObject(block.toolUse)) {
        const { name, input } = fieldsOf(block.toolUse);
        reading.output.add(textOf(name));
        reading.output.add(isObject(input) ? JSON.stringify(input) : textOf(input));
        return stronger(output, 'hidden');
    }
    return isObject(block.citation) || isObject(block.image) ? stronger(output, 'hidden') : output;
}
function readMetadata(metadata, reading) {
    reading.usage = mergeWords(reading.usage, metadata.usage);
    reading.usageFinal ||= isObject(metadata.usage);
    const { type } = fieldsOf(metadata.serviceTier);
    if (typeof type === 'string')
        reading.serviceTier = type;
    const { guardrail } = fieldsOf(metadata.trace);
    if (isObject(guardrail))
        reading.units.set('guardrail_units', guardrailUnits(guardrail, 0));
}
/** The policy units of all assessments, of the input and of the output, as deep as they stand. */
function guardrailUnits(value, depth) {
    if (depth > maxDepth || typeof value !== 'object' || value === null)
        return 0;
    let units = 0;
    for (const [name, item] of Object.entries(value)) {
        if (typeof item === 'number')
            units += billedUnits.test(name) ? (countOf(item) ?? 0) : 0;
        else
            units += guardrailUnits(item, depth + 1);
    }
    return units;
}
/** Bedrock tells the tokens of an answer that is no stream in its headers too, and the tier; some models tell them nowhere else. */
export function readUsageHeaders(headers, reading) {
    // InvokeModel has the tier nowhere else; what the model's own format calls a tier is not Bedrock's.
    const tier = headers.get('x-amzn-bedrock-service-tier');
    if (tier !== undefined)
        reading.serviceTier = tier;
    const counts = [];
    for (const name of tokenHeaders) {
        const value = headers.get(`x-amzn-bedrock-${name}`);
        if (value !== undefined && /^\d{1,15}$/.test(value))
            counts.push([name, Number(value)]);
    }
    if (counts.length === 0)
        return;
    reading.usage = mergeWords(reading.usage, { headers: Object.fromEntries(counts) });
    reading.usageFinal = true;
}
/** Input leaves the cache out; ours is the whole prompt. */
export function converseUsage(reading) {
    const words = spoken(reading.usage);
    const units = Object.fromEntries(reading.units);
    const inputTokens = countOf(words.inputTokens);
    if (inputTokens === null && countOf(words.outputTokens) === null) {
        return { ...countedByBedrock(reading), units };
    }
    const read = countOf(words.cacheReadInputTokens) ?? countOf(words.cacheReadInputTokenCount);
    const written = countOf(words.cacheWriteInputTokens) ?? countOf(words.cacheWriteInputTokenCount);
    return {
        inputTokens: wholePrompt(inputTokens, read, written),
        outputTokens: countOf(words.outputTokens),
        cacheReadTokens: read,
        cacheWriteTokens: written,
        cacheWrite1hTokens: writtenFor1h(words.cacheDetails),
        units
    };
}
/** What Bedrock itself counted beside the model: the metrics at a stream's end, else the headers. */
export function countedByBedrock(reading) {
    const words = spoken(reading.usage);
    const metrics = fieldsOf(words['amazon-bedrock-invocationMetrics']);
    const headers = fieldsOf(words.headers);
    const [input, output, read, written] = metricNames.map((name, index) => countOf(metrics[name]) ?? countOf(headers[tokenHeaders[index] ?? 'input-token-count']));
    return {
        inputTokens: wholePrompt(input ?? null, read ?? null, written ?? null),
        outputTokens: output ?? null,
        cacheReadTokens: read ?? null,
        cacheWriteTokens: written ?? null
    };
}
function wholePrompt(uncached, read, written) {
    return uncached === null ? null : uncached + (read ?? 0) + (written ?? 0);
}
function writtenFor1h(details) {
    let tokens = null;
    for (const detail of listOf(details)) {
        const { ttl, inputTokens } = fieldsOf(detail);
        if (ttl === '1h')
            tokens = sumOf(tokens, countOf(inputTokens));
    }
    return tokens;
}
function say(text, kind, reading) {
    if (typeof text !== 'string' || text === '')
        return 'none';
    reading.output.add(text);
    return kind;
}
const eventTypes = new Set([
    'messageStart',
    'contentBlockStart',
    'contentBlockDelta',
    'contentBlockStop',
    'messageStop',
    'metadata'
]);
const tokenHeaders = [
    'input-token-count',
    'output-token-count',
    'cache-read-input-token-count',
    'cache-write-input-token-count'
];
const metricNames = [
    'inputTokenCount',
    'outputTokenCount',
    'cacheReadInputTokenCount',
    'cacheWriteInputTokenCount'
];
/** `contentPolicyUnits`, `topicPolicyUnits`, …; those named free are. */
const billedUnits = /^(?!.*Free).*Units$/;
const maxDepth = 8;
//# sourceMappingURL=bedrock-converse.js.map