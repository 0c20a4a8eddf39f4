/** Prometheus' own checker (Debian: package `prometheus`). */
import { spawnSync } from 'node:child_process';
/** Whether it is installed; tests that need it are skipped without it. */
export const hasPromtool = spawnSync('promtool', ['--version']).error === undefined;
if (!hasPromtool)
    process.stderr.write('promtool is not installed: its checks of metrics and rules are skipped\n');
/** Runs it; the exit code, and what it printed. */
export function promtool(args, input = '') {
    const { status, stdout, stderr } = spawnSync('promtool', args, { input, encoding: 'utf8' });
    return { code: status, output: stdout + stderr };
}
//# sourceMappingURL=promtool.js.map