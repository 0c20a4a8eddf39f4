/**
 * Errors are for the reader: a code that never changes its meaning, one line on what happened, then what to do.
 * Match `error.code`, never the class or the message.
 */
export class TeelineError extends Error {
    code;
    /** What the reader can do about it; one or more whole sentences. */
    hint;
    constructor(code, message, hint, cause) {
        super(message, cause === undefined ? undefined : { cause });
        this.name = 'TeelineError';
        this.code = code;
        this.hint = hint;
    }
}
/** Exit codes of every command. 3 is kept for an SLO that was not met. */
export function exitCodeOf(error) {
    if (!(error instanceof TeelineError))
        return 1;
    return error.code.startsWith('TEELINE_CONFIG') || usageCodes.has(error.code) ? 2 : 1;
}
/** The caller's to put right, before anything was done. */
const usageCodes = new Set([
    'TEELINE_USAGE',
    'TEELINE_LOAD_PROFILE',
    'TEELINE_LOAD_CONFIRM',
    'TEELINE_LOAD_ROUTE'
]);
//# sourceMappingURL=errors.js.map