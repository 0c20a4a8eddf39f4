import { anthropicBatches } from './anthropic-batches.js';
import { anthropicComplete } from './anthropic-complete.js';
import { anthropicCountTokens } from './anthropic-count-tokens.js';
import { anthropicMessages } from './anthropic-messages.js';
import { bedrockConverse } from './bedrock-converse.js';
import { bedrockCountTokens } from './bedrock-count-tokens.js';
import { bedrockInvoke, bedrockInvokeEmbeddings, bedrockInvokeText } from './bedrock-invoke.js';
import { cohereChat } from './cohere-chat.js';
import { cohereEmbed } from './cohere-embed.js';
import { cohereRerank } from './cohere-rerank.js';
import { geminiCountTokens } from './gemini-count-tokens.js';
import { geminiEmbeddings } from './gemini-embeddings.js';
import { geminiGenerate } from './gemini-generate.js';
import { geminiInteractions } from './gemini-interactions.js';
import { geminiLive } from './gemini-live.js';
import { mistralOcr } from './mistral-ocr.js';
import { ollamaChat, ollamaEmbed, ollamaGenerate } from './ollama-chat.js';
import { openaiBatchResults } from './openai-batch-results.js';
import { openaiBatches } from './openai-batches.js';
import { openaiChat } from './openai-chat.js';
import { openaiCompletions } from './openai-completions.js';
import { openaiEmbeddings } from './openai-embeddings.js';
import { openaiImages } from './openai-images.js';
import { openaiModeration } from './openai-moderation.js';
import { openaiRealtime } from './openai-realtime.js';
import { openaiResponses } from './openai-responses.js';
import { openaiResponsesLive } from './openai-responses-live.js';
import { openaiSpeech } from './openai-speech.js';
import { openaiTranscription } from './openai-transcription.js';
/**
 * The wire that a request asks for, by path and shape, whoever the provider is. Only POST makes a model work: a GET of a
 * stored answer repeats a usage that was paid before. A batch's usage is told when its results are fetched, and only then.
 */
export function wireAsked(ask) {
    if (ask.method === 'GET')
        return resultWires.find(wire => wire.asked(ask)) ?? null;
    if (ask.method !== 'POST')
        return null;
    return wires.find(wire => wire.asked(ask)) ?? null;
}
/** The wire of a connection that this request opens (WebSocket); NULL when it is none that is known. */
export function liveWireAsked(ask) {
    return liveWires.find(live => live.asked(ask)) ?? null;
}
/** The wire of an answer at a path that tells nothing, where its JSON leaves no doubt; NULL otherwise. */
export function wireByShape(ask, value) {
    if (ask.method !== 'POST')
        return null;
    const { object, type, message } = value;
    if (typeof object === 'string' && object.startsWith('chat.completion'))
        return checked(openaiChat, value);
    if (object === 'text_completion')
        return checked(openaiCompletions, value);
    if (type === 'message_start' && typeof message === 'object')
        return anthropicMessages;
    if (type === 'message' && 'usage' in value && 'stop_reason' in value)
        return anthropicMessages;
    if ('candidates' in value && 'usageMetadata' in value)
        return checked(geminiGenerate, value);
    return null;
}
function checked(wire, value) {
    return wire.fits(value) ? wire : null;
}
const wires = [
    openaiChat,
    openaiCompletions,
    openaiResponses,
    openaiEmbeddings,
    openaiImages,
    openaiSpeech,
    openaiTranscription,
    openaiModeration,
    openaiBatches,
    anthropicMessages,
    geminiGenerate,
    bedrockConverse,
    bedrockInvokeEmbeddings,
    bedrockInvokeText,
    bedrockInvoke,
    cohereChat,
    cohereEmbed,
    cohereRerank,
    ollamaChat,
    ollamaGenerate,
    ollamaEmbed,
    geminiEmbeddings,
    geminiInteractions,
    mistralOcr,
    anthropicCountTokens,
    geminiCountTokens,
    bedrockCountTokens,
    anthropicBatches,
    anthropicComplete
];
/** Wires of what was worked for before, and is paid for when it is fetched. */
const resultWires = [anthropicBatches, openaiBatches, openaiBatchResults];
const liveWires = [openaiRealtime, openaiResponsesLive, geminiLive];
//# sourceMappingURL=all.js.map