import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runDoctor } from '../collector/doctor-command.js';
let folder;
beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'teeline-doctor-'));
});
afterEach(() => {
    vi.restoreAllMocks();
    rmSync(folder, { recursive: true });
});
/** A port on which nobody listens. */
async function freePort() {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address();
    server.close();
    return port;
}
async function visit(config) {
    const file = join(folder, 'teeline.yaml');
    writeFileSync(file, JSON.stringify(config));
    let printed = '';
    vi.spyOn(process.stdout, 'write').mockImplementation(text => {
        printed += text;
        return true;
    });
    const code = await runDoctor({ config: file, data: join(folder, 'data') });
    return { code, lines: printed.trimEnd().split('\n') };
}
test('a store and an upstream that do not answer are one line each, and exit code 1', async () => {
    const noise = vi.spyOn(console, 'error');
    const nobody = `http://127.0.0.1:${await freePort()}`;
    const { code, lines } = await visit({
        collector: { listen: `127.0.0.1:${await freePort()}` },
        store: { url: nobody },
        routes: [{ prefix: '/mine', provider: 'openai', upstream: nobody }]
    });
    expect(code).toBe(1);
    expect(lines.map(line => line.split(/ +/).slice(0, 2).join(' '))).toEqual([
        'ok config',
        'warn collector',
        'fail store',
        'ok disk',
        'fail upstream'
    ]);
    expect(lines[2]).toContain(`${nobody} does not answer: connect ECONNREFUSED`);
    expect(lines[4]).toContain(`/mine → ${nobody} cannot be reached`);
    expect(noise).not.toHaveBeenCalled();
});
test('what does not run yet is a warning, not a failure', async () => {
    const { code, lines } = await visit({ collector: { listen: `127.0.0.1:${await freePort()}` } });
    expect(code).toBe(0);
    expect(lines[1]).toMatch(/^warn {2}collector .*teeline up/);
    expect(lines[2]).toMatch(/^warn {2}store /);
});
//# sourceMappingURL=doctor-command.test.js.map