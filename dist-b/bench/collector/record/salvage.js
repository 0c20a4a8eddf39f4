import { parseJson } from './json.js';
import { objectAt } from './json-array.js';
/** The fields of the outermost object that matter to a row, as far as they are there; NULL when none is. */
export function salvage(body) {
    const found = [];
    const end = body.tail?.bytes ?? body.head.bytes;
    const parts = [
        body.head.bytes.toString('utf8', 0, searchBytes),
        end.toString('utf8', Math.max(0, end.length - searchBytes))
    ];
    for (const name of names) {
        const pattern = new RegExp(`(?<!\\\\)"${name}"\\s*:\\s*("(?:[^"\\\\]|\\\\.){0,300}")`);
        const text = pattern.exec(parts[0])?.[1] ?? pattern.exec(parts[1])?.[1];
        if (text !== undefined)
            found.push([name, parseJson(text)]);
    }
    for (const name of ['usage', 'usageMetadata']) {
        const usage = lastObject(end, name);
        if (usage !== undefined)
            found.push([name, usage]);
    }
    return found.length === 0 ? null : Object.fromEntries(found);
}
function lastObject(bytes, name) {
    const at = bytes.lastIndexOf(`"${name}"`);
    if (at <= 0 || bytes[at - 1] === backslash)
        return undefined;
    const text = objectAt(bytes, at + name.length + 2);
    return text === null ? undefined : parseJson(text);
}
const searchBytes = 64 * 1024;
const backslash = 0x5c;
const names = [
    'id',
    'object',
    'type',
    'model',
    'modelVersion',
    'responseId',
    'service_tier',
    'stop_reason',
    'status'
];
//# sourceMappingURL=salvage.js.map