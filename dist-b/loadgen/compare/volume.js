import { production } from './read-side.js';
const days = 30;
const dayMs = 86_400_000;
/** A shorter record says nothing of a month. */
const shortestMs = 3_600_000;
/** NULL: nothing was recorded. `where` narrows it to the calls that are compared. Throws TEELINE_STORE_…. */
export async function readVolume(store, now, where) {
    const since = new Date(now.getTime() - days * dayMs).toISOString().slice(0, 19).replace('T', ' ');
    const until = now.toISOString().slice(0, 19).replace('T', ' ');
    const [row] = await store.rows(`SELECT count() AS requests, toUnixTimestamp64Milli(min(ts)) AS first_ms FROM requests
    WHERE ${production} AND usage_source != 'none' AND (${where ?? 'true'})
      AND ts >= {since:DateTime64(6, 'UTC')} AND ts <= {until:DateTime64(6, 'UTC')}`, { since, until });
    if (row === undefined || row.requests === 0)
        return null;
    const spanMs = Math.max(shortestMs, now.getTime() - row.first_ms);
    const count = row.requests.toLocaleString('en-US');
    const of = where === null ? '' : ` where ${where}`;
    if (spanMs > (days - 1) * dayMs) {
        return { requests: row.requests, source: `${count} requests recorded in the last 30 days${of}` };
    }
    return {
        requests: Math.round((row.requests * days * dayMs) / spanMs),
        source: `${count} requests recorded in the last ${lengthOf(spanMs)}${of}, scaled to 30 days`
    };
}
function lengthOf(ms) {
    return ms < 2 * dayMs ? `${(ms / 3_600_000).toFixed(1)} hours` : `${(ms / dayMs).toFixed(1)} days`;
}
//# sourceMappingURL=volume.js.map