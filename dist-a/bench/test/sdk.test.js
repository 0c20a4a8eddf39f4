/**
 * The official SDKs, once straight to a provider and once through the sidecar: they must see the same, and the same
 * bytes must stand on the wire at both ends.
 */
import { gzipSync } from 'node:zlib';
import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as bodies from './support/bodies.js';
import { seedOf } from './support/random.js';
import { endToEnd, firstValue, withoutFraming } from './support/raw-http.js';
import { loadRecordings, recordingsDir } from './support/recordings.js';
import { startReplayServer } from './support/replay-server.js';
import { startTap } from './support/tap.js';
import { startTeeline } from './support/teeline.js';
import { until } from './support/until.js';
import { frameEnds, writePlans } from './support/write-plan.js';
const tokens = { input: 21, output: 8 };
const stream = [['Content-Type', 'text/event-stream; charset=utf-8']];
const json = [['content-type', 'application/json']];
const limits = [
    ['X-RateLimit-Remaining-Requests', '9999'],
    ['retry-after', '0'],
    ['Set-Cookie', 'a=1; Path=/'],
    ['set-cookie', 'b=2; Path=/']
];
const chat = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Zähle 世界 🦊' }] };
const message = { model: 'claude-haiku-4-5', max_tokens: 64, messages: chat.messages };
const generate = { model: 'gemini-2.5-flash', contents: 'Zähle 世界 🦊' };
const cases = [
    {
        name: 'openai chat',
        prefix: '/openai',
        answer: { headers: [...json, ...limits], body: bodies.openaiChatJson(tokens) },
        drive: base => whole(openai(base).chat.completions.create(chat))
    },
    {
        name: 'openai chat stream',
        prefix: '/openai',
        answer: { headers: [...stream, ...limits], body: bodies.openaiChatStream(tokens) },
        drive: base => all(openai(base).chat.completions.create({
            ...chat,
            stream: true,
            stream_options: { include_usage: true }
        }))
    },
    {
        name: 'openai chat stream with CRLF',
        prefix: '/openai',
        answer: { headers: stream, body: bodies.openaiChatStream(tokens, '\r\n') },
        drive: base => all(openai(base).chat.completions.create({ ...chat, stream: true }))
    },
    {
        name: 'openai chat stream with an error in it',
        prefix: '/openai',
        answer: {
            headers: stream,
            body: Buffer.concat([
                firstFrames(bodies.openaiChatStream(tokens), 4),
                Buffer.from('data: {"error":{"message":"überlastet","type":"server_error","code":"server_error"}}\n\n')
            ])
        },
        drive: base => all(openai(base).chat.completions.create({ ...chat, stream: true })),
        hangsUp: true
    },
    {
        name: 'openai responses stream',
        prefix: '/openai',
        answer: { headers: stream, body: bodies.openaiResponsesStream(tokens) },
        drive: base => all(openai(base).responses.create({ model: chat.model, input: 'Zähle 世界', stream: true }))
    },
    {
        name: 'openai embeddings',
        prefix: '/openai',
        answer: { headers: json, body: bodies.openaiEmbeddingsJson(7) },
        drive: base => whole(openai(base).embeddings.create({
            model: 'text-embedding-3-small',
            input: 'naïve',
            encoding_format: 'float'
        }))
    },
    {
        name: 'openai upload',
        prefix: '/openai',
        answer: { headers: json, body: Buffer.from('{"text":"Grüße 🦊"}') },
        drive: base => whole(openai(base).audio.transcriptions.create({
            model: 'whisper-1',
            file: new File([Buffer.alloc(70_000, 0xa5)], 'grüße.wav')
        }))
    },
    {
        name: 'openai too many requests',
        prefix: '/openai',
        answer: {
            status: 429,
            reason: 'Too Many Requests',
            headers: [...json, ...limits],
            body: Buffer.from('{"error":{"message":"langsamer bitte 🐢","type":"requests","code":"rate_limit_exceeded"}}')
        },
        drive: base => whole(openai(base).chat.completions.create(chat))
    },
    {
        name: 'anthropic messages',
        prefix: '/anthropic',
        answer: { headers: [...json, ['request-id', 'req_1']], body: bodies.anthropicJson(tokens) },
        drive: base => whole(anthropic(base).messages.create(message))
    },
    {
        name: 'anthropic messages stream',
        prefix: '/anthropic',
        answer: { headers: stream, body: bodies.anthropicStream(tokens) },
        drive: base => all(anthropic(base).messages.create({ ...message, stream: true }))
    },
    {
        name: 'anthropic stream helper',
        prefix: '/anthropic',
        answer: { headers: stream, body: bodies.anthropicStream(tokens) },
        drive: base => anthropic(base).messages.stream(message).finalMessage()
    },
    {
        name: 'anthropic messages stream with an error in it',
        prefix: '/anthropic',
        answer: {
            headers: stream,
            body: Buffer.concat([
                firstFrames(bodies.anthropicStream(tokens), 5),
                Buffer.from('event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"über"}}\n\n')
            ])
        },
        drive: base => all(anthropic(base).messages.create({ ...message, stream: true })),
        hangsUp: true
    },
    {
        name: 'gemini generate',
        prefix: '/gemini',
        answer: {
            headers: [['Content-Type', 'application/json; charset=UTF-8'], ...limits],
            body: bodies.geminiJson(tokens)
        },
        drive: base => gemini(base).models.generateContent(generate)
    },
    {
        name: 'gemini generate stream',
        prefix: '/gemini',
        answer: { headers: [['Content-Type', 'text/event-stream']], body: bodies.geminiStream(tokens) },
        drive: async (base) => all(gemini(base).models.generateContentStream(generate))
    }
];
const recordings = loadRecordings();
/** Answers of real providers to the calls that these SDKs make. */
const recorded = recordings.filter(one => one.bodyBytesExact).flatMap(recordedCase);
let upstream;
let teeline;
beforeAll(async () => {
    upstream = await startReplayServer();
    const route = (prefix, provider) => ({ prefix, provider, upstream: upstream.url });
    teeline = await startTeeline({
        config: {
            routes: [route('/openai', 'openai'), route('/anthropic', 'anthropic'), route('/gemini', 'gcp.gemini')]
        }
    });
});
afterAll(async () => {
    await teeline?.stop();
    await upstream?.close();
});
describe.each(writePlans)('under %s writes', plan => {
    test.each(cases)('$name is the same through the sidecar', async (one) => {
        await expectSame(one, plan, one.answer);
    });
    test.each(cases)('$name, gzipped, is the same through the sidecar', async (one) => {
        await expectSame(one, plan, gzipped(one.answer));
    });
});
describe.skipIf(recordings.length === 0)(`recorded answers (${recordingsDir()})`, () => {
    test.each(recorded)('$name is the same through the sidecar', async (one) => {
        // Single bytes cost a turn of the loop each: only where they end soon. And Node's own `fetch` loses a reason phrase
        // that comes in pieces, which some SDKs put into their errors.
        const small = one.answer.body.length < 6_000 && one.answer.status === 200;
        const plans = small ? ['bytes', 'crlf'] : ['utf8', 'frames'];
        for (const plan of plans)
            await expectSame(one, plan, one.answer);
    });
});
async function expectSame(one, plan, answer) {
    const framings = answer.headers === json ? ['length', 'chunked'] : ['chunked'];
    for (const framing of framings) {
        upstream.on(() => ({ ...answer, framing, plan, seed: seedOf(`${one.name} ${plan}`) }));
        const direct = await observe(upstream.url, '', one);
        const through = await observe(teeline.url, one.prefix, one);
        expect(through.seen).toEqual(direct.seen);
        expect(through.sent).toEqual(direct.sent);
        expect(through.head).toEqual(direct.head);
        if (one.hangsUp)
            expect(answer.body?.subarray(0, through.body.length)).toEqual(through.body);
        else
            expect(through.body).toEqual(direct.body);
        expect(upstream.problems).toEqual([]);
    }
}
/** Drives the SDK against `origin` with a tap between, and says what SDK, provider and wire saw. */
async function observe(origin, prefix, { drive, hangsUp }) {
    const tap = await startTap(origin);
    upstream.clear();
    try {
        const seen = await drive(tap.url + prefix).catch((error) => thrown(error));
        const request = upstream.requests[0];
        await request?.complete();
        const exchange = await until('the answer on the wire', async () => {
            const [first] = await tap.exchanges();
            return first?.response.complete || hangsUp ? first : undefined;
        });
        return {
            seen: comparable(seen),
            sent: {
                method: request?.method,
                target: request?.target,
                ...withoutBoundary(withoutFraming(passing(request?.headers ?? [])), request?.body ?? Buffer.alloc(0)),
                framing: request?.framing
            },
            head: [exchange.response.firstLine, passing(exchange.response.headers), exchange.response.trailers],
            body: exchange.response.body
        };
    }
    finally {
        await tap.close();
    }
}
/** An SDK draws a new multipart boundary for each upload. */
function withoutBoundary(headers, body) {
    const boundary = /boundary=(\S+)/.exec(firstValue(headers, 'content-type') ?? '')?.[1] ?? '\0';
    const strip = (text) => text.replaceAll(boundary, 'BOUNDARY');
    return {
        headers: headers.map(([name, value]) => [name, strip(value)]),
        body: strip(body.toString('latin1'))
    };
}
/** What an intermediary may not touch; `Host` names the next hop and `x-teeline-id` is the sidecar's own. */
function passing(headers) {
    return endToEnd(headers).filter(([name]) => !['host', 'x-teeline-id'].includes(name.toLowerCase()));
}
/** Plain data of whatever an SDK gave, without what belongs to one connection and the sidecar's own header. */
function comparable(value) {
    const ours = ['x-teeline-id', 'connection', 'keep-alive', 'transfer-encoding'];
    return JSON.parse(JSON.stringify(value ?? null, (key, inner) => (ours.includes(key) ? undefined : inner)));
}
function thrown(error) {
    if (!(error instanceof Error))
        return { thrown: error };
    const { status, headers, error: body } = error;
    const fields = headers instanceof Headers ? Object.fromEntries(headers) : null;
    return { thrown: error.constructor.name, message: error.message, status, fields, body };
}
/** The parsed answer with its status and headers. */
async function whole(call) {
    const { data, response } = await call.withResponse();
    return { data, status: response.status, headers: Object.fromEntries(response.headers) };
}
/** Every event of a stream, and the error that ended it, if one did. */
async function all(call) {
    const events = [];
    try {
        for await (const event of await call)
            events.push(comparable(event));
    }
    catch (error) {
        events.push(thrown(error));
    }
    return events;
}
function openai(base) {
    return new OpenAI({ apiKey: 'sk-test', baseURL: `${base}/v1`, maxRetries: 0 });
}
function anthropic(base) {
    return new Anthropic({ apiKey: 'sk-ant-test', baseURL: base, maxRetries: 0 });
}
function gemini(base) {
    return new GoogleGenAI({ apiKey: 'test', httpOptions: { baseUrl: base } });
}
function recordedCase({ name, host, request, response }) {
    const path = request.path.replace(/\?.*/, '');
    const streamed = response.headers.some(([, value]) => value.startsWith('text/event-stream'));
    const answer = { status: response.status, headers: response.headers, body: response.body };
    const one = (prefix, drive) => [{ name, prefix, answer, drive }];
    if (host === 'api.openai.com' && path === '/v1/chat/completions') {
        return one('/openai', base => {
            const { completions } = openai(base).chat;
            return streamed ? all(completions.create({ ...chat, stream: true })) : whole(completions.create(chat));
        });
    }
    if (host === 'api.openai.com' && path === '/v1/responses') {
        const ask = { model: 'gpt-4o-mini', input: 'Zähle' };
        return one('/openai', base => {
            const { responses } = openai(base);
            return streamed ? all(responses.create({ ...ask, stream: true })) : whole(responses.create(ask));
        });
    }
    if (host === 'api.anthropic.com' && path === '/v1/messages') {
        return one('/anthropic', base => {
            const { messages } = anthropic(base);
            return streamed ? all(messages.create({ ...message, stream: true })) : whole(messages.create(message));
        });
    }
    if (host === 'generativelanguage.googleapis.com' && /:(streamG|g)enerateContent$/.test(path)) {
        return one('/gemini', base => {
            const { models } = gemini(base);
            return streamed ? all(models.generateContentStream(generate)) : models.generateContent(generate);
        });
    }
    return [];
}
/** The first SSE frames of a stream. */
function firstFrames(body, count) {
    return body.subarray(0, [...frameEnds(body)][count - 1]);
}
function gzipped(answer) {
    return {
        ...answer,
        headers: [...(answer.headers ?? []), ['content-encoding', 'gzip']],
        body: gzipSync(answer.body),
        chunkSizes: [11, 1, 37]
    };
}
//# sourceMappingURL=sdk.test.js.map