/**
 * The price of `usage` by the model that answered; by the one that was asked for when nobody sells the other (a relay's own
 * name for it). NULL money where that is not known. Never throws.
 */
export function chargeOf(tape, ask, reading, usage, pricing) {
    if (usage.source === 'none')
        return noPrice;
    const { provider, route, startedAtUs: atUs } = tape;
    const upstreamHost = tape.upstreamHost.replace(/:\d+$/, '');
    const { serviceTier } = reading;
    try {
        for (const model of modelsOf(tape, ask, reading, usage)) {
            const price = pricing.price(usage, { provider, route, upstreamHost, model, serviceTier, atUs });
            if (price.card !== '')
                return price;
        }
    }
    catch (error) {
        pricing.onFault(error);
    }
    return noPrice;
}
function modelsOf(tape, ask, { responseModel }, { parts }) {
    const models = [responseModel, ask.model];
    // Bedrock's answers say the bare model; the profile in the URL has the region, which has its price.
    if (tape.provider === 'aws.bedrock')
        models.reverse();
    // Where only the parts have a model: each is priced by its own.
    if (parts !== undefined)
        models.push(parts[0]?.model ?? '');
    return models.filter((model, index) => model !== '' && models.indexOf(model) === index);
}
const noPrice = { costUsd: null, costListUsd: null, source: 'none', card: '' };
//# sourceMappingURL=charge.js.map