/** From a profile to the plan of a run. */
import { armName } from '../profile/routes.js';
import { buildRequests } from '../prompts/build-requests.js';
import { draw } from '../prompts/draw.js';
import { dealArms } from './arm-blocks.js';
import { gapCvOf, ratedArrivals } from './arrivals.js';
import { randomOf } from './random.js';
import { curveEndS, rateCurve } from './rate-curve.js';
import { traceTimes } from './trace-times.js';
/** A closed loop that a time ends is planned for answers of 10 ms: more than any run will use. */
const closedPerS = 100;
const closedMost = 500_000;
/**
 * Plans a run. Due times, arms and lengths follow from the profile and its seed alone.
 *
 * @param runId - Goes into the texts, so that a second run of a seed does not meet its own prompts in a provider's cache.
 */
export function planRun(loaded, runId = '') {
    const { profile } = loaded;
    const arms = profile.arms.map(arm => ({ name: armName(arm), route: arm.route, model: arm.model }));
    const { requests, rowOf } = loaded.trace === null ? drawnRequests(profile) : recordedRequests(loaded);
    const { arrivals } = profile;
    return {
        seed: profile.seed,
        arms,
        requests,
        loop: arrivals.kind === 'closed' ? { kind: 'closed', concurrency: arrivals.concurrency } : { kind: 'open' },
        durationUs: durationUs(profile, requests),
        ...buildRequests(loaded, runId, rowOf)
    };
}
function drawnRequests(profile) {
    const nextArm = dealArms(profile.arms.map(({ weight }) => weight), randomOf(profile.seed, 'arms'));
    const requests = [];
    const arrivals = arrivalsOf(profile);
    const isWarmup = warmupTest(profile, arrivals.length);
    for (const [index, { dueUs, stage }] of arrivals.entries()) {
        const shared = { arm: nextArm(), stage, warmup: isWarmup(index, dueUs) };
        for (const { due, session } of turnsOf(profile, index, dueUs)) {
            requests.push({ seq: requests.length, dueUs: due, ...shared, session });
        }
    }
    return { requests, rowOf: null };
}
function arrivalsOf(profile) {
    const { arrivals, durationS, count } = profile;
    if (arrivals.kind === 'trace')
        return [];
    if (arrivals.kind === 'closed') {
        const supply = Math.min(closedMost, Math.ceil(arrivals.concurrency * (durationS ?? 0) * closedPerS));
        return Array.from({ length: count ?? supply }, () => ({ dueUs: null, stage: '' }));
    }
    const random = randomOf(profile.seed, 'arrivals');
    return ratedArrivals(rateCurve(arrivals, durationS), gapCvOf(arrivals), count ?? Infinity, random);
}
/** One turn without a session, or all turns of one. */
function* turnsOf({ requests, seed }, index, dueUs) {
    if (requests.kind !== 'synthetic' || requests.session === undefined) {
        yield { due: dueUs, session: null };
        return;
    }
    const random = randomOf(seed, 'sessions', index);
    const turns = Math.max(1, draw(requests.session.turns, random));
    const id = `session-${index + 1}`;
    for (let turn = 0; turn < turns; turn++) {
        const thinkUs = turn === 0 ? 0 : draw(requests.session.thinkTimeMs, random) * 1_000;
        yield { due: turn === 0 ? dueUs : null, session: { id, turn, thinkUs } };
    }
}
function recordedRequests({ profile, trace }) {
    const { arrivals, durationS, count, seed } = profile;
    if (arrivals.kind !== 'trace' || trace === null)
        return { requests: [], rowOf: null };
    const places = new Map(trace.map((row, index) => [row, index]));
    const nextArm = dealArms(profile.arms.map(({ weight }) => weight), randomOf(seed, 'arms'));
    const sessions = new Map();
    const endUs = (durationS ?? Infinity) * 1e6;
    const rowOf = [];
    const times = traceTimes(trace, arrivals, randomOf(seed, 'spread'))
        .filter(({ dueUs }) => dueUs < endUs)
        .slice(0, count);
    const isWarmup = warmupTest(profile, times.length);
    const requests = times.map(({ dueUs, row }, seq) => {
        rowOf.push(places.get(row));
        const before = row.session === '' ? undefined : sessions.get(row.session);
        const session = { turns: (before?.turns ?? 0) + 1, arm: before?.arm ?? nextArm() };
        sessions.set(row.session, session);
        return {
            seq,
            dueUs,
            arm: row.arm ?? session.arm,
            stage: '',
            warmup: isWarmup(seq, dueUs),
            session: row.session === '' ? null : { id: row.session, turn: session.turns - 1, thinkUs: 0 }
        };
    });
    return { requests, rowOf };
}
/** Never more than the first quarter of the arrivals: a run that a flag made short must still measure something. */
function warmupTest({ warmup }, arrivals) {
    const { count = 0, durationS = 0 } = warmup;
    return (index, dueUs) => index < arrivals / 4 && (index < count || (dueUs !== null && dueUs < durationS * 1e6));
}
function durationUs(profile, requests) {
    const { arrivals, durationS, count } = profile;
    if (durationS !== undefined)
        return Math.round(durationS * 1e6);
    if (arrivals.kind === 'trace')
        return Math.max(0, requests.at(-1)?.dueUs ?? 0);
    if (count !== undefined || arrivals.kind === 'closed')
        return null;
    return Math.round(curveEndS(rateCurve(arrivals, undefined)) * 1e6);
}
//# sourceMappingURL=plan-run.js.map