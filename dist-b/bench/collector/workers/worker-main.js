// Ctrl-C reaches the whole process group, and a supervisor's signal all its processes: the keeper decides what follows.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => { });
// Killed as the keeper was: whoever comes next has this outbox, and two on one would both send.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
const loaded = import('./worker.js');
process.on('message', (message, connection) => {
    void loaded.then(({ onMessage }) => onMessage(message, connection));
});
export {};
//# sourceMappingURL=worker-main.js.map