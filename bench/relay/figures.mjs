/** From windows to figures, and from figures to a table. */

/** The value below which `fraction` of the values lie (nearest rank). @param {ArrayLike<number>} values @param {number} fraction */
export function quantile(values, fraction) {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.max(0, Math.ceil(sorted.length * fraction) - 1)] ?? Number.NaN
}

/** @param {number[]} values */
export function median(values) {
  return quantile(values, 0.5)
}

/**
 * @typedef {object} Line one row of the table
 * @property {string} load
 * @property {string} figure
 * @property {number | null} direct
 * @property {number | null} nginx
 * @property {number | null} pipe
 * @property {number | null} teeline
 * @property {string} [target]
 */

/**
 * Columns aligned; the ratio is teeline to nginx.
 * @param {Line[]} lines
 */
export function formatTable(lines) {
  const head = ['load', 'figure', 'direct', 'nginx', 'pipe', 'teeline', 'ratio', 'target']
  const rows = lines.map(line => [
    line.load,
    line.figure,
    formatNumber(line.direct),
    formatNumber(line.nginx),
    formatNumber(line.pipe),
    formatNumber(line.teeline),
    line.nginx && line.nginx > 0 && line.teeline !== null ? `${(line.teeline / line.nginx).toFixed(2)}x` : '',
    line.target ?? ''
  ])
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map(row => row[column]?.length ?? 0)))
  const format = (/** @type {string[]} */ row) =>
    row
      .map((cell, column) =>
        column < 2 || column > 6 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
      )
      .join('  ')
      .trimEnd()
  return [format(head), widths.map(width => '-'.repeat(width)).join('  '), ...rows.map(format)].join('\n')
}

/** @param {number | null} value */
function formatNumber(value) {
  if (value === null || Number.isNaN(value)) return ''
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(Math.abs(value) >= 10 ? 1 : 2)
}
