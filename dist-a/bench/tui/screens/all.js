/** The five screens, in the order of their tabs. */
import { Health } from './health.js';
import { Overview } from './overview.js';
import { Requests } from './requests.js';
import { Runs } from './runs.js';
import { Spend } from './spend.js';
export function createScreens(deps = {}) {
    return [new Overview(), new Spend(), new Requests(deps), new Runs(deps), new Health()];
}
//# sourceMappingURL=all.js.map