/** Two hundred mixed exchanges through a running sidecar: streams, answers, errors, aborts, WebSocket, traced and not. */
import { once } from 'node:events';
import { Agent } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import { call, drawPlan, startLedger } from '../support/ledger.js';
import { seededRandom } from '../support/random.js';
export const secret = 'sk-telemetry-7f3c9a-must-not-leave';
export const prompt = 'What is the airspeed of an unladen swallow?';
/** Calls by who makes them; `count` is the sum. */
const plainCount = 150;
const tracedCount = 38;
const socketCount = 12;
export const count = plainCount + tracedCount + socketCount;
export async function startUpstreams() {
    const ledger = await startLedger();
    const sockets = await startSockets();
    const route = (prefix, provider, upstream) => ({ prefix, provider, upstream });
    return {
        routes: [
            route('/openai', 'openai', ledger.url),
            route('/anthropic', 'anthropic', ledger.url),
            route('/gemini', 'gcp.gemini', ledger.url),
            route('/live', 'openai', sockets.url)
        ],
        close: async () => {
            await sockets.close();
            await ledger.close();
        }
    };
}
/** Makes all the calls, a few at a time; resolves when each has ended, with those that had a `traceparent`. */
export async function makeCalls(base) {
    const random = seededRandom(41);
    const agent = new Agent({ keepAlive: true, maxSockets: 8 });
    const traced = [];
    const jobs = [
        ...Array.from({ length: plainCount }, (_, index) => {
            const plan = { ...drawPlan(random), firstTokenMs: random.integer(2, 20) };
            return () => call(base, agent, `call-${index}`, plan);
        }),
        ...Array.from({ length: tracedCount }, (_, index) => {
            const context = tracedCallOf(random, index);
            traced.push(context);
            const plan = { ...drawPlan(random), wire: 'openai.chat', kind: 'stream', gapMs: 1 };
            return () => tracedCall(base, context, plan, index === 0);
        }),
        ...Array.from({ length: socketCount }, (_, index) => () => converse(base, 1 + (index % 3)))
    ];
    await Promise.all(Array.from({ length: 8 }, () => work(jobs)));
    agent.destroy();
    return traced;
}
async function work(jobs) {
    for (let job = jobs.pop(); job !== undefined; job = jobs.pop())
        await job();
}
function tracedCallOf(random, index) {
    const hex = (digits) => Array.from({ length: digits }, () => random.integer(1, 15).toString(16)).join('');
    return { traceId: hex(32), parentSpanId: hex(16), sampled: index % 4 !== 3 };
}
async function tracedCall(base, { traceId, parentSpanId, sampled }, plan, stalls) {
    const body = {
        model: 'gpt-4o-mini',
        messages: [{ role: 'user', content: prompt }],
        stream: true,
        stream_options: { include_usage: true },
        // One that stalls for longer than a second.
        plan: stalls ? { ...plan, frames: 3, gapMs: 1_100 } : plan
    };
    const response = await fetch(`${base}/openai/v1/chat/completions`, {
        method: 'POST',
        headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${secret}`,
            traceparent: `00-${traceId}-${parentSpanId}-0${sampled ? 1 : 0}`,
            tracestate: 'vendor=value',
            'x-teeline-user': 'ada',
            'x-teeline-feature': 'chat',
            'x-teeline-session': `session-${traceId.slice(0, 6)}`,
            'x-teeline-tag-team': 'search'
        },
        body: JSON.stringify(body)
    });
    await response.text();
}
/** A WebSocket on which so many questions are asked and answered. */
async function converse(base, questions) {
    const socket = new WebSocket(`${base.replace('http', 'ws')}/live/v1/responses`, {
        headers: { authorization: `Bearer ${secret}` }
    });
    await once(socket, 'open');
    for (let asked = 0; asked < questions; asked++) {
        // Frames that came in one packet are told one after the other, faster than a promise is.
        const answered = new Promise(resolve => {
            socket.on('message', message => {
                if (JSON.parse(String(message)).type === 'response.completed')
                    resolve();
            });
        });
        socket.send(JSON.stringify({ type: 'response.create', model: 'gpt-5', input: prompt }));
        await answered;
        socket.removeAllListeners('message');
    }
    socket.close(1000);
    await once(socket, 'close');
}
async function startSockets() {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    server.on('connection', socket => {
        let answered = 0;
        socket.on('message', () => {
            const id = `resp_${answered++}`;
            const response = { id, model: 'gpt-5-2025-08-07', status: 'in_progress' };
            const usage = { input_tokens: 30, output_tokens: 8, total_tokens: 38 };
            for (const event of [
                { type: 'response.created', response },
                { type: 'response.output_text.delta', delta: 'African ' },
                { type: 'response.output_text.delta', delta: 'or European?' },
                { type: 'response.completed', response: { ...response, status: 'completed', usage } }
            ])
                socket.send(JSON.stringify(event));
        });
    });
    const { port } = server.address();
    return {
        url: `http://127.0.0.1:${port}`,
        close: () => new Promise(resolve => {
            for (const client of server.clients)
                client.terminate();
            server.close(() => resolve());
        })
    };
}
//# sourceMappingURL=traffic.js.map