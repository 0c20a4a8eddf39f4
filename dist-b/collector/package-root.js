import { existsSync } from 'node:fs';
/** Folder URL of the nearest package.json upwards: the same from sources and from `dist/`. */
export const packageRoot = findUp(new URL('./', import.meta.url));
function findUp(folder) {
    if (existsSync(new URL('package.json', folder)))
        return folder;
    return findUp(new URL('../', folder));
}
//# sourceMappingURL=package-root.js.map