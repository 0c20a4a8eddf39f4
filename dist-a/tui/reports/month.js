/** The month that a report is of, in UTC. */
import { TeelineError } from '../../schemas/errors.js';
/** @throws TeelineError `TEELINE_USAGE`: `text` is not `YYYY-MM`. */
export function monthOf(text, now) {
    const start = new Date(`${text}-01T00:00:00Z`);
    if (!/^\d{4}-\d{2}$/.test(text) || Number.isNaN(start.getTime()))
        throw new TeelineError('TEELINE_USAGE', `--month ${text} is not a month`, 'Write it as 2026-11.');
    const end = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1));
    const isOver = end <= now;
    const last = isOver ? end : now;
    return {
        year: start.getUTCFullYear(),
        month: start.getUTCMonth() + 1,
        name: text,
        from: clock(start),
        to: clock(end),
        until: clock(last),
        isOver,
        title: `${clock(start).slice(0, 16)} to ${clock(last).slice(0, 16)} UTC${isOver ? '' : ', so far'}`
    };
}
/** The month before, up to the moment that `month` has come to: the 31st of a shorter month is its end. */
export function monthBefore(month) {
    const start = new Date(Date.UTC(month.year, month.month - 2, 1));
    const end = new Date(Date.UTC(month.year, month.month - 1, 1));
    const before = monthOf(start.toISOString().slice(0, 7), end);
    if (month.isOver)
        return before;
    const passed = Date.parse(iso(month.until)) - Date.parse(iso(month.from));
    return { ...before, until: clock(new Date(Math.min(start.getTime() + passed, end.getTime()))) };
}
/** Each day of the month that has begun, `YYYY-MM-DD`. */
export function daysOf({ from, until }) {
    const days = [];
    const last = Date.parse(iso(until));
    for (let at = Date.parse(iso(from)); at < last; at += 86_400_000)
        days.push(new Date(at).toISOString().slice(0, 10));
    return days;
}
/** Where the days begin that a forecast is made from: four weeks back, or with the month. */
export function historyFrom(month, now) {
    if (month.isOver)
        return month.from;
    const back = clock(new Date(Math.floor(now.getTime() / 86_400_000 - 28) * 86_400_000));
    if (back > month.from)
        return month.from;
    return back;
}
function clock(at) {
    return at.toISOString().slice(0, 19).replace('T', ' ');
}
function iso(moment) {
    return `${moment.replace(' ', 'T')}Z`;
}
//# sourceMappingURL=month.js.map