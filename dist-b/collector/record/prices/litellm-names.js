/** The words of LiteLLM's price file: fields, providers and models, and what they are called here. */
import { bareName, catalogueName } from './model-lookup.js';
/**
 * Reads `input_cost_per_token_above_200k_tokens_priority` and its like; NULL when the field prices what is not counted here.
 *
 * @param mode of the file's entry, `chat` or `audio_transcription`.
 */
export function priceField(name, mode) {
    const [, plain = '', , thousands, tier = ''] = /^(.+?)(_above_(\d+)k_tokens)?(?:_(batches|flex|priority))?$/.exec(name) ?? [];
    // By the second means compute at some hosts, and by the character is an alternative to tokens at others.
    if (/_per_(?:second|character)$/.test(plain) && !mode.startsWith('audio_'))
        return null;
    const known = plain === 'input_cost_per_query' && mode !== 'rerank' ? undefined : fields.get(plain);
    if (known === undefined)
        return null;
    const above = thousands === undefined ? null : Number(thousands) * 1000;
    return { ...known, tier: tier === 'batches' ? 'batch' : tier, above };
}
const fields = new Map([
    ['input_cost_per_token', million('input_mtok')],
    ['output_cost_per_token', million('output_mtok')],
    ['cache_read_input_token_cost', million('cache_read_mtok')],
    ['input_cost_per_token_cache_hit', million('cache_read_mtok')],
    ['cache_creation_input_token_cost', million('cache_write_mtok')],
    ['cache_creation_input_token_cost_above_1hr', million('cache_write_1h_mtok')],
    ['output_cost_per_reasoning_token', million('output_reasoning_mtok')],
    ['citation_cost_per_token', million('output_citation_mtok')],
    ['input_cost_per_audio_token', million('input_audio_mtok')],
    ['output_cost_per_audio_token', million('output_audio_mtok')],
    ['cache_read_input_audio_token_cost', million('cache_audio_read_mtok')],
    ['input_cost_per_image_token', million('input_image_mtok')],
    ['output_cost_per_image_token', million('output_image_mtok')],
    ['cache_read_input_image_token_cost', million('cache_image_read_mtok')],
    ['input_cost_per_video_token', million('input_video_mtok')],
    ['output_cost_per_video_token', million('output_video_mtok')],
    ['input_cost_per_second', { key: 'input_audio_hours', per: 3600 }],
    ['output_cost_per_second', { key: 'output_audio_hours', per: 3600 }],
    ['input_cost_per_character', million('input_mchars')],
    ['ocr_cost_per_page', { key: 'input_document_kpages', per: 1000 }],
    ['annotation_cost_per_page', { key: 'input_annotated_document_kpages', per: 1000 }],
    ['input_cost_per_text_message', { key: 'input_text_messages_kcount', per: 1000 }],
    ['input_cost_per_request', { key: 'requests_kcount', per: 1000 }],
    ['input_cost_per_query', { key: 'rerank_searches_kcount', per: 1000 }]
]);
function million(key) {
    return { key, per: 1_000_000 };
}
/** `gemini/gemini-2.5-pro`, `azure/eu/gpt-4o`, `groq/openai/gpt-oss-20b`: LiteLLM's own prefix goes, a maker's stays. */
export function modelName(key, provider) {
    const slash = key.indexOf('/');
    const prefix = slash < 0 ? '' : key.slice(0, slash);
    const isOwn = prefix !== '' && (prefix === provider || provider.startsWith(`${prefix}-`) || sellers.has(prefix));
    const name = (isOwn ? key.slice(slash + 1) : key).toLowerCase();
    return bareName(sellerName(provider) === 'gcp.vertex_ai' ? 'google' : sellerName(provider), name);
}
/**
 * The catalogue's name of a provider of the file. Vertex AI, which the catalogue has together with the Gemini API, stays
 * apart: the file tells their prices apart, and some differ.
 */
export function sellerName(provider) {
    if (provider.startsWith('vertex_ai'))
        return 'gcp.vertex_ai';
    return sellers.get(provider) ?? catalogueName(provider);
}
const sellers = new Map([
    ['vertex_ai', 'gcp.vertex_ai'],
    ['gemini', 'google'],
    ['azure_ai', 'azure'],
    ['azure_text', 'azure'],
    ['text-completion-openai', 'openai'],
    ['bedrock', 'aws'],
    ['bedrock_converse', 'aws'],
    ['bedrock_mantle', 'aws'],
    ['xai', 'x-ai'],
    ['together_ai', 'together'],
    ['fireworks_ai', 'fireworks'],
    ['fireworks_ai-embedding-models', 'fireworks'],
    ['cohere_chat', 'cohere'],
    ['moonshot', 'moonshotai'],
    ['codestral', 'mistral'],
    ['voyage', 'voyageai'],
    ['zai', 'zhipuai'],
    ['openai', 'openai'],
    ['azure', 'azure']
]);
//# sourceMappingURL=litellm-names.js.map