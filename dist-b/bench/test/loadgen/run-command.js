/** The `teeline` command as a user runs it, beside a running sidecar. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
export const apiKey = 'sk-loadtest-5f2b9c7d1e';
const root = fileURLToPath(new URL('../../', import.meta.url));
const cli = join(resolve(root, process.env['TEELINE_DIST'] ?? 'dist'), 'cli.js');
/** Starts `teeline …` on the data directory of `teeline`. */
export function start(teeline, words, env = {}) {
    const place = ['--data', teeline.dataDir, '--config', join(teeline.dataDir, 'test-config.yaml')];
    const child = spawn(process.execPath, [cli, ...words, ...place], {
        cwd: teeline.dataDir,
        env: { ...process.env, NO_COLOR: '1', OPENAI_API_KEY: apiKey, ...env },
        stdio: ['ignore', 'pipe', 'pipe']
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text) => (stderr += text));
    const ended = once(child, 'close').then(([code]) => ({ code: code, stdout, stderr }));
    return { child, errors: () => stderr, ended };
}
export async function run(teeline, words, env = {}) {
    return start(teeline, words, env).ended;
}
/** Writes a profile into the data directory; JSON is YAML. */
export function writeProfile(teeline, name, profile) {
    const file = join(teeline.dataDir, `${name}.profile.yaml`);
    writeFileSync(file, JSON.stringify(profile));
    return file;
}
export function summaryOf({ stdout, stderr }) {
    try {
        return JSON.parse(stdout);
    }
    catch {
        throw new Error(`no summary:\n${stdout}\n${stderr}`);
    }
}
//# sourceMappingURL=run-command.js.map