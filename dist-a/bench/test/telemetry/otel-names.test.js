import * as released from '@opentelemetry/semantic-conventions/incubating';
import { describe, expect, test } from 'vitest';
import { attribute, editionOf } from '../../collector/deliver/telemetry/otel-names.js';
import { asksForContent, signalsOf } from '../../collector/deliver/telemetry/otel-signals.js';
const endpoint = 'http://127.0.0.1:4318';
describe('names', () => {
    test('without an opt-in all are in the released conventions', () => {
        const names = new Set(Object.values(released));
        const standard = Object.values(attribute).filter(name => !/^(teeline|langfuse)\./.test(name) && !/^gen_ai\.usage\.(cost|total_tokens)$/.test(name));
        const edition = editionOf({});
        const { cacheWriteTokens, duration, timeToFirstChunk, timePerOutputChunk, tokens } = edition;
        const times = [duration, timeToFirstChunk, timePerOutputChunk];
        const metrics = tokens.kind === 'one' ? [...times, tokens.histogram] : [];
        const missing = [...standard, cacheWriteTokens, ...metrics].filter(name => !names.has(name));
        expect(missing).toEqual([]);
        expect(metrics).toHaveLength(4);
    });
    test('the opt-in is one of a list', () => {
        expect(editionOf({ OTEL_SEMCONV_STABILITY_OPT_IN: 'http, gen_ai_latest_experimental' }).duration).toBe('gen_ai.client.inference.duration');
        expect(editionOf({ OTEL_SEMCONV_STABILITY_OPT_IN: 'http' })).toBe(editionOf({}));
    });
});
describe('export', () => {
    test.each([
        ['nothing is set', {}, null],
        ['an endpoint is empty', { OTEL_EXPORTER_OTLP_ENDPOINT: '' }, null],
        ['an endpoint is set', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }, { traces: true, metrics: true }],
        [
            'only traces have one',
            { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: endpoint },
            { traces: true, metrics: false }
        ],
        [
            'only metrics have one',
            { OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: endpoint },
            { traces: false, metrics: true }
        ],
        ['an exporter is named', { OTEL_TRACES_EXPORTER: 'console,otlp' }, { traces: true, metrics: false }],
        [
            'one signal is declined',
            { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_METRICS_EXPORTER: 'none' },
            { traces: true, metrics: false }
        ],
        ['the SDK is disabled', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SDK_DISABLED: 'TRUE' }, null]
    ])('when %s', (_, env, signals) => {
        expect(signalsOf(env)).toEqual(signals);
    });
});
describe('what was said is asked for', () => {
    test.each([
        ['true', true],
        ['TRUE', true],
        ['SPAN_ONLY', true],
        ['span_and_event', true],
        ['EVENT_ONLY', false],
        ['NO_CONTENT', false],
        ['false', false],
        ['1', false],
        ['', false],
        [undefined, false]
    ])('by %s: %s', (value, isAsked) => {
        const env = { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: value };
        expect(asksForContent(env)).toBe(isAsked);
    });
});
//# sourceMappingURL=otel-names.test.js.map