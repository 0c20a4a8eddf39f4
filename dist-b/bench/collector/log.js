/** One line on stderr for each change that a reader should know of; never one for each request. */
const ranks = { error: 0, warn: 1, info: 2 };
/** Lines at `least` or graver go to `out`, each with the time of day. */
export function buildLog(least, out) {
    return (level, message) => {
        if (ranks[level] > ranks[least])
            return;
        out.write(`${new Date().toISOString()} ${level.padEnd(5)} ${message}\n`);
    };
}
//# sourceMappingURL=log.js.map