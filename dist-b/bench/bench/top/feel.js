/** What one feels at the keys: how soon one is answered, and how soon a request that ended is there to be seen. */
import { performance } from 'node:perf_hooks';
import { startTeeline } from '../../test/support/teeline.js';
import { until } from '../../test/support/until.js';
import { startTop } from './command.js';
const oftenMs = 1;
/** Ms from a key to the first byte of the paint that it leads to, through the pseudo-terminal; sorted. */
export async function keysToPaint(command, times) {
    const program = await startTop(command);
    const took = [];
    try {
        for (let time = 0; time < times; time++) {
            const before = program.output().length;
            const began = performance.now();
            program.type(time % 2 === 0 ? 'j' : 'k');
            await until('the paint', () => program.output().length > before, { everyMs: oftenMs });
            took.push(performance.now() - began);
            await quiet(program.output);
        }
        return took.sort((a, b) => a - b);
    }
    finally {
        await program.dispose();
    }
}
/** Ms from the end of a request to its row on screen 3, as `teeline up` and `teeline top` are by default; sorted. */
export async function endToScreen(cli, times) {
    const teeline = await startTeeline();
    const took = [];
    try {
        const call = async (user) => {
            const answer = await fetch(`${teeline.url}/ollama/api/chat`, {
                method: 'POST',
                headers: { 'x-teeline-user': user },
                body: '{"model":"llama"}'
            });
            await answer.arrayBuffer();
        };
        await call('first');
        await teeline.rows(1);
        const program = await startTop({ cli, flags: ['--data', teeline.dataDir, '--screen', 'requests'] });
        for (let time = 0; time < times; time++) {
            const user = `caller${time}x`;
            // At another moment of the outbox's and the screen's turns each time.
            await new Promise(done => setTimeout(done, (time * 137) % 1_000));
            await call(user);
            const began = performance.now();
            await until('the row', () => program.text().includes(user), { everyMs: 5 });
            took.push(performance.now() - began);
        }
        await program.dispose();
        return took.sort((a, b) => a - b);
    }
    finally {
        await teeline.stop();
    }
}
/** Resolves once nothing was written for a while. */
async function quiet(output) {
    let length = -1;
    while (length !== output().length) {
        length = output().length;
        await new Promise(done => setTimeout(done, 30));
    }
}
//# sourceMappingURL=feel.js.map