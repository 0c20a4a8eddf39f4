/** The simulated providers as one HTTP server: answers OpenAI, Anthropic and Gemini requests at their models' speed. */
import { createServer } from 'node:http';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { planAnswer } from './answer-plan.js';
import { dialects } from './dialect.js';
import { simulatedModels } from './model.js';
/** Builds the server; it does not listen yet. The same seed and order of requests give the same answers. */
export function buildProvider(seed) {
    let served = 0;
    const server = createServer({ noDelay: true }, (request, response) => {
        const number = served++;
        void readBody(request).then(body => answer(request.url ?? '/', body, number, seed, response));
    });
    // Longer than any client keeps a connection, so that none is closed under a request.
    server.keepAliveTimeout = 120_000;
    return server;
}
async function readBody(request) {
    const pieces = [];
    for await (const piece of request)
        pieces.push(piece);
    return Buffer.concat(pieces).toString();
}
async function answer(url, body, number, seed, response) {
    const asked = readRequest(url, body);
    const model = simulatedModels.find(({ name }) => name === asked?.model);
    if (asked === null || model === undefined) {
        const message = `no such simulated model; there are ${simulatedModels.map(({ name }) => name).join(', ')}`;
        send(response, 404, { error: { message, type: 'invalid_request_error', code: 'model_not_found' } });
        return;
    }
    const generator = xoroshiro128plus(seed ^ Math.imul(number + 1, 0x9e3779b1));
    const plan = planAnswer(model, asked, () => uniformFloat64(generator));
    const context = {
        id: `sim-${seed}-${number}`,
        model: model.name,
        plan,
        includeUsage: asked.includeUsage
    };
    const dialect = dialects[model.wire];
    if (plan.fault === 'rate_limited') {
        response.setHeader('retry-after', '2');
        send(response, 429, dialect.error(429, 'Rate limit reached for requests'));
    }
    else if (plan.fault === 'overloaded') {
        send(response, 503, dialect.error(503, 'The model is overloaded'));
    }
    else if (asked.stream)
        await stream(context, dialect, response);
    else
        await whole(context, dialect, response);
}
/** NULL: a path or a body that none of the three providers has. */
function readRequest(url, body) {
    const { pathname, searchParams } = new URL(url, 'http://simulated');
    const gemini = /\/models\/([^/:]+):(generateContent|streamGenerateContent)$/.exec(pathname);
    try {
        const request = JSON.parse(body);
        const options = request['stream_options'];
        const generation = request['generationConfig'];
        const limit = request['max_tokens'] ?? request['max_completion_tokens'] ?? generation?.maxOutputTokens ?? null;
        return {
            model: gemini?.[1] ?? String(request['model']),
            stream: gemini === null ? request['stream'] === true : searchParams.get('alt') === 'sse',
            limit: typeof limit === 'number' ? limit : null,
            includeUsage: options?.include_usage === true,
            promptCharacters: JSON.stringify(request['messages'] ?? request['contents'] ?? '').length
        };
    }
    catch {
        return null;
    }
}
async function stream(context, dialect, response) {
    const { plan } = context;
    const startedAt = performance.now();
    const broken = plan.fault === 'broken_stream' ? Math.ceil(plan.tokenAtMs.length / 2) : Number.POSITIVE_INFINITY;
    response.writeHead(200, { 'content-type': 'text/event-stream', ...limits(context) });
    for (const [index, atMs] of plan.tokenAtMs.entries()) {
        await until(startedAt + atMs);
        if (response.destroyed)
            return;
        if (index === broken) {
            response.destroy();
            return;
        }
        const opening = index === 0 ? dialect.opening(context).join('') : '';
        response.write(opening + dialect.token(context, word(index)));
    }
    response.end(dialect.closing(context).join(''));
}
async function whole(context, dialect, response) {
    const { tokenAtMs } = context.plan;
    await until(performance.now() + (tokenAtMs.at(-1) ?? 0));
    const text = tokenAtMs.map((_, index) => word(index)).join('');
    for (const [name, value] of Object.entries(limits(context)))
        response.setHeader(name, value);
    if (!response.destroyed)
        send(response, 200, dialect.whole(context, text));
}
function send(response, status, body) {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
/** Rate-limit headers as providers send them; the remainder wanders with the minute. */
function limits({ model }) {
    const { wire } = simulatedModels.find(({ name }) => name === model);
    const remaining = String(400 + Math.round(100 * Math.sin(Date.now() / 60_000)));
    if (wire === 'gemini')
        return {};
    const prefix = wire === 'anthropic' ? 'anthropic-ratelimit-requests' : 'x-ratelimit';
    return wire === 'anthropic'
        ? { [`${prefix}-limit`]: '600', [`${prefix}-remaining`]: remaining }
        : { [`${prefix}-limit-requests`]: '600', [`${prefix}-remaining-requests`]: remaining };
}
function until(atMs) {
    const waitMs = atMs - performance.now();
    return waitMs < 1 ? undefined : new Promise(resolve => setTimeout(resolve, waitMs));
}
const vocabulary = 'the quick answer came in small pieces and every one of them was timed as it passed by'.split(' ');
function word(index) {
    return ` ${vocabulary[index % vocabulary.length]}`;
}
//# sourceMappingURL=provider.js.map