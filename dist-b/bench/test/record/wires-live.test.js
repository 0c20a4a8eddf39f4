import { describe, expect, it } from 'vitest';
import { createPriceBook } from '../../collector/record/prices/price.js';
import { rowFromTape } from '../../collector/record/record.js';
import { seededRandom } from '../support/random.js';
import { closing, frame, talkOf } from './frames.js';
import { contextOf, cutAt, holed, runOf, untimed } from './tapes.js';
const realtime = '/v1/realtime?model=gpt-realtime';
const session = {
    type: 'session.created',
    session: { id: 's', type: 'realtime', model: 'gpt-realtime-2025-08-28' }
};
function created(id) {
    return { type: 'response.created', response: { id, status: 'in_progress', usage: null } };
}
function delta(id, type = 'response.output_audio.delta') {
    return { type, response_id: id, item_id: 'i', delta: 'AAAA' };
}
function usageOfTurn(scale) {
    return {
        total_tokens: 150 * scale,
        input_tokens: 100 * scale,
        output_tokens: 50 * scale,
        input_token_details: {
            text_tokens: 20 * scale,
            audio_tokens: 80 * scale,
            image_tokens: 0,
            cached_tokens: 64 * scale,
            cached_tokens_details: { text_tokens: 4 * scale, audio_tokens: 60 * scale, image_tokens: 0 }
        },
        output_token_details: { text_tokens: 10 * scale, audio_tokens: 40 * scale }
    };
}
function done(id, scale, rest = {}) {
    return { type: 'response.done', response: { id, status: 'completed', usage: usageOfTurn(scale), ...rest } };
}
const twoTurns = [
    ['server', session, 1_000],
    ['client', { type: 'session.update', session: { model: 'gpt-realtime' } }, 1_500],
    ['client', { type: 'response.create' }, 2_000],
    ['server', created('r1'), 3_000],
    ['server', delta('r1'), 4_000],
    ['server', delta('r1', 'response.output_audio_transcript.delta'), 5_000],
    ['server', done('r1', 1), 6_000],
    ['client', { type: 'response.create' }, 5_000_000],
    ['server', created('r2'), 5_001_000],
    ['server', delta('r2'), 5_002_000],
    ['server', delta('r2'), 5_004_000],
    ['server', done('r2', 2), 5_005_000]
];
describe('Realtime', () => {
    it('sums its responses, each a bill of its own', () => {
        const row = rowOf(talkOf(realtime, twoTurns));
        expect(row).toMatchObject({
            wire: 'openai.realtime',
            operation: 'realtime',
            status: 101,
            streamed: true,
            request_model: 'gpt-realtime',
            response_model: 'gpt-realtime-2025-08-28',
            response_id: 'r2',
            finish_reason: 'completed',
            input_tokens: 300,
            output_tokens: 150,
            cache_read_tokens: 192,
            audio_input_tokens: 240,
            audio_output_tokens: 120,
            units: { audio_cache_read_tokens: 180, image_cache_read_tokens: 0 },
            usage_source: 'reported',
            error_type: ''
        });
        expect(JSON.parse(row.usage_json)).toEqual(usageOfTurn(3));
    });
    it('has times from the head at our door, no gap between responses, and no time per token over several', () => {
        expect(rowOf(talkOf(realtime, twoTurns))).toMatchObject({
            ttft_us: 4_000,
            ttfv_us: 5_000,
            last_token_us: 5_004_000,
            gap_max_us: 2_000,
            stalls: 0,
            frames: 4,
            tpot_us: null
        });
        expect(rowOf(talkOf(realtime, twoTurns.slice(0, 7))).tpot_us).toBe(Math.round(1_000 / 49));
    });
    it('is priced response by response', () => {
        const { price } = createPriceBook();
        const [one, both] = [twoTurns.slice(0, 7), twoTurns].map(said => rowOf(talkOf(realtime, said), { price }));
        expect(Number(one?.cost_usd)).toBeGreaterThan(0);
        expect(Number(both?.cost_usd)).toBeCloseTo(3 * Number(one?.cost_usd), 8);
    });
    it('counts a response once, however often it is told', () => {
        const said = [...twoTurns.slice(0, 7), ['server', done('r1', 1), 7_000]];
        expect(rowOf(talkOf(realtime, said))).toMatchObject({ input_tokens: 100, output_tokens: 50 });
    });
    it('keeps apart responses that run beside each other', () => {
        const said = [
            ['server', created('a'), 1],
            ['server', created('b'), 2],
            ['server', delta('a'), 3],
            ['server', done('b', 1), 4],
            ['server', done('a', 2), 5]
        ];
        expect(rowOf(talkOf(realtime, said))).toMatchObject({ input_tokens: 300, error_type: '' });
    });
    it('bills the transcription of what was said by its own model', () => {
        const transcription = { model: 'whisper-1' };
        const started = { ...session, session: { ...session.session, audio: { input: { transcription } } } };
        const heard = {
            type: 'conversation.item.input_audio_transcription.completed',
            usage: { type: 'duration', seconds: 60 }
        };
        const { price } = createPriceBook();
        const said = [['server', started, 1], ['server', heard, 2], ...twoTurns.slice(2, 7)];
        const row = rowOf(talkOf(realtime, said), { price });
        expect(row).toMatchObject({ input_tokens: 100, units: { seconds_in: 60 }, usage_source: 'reported' });
        const without = rowOf(talkOf(realtime, twoTurns.slice(0, 7)), { price });
        expect(Number(row.cost_usd) - Number(without.cost_usd)).toBeCloseTo(0.006, 8);
        const tokens = {
            type: 'tokens',
            input_tokens: 9,
            input_token_details: { audio_tokens: 9 },
            output_tokens: 3
        };
        const other = rowOf(talkOf(realtime, [['server', { ...heard, usage: tokens }, 2]]));
        expect(other).toMatchObject({ input_tokens: 9, audio_input_tokens: 9, output_tokens: 3 });
    });
    it('reads xAI’s usage beside the response', () => {
        const event = {
            type: 'response.done',
            response: { id: 'x', status: 'completed', usage: {} },
            usage: { input_tokens: 5, output_tokens: 6, billable_audio_seconds: 7.5 }
        };
        const row = rowOf(talkOf('/v1/realtime', [
            ['server', created('x'), 1],
            ['server', event, 2]
        ]));
        expect(row).toMatchObject({
            input_tokens: 5,
            output_tokens: 6,
            units: { billable_audio_seconds: 7.5 },
            usage_source: 'reported'
        });
    });
    it('says why a response was cancelled, incomplete or failed', () => {
        const cases = [
            [
                { status: 'cancelled', status_details: { reason: 'turn_detected' } },
                { finish_reason: 'turn_detected' }
            ],
            [
                { status: 'incomplete', status_details: { reason: 'max_output_tokens' } },
                { finish_reason: 'max_output_tokens', error_type: '' }
            ],
            [
                { status: 'failed', status_details: { error: { type: 'server_error', code: 'boom', message: 'x' } } },
                { finish_reason: 'failed', error_type: 'stream_error', error_code: 'boom' }
            ]
        ];
        for (const [rest, expected] of cases) {
            expect(rowOf(talkOf(realtime, [
                ['server', created('r'), 1],
                ['server', done('r', 1, rest), 2]
            ]))).toMatchObject(expected);
        }
    });
    it('with an error in the middle is a failed stream, and keeps its usage', () => {
        const error = {
            type: 'error',
            error: { type: 'invalid_request_error', code: 'session_expired', message: 'late' }
        };
        const row = rowOf(talkOf(realtime, [...twoTurns, ['server', error, 6_000_000]]));
        expect(row).toMatchObject({
            error_type: 'stream_error',
            error_code: 'session_expired',
            error_message: 'late',
            input_tokens: 300
        });
    });
    it('that ends with a response open is truncated; the client’s own goodbye is its abort', () => {
        const open = twoTurns.slice(0, 11);
        expect(rowOf(talkOf(realtime, open))).toMatchObject({
            error_type: 'truncated_stream',
            input_tokens: 100,
            usage_source: 'partial'
        });
        const unanswered = rowOf(talkOf(realtime, twoTurns.slice(0, 8)));
        expect(unanswered).toMatchObject({ error_type: 'truncated_stream', usage_source: 'reported' });
        const left = rowOf(talkOf(realtime, [...open, ['client', closing(1000, '', true), 5_006_000]]));
        expect(left).toMatchObject({ error_type: 'client_abort', ended_by: 'client' });
        const farewell = rowOf(talkOf(realtime, [...twoTurns, ['client', closing(1000, '', true), 5_006_000]]));
        expect(farewell).toMatchObject({ error_type: '', ended_by: 'complete' });
    });
    it('that the provider closes with an error code failed', () => {
        const row = rowOf(talkOf(realtime, [...twoTurns, ['server', closing(1013, 'try again later'), 6_000_000]]));
        expect(row).toMatchObject({
            error_type: 'stream_error',
            error_code: '1013',
            error_message: 'try again later'
        });
        const farewell = rowOf(talkOf(realtime, [...twoTurns, ['server', closing(1000, 'bye'), 6_000_000]]));
        expect(farewell.error_type).toBe('');
    });
    it('of which a part was not kept is labelled partial, and its end proves nothing', () => {
        const tape = talkOf(realtime, twoTurns);
        const tail = frame(JSON.stringify(done('r2', 2))).length + 20;
        const response = holed(tape.response, 120, tail);
        const row = rowOf({ ...tape, response, capture: 'truncated' });
        expect(row).toMatchObject({
            input_tokens: 200,
            usage_source: 'partial',
            error_type: '',
            response_id: 'r2'
        });
    });
    it('has no gap where bytes are missing', () => {
        const said = [
            ['server', created('r'), 1],
            ['server', delta('r'), 1_000],
            ...Array.from({ length: 9 }, (_, index) => ['server', delta('r'), 2_000 + index]),
            ['server', delta('r'), 5_000_000],
            ['server', delta('r'), 5_000_100],
            ['server', done('r', 1), 5_000_200]
        ];
        const tape = talkOf(realtime, said);
        const kept = [delta('r'), delta('r'), done('r', 1)].map(event => frame(JSON.stringify(event)).length);
        const tail = kept.reduce((sum, length) => sum + length, 0);
        const response = holed(tape.response, 250, tail);
        expect(rowOf({ ...tape, response, capture: 'truncated' })).toMatchObject({
            gap_max_us: 100,
            last_token_us: 5_000_100,
            input_tokens: 100,
            usage_source: 'partial'
        });
    });
    it('at Azure has the deployment of the query, and the model of the session', () => {
        const row = rowOf(talkOf('/openai/realtime?api-version=1&deployment=voice', twoTurns.slice(0, 1)));
        expect(row).toMatchObject({ request_model: 'voice', response_model: 'gpt-realtime-2025-08-28' });
    });
    it('leaves no credential in its row', () => {
        const key = 'ek_68af296e8e408191a1120ab6383263c2';
        const error = { type: 'error', error: { code: 'bad', message: `what is ${key}?` } };
        for (const protocol of [`openai-insecure-api-key.${key}`, `xai-client-secret.${key}`, key]) {
            const tape = talkOf(realtime, [['server', error, 1]], {
                requestHeaders: { 'sec-websocket-protocol': `realtime, ${protocol}` }
            });
            const row = rowOf(tape);
            expect(JSON.stringify(row)).not.toContain(key);
            expect(row.error_message).toContain('***');
        }
        const query = rowOf(talkOf(`${realtime}&api-key=${key}`, [['server', error, 1]]));
        expect(JSON.stringify(query)).not.toContain(key);
    });
});
describe('Responses over WebSocket', () => {
    const path = '/v1/responses';
    const ask = (text) => ({ type: 'response.create', model: 'gpt-5', input: text });
    const begun = (id) => ({ type: 'response.created', response: response(id, 'in_progress', null) });
    const text = { type: 'response.output_text.delta', delta: 'Grüße', sequence_number: 1 };
    function response(id, status, usage) {
        return {
            id,
            object: 'response',
            model: 'gpt-5-2025-08-07',
            service_tier: 'default',
            status,
            output: [],
            usage
        };
    }
    function completed(id, input, output) {
        const usage = {
            input_tokens: input,
            output_tokens: output,
            input_tokens_details: { cached_tokens: 8 },
            output_tokens_details: { reasoning_tokens: 2 },
            total_tokens: input + output
        };
        return { type: 'response.completed', response: response(id, 'completed', usage) };
    }
    const said = [
        ['client', ask('one'), 100],
        ['server', begun('resp_1'), 200],
        ['server', text, 300],
        ['server', text, 400],
        ['server', completed('resp_1', 20, 6), 500],
        ['client', ask('two'), 900_000],
        ['server', begun('resp_2'), 900_100],
        ['server', text, 900_200],
        ['server', completed('resp_2', 40, 7), 900_300]
    ];
    it('is the wire that it is over HTTP, and sums what its responses took', () => {
        expect(rowOf(talkOf(path, said))).toMatchObject({
            wire: 'openai.responses',
            operation: 'chat',
            request_model: 'gpt-5',
            response_model: 'gpt-5-2025-08-07',
            response_id: 'resp_2',
            service_tier: 'default',
            finish_reason: 'completed',
            input_tokens: 60,
            output_tokens: 13,
            cache_read_tokens: 16,
            reasoning_tokens: 4,
            usage_source: 'reported',
            error_type: '',
            ttft_us: 300,
            last_token_us: 900_200,
            gap_max_us: 100,
            frames: 3
        });
    });
    it('estimates the response that broke off, beside what the others reported', () => {
        const row = rowOf(talkOf(path, said.slice(0, 8)));
        expect(row).toMatchObject({
            error_type: 'truncated_stream',
            usage_source: 'partial',
            finish_reason: 'in_progress'
        });
        expect(row.input_tokens).toBeGreaterThan(20);
        expect(row.output_tokens).toBe(6 + 2);
    });
    it('takes a refused request for answered', () => {
        const error = {
            type: 'error',
            status: 400,
            error: { code: 'previous_response_not_found', message: 'gone' }
        };
        const row = rowOf(talkOf(path, [
            ['client', ask('x'), 1],
            ['server', error, 2]
        ]));
        expect(row).toMatchObject({
            error_type: 'stream_error',
            error_code: 'previous_response_not_found',
            usage_source: 'none'
        });
    });
    it('gives the same row however its bytes were cut', () => {
        const tape = talkOf(path, said);
        const whole = untimed(rowOf(tape));
        const random = seededRandom(5);
        for (let round = 0; round < 60; round += 1) {
            const [request, answer] = [tape.request, tape.response].map(run => {
                const cuts = Array.from({ length: 6 }, () => random.integer(1, run.totalBytes)).sort((a, b) => a - b);
                return runOf(cutAt(run.head, cuts));
            });
            const cut = { ...tape, request: request, response: answer };
            const { input_tokens, output_tokens, frames, error_type } = rowOf(cut);
            expect({ input_tokens, output_tokens, frames, error_type }).toEqual({
                input_tokens: whole.input_tokens,
                output_tokens: whole.output_tokens,
                frames: whole.frames,
                error_type: ''
            });
        }
    });
    it('cut anywhere is a row, and never a complaint', () => {
        const tape = talkOf(path, said);
        for (let end = 0; end < tape.response.totalBytes; end += 3) {
            const row = rowOf({ ...tape, response: runOf([[tape.response.head.subarray(0, end), 500]]) });
            expect(row.error_type).toBe('truncated_stream');
        }
    });
});
describe('Gemini Live', () => {
    const path = '/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent?key=AIzaSecretSecretSecret';
    const setup = { setup: { model: 'models/gemini-live-2.5-flash-preview' } };
    const turn = { clientContent: { turns: [], turnComplete: true } };
    const say = (...parts) => ({ serverContent: { modelTurn: { parts } } });
    const audio = { inlineData: { mimeType: 'audio/pcm', data: 'AAAA' } };
    function usageOf(prompt, response) {
        return {
            promptTokenCount: prompt,
            responseTokenCount: response,
            totalTokenCount: prompt + response,
            promptTokensDetails: [{ modality: 'TEXT', tokenCount: prompt }],
            responseTokensDetails: [{ modality: 'AUDIO', tokenCount: response }]
        };
    }
    const said = [
        ['client', setup, 1],
        ['server', { setupComplete: {} }, 2],
        ['client', turn, 10],
        ['server', frame(JSON.stringify(say(audio)), { opcode: 2 }), 20],
        ['server', { serverContent: { outputTranscription: { text: 'Grüße' } } }, 30],
        ['server', { serverContent: { generationComplete: true } }, 35],
        ['server', { serverContent: { turnComplete: true }, usageMetadata: usageOf(10, 40) }, 40],
        ['client', turn, 1_000],
        ['server', say({ text: 'thinking', thought: true }), 1_010],
        ['server', { ...say(audio), usageMetadata: usageOf(30, 5) }, 1_020],
        ['server', { serverContent: { turnComplete: true }, usageMetadata: usageOf(30, 60) }, 1_030]
    ];
    it('sums its turns; within a turn the latest count holds', () => {
        const row = rowOf(talkOf(path, said));
        expect(row).toMatchObject({
            wire: 'gemini.live',
            operation: 'realtime',
            request_model: 'gemini-live-2.5-flash-preview',
            finish_reason: 'turnComplete',
            input_tokens: 40,
            output_tokens: 100,
            audio_output_tokens: 100,
            usage_source: 'reported',
            error_type: '',
            ttft_us: 20,
            ttfv_us: 30,
            last_token_us: 1_020,
            frames: 4
        });
        expect(JSON.stringify(row)).not.toContain('AIza');
    });
    it('takes usage that follows its turn for that turn’s, also in Vertex AI’s words', () => {
        const usageMetadata = {
            promptTokenCount: 7,
            candidatesTokenCount: 3,
            thoughtsTokenCount: 2,
            totalTokenCount: 12
        };
        const row = rowOf(talkOf('/ws/google.cloud.aiplatform.v1.LlmBidiService/BidiGenerateContent', [
            ['client', { setup: { model: 'projects/p/locations/l/publishers/google/models/gemini-live' } }, 1],
            ['server', say({ text: 'x' }), 2],
            ['server', { serverContent: { turnComplete: true } }, 3],
            ['server', { usageMetadata }, 4]
        ]));
        expect(row).toMatchObject({
            request_model: 'gemini-live',
            input_tokens: 7,
            output_tokens: 5,
            reasoning_tokens: 2,
            error_type: ''
        });
    });
    it('waiting for a tool is not cut off, and both of its bills count', () => {
        const call = { toolCall: { functionCalls: [{ name: 'f' }] }, usageMetadata: usageOf(10, 4) };
        const waiting = rowOf(talkOf(path, [
            ['client', turn, 1],
            ['server', call, 2]
        ]));
        expect(waiting).toMatchObject({ error_type: '', input_tokens: 10, output_tokens: 4, frames: 1 });
        const answered = rowOf(talkOf(path, [
            ['client', turn, 1],
            ['server', call, 2],
            ['client', { toolResponse: {} }, 3],
            ['server', say({ text: 'x' }), 4],
            ['server', { serverContent: { turnComplete: true }, usageMetadata: usageOf(20, 6) }, 5]
        ]));
        expect(answered).toMatchObject({ error_type: '', input_tokens: 30, output_tokens: 10 });
    });
    it('in the middle of a turn is truncated; interrupted by the user it is not', () => {
        expect(rowOf(talkOf(path, said.slice(0, 6)))).toMatchObject({ error_type: 'truncated_stream' });
        const stop = { serverContent: { interrupted: true, turnComplete: true }, usageMetadata: usageOf(10, 9) };
        expect(rowOf(talkOf(path, [...said.slice(0, 5), ['server', stop, 50]]))).toMatchObject({
            finish_reason: 'interrupted',
            error_type: '',
            output_tokens: 9
        });
    });
    it('tells its errors in the close frame', () => {
        const row = rowOf(talkOf(path, [
            ['client', setup, 1],
            ['server', closing(1008, 'quota exceeded'), 2]
        ]));
        expect(row).toMatchObject({
            error_type: 'stream_error',
            error_code: '1008',
            error_message: 'quota exceeded'
        });
    });
});
describe('any other connection', () => {
    it('leaves its row, and its frames alone', () => {
        const row = rowOf(talkOf('/v1/else', [['server', Buffer.from([1, 2, 3, 0xff]), 1]]));
        expect(row).toMatchObject({ wire: 'unknown', streamed: true, usage_source: 'none', error_type: '' });
    });
    it('of known wires never throws, whatever was said', () => {
        const random = seededRandom(3);
        const values = [null, 1, 'x', [], {}, { id: 1 }, -1, { text: 5 }, [{ modality: 1 }]];
        const names = [
            'type',
            'response',
            'session',
            'usage',
            'delta',
            'serverContent',
            'usageMetadata',
            'setup',
            'error'
        ];
        const types = ['response.created', 'response.done', 'response.x.delta', 'error', 'session.created'];
        for (let round = 0; round < 600; round += 1) {
            const said = Array.from({ length: 8 }, (_, index) => {
                const message = Object.fromEntries(names.map(name => [name, random.pick(values)]));
                if (random.integer(0, 2) === 1)
                    message['type'] = random.pick(types);
                return [random.pick(['client', 'server']), message, index];
            });
            for (const path of [realtime, '/v1/responses', '/x.BidiGenerateContent']) {
                expect(rowOf(talkOf(path, said)).status).toBe(101);
            }
        }
    });
});
function rowOf(tape, overrides = {}) {
    const context = contextOf(overrides);
    const row = rowFromTape(tape, context);
    expect(context.faults).toEqual([]);
    return row;
}
//# sourceMappingURL=wires-live.test.js.map