/** What can stand on one side of a comparison, as it is typed. */
import { TeelineError } from '../../schemas/errors.js';
const productionPrefix = 'production:';
/**
 * Reads `run-…`, `run-…/ARM` (an arm's name may hold slashes) or `production:FROM/TO[?CONDITION]`, where FROM and TO are UTC,
 * such as 2026-11-20T00:00, and CONDITION is SQL on the columns of `requests`.
 *
 * @throws TeelineError TEELINE_USAGE.
 */
export function readSpec(text) {
    if (text.startsWith(productionPrefix))
        return readWindow(text);
    const slash = text.indexOf('/');
    const runId = slash === -1 ? text : text.slice(0, slash);
    if (!/^run-[\w.-]+$/.test(runId) || slash === text.length - 1)
        throw notASide(text);
    if (slash === -1)
        return { kind: 'run', label: text, runId, arm: null };
    return { kind: 'arm', label: text, runId, arm: text.slice(slash + 1) };
}
function readWindow(label) {
    const [, from = '', to = '', where] = /^production:([^/?]+)\/([^?]+)(?:\?(.+))?$/s.exec(label) ?? [];
    const [start, end] = [readMoment(from), readMoment(to)];
    if (start === null || end === null)
        throw notASide(label);
    if (start >= end)
        throw new TeelineError('TEELINE_USAGE', `${label} ends before it begins.`, form);
    return { kind: 'production', label, from: storeMoment(start), to: storeMoment(end), where: where ?? null };
}
function readMoment(text) {
    if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?Z?)?$/.test(text))
        return null;
    const withTime = text.includes('T') ? text : `${text}T00:00`;
    const moment = new Date(withTime.endsWith('Z') ? withTime : `${withTime}Z`);
    return Number.isNaN(moment.getTime()) ? null : moment;
}
function storeMoment(moment) {
    return moment.toISOString().slice(0, 19).replace('T', ' ');
}
const form = 'A side is a run (run-…), an arm of one (run-…/ARM), or production:2026-11-20T00:00/2026-11-21T00:00, in UTC, with ?CONDITION in SQL if need be; teeline load list shows the runs.';
function notASide(text) {
    return new TeelineError('TEELINE_USAGE', `${text} is not something to compare.`, form);
}
//# sourceMappingURL=spec.js.map