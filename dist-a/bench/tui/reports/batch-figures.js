import { differenceUsd, sumUsd } from './amounts.js';
import { burst, signsOf, verdictOf } from './batch-signs.js';
import { apartSql, daySql, keySql, minutesSql, theCalls } from './batch-sql.js';
import { daysOf } from './month.js';
/** Throws as `ask` and `price`. */
export async function batchFigures(ask, price, month) {
    const params = { from: month.from, to: month.to };
    const [minutes, apart] = await Promise.all([
        ask({ sql: minutesSql, params }),
        ask({ sql: apartSql, params })
    ]);
    const groups = minutes.length === 0 ? [] : await groupsOf(ask, month);
    const { runs = 0, other_operations: otherOperations = 0, named = 0 } = apart[0] ?? {};
    const isNamingUsed = named > 0;
    const onClock = clockCounts(minutes);
    const weighed = groups.map(row => {
        const signs = signsOf({ ...row, on_clock: onClock.get(row.key) ?? 0 }, isNamingUsed);
        return { row, signs, verdict: verdictOf(row.requests, signs) };
    });
    const found = weighed.filter(({ verdict }) => verdict === 'likely' || verdict === 'possible');
    const keys = found.map(({ row }) => row.key);
    const where = `${theCalls} AND ${keySql} IN {keys:Array(String)}`;
    const priced = await price({ group: keySql, where, params: { ...params, keys } }, [{ tier: 'batch' }]);
    const others = weighed.filter(({ row }) => !keys.includes(row.key)).map(({ row }) => row);
    return {
        month,
        lines: found.map(({ row, signs, verdict }) => lineOf(row, { signs, verdict, priced })).toSorted(bySaving),
        others: {
            groups: others.length,
            requests: others.reduce((sum, { requests }) => sum + requests, 0),
            usd: sumUsd(others.map(({ usd }) => usd))
        },
        leftOut: { runs, otherOperations },
        isNamingUsed,
        notes: priced.alternatives[0]?.notes ?? []
    };
}
/** Day by day: the order of a month's calls would be more than a small store has memory for. */
async function groupsOf(ask, month) {
    const groups = new Map();
    for (const day of daysOf(month)) {
        const start = new Date(`${day}T00:00:00Z`).getTime();
        const params = { since: clock(start - overlapMs), from: clock(start), to: clock(start + 86_400_000) };
        for (const row of await ask({ sql: daySql, params })) {
            const known = groups.get(row.key);
            groups.set(row.key, known === undefined ? row : sumOf(known, row));
        }
    }
    return [...groups.values()];
}
function sumOf(a, b) {
    const sum = { ...a, usd: sumUsd([a.usd, b.usd]) };
    for (const count of countNames)
        sum[count] += b[count];
    return sum;
}
function clock(ms) {
    return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}
function lineOf({ key, feature, model, provider, host, operation, requests, usd }, { signs, verdict, priced }) {
    const sums = priced.groups.find(({ group }) => group === key);
    const batchUsd = sums?.otherwiseUsd[0] ?? '0';
    const batch = sums === undefined || sums.requests === 0
        ? null
        : {
            requests: sums.requests,
            spentUsd: sums.spentUsd,
            batchUsd,
            savedUsd: differenceUsd(sums.spentUsd, batchUsd)
        };
    const withoutBatchPrice = sums?.leftOut.unpricedElsewhere ?? 0;
    return {
        feature,
        model,
        provider,
        host,
        operation,
        verdict,
        signs,
        requests,
        usd,
        batch,
        withoutBatchPrice
    };
}
function bySaving(a, b) {
    if (a.verdict !== b.verdict)
        return a.verdict === 'likely' ? -1 : 1;
    return Number(b.batch?.savedUsd ?? 0) - Number(a.batch?.savedUsd ?? 0);
}
/** Of each group the calls in its three busiest minutes of the hour; of those only that came up in three hours or more. */
function clockCounts(rows) {
    const counts = new Map();
    for (const { key, requests, hours } of rows) {
        if (hours >= 3)
            counts.set(key, (counts.get(key) ?? 0) + requests);
    }
    return counts;
}
const countNames = [
    'requests',
    'nameless',
    'streamable',
    'unstreamed',
    'in_burst',
    'chainable',
    'chained',
    'sat_out',
    'left_early',
    'pauses',
    'reading_pauses'
];
/** Of the day before: a burst and a pause may reach over midnight. */
const overlapMs = burst.longestMs;
//# sourceMappingURL=batch-figures.js.map