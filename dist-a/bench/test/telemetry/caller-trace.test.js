/** The caller's trace context: what the provider gets of it, and what the span makes of it. */
import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import { expect, test } from 'vitest';
import { startTeeline } from '../support/teeline.js';
import { until } from '../support/until.js';
import { startOtlpReceiver } from './otlp-receiver.js';
const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const parentId = '00f067aa0ba902b7';
const good = `00-${traceId}-${parentId}-01`;
const child = (traceState) => ({ traceId, parentSpanId: parentId, traceState });
const cases = [
    { what: 'none', headers: [], parent: null },
    { what: 'a good one', headers: ['traceparent', good], parent: child('') },
    {
        what: "one with vendors' state",
        headers: ['traceparent', good, 'tracestate', 'a=1,b@x=2'],
        parent: child('a=1,b@x=2')
    },
    {
        what: 'one with state in two headers',
        headers: ['TraceParent', good, 'TraceState', 'a=1', 'tracestate', 'b=2'],
        parent: child('a=1,b=2')
    },
    {
        what: 'one whose state is none',
        headers: ['traceparent', good, 'tracestate', '=;no state'],
        parent: child('')
    },
    {
        what: 'other flags beside the sampled one',
        headers: ['traceparent', `00-${traceId}-${parentId}-03`],
        parent: child('')
    },
    {
        what: 'a version to come',
        headers: ['traceparent', `cc-${traceId}-${parentId}-01-more`],
        parent: child('')
    },
    {
        what: 'the version that is none',
        headers: ['traceparent', `ff-${traceId}-${parentId}-01`],
        parent: null
    },
    { what: 'too much in version 00', headers: ['traceparent', `${good}-more`], parent: null },
    { what: 'a trace of zeros', headers: ['traceparent', `00-${'0'.repeat(32)}-${parentId}-01`], parent: null },
    { what: 'a parent of zeros', headers: ['traceparent', `00-${traceId}-${'0'.repeat(16)}-01`], parent: null },
    { what: 'capitals', headers: ['traceparent', good.toUpperCase()], parent: null },
    { what: 'nonsense', headers: ['traceparent', 'not a trace', 'tracestate', 'a=1'], parent: null }
];
test('it passes unchanged, and is the span’s parent where it is good', async () => {
    const receiver = await startOtlpReceiver('http/protobuf');
    const received = [];
    const provider = createServer((request, response) => {
        received.push(request.rawHeaders);
        request.resume().on('end', () => response.end('{}'));
    }).listen(0, '127.0.0.1');
    await once(provider, 'listening');
    const upstream = `http://127.0.0.1:${provider.address().port}`;
    const teeline = await startTeeline({
        config: {
            routes: [{ prefix: '/openai', provider: 'openai', upstream }],
            record: { flushIntervalMs: 100 }
        },
        env: { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${receiver.url}/v1/traces`, OTEL_BSP_SCHEDULE_DELAY: '100' }
    });
    for (const { headers } of cases)
        await get(`${teeline.url}/openai/v1/models`, headers);
    await until('all spans', () => receiver.spans.length === cases.length);
    const rows = await teeline.rows(cases.length);
    await teeline.stop();
    await receiver.close();
    provider.close();
    const spans = [...receiver.spans].sort((a, b) => a.startUs - b.startUs);
    for (const [index, { what, headers, parent }] of cases.entries()) {
        expect({ what, sent: contextOf(received[index]) }).toEqual({ what, sent: contextOf(headers) });
        const { traceId: ownTrace, parentSpanId, traceState } = spans[index];
        if (parent !== null)
            expect({ what, traceId: ownTrace, parentSpanId, traceState }).toEqual({ what, ...parent });
        else {
            expect({ what, parentSpanId, traceState }).toEqual({ what, parentSpanId: '', traceState: '' });
            expect(ownTrace).not.toBe(traceId);
            expect(rows.some(row => row.trace_id === ownTrace)).toBe(true);
        }
    }
});
/** Names and values of the two headers, in their order. */
function contextOf(raw) {
    const found = [];
    for (let index = 0; index < raw.length; index += 2) {
        if (/^trace(parent|state)$/i.test(raw[index]))
            found.push(raw[index], raw[index + 1]);
    }
    return found;
}
async function get(url, headers) {
    const { host } = new URL(url);
    const request = httpRequest(url, { headers: ['host', host, ...headers] });
    request.end();
    const [response] = await once(request, 'response');
    response.resume();
    await once(response, 'end');
}
//# sourceMappingURL=caller-trace.test.js.map