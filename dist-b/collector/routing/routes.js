/** The routes that are there with no configuration. */
export const builtInRoutes = [
    { prefix: '/openai', provider: 'openai', upstream: 'https://api.openai.com', basePath: '/v1' },
    { prefix: '/anthropic', provider: 'anthropic', upstream: 'https://api.anthropic.com', basePath: '' },
    {
        prefix: '/gemini',
        provider: 'gcp.gemini',
        upstream: 'https://generativelanguage.googleapis.com',
        basePath: ''
    },
    {
        prefix: '/vertex',
        provider: 'gcp.vertex_ai',
        upstream: 'https://{location}aiplatform.googleapis.com',
        basePath: ''
    },
    {
        prefix: '/azure/{resource}',
        provider: 'azure.ai.openai',
        upstream: 'https://{resource}.openai.azure.com',
        basePath: ''
    },
    {
        prefix: '/bedrock/{region}',
        provider: 'aws.bedrock',
        upstream: 'https://bedrock-runtime.{region}.amazonaws.com',
        basePath: ''
    },
    { prefix: '/mistral', provider: 'mistral_ai', upstream: 'https://api.mistral.ai', basePath: '/v1' },
    { prefix: '/deepseek', provider: 'deepseek', upstream: 'https://api.deepseek.com', basePath: '' },
    { prefix: '/groq', provider: 'groq', upstream: 'https://api.groq.com', basePath: '/openai/v1' },
    { prefix: '/xai', provider: 'x_ai', upstream: 'https://api.x.ai', basePath: '/v1' },
    { prefix: '/cohere', provider: 'cohere', upstream: 'https://api.cohere.com', basePath: '/v2' },
    { prefix: '/openrouter', provider: 'openrouter', upstream: 'https://openrouter.ai', basePath: '/api/v1' },
    { prefix: '/together', provider: 'together', upstream: 'https://api.together.xyz', basePath: '/v1' },
    {
        prefix: '/fireworks',
        provider: 'fireworks',
        upstream: 'https://api.fireworks.ai',
        basePath: '/inference/v1'
    },
    { prefix: '/cerebras', provider: 'cerebras', upstream: 'https://api.cerebras.ai', basePath: '/v1' },
    { prefix: '/perplexity', provider: 'perplexity', upstream: 'https://api.perplexity.ai', basePath: '' },
    { prefix: '/moonshot', provider: 'moonshot_ai', upstream: 'https://api.moonshot.ai', basePath: '/v1' },
    {
        prefix: '/huggingface',
        provider: 'huggingface',
        upstream: 'https://router.huggingface.co',
        basePath: '/v1'
    },
    { prefix: '/holysheep', provider: 'holysheep', upstream: 'https://api.holysheep.ai', basePath: '/v1' },
    { prefix: '/ollama', provider: 'ollama', upstream: 'http://127.0.0.1:11434', basePath: '/v1' },
    { prefix: '/vllm', provider: 'vllm', upstream: 'http://127.0.0.1:8000', basePath: '/v1' }
].map(route => ({ ...route, usage: 'observe' }));
/** The routes of a configuration: its own, and every built-in one whose prefix it does not replace. */
export function routesOf(config) {
    const own = config.routes.map(route => {
        const upstream = route.upstream.replace(/\/+$/, '');
        return { ...route, upstream, basePath: basePathLike(route.prefix, upstream) };
    });
    const taken = new Set(own.map(route => route.prefix));
    return [...own, ...builtInRoutes.filter(route => !taken.has(route.prefix))];
}
/** What takes a built-in route's place is spoken to in the same way, unless its upstream names a path itself. */
function basePathLike(prefix, upstream) {
    const replaced = builtInRoutes.find(route => route.prefix === prefix);
    return splitUpstream(upstream).base === '' ? (replaced?.basePath ?? '') : '';
}
/** Builds the look-up once: candidates by first segment, longest prefix first. */
export function buildRouter(routes) {
    const byFirstSegment = new Map();
    for (const route of routes) {
        const matcher = buildMatcher(route);
        const list = byFirstSegment.get(matcher.first) ?? [];
        list.push(matcher);
        list.sort((a, b) => b.segments - a.segments);
        byFirstSegment.set(matcher.first, list);
    }
    return target => {
        const path = target.startsWith('/') ? target : originForm(target);
        for (const matcher of byFirstSegment.get(firstSegment(path)) ?? []) {
            const destination = matcher.match(path);
            if (destination !== null)
                return destination;
        }
        return null;
    };
}
/** A client that takes the collector for a proxy names the whole URL; a server has to take that (RFC 9112 §3.2.2). */
function originForm(target) {
    return target.replace(/^https?:\/\/[^/?#]*/i, '');
}
function buildMatcher(route) {
    const segments = route.prefix.split('/').length - 1;
    const match = route.upstream.includes('{') ? matchTemplate(route) : matchFixed(route);
    return { first: firstSegment(route.prefix), segments, match };
}
function firstSegment(target) {
    let end = 1;
    while (end < target.length && !isBoundary(target.charCodeAt(end)))
        end++;
    return target.slice(1, end);
}
/** `/` and `?`. */
function isBoundary(code) {
    return code === 47 || code === 63;
}
function matchFixed(route) {
    const { origin, host, base } = splitUpstream(route.upstream);
    const { prefix } = route;
    return target => {
        if (!target.startsWith(prefix))
            return null;
        if (target.length > prefix.length && !isBoundary(target.charCodeAt(prefix.length)))
            return null;
        return { route, origin, host, path: base + restOf(target, prefix.length) };
    };
}
/**
 * A template's value is one segment of letters, digits and hyphens, so that it can name a host within the vendor's domain
 * and nothing else.
 */
function matchTemplate(route) {
    const pattern = new RegExp(`^${route.prefix.replace(/\{\w+\}/g, '([A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)')}(?=[/?]|$)`);
    return target => {
        const found = pattern.exec(target);
        if (found === null)
            return null;
        const rest = restOf(target, found[0].length);
        const upstream = route.upstream.includes('{location}')
            ? vertexUpstream(rest)
            : route.upstream.replace(/\{\w+\}/, found[1]);
        const { origin, host, base } = splitUpstream(upstream);
        return { route, origin, host, path: base + rest };
    };
}
/** Vertex AI has a host for each location, and the location stands in the path: `/v1/projects/P/locations/L/…`. */
function vertexUpstream(path) {
    const location = /^[^?]*?\/locations\/([a-z0-9-]+)(?:[/?]|$)/.exec(path)?.[1] ?? 'global';
    if (location === 'global')
        return 'https://aiplatform.googleapis.com';
    if (location === 'us' || location === 'eu')
        return `https://aiplatform.${location}.rep.googleapis.com`;
    return `https://${location}-aiplatform.googleapis.com`;
}
function restOf(target, start) {
    const rest = target.slice(start);
    return rest.startsWith('/') ? rest : `/${rest}`;
}
function splitUpstream(upstream) {
    const { origin, host, pathname } = new URL(upstream);
    return { origin, host, base: pathname === '/' ? '' : pathname.replace(/\/+$/, '') };
}
//# sourceMappingURL=routes.js.map