/** What is asked: prompts made to length, or real bodies from a file. */
import Type, {} from 'typebox';
import { closed, share } from './fields.js';
const integer = (description, minimum = 0) => Type.Integer({ minimum, maximum: 10_000_000, description });
const bounds = {
    min: Type.Optional(integer('Least that is drawn; what falls below becomes this.')),
    max: Type.Optional(integer('Most that is drawn; what lies above becomes this.'))
};
const positive = (description) => Type.Number({ exclusiveMinimum: 0, maximum: 10_000_000, description });
/** Whole numbers to draw: a plain number always gives itself. */
const distribution = (description, value) => Type.Union([
    integer('Always this.'),
    Type.Object({ kind: Type.Literal('uniform'), min: integer('Least.'), max: integer('Most.') }, { ...closed, description: 'Each whole number between two, alike.' }),
    Type.Object({
        kind: Type.Literal('normal'),
        mean: positive('Mean.'),
        sd: positive('Standard deviation.'),
        ...bounds
    }, { ...closed, description: 'The bell curve.' }),
    Type.Object({
        kind: Type.Literal('lognormal'),
        median: positive('Half of the draws are below.'),
        p99: positive('99 of 100 draws are below.'),
        ...bounds
    }, { ...closed, description: 'Many short, few long: what prompts and answers mostly are.' }),
    Type.Object({
        kind: Type.Literal('empirical'),
        values: Type.Array(integer('A length.'), {
            minItems: 1,
            description: 'Drawn from, each as likely.'
        })
    }, { ...closed, description: 'Measured lengths.' })
], value === undefined ? { description } : { description, default: value });
const sharedPrefix = Type.Object({
    share: share('Share of the requests that begin with a shared prefix.'),
    tokens: integer('Length of the prefix: on top of inputTokens, but within a length that a trace gives.', 1),
    variants: Type.Integer({
        minimum: 1,
        maximum: 100_000,
        default: 1,
        description: 'So many different prefixes.'
    })
}, {
    ...closed,
    description: 'As system prompt. Without it no two prompts begin alike, so no prompt cache hides the cost.'
});
const session = Type.Object({
    turns: distribution('Requests of a session.', 4),
    thinkTimeMs: distribution('From the end of an answer to the next turn.', 5_000)
}, { ...closed, description: 'Each arrival begins a session; each turn sends all turns before it.' });
const images = Type.Object({
    count: Type.Integer({ minimum: 1, maximum: 100, default: 1, description: 'Images of a request.' }),
    widthPx: Type.Integer({ minimum: 1, maximum: 4_096, default: 512, description: 'Width.' }),
    heightPx: Type.Integer({ minimum: 1, maximum: 4_096, default: 512, description: 'Height.' })
}, { ...closed, description: 'Generated PNG images, as data URLs or as the wire wants them.' });
const stream = Type.Number({
    minimum: 0,
    maximum: 1,
    default: 1,
    description: 'Share of the requests that stream.'
});
const more = Type.Record(Type.String(), Type.Unknown(), {
    default: {},
    form: 'a map',
    description: 'More top-level keys of each body, such as temperature.'
});
const synthetic = Type.Object({
    kind: Type.Literal('synthetic', { default: 'synthetic' }),
    inputTokens: distribution('Text of a prompt, or of a new turn, in tokens of the o200k vocabulary.', 500),
    outputTokens: distribution('Length asked for, and the most that is allowed (max_tokens).', 150),
    streamShare: stream,
    sharedPrefix: Type.Optional(sharedPrefix),
    session: Type.Optional(session),
    tools: Type.Integer({
        minimum: 0,
        maximum: 128,
        default: 0,
        description: 'Tool definitions in each request; they come on top of inputTokens.'
    }),
    images: Type.Optional(images),
    body: more
}, { ...closed, description: 'Prompts of random words, made to length.' });
const file = Type.Object({
    kind: Type.Literal('file'),
    file: Type.String({
        minLength: 1,
        form: 'a file',
        description: 'JSON lines, beside the profile, or absolute.'
    }),
    order: Type.Enum(['sequence', 'random'], {
        default: 'sequence',
        description: 'Which line is next; after the last comes the first.'
    }),
    body: more
}, {
    ...closed,
    description: 'Real bodies, one on each line; the model becomes that of the arm. With wire raw: {"path", "body", "method"}, sent as they are.'
});
export const requests = Type.Union([synthetic, file], { default: {}, description: 'What is asked.' });
//# sourceMappingURL=requests-schema.js.map