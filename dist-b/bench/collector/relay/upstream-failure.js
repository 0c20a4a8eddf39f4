import { MalformedAnswer } from './upstream/answer-head.js';
/**
 * Classifies an error of the upstream side. `connected` tells whether the request had reached a connection: before that
 * nothing was sent, and a client may try again without doubt.
 */
export function upstreamFailure(error, host, connected) {
    const errorCode = error.code ?? error.name;
    if (errorCode === 'UND_ERR_CONNECT_TIMEOUT') {
        const message = `no connection to ${host} in time`;
        return {
            errorType: 'upstream_connect',
            errorCode,
            refusal: { status: 504, code: 'TEELINE_UPSTREAM_CONNECT', message }
        };
    }
    if (!connected) {
        const message = `cannot connect to ${host} (${errorCode})`;
        return {
            errorType: 'upstream_connect',
            errorCode,
            refusal: { status: 502, code: 'TEELINE_UPSTREAM_CONNECT', message }
        };
    }
    if (errorCode === 'UND_ERR_HEADERS_TIMEOUT' || errorCode === 'UND_ERR_BODY_TIMEOUT') {
        const message = `${host} did not answer in time`;
        return {
            errorType: 'upstream_timeout',
            errorCode,
            refusal: { status: 504, code: 'TEELINE_UPSTREAM_TIMEOUT', message }
        };
    }
    if (error instanceof MalformedAnswer || errorCode === 'UND_ERR_HEADERS_OVERFLOW') {
        const message = `${host} sent an answer that is not valid HTTP (${errorCode})`;
        return {
            errorType: 'upstream_reset',
            errorCode,
            refusal: { status: 502, code: 'TEELINE_UPSTREAM_MALFORMED', message }
        };
    }
    const message = `${host} closed the connection before its answer was complete`;
    return {
        errorType: 'upstream_reset',
        errorCode,
        refusal: { status: 502, code: 'TEELINE_UPSTREAM_RESET', message }
    };
}
//# sourceMappingURL=upstream-failure.js.map