/** Reading other people's JSON: every field is `unknown` until it has been looked at. */
/** `value` as an object with the fields `K`; an empty one when it is something else. Never throws. */
export function fieldsOf(value) {
    return (isObject(value) ? value : nothing);
}
export function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
export function listOf(value) {
    return Array.isArray(value) ? value : none;
}
/** A string, or `''` when it is something else. */
export function textOf(value) {
    return typeof value === 'string' ? value : '';
}
/** A count: a whole number from zero up. Everything else is not a count and gives NULL; zero stays zero. */
export function countOf(value) {
    if (typeof value !== 'number' || !(value >= 0) || value > Number.MAX_SAFE_INTEGER)
        return null;
    return Math.round(value);
}
/** The parsed text, or `undefined` when it is not JSON. */
export function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/** `text` without lone surrogates, which no UTF-8 column can hold. (In Node since 20, in TypeScript's library since ES2024.) */
export function wellFormed(text) {
    return text.toWellFormed();
}
const nothing = Object.freeze({});
const none = Object.freeze([]);
//# sourceMappingURL=json.js.map