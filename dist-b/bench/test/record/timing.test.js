import { describe, expect, it } from 'vitest';
import { rowFromTape } from '../../collector/record/record.js';
import { chat, chatChunk, chatEnd, chatUsage, geminiArray, geminiFrames } from './streams.js';
import { contextOf, eventStream, holed, json, runOf, sse, tapeOf } from './tapes.js';
const word = sse(chatChunk({ content: 'x' }));
const ending = sse(chatEnd(), chatUsage(10, 5), '[DONE]');
describe('the times of a stream', () => {
    it('are those of the chunks that completed its frames', () => {
        const row = rowOfChunks([
            [sse(chatChunk({ role: 'assistant', content: '' })), 1_000],
            [sse(chatChunk({ reasoning: 'hm' })), 2_000],
            [word, 5_000],
            [word.slice(0, 30), 6_000],
            [word.slice(30) + word, 9_000],
            [ending, 20_000]
        ]);
        expect(timesIn(row)).toEqual({
            ttfb_us: 900,
            ttft_us: 2_000,
            ttfv_us: 5_000,
            last_token_us: 9_000,
            e2e_us: 20_005,
            tpot_us: 1_750,
            gap_p50_us: 3_000,
            gap_p95_us: 4_000,
            gap_max_us: 4_000,
            gaps_us: [3_000, 4_000, 0],
            frames: 4,
            stalls: 0
        });
    });
    it('count a frame with the chunk that holds its last byte, blank line included', () => {
        const row = rowOfChunks([
            [word.slice(0, -1), 1_000],
            ['\n', 4_000],
            [ending, 5_000]
        ]);
        expect(row).toMatchObject({ ttft_us: 4_000, last_token_us: 4_000, frames: 1 });
    });
    it('rank gaps by nearest rank, and take those over a second for stalls', () => {
        const times = [0, 10, 30, 60, 100, 1_000_100, 2_000_101, 4_000_000].map(at => at + 1_000);
        const row = rowOfChunks([...times.map((at) => [word, at]), [ending, 5_000_000]]);
        // Gaps: 10, 20, 30, 40, 1000000, 1000001, 1999899.
        expect(row).toMatchObject({
            gap_p50_us: 40,
            gap_p95_us: 1_999_899,
            gap_max_us: 1_999_899,
            stalls: 2,
            frames: 8
        });
    });
    it('have no gaps and no time per token with fewer than two frames', () => {
        const row = rowOfChunks([[word + ending, 3_000]]);
        expect(row).toMatchObject({ ttft_us: 3_000, last_token_us: 3_000, frames: 1, stalls: 0 });
        expect(row).toMatchObject({ gap_p50_us: null, gap_p95_us: null, gap_max_us: null, tpot_us: null });
        expect(row.gaps_us).toEqual([]);
    });
    it('are zero, which is not unknown, between frames that came in one chunk', () => {
        expect(rowOfChunks([[word + word + ending, 3_000]])).toMatchObject({
            gap_max_us: 0,
            tpot_us: 0,
            frames: 2
        });
    });
    it('have no time per token below two tokens', () => {
        const end = sse(chatEnd(), chatUsage(10, 1), '[DONE]');
        expect(rowOfChunks([
            [word, 1_000],
            [word, 2_000],
            [end, 3_000]
        ]).tpot_us).toBeNull();
    });
    it('take no gap across bytes that were not kept', () => {
        const run = runOf([
            [word, 1_000],
            [word, 2_000],
            [word.repeat(20), 3_000],
            [word, 900_000],
            [word, 901_500],
            [ending, 902_000]
        ]);
        const tailBytes = 2 * word.length + ending.length + 40;
        const tape = tapeOf({ responseHeaders: eventStream });
        const response = holed(run, 2 * word.length + 10, tailBytes);
        const row = rowFromTape({ ...tape, response, capture: 'truncated' }, contextOf());
        expect(row).toMatchObject({
            ttft_us: 1_000,
            last_token_us: 901_500,
            gap_p50_us: 1_000,
            gap_max_us: 1_500,
            gaps_us: [1_000, 1_500],
            frames: 4,
            usage_source: 'reported'
        });
    });
    it('are told for each element of a JSON array', () => {
        const [first, second, third] = geminiFrames.map(frame => JSON.stringify(frame, null, 2));
        const row = rowFromTape(tapeOf({
            ...{ path: geminiArray.path, request: geminiArray.request, responseHeaders: json },
            response: [
                [`[${first}`, 1_000],
                [`\n,\r\n${second?.slice(0, -1)}`, 2_000],
                [`}\n,\r\n${third}\n]`, 3_500]
            ]
        }), contextOf());
        expect(row).toMatchObject({ ttft_us: 1_000, ttfv_us: 3_500, last_token_us: 3_500, streamed: true });
    });
    it('are unknown, not zero, when the tape has none', () => {
        const tape = tapeOf({ responseHeaders: eventStream, response: [[chat.body, 1]] });
        const response = { ...tape.response, offsets: [], times: [] };
        const row = rowFromTape({ ...tape, response, ttfbUs: null, endUs: null }, contextOf());
        expect(row).toMatchObject({ ttft_us: null, ttfb_us: null, e2e_us: null, frames: 2, output_tokens: 7 });
    });
});
it('an answer that is not streamed has an end, and no token times', () => {
    const body = JSON.stringify({ object: 'chat.completion', choices: [{ message: { content: 'a' } }] });
    const row = rowFromTape(tapeOf({ responseHeaders: json, response: [[body, 4_000]] }), contextOf());
    expect(timesIn(row)).toEqual({
        ttfb_us: 900,
        ttft_us: null,
        ttfv_us: null,
        last_token_us: null,
        e2e_us: 4_005,
        tpot_us: null,
        gap_p50_us: null,
        gap_p95_us: null,
        gap_max_us: null,
        gaps_us: [],
        frames: 0,
        stalls: 0
    });
});
it('a row is stamped with the microsecond at which its exchange began', () => {
    expect(rowFromTape(tapeOf({}), contextOf()).ts).toBe('2026-09-21 14:13:20.123456');
    const early = tapeOf({ tape: { startedAtUs: 1_000_007 } });
    expect(rowFromTape(early, contextOf()).ts).toBe('1970-01-01 00:00:01.000007');
});
function rowOfChunks(response) {
    return rowFromTape(tapeOf({ responseHeaders: eventStream, response }), contextOf());
}
function timesIn(row) {
    const names = /^(ttf._us|last_token_us|e2e_us|tpot_us|gaps?_\w+|frames|stalls)$/;
    return Object.fromEntries(Object.entries(row).filter(([name]) => names.test(name)));
}
//# sourceMappingURL=timing.test.js.map