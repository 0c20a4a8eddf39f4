/** The statistics of a comparison, against samples whose truth is known; all of it seeded. */
import { randomLogNormal } from 'd3-random';
import { describe, expect, test } from 'vitest';
import { compareSides } from '../../loadgen/compare/compare.js';
import { percentileOf, thinned } from '../../loadgen/compare/percentile.js';
import { compareExitCode, comparisonText } from '../../loadgen/compare/print.js';
import { readSpec } from '../../loadgen/compare/spec.js';
import { holmAdjusted, samplesNeeded } from '../../loadgen/compare/verdict.js';
import { jsonText } from '../../loadgen/json-text.js';
import { seededRandom } from '../support/random.js';
const sums = {
    inputTokens: 1000,
    outputTokens: 500,
    cacheReadTokens: 0,
    costUsd: '0.30',
    priced: 3,
    unpriced: 0,
    estimated: 0,
    models: ['m'],
    collectors: ['c/0']
};
function sideOf(attempts, over = {}) {
    return {
        label: 'run-1/a',
        kind: 'arm',
        runId: 'run-1',
        name: 'steady',
        from: '2026-11-20 00:00:00.000000',
        to: '2026-11-20 00:10:00.000000',
        status: 'complete',
        reason: '',
        seed: 1,
        load: '{}',
        objectives: [],
        maxErrorRate: null,
        seconds: 10,
        attempts,
        sums,
        ...over
    };
}
const blank = { ttft: null, ttft_intended: null, tpot: null, gap_p95: null, e2e: null, e2e_intended: null };
const otherRun = { runId: 'run-2', label: 'run-2/a' };
function attemptOf(atUs, ms, over = {}) {
    return {
        atUs,
        outcome: ms === null ? 'http_5xx' : '',
        latencies: ms === null
            ? null
            : { ttft: ms, ttft_intended: ms, tpot: null, gap_p95: null, e2e: ms, e2e_intended: ms },
        sendLagUs: 0,
        isRowMissing: false,
        isStreamed: true,
        inputTokens: 100,
        outputTokens: 50,
        ...over
    };
}
/** Lognormal TTFT and token times, as providers have them; every metric differs from the others. */
function drawn({ count, seed, scale = 1, weather = () => 1 }) {
    const random = seededRandom(seed);
    const next = randomLogNormal.source(random.next)(6, 0.4);
    return Array.from({ length: count }, (_, index) => {
        const factor = scale * weather(index);
        const ttft = next() * factor;
        const tpot = (next() * factor) / 20;
        const lag = random.next();
        const e2e = ttft + tpot * 50;
        return attemptOf(index * 1000, 0, {
            latencies: {
                ttft,
                ttft_intended: ttft + lag,
                tpot,
                gap_p95: tpot * (1 + random.next()),
                e2e,
                e2e_intended: e2e + lag
            }
        });
    });
}
/** The verdicts do not hang on the intervals, which need more resamples than this. */
const quick = { monthly: null, resamples: 4 };
function differencesIn({ percentiles }) {
    return percentiles.flatMap(({ metric, percentile, verdict }) => verdict === 'faster' || verdict === 'slower' ? [`${metric} p${percentile} ${verdict}`] : []);
}
const seeds = Array.from({ length: 100 }, (_, seed) => seed);
describe('verdicts', () => {
    test('identical arms: no difference is shown on any figure in at least 95 of 100 seeds', () => {
        const clean = seeds.filter(seed => {
            const a = sideOf(drawn({ count: 1000, seed: 2 * seed }));
            const b = sideOf(drawn({ count: 1000, seed: 2 * seed + 1 }));
            return differencesIn(compareSides(a, b, { seed, ...quick })).length === 0;
        });
        console.info(`no difference shown in ${clean.length} of 100`);
        expect(clean.length).toBeGreaterThanOrEqual(95);
    });
    test('identical runs too, where a stall hits every request for a while and requests are not independent', () => {
        const clean = seeds.filter(seed => {
            const stalls = (salt) => {
                const random = seededRandom(10_000 + 2 * seed + salt);
                const hits = Array.from({ length: 100 }, () => random.chance(0.2));
                return (index) => (hits[Math.floor(index / 5)] ? 4 : 1);
            };
            const a = sideOf(drawn({ count: 500, seed: 2 * seed, weather: stalls(0) }));
            const b = sideOf(drawn({ count: 500, seed: 2 * seed + 1, weather: stalls(1) }), otherRun);
            return differencesIn(compareSides(a, b, { seed, ...quick })).length === 0;
        });
        console.info(`no difference shown in ${clean.length} of 100`);
        expect(clean.length).toBeGreaterThanOrEqual(95);
    });
    test('an arm that is 20 % slower is found in every seed, at the median at least', () => {
        for (const seed of seeds) {
            const a = sideOf(drawn({ count: 500, seed: 2 * seed }));
            const b = sideOf(drawn({ count: 500, seed: 2 * seed + 1, scale: 1.2 }));
            expect(differencesIn(compareSides(a, b, { seed, ...quick })), `seed ${seed}`).toContain('e2e p50 slower');
        }
    });
    test('with more samples the tail is found as well, and the other way round it is faster', () => {
        const a = sideOf(drawn({ count: 8000, seed: 1 }));
        const b = sideOf(drawn({ count: 8000, seed: 2, scale: 1.2 }));
        const forth = differencesIn(compareSides(a, b, { seed: 1, ...quick }));
        expect(forth).toEqual(expect.arrayContaining(['ttft p50 slower', 'ttft p95 slower', 'tpot p99 slower']));
        expect(differencesIn(compareSides(b, a, { seed: 1, ...quick }))).toEqual(forth.map(one => one.replace('slower', 'faster')));
    });
    test('arms of one run: what hits both at the same time is not in their difference', () => {
        const weather = (index) => (Math.floor(index / 40) % 2 === 0 ? 1 : 3);
        const a = drawn({ count: 1000, seed: 1, weather });
        const b = drawn({ count: 1000, seed: 2, scale: 1.1, weather });
        const widthOf = (over) => {
            const said = compareSides(sideOf(a), sideOf(b, over), { seed: 1, monthly: null });
            const { low, high } = lineOf(said, 'ttft', 90).difference;
            return high - low;
        };
        expect(widthOf({})).toBeLessThan(0.8 * widthOf(otherRun));
    });
});
function lineOf({ percentiles }, metric, percentile) {
    const line = percentiles.find(one => one.metric === metric && one.percentile === percentile);
    if (line === undefined)
        throw new Error(`no ${metric} p${percentile}`);
    return line;
}
describe('intervals', () => {
    // One metric, for the sake of time.
    const ttftOf = (shape) => drawn(shape).map(({ latencies, ...rest }) => ({
        ...rest,
        latencies: { ...blank, ttft: latencies?.ttft ?? null }
    }));
    const compared = (seed) => compareSides(sideOf(ttftOf({ count: 400, seed: 2 * seed })), sideOf(ttftOf({ count: 400, seed: 2 * seed + 1, scale: 1.2 }), otherRun), { seed, monthly: null, resamples: 200 });
    const holds = (estimate, truth) => estimate !== null && estimate.low <= truth && truth <= estimate.high;
    test('the 95 % interval of a percentile, and that of a difference, hold the truth about 95 times in 100', () => {
        const median = Math.exp(6);
        const p95 = Math.exp(6 + 0.4 * 1.6448536);
        const rounds = 150;
        const hits = { median: 0, p95: 0, difference: 0 };
        for (let seed = 0; seed < rounds; seed += 1) {
            const said = compared(seed);
            const middle = lineOf(said, 'ttft', 50);
            if (holds(middle.a, median))
                hits.median += 1;
            if (holds(middle.difference, 0.2 * median))
                hits.difference += 1;
            if (holds(lineOf(said, 'ttft', 95).a, p95))
                hits.p95 += 1;
        }
        console.info(`coverage in ${rounds} rounds: ${JSON.stringify(hits)}`);
        for (const [name, count] of Object.entries(hits)) {
            expect(count / rounds, name).toBeGreaterThan(0.91);
            expect(count / rounds, name).toBeLessThan(0.99);
        }
    });
    test('the same seed gives the same figures, another one only other intervals', () => {
        const [a, b] = [sideOf(drawn({ count: 300, seed: 1 })), sideOf(drawn({ count: 300, seed: 2 }))];
        const said = (seed) => compareSides(a, b, { seed, monthly: null });
        expect(said(1)).toEqual(said(1));
        const [one, two] = [lineOf(said(1), 'ttft', 50), lineOf(said(2), 'ttft', 50)];
        expect(two.difference).not.toEqual(one.difference);
        expect({ value: two.a?.value, p: two.pValue }).toEqual({ value: one.a?.value, p: one.pValue });
    });
    test('two sides of 20,000 requests take a second or so', () => {
        const [a, b] = [sideOf(drawn({ count: 20_000, seed: 1 })), sideOf(drawn({ count: 20_000, seed: 2 }))];
        const before = process.cpuUsage();
        compareSides(a, b, { seed: 1, monthly: null });
        const { user, system } = process.cpuUsage(before);
        console.info(`2 x 20,000: ${((user + system) / 1000).toFixed(0)} ms of CPU`);
        // Generous: two shared cores, and what else this process does.
        expect((user + system) / 1e6).toBeLessThan(6);
    });
});
describe('by hand', () => {
    test('a percentile is the sample with that share before it', () => {
        expect([0, 49, 50, 75, 99, 100].map(p => percentileOf([1, 2, 3, 4], p))).toEqual([1, 2, 3, 4, 4, 4]);
        expect(percentileOf([7], 50)).toBe(7);
        expect(percentileOf([], 50)).toBeNull();
        expect(percentileOf(Array.from({ length: 100 }, (_, at) => at + 1), 95)).toBe(96);
    });
    test('curves keep both ends', () => {
        expect(thinned([1, 2, 3, 4, 5], 3)).toEqual([1, 3, 5]);
        expect(thinned([1, 2], 3)).toEqual([1, 2]);
    });
    test("Holm's adjustment", () => {
        expect(holmAdjusted([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
        expect(holmAdjusted([0.6, 0.7])).toEqual([1, 1]);
        expect(holmAdjusted([])).toEqual([]);
    });
    test('samples that a percentile needs', () => {
        expect([50, 90, 95, 99].map(samplesNeeded)).toEqual([20, 100, 200, 1000]);
    });
    test('too few samples are said to be, and the side that has enough keeps its figure', () => {
        const a = sideOf(drawn({ count: 99, seed: 1 }));
        const b = sideOf(drawn({ count: 100, seed: 2 }), otherRun);
        const said = compareSides(a, b, { seed: 1, ...quick });
        expect(lineOf(said, 'ttft', 50).verdict).toBe('no difference shown');
        expect(lineOf(said, 'ttft', 90)).toMatchObject({
            a: null,
            b: { value: expect.any(Number) },
            difference: null,
            change: null,
            pValue: null,
            verdict: 'too few samples'
        });
    });
    test('equal constants differ in nothing, unequal ones in everything', () => {
        const flat = (ms) => Array.from({ length: 40 }, (_, at) => attemptOf(at, ms));
        const said = compareSides(sideOf(flat(100)), sideOf(flat(100)), { seed: 1, ...quick });
        expect(lineOf(said, 'e2e', 50)).toMatchObject({ pValue: 1, change: 0, verdict: 'no difference shown' });
        const other = compareSides(sideOf(flat(100)), sideOf(flat(80)), { seed: 1, ...quick });
        expect(lineOf(other, 'e2e', 50)).toMatchObject({
            a: { value: 100, low: 100, high: 100 },
            b: { value: 80, low: 80, high: 80 },
            difference: { value: -20, low: -20, high: -20 },
            change: -0.2,
            pValue: 0,
            verdict: 'faster'
        });
    });
    test('failures are in no percentile, but in goodput, in the objectives and in the count', () => {
        const attempts = [100, 100, 900, null].map((ms, at) => attemptOf(at, ms));
        const objectives = [{ metric: 'ttft', percentile: 50, limitMs: 500 }];
        const side = sideOf(attempts, { objectives, maxErrorRate: 0.2 });
        const said = compareSides(side, side, { seed: 1, monthly: { requests: 300, source: 'told' } });
        expect(said.a).toMatchObject({
            requests: 4,
            ok: 3,
            outcomes: { http_5xx: 1 },
            goodput: 0.5,
            objectives: [{ metric: 'ttft', percentile: 50, limitMs: 500, actualMs: 900, met: false }],
            errorRate: { limit: 0.2, actual: 0.25, met: false },
            requestsPerSecond: 0.3,
            outputTokensPerSecond: 50,
            costUsd: '0.30',
            costPerRequestUsd: '0.1',
            costPerMonthUsd: '30.00',
            curves: { ttft: [100, 100, 900] }
        });
        expect(said.a.curves.tpot).toBeUndefined();
        expect(compareExitCode(said)).toBe(3);
    });
    test('nothing known is unknown, not 0', () => {
        const nothing = { ...sums, inputTokens: null, outputTokens: null, costUsd: null, priced: 0 };
        const bare = sideOf([attemptOf(0, 1, { sendLagUs: null })], { sums: nothing, seconds: 0 });
        const said = compareSides(bare, bare, { seed: 1, monthly: null });
        expect(said.a).toMatchObject({
            goodput: null,
            outputTokens: null,
            outputTokensPerSecond: null,
            costUsd: null,
            costPerRequestUsd: null,
            costPerMonthUsd: null,
            sendLagMs: null
        });
        expect(compareExitCode(said)).toBe(0);
        expect(comparisonText(said)).toMatch(/^cost, USD +unknown +unknown$/m);
    });
});
describe('cautions', () => {
    const cautions = (a, b, attempt = {}) => compareSides(sideOf([attemptOf(0, 1)], a), sideOf([attemptOf(0, 1, attempt)], { label: 'run-2', ...b }), {
        seed: 1,
        ...quick
    }).cautions.join('\n');
    test('arms of one run that are alike need none', () => {
        expect(cautions({}, {})).toBe('');
    });
    test.each([
        ['different times', { runId: 'run-2' }, {}],
        ['different profiles', { runId: 'run-2', load: '{"count":2}' }, {}],
        ['different seeds: 1 and 2', { runId: 'run-2', seed: 2 }, {}],
        ['different objectives', { runId: 'run-2', maxErrorRate: 0.1 }, {}],
        ['run-2 is void, it says nothing of its provider: send lag', { status: 'void', reason: 'send lag' }, {}],
        ['run-2 is partial: cap', { status: 'partial', reason: 'cap' }, {}],
        ['has not ended', { status: 'running' }, {}],
        ['no measured requests', { attempts: [] }, {}],
        ['not those of the run', { kind: 'production', runId: '' }, {}],
        ['100 and 120 input tokens', {}, { inputTokens: 120 }],
        ['50 and 10 output tokens', {}, { outputTokens: 10 }],
        ["0.0 % of A's input tokens were cached, 50.0 % of B's", { sums: { ...sums, cacheReadTokens: 500 } }, {}],
        ['run-2: requests with estimated tokens, so estimated cost: 2', { sums: { ...sums, estimated: 2 } }, {}],
        ['run-2: requests without a price, so in no cost: 1', { sums: { ...sums, unpriced: 1 } }, {}],
        ['mixes models: m, n', { kind: 'run', sums: { ...sums, models: ['m', 'n'] } }, {}],
        ['c/0 and d/0', { sums: { ...sums, collectors: ['d/0'] } }, {}],
        ['without a row in the store', {}, { isRowMissing: true }],
        ['0.0 % of B', {}, { isStreamed: false }],
        ['100.0 % of B failed', {}, { latencies: null, outcome: 'reset' }]
    ])('says: %s', (said, side, attempt) => {
        expect(cautions({}, side, attempt)).toContain(said);
    });
});
describe('printed', () => {
    const said = compareSides(sideOf(drawn({ count: 1000, seed: 1 }), {
        objectives: [{ metric: 'e2e', percentile: 95, limitMs: 9000 }]
    }), sideOf(drawn({ count: 1000, seed: 2, scale: 1.2 }), { label: 'run-1/b', reason: 'x', status: 'void' }), { seed: 1, monthly: { requests: 1234, source: '1,234 requests recorded in the last 30 days' } });
    test('aligned, in plain characters, with what to mind', () => {
        const text = comparisonText(said);
        expect(text).toMatch(/^[\x20-\x7e\n]*$/);
        expect(text).toMatch(/^METRIC +A, ms +B, ms +B - A, ms +95 % of B - A +CHANGE +p +B IS$/m);
        expect(text).toMatch(/^E2E +p50 +[\d.]+ +[\d.]+ +\+[\d.]+ +\+[\d.]+ to \+[\d.]+ +\+\d+\.\d % +<0\.0001 +slower$/m);
        expect(text).toContain('A month: 1,234 requests (1,234 requests recorded in the last 30 days).');
        expect(text).toMatch(/^A +e2e +p95 +9000 ms +\d+ ms +met$/m);
        expect(text).toContain('Mind:\n- run-1/b is void');
        expect(Math.max(...text.split('\n').map(line => line.length))).toBeLessThan(170);
        expect(compareExitCode(said)).toBe(0);
    });
    test('as JSON it is the comparison, named as columns are', () => {
        const data = JSON.parse(jsonText(said));
        expect(data.a.cost_per_request_usd).toBe(said.a.costPerRequestUsd);
        expect(data.a.outcomes).toEqual(said.a.outcomes);
        expect(data.percentiles[0]).toMatchObject({ metric: 'ttft', p_value: said.percentiles[0]?.pValue });
        expect(JSON.stringify(data)).not.toMatch(/"\w*[A-Z]\w*":/);
    });
});
describe('what can be compared', () => {
    test('a run, an arm with slashes in its name, a window of production', () => {
        expect(readSpec('run-20261121-053000-7f3a')).toMatchObject({ kind: 'run', arm: null });
        expect(readSpec('run-1/openai/gpt-4o')).toMatchObject({ runId: 'run-1', arm: 'openai/gpt-4o' });
        expect(readSpec("production:2026-11-20T08:30/2026-11-21?feature = 'a/b?'")).toMatchObject({
            from: '2026-11-20 08:30:00',
            to: '2026-11-21 00:00:00',
            where: "feature = 'a/b?'"
        });
    });
    test.each([
        '',
        'run',
        'run-1/',
        'runs-1',
        'production:',
        'production:2026-11-20',
        'production:2026-13-01/2026-11-21'
    ])('%j is none', text => {
        expect(() => readSpec(text)).toThrow(expect.objectContaining({ code: 'TEELINE_USAGE' }));
    });
    test('a window that ends before it begins is none', () => {
        expect(() => readSpec('production:2026-11-21/2026-11-20')).toThrow('ends before it begins');
    });
});
//# sourceMappingURL=compare.test.js.map