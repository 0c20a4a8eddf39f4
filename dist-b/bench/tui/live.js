import { jsx as _jsx } from "react/jsx-runtime";
/**
 * `teeline top` on a terminal. The first paint comes before the store is looked for; every way out, a crash and a signal
 * among them, gives the terminal back.
 */
import { render } from 'ink';
import { App } from './app.js';
import { Dashboard } from './dashboard.js';
import { createLook } from './kit/look.js';
import { openSource } from './queries/source.js';
import { ScreenSink } from './screen-sink.js';
import { createScreens } from './screens/all.js';
import { StoreLink } from './store-link.js';
import { terminalModes } from './terminal.js';
/** Exit code once the user has left; rejects with what went wrong. */
export async function runLive(options) {
    const { stdin, stdout, view, first, intervalMs } = options;
    const look = createLook(options.look);
    const modes = terminalModes(stdout.fd);
    const ending = untilItEnds(stdout);
    modes.enter();
    const sink = new ScreenSink(stdout, look.encode);
    const dashboard = new Dashboard({
        screens: createScreens(options.deps),
        first,
        view,
        look,
        intervalMs,
        changed: () => sink.soon(),
        arrived: () => sink.later(),
        lost: error => link.lost(error),
        copy: text => stdout.write(`\x1b]52;c;${Buffer.from(text).toString('base64')}\x07`),
        mouse: isOn => modes.mouse(isOn),
        repaint: () => sink.repaint(),
        quit: ending.end
    });
    const link = new StoreLink({ dashboard, connect: options.connect, open: openSource, refused: ending.fail });
    // Staleness and the wait for the next try are seen without any answer.
    const clock = setInterval(() => sink.soon(), 1_000);
    let ink = null;
    try {
        ink = render(_jsx(App, { dashboard: dashboard, sink: sink }), {
            stdout: sink,
            stdin,
            debug: true,
            patchConsole: false,
            exitOnCtrlC: false
        });
        ink.waitUntilExit().catch(ending.fail);
        // Beyond the microtask that paints.
        setImmediate(() => void link.start());
        return await ending.code;
    }
    finally {
        clearInterval(clock);
        dashboard.stop();
        sink.close();
        ink?.unmount();
        modes.leave();
        ending.dispose();
        await link.stop();
    }
}
const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
function untilItEnds(stdout) {
    let end = () => { };
    let fail = () => { };
    const code = new Promise((resolve, reject) => {
        end = resolve;
        fail = reject;
    });
    const handlers = Object.entries(signals).map(([signal, exitCode]) => [signal, () => end(exitCode)]);
    // The terminal has gone (EPIPE, EIO): nobody is left to tell.
    const gone = () => end(0);
    for (const [signal, handler] of handlers)
        process.on(signal, handler);
    process.on('uncaughtException', fail);
    process.on('unhandledRejection', fail);
    stdout.on('error', gone);
    return {
        code,
        end,
        fail,
        dispose() {
            for (const [signal, handler] of handlers)
                process.off(signal, handler);
            process.off('uncaughtException', fail);
            process.off('unhandledRejection', fail);
        }
    };
}
//# sourceMappingURL=live.js.map