const habits = {
    openai: { key: 'OPENAI_API_KEY' },
    anthropic: { wire: 'anthropic.messages', key: 'ANTHROPIC_API_KEY', keyHeader: 'x-api-key' },
    gemini: {
        wire: 'gemini.generate',
        openAiBase: '/v1beta/openai',
        key: 'GEMINI_API_KEY',
        keyHeader: 'x-goog-api-key'
    },
    vertex: { wire: 'gemini.generate' },
    azure: { openAiBase: '/openai/v1', key: 'AZURE_OPENAI_API_KEY', keyHeader: 'api-key' },
    bedrock: { openAiBase: '/openai/v1', key: 'AWS_BEARER_TOKEN_BEDROCK' },
    mistral: { key: 'MISTRAL_API_KEY' },
    deepseek: { openAiBase: '', key: 'DEEPSEEK_API_KEY' },
    groq: { openAiBase: '/openai/v1', key: 'GROQ_API_KEY' },
    xai: { key: 'XAI_API_KEY' },
    cohere: { openAiBase: '/compatibility/v1', key: 'COHERE_API_KEY' },
    openrouter: { openAiBase: '/api/v1', key: 'OPENROUTER_API_KEY' },
    together: { key: 'TOGETHER_API_KEY' },
    fireworks: { openAiBase: '/inference/v1', key: 'FIREWORKS_API_KEY' },
    cerebras: { key: 'CEREBRAS_API_KEY' },
    perplexity: { openAiBase: '', key: 'PERPLEXITY_API_KEY' },
    moonshot: { key: 'MOONSHOT_API_KEY' },
    huggingface: { key: 'HF_TOKEN' },
    holysheep: { key: 'HOLYSHEEP_API_KEY' }
};
/** The routes that something is assumed of. */
export const knownRoutes = Object.keys(habits).map(name => `/${name}`);
/** Routes whose prefix is two segments: the second names a resource or a region. */
const twoSegments = new Set(['azure', 'bedrock']);
/** `openai/gpt-4o-mini`, `azure/my-resource/gpt-4o` or `/relay/gpt-4o` as route and model; NULL when it is not of that form. */
export function parseArm(text) {
    const segments = text.replace(/^\//, '').split('/');
    const routeLength = twoSegments.has(segments[0] ?? '') ? 2 : 1;
    const model = segments.slice(routeLength).join('/');
    if (model === '' || segments.slice(0, routeLength).includes(''))
        return null;
    return { route: `/${segments.slice(0, routeLength).join('/')}`, model };
}
/** What results call an arm. */
export function armName(arm) {
    return arm.name ?? `${arm.route.slice(1)}/${arm.model}`;
}
/** The wire that an arm's requests are written in. */
export function wireOf(arm) {
    return arm.wire ?? habitsOf(arm).wire ?? 'openai.chat';
}
/** What stands between an arm's route and the path of its wire. */
export function basePathOf(arm) {
    if (arm.basePath !== undefined)
        return arm.basePath;
    const wire = wireOf(arm);
    if (wire === 'raw')
        return '';
    if (wire === 'gemini.generate')
        return '/v1beta';
    return wire === 'anthropic.messages' ? '/v1' : (habitsOf(arm).openAiBase ?? '/v1');
}
/** Variable that the arm's key is in; NULL: none is sent. `isRequired` when the profile names it. */
export function keyVariableOf(arm) {
    if (arm.apiKey === 'none')
        return null;
    if (arm.apiKey !== undefined)
        return { name: arm.apiKey.slice('env:'.length), isRequired: true };
    const name = habitsOf(arm).key;
    return name === undefined ? null : { name, isRequired: false };
}
/** The header that carries a key to this arm. */
export function keyHeaderOf(arm, key) {
    const wire = wireOf(arm);
    const own = habitsOf(arm).keyHeader;
    if (wire === 'anthropic.messages')
        return ['x-api-key', key];
    // Gemini's and Anthropic's endpoints for OpenAI's clients take OpenAI's header.
    const takesOwn = own === 'api-key' || wire === 'gemini.generate' || wire === 'raw';
    return own !== undefined && takesOwn ? [own, key] : ['authorization', `Bearer ${key}`];
}
function habitsOf(arm) {
    return habits[arm.route.split('/')[1] ?? ''] ?? {};
}
//# sourceMappingURL=routes.js.map