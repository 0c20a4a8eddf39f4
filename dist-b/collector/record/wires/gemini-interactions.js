/** Gemini's Interactions, whole or as a stream of events. */
import { faultIn } from '../fault.js';
import { countOf, fieldsOf, isObject, listOf, textOf } from '../json.js';
import { mergeWords, spoken, sumOf } from '../words.js';
import { modalityTokens } from './gemini-words.js';
import { stronger } from './wire.js';
export const geminiInteractions = {
    name: 'gemini.interactions',
    operation: 'generate_content',
    estimable: true,
    asked: ({ path }) => path.endsWith('/interactions'),
    fits: value => value['object'] === 'interaction' || typeof value['event_type'] === 'string',
    read: readEvent,
    usage: usageOfInteraction
};
function readEvent(value, reading) {
    const event = value;
    if (value['object'] === 'interaction')
        return readWhole(value, reading);
    reading.usage = mergeWords(reading.usage, fieldsOf(event.metadata).usage);
    switch (event.event_type) {
        case 'interaction.created':
            readInteraction(fieldsOf(event.interaction), reading);
            return 'none';
        case 'step.start':
            return readStep(event.step, reading);
        case 'step.delta':
            return readContent(event.delta, reading);
        case 'interaction.completed':
            readInteraction(fieldsOf(event.interaction), reading);
            reading.usageFinal = true;
            reading.ended = true;
            return 'none';
        default:
            reading.fault ??= faultIn(value);
            return 'none';
    }
}
function readWhole(interaction, reading) {
    readInteraction(interaction, reading);
    for (const step of listOf(interaction.steps))
        readStep(step, reading);
    reading.usageFinal = true;
    // An agent in the background has only begun.
    reading.pending = interaction.status === 'in_progress';
    return 'none';
}
function readInteraction(interaction, reading) {
    reading.responseId = textOf(interaction.id);
    reading.responseModel = textOf(interaction.model ?? interaction.agent);
    if (interaction.status !== 'in_progress')
        reading.finishReason = textOf(interaction.status);
    if (typeof interaction.service_tier === 'string')
        reading.serviceTier = interaction.service_tier;
    reading.usage = mergeWords(reading.usage, interaction.usage);
}
function readStep(value, reading) {
    const step = fieldsOf(value);
    let output = callOf(step, reading);
    for (const content of listOf(step.content))
        output = stronger(output, readContent(content, reading));
    for (const content of listOf(step.summary)) {
        output = stronger(output, say(fieldsOf(content).text, 'hidden', reading));
    }
    return output;
}
/** A delta, or one content of a step. */
function readContent(value, reading) {
    const content = fieldsOf(value);
    switch (content.type) {
        case 'text':
            return say(content.text, 'visible', reading);
        case 'thought_summary':
            return say(fieldsOf(content.content).text, 'hidden', reading);
        case 'image':
        case 'audio':
        case 'video':
            return 'hidden';
        default:
            return callOf(content, reading);
    }
}
function callOf(value, reading) {
    const given = isObject(value.arguments) ? JSON.stringify(value.arguments) : value.arguments;
    return stronger(say(value.name, 'hidden', reading), say(given, 'hidden', reading));
}
/** Output leaves thoughts out, and input what tools added; ours are inclusive. */
function usageOfInteraction(reading) {
    const words = spoken(reading.usage);
    const tools = countOf(words.total_tool_use_tokens);
    const thoughts = countOf(words.total_thought_tokens);
    return {
        inputTokens: sumOf(countOf(words.total_input_tokens), tools),
        outputTokens: sumOf(countOf(words.total_output_tokens), thoughts),
        cacheReadTokens: countOf(words.total_cached_tokens),
        reasoningTokens: thoughts,
        toolInputTokens: tools,
        audioInputTokens: modalityTokens(words.input_tokens_by_modality, 'AUDIO'),
        imageInputTokens: modalityTokens(words.input_tokens_by_modality, 'IMAGE'),
        audioOutputTokens: modalityTokens(words.output_tokens_by_modality, 'AUDIO'),
        imageOutputTokens: modalityTokens(words.output_tokens_by_modality, 'IMAGE'),
        units: Object.fromEntries(reading.units)
    };
}
function say(text, kind, reading) {
    if (typeof text !== 'string' || text === '')
        return 'none';
    reading.output.add(text);
    return kind;
}
//# sourceMappingURL=gemini-interactions.js.map