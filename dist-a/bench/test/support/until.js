/**
 * Asks `probe` again and again until it gives something other than undefined, false or NULL; rejects after `withinMs`
 * with what was waited for and the last error.
 */
export async function until(what, probe, { withinMs = 20_000, everyMs = 20 } = {}) {
    const deadline = performance.now() + withinMs;
    let lastError;
    for (;;) {
        try {
            const found = await probe();
            if (found !== undefined && found !== null && found !== false) {
                return found;
            }
        }
        catch (error) {
            lastError = error;
        }
        if (performance.now() > deadline) {
            throw new Error(`waited ${withinMs} ms for ${what}`, { cause: lastError });
        }
        await new Promise(resolve => setTimeout(resolve, everyMs));
    }
}
//# sourceMappingURL=until.js.map