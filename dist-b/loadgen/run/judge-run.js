import { judgeClient, sendLagUs } from '../engine/client-health.js';
/** `lost`: what ended a process of the run too early. */
export function judgeRun(health, outcomes, lost) {
    const judged = judgeClient(health, outcomes.flatMap(outcome => sendLagUs(outcome) ?? []));
    const reasons = [...lost, ...unreached(outcomes), ...judged.reasons];
    const { lag } = judged;
    const ms = (us) => Number((us / 1000).toFixed(3));
    return {
        verdict: reasons.length === 0 ? 'good' : 'void',
        reasons,
        send_lag_ms: lag === null ? null : { p50: ms(lag.p50Us), p99: ms(lag.p99Us), max: ms(lag.maxUs) },
        cpu_share: health.map(({ cpuShare }) => Number(cpuShare.toFixed(3)))
    };
}
/** How a run ended, the worst first. `stopped`: why it came to no end of its own, '' when it did; `doubts`: why it is void. */
export function statusOf(stopped, doubts, { measured, ok }) {
    const reason = [stopped, ...doubts].filter(text => text !== '').join('; ');
    if (doubts.length > 0)
        return { status: 'void', reason };
    if (stopped !== '')
        return { status: 'partial', reason };
    if (ok > 0)
        return { status: 'complete', reason };
    const nothing = measured === 0 ? 'no request was measured' : `all ${measured} measured requests failed`;
    return { status: 'failed', reason: nothing };
}
/** Whether the request did not come as far as the collector: no connection is made to anyone else. */
export function isUnreached({ kind }) {
    return kind === 'refused' || kind === 'connect';
}
/** One in a hundred, as with send lag: what the instrument did not see is no failure of the provider. */
function unreached(outcomes) {
    const count = outcomes.filter(isUnreached).length;
    if (count <= Math.max(1, outcomes.length / 100))
        return [];
    return [`${count} of ${outcomes.length} requests did not reach the collector`];
}
//# sourceMappingURL=judge-run.js.map