import { BufferPool } from './buffer-pool.js';
import { RunBuilder } from './run-builder.js';
import { kinds, openFieldCount, recordBytes, recordHeadBytes } from './slab.js';
export class TapeReader {
    #options;
    #onTape;
    #pool = new BufferPool();
    /** By slot, as the relay numbers them. */
    #open = [];
    #heldBytes = 0;
    #orphans = 0;
    constructor(options, onTape) {
        this.#options = options;
        this.#onTape = onTape;
    }
    /** Ends whose beginning was never read (it went down with an earlier reader), since the last call. */
    takeOrphans() {
        const orphans = this.#orphans;
        this.#orphans = 0;
        return orphans;
    }
    /** Reads the first `usedBytes` of a slab. Copies what it keeps, so the slab may be used again at once. */
    read(memory, usedBytes) {
        const bytes = Buffer.from(memory);
        const times = new Float64Array(memory);
        const words = new Uint32Array(memory);
        for (let at = 0; at < usedBytes;) {
            const word = (at >> 2) + 2;
            const length = words[word + 1];
            const payload = bytes.subarray(at + recordHeadBytes, at + recordHeadBytes + length);
            this.#record(words[word + 2], words[word], times[at >> 3], payload);
            at += recordBytes(length);
        }
    }
    #record(kind, slot, atUs, payload) {
        if (kind === kinds.open) {
            this.#open[slot] = this.#begin(atUs, payload);
            return;
        }
        const tape = this.#open[slot] ?? null;
        if (tape === null) {
            if (kind === kinds.end)
                this.#orphans++;
            return;
        }
        if (kind === kinds.responseBytes)
            this.#append(tape, tape.response, payload, atUs);
        else if (kind === kinds.requestBytes)
            this.#append(tape, tape.request, payload, atUs);
        else if (kind === kinds.responseHead)
            readResponseHead(tape, atUs, payload);
        else {
            this.#open[slot] = null;
            this.#heldBytes -= tape.request.heldBytes + tape.response.heldBytes;
            if (this.#onTape(finish(tape, atUs, payload)) === 'kept')
                return;
            tape.request.release(this.#pool);
            tape.response.release(this.#pool);
        }
    }
    #begin(originUs, payload) {
        const lines = payload.toString('latin1').split('\n');
        const requestHeaders = lines.slice(openFieldCount);
        return {
            originUs,
            open: lines,
            requestHeaders: requestHeaders.length > 1 ? requestHeaders : [],
            request: new RunBuilder(this.#options.captureBytes, this.#pool),
            status: null,
            responseHeaders: [],
            ttfbUs: null,
            response: new RunBuilder(this.#options.captureBytes, this.#pool)
        };
    }
    #append(tape, run, chunk, atUs) {
        if (this.#heldBytes + chunk.length > this.#options.maxBytes) {
            return;
        }
        const held = run.heldBytes;
        run.append(chunk, Math.round(atUs - tape.originUs));
        this.#heldBytes += run.heldBytes - held;
    }
}
function readResponseHead(tape, atUs, payload) {
    const lines = payload.toString('latin1').split('\n');
    tape.status = Number(lines[0]);
    tape.responseHeaders = lines.length > 2 ? lines.slice(1) : [];
    tape.ttfbUs = Math.round(atUs - tape.originUs);
}
/** Reads the lines one by one: a generic reader of named fields costs more than all else here. */
function finish(tape, atUs, payload) {
    const [id, startedAtUs, route, target, provider, upstreamHost, method, path, upstreamPath] = tape.open;
    const [endedBy, errorType, errorCode, errorMessage, status, waitUs, connectUs, overheadUs, ...bytes] = payload.toString('latin1').split('\n');
    const [requestBytes, responseBytes, upgraded, mutated] = bytes;
    const request = tape.request.build(Number(requestBytes));
    const response = tape.response.build(Number(responseBytes));
    return {
        id: id ?? '',
        startedAtUs: Number(startedAtUs),
        route: route ?? '',
        target: target ?? '',
        provider: provider ?? '',
        upstreamHost: upstreamHost ?? '',
        method: method ?? '',
        path: path ?? '',
        upstreamPath: upstreamPath ?? '',
        requestHeaders: tape.requestHeaders,
        request,
        status: numberOrNull(status) ?? tape.status,
        responseHeaders: tape.responseHeaders,
        response,
        waitUs: numberOrNull(waitUs),
        connectUs: numberOrNull(connectUs),
        ttfbUs: tape.ttfbUs,
        endUs: Math.round(atUs - tape.originUs),
        overheadUs: numberOrNull(overheadUs),
        endedBy: (endedBy ?? ''),
        errorType: (errorType ?? ''),
        errorCode: errorCode ?? '',
        errorMessage: errorMessage ?? '',
        capture: captureOf(request, response),
        upgraded: upgraded === '1',
        mutated: mutated === '1'
    };
}
function captureOf(request, response) {
    const total = request.totalBytes + response.totalBytes;
    const kept = request.head.length + request.tail.length + response.head.length + response.tail.length;
    if (kept === total)
        return 'full';
    return kept === 0 ? 'none' : 'truncated';
}
function numberOrNull(text) {
    return text === undefined || text === '' ? null : Number(text);
}
//# sourceMappingURL=tape-reader.js.map