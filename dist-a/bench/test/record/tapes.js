/** Builds tapes by hand: what was asked, what came back, and when each chunk of it did. */
import { keyIdsUnder } from '../../collector/record/credentials.js';
import { emptyRun } from '../../collector/record/tape.js';
export function tapeOf(exchange) {
    const path = exchange.path ?? '/v1/chat/completions';
    const response = runOf(exchange.response ?? []);
    return {
        id: 'f00-1',
        startedAtUs: 1_790_000_000_123_456,
        route: '/openai',
        target: 'default',
        provider: 'openai',
        upstreamHost: 'api.example.com',
        method: exchange.method ?? 'POST',
        path: `/openai${path}`,
        upstreamPath: path,
        requestHeaders: Object.entries(exchange.requestHeaders ?? {}).flat(),
        request: runOf([[bytesOf(exchange.request ?? ''), 10]]),
        status: exchange.status === undefined ? 200 : exchange.status,
        responseHeaders: Object.entries(exchange.responseHeaders ?? {}).flat(),
        response,
        waitUs: 50,
        connectUs: null,
        ttfbUs: 900,
        endUs: (response.times.at(-1) ?? 900) + 5,
        overheadUs: 40,
        endedBy: 'complete',
        errorType: '',
        errorCode: '',
        errorMessage: '',
        capture: 'full',
        upgraded: false,
        mutated: false,
        ...exchange.tape
    };
}
export function runOf(chunks) {
    const run = emptyRun();
    const parts = [];
    for (const [bytes, atUs] of chunks) {
        const part = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
        if (part.length === 0)
            continue;
        run.offsets.push(run.totalBytes);
        run.times.push(atUs);
        run.totalBytes += part.length;
        parts.push(part);
    }
    run.head = Buffer.concat(parts);
    return run;
}
/** The same bytes with the middle left out. */
export function holed(run, headBytes, tailBytes) {
    return {
        ...run,
        head: run.head.subarray(0, headBytes),
        tail: run.head.subarray(run.head.length - tailBytes)
    };
}
/** Cuts `bytes` at `cuts`; chunk `i` passes at `1000 * (i + 1)`. */
export function cutAt(bytes, cuts) {
    const edges = [0, ...cuts, bytes.length];
    return edges.slice(1).map((to, index) => [bytes.subarray(edges[index], to), 1000 * (index + 1)]);
}
/** Prices nothing, and counts one token for every four characters. */
export function contextOf(overrides = {}) {
    const faults = [];
    return {
        collector: 'test-0',
        keyIdOf: keyIdsUnder(Buffer.from('a secret of the tests')),
        price: () => ({ costUsd: null, costListUsd: null, source: 'none', card: '' }),
        estimateTokens: text => Math.ceil(text.length / 4),
        onFault: error => faults.push(error),
        faults,
        ...overrides
    };
}
export function sse(...events) {
    return events
        .map(event => `data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`)
        .join('');
}
function bytesOf(body) {
    return typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
}
export const eventStream = { 'content-type': 'text/event-stream; charset=utf-8' };
export const json = { 'content-type': 'application/json' };
/** A row without what depends on when its bytes came. */
export function untimed(row) {
    return Object.fromEntries(Object.entries(row).filter(([name]) => !/_us$|^stalls$/.test(name)));
}
//# sourceMappingURL=tapes.js.map