import { below, randomOf, uniform } from '../schedule/random.js';
import { draw } from './draw.js';
import { greyPng } from './png.js';
import { makeTools } from './prompt.js';
import { closing, promptText, randomText } from './text.js';
/** Tokens that a chat template of OpenAI's puts around each message, and once around all. */
const messageTokens = 4;
const chatTokens = 3;
/** Of a hash id of a trace. */
const blockTokens = 512;
/** A recorded prompt is made at least this much longer than the prefix that it is to share. */
const ownTokens = 16;
/**
 * Makes prompts of a profile whose requests are synthetic.
 *
 * @param salt - Of the run: another salt, other words of the same number.
 */
export function buildPrompts({ seed }, requests, salt) {
    const { images, sharedPrefix } = requests;
    const tools = makeTools(requests.tools);
    const picture = images === undefined ? '' : greyPng(images.widthPx, images.heightPx);
    const pictures = Array.from({ length: images?.count ?? 0 }, () => picture);
    const prefixes = new Map();
    const prefixText = (variant) => {
        const random = randomOf(seed, 'prefix', variant, salt);
        const text = prefixes.get(variant) ?? randomText(random, sharedPrefix?.tokens ?? 0);
        prefixes.set(variant, text);
        return text;
    };
    const textOf = ({ seq, text, answer }, row) => row?.blocks === undefined
        ? promptText(randomOf(seed, 'text', seq, salt), seq, text, answer)
        : blocksText(row.blocks, text, answer, block => randomOf(seed, 'prefix', block, salt));
    return {
        make(request, row, wire) {
            const { prefix, turns, stream } = shapeOf(requests, seed, request, row, wire);
            const messages = turns.flatMap((turn, index) => {
                const asked = { role: 'user', text: textOf(turn, row) };
                if (index === turns.length - 1)
                    return [asked];
                return [
                    asked,
                    { role: 'assistant', text: randomText(randomOf(seed, 'answers', turn.seq, salt), turn.answer) }
                ];
            });
            return {
                system: prefix === null ? '' : prefixText(prefix),
                messages,
                outputTokens: turns.at(-1)?.answer ?? 0,
                stream,
                tools,
                images: pictures
            };
        },
        lengths(request, row, wire) {
            const { prefix, turns } = shapeOf(requests, seed, request, row, wire);
            const around = wire === 'openai.embeddings' ? 0 : messageTokens;
            const outputTokens = turns.at(-1)?.answer ?? 0;
            const spoken = turns.reduce((sum, { text, answer }) => sum + text + answer + 2 * around, 0);
            const system = prefix === null ? 0 : (sharedPrefix?.tokens ?? 0) + around;
            // The last answer is yet to come.
            const inputTokens = (around === 0 ? 0 : chatTokens) + system + spoken - outputTokens - around;
            return { inputTokens, outputTokens };
        }
    };
}
/** Each request draws from streams of its own, so it comes out alike whoever asks for it, and in which order. */
function shapeOf(requests, seed, request, row, wire) {
    // A recorded turn has its whole history in its length; a drawn one has the turns just before it.
    const earlier = row === null ? (request.session?.turn ?? 0) : 0;
    const first = request.seq - earlier;
    const embeds = wire === 'openai.embeddings';
    const { sharedPrefix } = requests;
    const prefix = embeds || row?.blocks !== undefined ? null : prefixOf(sharedPrefix, seed, first);
    const prefixTokens = prefix === null ? 0 : (sharedPrefix?.tokens ?? 0) + messageTokens;
    const turns = Array.from({ length: earlier + 1 }, (_, turn) => {
        const random = randomOf(seed, 'lengths', first + turn);
        const input = draw(requests.inputTokens, random);
        const output = draw(requests.outputTokens, random);
        const around = embeds ? 0 : messageTokens + (turn > 0 ? 0 : chatTokens);
        return {
            seq: first + turn,
            // A recorded length has everything in it; a drawn one is the user's own words, and the prefix comes on top.
            text: row === null
                ? Math.max(1, input - around)
                : recordedText(row.inputTokens ?? input, around, prefixTokens),
            answer: embeds ? 0 : Math.max(1, row?.outputTokens ?? output)
        };
    });
    const streams = uniform(randomOf(seed, 'streams', request.seq)) < requests.streamShare;
    return { prefix, turns, stream: !embeds && (row?.stream ?? streams) };
}
function recordedText(tokens, around, prefixTokens) {
    return Math.max(prefixTokens === 0 ? 1 : ownTokens, tokens - around - prefixTokens);
}
/** Drawn once for a session: it keeps its system prompt. */
function prefixOf(shared, seed, first) {
    if (shared === undefined)
        return null;
    const random = randomOf(seed, 'shares', first);
    return uniform(random) < shared.share ? below(random, shared.variants) : null;
}
/** Prompts whose traces share hash ids begin with the same text. */
function blocksText(blocks, tokens, outputTokens, randomOfBlock) {
    const ask = closing(outputTokens, tokens - 1);
    let left = tokens - ask.tokens;
    let text = '';
    for (const block of blocks) {
        text += randomText(randomOfBlock(block), Math.min(left, blockTokens));
        left -= blockTokens;
    }
    // The ids say less than the length does in a few rows; the rest belongs to the last block.
    return text + randomText(randomOfBlock(-1 - (blocks.at(-1) ?? 0)), left) + ask.text;
}
//# sourceMappingURL=build-prompts.js.map