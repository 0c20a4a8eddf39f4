/** Tokens that no provider told: the running program counts them, and the first one that needs the tokenizer is a row like any. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { RawConnection } from '../support/raw-client.js';
import { startReplayServer } from '../support/replay-server.js';
import { startTeeline } from '../support/teeline.js';
let upstream;
beforeAll(async () => {
    upstream = await startReplayServer();
    upstream.on(async (request) => {
        await request.complete();
        const { model } = JSON.parse(request.body.toString());
        const chunk = (choice) => `data: ${JSON.stringify({ object: 'chat.completion.chunk', model, choices: [{ index: 0, ...choice }] })}\n\n`;
        const body = `${chunk({ delta: { content: 'Hello, world!' } })}${chunk({ delta: {}, finish_reason: 'stop' })}data: [DONE]\n\n`;
        return { headers: [['content-type', 'text/event-stream']], body };
    });
});
afterAll(() => upstream.close());
test('rows that wait for a tokenizer come whole, once each, whichever they wait for', async () => {
    const teeline = await start();
    const connections = await Promise.all([0, 1, 2].map(() => RawConnection.open(teeline.url)));
    for (const model of ['gpt-4o', 'gpt-3.5-turbo', 'claude-sonnet-4-5', 'gpt-4o'])
        await Promise.all(connections.map(connection => connection.exchange(chat(model))));
    for (const connection of connections)
        connection.close();
    const rows = await teeline.rows(12);
    expect(rows).toHaveLength(12);
    const told = rows.map(row => [row.request_model, row.input_tokens, row.output_tokens, row.estimate_method]);
    const expected = ['gpt-4o', 'gpt-3.5-turbo', 'claude-sonnet-4-5', 'gpt-4o'].flatMap(model => {
        const [input, output, method] = counts[model];
        return [0, 1, 2].map(() => [model, input, output, method]);
    });
    expect(told.map(String).sort()).toEqual(expected.map(String).sort());
    expect(rows.every(row => row.usage_source === 'estimated' && row.error_type === '')).toBe(true);
    expect(new Set(rows.map(row => row.id)).size).toBe(12);
});
test('a collector that is stopped while its first estimate waits still writes the row', async () => {
    const teeline = await start();
    const connection = await RawConnection.open(teeline.url);
    await connection.exchange(chat('gpt-4o'));
    connection.close();
    await teeline.stop();
    const again = await start(teeline.dataDir);
    expect(await again.rows(1)).toMatchObject([{ output_tokens: 4, estimate_method: 'o200k_base' }]);
});
/** Input, output and method of the chat below. */
const counts = {
    'gpt-4o': [9, 4, 'o200k_base'],
    'gpt-3.5-turbo': [9, 4, 'cl100k_base'],
    'claude-sonnet-4-5': [10, 5, 'o200k_base×1.15']
};
function chat(model) {
    const messages = [{ role: 'user', content: 'Hello!' }];
    const body = JSON.stringify({ model, stream: true, messages });
    return { method: 'POST', target: '/openai/v1/chat/completions', body };
}
async function start(dataDir = mkdtempSync(join(tmpdir(), 'teeline-estimates-'))) {
    const routes = [{ prefix: '/openai', provider: 'openai', upstream: upstream.url }];
    const teeline = await startTeeline({ config: { record: { flushIntervalMs: 100 }, routes }, dataDir });
    onTestFinished(async () => {
        await teeline.stop('SIGKILL').catch(() => { });
        rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    });
    return { ...teeline, dataDir };
}
//# sourceMappingURL=estimates.test.js.map