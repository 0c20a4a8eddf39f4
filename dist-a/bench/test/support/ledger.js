/** The scripted provider of `ledger-server.mjs`, and requests that tell it what to do. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { request as sendRequest } from 'node:http';
import { fileURLToPath } from 'node:url';
const ledgerWires = ['openai.chat', 'anthropic.messages', 'gemini.generate'];
const ledgerKinds = [
    'json',
    'stream',
    'stream_without_usage',
    'http_429',
    'http_500',
    'reset',
    'error_frame',
    'truncated',
    'cut',
    'abort',
    'abort_early'
];
export async function startLedger() {
    const child = fork(fileURLToPath(new URL('./ledger-server.mjs', import.meta.url)), { execArgv: [] });
    const { url } = await message(child);
    return {
        url,
        entries: async () => {
            const answer = message(child);
            child.send('entries');
            return (await answer).entries;
        },
        close: async () => {
            const gone = once(child, 'exit');
            child.disconnect();
            await gone;
        }
    };
}
async function message(child) {
    const [received] = (await once(child, 'message'));
    return received;
}
/** A plan drawn from all that can happen: two thirds good streams and answers, the rest broken in some way. */
export function drawPlan(random) {
    const frames = random.integer(3, 14);
    const kind = random.pick([...good, ...good, ...broken]);
    return {
        wire: kind === 'stream_without_usage' ? 'openai.chat' : random.pick(ledgerWires),
        kind,
        frames,
        breakAfter: random.integer(1, frames - 1),
        input: random.integer(1, 4000),
        output: random.integer(2, 900),
        firstTokenMs: random.integer(2, 40),
        gapMs: random.integer(0, 6)
    };
}
const good = [
    'json',
    'stream',
    'stream',
    'stream',
    'stream',
    'stream',
    'json',
    'stream_without_usage'
];
const broken = ledgerKinds.slice(3);
/** Sends one planned request to its route below `base`, or (`direct`) to the ledger itself, and takes its answer. */
export async function call(base, agent, id, plan, direct = false) {
    const body = Buffer.from(JSON.stringify({ ...requestBody(plan), plan }));
    const end = { id, plan, leftUs: null, ttftUs: null };
    await new Promise(resolve => {
        const request = sendRequest(base + (direct ? '' : prefixes[plan.wire]) + pathOf(plan), {
            agent,
            method: 'POST',
            headers: {
                'content-type': 'application/json',
                'content-length': body.length,
                authorization: 'Bearer sk-ledger',
                'x-ledger-id': id,
                'x-teeline-session': id
            }
        });
        function leave() {
            if (end.leftUs !== null)
                return;
            end.leftUs = nowUs();
            request.destroy();
        }
        request.on('response', response => {
            let tokens = 0;
            response.on('data', (bytes) => {
                tokens += bytes.toString('latin1').split('word').length - 1;
                if (tokens > 0)
                    end.ttftUs ??= nowUs() - sentUs;
                if (plan.kind === 'abort' && tokens >= plan.breakAfter)
                    leave();
            });
            // A broken answer is part of the plan; 'close' follows.
            response.on('error', () => { });
        });
        request.on('error', () => { });
        request.on('close', resolve);
        const sentUs = nowUs();
        // Counted from when the request is on its way: what never left would leave no row.
        if (plan.kind === 'abort_early')
            request.on('finish', () => setTimeout(leave, 60));
        request.end(body);
    });
    return end;
}
function requestBody({ wire, kind }) {
    const messages = [{ role: 'user', content: 'Count to ten, slowly.' }];
    const stream = isStream(kind);
    switch (wire) {
        case 'openai.chat':
            return {
                model: 'gpt-4o-mini',
                messages,
                stream,
                ...(stream && kind !== 'stream_without_usage' && { stream_options: { include_usage: true } })
            };
        case 'anthropic.messages':
            return { model: 'claude-haiku-4-5', max_tokens: 1000, messages, stream };
        case 'gemini.generate':
            return { contents: [{ role: 'user', parts: [{ text: 'Count to ten, slowly.' }] }] };
    }
}
const prefixes = {
    'openai.chat': '/openai',
    'anthropic.messages': '/anthropic',
    'gemini.generate': '/gemini'
};
function pathOf({ wire, kind }) {
    switch (wire) {
        case 'openai.chat':
            return '/v1/chat/completions';
        case 'anthropic.messages':
            return '/v1/messages';
        case 'gemini.generate': {
            const method = isStream(kind) ? 'streamGenerateContent?alt=sse' : 'generateContent';
            return `/v1beta/models/gemini-2.5-flash:${method}`;
        }
    }
}
/** Kinds whose answers, if they come, are streams. */
function isStream(kind) {
    return !['json', 'http_429', 'http_500'].includes(kind);
}
function nowUs() {
    return Number(process.hrtime.bigint() / 1000n);
}
//# sourceMappingURL=ledger.js.map