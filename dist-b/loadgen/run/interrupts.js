/** Ctrl-C once: end well. Twice: end now. */
export function watchInterrupts() {
    const first = new AbortController();
    const second = new AbortController();
    const onSignal = () => (first.signal.aborted ? second.abort() : first.abort());
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
    return {
        first: first.signal,
        second: second.signal,
        close() {
            process.off('SIGINT', onSignal);
            process.off('SIGTERM', onSignal);
        }
    };
}
//# sourceMappingURL=interrupts.js.map