/** The real command in a pseudo-terminal: how soon it is there, and what it takes of the machine (Linux: from /proc). */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { runInTerminal } from '../../test/support/terminal.js';
import { until } from '../../test/support/until.js';
const size = { columns: 160, rows: 45 };
const env = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072' };
const warmUpMs = 5_000;
const measuredMs = 20_000;
/** Begins each paint. */
const paintSign = '\x1b[?2026h';
/** Ms from the start of the process to its first paint, and of `node -e 0` for comparison, in turns; sorted. */
export async function firstFrames(command, times) {
    const top = [];
    const node = [];
    for (let time = 0; time < times; time++) {
        node.push(await timeUntil([process.execPath, '-e', "console.log('Overview')"], 'Overview'));
        top.push(await timeUntil(argv(command), 'Overview'));
    }
    return { top: top.sort((a, b) => a - b), node: node.sort((a, b) => a - b) };
}
/** The overview, while the store's rows keep changing. */
export async function steady(command) {
    const program = await startTop(command);
    try {
        await pause(warmUpMs);
        const before = readings(program);
        await pause(measuredMs);
        const after = readings(program);
        const seconds = (after.at - before.at) / 1_000;
        const paints = after.paints - before.paints;
        return {
            cpuPercent: ((after.cpuS - before.cpuS) / seconds) * 100,
            paintsPerSecond: paints / seconds,
            bytesPerPaint: (after.bytes - before.bytes) / paints,
            residentMb: after.residentMb
        };
    }
    finally {
        await program.dispose();
    }
}
/** Resident MB after each of `minutes`, all screens in turn; `told` hears each as it is read. */
export async function soak(command, minutes, told) {
    const program = await startTop(command);
    const resident = [];
    try {
        const began = performance.now();
        for (let step = 0; resident.length < minutes; step++) {
            program.type(String((step % 5) + 1));
            await pause(screenMs);
            if (performance.now() - began < 60_000 * (resident.length + 1))
                continue;
            const { residentMb } = readings(program);
            resident.push(residentMb);
            told(residentMb);
        }
        return resident;
    }
    finally {
        await program.dispose();
    }
}
const screenMs = 2_000;
/** Runs it, and waits for its first figures. */
export async function startTop(command) {
    const program = await runInTerminal(argv(command), { size, env });
    await program.see('live figures', text => text.includes('live'));
    return program;
}
function argv({ cli, flags }) {
    return [process.execPath, '--max-semi-space-size=2', cli, 'top', ...flags];
}
async function timeUntil(command, word) {
    const began = performance.now();
    const program = await runInTerminal(command, { size, env });
    await until('the first frame', () => program.output().includes(word), { everyMs: 2 });
    const took = performance.now() - began;
    await program.dispose();
    return took;
}
function readings(program) {
    const output = program.output();
    // Fields from the third on; the name before them may hold anything but ')'.
    const stat = readFileSync(`/proc/${program.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${program.pid}/status`, 'utf8'));
    return {
        at: performance.now(),
        paints: output.split(paintSign).length - 1,
        bytes: Buffer.byteLength(output),
        cpuS: (Number(stat[11]) + Number(stat[12])) / ticksPerSecond,
        residentMb: (Number(resident?.[1]) * 1_024) / 1e6
    };
}
/** USER_HZ, 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;
function pause(ms) {
    return new Promise(done => setTimeout(done, ms));
}
//# sourceMappingURL=command.js.map