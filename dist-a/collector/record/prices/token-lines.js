/** Lines for input and output. A total that the provider left out stands as an unpriced line when the card needs it. */
export function tokenLines(card, usage) {
    return [...inputLines(card, usage), ...outputLines(card, usage)];
}
function inputLines(card, usage) {
    if (usage.inputTokens === null)
        return card.rates.has('input_mtok') ? [unpriced] : [];
    const total = usage.inputTokens;
    const read = Math.min(usage.cacheReadTokens ?? 0, total);
    const written = Math.min(usage.cacheWriteTokens ?? 0, total - read);
    const writtenFor1h = Math.min(usage.cacheWrite1hTokens ?? 0, written);
    const media = inputMedia(card, usage, read);
    if (media === null)
        return [unpriced];
    const cachedMedia = sum(media.map(medium => medium.read));
    const freshMedia = sum(media.map(medium => medium.fresh));
    return [
        line(card, total - read - written - freshMedia, ['input_mtok']),
        line(card, read - cachedMedia, ['cache_read_mtok', 'input_mtok']),
        line(card, written - writtenFor1h, ['cache_write_mtok', 'input_mtok']),
        line(card, writtenFor1h, oneHourKeys(card)),
        ...media.flatMap(({ name, read: cached, fresh }) => [
            line(card, fresh, [`input_${name}_mtok`, 'input_mtok']),
            line(card, cached, [`cache_${name}_read_mtok`, ...plainCacheKeys(card, name)])
        ])
    ];
}
/** Where writes cost extra, one-hour writes cost more still: without that price they are unpriced, not cheap. */
function oneHourKeys(card) {
    return card.rates.has('cache_write_mtok') ? ['cache_write_1h_mtok'] : ['cache_write_1h_mtok', 'input_mtok'];
}
/** A card that prices cached text and fresh audio, but not cached audio, does not say what cached audio costs. */
function plainCacheKeys(card, medium) {
    if (!card.rates.has('cache_read_mtok'))
        return [`input_${medium}_mtok`, 'input_mtok'];
    return card.rates.has(`input_${medium}_mtok`) ? [] : ['cache_read_mtok'];
}
/** The media that the card prices apart; NULL when cached tokens cannot be told from fresh ones and it would matter. */
function inputMedia(card, usage, read) {
    const media = [];
    const counts = {
        audio: usage.audioInputTokens,
        image: usage.imageInputTokens,
        video: usage.units['video_input_tokens'] ?? null
    };
    for (const [name, count] of Object.entries(counts)) {
        if (count === null || count === 0 || !pricedApart(card, name))
            continue;
        const cached = read === 0 ? 0 : usage.units[`${name}_cache_read_tokens`];
        if (cached !== undefined)
            media.push({ name, read: cached, fresh: count - cached });
        else if (!card.rates.has('cache_read_mtok'))
            media.push({ name, read: 0, fresh: count });
        else
            return null;
    }
    return media;
}
function pricedApart(card, medium) {
    return card.rates.has(`input_${medium}_mtok`) || card.rates.has(`cache_${medium}_read_mtok`);
}
function outputLines(card, usage) {
    if (usage.outputTokens === null)
        return card.rates.has('output_mtok') ? [unpriced] : [];
    const parts = [
        ['output_reasoning_mtok', usage.reasoningTokens],
        ['output_audio_mtok', usage.audioOutputTokens],
        ['output_image_mtok', usage.imageOutputTokens],
        ['output_video_mtok', usage.units['video_output_tokens'] ?? null],
        ['output_citation_mtok', usage.units['citation_tokens'] ?? null]
    ];
    let rest = usage.outputTokens;
    const lines = [];
    for (const [key, count] of parts) {
        if (!card.rates.has(key))
            continue;
        const quantity = Math.min(count ?? 0, rest);
        rest -= quantity;
        lines.push(line(card, quantity, [key]));
    }
    return [line(card, rest, ['output_mtok']), ...lines];
}
/** Prices the quantity by the first of `keys` that the card has. Less than none is none. */
export function line(card, quantity, keys) {
    const key = keys.find(candidate => card.rates.has(candidate)) ?? null;
    return { key, quantity: Math.max(0, quantity), fee: false };
}
/** Something was used, and nobody said how much, or what of. */
const unpriced = { key: null, quantity: 1, fee: false };
function sum(counts) {
    return counts.reduce((total, count) => total + count, 0);
}
//# sourceMappingURL=token-lines.js.map