/** `incomplete`: not all of the answer's bytes could be read, so that a missing end proves nothing. */
export function verdictOf(tape, ask, answer, incomplete) {
    const said = answer.fault ?? answer.reading.fault;
    if (tape.errorType !== '') {
        return {
            type: tape.errorType,
            code: tape.errorCode === '' ? (said?.code ?? '') : tape.errorCode,
            message: tape.errorMessage === '' ? (said?.message ?? '') : tape.errorMessage
        };
    }
    const type = typeOfStatus(tape.status);
    if (type !== '')
        return { type, code: said?.code ?? '', message: said?.message ?? '' };
    // An error inside an answer that began with success, in a stream or (OpenRouter) in the place of one.
    if (said !== null)
        return { type: 'stream_error', code: said.code, message: said.message };
    if (!incomplete && isTruncated(ask, answer)) {
        if (answer.abandoned === true) {
            return {
                type: 'client_abort',
                code: '',
                message: 'the client closed the connection while it was answered'
            };
        }
        return { type: 'truncated_stream', code: '', message: 'the stream ended without its end marker' };
    }
    return { type: '', code: '', message: '' };
}
function typeOfStatus(status) {
    if (status === null || status < 400)
        return '';
    if (status === 429)
        return 'http_429';
    return status < 500 ? 'http_4xx' : 'http_5xx';
}
/**
 * A stream of a known wire that lacks its end, whatever the connection's own end looked like. A finish reason stands for
 * the end where there is no marker (Gemini, Writer); not where usage was asked for and should still have come.
 */
function isTruncated(ask, { wire, reading }) {
    if (wire === null || !reading.streamed || reading.ended)
        return false;
    return !reading.finished || (ask.wantsUsage && reading.usage === null);
}
//# sourceMappingURL=verdict.js.map