import { describe, expect, test } from 'vitest';
import { checkProfile } from '../../loadgen/profile/check-profile.js';
import { planRun } from '../../loadgen/schedule/plan-run.js';
import { randomOf, uniform } from '../../loadgen/schedule/random.js';
import { seededRandom } from '../support/random.js';
function load(tree) {
    const arms = [{ route: '/openai', model: 'm' }];
    const { profile, problems } = checkProfile({ name: 'test', arms, ...tree });
    expect(problems).toEqual([]);
    return { profile, trace: null, bodies: null, keys: {} };
}
const dues = (tree) => planRun(load(tree)).requests.map(({ dueUs }) => dueUs / 1e6);
/** Largest distance between the samples' distribution and `cdf`. */
function kolmogorovSmirnov(samples, cdf) {
    const sorted = samples.toSorted((a, b) => a - b);
    return sorted.reduce((most, value, index) => {
        const expected = cdf(value);
        return Math.max(most, expected - index / sorted.length, (index + 1) / sorted.length - expected);
    }, 0);
}
/** Past this distance, one in a hundred samples of the right distribution lies. */
const limit = (samples) => 1.63 / Math.sqrt(samples);
/** Integral of λ from 0, by the midpoints of many thin slices: knows nothing of how the schedule inverts it. */
function integralOf(rateAt, endS) {
    const slices = 100_000;
    const widthS = endS / slices;
    const sums = new Float64Array(slices + 1);
    for (let slice = 0; slice < slices; slice++) {
        sums[slice + 1] = sums[slice] + rateAt((slice + 0.5) * widthS) * widthS;
    }
    return atS => {
        const place = Math.min(slices - 1, Math.floor(atS / widthS));
        const inside = atS / widthS - place;
        return sums[place] + (sums[place + 1] - sums[place]) * inside;
    };
}
const curves = [
    ['poisson', { kind: 'poisson', ratePerS: 20 }, 300, () => 20],
    ['ramp', { kind: 'ramp', fromPerS: 0, toPerS: 40 }, 300, t => (40 * t) / 300],
    ['falling ramp', { kind: 'ramp', fromPerS: 40, toPerS: 0 }, 300, t => 40 - (40 * t) / 300],
    [
        'stages',
        {
            kind: 'stages',
            stages: [
                { durationS: 100, ratePerS: 5 },
                { durationS: 100, ratePerS: 40, endPerS: 10 },
                { durationS: 50, ratePerS: 0 },
                { durationS: 50, ratePerS: 30 }
            ]
        },
        300,
        t => (t < 100 ? 5 : t < 200 ? 40 - (30 * (t - 100)) / 100 : t < 250 ? 0 : 30)
    ],
    [
        'diurnal',
        { kind: 'diurnal', lowPerS: 2, peakPerS: 40, periodS: 200, peakAtS: 60 },
        300,
        t => 21 + 19 * Math.cos((2 * Math.PI * (t - 60)) / 200)
    ],
    [
        'flash sale',
        { kind: 'flash-sale', basePerS: 4, peakPerS: 90, startS: 60, riseS: 10, holdS: 30, fallS: 20 },
        300,
        t => t < 60 || t >= 120 ? 4 : t < 70 ? 4 + (86 * (t - 60)) / 10 : t < 100 ? 90 : 90 - (86 * (t - 100)) / 20
    ],
    [
        'curve',
        {
            kind: 'curve',
            points: [
                { atS: 50, ratePerS: 10 },
                { atS: 150, ratePerS: 40 },
                { atS: 250, ratePerS: 0.5 }
            ]
        },
        300,
        t => (t < 50 ? 10 : t < 150 ? 10 + (30 * (t - 50)) / 100 : t < 250 ? 40 - (39.5 * (t - 150)) / 100 : 0.5)
    ]
];
describe('arrivals', () => {
    test.each(curves)('of kind %s follow their rate over time', (_, arrivals, endS, rateAt) => {
        const times = dues({ arrivals, durationS: endS, seed: 11 });
        const integral = integralOf(rateAt, endS);
        const all = integral(endS);
        // Their number is Poisson: within four standard deviations.
        expect(Math.abs(times.length - all)).toBeLessThan(4 * Math.sqrt(all));
        expect(kolmogorovSmirnov(times, atS => integral(atS) / all)).toBeLessThan(limit(times.length));
        // And so are their gaps: rescaled by the rate, exponential.
        const gaps = times.map((atS, index) => integral(atS) - (index === 0 ? 0 : integral(times[index - 1])));
        expect(kolmogorovSmirnov(gaps, gap => 1 - Math.exp(-gap))).toBeLessThan(limit(gaps.length));
    });
    test('of another rate fail the same test', () => {
        const times = dues({ arrivals: { kind: 'ramp', fromPerS: 18, toPerS: 22 }, durationS: 300, seed: 11 });
        expect(kolmogorovSmirnov(times, atS => atS / 300)).toBeGreaterThan(limit(times.length));
    });
    test('of kind constant are an even beat from the start', () => {
        expect(dues({ arrivals: { kind: 'constant', ratePerS: 4 }, durationS: 1 })).toEqual([0, 0.25, 0.5, 0.75]);
    });
    test.each([0.3, 1.09, 3])('of kind gamma have gaps with a coefficient of variation of %d', cv => {
        const times = dues({ arrivals: { kind: 'gamma', ratePerS: 50, gapCv: cv }, count: 40_000, seed: 5 });
        const gaps = times.map((atS, index) => atS - (times[index - 1] ?? 0));
        const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
        const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
        expect(mean * 50).toBeCloseTo(1, 1);
        expect(Math.sqrt(variance) / mean / cv).toBeCloseTo(1, 1);
    });
    test('end after the duration or the count, whichever is first', () => {
        const arrivals = { kind: 'constant', ratePerS: 10 };
        expect(dues({ arrivals, durationS: 2 })).toHaveLength(20);
        expect(dues({ arrivals, durationS: 2, count: 7 })).toHaveLength(7);
        expect(dues({ arrivals, durationS: 0.5, count: 7 })).toHaveLength(5);
        expect(planRun(load({ arrivals, count: 7 })).durationUs).toBeNull();
        expect(planRun(load({ arrivals, durationS: 2 })).durationUs).toBe(2_000_000);
    });
    test('of a curve that ends by itself need no duration, and one cuts it', () => {
        const arrivals = {
            kind: 'stages',
            gapCv: 0,
            stages: [
                { durationS: 2, ratePerS: 10 },
                { name: 'b', durationS: 1, ratePerS: 20 }
            ]
        };
        const plan = planRun(load({ arrivals }));
        expect(plan.requests).toHaveLength(40);
        expect(plan.durationUs).toBe(3_000_000);
        expect(plan.requests.map(({ stage }) => stage)).toEqual([
            ...Array.from({ length: 20 }, () => 'stage 1'),
            ...Array.from({ length: 20 }, () => 'b')
        ]);
        expect(dues({ arrivals, durationS: 2.5 })).toHaveLength(30);
    });
    test('of a million are planned in seconds', () => {
        const loaded = load({ arrivals: { kind: 'poisson', ratePerS: 1_000 }, count: 1_000_000 });
        const start = process.cpuUsage();
        expect(planRun(loaded).requests).toHaveLength(1_000_000);
        const { user, system } = process.cpuUsage(start);
        // About 0.8 s on a quiet core.
        expect((user + system) / 1e6).toBeLessThan(10);
    });
});
describe('a plan', () => {
    const tree = {
        arrivals: { kind: 'gamma', ratePerS: 10, gapCv: 2 },
        durationS: 20,
        arms: [
            { route: '/openai', model: 'a' },
            { route: '/anthropic', model: 'b' }
        ],
        requests: {
            inputTokens: { kind: 'normal', mean: 200, sd: 50 },
            outputTokens: { kind: 'lognormal', median: 50, p99: 200 },
            streamShare: 0.5,
            sharedPrefix: { share: 0.5, tokens: 30, variants: 3 },
            session: { turns: { kind: 'uniform', min: 1, max: 4 }, thinkTimeMs: 100 }
        }
    };
    test('is the same for the same profile and seed, bytes included, in whatever order they are made', () => {
        const [one, two] = [planRun(load(tree), 'run-1'), planRun(load(tree), 'run-1')];
        expect(one.requests).toEqual(two.requests);
        const bytes = one.requests.map(request => one.build(request));
        const backwards = two.requests.toReversed().map(request => two.build(request));
        for (const [index, { path, headers, body }] of backwards.toReversed().entries()) {
            expect({ path, headers }).toEqual({ path: bytes[index].path, headers: bytes[index].headers });
            expect(body.equals(bytes[index].body)).toBe(true);
        }
    });
    test('is another for another seed', () => {
        const [one, two] = [planRun(load(tree)), planRun(load({ ...tree, seed: 2 }))];
        expect(two.requests.map(({ dueUs }) => dueUs)).not.toEqual(one.requests.map(({ dueUs }) => dueUs));
        expect(two.build(two.requests[0]).body).not.toEqual(one.build(one.requests[0]).body);
    });
    test('of another run has the same moments and lengths, and other words', () => {
        const [one, two] = [planRun(load(tree), 'run-1'), planRun(load(tree), 'run-2')];
        expect(two.requests).toEqual(one.requests);
        for (const request of one.requests.slice(0, 20)) {
            expect(two.expected(request)).toEqual(one.expected(request));
            expect(two.build(request).body).not.toEqual(one.build(request).body);
        }
    });
    test('keeps the turns of a session together, on one arm, each after a pause', () => {
        const { requests } = planRun(load(tree));
        expect(requests.map(({ seq }) => seq)).toEqual(requests.map((_, index) => index));
        let first = requests[0];
        for (const request of requests) {
            expect(request.session).not.toBeNull();
            const { id, turn, thinkUs } = request.session;
            if (turn === 0)
                first = request;
            expect([id, request.seq - turn, request.arm]).toEqual([first.session.id, first.seq, first.arm]);
            expect(request.dueUs === null).toBe(turn > 0);
            expect(thinkUs).toBe(turn > 0 ? 100_000 : 0);
        }
        expect(new Set(requests.map(({ session }) => session.id)).size).toBe(requests.filter(({ session }) => session.turn === 0).length);
    });
    test('marks its first part as warm-up, by time or by count', () => {
        const arrivals = { kind: 'constant', ratePerS: 10 };
        const warm = (warmup) => planRun(load({ arrivals, durationS: 4, warmup })).requests.filter(({ warmup }) => warmup);
        expect(warm({ durationS: 1 }).map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        expect(warm({ count: 4 }).map(({ seq }) => seq)).toEqual([0, 1, 2, 3]);
        // A flag that makes the run short leaves something to measure.
        expect(warm({ durationS: 60 })).toHaveLength(10);
        expect(warm({ count: 1000 })).toHaveLength(10);
        expect(warm({})).toEqual([]);
    });
    test('of a closed loop has no due times and as many requests as the count says', () => {
        const plan = planRun(load({ arrivals: { kind: 'closed', concurrency: 3 }, count: 50, warmup: { count: 3 } }));
        expect(plan.loop).toEqual({ kind: 'closed', concurrency: 3 });
        expect(plan.requests).toHaveLength(50);
        expect(plan.requests.every(({ dueUs }) => dueUs === null)).toBe(true);
        expect(planRun(load({ arrivals: { kind: 'closed', concurrency: 3 }, durationS: 2 })).requests).toHaveLength(600);
    });
});
describe('arms', () => {
    const arms = [
        { route: '/openai', model: 'a', weight: 2 },
        { route: '/openai', model: 'b' }
    ];
    const dealt = (seed) => planRun(load({ arms, seed, arrivals: { kind: 'poisson', ratePerS: 10 }, count: 6_000 })).requests.map(({ arm }) => arm);
    test('are in balance in every block, by weight, and in no fixed order', () => {
        const sequence = dealt(1);
        const blocks = Array.from({ length: 1_000 }, (_, block) => sequence.slice(block * 6, block * 6 + 6));
        expect(blocks.every(block => block.filter(arm => arm === 1).length === 2)).toBe(true);
        // Fifteen ways to place two in six.
        expect(new Set(blocks.map(block => block.join(''))).size).toBe(15);
        expect(dealt(2)).not.toEqual(sequence);
    });
    test('are met by any drift alike: the mean place of each is the same', () => {
        const sequence = dealt(3);
        const meanPlace = (arm) => {
            const places = sequence.flatMap((dealt, place) => (dealt === arm ? [place] : []));
            return places.reduce((sum, place) => sum + place, 0) / places.length;
        };
        expect(Math.abs(meanPlace(0) - meanPlace(1))).toBeLessThan(3);
    });
});
test('streams of a seed never meet, whatever their purpose or index', () => {
    const firsts = new Set();
    for (const purpose of ['lengths', 'text', 'arrivals']) {
        for (let index = 0; index < 20_000; index++)
            firsts.add(uniform(randomOf(7, purpose, index)));
    }
    expect(firsts.size).toBe(60_000);
});
test('numbers of neighbouring streams are uniform and unrelated', () => {
    const draws = Array.from({ length: 20_000 }, (_, index) => uniform(randomOf(7, 'lengths', index)));
    expect(kolmogorovSmirnov(draws, value => value)).toBeLessThan(limit(draws.length));
    const correlation = draws
        .slice(1)
        .reduce((sum, value, index) => sum + (value - 0.5) * (draws[index] - 0.5), 0);
    expect(Math.abs(correlation / draws.length) * 12).toBeLessThan(0.03);
});
test('any valid profile gives due times that never go back, and requests that can be made', () => {
    const random = seededRandom(2026);
    const number = (least, most) => least + random.next() * (most - least);
    for (let round = 0; round < 300; round++) {
        const gapCv = random.pick([0, 0.5, 1, 2.5, 10]);
        const shape = () => ({ gapCv, ...random.pick(shapes)(number) });
        const plan = planRun(load({
            seed: random.integer(0, 2 ** 32 - 1),
            durationS: number(0.5, 20),
            ...(random.chance(0.5) && { count: random.integer(1, 200) }),
            arms: Array.from({ length: random.integer(1, 4) }, (_, arm) => ({
                route: random.pick(['/openai', '/anthropic', '/gemini']),
                model: `m${arm}`,
                weight: random.integer(1, 3)
            })),
            arrivals: shape(),
            requests: {
                inputTokens: random.integer(0, 400),
                outputTokens: { kind: 'uniform', min: 0, max: 50 },
                streamShare: random.next(),
                ...(random.chance(0.3) && { session: { turns: { kind: 'uniform', min: 0, max: 5 } } }),
                ...(random.chance(0.3) && { sharedPrefix: { share: 0.5, tokens: 40 } })
            }
        }));
        const dues = plan.requests.flatMap(({ dueUs }) => (dueUs === null ? [] : [dueUs]));
        const isInOrder = dues.every((due, place) => Number.isInteger(due) && due >= (dues[place - 1] ?? 0));
        expect([round, isInOrder]).toEqual([round, true]);
        expect(dues.at(-1) ?? 0).toBeLessThanOrEqual(plan.durationUs);
        const hasOnlyTurnsWithout = plan.requests.every(({ dueUs, session }) => (dueUs === null) === (session !== null && session.turn > 0));
        expect([round, hasOnlyTurnsWithout]).toEqual([round, true]);
        const request = plan.requests.at(-1);
        if (request !== undefined)
            expect(() => JSON.parse(plan.build(request).body.toString())).not.toThrow();
    }
});
const shapes = [
    number => ({ kind: 'gamma', ratePerS: number(0.1, 50) }),
    number => ({ kind: 'ramp', fromPerS: number(0, 50), toPerS: number(0, 50) }),
    number => ({
        kind: 'stages',
        stages: [
            { durationS: number(0.1, 9), ratePerS: number(0, 9), endPerS: number(0, 90) },
            { durationS: number(0.1, 9), ratePerS: 0 },
            { durationS: number(0.1, 9), ratePerS: number(0, 9) }
        ]
    }),
    number => ({
        kind: 'diurnal',
        lowPerS: 0,
        peakPerS: number(0.1, 50),
        periodS: number(0.1, 50),
        peakAtS: number(0, 50)
    }),
    number => ({
        kind: 'flash-sale',
        basePerS: number(0, 5),
        peakPerS: number(5, 90),
        startS: number(0, 9),
        riseS: number(0.1, 9),
        holdS: number(0.1, 9),
        fallS: number(0.1, 9)
    }),
    number => ({
        kind: 'curve',
        points: [
            { atS: 0, ratePerS: 0 },
            { atS: number(0.1, 9), ratePerS: number(0.1, 9) },
            { atS: 10, ratePerS: 0 }
        ]
    })
];
//# sourceMappingURL=schedule.test.js.map