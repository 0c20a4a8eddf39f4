/** TLS to upstreams is verified, whatever the environment says. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RawConnection } from '../support/raw-client.js';
import { startReplayServer } from '../support/replay-server.js';
import { startTeeline } from '../support/teeline.js';
const file = (name) => fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url));
const pair = (name) => ({
    key: readFileSync(file(`${name}.key`), 'utf8'),
    cert: readFileSync(file(`${name}.pem`), 'utf8')
});
let good;
let wrong;
let teeline;
beforeEach(async () => {
    good = await startReplayServer({ tls: pair('localhost') });
    wrong = await startReplayServer({ tls: pair('wrong') });
});
afterEach(async () => {
    await teeline?.stop();
    await good.close();
    await wrong.close();
});
async function start(env) {
    teeline = await startTeeline({
        env,
        config: {
            routes: [
                { prefix: '/good', provider: 'openai', upstream: good.url },
                { prefix: '/wrong', provider: 'openai', upstream: wrong.url }
            ]
        }
    });
    return teeline;
}
/** One that undici's client cannot carry. */
async function ask(target) {
    const connection = await RawConnection.open(teeline.url);
    const headers = [['expect', '100-continue']];
    const response = await connection.exchange({ method: 'POST', target, headers, body: '{}' });
    connection.close();
    return response;
}
async function get(target) {
    const connection = await RawConnection.open(teeline.url);
    const headers = [['authorization', 'Bearer sk-secret']];
    const response = await connection.exchange({ method: 'GET', target, headers });
    connection.close();
    return response;
}
test('a trusted certificate with another name is refused before a byte of the request is sent', async () => {
    const { rows } = await start({ NODE_EXTRA_CA_CERTS: file('ca.pem') });
    expect((await get('/good/v1/models')).status).toBe(200);
    expect((await get('/wrong/v1/models')).status).toBe(502);
    expect(wrong.requests).toHaveLength(0);
    const row = (await rows(2)).find(({ route }) => route === '/wrong');
    expect(row).toMatchObject({ error_type: 'upstream_connect', error_code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
});
test('so it is for a request that asks before it sends its body', async () => {
    const { rows } = await start({ NODE_EXTRA_CA_CERTS: file('ca.pem') });
    expect((await ask('/good/v1/files')).status).toBe(200);
    expect((await ask('/wrong/v1/files')).status).toBe(502);
    expect(wrong.requests).toHaveLength(0);
    expect(good.requests[0].body.toString()).toBe('{}');
    const row = (await rows(2)).find(({ route }) => route === '/wrong');
    expect(row).toMatchObject({ error_type: 'upstream_connect', error_code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
});
test('an untrusted certificate is refused, also when the environment turns verification off', async () => {
    await start({ NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    expect((await get('/good/v1/models')).status).toBe(502);
    expect(good.requests).toHaveLength(0);
});
test('chunks and trailers come over TLS as they are, and one connection carries several requests', async () => {
    await start({ NODE_EXTRA_CA_CERTS: file('ca.pem') });
    good.on(() => ({
        framing: 'chunked',
        body: 'x'.repeat(100_000),
        chunkSizes: [1, 70_000, 500],
        trailers: [['X-Sum', '1']],
        plan: 'random'
    }));
    const connection = await RawConnection.open(teeline.url);
    for (let i = 0; i < 3; i++) {
        const response = await connection.exchange({ method: 'POST', target: '/good/v1/x', body: '{}' });
        expect(response.complete).toBe(true);
        expect(response.body.length).toBe(100_000);
        expect(response.chunkSizes.slice(0, 3)).toEqual([1, 70_000, 500]);
        expect(response.trailers).toEqual([['X-Sum', '1']]);
    }
    connection.close();
    expect(good.requests.map(request => request.connection)).toEqual([0, 0, 0]);
});
//# sourceMappingURL=tls.test.js.map