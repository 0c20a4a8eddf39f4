import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
/**
 * Loads the addon of the installed `chdb` package.
 *
 * The package's own `Session` is passed by: it re-escapes query parameters that arrive escaped, runs all queries with
 * parameters one after the other, takes eight insert formats only, and loads twice as much code. The version is pinned.
 *
 * @throws when `chdb` is not installed or has no build for this platform.
 */
export function loadChdb() {
    const require = createRequire(import.meta.url);
    const home = dirname(require.resolve('chdb/package.json'));
    const loader = require(join(home, 'dist', 'loader.js'));
    return loader.loadNative();
}
//# sourceMappingURL=chdb-binding.js.map