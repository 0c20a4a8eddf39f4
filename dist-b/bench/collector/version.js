import { readFileSync } from 'node:fs';
import { packageRoot } from './package-root.js';
/** As package.json has it. */
export const version = JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8')).version;
//# sourceMappingURL=version.js.map