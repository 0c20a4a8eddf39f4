import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readProfile } from '../../loadgen/profile/read-profile.js';
import { planRun } from '../../loadgen/schedule/plan-run.js';
import { TeelineError } from '../../schemas/errors.js';
import { tracePath } from '../support/traces.js';
const folder = mkdtempSync(join(tmpdir(), 'teeline-trace-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
/** The plan of a profile that replays `trace`: a path, or lines. */
function replay(trace, more = '', head = 'arms: [openai/m]', run = 'run') {
    files += 1;
    const path = join(folder, `p${files}.profile.yaml`);
    const file = typeof trace === 'string' ? trace : join(folder, `t${files}.txt`);
    if (typeof trace !== 'string')
        writeFileSync(file, trace.join('\n'));
    writeFileSync(path, `${head}\narrivals: { kind: trace, file: ${JSON.stringify(file)}${more} }\n`);
    return planRun(readProfile(path, {}, {}), run);
}
const duesOf = (plan) => plan.requests.map(({ dueUs }) => dueUs);
function cvOfGaps(times) {
    const gaps = times.slice(1).map((time, index) => time - times[index]);
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    return Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length) / mean;
}
describe('a trace of Azure', () => {
    test.each([
        ['azure-2023-code.csv', 8_819, 13.2],
        ['azure-2023-conv.csv', 19_366, 1.09]
    ])('%s comes again with its own gaps and lengths', (name, rows, cv) => {
        const path = tracePath(name);
        if (path === null)
            return void console.warn(`skipped: no ${name}; set TEELINE_TRACES`);
        const lines = readFileSync(path, 'utf8').trim().split('\n').slice(1);
        const moments = lines.map(line => {
            const [, second, fraction] = /^(\S+ [\d:]{8})\.(\d{7}),/.exec(line);
            return Date.parse(`${second.replace(' ', 'T')}Z`) * 1_000 + Number(fraction) / 10;
        });
        const plan = replay(path);
        expect(plan.requests).toHaveLength(rows);
        const dues = duesOf(plan);
        const fromFile = cvOfGaps(moments.toSorted((a, b) => a - b));
        expect(fromFile).toBeCloseTo(cv, cv > 10 ? 0 : 1);
        expect(Math.abs(cvOfGaps(dues) / fromFile - 1)).toBeLessThan(0.02);
        expect(Math.abs(dues.at(-1) - (moments.at(-1) - moments[0]))).toBeLessThan(2);
        for (const place of [0, 1, 500, rows - 1]) {
            const [, input, output] = lines[place].split(',').map(Number);
            const expected = plan.expected(plan.requests[place]);
            expect([expected?.inputTokens, expected?.outputTokens]).toEqual([input, output]);
        }
        const fast = replay(path, ', speed: 10, limit: 100');
        expect(fast.requests).toHaveLength(100);
        expect(duesOf(fast)).toEqual(dues.slice(0, 100).map(due => expect.closeTo(due / 10, -0.31)));
    });
    test('is read with zones, without fractions, and in any order', () => {
        const plan = replay([
            'TIMESTAMP,ContextTokens,GeneratedTokens',
            '2024-05-12 01:00:02+01:00,30,3',
            '2024-05-12 00:00:00.500000+00:00,10,1',
            '2024-05-12T00:00:01Z,20,2'
        ]);
        expect(duesOf(plan)).toEqual([0, 500_000, 1_500_000]);
        expect(plan.requests.map(request => plan.expected(request)?.outputTokens)).toEqual([1, 2, 3]);
    });
});
describe('a trace with a coarse clock', () => {
    const lines = (step, each) => Array.from({ length: 200 }, (_, index) => JSON.stringify({
        timestamp: Math.floor(index / each) * step,
        input_length: 9,
        output_length: 9,
        hash_ids: [index]
    }));
    test('is spread over the step of its clock, and every request stays within its own', () => {
        const dues = duesOf(replay(lines(3_000, 10)));
        expect(new Set(dues).size).toBeGreaterThan(195);
        expect(dues).toEqual(dues.toSorted((a, b) => a - b));
        const inBuckets = Array.from({ length: 20 }, (_, bucket) => dues.filter(due => Math.floor(due / 3e6) === bucket).length);
        expect(inBuckets).toEqual(Array.from({ length: 20 }, () => 10));
    });
    test('is not when told so, nor when its clock is fine or its beat is even', () => {
        expect(new Set(duesOf(replay(lines(3_000, 10), ', spreadMs: 0'))).size).toBe(20);
        expect(new Set(duesOf(replay(lines(7, 10)))).size).toBe(20);
        expect(duesOf(replay(lines(500, 1)))[7]).toBe(3_500_000);
    });
    test('is spread over a step that the profile gives, scaled with the rest', () => {
        const dues = duesOf(replay(lines(1_000, 10), ', spreadMs: 200, speed: 2'));
        expect(dues.every(due => due % 500_000 < 100_000)).toBe(true);
        expect(new Set(dues).size).toBeGreaterThan(190);
    });
    test('of Mooncake no longer comes as a burst every three seconds', () => {
        const path = tracePath('mooncake-conversation.jsonl');
        if (path === null)
            return void console.warn('skipped: no mooncake-conversation.jsonl; set TEELINE_TRACES');
        const literal = duesOf(replay(path, ', spreadMs: 0'));
        const spread = duesOf(replay(path));
        expect(literal).toHaveLength(12_031);
        expect(new Set(literal).size).toBe(1_180);
        expect(new Set(spread).size).toBeGreaterThan(12_000);
        expect(cvOfGaps(literal)).toBeGreaterThan(2.5);
        expect(cvOfGaps(spread)).toBeLessThan(1.5);
        // Each within three seconds after its own moment, so the k-th is after the k-th.
        expect(spread.every((due, place) => due >= literal[place] && due - literal[place] <= 3.01e6)).toBe(true);
    });
});
test('prompts of a trace with hash ids begin alike just as far as their ids do', () => {
    const line = (timestamp, input_length, hash_ids) => JSON.stringify({ timestamp, input_length, output_length: 20, hash_ids });
    const plan = replay([line(0, 1_500, [1, 2, 3]), line(5, 1_400, [1, 2, 4]), line(9, 700, [5, 2])]);
    const texts = plan.requests.map(request => {
        const { messages } = JSON.parse(plan.build(request).body.toString());
        return messages[0].content.trim().split(' ');
    });
    const common = (a, b) => a.findIndex((word, index) => word !== b[index]);
    expect(common(texts[0], texts[1])).toBeGreaterThanOrEqual(1_024);
    expect(common(texts[0], texts[1])).toBeLessThan(1_030);
    expect(common(texts[0], texts[2])).toBeLessThan(5);
});
test('a trace of BurstGPT is read, sessions and failed answers with it', () => {
    const plan = replay([
        'Timestamp,Session ID,Elapsed time,Model,Request tokens,Response tokens,Total tokens,Log Type',
        '5,s1,1.5,ChatGPT,472,18,490,Conversation log',
        '45,s1,0,GPT-4,1087,0,1317,Conversation log',
        '118,s2,3,ChatGPT,417,276,693,API log'
    ]);
    expect(duesOf(plan)).toEqual([0, 40e6, 113e6]);
    expect(plan.requests.map(({ session }) => session)).toEqual([
        { id: 's1', turn: 0, thinkUs: 0 },
        { id: 's1', turn: 1, thinkUs: 0 },
        { id: 's2', turn: 0, thinkUs: 0 }
    ]);
    // An answer of no tokens cannot be asked for.
    expect(plan.requests.map(request => plan.expected(request))).toEqual([
        { inputTokens: 472, outputTokens: 18 },
        { inputTokens: 1_087, outputTokens: 1 },
        { inputTokens: 417, outputTokens: 276 }
    ]);
});
describe('a trace of ours', () => {
    const header = '{"format":"teeline-trace","version":1,"comment":"an hour of May"}';
    const line = (value) => JSON.stringify(value);
    test('goes where it went, streams as it did, and keeps its sessions', () => {
        const plan = replay([
            header,
            line({
                offset_us: 0,
                input_tokens: 100,
                output_tokens: 10,
                stream: false,
                route: '/openai',
                model: 'a',
                wire: 'openai.chat',
                session: 'x'
            }),
            line({
                offset_us: 1_500,
                input_tokens: 50,
                output_tokens: 20,
                stream: true,
                route: '/anthropic',
                model: 'b',
                wire: 'anthropic.messages'
            }),
            line({
                offset_us: 9_001,
                input_tokens: 70,
                output_tokens: 30,
                stream: true,
                route: '/openai',
                model: 'a',
                wire: 'openai.responses',
                session: 'x'
            })
        ], '', '');
        expect(duesOf(plan)).toEqual([0, 1_500, 9_001]);
        expect(plan.arms.map(({ name }) => name)).toEqual([
            'openai/a openai.chat',
            'anthropic/b',
            'openai/a openai.responses'
        ]);
        const [first, second, third] = plan.requests.map(request => plan.build(request));
        expect([first.path, second.path, third.path]).toEqual([
            '/openai/v1/chat/completions',
            '/anthropic/v1/messages',
            '/openai/v1/responses'
        ]);
        expect(JSON.parse(first.body.toString())).toMatchObject({ stream: false, max_completion_tokens: 10 });
        expect(JSON.parse(second.body.toString())).toMatchObject({ stream: true, max_tokens: 20 });
        expect(third.headers['x-teeline-session']).toBe('x');
        expect(plan.requests[2].session).toEqual({ id: 'x', turn: 1, thinkUs: 0 });
    });
    test('goes to the arms of the profile, when it has some', () => {
        const plan = replay([header, line({ offset_us: 0, route: '/openai', model: 'a', wire: 'openai.chat' })], '', 'arms: [gemini/g]');
        expect(plan.build(plan.requests[0]).path).toMatch(/^\/gemini\/v1beta\/models\/g:/);
        // Lengths that were not recorded are drawn from the profile.
        expect(plan.expected(plan.requests[0])).toEqual({ inputTokens: 500, outputTokens: 150 });
    });
    test('with bodies sends them: with the model of the arm, or as they were where no wire is known', () => {
        const lines = [
            header,
            line({
                offset_us: 0,
                input_tokens: 3,
                output_tokens: 4,
                route: '/openai',
                model: 'a',
                wire: 'openai.chat',
                body: { model: 'a', messages: [], top_p: 1 }
            }),
            line({
                offset_us: 1,
                route: '/cohere',
                model: 'c',
                wire: 'cohere.chat',
                path: '/v2/chat',
                body: { model: 'c', message: 'hi' }
            })
        ];
        const plan = replay(lines, '', '');
        const [first, second] = plan.requests.map(request => plan.build(request));
        expect(JSON.parse(first.body.toString())).toEqual({ model: 'a', messages: [], top_p: 1 });
        expect(plan.expected(plan.requests[0])).toEqual({ inputTokens: 3, outputTokens: 4 });
        expect(second).toMatchObject({ path: '/cohere/v2/chat' });
        expect(JSON.parse(second.body.toString())).toEqual({ model: 'c', message: 'hi' });
        expect(plan.expected(plan.requests[1])).toBeNull();
        const other = replay(lines.slice(0, 2), '', 'arms: [mistral/large]');
        expect(JSON.parse(other.build(other.requests[0]).body.toString())).toMatchObject({
            model: 'large',
            top_p: 1
        });
    });
    test('keeps a session on one arm', () => {
        const lines = Array.from({ length: 60 }, (_, index) => line({ offset_us: index, session: `s${index % 6}` }));
        const { requests } = replay([header, ...lines], '', 'arms: [openai/a, openai/b]');
        const pairs = new Set(requests.map(({ session, arm }) => `${session.id} ${arm}`));
        expect(pairs.size).toBe(6);
        expect(new Set(requests.map(({ arm }) => arm)).size).toBe(2);
    });
    test('with bodies and paths goes where it went as it was, and elsewhere as the arm has it', () => {
        const lines = [
            header,
            line({
                offset_us: 0,
                route: '/azure/res',
                model: 'a',
                wire: 'openai.chat',
                path: '/openai/deployments/d/chat/completions?api-version=1',
                body: { messages: [] }
            })
        ];
        const there = replay(lines, '', '');
        expect(there.build(there.requests[0]).path).toBe('/azure/res/openai/deployments/d/chat/completions?api-version=1');
        expect(there.build(there.requests[0]).body.toString()).toBe('{"messages":[]}');
        const elsewhere = replay(lines, '', 'arms: [groq/llama]');
        expect(elsewhere.build(elsewhere.requests[0]).path).toBe('/groq/openai/v1/chat/completions');
        expect(elsewhere.build(elsewhere.requests[0]).body.toString()).toBe('{"messages":[],"model":"llama"}');
        expect(() => replay(lines, '', 'arms: [anthropic/c]')).toThrow(/arms.0: speaks anthropic.messages, but bodies of the trace speak openai.chat/);
    });
    test('of wires that cannot be made up is refused, unless arms are named', () => {
        const lines = [header, line({ offset_us: 0, route: '/cohere', model: 'c', wire: 'cohere.rerank' })];
        expect(() => replay(lines, '', '')).toThrow(/1 requests of wire cohere.rerank cannot be sent again/);
        const template = [
            header,
            line({ offset_us: 0, route: '/azure/{resource}', model: 'c', wire: 'openai.chat' })
        ];
        expect(() => replay(template, '', '')).toThrow(/1 requests of route \/azure\/{resource} cannot be sent again/);
        expect(replay(lines, '', 'arms: [openai/m]').requests).toHaveLength(1);
    });
    test('of a later version, with broken lines, or of no known format is refused, line by line', () => {
        const problems = (lines) => {
            try {
                replay(lines);
            }
            catch (error) {
                if (error instanceof TeelineError)
                    return error.message
                        .split('\n')
                        .slice(1)
                        .map(text => text.replace(/^.*\.txt: /, ''));
                throw error;
            }
            return [];
        };
        expect(problems([header.replace('1,', '2,'), line({ offset_us: 0 })])).toEqual([
            'version 2 of the format; this teeline reads 1'
        ]);
        expect(problems([header, line({ offset_us: 0 }), '{', line({ offset_us: 1, input_tokens: -4 })])).toEqual(['line 3: not JSON', 'line 4: time or token counts are missing or not numbers']);
        expect(problems(['when,what', '1,2'])).toEqual([
            'not a trace of a known format; name one with arrivals.format'
        ]);
        expect(problems([header])).toEqual(['no requests in it']);
        const many = problems([header, ...Array.from({ length: 30 }, () => '{')]);
        expect(many).toHaveLength(11);
        expect(many.at(-1)).toBe('20 more such lines');
    });
});
//# sourceMappingURL=schedule-trace.test.js.map