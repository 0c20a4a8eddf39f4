/** The figures of a screen with what they are of; what `y` copies and `--json` prints. */
export function asJson(screen, view, at) {
    const head = {
        screen: screen.id,
        window: view.window,
        by: view.by,
        filter: view.filter.text,
        as_of: at.toISOString()
    };
    return JSON.stringify({ ...head, ...screen.json(view, at) }, null, 2);
}
/** The questions behind a screen, one after the other, with their values put in: ready for `teeline query`. */
export function asSql(screen, view) {
    return screen
        .feeds(view)
        .flatMap(feed => {
        const question = feed.question(view);
        return question === null ? [] : [`-- ${feed.name}\n${withValues(question)};`];
    })
        .join('\n\n');
}
function withValues({ sql, params }) {
    return sql.trim().replace(/\{(\w+):([^{}]+)\}/g, (placeholder, name, type) => {
        const value = params[name];
        if (typeof value === 'number')
            return String(value);
        if (typeof value !== 'string')
            return placeholder;
        const quoted = `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
        return type.trim() === 'String' ? quoted : `CAST(${quoted}, '${type.trim().replaceAll("'", "\\'")}')`;
    });
}
//# sourceMappingURL=copy.js.map