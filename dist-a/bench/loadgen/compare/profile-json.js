/** What of a run's stored profile a comparison needs. It may be of an older teeline: what is not understood is left out. */
import { sloMetrics } from '../profile/profile-schema.js';
/** Reads `runs.profile_json`. */
export function readProfileJson(json) {
    const profile = parsed(json);
    const { slos, maxErrorRate, arms: _arms, name: _name, seed: _seed, ...load } = profile;
    return {
        objectives: Array.isArray(slos) ? slos.flatMap(objectiveOf) : [],
        maxErrorRate: typeof maxErrorRate === 'number' ? maxErrorRate : null,
        load: JSON.stringify(load)
    };
}
function objectiveOf(slo) {
    const { metric, percentile, limitMs } = recordOf(slo);
    const known = sloMetrics.find(one => one === metric);
    if (known === undefined || typeof percentile !== 'number' || typeof limitMs !== 'number')
        return [];
    return [{ metric: known, percentile, limitMs }];
}
function parsed(json) {
    try {
        return recordOf(JSON.parse(json));
    }
    catch {
        return {};
    }
}
function recordOf(value) {
    return typeof value === 'object' && value !== null ? { ...value } : {};
}
//# sourceMappingURL=profile-json.js.map