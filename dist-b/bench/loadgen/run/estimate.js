/** What a run will cost, before it is made: planned tokens at the prices in force. An estimate, and called one. */
import { Decimal } from 'decimal.js';
/** Prices the mean request of each arm, times their number. `providerOf` gives the provider of an arm's route. */
export function estimateSpend(plan, isSupply, providerOf, priceOf) {
    const arms = plan.arms.map(({ name, route, model }, arm) => {
        const all = plan.requests.filter(request => request.arm === arm);
        const mean = meanTokens(plan, isSupply ? all.slice(0, supplySample) : all);
        const requests = isSupply ? null : all.length;
        const eachUsd = mean === null ? null : priceOf({ provider: providerOf(route), model, ...mean });
        const usd = eachUsd === null || requests === null ? null : new Decimal(eachUsd).times(requests).toFixed();
        const { inputTokens, outputTokens } = mean ?? { inputTokens: null, outputTokens: null };
        return { arm: name, requests, inputTokens, outputTokens, eachUsd, usd };
    });
    const total = arms.map(({ usd }) => usd);
    const each = arms.flatMap(({ eachUsd }) => (eachUsd === null ? [] : [eachUsd]));
    return {
        arms,
        usd: total.every(usd => usd !== null) ? Decimal.sum(0, ...total).toFixed() : null,
        eachUsd: each.length === 0 ? null : Decimal.sum(0, ...each).div(each.length)
    };
}
/** Whether the plan holds more requests than will be sent: a closed loop that its duration ends. */
export function isSupply(plan, count) {
    return plan.loop.kind === 'closed' && count === undefined && plan.durationUs !== null;
}
function meanTokens(plan, requests) {
    let input = 0;
    let output = 0;
    for (const request of requests) {
        const expected = plan.expected(request);
        if (expected === null)
            return null;
        input += expected.inputTokens;
        output += expected.outputTokens;
    }
    const n = Math.max(1, requests.length);
    return { inputTokens: Math.round(input / n), outputTokens: Math.round(output / n) };
}
/** Enough of a supply for its mean. */
const supplySample = 1_000;
//# sourceMappingURL=estimate.js.map