/** A provider that streams chats at a set pace, reports the use that it is told to, and keeps what it was sent. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
const usual = {
    ttftMs: 5,
    frames: 5,
    gapMs: 1,
    promptTokens: 100,
    completionTokens: 5,
    fault: () => ''
};
export async function startChatServer() {
    let pace = usual;
    const requests = [];
    const server = createServer({ noDelay: true }, async (request, response) => {
        const pieces = [];
        for await (const piece of request)
            pieces.push(piece);
        const body = JSON.parse(Buffer.concat(pieces).toString());
        const number = requests.length;
        requests.push({ path: request.url ?? '', headers: request.headers, body });
        response.on('error', () => { });
        await answer(response, body, number, pace).catch(() => { });
    });
    server.keepAliveTimeout = 60_000;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return {
        url: `http://127.0.0.1:${server.address().port}`,
        requests,
        set(more) {
            pace = { ...pace, ...more };
        },
        reset() {
            pace = usual;
            requests.length = 0;
        },
        async close() {
            server.closeAllConnections();
            server.close();
            await once(server, 'close');
        }
    };
}
async function answer(response, body, number, pace) {
    const fault = pace.fault(number);
    if (fault === '429') {
        response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '2' });
        response.end('{"error":{"message":"slow down","type":"rate_limit"}}');
        return;
    }
    const { promptTokens, completionTokens } = pace;
    const usage = {
        prompt_tokens: promptTokens,
        completion_tokens: completionTokens,
        total_tokens: promptTokens + completionTokens
    };
    const head = { id: `chat-${number}`, object: 'chat.completion.chunk', created: 1, model: body['model'] };
    await delay(pace.ttftMs);
    if (body['stream'] !== true) {
        const message = { role: 'assistant', content: 'word '.repeat(pace.frames) };
        const choices = [{ index: 0, message, finish_reason: 'stop' }];
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ ...head, object: 'chat.completion', choices, usage }));
        return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const say = (event) => response.write(`data: ${JSON.stringify({ ...head, ...event })}\n\n`);
    for (let frame = 0; frame < pace.frames; frame++) {
        say({ choices: [{ index: 0, delta: { content: 'word ' }, finish_reason: null }] });
        await delay(pace.gapMs);
        if (fault === 'cut' && frame === 1)
            return void response.socket?.destroy();
        if (fault === 'short' && frame === 1)
            return void response.end();
        if (fault === 'hang' && frame === 1)
            return;
    }
    say({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
    say({ choices: [], usage });
    response.end('data: [DONE]\n\n');
}
//# sourceMappingURL=chat-server.js.map