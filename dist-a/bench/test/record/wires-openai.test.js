import { describe, expect, it } from 'vitest';
import { createPriceBook } from '../../collector/record/prices/price.js';
import { rowFromTape } from '../../collector/record/record.js';
import { contextOf, cutAt, eventStream, holed, json, sse, tapeOf, untimed } from './tapes.js';
describe('images', () => {
    const usage = {
        input_tokens: 50,
        output_tokens: 1056,
        total_tokens: 1106,
        input_tokens_details: { text_tokens: 10, image_tokens: 40 }
    };
    it('bring their tokens, all of them images where nothing else is said', () => {
        const row = answer('/v1/images/generations', { created: 1, data: [{ b64_json: 'AA' }], usage });
        expect(row).toMatchObject({
            wire: 'openai.images',
            operation: 'image_generation',
            request_model: 'm',
            input_tokens: 50,
            output_tokens: 1056,
            image_input_tokens: 40,
            image_output_tokens: 1056,
            units: { images: 1 },
            usage_source: 'reported'
        });
    });
    it('tell apart text and images of the output where they say so', () => {
        const details = { output_tokens_details: { text_tokens: 56, image_tokens: 1000 } };
        const row = answer('/openai/deployments/d/images/edits', { data: [{}], usage: { ...usage, ...details } });
        expect(row).toMatchObject({ output_tokens: 1056, image_output_tokens: 1000 });
    });
    it('without usage are counted, and have no price', () => {
        const row = answer('/v1/images/generations', { data: [{ url: 'a' }, { url: 'b' }] });
        expect(row).toMatchObject({
            units: { images: 2 },
            input_tokens: null,
            output_tokens: null,
            usage_source: 'estimated',
            usage_json: '',
            cost_usd: null
        });
    });
    it('in a stream come at their times, in any cut', () => {
        const events = [
            { type: 'image_generation.partial_image', partial_image_index: 0, b64_json: 'A'.repeat(500) },
            { type: 'image_generation.partial_image', partial_image_index: 1, b64_json: 'B'.repeat(500) },
            { type: 'image_generation.completed', b64_json: 'C'.repeat(500), usage }
        ];
        const response = events.map((event, index) => [sse(event), 1000 * (index + 1)]);
        const exchange = {
            path: '/v1/images/generations',
            responseHeaders: eventStream,
            request: { stream: true }
        };
        const row = rowFromTape(tapeOf({ ...exchange, response }), contextOf());
        expect(row).toMatchObject({
            streamed: true,
            ttft_us: 1000,
            last_token_us: 3000,
            frames: 3,
            units: { images: 1 },
            image_output_tokens: 1056,
            error_type: ''
        });
        expectSameInAnyCut(exchange, sse(...events));
        const cut = rowFromTape(tapeOf({ ...exchange, response: response.slice(0, 2) }), contextOf());
        expect(cut).toMatchObject({ error_type: 'truncated_stream', usage_source: 'none', output_tokens: null });
    });
});
describe('an image whose stream was too long to keep', () => {
    it('still has its usage', () => {
        const usage = { input_tokens: 50, output_tokens: 1_056, total_tokens: 1_106 };
        const body = sse({ type: 'image_generation.partial_image', b64_json: 'A'.repeat(5_000) }, { type: 'image_generation.completed', b64_json: 'C'.repeat(50_000), usage });
        const exchange = {
            path: '/v1/images/generations',
            responseHeaders: eventStream,
            request: { stream: true }
        };
        const tape = tapeOf({ ...exchange, response: cutAt(Buffer.from(body), []) });
        const response = holed(tape.response, 20_000, 10_000);
        expect(rowFromTape({ ...tape, response, capture: 'truncated' }, contextOf())).toMatchObject({
            input_tokens: 50,
            output_tokens: 1_056,
            usage_source: 'reported',
            error_type: ''
        });
    });
});
describe('speech', () => {
    const request = { model: 'tts-1', input: 'Grüße 🦊', voice: 'alloy' };
    const exchange = { path: '/v1/audio/speech', request };
    const mp3 = { 'content-type': 'audio/mpeg' };
    it('as audio has the time of its first byte, and the characters that were spoken', () => {
        const response = [
            [Buffer.from([0xff, 0xfb, 0x90]), 1500],
            [Buffer.alloc(3_000, 0x5b), 2500]
        ];
        const row = rowFromTape(tapeOf({ ...exchange, responseHeaders: mp3, response }), contextOf());
        expect(row).toMatchObject({
            wire: 'openai.speech',
            operation: 'speech',
            ttft_us: 1500,
            ttfv_us: null,
            last_token_us: 2500,
            units: { characters_in: 7 },
            usage_source: 'estimated',
            error_type: ''
        });
    });
    it('in a stream of events reports its tokens', () => {
        const events = [
            { type: 'speech.audio.delta', audio: 'AAAA' },
            { type: 'speech.audio.done', usage: { input_tokens: 9, output_tokens: 120, total_tokens: 129 } }
        ];
        const stream = { ...exchange, responseHeaders: eventStream };
        const row = rowFromTape(tapeOf({ ...stream, response: [[sse(...events), 700]] }), contextOf());
        expect(row).toMatchObject({
            input_tokens: 9,
            output_tokens: 120,
            ttft_us: 700,
            units: { characters_in: 7 },
            usage_source: 'reported',
            error_type: ''
        });
        expectSameInAnyCut(stream, sse(...events));
        const cut = rowFromTape(tapeOf({ ...stream, response: [[sse(events[0]), 1]] }), contextOf());
        expect(cut).toMatchObject({ error_type: 'truncated_stream' });
    });
    it('that fails says why', () => {
        const error = JSON.stringify({ error: { message: 'no voice', code: 'invalid_voice' } });
        const row = rowFromTape(tapeOf({ ...exchange, status: 400, responseHeaders: json, response: [[error, 1]] }), contextOf());
        expect(row).toMatchObject({ error_type: 'http_4xx', error_code: 'invalid_voice', usage_source: 'none' });
    });
});
describe('transcription', () => {
    const path = '/v1/audio/transcriptions';
    it('reports tokens, the audio among them', () => {
        const usage = {
            type: 'tokens',
            input_tokens: 14,
            input_token_details: { text_tokens: 4, audio_tokens: 10 },
            output_tokens: 5,
            total_tokens: 19
        };
        const row = formAnswer(path, { text: 'hello', usage }, ['model', 'gpt-4o-transcribe']);
        expect(row).toMatchObject({
            wire: 'openai.transcription',
            operation: 'transcription',
            request_model: 'gpt-4o-transcribe',
            input_tokens: 14,
            audio_input_tokens: 10,
            output_tokens: 5,
            usage_source: 'reported'
        });
    });
    it('reports seconds, and is priced by them', () => {
        const told = { text: 'hello', usage: { type: 'duration', seconds: 90 } };
        const row = formAnswer(path, told, ['model', 'whisper-1'], createPriceBook().price);
        expect(row).toMatchObject({
            input_tokens: null,
            output_tokens: null,
            units: { seconds_in: 90 },
            usage_source: 'reported',
            cost_usd: '0.009'
        });
    });
    it.each([12.5, '12.5'])('in its verbose form says how long the audio was: %j', duration => {
        const row = formAnswer('/openai/v1/audio/translations', { text: 'hi', duration, segments: [] }, []);
        expect(row).toMatchObject({ units: { seconds_in: 12.5 }, usage_source: 'reported' });
    });
    it('as plain text tells nothing, and nothing is made up', () => {
        const row = rowFromTape(tapeOf({ path, request: form(['response_format', 'text']), response: [['hello there\n', 1]] }), contextOf());
        expect(row).toMatchObject({ usage_source: 'none', units: {}, error_type: '', streamed: false });
    });
    it('in a stream comes at its times', () => {
        const usage = { type: 'tokens', input_tokens: 14, output_tokens: 5, total_tokens: 19 };
        const events = [
            { type: 'transcript.text.delta', delta: 'Grü' },
            { type: 'transcript.text.delta', delta: 'ße' },
            { type: 'transcript.text.done', text: 'Grüße', usage }
        ];
        const exchange = { path, request: form(['stream', 'true']), responseHeaders: eventStream };
        const response = events.map((event, index) => [sse(event), 1000 * (index + 1)]);
        const row = rowFromTape(tapeOf({ ...exchange, response }), contextOf());
        expect(row).toMatchObject({
            ttft_us: 1000,
            ttfv_us: 1000,
            last_token_us: 2000,
            frames: 2,
            input_tokens: 14
        });
        expectSameInAnyCut(exchange, sse(...events));
    });
});
describe('a form', () => {
    it('tells its short fields before and behind the file, and no matter how large that is', () => {
        for (const before of [true, false]) {
            const fields = [
                ['model', 'whisper-1'],
                ['stream', 'true']
            ];
            const request = form(...(before ? fields : []), ['file', 'x'.repeat(400_000)], ...(before ? [] : fields));
            const tape = tapeOf({ path: '/v1/audio/transcriptions', request, status: null });
            const headers = ['Content-Type', 'multipart/form-data; boundary=b'];
            for (const sent of [tape.request, holed(tape.request, 100_000, 100_000)]) {
                const row = rowFromTape({ ...tape, request: sent, requestHeaders: headers }, contextOf());
                expect(row).toMatchObject({ request_model: 'whisper-1', streamed: true });
            }
        }
    });
});
describe('moderation', () => {
    it('is free of usage', () => {
        const row = answer('/v1/moderations', { id: 'modr-1', model: 'omni-1', results: [{}] });
        expect(row).toMatchObject({
            wire: 'openai.moderation',
            operation: 'moderation',
            response_model: 'omni-1',
            response_id: 'modr-1',
            usage_source: 'none'
        });
    });
});
describe('batches', () => {
    const usage = { input_tokens: 700, output_tokens: 90, total_tokens: 790 };
    it('show their counts beside, where no sum takes them for more work than the results tell', () => {
        const batch = {
            id: 'batch_1',
            object: 'batch',
            status: 'completed',
            request_counts: { total: 3, completed: 3, failed: 0 },
            usage
        };
        for (const [method, path] of [
            ['GET', '/v1/batches/batch_1'],
            ['POST', '/v1/batches'],
            ['POST', '/v1/batches/batch_1/cancel']
        ]) {
            const row = answer(path, batch, method);
            expect(row).toMatchObject({
                wire: 'openai.batches',
                operation: 'batch',
                response_id: 'batch_1',
                finish_reason: 'completed',
                input_tokens: null,
                output_tokens: null,
                cost_usd: null,
                usage_source: 'none',
                units: { batch_requests: 3, batch_input_tokens: 700, batch_output_tokens: 90 }
            });
            expect(JSON.parse(row.usage_json)).toEqual(usage);
        }
    });
    const lines = [
        chatLine('gpt-4.1-mini-2025-04-14', 1_000, 100),
        chatLine('gpt-4.1-2025-04-14', 500, 50),
        { custom_id: 'r', error: null, response: { status_code: 200, body: responseBody(30, 4) } },
        { custom_id: 'e', error: null, response: { status_code: 200, body: embeddingsBody(7) } },
        { custom_id: 'x', response: { status_code: 400, body: { error: { message: 'no' } } }, error: null }
    ];
    const file = lines.map(line => `${JSON.stringify(line)}\n`).join('');
    const fetched = { method: 'GET', path: '/v1/files/file-1/content', request: '' };
    it('have the sum of their lines, each at its own model’s price, at half of it', () => {
        const { price } = createPriceBook();
        const response = [[file, 1]];
        const row = rowFromTape(tapeOf({ ...fetched, response }), contextOf({ price }));
        expect(row).toMatchObject({
            wire: 'openai.batches',
            operation: 'batch',
            service_tier: 'batch',
            streamed: false,
            input_tokens: 1_537,
            output_tokens: 154,
            cache_read_tokens: 0,
            usage_source: 'reported',
            error_type: ''
        });
        // Per million: 0.4/1.6 (4.1 mini), 2/8 (4.1), 0.4/1.6 (4.1 mini again), 0.02 (embeddings); half of it all.
        const list = (1_000 * 0.4 + 100 * 1.6 + 500 * 2 + 50 * 8 + 30 * 0.4 + 4 * 1.6 + 7 * 0.02) / 1e6;
        expect(Number(row.cost_list_usd)).toBeCloseTo(list, 9);
        expect(Number(row.cost_usd)).toBeCloseTo(list / 2, 8);
        expectSameInAnyCut(fetched, file);
    });
    it('that were not seen whole are a part, and say so', () => {
        const tape = tapeOf({ ...fetched, response: [[file, 1]] });
        const tail = JSON.stringify(lines[4]).length + JSON.stringify(lines[3]).length + 3;
        const cut = { ...tape, response: holed(tape.response, 300, tail) };
        expect(rowFromTape(cut, contextOf())).toMatchObject({ input_tokens: 1_007, usage_source: 'partial' });
        const aborted = { ...tape, errorType: 'client_abort', endedBy: 'client' };
        expect(rowFromTape(aborted, contextOf())).toMatchObject({ usage_source: 'partial', ended_by: 'client' });
    });
    it('do not pay for a long context that only their sum has', () => {
        const { price } = createPriceBook();
        const long = Array.from({ length: 4 }, () => chatLine('gpt-5.6-sol', 100_000, 10));
        const costs = [long.slice(0, 1), long].map(part => {
            const text = part.map(line => `${JSON.stringify(line)}\n`).join('');
            return rowFromTape(tapeOf({ ...fetched, response: [[text, 1]] }), contextOf({ price })).cost_list_usd;
        });
        expect(Number(costs[0])).toBeGreaterThan(0);
        expect(Number(costs[1])).toBeCloseTo(4 * Number(costs[0]), 8);
    });
    it('are not seen in files of another kind', () => {
        const training = '{"messages":[]}\n{"messages":[]}\n';
        expect(rowFromTape(tapeOf({ ...fetched, response: [[training, 1]] }), contextOf())).toMatchObject({
            wire: 'unknown',
            usage_source: 'none'
        });
    });
});
describe('Azure', () => {
    const body = {
        id: 'c',
        object: 'chat.completion',
        choices: [],
        usage: { prompt_tokens: 3, completion_tokens: 1 }
    };
    it('names the model that served where the body has the deployment, or nothing', () => {
        for (const model of ['my-deployment', undefined]) {
            const path = '/openai/deployments/my-deployment/chat/completions?api-version=1';
            const headers = { ...json, 'x-ms-served-model': 'gpt-4.1-mini-2025-04-14' };
            const context = contextOf({ price: createPriceBook().price });
            const exchange = { path, request: { messages: [] }, responseHeaders: headers };
            const response = [[JSON.stringify({ ...body, model }), 1]];
            const row = rowFromTape(tapeOf({ ...exchange, response, tape: { provider: 'azure.ai.openai' } }), context);
            expect(row).toMatchObject({
                request_model: 'my-deployment',
                response_model: 'gpt-4.1-mini-2025-04-14',
                price_source: 'list'
            });
        }
    });
    it('keeps the model of the body where it is one', () => {
        const headers = { ...json, 'x-ms-served-model': 'other' };
        const response = [[JSON.stringify({ ...body, model: 'real-1' }), 1]];
        const path = '/openai/deployments/d/chat/completions';
        const row = rowFromTape(tapeOf({ path, request: { messages: [] }, responseHeaders: headers, response }), contextOf());
        expect(row.response_model).toBe('real-1');
    });
    it('speaks the wires of audio and images under a deployment', () => {
        for (const [call, wire] of [
            ['audio/speech', 'openai.speech'],
            ['audio/transcriptions', 'openai.transcription'],
            ['images/generations', 'openai.images']
        ]) {
            const path = `/openai/deployments/my%20one/${call}?api-version=2025`;
            expect(rowFromTape(tapeOf({ path, request: {} }), contextOf())).toMatchObject({
                wire,
                request_model: 'my one'
            });
        }
    });
});
describe('usage in details', () => {
    it('of a response tells which cached tokens were audio or images', () => {
        const usage = {
            input_tokens: 100,
            output_tokens: 5,
            input_tokens_details: {
                cached_tokens: 60,
                audio_tokens: 70,
                image_tokens: 10,
                cached_tokens_details: { text_tokens: 10, audio_tokens: 50, image_tokens: 0 }
            }
        };
        const row = answer('/v1/responses', { object: 'response', id: 'r', status: 'completed', usage });
        expect(row).toMatchObject({
            input_tokens: 100,
            cache_read_tokens: 60,
            audio_input_tokens: 70,
            image_input_tokens: 10,
            units: { audio_cache_read_tokens: 50, image_cache_read_tokens: 0 }
        });
    });
    it('of Perplexity’s deep research counts what was thought and read as output', () => {
        const usage = {
            prompt_tokens: 33,
            completion_tokens: 7_163,
            total_tokens: 7_196,
            citation_tokens: 20_016,
            reasoning_tokens: 73_220,
            num_search_queries: 18
        };
        const choices = [{ index: 0, message: { content: 'x' }, finish_reason: 'stop' }];
        const row = answer('/chat/completions', { id: 'p', model: 'sonar-deep-research', choices, usage });
        expect(row).toMatchObject({
            input_tokens: 33,
            output_tokens: 7_163 + 20_016 + 73_220,
            reasoning_tokens: 73_220,
            units: { citation_tokens: 20_016, web_searches: 18 }
        });
        const tape = answerTape('/chat/completions', { model: 'sonar-deep-research', choices, usage });
        const { price } = createPriceBook();
        const priced = rowFromTape({ ...tape, provider: 'perplexity' }, contextOf({ price }));
        // $2 in, $8 out, $2 citations, $3 reasoning per million; $5 per thousand searches.
        const expected = (33 * 2 + 7_163 * 8 + 20_016 * 2 + 73_220 * 3) / 1e6 + (18 * 5) / 1e3;
        expect(Number(priced.cost_usd)).toBeCloseTo(expected, 8);
    });
});
function answerTape(path, body, method = 'POST') {
    const request = method === 'POST' ? { model: 'm', messages: [] } : '';
    return tapeOf({ path, method, request, responseHeaders: json, response: [[JSON.stringify(body), 1]] });
}
function answer(path, body, method = 'POST') {
    return rowFromTape(answerTape(path, body, method), contextOf());
}
function form(...fields) {
    const parts = fields.map(([name, value]) => name === 'file'
        ? `Content-Disposition: form-data; name="file"; filename="a.wav"\r\nContent-Type: audio/wav\r\n\r\n${value}`
        : `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`);
    return `--b\r\n${parts.join('\r\n--b\r\n')}\r\n--b--\r\n`;
}
function formAnswer(path, body, field, price = contextOf().price) {
    const request = form(...(field.length === 0 ? [] : [field]), ['file', 'RIFF']);
    const response = [[JSON.stringify(body), 1]];
    return rowFromTape(tapeOf({ path, request, responseHeaders: json, response }), contextOf({ price }));
}
function expectSameInAnyCut(exchange, body) {
    const bytes = Buffer.from(body);
    const rowOf = (cuts) => untimed(rowFromTape(tapeOf({ ...exchange, response: cutAt(bytes, cuts) }), contextOf()));
    const whole = rowOf([]);
    for (let cut = 1; cut < bytes.length; cut += 7)
        expect(rowOf([cut])).toEqual(whole);
}
function chatLine(model, prompt, completion) {
    const usage = { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
    const body = { id: 'c', object: 'chat.completion', model, choices: [], usage };
    return { id: 'l', custom_id: 'c', response: { status_code: 200, body }, error: null };
}
function responseBody(input, output) {
    const usage = {
        input_tokens: input,
        output_tokens: output,
        input_tokens_details: { cached_tokens: 0 },
        output_tokens_details: { reasoning_tokens: 0 }
    };
    return { id: 'r', object: 'response', status: 'completed', model: 'gpt-4.1-mini', output: [], usage };
}
function embeddingsBody(tokens) {
    const usage = { prompt_tokens: tokens, total_tokens: tokens };
    return { object: 'list', data: [], model: 'text-embedding-3-small', usage };
}
//# sourceMappingURL=wires-openai.test.js.map