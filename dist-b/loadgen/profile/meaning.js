/** What a schema cannot say of a profile. */
import { expectedArrivals, rateCurve } from '../schedule/rate-curve.js';
import { headerProblems } from './keys.js';
import { armName, wireOf } from './routes.js';
/** Plans are made in memory, a request of one takes about 150 bytes. */
const maxArrivals = 5_000_000;
/** One line for each thing that does not fit. */
export function meaningProblems({ profile, trace }) {
    return [
        ...armProblems(profile),
        ...wireProblems(profile, trace?.every(row => row.body !== undefined) ?? false),
        ...recordedBodyProblems(profile, trace ?? []),
        ...arrivalProblems(profile),
        ...warmupProblems(profile),
        ...requestProblems(profile),
        ...headerProblems(profile)
    ];
}
function armProblems({ arms }) {
    if (arms.length === 0)
        return ['arms: at least one is needed, such as openai/gpt-4o-mini'];
    const names = arms.map(armName);
    const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
    return [...twice].map(name => `arms: ${name} stands there twice; give one of them a name`);
}
function wireProblems({ arms, requests }, everyRowHasBody) {
    return arms.flatMap((arm, index) => wireOf(arm) === 'raw' && requests.kind !== 'file' && !everyRowHasBody
        ? [`arms.${index}.wire: raw needs bodies: requests of kind file, or a trace that holds them`]
        : []);
}
/** A body says what its own wire understands. */
function recordedBodyProblems({ arms }, rows) {
    const wires = new Set(rows.flatMap(({ body, wire, arm }) => body === undefined || wire === undefined || arm !== undefined ? [] : [wire]));
    return arms.flatMap((arm, index) => {
        const others = [...wires].filter(wire => wireOf(arm) !== wire && wireOf(arm) !== 'raw');
        return others.length === 0
            ? []
            : [`arms.${index}: speaks ${wireOf(arm)}, but bodies of the trace speak ${others.join(', ')}`];
    });
}
function arrivalProblems({ arrivals, durationS, count }) {
    const problems = [];
    const needsEnd = ['constant', 'poisson', 'gamma', 'closed'].includes(arrivals.kind);
    const needsDuration = ['ramp', 'diurnal', 'flash-sale'].includes(arrivals.kind);
    if (needsEnd && durationS === undefined && count === undefined)
        problems.push(`durationS: arrivals of kind ${arrivals.kind} need it, or count`);
    if (needsDuration && durationS === undefined)
        problems.push(`durationS: arrivals of kind ${arrivals.kind} need it`);
    problems.push(...shapeProblems(arrivals));
    if (problems.length > 0 || arrivals.kind === 'closed' || arrivals.kind === 'trace')
        return problems;
    const curve = rateCurve(arrivals, durationS);
    const expected = Math.min(expectedArrivals(curve), count ?? Infinity);
    if (expected > maxArrivals)
        problems.push(`arrivals: about ${Math.round(expected)} requests; at most ${maxArrivals} can be planned`);
    if (expected === 0)
        problems.push('arrivals: the rate is 0 all the time');
    return problems;
}
function shapeProblems(arrivals) {
    if (arrivals.kind === 'diurnal' && arrivals.lowPerS > arrivals.peakPerS)
        return ['arrivals.lowPerS: must not be above peakPerS'];
    if (arrivals.kind !== 'curve')
        return [];
    return arrivals.points.flatMap(({ atS }, index) => index > 0 && atS <= (arrivals.points[index - 1]?.atS ?? 0)
        ? [`arrivals.points.${index}.atS: must be after the point before it`]
        : []);
}
function warmupProblems({ warmup, arrivals }) {
    const problems = [];
    if (warmup.durationS !== undefined && warmup.count !== undefined)
        problems.push('warmup: durationS or count, not both');
    if (warmup.durationS !== undefined && arrivals.kind === 'closed')
        problems.push('warmup.durationS: a closed loop has no planned moments; use count');
    return problems;
}
function requestProblems({ requests, arrivals }) {
    if (requests.kind !== 'synthetic')
        return [];
    const problems = [
        ...distributionProblems('requests.inputTokens', requests.inputTokens),
        ...distributionProblems('requests.outputTokens', requests.outputTokens)
    ];
    if (requests.session !== undefined) {
        problems.push(...distributionProblems('requests.session.turns', requests.session.turns));
        problems.push(...distributionProblems('requests.session.thinkTimeMs', requests.session.thinkTimeMs));
        if (arrivals.kind === 'trace')
            problems.push('requests.session: a trace brings its own sessions; leave this out');
    }
    return problems;
}
function distributionProblems(path, distribution) {
    if (typeof distribution === 'number' || distribution.kind === 'empirical')
        return [];
    const problems = [];
    if (distribution.kind === 'lognormal' && distribution.p99 <= distribution.median)
        problems.push(`${path}.p99: must be above median`);
    if (distribution.min !== undefined && distribution.max !== undefined && distribution.min > distribution.max)
        problems.push(`${path}.min: must not be above max`);
    return problems;
}
//# sourceMappingURL=meaning.js.map