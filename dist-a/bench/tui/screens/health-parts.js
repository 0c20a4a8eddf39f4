/** What the health screen says, in lines: the collector, its overhead, losses, the store's size, upstream limits. */
import { bar } from '../kit/charts.js';
import { age, bytes, count, duration, whole } from '../kit/numbers.js';
import { fitStyled, fitText, widthOf } from '../kit/text.js';
/** What `GET /stats` says; `stats` is NULL as long as nothing was answered. */
export function collectorFacts(stats, why) {
    if (stats === null)
        return [['collector', why, 'warn']];
    const { relay, recorder, store } = stats;
    const { delivery } = recorder;
    const facts = [
        [
            'relay',
            `${whole(relay.exchanges)} exchanges since start, ${whole(relay.open)} open, ${whole(relay.failed)} failed`
        ],
        ['recorder', recorderText(stats), recorder.running ? 'plain' : 'bad'],
        ['memory', `${bytes(stats.rss_bytes)} of the collector, ${bytes(relay.backlog_bytes)} not recorded yet`]
    ];
    if (delivery !== undefined) {
        const oldest = delivery.oldestAgeMs === null ? '' : `, the oldest ${age(delivery.oldestAgeMs)} old`;
        facts.push([
            'outbox',
            `${whole(delivery.pendingRows)} rows, ${bytes(delivery.pendingBytes)}${oldest}`,
            (delivery.oldestAgeMs ?? 0) > lateMs ? 'warn' : 'plain'
        ], ['delivered', `${whole(delivery.rowsDelivered)} rows since start, ${whole(delivery.retries)} retries`], ['lost', lostText(delivery), delivery.rowsLost + delivery.rowsDeadLettered > 0 ? 'bad' : 'plain']);
        if (delivery.lastError !== null)
            facts.push(['last error', delivery.lastError, 'warn']);
    }
    facts.push([
        'store',
        storeText(store, delivery?.storeUp),
        delivery?.storeUp === false || !store.ready ? 'bad' : 'plain'
    ]);
    return facts;
}
export function overheadFacts(row, windowName) {
    if (row === null || row.requests === 0)
        return [['added', `nothing measured in the ${windowName}`]];
    const { p50_us, p95_us, p99_us, max_us, requests, captured_partly } = row;
    const facts = [
        [
            'added',
            `p50 ${duration(p50_us)}  p95 ${duration(p95_us)}  p99 ${duration(p99_us)}  max ${duration(max_us)}`
        ],
        ['of', `${whole(requests)} requests, ${windowName}`]
    ];
    const partly = ['bytes kept', `in part or not of ${whole(captured_partly)} requests`, 'warn'];
    return captured_partly === 0 ? facts : [...facts, partly];
}
export function eventFacts(kinds, look) {
    if (kinds.length === 0)
        return [['events', 'none: nothing was lost, refused or restarted']];
    return kinds.map(({ kind, events, count: total, last }) => [
        kind,
        `${whole(total)} in ${whole(events)} events ${look.glyphs.separator} last ${last.slice(0, 19)} UTC`,
        kind === 'rows_lost' || kind === 'bytes_lost' || kind === 'dead_letter' ? 'bad' : 'warn'
    ]);
}
export function sizeFacts(tables) {
    const sum = (pick) => tables.reduce((total, row) => total + pick(row), 0);
    const line = ({ rows, bytes: size, parts }) => `${fitText(bytes(size), 7, 'right')} ${fitText(count(rows), 6, 'right')} rows ${fitText(whole(parts), 4, 'right')} parts`;
    if (tables.length === 0)
        return [['tables', 'not told by this store']];
    const total = { rows: sum(row => row.rows), bytes: sum(row => row.bytes), parts: sum(row => row.parts) };
    return [['all', line(total)], ...tables.map(row => [row.table, line(row)])];
}
/** What a provider said of its limits: `requests ████████·· 4,123 of 5,000 left`. */
export function limitFacts(limits, at, { glyphs }) {
    if (limits.length === 0)
        return [['limits', 'no provider told any in the last hour']];
    return limits.map(({ route, key_id, ts, rate_limit }) => {
        const said = limitsOf(rate_limit);
        const ago = `${age(at.getTime() - Date.parse(`${ts.replace(' ', 'T')}Z`))} ago`;
        const isLow = said.some(({ left, limit }) => limit !== null && left / limit < lowShare);
        const text = said.map(({ what, left, limit }) => `${what} ${limit === null ? whole(left) : `${bar(left / limit, limitBar, glyphs)} ${whole(left)} of ${whole(limit)}`}`);
        return [
            `${route} ${key_id}`.trimEnd(),
            `${text.length === 0 ? 'headers without a number left' : `${text.join('  ')} left`}, ${ago}`,
            isLow ? 'warn' : 'plain'
        ];
    });
}
/** `left` and, if it was told, `limit` of each thing that is limited. */
export function limitsOf(headers) {
    return Object.entries(headers).flatMap(([name, value]) => {
        if (!/remaining/.test(name) || !/^\d+(\.\d+)?$/.test(value))
            return [];
        const limit = headers[name.replace('remaining', 'limit')];
        const what = name.replace(/^(x-|anthropic-)*ratelimit-/, '').replace(/-?remaining-?/, '') || 'calls';
        return [
            {
                what,
                left: Number(value),
                limit: limit !== undefined && /^\d+(\.\d+)?$/.test(limit) ? Number(limit) : null
            }
        ];
    });
}
export const eventColumns = [
    {
        key: 'ts',
        head: 'TIME (UTC)',
        width: 19,
        priority: 0,
        cell: row => row.ts.slice(0, 19),
        sortBy: row => row.ts
    },
    { key: 'kind', head: 'EVENT', width: 18, priority: 0, cell: row => row.kind, sortBy: row => row.kind },
    {
        key: 'count',
        head: 'COUNT',
        width: 7,
        priority: 1,
        align: 'right',
        cell: row => whole(row.count),
        sortBy: row => row.count
    },
    {
        key: 'message',
        head: 'WHAT',
        width: 20,
        priority: 0,
        grow: 3,
        most: 'content',
        cell: row => row.message
    },
    {
        key: 'collector',
        head: 'COLLECTOR',
        width: 12,
        priority: 2,
        grow: 1,
        cell: row => row.collector,
        sortBy: row => row.collector
    }
];
/** A fact a line, labels of one width. */
export function factLines(facts, width, { look }) {
    const labelWidth = Math.min(20, Math.max(...facts.map(([label]) => widthOf(label)), 8));
    return facts.map(([label, text, tone = 'plain']) => {
        const shown = fitText(text, Math.max(0, width - labelWidth - 3), 'left', look.glyphs.more);
        const mark = tone === 'bad' || tone === 'warn' ? '!' : ' ';
        return fitStyled(`${look.paint(tone, mark)}${look.paint('dim', fitText(label, labelWidth))} ${look.paint(tone, shown)}`, width);
    });
}
/** Rows that wait longer have a store that does not take them. */
const lateMs = 10_000;
const lowShare = 0.1;
const limitBar = 10;
function recorderText({ recorder }) {
    if (!recorder.running)
        return 'does not run: calls are relayed, and nothing is recorded';
    return `${whole(recorder.rows ?? 0)} rows since start, ${whole(recorder.faults ?? 0)} bodies unreadable`;
}
function lostText({ rowsLost, rowsDeadLettered }) {
    return `${whole(rowsLost)} rows since start, ${whole(rowsDeadLettered)} refused by the store`;
}
function storeText({ url, embedded, ready, restarts }, isUp) {
    const state = !ready ? 'not ready' : isUp === false ? 'does not answer the collector' : 'up';
    return `${state}, ${embedded ? 'embedded' : 'server'} ${url}${restarts > 0 ? `, restarted ${restarts} times` : ''}`;
}
//# sourceMappingURL=health-parts.js.map