import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { afterEach, expect, test, vi } from 'vitest';
import { nowUs } from '../../loadgen/engine/clock.js';
import { createEngine } from '../../loadgen/engine/engine.js';
const ca = fixture('ca.pem');
const servers = [];
afterEach(() => {
    vi.unstubAllEnvs();
    for (const server of servers.splice(0))
        server.close();
});
test('a certificate of the right name and authority is accepted', async () => {
    const { outcome, requests } = await ask('localhost', ca);
    expect(outcome).toMatchObject({ kind: '', status: 200, detail: '' });
    expect(outcome.connectUs).toBeGreaterThan(0);
    expect(requests).toBe(1);
});
test.each([
    ['of another name', 'wrong', ca, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['of an authority that nobody trusts', 'localhost', undefined, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE']
])('a certificate %s is refused before any byte of the request is sent', async (_, name, authority, detail) => {
    // Even where the environment says that any peer will do.
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const { outcome, requests, connections } = await ask(name, authority);
    expect(outcome).toMatchObject({ kind: 'connect', detail, sentUs: null, status: null });
    expect({ requests, connections }).toEqual({ requests: 0, connections: 1 });
});
test('a name that nobody knows is told before the run, as an error', async () => {
    const engine = createEngine({ ...options(new URL('http://no-such-host.invalid')) });
    await expect(engine).rejects.toMatchObject({ code: 'TEELINE_LOAD_COLLECTOR' });
});
async function ask(name, authority) {
    let requests = 0;
    let connections = 0;
    const server = createServer({ cert: fixture(`${name}.pem`), key: fixture(`${name}.key`) }, (_, response) => {
        requests++;
        response.end('good');
    });
    servers.push(server);
    server.on('connection', () => connections++);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const target = new URL(`https://localhost:${server.address().port}`);
    const engine = await createEngine({ ...options(target), ...(authority && { tls: { ca: authority } }) });
    const outgoing = {
        method: 'POST',
        path: '/v1/chat/completions',
        headers: { authorization: 'Bearer a-key' },
        body: Buffer.from('{}')
    };
    const outcome = await new Promise(ended => engine.submit({ seq: 0, outgoing, intendedUs: engine.nowUs() }, { ended }));
    engine.close();
    return { outcome, requests, connections };
}
function options(target) {
    const timeouts = { firstByteMs: 20_000, idleMs: 20_000, totalMs: 20_000 };
    return { target, maxInFlight: 4, timeouts, startedAtUs: nowUs() };
}
function fixture(name) {
    return readFileSync(new URL(`../fixtures/tls/${name}`, import.meta.url));
}
//# sourceMappingURL=engine-tls.test.js.map