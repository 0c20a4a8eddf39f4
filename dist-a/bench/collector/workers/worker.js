import { openCollector } from '../collector.js';
import { processFigures } from '../deliver/telemetry/process-figures.js';
import { RecorderThread } from '../recorder-thread.js';
let recorder;
let collector;
let started;
/** The first is `start`; connections come after `ready` was said. */
export function onMessage(message, connection) {
    if ('start' in message)
        started = start(message.start, message.metricsState);
    else if ('connection' in message)
        take(connection);
    else if ('store' in message)
        recorder.setStore(message.store);
    else if ('event' in message)
        recorder.writeEvent(message.event);
    else if ('ask' in message)
        void report(message.ask);
    else if ('cut' in message)
        collector.cut();
    else
        void close(message.deliverTimeoutMs);
}
function say(message) {
    if (process.connected)
        process.send?.(message);
}
async function start(setup, metricsState) {
    recorder = new RecorderThread(setup.recorder, (level, message) => say({ log: { level, message } }), metricsState);
    collector = await openCollector(setup.collector, setup.routes, recorder);
    recorder.onSlab = number => collector.journal.recycle(number);
    recorder.onRestart = () => collector.journal.forgetOutstanding();
    say({ ready: true });
}
/** None comes with the message when the client was gone before it could be sent. */
function take(connection) {
    say({ taken: true });
    if (connection === undefined) {
        say({ left: true });
        return;
    }
    connection.once('close', () => say({ left: true }));
    collector.accept(connection);
}
async function report({ number, figures, withinMs }) {
    const told = figures ? await recorder.figures(withinMs) : null;
    const { isRunning: running, restarts, stats } = recorder;
    say({
        report: {
            number,
            relay: collector.stats(),
            recorder: { running, restarts, stats },
            process: processFigures(),
            figures: told
        }
    });
}
async function close(deliverTimeoutMs) {
    await started;
    await collector.close();
    await recorder.close(deliverTimeoutMs);
    process.removeAllListeners('disconnect');
    process.once('disconnect', () => process.exit(0));
    process.disconnect();
}
//# sourceMappingURL=worker.js.map