import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { rowFromTape } from '../../collector/record/record.js';
import { seededRandom, seedOf } from '../support/random.js';
import { loadRecordings, recordingsDir } from '../support/recordings.js';
import { contextOf, cutAt, tapeOf, untimed } from './tapes.js';
const recordings = loadRecordings();
if (recordings.length === 0)
    console.warn(`no recordings at ${recordingsDir()}: their tests are skipped`);
describe.skipIf(recordings.length === 0)('every recorded exchange', () => {
    it.each(recordings.map(recording => [recording.name, recording]))('%s', (_name, recording) => {
        const context = contextOf();
        const row = rowFromTape(tapeOfRecording(recording, 7), context);
        expect(context.faults).toEqual([]);
        expect(row.status).toBe(recording.response.status);
        expect(row.wire).toBe(expectedWire(recording));
        if (testedApart.test(row.wire))
            return;
        const expected = recording.response.status < 400 ? expectedUsage(recording, row.wire) : null;
        const { input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens } = row;
        if (expected !== null) {
            expect(row.usage_source).toBe('reported');
            expect(JSON.parse(row.usage_json)).toBeTypeOf('object');
            expect({
                input_tokens,
                output_tokens,
                cache_read_tokens,
                cache_write_tokens,
                reasoning_tokens
            }).toEqual(expected);
        }
        else if (recording.response.status >= 400) {
            expect(row.error_type).toBe(recording.response.status === 429 ? 'http_429' : 'http_4xx');
            expect(row.error_message).not.toBe('');
            expect(row.usage_source).toBe('none');
        }
        else {
            expect(['none', 'estimated']).toContain(row.usage_source);
            expect(row.usage_json).toBe('');
        }
    });
    it('gives the same row, times aside, however its bytes were cut', () => {
        for (const recording of recordings) {
            const whole = untimed(rowFromTape(tapeOfRecording(recording, null), contextOf()));
            for (const seed of [1, 2]) {
                expect(untimed(rowFromTape(tapeOfRecording(recording, seed), contextOf()))).toEqual(whole);
            }
        }
    });
    it('finds the errors in answers that began well, and takes none for cut', () => {
        const bad = recordings
            .filter(recording => recording.response.status < 400)
            .map(recording => [recording.name, rowFromTape(tapeOfRecording(recording, null), contextOf())])
            .filter(([, row]) => row.error_type !== '')
            .map(([name, row]) => [name, row.error_type, row.error_code]);
        expect(bad).toEqual([
            // Azure answers a filtered prompt with status 200 and an error.
            [
                'azure/test-prompt-content-filtering-with-events-with-content-4c0b53',
                'stream_error',
                'content_filter'
            ],
            [
                'azure/test-prompt-content-filtering-with-events-with-no-content-26ac52',
                'stream_error',
                'content_filter'
            ],
            ['groq/test-tool-use-failed-error-streaming-with-text-850389', 'stream_error', 'tool_use_failed']
        ]);
    });
});
function tapeOfRecording({ name, provider, host, request, response }, seed) {
    return tapeOf({
        path: request.path,
        method: request.method,
        requestHeaders: Object.fromEntries(request.headers),
        request: request.body,
        status: response.status,
        responseHeaders: Object.fromEntries(response.headers),
        response: cutAt(response.body, seed === null ? [] : cuts(name, response.body.length, seed)),
        tape: { provider, upstreamHost: host }
    });
}
function cuts(name, length, seed) {
    const random = seededRandom(seedOf(`${name} ${seed}`));
    const found = Array.from({ length: 40 }, () => random.integer(0, length));
    return [...new Set(found)].filter(cut => cut > 0 && cut < length).sort((a, b) => a - b);
}
// What follows knows the formats a second time, on whole bodies and without the product's code.
const knownPaths = [
    [/\/chat\/completions$/, 'openai.chat'],
    [/\/responses(\/compact)?$/, 'openai.responses'],
    [/\/embeddings$/, 'openai.embeddings'],
    [/\/v1\/completions$|deployments\/[^/]+\/completions$/, 'openai.completions'],
    [/\/images\/generations$/, 'openai.images'],
    [/\/audio\/transcriptions$/, 'openai.transcription'],
    [/\/moderations$/, 'openai.moderation'],
    [/^\/v1\/messages$/, 'anthropic.messages'],
    [/:(stream)?[gG]enerateContent$/, 'gemini.generate'],
    [/\/messages\/count_tokens$/, 'anthropic.count_tokens'],
    [/\/v1\/complete$/, 'anthropic.complete'],
    [/:batchEmbedContents$/, 'gemini.embeddings'],
    [/\/v1beta\/interactions$/, 'gemini.interactions'],
    [/\/converse(-stream)?$/, 'bedrock.converse'],
    [/\/invoke(-with-response-stream)?$/, 'bedrock.invoke'],
    [/\/model\/[^/]+\/count-tokens$/, 'bedrock.count_tokens'],
    [/\/v[12]\/chat$/, 'cohere.chat'],
    [/\/v2\/embed$/, 'cohere.embed'],
    [/\/rerank$/, 'cohere.rerank']
];
/** Held to expectations of their own, in the tests of their wires. */
const testedApart = /^(bedrock|cohere)\.|^anthropic\.co|^gemini\.(embeddings|interactions)$/;
function expectedWire({ provider, request, response }) {
    const path = request.path.replace(/\?.*/, '');
    if (request.method !== 'POST')
        return 'unknown';
    // Writer's own API: chat speaks OpenAI's format at another path, streamed completions another one at OpenAI's path.
    if (provider === 'writer' && path === '/v1/chat')
        return 'openai.chat';
    if (provider === 'writer' && response.body.includes('{"value"'))
        return 'unknown';
    return knownPaths.find(([pattern]) => pattern.test(path))?.[1] ?? 'unknown';
}
function expectedUsage(recording, wire) {
    const values = jsonValues(recording);
    if (wire === 'anthropic.messages')
        return anthropic(values);
    if (wire === 'gemini.generate')
        return gemini(values);
    if (wire === 'openai.responses' || wire === 'openai.transcription')
        return responses(values);
    return wire.startsWith('openai.') ? chat(values) : null;
}
function jsonValues({ response }) {
    const bytes = response.body[0] === 0x1f ? gunzipSync(response.body) : response.body;
    const text = bytes.toString('utf8');
    if (/^\s*[[{]/.test(text))
        return [JSON.parse(text)].flat();
    const data = text.split(/\r?\n\r?\n/).map(event => /^data: ?(.*)$/m.exec(event)?.[1]);
    return data.filter(line => line?.startsWith('{')).map(line => JSON.parse(line));
}
function chat(values) {
    const last = values.findLast(value => value.usage ?? value.x_groq?.usage);
    const usage = last?.usage ?? last?.x_groq.usage;
    if (!usage)
        return null;
    const prompt = usage.prompt_tokens ?? usage.total_tokens;
    const output = usage.completion_tokens;
    const hidden = (usage.total_tokens ?? 0) - prompt;
    const total = output === undefined ? null : Math.max(hidden, output);
    const cached = usage.prompt_tokens_details?.cached_tokens ?? usage.cached_tokens ?? usage.prompt_cache_hit_tokens;
    const reasoning = usage.completion_tokens_details?.reasoning_tokens ?? usage.reasoning_tokens ?? null;
    return {
        input_tokens: prompt,
        output_tokens: total,
        cache_read_tokens: cached ?? null,
        cache_write_tokens: usage.prompt_tokens_details?.cache_write_tokens ?? null,
        reasoning_tokens: reasoning === null ? null : Math.min(reasoning, total ?? 0)
    };
}
function responses(values) {
    const last = values.findLast(value => value.response?.usage ?? value.usage);
    const usage = last?.response?.usage ?? last?.usage;
    if (!usage)
        return null;
    return {
        input_tokens: usage.input_tokens,
        output_tokens: usage.output_tokens,
        cache_read_tokens: usage.input_tokens_details?.cached_tokens ?? null,
        cache_write_tokens: usage.input_tokens_details?.cache_write_tokens ?? null,
        reasoning_tokens: usage.output_tokens_details?.reasoning_tokens ?? null
    };
}
function anthropic(values) {
    const said = values.map(value => value.usage ?? value.message?.usage).filter(Boolean);
    const latest = (name) => said
        .map(usage => usage[name])
        .filter(value => value != null)
        .at(-1);
    if (said.length === 0)
        return null;
    const read = latest('cache_read_input_tokens') ?? null;
    const written = latest('cache_creation_input_tokens') ?? null;
    return {
        input_tokens: latest('input_tokens') + read + written,
        output_tokens: latest('output_tokens'),
        cache_read_tokens: read,
        cache_write_tokens: written,
        reasoning_tokens: latest('output_tokens_details')?.thinking_tokens ?? null
    };
}
function gemini(values) {
    const said = values.map(value => value.usageMetadata).filter(Boolean);
    const latest = (name) => said.findLast(usage => name in usage)?.[name] ?? null;
    if (said.length === 0)
        return null;
    return {
        input_tokens: latest('promptTokenCount') + latest('toolUsePromptTokenCount'),
        output_tokens: latest('candidatesTokenCount') + latest('thoughtsTokenCount'),
        cache_read_tokens: latest('cachedContentTokenCount'),
        cache_write_tokens: null,
        reasoning_tokens: latest('thoughtsTokenCount')
    };
}
//# sourceMappingURL=recordings.test.js.map