import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startTeeline } from '../support/teeline.js';
test('OpenTelemetry is loaded when it is asked for, and not at all otherwise', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'teeline-loaded-'));
    expect(await loadedWith(folder, 'off', {})).toBe('');
    const on = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' };
    expect(await loadedWith(folder, 'on', on)).toContain('@opentelemetry/sdk-node');
    rmSync(folder, { recursive: true, force: true });
});
/** Names of modules that a sidecar loaded, in any of its threads, until it had written a row and stopped. */
async function loadedWith(folder, name, env) {
    const list = join(folder, `${name}.txt`);
    const preload = join(folder, `${name}.cjs`);
    writeFileSync(list, '');
    writeFileSync(preload, watchLoads(list));
    const teeline = await startTeeline({
        config: { routes: [{ prefix: '/nowhere', provider: 'openai', upstream: 'http://127.0.0.1:9' }] },
        env: { NODE_OPTIONS: `--require ${preload}`, ...env }
    });
    await fetch(`${teeline.url}/nowhere/v1/models`).then(response => response.text());
    await teeline.rows(1);
    await teeline.stop();
    return readFileSync(list, 'utf8');
}
/** OpenTelemetry's packages are CommonJS, so that each of them passes here, also when an ES module imports it. */
function watchLoads(list) {
    return `const Module = require('node:module')
const load = Module._load
Module._load = function (name, ...rest) {
  if (/opentelemetry|grpc/.test(name)) require('node:fs').appendFileSync(${JSON.stringify(list)}, name + '\\n')
  return load.call(this, name, ...rest)
}
`;
}
//# sourceMappingURL=loaded.test.js.map