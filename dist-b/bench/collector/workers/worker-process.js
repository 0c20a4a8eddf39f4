/** One worker's process, as its keeper has it: started, asked, told to stop, and its end noticed. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
/** A report takes no longer than the recorder's part of it, and this. */
const reportMarginMs = 200;
export class WorkerProcess {
    index;
    startedAtMs = performance.now();
    exited;
    #child;
    #asked = new Map();
    #lastAsked = 0;
    isReady = false;
    connections = 0;
    handed = [];
    constructor(index, listeners) {
        this.index = index;
        // The number is for who looks at a list of processes.
        this.#child = fork(fileURLToPath(new URL('./worker-main.js', import.meta.url)), [String(index)], {
            serialization: 'advanced',
            stdio: ['ignore', 'inherit', 'inherit', 'ipc']
        });
        this.#child.on('message', (message) => this.#onMessage(message, listeners));
        this.exited = this.#end().then(how => {
            this.isReady = false;
            listeners.onExit(how);
        });
    }
    /** NULL when the system would not start it. */
    get pid() {
        return this.#child.pid ?? null;
    }
    say(message) {
        if (this.#child.connected)
            this.#child.send(message, ignore);
    }
    hand(connection) {
        if (!this.#child.connected)
            return;
        // Kept open here until it has arrived: a worker that dies on the way takes no connection with it.
        this.#child.send({ connection: true }, connection, { keepOpen: true }, ignore);
    }
    /** NULL when it does not answer within the bound, and a little. */
    async ask(request) {
        const number = ++this.#lastAsked;
        const answer = new Promise(resolve => {
            const timer = setTimeout(() => resolve(null), request.withinMs + reportMarginMs);
            this.#asked.set(number, report => {
                clearTimeout(timer);
                resolve(report);
            });
        });
        this.say({ ask: { number, ...request } });
        const report = await answer;
        this.#asked.delete(number);
        return report;
    }
    kill() {
        this.#child.kill('SIGKILL');
    }
    /** Its process is gone and its last word is read: a connection that it had taken may not be handed to another. */
    async #end() {
        const child = this.#child;
        const said = new Promise(resolve => child.once('disconnect', resolve));
        const how = await new Promise(resolve => {
            child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
            // It could not be started. Once it runs there are no errors but of messages that found nobody.
            child.on('error', error => {
                if (child.pid === undefined)
                    resolve(error.message);
            });
        });
        if (child.connected)
            await said;
        return how;
    }
    #onMessage(message, listeners) {
        if ('taken' in message)
            listeners.onTaken();
        else if ('left' in message)
            this.connections--;
        else if ('report' in message)
            this.#asked.get(message.report.number)?.(message.report);
        else if ('log' in message)
            listeners.onLog(message.log);
        else {
            this.isReady = true;
            listeners.onReady();
        }
    }
}
/** What could not be sent found no process: its end is told by another event. */
function ignore() { }
//# sourceMappingURL=worker-process.js.map