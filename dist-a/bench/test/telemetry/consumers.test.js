/**
 * What Langfuse, OpenLIT and Datadog make of a span, by the names that each of them reads: Langfuse's ingestion
 * (`OtelIngestionProcessor`), OpenLIT's trace mapping, Datadog's documented conventions (v1.37 and later).
 */
import { expect, test } from 'vitest';
import { editionOf } from '../../collector/deliver/telemetry/otel-names.js';
import { spanAttributesOf, spanTimesOf } from '../../collector/deliver/telemetry/span.js';
import { blankRow } from '../../collector/record/blank-row.js';
const call = {
    ...blankRow(),
    ts: '2026-09-21 14:13:20.000250',
    operation: 'chat',
    provider: 'anthropic',
    request_model: 'claude-opus-4-5',
    response_model: 'claude-opus-4-5-20251101',
    response_id: 'msg_1',
    finish_reason: 'end_turn',
    streamed: true,
    ttft_us: 480_125,
    e2e_us: 2_000_000,
    input_tokens: 48_183,
    cache_read_tokens: 47_105,
    cache_write_tokens: 1_076,
    cache_write_1h_tokens: 76,
    output_tokens: 714,
    reasoning_tokens: 700,
    cost_usd: '0.047105000',
    user: 'ada',
    session: 'session-1'
};
for (const optIn of ['', 'gen_ai_latest_experimental']) {
    const attributes = (row) => spanAttributesOf(row, editionOf({ OTEL_SEMCONV_STABILITY_OPT_IN: optIn }), spanTimesOf(row).startUs);
    const names = optIn === '' ? 'released names' : 'newer names';
    test(`Langfuse has a generation with its tokens, cost, first token, user and session (${names})`, () => {
        const told = attributes(call);
        expect(told).toMatchObject({
            'langfuse.observation.type': 'generation',
            'langfuse.observation.completion_start_time': '2026-09-21T14:13:20.480375Z',
            'langfuse.user.id': 'ada',
            'user.id': 'ada',
            'langfuse.session.id': 'session-1',
            'session.id': 'session-1',
            'gen_ai.response.model': 'claude-opus-4-5-20251101'
        });
        expect(new Date(String(told['langfuse.observation.completion_start_time'])).getTime()).toBe(Date.UTC(2026, 8, 21, 14, 13, 20, 480));
        expect(json(told['langfuse.observation.cost_details'])).toEqual({ total: 0.047105 });
        expect(json(told['langfuse.observation.usage_details'])).toEqual({
            input: 2,
            input_cached_tokens: 47_105,
            input_cache_creation: 1_000,
            input_cache_creation_1h: 76,
            output: 14,
            output_reasoning_tokens: 700,
            total: 48_897
        });
    });
    test(`Langfuse is told nothing of tokens and cost that are not known (${names})`, () => {
        const told = attributes({ ...call, ...unknown });
        for (const name of ['langfuse.observation.usage_details', 'langfuse.observation.cost_details'])
            expect(told).not.toHaveProperty([name]);
        const partly = attributes({ ...call, ...unknown, output_tokens: 5 });
        expect(json(partly['langfuse.observation.usage_details'])).toEqual({ output: 5 });
        expect(partly).not.toHaveProperty(['gen_ai.usage.total_tokens']);
    });
    test(`a call that was free costs nothing, which is not the same as not known (${names})`, () => {
        const told = attributes({ ...call, cost_usd: '0.000000000' });
        expect(json(told['langfuse.observation.cost_details'])).toEqual({ total: 0 });
        expect(told['gen_ai.usage.cost']).toBe(0);
    });
    test(`OpenLIT has type, provider, model, tokens, their total, and cost as numbers (${names})`, () => {
        expect(attributes(call)).toMatchObject({
            'gen_ai.operation.name': 'chat',
            'gen_ai.provider.name': 'anthropic',
            'gen_ai.request.model': 'claude-opus-4-5',
            'gen_ai.response.finish_reasons': ['end_turn'],
            'gen_ai.usage.input_tokens': 48_183,
            'gen_ai.usage.output_tokens': 714,
            'gen_ai.usage.total_tokens': 48_897,
            'gen_ai.usage.cost': 0.047105
        });
    });
    test(`Datadog has what makes a span an LLM call, its tokens and its session (${names})`, () => {
        expect(attributes(call)).toMatchObject({
            'gen_ai.operation.name': 'chat',
            'gen_ai.provider.name': 'anthropic',
            'gen_ai.request.model': 'claude-opus-4-5',
            'gen_ai.usage.input_tokens': 48_183,
            'gen_ai.usage.output_tokens': 714,
            'gen_ai.conversation.id': 'session-1',
            'gen_ai.response.time_to_first_chunk': 0.480125
        });
    });
}
const unknown = {
    input_tokens: null,
    output_tokens: null,
    cache_read_tokens: null,
    cache_write_tokens: null,
    cache_write_1h_tokens: null,
    reasoning_tokens: null,
    cost_usd: null
};
function json(value) {
    return JSON.parse(String(value));
}
//# sourceMappingURL=consumers.test.js.map