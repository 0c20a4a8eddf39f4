import { headerOf, retryAfterMs } from './retry-after.js';
export class Exchange {
    submission;
    listener;
    /** When it got its connection. */
    givenUs = Number.NaN;
    connectUs = null;
    sentUs = null;
    status = null;
    headers = [];
    firstByteUs = null;
    lastByteUs = null;
    doneUs = null;
    requestBytes = 0;
    responseBytes = 0;
    chunks = 0;
    deadline;
    constructor(submission, listener) {
        this.submission = submission;
        this.listener = listener;
    }
    /** `kind` '' for an answer that came whole: then its status decides. */
    outcome(kind, detail, endUs) {
        const { seq, intendedUs } = this.submission;
        return {
            seq,
            id: headerOf(this.headers, 'x-teeline-id'),
            kind: kind === '' ? kindOfStatus(this.status) : kind,
            detail,
            status: this.status,
            retryAfterMs: retryAfterMs(this.headers, Date.now()),
            intendedUs: Math.round(intendedUs),
            sentUs: rounded(this.sentUs),
            connectUs: rounded(this.connectUs),
            firstByteUs: rounded(this.firstByteUs),
            lastByteUs: rounded(this.lastByteUs),
            doneUs: Math.round(this.doneUs ?? endUs),
            requestBytes: this.requestBytes,
            responseBytes: this.responseBytes,
            chunks: this.chunks
        };
    }
}
function kindOfStatus(status) {
    if (status === null || status < 400)
        return '';
    if (status === 429)
        return 'http_429';
    return status < 500 ? 'http_4xx' : 'http_5xx';
}
function rounded(us) {
    return us === null ? null : Math.round(us);
}
//# sourceMappingURL=exchange.js.map