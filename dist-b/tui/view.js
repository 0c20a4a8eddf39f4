/** What is looked at: shared by all screens, and kept while one moves between them. */
import { emptyFilter } from './filter.js';
/** `month` is the calendar month in UTC, up to now; the others end now. */
export const windows = ['5m', '15m', '1h', '6h', '24h', '7d', '30d', 'month'];
export const groupings = ['model', 'provider', 'route', 'user', 'feature', 'key'];
export const defaultView = { window: '15m', by: 'model', filter: emptyFilter };
const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const seconds = {
    '5m': 5 * minute,
    '15m': 15 * minute,
    '1h': hour,
    '6h': 6 * hour,
    '24h': day,
    '7d': 7 * day,
    '30d': 30 * day
};
/** Length of a window in seconds; of `month`, what has passed of it at `at` (at least one second). */
export function windowSeconds(window, at) {
    if (window !== 'month')
        return seconds[window];
    const start = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1);
    return Math.max(1, Math.floor((at.getTime() - start) / 1000));
}
/** How a window is called in titles: `last 15m`, `Nov 2026 (UTC)`. */
export function windowName(window, at) {
    if (window !== 'month')
        return `last ${window}`;
    return `${monthName(at)} ${at.getUTCFullYear()} (UTC)`;
}
/** `Nov`, in UTC. */
export function monthName(at) {
    return months[at.getUTCMonth()] ?? '';
}
/** By hand: `toLocaleString` is a tenth of the work of a paint. */
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Pause between an answer and the next question, in ms: a wide window changes slowly and costs the store more. */
export function refreshMs(window) {
    if (window === '5m' || window === '15m' || window === '1h')
        return 2_000;
    return window === '6h' || window === '24h' ? 10_000 : 60_000;
}
/** The neighbour of `item` in `list`; the ends are ends. */
export function neighbour(list, item, step) {
    return list[list.indexOf(item) + step] ?? item;
}
/** The filter that leads to the requests behind a row of figures. */
export function filterBehind({ by, filter }, { name, provider }) {
    const terms = [filter.text, `${by}:"${name}"`, provider === '' ? '' : `provider:"${provider}"`];
    return terms.filter(term => term !== '').join(' ');
}
//# sourceMappingURL=view.js.map