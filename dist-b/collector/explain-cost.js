import { isObject, parseJson } from './record/json.js';
import { billLines } from './record/prices/bill.js';
import { Money } from './record/prices/card.js';
import { cardFromJson } from './record/prices/card-json.js';
import { regionFactor } from './record/prices/region.js';
import { isStandard } from './record/prices/service-tier.js';
import { usageOf } from './usage-of-row.js';
/** As `ExplainCost` of schemas/cost.ts says. Never throws; a card that cannot be read explains nothing. */
export function explainCost(row, cardJson) {
    const json = parseJson(cardJson);
    if (row.cost_usd === null || !isObject(json))
        return null;
    try {
        const card = cardFromJson(json);
        const lines = linesOf(row, card);
        return lines === null ? null : explained(lines, row, { card, hasRules: 'override' in json });
    }
    catch {
        return null;
    }
}
/** One run of a model after the other, where the price depends on how long each one was. */
function linesOf(row, card) {
    const usage = usageOf(row);
    const parts = usage.parts ?? [];
    const lines = [];
    for (const each of parts.length === 0 ? [usage] : parts.map(part => part.usage)) {
        const found = billLines(card, each);
        if (found === null)
            return null;
        lines.push(...found);
    }
    return lines;
}
function explained(lines, row, { card, hasRules }) {
    const cost = new Money(row.cost_usd ?? 0);
    const fees = sumOf(lines.filter(({ fee }) => fee));
    const sum = sumOf(lines);
    const told = { lines: lines.map(costLine), sumUsd: sum.toFixed() };
    if (isColumn(sum, cost))
        return { ...told, factor: null };
    // The lines of a tier's own card are at its prices: what is left has another reason, which is not known here.
    if (card.tier !== '')
        return null;
    const spared = hasRules ? new Money(0) : fees;
    const value = factorOf(cost, sum.minus(spared), spared);
    if (value === null)
        return null;
    const by = hasRules ? 'rules' : servedBy(row, card);
    return { ...told, factor: { value, by, feesUsd: spared.isZero() ? null : spared.toFixed() } };
}
function servedBy(row, { provider, model }) {
    if (isStandard(row.service_tier))
        return 'region';
    const host = row.upstream_host.replace(/:\d+$/, '');
    return regionFactor(provider, model, host, usageOf(row)) === '1' ? 'tier' : 'tier and region';
}
/** The shortest factor that gives the cost: prices are multiplied by one of few digits, or by a fraction. */
function factorOf(cost, sum, spared) {
    if (sum.isZero())
        return null;
    const ratio = cost.minus(spared).div(sum);
    for (let digits = 1; digits <= mostDigits; digits++) {
        const factor = ratio.toSignificantDigits(digits);
        if (factor.isPositive() && isColumn(sum.times(factor).plus(spared), cost))
            return factor.toFixed();
    }
    return null;
}
const mostDigits = 6;
/** Whether an amount is that one in its column, which has nine places. */
function isColumn(amount, column) {
    return amount.toDecimalPlaces(9, Money.ROUND_HALF_EVEN).equals(column);
}
function sumOf(lines) {
    return lines.reduce((sum, { cost }) => sum.plus(cost), new Money(0));
}
function costLine({ meter, quantity, price, cost }) {
    return { name: meter.label, quantity, unitUsd: price.toFixed(), unit: meter.unit, usd: cost.toFixed() };
}
//# sourceMappingURL=explain-cost.js.map