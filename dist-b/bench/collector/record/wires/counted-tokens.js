/** A wire whose answer is one count, found by `find`; it stands in `units` as `counted_tokens`. */
export function countedTokens(name, asked, find) {
    return {
        name,
        operation: 'count_tokens',
        estimable: false,
        asked,
        fits: value => find(value) !== null,
        read(value, reading) {
            const tokens = find(value);
            if (tokens !== null)
                reading.units.set('counted_tokens', tokens);
            return 'none';
        },
        usage: reading => ({ units: Object.fromEntries(reading.units) })
    };
}
//# sourceMappingURL=counted-tokens.js.map