/** Results for programs. */
/** As JSON with names as columns have them (snake_case), whatever they are called in code; ends with a line break. */
export function jsonText(value) {
    return `${JSON.stringify(columnNamed(value), null, 2)}\n`;
}
function columnNamed(value) {
    if (Array.isArray(value))
        return value.map(columnNamed);
    if (typeof value !== 'object' || value === null)
        return value;
    return Object.fromEntries(Object.entries(value).map(([name, held]) => [columnName(name), columnNamed(held)]));
}
function columnName(name) {
    return name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}
//# sourceMappingURL=json-text.js.map