/**
 * All that it is called: the cloud's region (`us-east-1`, `europe-west4`), the part of the world that a vendor's regional host
 * begins with (`eu`), and what Anthropic reports as `inference_geo`.
 */
export function regionOf(host, { json }) {
    const names = [...host.matchAll(cloudRegion)].map(([name]) => name);
    const world = worldHosts.map(pattern => pattern.exec(host)?.[1]).find(name => name !== undefined);
    if (world !== undefined)
        names.push(world);
    const geo = /"inference_geo":\s*"([^"]+)"/.exec(json)?.[1];
    if (geo !== undefined)
        names.push(geo);
    return names;
}
/** What vendors charge for being served in one part of the world; the catalogue knows Bedrock's own. */
const regionFactors = [
    {
        provider: 'anthropic',
        models: null,
        regions: /^us$/,
        label: 'region us',
        factor: '1.1',
        source: 'https://platform.claude.com/docs/en/build-with-claude/data-residency'
    },
    {
        // Those of March 2026 and later.
        provider: 'openai',
        models: /^gpt-(?:5\.[4-9]|[6-9])/,
        regions: /^[a-z]{2}$/,
        label: 'regional host',
        factor: '1.1',
        source: 'https://developers.openai.com/api/docs/guides/data-residency'
    },
    {
        provider: 'x-ai',
        models: null,
        regions: /^us$/,
        label: 'region us',
        factor: '1.1',
        source: 'https://docs.x.ai/developers/pricing'
    },
    {
        // Since Claude 4.5, at Vertex AI.
        provider: 'google',
        models: /^claude-(?:[a-z]+-4-[5-9]|[a-z]+-[5-9])/,
        regions: /^[a-z]{2}$|-/,
        label: 'regional host',
        factor: '1.1',
        source: 'https://platform.claude.com/docs/en/build-with-claude/claude-on-vertex-ai'
    }
];
/** The surcharges for a model of a provider, by the catalogue's names. */
export function regionFactorsOf(provider, model) {
    return regionFactors.filter(known => known.provider === provider && (known.models?.test(model) ?? true));
}
/** What the list price of the tokens is multiplied by, a decimal string; `'1'` where no surcharge is known. */
export function regionFactor(provider, model, host, usage) {
    const [known] = regionFactorsOf(provider, model);
    return known !== undefined && regionOf(host, usage).some(name => known.regions.test(name))
        ? known.factor
        : '1';
}
/** `us-east-1`, `us-gov-west-1`; `us-central1`, `northamerica-northeast1`. */
const cloudRegion = /\b[a-z]{2,12}(?:-gov|-iso[a-z]?)?-[a-z]{4,12}-?\d{1,2}\b/g;
const worldHosts = [
    /^([a-z]{2})\.api\.(?:openai\.com|x\.ai)$/,
    /^aiplatform\.([a-z]{2})\.rep\.googleapis\.com$/
];
//# sourceMappingURL=region.js.map