/**
 * What the recorder's own work costs: tape → row, without threads, outbox or store.
 *
 *     npm run bench:record
 *
 * Synthetic: one JSON answer, and one stream of 64 frames, a chunk each. Then every recording, by wire, with one chunk for
 * each event. One core, prices on; the best of several rounds. Allocated is what the heap grew by with collection held off
 * (a young generation larger than a round fills), buffers outside the heap not counted. Before that, rows whose tokens nobody
 * told: what loading a tokenizer takes, which no row pays, and what a row takes at its first sight of text that is hard to
 * count. bench/recorder.ts, run after it, measures a whole recorder thread.
 */
import { keyIdsUnder } from '../collector/record/credentials.js';
import { createPriceBook } from '../collector/record/prices/price.js';
import { rowFromTape } from '../collector/record/record.js';
import { loadingSteps } from '../collector/record/tokens/encoding.js';
import { mangle } from '../test/record/mangle.js';
import { chatChunk, chatEnd } from '../test/record/streams.js';
import { eventStream, sse, tapeOf } from '../test/record/tapes.js';
import { seededRandom, seedOf } from '../test/support/random.js';
import { loadRecordings } from '../test/support/recordings.js';
import { jsonTape, request, requestHeaders, streamTape } from './record/tapes.js';
const prices = createPriceBook();
const context = {
    collector: 'bench-0',
    keyIdOf: keyIdsUnder(Buffer.alloc(32, 7)),
    price: (usage, query) => prices.price(usage, query),
    onFault: () => { }
};
const rounds = 7;
const roundMs = 150;
/** Less than the young generation of the script in package.json. */
const heldBytes = 67_108_864;
const mangledBytes = 102_400;
const mangledPerWire = 40;
// First, because recordings load a tokenizer too.
console.log('estimates                        ms of the processor');
const steps = loadingSteps('o200k_base');
const loading = [];
for (let done = false; !done;)
    loading.push(processorMs(() => (done = steps.next().done === true)));
const total = loading.reduce((sum, ms) => sum + ms, 0);
console.log('loading, between rows'.padEnd(30), total.toFixed(1).padStart(9));
console.log(`  longest of ${loading.length} steps`.padEnd(30), Math.max(...loading)
    .toFixed(1)
    .padStart(9));
console.log('a row of 300,000 characters each way (to stay under 50)');
for (const [name, text] of Object.entries(hardTexts())) {
    const tape = uncountedTape(text);
    console.log(`  ${name}`.padEnd(30), processorMs(() => rowFromTape(tape, context))
        .toFixed(1)
        .padStart(9));
}
console.log('\nwhat                        exchanges  µs/exchange  KB allocated  exchanges/s    frames/s');
measure('JSON answer, 1 KB', [jsonTape()]);
measure('stream of 64 frames', [streamTape(64)]);
measure('stream of 1024 frames', [streamTape(1024)]);
const byWire = new Map();
for (const tape of loadRecordings().map(tapeOfRecording)) {
    const row = rowFromTape(tape, context);
    const name = `${row.wire}${row.streamed ? ' stream' : ''}`;
    byWire.set(name, [...(byWire.get(name) ?? []), tape]);
}
for (const [wire, tapes] of [...byWire].sort(([a], [b]) => a.localeCompare(b)))
    measure(wire, tapes);
console.log('\n100 KB that a wire cannot read  worst µs of 40, best of 3 each (to stay under 20,000)');
for (const [wire, tapes] of [...byWire].sort(([a], [b]) => a.localeCompare(b))) {
    const worst = Math.max(...tapes.flatMap(tape => mangledCosts(tape, wire)));
    console.log(wire.padEnd(30), String(Math.round(worst)).padStart(9));
}
function measure(name, tapes) {
    const frames = tapes.reduce((sum, tape) => sum + rowFromTape(tape, context).frames, 0);
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < rounds; round += 1)
        best = Math.min(best, roundOf(tapes));
    const perSecond = Math.round(1e6 / best);
    const framesPerSecond = frames === 0 ? '' : Math.round((perSecond * frames) / tapes.length);
    console.log(name.padEnd(27), String(tapes.length).padStart(9), best.toFixed(1).padStart(12), (allocatedBytes(tapes) / 1024).toFixed(1).padStart(13), String(perSecond).padStart(12), String(framesPerSecond).padStart(11));
}
/** Microseconds for one exchange. */
function roundOf(tapes) {
    const started = process.cpuUsage();
    const until = performance.now() + roundMs;
    let count = 0;
    do {
        for (const tape of tapes)
            rowFromTape(tape, context);
        count += tapes.length;
    } while (performance.now() < until);
    const used = process.cpuUsage(started);
    return (used.user + used.system) / count;
}
/** For one exchange. */
function allocatedBytes(tapes) {
    if (globalThis.gc === undefined)
        throw new Error('run it with node --expose-gc, as npm run bench:record does');
    globalThis.gc();
    const before = process.memoryUsage().heapUsed;
    let count = 0;
    while (process.memoryUsage().heapUsed - before < heldBytes / 2 && count < 2_000) {
        for (const tape of tapes)
            rowFromTape(tape, context);
        count += tapes.length;
    }
    return (process.memoryUsage().heapUsed - before) / count;
}
/** All threads of the process, so that what V8 does beside it counts too. */
function processorMs(work) {
    const started = process.cpuUsage();
    work();
    const used = process.cpuUsage(started);
    return (used.user + used.system) / 1000;
}
/** What tokenizers are slow at: characters of which few are a token, runs without a break, noise. */
function hardTexts() {
    const random = seededRandom(seedOf('hard texts'));
    const from = (first, count) => Array.from({ length: 300_000 }, () => String.fromCodePoint(first + random.integer(0, count - 1))).join('');
    return {
        'Chinese, at random': from(0x4e00, 20_000),
        'Chinese, rare, of four bytes': from(0x2_0000, 40_000),
        'any character of two bytes': from(0x100, 0xd000),
        'emoji, at random': from(0x1_f300, 700),
        'letters, at random': from(0x61, 26),
        'digits, at random': from(0x30, 10),
        base64: Buffer.from(from(0, 256), 'latin1').toString('base64'),
        'one letter': 'a'.repeat(300_000),
        spaces: ' '.repeat(300_000),
        'line feeds': '\n'.repeat(300_000),
        prose: 'What is the fastest way to take down speech? '.repeat(6_500)
    };
}
/** A stream whose client did not ask for its usage. */
function uncountedTape(text) {
    const { stream_options: _, ...asked } = request(true);
    const messages = [{ role: 'user', content: [...text].reverse().join('') }];
    return tapeOf({
        requestHeaders,
        request: { ...asked, messages },
        responseHeaders: eventStream,
        response: [[sse(chatChunk({ content: text }), chatEnd('stop'), '[DONE]'), 1000]]
    });
}
/** Costs of a recorded answer repeated up to 100 KB and broken in several places. */
function mangledCosts(tape, wire) {
    const random = seededRandom(seedOf(wire));
    const { head } = tape.response;
    if (head.length === 0)
        return [0];
    const long = Buffer.concat(Array.from({ length: Math.ceil(mangledBytes / head.length) }, () => head));
    const count = Math.ceil(mangledPerWire / (byWire.get(wire)?.length ?? 1));
    return Array.from({ length: count }, () => {
        let body = long.subarray(0, mangledBytes);
        for (let change = random.integer(0, 6); change > 0; change -= 1)
            body = mangle(body, random);
        const broken = { ...tape, response: { ...tape.response, head: body, totalBytes: body.length } };
        return Math.min(...[0, 1, 2].map(() => costOf(broken)));
    });
}
function costOf(tape) {
    const started = performance.now();
    rowFromTape(tape, context);
    return (performance.now() - started) * 1000;
}
function tapeOfRecording({ provider, host, request, response }) {
    const parts = response.body.toString('latin1').split(/(?<=\n\r?\n)/);
    return tapeOf({
        path: request.path,
        method: request.method,
        requestHeaders: { ...requestHeaders, ...Object.fromEntries(request.headers) },
        request: request.body,
        status: response.status,
        responseHeaders: Object.fromEntries(response.headers),
        response: parts.map((part, index) => [Buffer.from(part, 'latin1'), 1000 + 20 * index]),
        tape: { provider, upstreamHost: host }
    });
}
//# sourceMappingURL=record.js.map