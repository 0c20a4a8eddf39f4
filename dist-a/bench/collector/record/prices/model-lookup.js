/** Which catalogue entry a model name means, at the provider that served it. */
import { historyOf } from './card.js';
import { catalogue } from './catalogue.js';
import { compileMatch } from './model-match.js';
/**
 * The prices of a model, or NULL when they are not known. Tried in this order:
 * the provider by name; a provider that owns the host; and for relays, which are neither, the maker of the model. A
 * relay's own price is not in any public list: what is found is the list price of the model's maker.
 */
export function findHistory({ provider, upstreamHost, model }) {
    const name = model.toLowerCase().trim();
    if (name === '' || selfHosted.has(provider))
        return null;
    if (provider === 'huggingface')
        return findAtHuggingFace(name);
    const named = shelves.get(catalogueName(provider));
    const owner = [...shelves.values()].find(shelf => shelf.ownsHost(upstreamHost));
    const found = named === undefined ? null : findAt(named, bareName(named.provider, name));
    if (found !== null && !(provider === 'gcp.vertex_ai' && isGivenAway(found)))
        return found;
    if (owner !== undefined && owner !== named)
        return findAt(owner, bareName(owner.provider, name));
    return owner === undefined && isRelay(provider) ? findAtMaker(name) : null;
}
/**
 * Whose prices hold for a query: the catalogue's name of the provider, `relay` when it sells what others make, NULL when
 * nobody's do.
 */
export function sellerOf({ provider, upstreamHost, model }) {
    if (model.trim() === '' || selfHosted.has(provider) || provider === 'huggingface')
        return null;
    const owner = [...shelves.values()].find(shelf => shelf.ownsHost(upstreamHost));
    if (owner === undefined && isRelay(provider) && upstreamHost !== '')
        return 'relay';
    return shelves.has(catalogueName(provider)) ? catalogueName(provider) : (owner?.provider ?? 'relay');
}
/** The catalogue's name of a provider that teeline names in OTel's words; other names stay. */
export function catalogueName(provider) {
    return catalogueNames.get(provider) ?? provider;
}
/** Every model's prices, in the catalogue's order. */
export function allHistories() {
    return [...shelves.values()].flatMap(shelf => shelf.entries.map(entry => entry.history()));
}
const shelves = new Map(catalogue.map(provider => {
    const url = new RegExp(`^(?:${provider.api_pattern})`);
    const shelf = {
        provider: provider.id,
        entries: provider.models.map(model => ({
            matches: compileMatch(model.match),
            history: once(() => historyOf(provider.id, model))
        })),
        fallbacks: provider.fallback_model_providers ?? [],
        ownsHost: host => host !== '' && url.test(`https://${host}/`),
        makes: provider.model_match === undefined ? null : compileMatch(provider.model_match)
    };
    return [provider.id, shelf];
}));
function findAt(shelf, name) {
    return find(shelf, name) ?? find(shelf, withDashedDate(name));
}
function find(shelf, name) {
    for (const provider of [shelf.provider, ...shelf.fallbacks]) {
        const entry = shelves.get(provider)?.entries.find(candidate => candidate.matches(name));
        if (entry !== undefined)
            return entry.history();
    }
    return null;
}
/** The router serves `org/model:provider`; without the suffix it chooses by itself, and does not say whom. */
function findAtHuggingFace(name) {
    const colon = name.lastIndexOf(':');
    const shelf = shelves.get(`huggingface_${name.slice(colon + 1)}`);
    return colon < 0 || shelf === undefined ? null : findAt(shelf, name.slice(0, colon));
}
/** Relays write `gpt-4o`, or `openai/gpt-4o` as OpenRouter does. */
function findAtMaker(name) {
    const bare = name.slice(name.lastIndexOf('/') + 1);
    for (const maker of makers) {
        const shelf = shelves.get(maker);
        const found = shelf?.makes?.(bare) === true ? findAt(shelf, bare) : null;
        if (found !== null)
            return found;
    }
    return null;
}
/**
 * Makers speak for themselves, so a maker's name on a foreign host is a relay that speaks the maker's wire, and so is any
 * name that the catalogue does not know. A host of models whose price it does not know is not: what Groq takes for a
 * model is not what its maker takes.
 */
function isRelay(provider) {
    const name = catalogueName(provider);
    return makers.includes(name) || !shelves.has(name);
}
/** The name as the catalogue writes it, without what an API puts around it. */
export function bareName(provider, name) {
    // models/gemini-2.5-pro, publishers/google/models/gemini-2.5-pro; claude-sonnet-4-5@20250929 at Vertex AI.
    if (provider === 'google')
        return name.replace(/^.*\bmodels\//, '').replace('@', '-');
    // arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-…
    if (provider === 'aws')
        return name.replace(/^arn:[^/]*\//, '');
    return name;
}
/** Gemma is free at the Gemini API and paid for by the hour at Vertex AI, and the catalogue has one entry for both. */
function isGivenAway(history) {
    return history.every(({ card }) => card.free);
}
/** `-20250929` as `-2025-09-29`, when it is a date. */
function withDashedDate(name) {
    return name.replace(/-(20\d\d)(\d\d)(\d\d)(?=[-:]|$)/g, (whole, year, month, day) => {
        const date = `${year}-${month}-${day}`;
        const time = Date.parse(`${date}T00:00:00Z`);
        const isDate = !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
        return isDate ? `-${date}` : whole;
    });
}
function once(read) {
    let value;
    return () => {
        value ??= read();
        return value;
    };
}
const catalogueNames = new Map([
    ['gcp.gemini', 'google'],
    ['gcp.vertex_ai', 'google'],
    ['gcp.gen_ai', 'google'],
    ['azure.ai.openai', 'azure'],
    ['azure.ai.inference', 'azure'],
    ['aws.bedrock', 'aws'],
    ['mistral_ai', 'mistral'],
    ['x_ai', 'x-ai'],
    ['moonshot_ai', 'moonshotai']
]);
/** Makers of models that have a price list of their own, asked in this order. */
export const makers = [
    'openai',
    'anthropic',
    'google',
    'mistral',
    'deepseek',
    'x-ai',
    'moonshotai',
    'cohere',
    'zhipuai',
    'minimax',
    'voyageai'
];
/** Models on one's own machines: what they cost is not in a price list. */
const selfHosted = new Set([
    'ollama',
    'vllm',
    'llamacpp',
    'lmstudio',
    'localai',
    'sglang',
    'tgi',
    'triton'
]);
//# sourceMappingURL=model-lookup.js.map