/**
 * Opt-in for a route (`usage: inject`): asks for the usage that a chat stream would otherwise end without, and hides the
 * extra frame from a client that did not ask. The only place where a request is changed; its row says `mutated`.
 */
/** A longer body passes as it is: it would have to be held until it is complete. */
export const maxInjectBytes = 8_388_608;
const streamOptions = Buffer.from('"stream_options":{"include_usage":true},');
/** Whether a request may be changed at all, by its head. */
export function mayInject(method, path, headers) {
    if (method !== 'POST' || !/\/(chat\/)?completions(\?|$)/.test(path))
        return false;
    for (let i = 0; i < headers.length; i += 2) {
        const name = headers[i].toLowerCase();
        if (name === 'content-encoding')
            return false;
        // A signature covers the body's bytes: AWS SigV4, and RFC 9421 and 9530 message signatures.
        if (name === 'signature' || name === 'content-digest' || name === 'x-amz-content-sha256')
            return false;
        if (name === 'authorization' && headers[i + 1].startsWith('AWS4-'))
            return false;
    }
    return true;
}
/**
 * The body with `stream_options.include_usage` spliced in behind its first brace, every other byte as it was; NULL when it
 * is not a stream, or says itself what it wants: an explicit false stays false.
 */
export function injectUsage(body) {
    let request;
    try {
        request = JSON.parse(body.toString('utf8'));
    }
    catch {
        return null;
    }
    if (typeof request !== 'object' || request === null || Array.isArray(request))
        return null;
    if (!('stream' in request) || request.stream !== true || 'stream_options' in request)
        return null;
    const brace = body.indexOf('{') + 1;
    return Buffer.concat([body.subarray(0, brace), streamOptions, body.subarray(brace)]);
}
/** The head for a changed body: its new length, and an answer that can be read, so that the extra frame can be taken out. */
export function injectedHeaders(headers, bodyBytes) {
    const changed = [];
    for (let i = 0; i < headers.length; i += 2) {
        const name = headers[i].toLowerCase();
        if (name === 'accept-encoding')
            continue;
        changed.push(headers[i], name === 'content-length' ? String(bodyBytes) : headers[i + 1]);
    }
    changed.push('accept-encoding', 'identity');
    return changed;
}
/** Whether an upstream's 400 is about what was spliced in. */
export function refusesUsage(answer) {
    return answer.includes('stream_options') || answer.includes('include_usage');
}
/** More than any frame of a chat stream; past it bytes pass as they are. */
const maxFrameBytes = 1_048_576;
const noBytes = Buffer.alloc(0);
/** Takes the usage frame out of an event stream; every other frame passes whole, at once when its end has come. */
export class UsageFrameFilter {
    #held = noBytes;
    /** What may pass now; empty while a frame is incomplete. */
    push(chunk) {
        const bytes = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
        const kept = [];
        let from = 0;
        for (let end = frameEnd(bytes, from); end > 0; end = frameEnd(bytes, from)) {
            const frame = bytes.subarray(from, end);
            if (!isUsageFrame(frame))
                kept.push(frame);
            from = end;
        }
        this.#held = bytes.subarray(from);
        if (this.#held.length > maxFrameBytes)
            kept.push(this.end());
        return kept.length === 1 ? kept[0] : Buffer.concat(kept);
    }
    /** The rest of a stream that broke off within a frame. */
    end() {
        const rest = this.#held;
        this.#held = noBytes;
        return rest;
    }
}
/** Offset behind the blank line that ends the frame at `from`; 0 when it has not come. */
function frameEnd(bytes, from) {
    const lf = bytes.indexOf('\n\n', from);
    const crlf = bytes.indexOf('\r\n\r\n', from);
    if (lf < 0 && crlf < 0)
        return 0;
    return crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 4 : lf + 2;
}
/** `choices` empty and `usage` an object: no other frame of a chat stream is both. */
function isUsageFrame(frame) {
    if (!frame.includes('"usage"'))
        return false;
    const text = frame.toString('latin1');
    return /"choices"\s*:\s*\[\s*\]/.test(text) && /"usage"\s*:\s*\{/.test(text);
}
//# sourceMappingURL=inject.js.map