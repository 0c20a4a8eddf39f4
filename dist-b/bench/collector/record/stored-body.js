/** What was said in an exchange, for those who asked to keep it: decoded text, without the credentials of its request. */
import { isUtf8 } from 'node:buffer';
import { bodyOf } from './body.js';
import { credentialsOf, redact } from './credentials.js';
import { headersOf } from './headers.js';
import { wellFormed } from './json.js';
/** The row of an exchange's bodies; NULL when neither is text. `ts` is that of its row. */
export function storedBody(tape, ts) {
    if (tape.upgraded)
        return null;
    const { secrets } = credentialsOf(tape);
    const read = (run, headers) => {
        const coding = headersOf(headers).get('content-encoding') ?? '';
        const body = bodyOf(run, coding, () => { });
        const text = body === null ? null : textOf(body.head.bytes);
        return text === null ? '' : wellFormed(redact(text, secrets));
    };
    const request = read(tape.request, tape.requestHeaders);
    const response = read(tape.response, tape.responseHeaders);
    if (request === '' && response === '')
        return null;
    return { ts, id: tape.id, request_body: request, response_body: response };
}
/** A bound may have cut the last character. NULL: this is not text. */
function textOf(bytes) {
    for (let cut = 0; cut <= Math.min(3, bytes.length); cut += 1) {
        const whole = bytes.subarray(0, bytes.length - cut);
        if (isUtf8(whole))
            return whole.toString();
    }
    return null;
}
//# sourceMappingURL=stored-body.js.map