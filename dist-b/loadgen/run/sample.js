/**
 * Latencies of one request. Those without a suffix count from when its head stood at the collector; `…_intended` adds how
 * late the client sent it, so that a stall of the client or of the server is not left out (no coordinated omission).
 */
export function latenciesOf(sent, recorded) {
    if (sent.sent_us === null)
        return noLatencies;
    const lag = sent.sent_us - sent.intended_us;
    const ttft = recorded?.ttft_us ?? null;
    // An answer whose row is missing has an end all the same: the client's.
    const e2e = recorded?.e2e_us ?? (sent.done_us === null ? null : sent.done_us - sent.sent_us);
    return {
        ttft: milliseconds(ttft),
        ttft_intended: milliseconds(ttft === null ? null : ttft + lag),
        tpot: milliseconds(recorded?.tpot_us ?? null),
        gap_p95: milliseconds(recorded?.gap_p95_us ?? null),
        e2e: milliseconds(e2e),
        e2e_intended: milliseconds(e2e === null ? null : e2e + lag)
    };
}
/** A 200 that broke off is no good answer; only the collector's row knows of a stream that ended in the middle. */
export function outcomeOf(outcome, recorded) {
    if (outcome !== '')
        return outcome;
    const fault = recorded?.error_type;
    return fault === 'truncated_stream' || fault === 'stream_error' ? fault : '';
}
function milliseconds(us) {
    return us === null ? null : us / 1000;
}
const noLatencies = {
    ttft: null,
    ttft_intended: null,
    tpot: null,
    gap_p95: null,
    e2e: null,
    e2e_intended: null
};
//# sourceMappingURL=sample.js.map