import { describe, expect, it } from 'vitest';
import { createPriceBook } from '../../collector/record/prices/price.js';
import { rowFromTape } from '../../collector/record/record.js';
import { loadRecordings } from '../support/recordings.js';
import { messageEnd, messageStart, messages, named, textDelta } from './streams.js';
import { contextOf, eventStream, holed, json, sse, tapeOf } from './tapes.js';
import { bytesOf, expectNoThrowHoweverMangled, expectSameRowHoweverCut, rowOf, sampleOf } from './wire-checks.js';
const ask = { model: 'claude-x', max_tokens: 100, messages: [{ role: 'user', content: 'Grüße' }] };
/** A whole answer with this usage. */
function message(usage) {
    const body = {
        id: 'msg_1',
        type: 'message',
        model: 'claude-x-1',
        stop_reason: 'end_turn',
        content: [],
        usage
    };
    return { path: '/v1/messages', request: ask, responseHeaders: json, body: JSON.stringify(body) };
}
/** What the prices are asked for: models and usages. */
function pricesAsked(sample) {
    const asked = [];
    const price = (usage, { model }) => {
        for (const part of usage.parts ?? [{ model, usage }]) {
            asked.push([part.model === '' ? model : part.model, part.usage]);
        }
        return { costUsd: '0.5', costListUsd: '0.5', source: 'list', card: 'c' };
    };
    rowFromTape(tapeOf({ ...sample, response: [[bytesOf(sample), 1000]] }), contextOf({ price }));
    return asked;
}
const compaction = {
    input_tokens: 220,
    output_tokens: 30,
    cache_read_input_tokens: 0,
    cache_creation_input_tokens: 0,
    server_tool_use: { web_search_requests: 1 },
    iterations: [
        {
            type: 'compaction',
            input_tokens: 55_196,
            output_tokens: 500,
            cache_read_input_tokens: 7,
            cache_creation_input_tokens: 5,
            cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 5 }
        },
        { type: 'message', input_tokens: 220, output_tokens: 30, cache_read_input_tokens: 0 }
    ]
};
const advisor = {
    input_tokens: 2411,
    output_tokens: 60,
    iterations: [
        { type: 'message', input_tokens: 1128, output_tokens: 20 },
        { type: 'advisor_message', model: 'claude-opus-4-8', input_tokens: 2543, output_tokens: 18 },
        { type: 'message', input_tokens: 1283, output_tokens: 40 }
    ]
};
describe('iterations', () => {
    it('count compaction, which the totals beside them leave out', () => {
        expect(rowOf(message(compaction))).toMatchObject({
            input_tokens: 55_196 + 12 + 220,
            output_tokens: 530,
            cache_read_tokens: 7,
            cache_write_tokens: 5,
            cache_write_1h_tokens: 5,
            units: { web_searches: 1 },
            usage_source: 'reported'
        });
    });
    it('count the advisor, and hand each run to the price with its own model', () => {
        expect(rowOf(message(advisor))).toMatchObject({ input_tokens: 2411 + 2543, output_tokens: 78 });
        const asked = pricesAsked(message(advisor));
        expect(asked.map(([model, usage]) => [model, usage.inputTokens, usage.outputTokens])).toEqual([
            ['claude-x-1', 1128, 20],
            ['claude-opus-4-8', 2543, 18],
            ['claude-x-1', 1283, 40]
        ]);
    });
    it('are priced run by run, each at the price of its own model', () => {
        const sample = message(advisor);
        const body = String(sample.body).replace('claude-x-1', 'claude-sonnet-4-5');
        const tape = tapeOf({ ...sample, response: [[body, 1000]], tape: { provider: 'anthropic' } });
        const row = rowFromTape(tape, contextOf({ price: createPriceBook().price }));
        // Sonnet 4.5 costs 3 and 15 USD a million, Opus 4.8 costs 5 and 25.
        expect(row.cost_usd).toBe(String((2411 * 3 + 60 * 15 + 2543 * 5 + 18 * 25) / 1e6));
    });
    it('charge the fees of tools once', () => {
        const units = pricesAsked(message(compaction)).map(([, usage]) => usage.units);
        expect(units).toEqual([{ web_searches: 1 }, {}]);
    });
    it('of one plain run change nothing', () => {
        const iterations = [{ type: 'message', input_tokens: 5, output_tokens: 6 }];
        const usage = {
            input_tokens: 5,
            output_tokens: 6,
            output_tokens_details: { thinking_tokens: 2 },
            iterations
        };
        expect(rowOf(message(usage))).toMatchObject({ input_tokens: 5, output_tokens: 6, reasoning_tokens: 2 });
        expect(pricesAsked(message(usage))).toHaveLength(1);
    });
    it('are read from the end of a stream, however it was cut', () => {
        const [stop, delta, end] = messageEnd;
        const body = named(messageStart, { type: 'content_block_delta', delta: { type: 'compaction_delta', content: 'Überblick' } }, textDelta('世界 🦊'), stop, { ...delta, usage: compaction }, end);
        const sample = { path: '/v1/messages', request: ask, responseHeaders: eventStream, body };
        expect(rowOf(sample)).toMatchObject({
            input_tokens: 55_428,
            output_tokens: 530,
            frames: 2,
            error_type: ''
        });
        expectSameRowHoweverCut(sample);
        expectNoThrowHoweverMangled(sample);
    });
});
describe('an Anthropic stream', () => {
    it('that the client left keeps its exact input and has its output estimated', () => {
        const body = named(messageStart, textDelta('Grüße aus der Welt, '), textDelta('in zwei Stücken'));
        const sample = { path: '/v1/messages', request: ask, responseHeaders: eventStream, body };
        const left = { ...sample, tape: { errorType: 'client_abort', endedBy: 'client' } };
        expect(rowOf(left)).toMatchObject({
            error_type: 'client_abort',
            usage_source: 'partial',
            input_tokens: 140,
            cache_read_tokens: 100,
            output_tokens: 9
        });
    });
    it('that fails in the middle says why', () => {
        const error = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
        const body = named(messageStart, textDelta('a'), error);
        expect(rowOf({ path: '/v1/messages', request: ask, responseHeaders: eventStream, body })).toMatchObject({
            error_type: 'stream_error',
            error_code: 'overloaded_error',
            error_message: 'Overloaded',
            input_tokens: 140,
            usage_source: 'partial'
        });
    });
    it.each([
        [
            'Vertex AI',
            '/v1/projects/p/locations/l/publishers/anthropic/models/claude-x@1:streamRawPredict',
            'claude-x@1'
        ],
        ['Azure', '/anthropic/v1/messages', 'm-1'],
        ['Bedrock Mantle', '/anthropic/v1/messages', 'm-1']
    ])('is read at %s', (_host, path, model) => {
        const request = model === 'm-1' ? messages.request : { ...ask, model: undefined, anthropic_version: 'vertex' };
        const row = rowOf({ path, request, responseHeaders: eventStream, body: messages.body });
        expect(row).toMatchObject({ ...messages.row, wire: 'anthropic.messages', request_model: model });
    });
});
describe('counting tokens', () => {
    it.each([
        ['/v1/messages/count_tokens?beta=true', 'anthropic.count_tokens', { input_tokens: 671 }],
        [
            '/v1/projects/p/locations/l/publishers/anthropic/models/count-tokens:rawPredict',
            'anthropic.count_tokens',
            { input_tokens: 671 }
        ]
    ])('at %s is free: a unit, and no usage', (path, wire, body) => {
        const sample = { path, request: ask, responseHeaders: json, body: JSON.stringify(body) };
        expect(rowOf(sample)).toMatchObject({
            wire,
            operation: 'count_tokens',
            request_model: 'claude-x',
            input_tokens: null,
            output_tokens: null,
            units: { counted_tokens: 671 },
            usage_source: 'none',
            cost_usd: null,
            error_type: ''
        });
        expect(pricesAsked(sample)).toEqual([]);
    });
});
describe('a batch', () => {
    const results = [
        batchLine('a', { input_tokens: 10, output_tokens: 2, cache_read_input_tokens: 5, service_tier: 'batch' }),
        { custom_id: 'b', result: { type: 'errored', error: { type: 'error', error: { type: 'api_error' } } } },
        batchLine('c', { input_tokens: 250_000, output_tokens: 3, server_tool_use: { web_search_requests: 2 } }),
        batchLine('d', advisor)
    ];
    const fetched = {
        method: 'GET',
        path: '/v1/messages/batches/msgbatch_1/results',
        responseHeaders: { 'content-type': 'application/x-jsonl' },
        body: `${results.map(line => JSON.stringify(line)).join('\n')}\n`
    };
    it('costs nothing when it is only begun', () => {
        const body = JSON.stringify({ id: 'msgbatch_1', type: 'message_batch', processing_status: 'in_progress' });
        const path = '/v1/messages/batches';
        expect(rowOf({ path, request: { requests: [] }, responseHeaders: json, body })).toMatchObject({
            wire: 'anthropic.batches',
            operation: 'batch',
            response_id: 'msgbatch_1',
            usage_source: 'none',
            error_type: ''
        });
    });
    it('sums over its requests, which are priced one by one', () => {
        const row = rowOf(fetched);
        expect(row).toMatchObject({
            wire: 'anthropic.batches',
            operation: 'batch',
            service_tier: 'batch',
            response_model: 'claude-x-1',
            input_tokens: 15 + 250_000 + 4954,
            output_tokens: 2 + 3 + 78,
            cache_read_tokens: 5,
            units: { web_searches: 2 },
            usage_source: 'reported',
            streamed: false,
            error_type: ''
        });
        expect(JSON.parse(row.usage_json)).toMatchObject({ succeeded: 3, errored: 1 });
        expect(pricesAsked(fetched).map(([model, usage]) => [model, usage.inputTokens])).toEqual([
            ['claude-x-1', 15],
            ['claude-x-1', 250_000],
            ['claude-x-1', 1128],
            ['claude-opus-4-8', 2543],
            ['claude-x-1', 1283]
        ]);
    });
    it('of which some results were not kept is told in part', () => {
        const tape = tapeOf({ ...fetched, response: [[fetched.body, 1000]] });
        const [first, last] = [`${JSON.stringify(results[0])}\n`.length, `${JSON.stringify(results[3])}\n`.length];
        const response = holed(tape.response, first + 5, last + 5);
        const row = rowFromTape({ ...tape, response, capture: 'truncated' }, contextOf());
        expect(row).toMatchObject({ usage_source: 'partial', input_tokens: 15 + 4954, error_type: '' });
    });
    it('gives the same row however its results were cut', () => expectSameRowHoweverCut(fetched));
    it('never throws', () => expectNoThrowHoweverMangled(fetched));
    function batchLine(id, usage) {
        const message = { id: `msg_${id}`, type: 'message', model: 'claude-x-1', stop_reason: 'end_turn', usage };
        return { custom_id: id, result: { type: 'succeeded', message } };
    }
});
describe('legacy completions', () => {
    const request = { model: 'claude-2.1', prompt: '\n\nHuman: Grüße\n\nAssistant:', max_tokens_to_sample: 5 };
    const piece = (completion, stop_reason) => ({
        type: 'completion',
        id: 'compl_1',
        completion,
        stop_reason,
        model: 'claude-2.1'
    });
    const sample = {
        path: '/v1/complete',
        request: { ...request, stream: true },
        responseHeaders: eventStream,
        body: named(piece(' 世界', null), { type: 'ping' }, piece(' 🦊 und mehr', null), piece('', 'stop_sequence'))
    };
    it('tell no usage: both counts are estimates', () => {
        const row = rowOf(sample);
        expect(row).toMatchObject({
            wire: 'anthropic.complete',
            operation: 'text_completion',
            response_model: 'claude-2.1',
            finish_reason: 'stop_sequence',
            usage_source: 'estimated',
            output_tokens: Math.ceil(' 世界 🦊 und mehr'.length / 4),
            frames: 2,
            error_type: ''
        });
        expect(row.input_tokens).toBeGreaterThan(0);
        expectSameRowHoweverCut(sample);
    });
    it('are truncated without a stop reason', () => {
        expect(rowOf({ ...sample, body: sse(piece(' 世界', null)) }).error_type).toBe('truncated_stream');
    });
});
const recordings = loadRecordings().filter(({ provider }) => provider === 'anthropic');
if (recordings.length === 0)
    console.warn('no recordings of Anthropic: their tests are skipped');
describe.skipIf(recordings.length === 0)('recorded Anthropic traffic beside messages', () => {
    const others = recordings.filter(({ request }) => !/\/v1\/messages(\?|$)/.test(request.path));
    it.each(others.map(recording => [recording.name, recording]))('%s', (_name, recording) => {
        const row = rowOf(sampleOf(recording));
        if (recording.response.status >= 400) {
            expect(row).toMatchObject({
                usage_source: 'none',
                error_type: 'http_4xx',
                error_code: 'not_found_error'
            });
            return;
        }
        expect(row).toMatchObject(expectedRow(recording));
        expectSameRowHoweverCut(sampleOf(recording), 150);
        expectNoThrowHoweverMangled(sampleOf(recording), 30);
    });
});
function expectedRow({ request, response }) {
    if (request.path.includes('count_tokens')) {
        const { input_tokens } = JSON.parse(response.body.toString());
        return { wire: 'anthropic.count_tokens', input_tokens: null, units: { counted_tokens: input_tokens } };
    }
    const { model } = JSON.parse(request.body.toString());
    return { wire: 'anthropic.complete', response_model: model, usage_source: 'estimated', error_type: '' };
}
//# sourceMappingURL=wires-anthropic.test.js.map