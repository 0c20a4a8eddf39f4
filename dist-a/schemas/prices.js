/**
 * The user's own prices, as they stand under `prices` in the configuration or in the file that `prices.override` names.
 * Plain numbers: what is meant is the shortest decimal that reads as that number, so 0.85 is exactly 0.85.
 */
import Type, {} from 'typebox';
const closed = { additionalProperties: false };
/** What a price can be for, in the words of the price list; `_mtok` is a million tokens, `_kcount` a thousand. */
export const priceKeys = [
    'input_mtok',
    'cache_read_mtok',
    'cache_write_mtok',
    'cache_write_1h_mtok',
    'output_mtok',
    'output_reasoning_mtok',
    'output_citation_mtok',
    'input_audio_mtok',
    'cache_audio_read_mtok',
    'output_audio_mtok',
    'input_image_mtok',
    'cache_image_read_mtok',
    'output_image_mtok',
    'input_video_mtok',
    'cache_video_read_mtok',
    'output_video_mtok',
    'audio_hours',
    'input_audio_hours',
    'output_audio_hours',
    'input_mchars',
    'input_document_kpages',
    'input_annotated_document_kpages',
    'input_text_messages_kcount',
    'requests_kcount',
    'rerank_searches_kcount',
    'web_searches_kcount',
    'storage_searches_kcount',
    'social_searches_kcount'
];
const amount = Type.Number({ minimum: 0 });
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', form: 'a date such as 2026-11-01' });
const currency = Type.String({ pattern: '^[A-Z]{3}$', form: 'three capital letters such as CNY' });
const glob = Type.String({ minLength: 1 });
/** All that are given have to hold; each may have `*` for any characters and `?` for one. */
const match = Type.Object({
    route: Type.Optional(glob),
    upstream: Type.Optional(glob),
    provider: Type.Optional(glob),
    model: Type.Optional(glob),
    tier: Type.Optional(glob),
    region: Type.Optional(glob)
}, closed);
const rule = Type.Object({
    match: Type.Optional(match),
    set: Type.Optional(Type.Object(Object.fromEntries(priceKeys.map(key => [key, Type.Optional(amount)])), {
        ...closed,
        minProperties: 1
    })),
    multiplier: Type.Optional(amount),
    currency: Type.Optional(currency),
    validFrom: Type.Optional(day),
    validUntil: Type.Optional(day)
}, closed);
const rate = Type.Object({ from: Type.Optional(day), rate: Type.Number({ exclusiveMinimum: 0 }) }, closed);
/** The keys of an override file, and of `prices` in the configuration beside `override`. */
export const overrideKeys = {
    fx: Type.Record(Type.String(), Type.Array(rate, { minItems: 1 }), {
        default: {},
        form: 'a map of currencies',
        description: 'Units of a currency for 1 USD, dated; see prices.md.'
    }),
    rules: Type.Array(rule, {
        default: [],
        form: 'a list of rules',
        description: 'Your own prices, discounts and relays; see prices.md.'
    })
};
const overrideSchema = Type.Object(overrideKeys);
//# sourceMappingURL=prices.js.map