import { collectorUrlOf, isLocalUpstream, readRoutes, routesOfArms } from './collector-check.js';
import { estimateSpend, isSupply } from './estimate.js';
import { newRunId } from './run-id.js';
import { planOf } from './share.js';
/**
 * Plans a run and checks its way.
 *
 * @throws TeelineError `TEELINE_LOAD_COLLECTOR`, `TEELINE_LOAD_ROUTE`.
 */
export async function prepareRun(options) {
    const { loaded, own, collector, workers, priceOf } = options;
    const url = collectorUrlOf(collector === '' ? own.collectorUrl : collector);
    const runId = newRunId(new Date());
    const plan = planOf({ loaded, runId });
    // Another collector's admin address is its own machine's only; it refuses a route that it does not have by itself.
    const routes = collector === '' && own.adminUrl !== null ? await readRoutes(own.adminUrl) : null;
    const found = routes === null ? new Map() : routesOfArms(plan.arms, routes);
    const providerOf = (route) => found.get(route)?.provider ?? route.slice(1);
    const supply = isSupply(plan, loaded.profile.count);
    return {
        job: {
            order: { loaded, runId, collectorUrl: url.href, workers },
            plan,
            isSupply: supply,
            estimate: estimateSpend(plan, supply, providerOf, priceOf)
        },
        isLocal: routes !== null && [...found.values()].every(isLocalUpstream)
    };
}
//# sourceMappingURL=prepare-run.js.map