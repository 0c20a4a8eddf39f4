/**
 * Which rows a view is about, and how its figures are reckoned from them. Up to 24 hours: from the rows of `requests`, exactly.
 * Longer: from the days of `daily`, or of `daily_users`, which has no percentiles; from the rows where the filter names something
 * that a day does not tell. Percentiles of days are at most 1.1 % off.
 */
import { filterSql, textFieldsOfR } from '../filter.js';
import { windowSeconds } from '../view.js';
const firstDays = {
    '7d': "toDate(now('UTC')) - 7",
    '30d': "toDate(now('UTC')) - 30",
    month: "toStartOfMonth(now('UTC'))"
};
const dailyFields = {
    model: 'model',
    provider: 'provider',
    route: 'route',
    feature: 'feature',
    wire: 'wire',
    err: 'error_type',
    status: 'status'
};
const usersFields = { user: '`user`', key: 'key_id' };
export function trafficOf(view) {
    const { window, by, filter } = view;
    const firstDay = firstDays[window];
    if (firstDay !== undefined)
        return trafficSince(firstDay, by, filter);
    const lengthS = windowSeconds(window, new Date());
    return { ...rawTraffic(by), ...windowRows(view), start: windowStart(window), days: false, lengthS };
}
/** The traffic since the beginning of a day, given as an expression; of whole days and today. */
export function trafficSince(firstDay, by, filter) {
    const rollup = rollupOf(by, filter);
    const start = `toDateTime64(${firstDay}, 6, 'UTC')`;
    const window = { start, days: true, lengthS: 0 };
    if (rollup === null)
        return { ...rawTraffic(by), ...rowsSince(start, filter), ...window };
    const { table, sql, params } = rollup;
    return {
        ...window,
        table,
        from: `(SELECT * FROM ${table} WHERE day >= ${firstDay} AND ${sql})`,
        params,
        name: table === 'daily' ? `r.${by}` : by === 'user' ? 'r.`user`' : 'r.key_id',
        provider: by === 'model' ? 'r.provider' : "''",
        moment: "toDateTime64(r.day, 6, 'UTC')",
        day: 'r.day'
    };
}
/** Whether its percentiles are approximate. */
export function isApproximate(view) {
    const { table, days } = trafficOf(view);
    return table === 'daily' || (table === 'requests' && days);
}
/** Whether its month is read row by row: a second or more of ten million rows, so better not too often. */
export function isMonthOfRows(view) {
    return trafficOf({ ...view, window: 'month' }).table === 'requests';
}
/** What is to be said of the figures of a view beside its window; '' when there is nothing. */
export function windowNote(view) {
    const { table } = trafficOf(view);
    if (firstDays[view.window] === undefined)
        return '';
    const since = view.window === 'month' ? '' : 'since 00:00 UTC';
    const what = table === 'daily_users' ? `no percentiles by ${view.by} over 24h` : 'percentiles ±1.1 %';
    return since === '' ? what : `${since}, ${what}`;
}
/** The rows of `requests` that a view is about, whatever its window: `FROM ${from} AS r`. `more` SQL ends the condition. */
export function windowRows({ window, filter }, more = '') {
    return rowsSince(windowStart(window), filter, more);
}
/** Expressions of what is summed; of rows for which `condition` holds only. */
export function sumsOf({ table }, condition = '1') {
    const sumIf = (column) => `sumOrNullIf(r.${column}, ${condition})`;
    const isRaw = table === 'requests';
    const count = (column, raw) => isRaw ? `countIf(${condition} AND ${raw})` : `sumIf(r.${column}, ${condition})`;
    return {
        requests: count('requests', '1'),
        errors: count('errors', "r.error_type != ''"),
        unpriced: count('unpriced', "r.cost_usd IS NULL AND r.usage_source != 'none'"),
        estimated: count('estimated', "r.usage_source IN ('estimated', 'partial')"),
        input_tokens: sumIf('input_tokens'),
        output_tokens: sumIf('output_tokens'),
        cost_usd: sumIf('cost_usd')
    };
}
/** An aggregate of a latency, and what makes an array of its percentiles (NULLs without samples) of it. */
export function percentiles({ table, days }, latency, levels) {
    const list = levels.join(', ');
    if (table === 'daily_users') {
        return {
            aggregate: 'toUInt8(0)',
            of: () => `[${levels.map(() => "CAST(NULL, 'Nullable(UInt64)')").join(', ')}]`
        };
    }
    if (table === 'requests') {
        const column = `r.${latency}_us`;
        // Exactly, every value is kept until the end: of a month of rows more than the embedded store may hold.
        const quantiles = days ? 'quantilesBFloat16' : 'quantilesExact';
        return {
            aggregate: `(count(${column}), ${quantiles}(${list})(${column}))`,
            of: alias => `arrayMap(v -> if(${alias}.1 = 0, NULL, v), ${alias}.2)`
        };
    }
    return { aggregate: `sumMap(r.${latency}_buckets)`, of: alias => bucketPercentiles(alias, list) };
}
/** The bucket that holds the value of `quantileExact`'s rank; NULL of no values. */
function bucketPercentiles(map, list) {
    const counts = `mapValues(${map})`;
    const rank = `toUInt64(floor(q * arraySum(${counts})))`;
    const key = `mapKeys(${map})[arrayFirstIndex(c -> c > ${rank}, arrayCumSum(${counts}))]`;
    return `arrayMap(q -> if(empty(${counts}), NULL, toUInt64(round(exp2(${key} / 32)))), [${list}])`;
}
/**
 * The window in pieces: `most` even ones, or its days. `at`: index of a row's piece; `count` of pieces; `length` of one in µs;
 * `trend`: aggregate of the requests of each; `seconds`: length of the window.
 */
export function pieces({ table, days, start, moment, lengthS }, most) {
    const count = days ? `dateDiff('day', toDate(${start}), toDate(now('UTC'))) + 1` : String(most);
    const length = days ? dayUs : (lengthS * 1_000_000) / most;
    const since = `toUnixTimestamp64Micro(${moment}) - toUnixTimestamp64Micro(${start})`;
    // Moments of one query may be some µs apart, and clocks of two machines more.
    const at = `least(greatest(intDiv(${since}, ${length}), 0), ${count} - 1)`;
    const bound = days ? mostDays : most;
    const resampled = table === 'requests'
        ? `countResample(0, ${bound}, 1)(${at})`
        : `sumResample(0, ${bound}, 1)(r.requests, ${at})`;
    return {
        at,
        count,
        length,
        trend: `arraySlice(${resampled}, 1, ${count})`,
        seconds: days ? `dateDiff('second', ${start}, now64(6, 'UTC'))` : String(lengthS)
    };
}
const dayUs = 86_400_000_000;
/** Of the longest window, 30 whole days and today, and of the longest month. */
const mostDays = 31;
/** Start of a window, a DateTime64(6, 'UTC'): some time ago or, of windows of days, the beginning of one. */
export function windowStart(window) {
    const day = firstDays[window];
    if (day !== undefined)
        return `toDateTime64(${day}, 6, 'UTC')`;
    return `now64(6, 'UTC') - INTERVAL ${windowSeconds(window, new Date())} SECOND`;
}
function rollupOf(by, filter) {
    const table = by === 'user' || by === 'key' ? 'daily_users' : 'daily';
    const condition = filterSql(filter, table === 'daily' ? dailyFields : usersFields);
    return condition === null ? null : { table, ...condition };
}
function rawTraffic(by) {
    return {
        table: 'requests',
        name: textFieldsOfR[by],
        provider: by === 'model' ? 'r.provider' : "''",
        moment: 'r.ts',
        day: 'toDate(r.ts)'
    };
}
function rowsSince(start, filter, more = '') {
    const { sql, params } = filterSql(filter) ?? { sql: '1', params: {} };
    // The filter stands in a query of its own, where names are columns and never what is selected under their name.
    return { from: `(SELECT * FROM requests WHERE ts >= ${start} AND ${sql} ${more})`, params };
}
//# sourceMappingURL=traffic.js.map