/**
 * Whether the client itself was the bottleneck: then its latencies tell of this machine and not of the provider, and the run
 * is void. Lateness shows in the figures from the intended moment, which include it, so a little of it is no harm.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { percentileOf } from '../compare/percentile.js';
/**
 * One request in a hundred a twentieth of a second late moves a percentile of TTFT by more than providers differ. A single late
 * one says nothing, however short the run.
 */
export const maxLagUs = 50_000;
/** A chunk that waits this long is stamped this late, and a token gap is off by as much. */
export const maxLoopDelayP99Us = 50_000;
/** A core this busy answers late whenever two things happen at once. */
export const maxCpuShare = 0.9;
/** How late its client was: from the intended moment to that at which it got a connection. NULL for what was never sent. */
export function sendLagUs({ intendedUs, sentUs, connectUs }) {
    return sentUs === null ? null : Math.max(0, sentUs - (connectUs ?? 0) - intendedUs);
}
/** `lagsUs` as `sendLagUs` gives them, of the requests of all processes. */
export function judgeClient(figures, lagsUs) {
    const sorted = Float64Array.from(lagsUs).sort();
    const lag = sorted.length === 0 ? null : { p50Us: at(sorted, 50), p99Us: at(sorted, 99), maxUs: at(sorted, 100) };
    const reasons = [];
    const late = sorted.length - sorted.findLastIndex(us => us <= maxLagUs) - 1;
    if (late > Math.max(1, sorted.length / 100)) {
        reasons.push(`${late} of ${sorted.length} requests went out more than ${ms(maxLagUs)} after their moment`);
    }
    const delay = Math.max(0, ...figures.map(({ loopDelayP99Us }) => loopDelayP99Us));
    if (delay > maxLoopDelayP99Us)
        reasons.push(`The load generator came round ${ms(delay)} late (p99)`);
    const share = Math.max(0, ...figures.map(({ cpuShare }) => cpuShare));
    if (share > maxCpuShare) {
        reasons.push(`The load generator used ${Math.round(share * 100)} % of its core`);
    }
    return { verdict: reasons.length === 0 ? 'good' : 'void', reasons, lag };
}
function at(sortedUs, percentile) {
    return Math.round(percentileOf(sortedUs, percentile) ?? 0);
}
function ms(us) {
    return `${Math.round(us / 1000)} ms`;
}
/** Sampling step of the event-loop delay; what Node reports includes it. */
const resolutionMs = 10;
/** Takes the figures of this process from its making to `figures()`. */
export class ClientWatch {
    #delay = monitorEventLoopDelay({ resolution: resolutionMs });
    #cpu = process.cpuUsage();
    #startMs = performance.now();
    #idleUs = 0;
    constructor() {
        this.#delay.enable();
    }
    /** Time spent waiting in a loop. */
    addIdle(us) {
        this.#idleUs += us;
    }
    /** Ends the watch. */
    figures() {
        this.#delay.disable();
        const { user, system } = process.cpuUsage(this.#cpu);
        const elapsedUs = (performance.now() - this.#startMs) * 1000;
        return {
            cpuShare: Math.max(0, user + system - this.#idleUs) / elapsedUs,
            loopDelayP99Us: beyondStep(this.#delay.percentile(99)),
            loopDelayMaxUs: beyondStep(this.#delay.max)
        };
    }
}
function beyondStep(ns) {
    return Math.max(0, Math.round(ns / 1000 - resolutionMs * 1000));
}
//# sourceMappingURL=client-health.js.map