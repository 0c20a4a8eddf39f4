/** What `teeline up` prints when all of it is up: the base URLs, the store, and what to type next. */
import { resolve } from 'node:path';
export function banner(facts) {
    const store = facts.store.embedded ? `embedded ClickHouse, data in ${facts.dataDir}` : 'ClickHouse server';
    const lines = [
        `teeline ${facts.version}`,
        '',
        ...table([
            ['collector', facts.collectorUrl, `apps send their calls here${workersOf(facts)}`],
            ['admin', facts.adminUrl, '/health /ready /metrics /routes /stats'],
            ['store', facts.store.url, store]
        ]),
        '',
        'Base URLs; an app changes this and nothing else:',
        '',
        ...table(facts.routes.map(route => [route.provider, baseUrl(facts.collectorUrl, route), upstreamOf(route)])),
        '',
        'Next, in another terminal:',
        '',
        `  npx teeline top${place(facts.dataDir)}`,
        `  npx teeline query "SELECT ts, request_model, status, ttft_us / 1000 AS ttft_ms, output_tokens, cost_usd FROM requests ORDER BY ts DESC LIMIT 10"${place(facts.dataDir)}`,
        '',
        ''
    ];
    return lines.join('\n');
}
function workersOf({ workers }) {
    return workers === 1 ? '' : `; ${workers} workers`;
}
/** What other commands need to be told to find this one. */
function place(dataDir) {
    return dataDir === resolve('.teeline') ? '' : ` --data ${dataDir}`;
}
function baseUrl(collectorUrl, route) {
    return `${collectorUrl}${route.prefix}${route.basePath}`;
}
function upstreamOf(route) {
    return `→ ${route.upstream.replace('{location}', '{location}-')}`;
}
function table(rows) {
    const widths = [0, 1].map(column => Math.max(...rows.map(row => (row[column] ?? '').length)));
    return rows.map(row => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}
//# sourceMappingURL=banner.js.map