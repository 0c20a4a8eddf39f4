/** The forms that a report is printed in. */
export function inFormats(formats, writers) {
    return new Map(formats.map(format => [format, writers[format]()]));
}
//# sourceMappingURL=format.js.map