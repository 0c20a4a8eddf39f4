/** The provider with known delays of `timed-server-process.mjs`. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
const usual = {
    tokens: 20,
    firstTokenMs: { median: 40, sigma: 0.5 },
    gapMs: { median: 6, sigma: 0.4 }
};
export async function startTimedServer(seed, pace = usual) {
    const path = fileURLToPath(new URL('./timed-server-process.mjs', import.meta.url));
    const child = fork(path, [String(seed), JSON.stringify(pace)], { execArgv: [] });
    const { url } = await message(child);
    return {
        url: new URL(url),
        ledger: async () => {
            const answer = message(child);
            child.send('ledger');
            return new Map((await answer).ledger.map(entry => [entry.seq, entry]));
        },
        close: async () => {
            const gone = once(child, 'exit');
            child.disconnect();
            await gone;
        }
    };
}
async function message(child) {
    const [received] = (await once(child, 'message'));
    return received;
}
//# sourceMappingURL=timed-server.js.map