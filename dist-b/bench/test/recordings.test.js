/** Every recorded exchange once straight to a replaying provider and once through the sidecar, and the rows that it left. */
import { STATUS_CODES } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom, seedOf } from './support/random.js';
import { RawConnection } from './support/raw-client.js';
import { endToEnd, withoutFraming } from './support/raw-http.js';
import { loadRecordings, recordingsDir } from './support/recordings.js';
import { startReplayServer } from './support/replay-server.js';
import { startTeeline } from './support/teeline.js';
import { writePlans } from './support/write-plan.js';
const recordings = loadRecordings();
const byName = new Map(recordings.map(recording => [recording.name, recording]));
const absent = `no recordings in ${recordingsDir()}: set TEELINE_RECORDINGS`;
describe.skipIf(recordings.length === 0)('all recordings through the sidecar', () => {
    let upstream;
    let teeline;
    let direct;
    let through;
    let rows;
    beforeAll(async () => {
        upstream = await startReplayServer();
        upstream.on(request => answerOf(recordingNamed(request.header('x-recording') ?? '')));
        const providers = [...new Set(recordings.map(recording => recording.provider))];
        teeline = await startTeeline({
            config: {
                routes: providers.map(name => ({
                    prefix: prefixOf(name),
                    provider: providerNames[name] ?? name,
                    upstream: upstream.url
                }))
            }
        });
        direct = await RawConnection.open(upstream.url);
        through = await RawConnection.open(teeline.url);
    });
    afterAll(async () => {
        direct?.close();
        through?.close();
        await teeline?.stop();
        await upstream?.close();
    });
    test.each(recordings)('$name passes byte for byte', async (recording) => {
        upstream.clear();
        const plain = await direct.exchange(requestOf(recording, ''));
        const relayed = await through.exchange(requestOf(recording, prefixOf(recording.provider)));
        expect(comparable(relayed)).toEqual(comparable(plain));
        expect(relayed.body).toEqual(recording.response.body);
        const [sentPlain, sentThrough] = upstream.requests;
        expect(sentThrough?.firstLine).toBe(sentPlain?.firstLine);
        expect(asSent(sentThrough)).toEqual(asSent(sentPlain));
        expect(sentThrough?.body).toEqual(recording.request.body);
        expect(upstream.problems).toEqual([]);
    });
    test('each of them left one row', async () => {
        const all = await teeline.rows(recordings.length);
        rows = new Map(all.map(row => [row.session, row]));
        expect(all).toHaveLength(recordings.length);
        expect([...rows.keys()].sort()).toEqual(recordings.map(recording => recording.name).sort());
        for (const recording of recordings) {
            expect(rows.get(recording.name), recording.name).toMatchObject({
                status: recording.response.status,
                method: recording.request.method,
                request_bytes: recording.request.body.length,
                response_bytes: recording.response.body.length,
                capture: 'full',
                mutated: false,
                ended_by: 'complete'
            });
        }
    });
    test('the wire is told from the path', () => {
        for (const recording of recordings) {
            const row = rows.get(recording.name);
            const expected = wireOf(recording);
            if (expected !== undefined)
                expect(row?.wire, recording.name).toBe(expected);
        }
    });
    test('the tokens are those that the provider reported', () => {
        let compared = 0;
        for (const recording of recordings) {
            const row = rows.get(recording.name);
            const told = row && recording.response.status === 200 ? usageTold(row.wire, recording) : undefined;
            if (row === undefined || told === undefined)
                continue;
            const got = {
                name: recording.name,
                input: row.input_tokens,
                output: row.output_tokens,
                source: row.usage_source
            };
            // An embedding has no output: NULL and 0 are both true of it.
            if (told.output === undefined)
                expect({ ...got, output: undefined }).toEqual({ ...told, source: 'reported' });
            else
                expect(got).toEqual({ ...told, source: 'reported' });
            compared++;
        }
        expect(compared).toBeGreaterThan(150);
    });
    test('no credential and no body stands in a row', () => {
        for (const row of rows.values())
            expect(JSON.stringify(row)).not.toContain(secret);
    });
});
test.runIf(recordings.length === 0)(absent, context => context.skip(absent));
const secret = 'sk-recorded-0123456789';
/** What OTel calls them. */
const providerNames = {
    azure: 'azure.ai.openai',
    bedrock: 'aws.bedrock',
    gemini: 'gcp.gemini',
    mistral: 'mistral_ai',
    vertex: 'gcp.vertex_ai'
};
function prefixOf(provider) {
    return `/recorded-${provider}`;
}
function recordingNamed(name) {
    const recording = byName.get(name);
    if (recording === undefined)
        throw new Error(`no recording is called ${name}`);
    return recording;
}
function requestOf({ name, request }, prefix) {
    const random = seededRandom(seedOf(`${name} request`));
    const own = [
        ['Authorization', `Bearer ${secret}`],
        ['x-recording', name],
        ['x-teeline-session', name]
    ];
    return {
        method: request.method,
        target: prefix + request.path,
        headers: [...varied(request.headers, random), ...own],
        body: request.body,
        ...(request.body.length > 0 && random.chance(0.25) && { chunkSizes: [1, 100, 7] })
    };
}
function answerOf({ name, response }) {
    const random = seededRandom(seedOf(name));
    const streamed = response.headers.some(([, value]) => value.startsWith('text/event-stream'));
    // Single bytes cost a turn of the loop each: not for long bodies.
    const plans = writePlans.filter(plan => plan !== 'bytes' || response.body.length < 8_000);
    return {
        status: response.status,
        reason: STATUS_CODES[response.status] ?? 'Unusual',
        headers: varied(response.headers, random),
        body: response.body,
        framing: streamed || random.chance(0.3) ? 'chunked' : 'length',
        plan: random.pick(plans),
        seed: random.integer(1, 1e6)
    };
}
/** Recorders spell field names in small letters; on the wire they come in all cases. */
function varied(headers, random) {
    const upper = random.chance(0.5);
    return headers.map(([name, value]) => [
        upper ? name.replace(/(^|-)[a-z]/g, letter => letter.toUpperCase()) : name,
        value
    ]);
}
function passing(headers) {
    return endToEnd(headers).filter(([name]) => !['host', 'x-teeline-id'].includes(name.toLowerCase()));
}
/** What reached the provider; the route's prefix and the sidecar's own header are taken off on the way. */
function asSent(request) {
    const headers = withoutFraming(request?.headers ?? []).filter(([name]) => !['Host', 'host', 'x-teeline-session'].includes(name));
    return { headers, framing: request?.framing, length: request?.bodyBytes };
}
function comparable({ firstLine, headers, body, trailers, framing, complete }) {
    return { firstLine, headers: passing(headers), body, trailers, framing, complete };
}
/** The wires that must be told apart at the providers who invented them; undefined elsewhere. */
function wireOf({ host, request }) {
    const path = request.path.replace(/\?.*/, '');
    if (host === 'api.openai.com') {
        if (path === '/v1/chat/completions')
            return 'openai.chat';
        if (path === '/v1/responses')
            return 'openai.responses';
        if (path === '/v1/embeddings')
            return 'openai.embeddings';
    }
    if (host === 'api.anthropic.com' && path === '/v1/messages')
        return 'anthropic.messages';
    if (/:(streamG|g)enerateContent$/.test(path))
        return 'gemini.generate';
    return undefined;
}
/** The provider's own figures, read in the plainest way: the last usage of a body that holds one. */
function usageTold(wire, { name, response }) {
    const documents = readDocuments(response);
    const usages = documents.map(document => usageIn(wire, document)).filter(usage => usage !== undefined);
    if (usages.length === 0)
        return undefined;
    // Anthropic tells input at the start and output at the end.
    const usage = Object.assign({}, ...usages);
    const sum = (...keys) => keys.reduce((total, key) => total + (usage[key] ?? 0), 0);
    switch (wire) {
        case 'openai.chat':
            // Gemini's own rendering of this wire leaves thinking out of `completion_tokens`, but not out of the total.
            return { name, input: usage['prompt_tokens'], output: sum('total_tokens') - sum('prompt_tokens') };
        case 'openai.responses':
            return { name, input: usage['input_tokens'], output: usage['output_tokens'] };
        case 'openai.embeddings':
            return { name, input: usage['prompt_tokens'] ?? usage['total_tokens'], output: undefined };
        case 'anthropic.messages':
            return {
                name,
                input: sum('input_tokens', 'cache_read_input_tokens', 'cache_creation_input_tokens'),
                output: usage['output_tokens']
            };
        default:
            return {
                name,
                input: sum('promptTokenCount', 'toolUsePromptTokenCount'),
                output: sum('candidatesTokenCount', 'thoughtsTokenCount')
            };
    }
}
function usageIn(wire, document) {
    switch (wire) {
        case 'openai.chat':
        case 'openai.embeddings':
            return document['usage'];
        case 'openai.responses':
            return document['usage'] ?? document['response']?.['usage'];
        case 'anthropic.messages':
            return document['usage'] ?? document['message']?.['usage'];
        case 'gemini.generate':
            return document['usageMetadata'];
        default:
            return undefined;
    }
}
/** The JSON documents of a body: one, the items of an array, or each frame's. */
function readDocuments({ headers, body }) {
    const encoding = headers.find(([name]) => name === 'content-encoding')?.[1];
    const text = (encoding === 'gzip' ? gunzipSync(body) : body).toString();
    if (/^\s*[[{]/.test(text))
        return [JSON.parse(text)].flat();
    return [...text.matchAll(/^data: ?(\{.*\})\r?$/gm)].map(([, json]) => JSON.parse(json));
}
//# sourceMappingURL=recordings.test.js.map