/** How teeline itself is: what its collector says of itself, and what the store tells of it. */
import { once } from 'node:events';
import { get } from 'node:http';
import { json } from 'node:stream/consumers';
import { TeelineError } from '../../schemas/errors.js';
import { windowSeconds } from '../view.js';
import { windowStart } from './traffic.js';
const adminTimeoutMs = 2_000;
/** One `CollectorStats`, or none where no collector runs. */
export async function readStats({ connection }, signal) {
    if (connection.adminUrl === null)
        return [];
    const url = new URL('/stats', connection.adminUrl);
    try {
        // Not by fetch: the client that Node loads for it takes 10 MB.
        const request = get(url, {
            agent: false,
            signal: AbortSignal.any([signal, AbortSignal.timeout(adminTimeoutMs)])
        });
        // Whoever waits below is told.
        request.on('error', () => { });
        const [answer] = (await once(request, 'response'));
        return [(await json(answer))];
    }
    catch (error) {
        throw new TeelineError('TEELINE_STORE_QUERY_FAILED', `The collector at ${url.origin} does not answer: ${error instanceof Error ? error.message : String(error)}`, 'teeline doctor tells whether it runs.', error);
    }
}
/** The widest window that raw rows are read over here. */
export function rawWindow(window) {
    return window === '7d' || window === '30d' || window === 'month' ? '24h' : window;
}
/** One `OverheadRow`, of `rawWindow`. */
export function overheadQuestion({ window }) {
    const start = windowStart(rawWindow(window));
    return {
        sql: `SELECT count(overhead_us) AS requests, if(requests = 0, [], arrayMap(v -> toNullable(v),
    quantilesExact(0.5, 0.95, 0.99)(assumeNotNull(overhead_us)))) AS q, q[1] AS p50_us, q[2] AS p95_us, q[3] AS p99_us,
  max(overhead_us) AS max_us, countIf(capture != 'full') AS captured_partly,
  dateDiff('second', ${start}, now64(6, 'UTC')) AS seconds
FROM requests WHERE ts >= ${start}`,
        params: {}
    };
}
/** 60 `OverheadPiece`s of `rawWindow`. */
export function overheadSeriesQuestion({ window }) {
    const raw = rawWindow(window);
    const start = windowStart(raw);
    const lengthUs = (windowSeconds(raw, new Date()) * 1_000_000) / pieceCount;
    return {
        sql: `SELECT q[1] AS p50_us, q[2] AS p95_us, q[3] AS p99_us
FROM (SELECT least(greatest(intDiv(toUnixTimestamp64Micro(ts) - toUnixTimestamp64Micro(${start}), ${lengthUs}), 0), ${pieceCount - 1}) AS at,
    arrayMap(v -> toNullable(v), quantilesExact(0.5, 0.95, 0.99)(assumeNotNull(overhead_us))) AS q
  FROM requests WHERE ts >= ${start} AND overhead_us IS NOT NULL GROUP BY at)
ORDER BY at WITH FILL FROM 0 TO ${pieceCount}`,
        params: {}
    };
}
const pieceCount = 60;
/** `EventKindRow`s of the window. */
export function eventKindsQuestion({ window }) {
    return {
        sql: `SELECT kind, count() AS events, sum(e.count) AS count, toString(max(ts)) AS last
FROM events AS e WHERE ts >= ${windowStart(window)} GROUP BY kind ORDER BY last DESC, kind`,
        params: {}
    };
}
/** The newest events of the window. */
export function eventsQuestion({ window }) {
    return {
        sql: `SELECT toString(e.ts) AS ts, kind, message, count, attributes, collector
FROM events AS e WHERE e.ts >= ${windowStart(window)} ORDER BY e.ts DESC LIMIT 200`,
        params: {}
    };
}
/** `TableRow`s of the database, largest first. */
export function tablesQuestion() {
    return {
        sql: `SELECT table, sum(p.rows) AS rows, sum(bytes_on_disk) AS bytes, count() AS parts
FROM system.parts AS p WHERE active AND database = currentDatabase() GROUP BY table ORDER BY bytes DESC, table`,
        params: {}
    };
}
/** `LimitRow`s of the last hour, newest first: limits are windows of a minute or a day. */
export function limitsQuestion() {
    return {
        sql: `SELECT route, key_id, toString(max(r.ts)) AS ts, argMax(r.rate_limit, r.ts) AS rate_limit
FROM (SELECT * FROM requests WHERE ts >= ${windowStart('1h')} AND notEmpty(rate_limit)) AS r
GROUP BY route, key_id ORDER BY ts DESC, route, key_id LIMIT 50`,
        params: {}
    };
}
//# sourceMappingURL=health.js.map