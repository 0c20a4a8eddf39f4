/** Public arrival traces, read in place. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
/** Path of a trace, in `TEELINE_TRACES` or beside the checkout; NULL when it is not there, so that a test can say so. */
export function tracePath(name) {
    const path = join(resolve(process.env['TEELINE_TRACES'] ?? '../shared/traces'), name);
    return existsSync(path) ? path : null;
}
//# sourceMappingURL=traces.js.map