/** Rules of the first go before those of the second; so do its rates, which wins where both give one for a day. */
export function mergeOverrides(first, second) {
    const fx = { ...second.fx };
    // The later of two rates for a day counts, so the first place's come last.
    for (const [currency, rates] of Object.entries(first.fx))
        fx[currency] = [...(fx[currency] ?? []), ...rates];
    return { fx, rules: [...first.rules, ...second.rules] };
}
/** Problems of rules and rates. Those from the `ownRules`-th rule on are of the file. */
export function checkOverride({ fx, rules }, ownRules, file) {
    const problems = [];
    for (const [index, rule] of rules.entries()) {
        const where = index < ownRules ? `prices.rules.${index}` : `${file}: rules.${index - ownRules}`;
        problems.push(...ruleProblems(rule, fx).map(problem => `${where}${problem}`));
    }
    for (const [currency, rates] of Object.entries(fx)) {
        if (!/^[A-Z]{3}$/.test(currency))
            problems.push(`prices.fx.${currency}: a currency is three capital letters`);
        if (currency === 'USD')
            problems.push('prices.fx.USD: prices are in USD, its rate is 1');
        for (const { from } of rates) {
            if (from !== undefined && !isDay(from))
                problems.push(`prices.fx.${currency}: ${from} is no date`);
        }
    }
    return problems;
}
function ruleProblems(rule, fx) {
    const problems = [];
    const { set, multiplier, currency, validFrom, validUntil } = rule;
    if (set === undefined && multiplier === undefined && currency === undefined)
        problems.push(': does nothing; give it set, multiplier or currency');
    if (currency !== undefined && currency !== 'USD' && fx[currency] === undefined)
        problems.push(`.currency: fx has no rate for ${currency}`);
    for (const [name, day] of Object.entries({ validFrom, validUntil }))
        if (day !== undefined && !isDay(day))
            problems.push(`.${name}: ${day} is no date`);
    if (validFrom !== undefined && validUntil !== undefined && validFrom >= validUntil)
        problems.push('.validUntil: must be after validFrom; it is the first day on which the rule no longer holds');
    return problems;
}
function isDay(text) {
    const time = Date.parse(`${text}T00:00:00Z`);
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
//# sourceMappingURL=price-override.js.map