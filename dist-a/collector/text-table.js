/** Tables for people: aligned text. */
/** Columns two spaces apart; those in `numbers` are set to the right. */
export function textTable(rows, numbers) {
    const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map(row => row[at]?.length ?? 0)));
    const lines = rows.map(row => row.map((cell, at) => (numbers.has(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))));
    return lines.map(line => line.join('  ').trimEnd()).join('\n');
}
//# sourceMappingURL=text-table.js.map