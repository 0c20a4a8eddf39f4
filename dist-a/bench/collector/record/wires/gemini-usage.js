/** What Gemini's `generateContent` and Live say that they used, in `usageMetadata` and beside it. */
import { countOf, fieldsOf, listOf } from '../json.js';
import { setUnit, spoken, sumOf } from '../words.js';
import { modalityTokens } from './gemini-words.js';
/** The tier that served: the Gemini API's word for it, or Vertex AI's. */
export function readTier(usage, reading) {
    const { serviceTier, trafficType } = fieldsOf(usage);
    const tier = serviceTier ?? trafficType;
    if (typeof tier === 'string')
        reading.serviceTier = tier;
}
/** Searches of the web, each of which has a fee. What comes later repeats what was searched so far. */
export function readSearches(groundingMetadata, reading) {
    const searches = searchesIn(groundingMetadata);
    if (searches > (reading.units.get('web_searches') ?? 0))
        reading.units.set('web_searches', searches);
}
export function searchesIn(groundingMetadata) {
    return listOf(fieldsOf(groundingMetadata).webSearchQueries).length;
}
/**
 * The prompt's count leaves out what tools added to it, the candidates' count leaves out thoughts; ours are inclusive. In Live
 * the output is called `response…`; Vertex AI keeps `candidates…` there.
 */
export function usageOfMetadata(reading) {
    const words = spoken(reading.usage);
    const prompt = countOf(words.promptTokenCount);
    const tools = countOf(words.toolUsePromptTokenCount);
    const thoughts = countOf(words.thoughtsTokenCount);
    const total = countOf(words.totalTokenCount);
    const inputTokens = prompt === null ? null : prompt + (tools ?? 0);
    const said = sumOf(countOf(words.responseTokenCount ?? words.candidatesTokenCount), thoughts);
    // Counts of zero are left out of the JSON: without candidates, what the total has beside the prompt is the output.
    const derived = total === null || inputTokens === null ? null : Math.max(0, total - inputTokens);
    const output = outputDetails(words);
    return {
        inputTokens,
        outputTokens: said ?? derived,
        cacheReadTokens: countOf(words.cachedContentTokenCount),
        reasoningTokens: thoughts,
        audioInputTokens: modalityTokens(words.promptTokensDetails, 'AUDIO'),
        imageInputTokens: modalityTokens(words.promptTokensDetails, 'IMAGE'),
        audioOutputTokens: modalityTokens(output, 'AUDIO'),
        imageOutputTokens: modalityTokens(output, 'IMAGE'),
        toolInputTokens: tools,
        units: unitsOf(words, reading)
    };
}
/** Video, and which media the cached tokens are of: they have prices of their own. */
function unitsOf(words, reading) {
    const units = new Map(reading.units);
    setUnit(units, 'video_input_tokens', modalityTokens(words.promptTokensDetails, 'VIDEO'));
    setUnit(units, 'video_output_tokens', modalityTokens(outputDetails(words), 'VIDEO'));
    if (Array.isArray(words.cacheTokensDetails)) {
        for (const medium of ['AUDIO', 'IMAGE', 'VIDEO']) {
            if (modalityTokens(words.promptTokensDetails, medium) === null)
                continue;
            const cached = modalityTokens(words.cacheTokensDetails, medium) ?? 0;
            units.set(`${medium.toLowerCase()}_cache_read_tokens`, cached);
        }
    }
    return Object.fromEntries(units);
}
function outputDetails({ responseTokensDetails, candidatesTokensDetails }) {
    return responseTokensDetails ?? candidatesTokensDetails;
}
//# sourceMappingURL=gemini-usage.js.map