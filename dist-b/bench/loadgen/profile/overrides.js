/** What flags change in a profile before it is checked. */
import { parseArm } from './routes.js';
/** Changes the parsed tree; what cannot be applied becomes a problem. Arms in their short form become whole ones. */
export function applyOverrides(tree, overrides, problems) {
    for (const key of ['seed', 'durationS', 'count', 'maxInFlight', 'spendUsd']) {
        if (overrides[key] !== undefined)
            tree[key] = overrides[key];
    }
    if (overrides.warmupS !== undefined)
        tree['warmup'] = { durationS: overrides.warmupS };
    if (overrides.arms !== undefined && overrides.arms.length > 0)
        tree['arms'] = [...overrides.arms];
    setArrivals(tree, 'ratePerS', overrides.ratePerS, ['constant', 'poisson', 'gamma'], problems);
    setArrivals(tree, 'concurrency', overrides.concurrency, ['closed'], problems);
    setArrivals(tree, 'speed', overrides.speed, ['trace'], problems);
    if (Array.isArray(tree['arms']))
        tree['arms'] = tree['arms'].map((arm, index) => wholeArm(arm, index, problems));
}
function setArrivals(tree, key, value, kinds, problems) {
    if (value === undefined)
        return;
    const arrivals = tree['arrivals'];
    if (kinds.includes(String(arrivals?.['kind'])))
        tree['arrivals'] = { ...arrivals, [key]: value };
    else
        problems.push(`arrivals.${key}: given by a flag, but only arrivals of kind ${kinds.join(', ')} have it`);
}
function wholeArm(arm, index, problems) {
    if (typeof arm !== 'string')
        return arm;
    const parsed = parseArm(arm);
    if (parsed !== null)
        return parsed;
    problems.push(`arms.${index}: must be route/model, such as openai/gpt-4o-mini, not ${JSON.stringify(arm)}`);
    return { route: '/unknown', model: arm };
}
//# sourceMappingURL=overrides.js.map