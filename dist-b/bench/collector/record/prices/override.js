/**
 * The user's own prices laid over the list. The first matching rule with `set` gives prices, key by key, over those of the
 * list; the multipliers of all matching rules multiply; the first matching rule that names a currency says what the
 * amounts are in, so that with `currency: CNY` a list price of 1 USD is charged as 1 CNY.
 */
import { createHash } from 'node:crypto';
import { exact, Money, secondsOf } from './card.js';
import { catalogueName } from './model-lookup.js';
import { regionOf } from './region.js';
import { isStandard } from './service-tier.js';
export class Rules {
    #override;
    #rules;
    #hash;
    /** By id of the card laid over and of the rule; both are bounded. */
    #cards = new Map();
    constructor(override) {
        this.#override = override;
        this.#rules = override.rules.map(compile);
        this.#hash = createHash('sha256').update(JSON.stringify(override)).digest('hex').slice(0, 12);
    }
    /** NULL when no rule matches. */
    apply(query, usage, list) {
        const seconds = Math.floor(query.atUs / 1e6);
        const rules = this.#matching(query, usage, seconds);
        if (rules.length === 0)
            return null;
        const set = rules.find(({ rates }) => rates !== null);
        return {
            id: `override@${this.#hash}/${rules.map(({ index }) => index).join(',')}`,
            rules: rules.map(({ rule }) => rule),
            card: set === undefined ? list : this.#cardOf(set, list),
            setsPrices: set !== undefined,
            factor: this.#factorOf(rules, seconds),
            namesTier: rules.some(({ rule }) => rule.match?.tier !== undefined && !isStandard(rule.match.tier)),
            namesRegion: rules.some(({ rule }) => rule.match?.region !== undefined)
        };
    }
    get rates() {
        return this.#override.fx;
    }
    /** Of the rules with `set` only the first: the others do not apply, their multiplier and currency neither. */
    #matching(query, usage, seconds) {
        const matching = [];
        let isSet = false;
        for (const rule of this.#rules) {
            if (seconds < rule.fromSeconds || seconds >= rule.untilSeconds)
                continue;
            if ((rule.rates !== null && isSet) || !rule.matches(query, usage))
                continue;
            isSet ||= rule.rates !== null;
            matching.push(rule);
        }
        return matching;
    }
    #cardOf({ index, rule, rates }, list) {
        const key = `${index} ${list?.id ?? ''}`;
        const known = this.#cards.get(key);
        if (known !== undefined)
            return known;
        const card = {
            id: list?.id ?? '',
            provider: list?.provider ?? rule.match?.provider ?? '',
            model: list?.model ?? rule.match?.model ?? '',
            tier: '',
            validFrom: list?.validFrom ?? null,
            hours: list?.hours ?? null,
            rates: new Map([...(list?.rates ?? []), ...(rates ?? [])]),
            free: list?.free ?? false,
            comment: list?.comment ?? ''
        };
        this.#cards.set(key, card);
        return card;
    }
    #factorOf(rules, seconds) {
        let factor = new Money(1);
        for (const { rule } of rules)
            if (rule.multiplier !== undefined)
                factor = factor.times(exact(rule.multiplier));
        const currency = rules.find(({ rule }) => rule.currency !== undefined)?.rule.currency ?? 'USD';
        if (currency === 'USD')
            return factor;
        const rate = this.#rateAt(currency, seconds);
        return rate === null ? null : factor.div(rate);
    }
    /** Units of the currency for 1 USD: the rate with the latest date that has come. */
    #rateAt(currency, seconds) {
        let best = null;
        for (const { from, rate } of this.#override.fx[currency] ?? []) {
            const since = secondsOf(from ?? null);
            if (since <= seconds && (best === null || since >= best.from))
                best = { from: since, rate };
        }
        return best === null ? null : exact(best.rate);
    }
}
function compile(rule, index) {
    const { set, validFrom, validUntil } = rule;
    return {
        index,
        rule,
        fromSeconds: secondsOf(validFrom ?? null),
        untilSeconds: validUntil === undefined ? Number.POSITIVE_INFINITY : secondsOf(validUntil),
        matches: matcherOf(rule.match ?? {}),
        rates: set === undefined ? null : new Map(Object.entries(set).map(([key, price]) => [key, flat(price ?? 0)]))
    };
}
function flat(price) {
    return { base: exact(price), tiers: [] };
}
function matcherOf(match) {
    const tests = [];
    const add = (glob, valuesOf) => {
        if (glob === undefined)
            return;
        const pattern = globPattern(glob);
        tests.push((query, usage) => valuesOf(query, usage).some(value => pattern.test(value)));
    };
    add(match.route, ({ route }) => [route ?? '']);
    add(match.upstream, ({ upstreamHost }) => [upstreamHost]);
    add(match.provider, ({ provider }) => [provider, catalogueName(provider)]);
    add(match.model, ({ model }) => [model]);
    if (match.tier !== undefined && isStandard(match.tier))
        tests.push(query => isStandard(query.serviceTier));
    else
        add(match.tier, ({ serviceTier }) => [serviceTier]);
    add(match.region, ({ upstreamHost }, usage) => regionOf(upstreamHost, usage));
    return (query, usage) => tests.every(test => test(query, usage));
}
/** `*` for any characters and `?` for one; case does not matter. */
function globPattern(glob) {
    const source = glob
        .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.');
    return new RegExp(`^${source}$`, 'is');
}
//# sourceMappingURL=override.js.map