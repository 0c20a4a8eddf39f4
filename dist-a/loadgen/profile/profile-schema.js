/**
 * A traffic profile: one schema gives the type, the check, the defaults and docs/profiles.md. Units stand in key names.
 * Where a value has several forms its `kind` tells them apart. `form` says in words what `pattern` says to a machine.
 */
import Type, {} from 'typebox';
import { arrivals } from './arrivals-schema.js';
import { closed, count, milliseconds, seconds, share } from './fields.js';
import { requests } from './requests-schema.js';
const route = Type.String({
    pattern: '^(/[A-Za-z0-9._~-]+)+$',
    form: 'a route of the collector, such as /openai',
    description: 'Route of the collector.'
});
const keyReference = {
    pattern: '^(none|env:[A-Za-z_][A-Za-z0-9_]*)$',
    form: 'env:NAME or none; a key itself never stands in a profile'
};
/** Goes into a header. */
const label = (description) => Type.String({
    pattern: '^[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?$',
    form: 'printable ASCII',
    description
});
const headers = (description) => Type.Record(Type.String(), Type.String(), { default: {}, form: 'a map of headers', description });
export const wireNames = [
    'openai.chat',
    'openai.responses',
    'openai.embeddings',
    'anthropic.messages',
    'gemini.generate',
    'raw'
];
const arm = Type.Object({
    name: Type.Optional(Type.String({ minLength: 1, description: 'What results call it; by default route/model.' })),
    route,
    model: Type.String({ minLength: 1, description: 'Model that is asked for.' }),
    wire: Type.Optional(Type.Enum([...wireNames], {
        description: 'Format of the requests; by default what the route speaks. raw: bodies and paths as they are given.'
    })),
    basePath: Type.Optional(Type.String({
        pattern: '^(/[^\\s?#]*[^\\s?#/])?$',
        form: 'a path such as /v1, or nothing',
        description: 'What stands between route and the path of the wire; by default as the provider has it.'
    })),
    apiKey: Type.Optional(Type.String({
        ...keyReference,
        description: 'env:NAME reads the key from the environment. By default the variable that the provider documents, if it is set.'
    })),
    headers: headers('More request headers of this arm.'),
    weight: Type.Integer({
        minimum: 1,
        maximum: 100,
        default: 1,
        description: 'Share of the arrivals, relative.'
    })
}, closed);
const warmup = Type.Object({
    durationS: Type.Optional(seconds('Arrivals within this time of the start are warm-up, a quarter of all at most.')),
    count: Type.Optional(count('So many first arrivals are warm-up, a quarter of all at most.'))
}, { ...closed, default: {} });
const timeouts = Type.Object({
    firstByteMs: milliseconds('Wait for the first byte of the answer.', 120_000),
    idleMs: milliseconds('Silence within an answer.', 60_000),
    totalMs: milliseconds('A whole exchange.', 600_000)
}, { ...closed, default: {} });
export const sloMetrics = ['ttft', 'ttft_intended', 'tpot', 'gap_p95', 'e2e', 'e2e_intended'];
const slo = Type.Object({
    metric: Type.Enum([...sloMetrics], {
        description: 'What is measured; _intended counts from when the request should have gone out.'
    }),
    percentile: Type.Number({
        minimum: 1,
        maximum: 99.9,
        default: 95,
        description: 'Percentile that is held to it.'
    }),
    limitMs: Type.Number({ exclusiveMinimum: 0, description: 'Most that it may be.' })
}, closed);
export const profileSchema = Type.Object({
    name: Type.String({ minLength: 1, maxLength: 100, description: 'By default the name of the file.' }),
    seed: Type.Integer({
        minimum: 0,
        maximum: 2 ** 32 - 1,
        default: 1,
        description: 'Same profile, same seed: same requests at the same moments.'
    }),
    durationS: Type.Optional(seconds('Arrivals end after this time.')),
    count: Type.Optional(count('Arrivals end after so many.')),
    arms: Type.Array(arm, {
        default: [],
        description: 'Who is asked; each arrival goes to one of them. Short form: openai/gpt-4o-mini.'
    }),
    arrivals,
    requests,
    warmup,
    maxInFlight: Type.Integer({
        minimum: 1,
        maximum: 100_000,
        default: 1_000,
        description: 'Connections at most; what is due beyond them waits, and its wait is measured.'
    }),
    timeouts,
    graceS: Type.Number({
        minimum: 0,
        maximum: 86_400,
        default: 120,
        description: 'Open answers may go on for this long after the last arrival.'
    }),
    slos: Type.Array(slo, { default: [], description: 'Objectives; exit code 3 when one is not met.' }),
    maxErrorRate: Type.Optional(share('Objective: share of requests that may fail.')),
    spendUsd: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: 'The run stops when it has cost so many US dollars.' })),
    headers: headers('More request headers of every arm.'),
    user: Type.Optional(label('Recorded as the user of each request.')),
    feature: Type.Optional(label('Recorded as the feature of each request.'))
}, closed);
//# sourceMappingURL=profile-schema.js.map