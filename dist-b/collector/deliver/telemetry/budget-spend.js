import { allRowsOf } from '../../store-reader.js';
/** A month of raw rows may have to be read, so not for every scrape. */
const freshMs = 60_000;
export class BudgetSpend {
    #budgets;
    #store;
    #figures;
    #askedAtMs = Number.NEGATIVE_INFINITY;
    #asking = false;
    constructor(budgets, store) {
        this.#budgets = budgets;
        this.#store = store;
        this.#figures = budgets.map(budget => figuresOf(budget, null));
    }
    /** Those last told; asks for newer ones when they are older than a minute. Never waits. */
    figures(now) {
        const store = this.#store();
        const isStale = now.getTime() - this.#askedAtMs >= freshMs;
        if (this.#budgets.length > 0 && store !== null && isStale && !this.#asking)
            void this.#ask(store, now);
        return this.#figures;
    }
    async #ask(store, now) {
        this.#asking = true;
        this.#askedAtMs = now.getTime();
        try {
            const spent = await Promise.all(this.#budgets.map(budget => spentOf(store, budget, now)));
            this.#figures = this.#budgets.map((budget, index) => figuresOf(budget, spent[index] ?? null));
        }
        catch {
            // The store's state has a metric of its own; until it is back the last figures stand.
        }
        finally {
            this.#asking = false;
        }
    }
}
function figuresOf({ name, period, usd }, spentUsd) {
    return { name, period, limitUsd: usd, spentUsd };
}
async function spentOf(store, budget, now) {
    const { where, params, raw } = criteriaOf(budget);
    const from = periodStart(budget.period, now).toISOString().slice(0, 19).replace('T', ' ');
    const source = raw
        ? `requests AS s WHERE s.ts >= {from:DateTime64(6, 'UTC')}`
        : `spend AS s WHERE s.hour >= {from:DateTime('UTC')}`;
    const sql = `SELECT toFloat64(ifNull(sum(s.cost_usd), 0)) AS usd FROM ${[source, ...where].join(' AND ')}`;
    const [row] = await allRowsOf(store, { sql, params: { ...params, from } });
    return row?.usd ?? null;
}
/** The hourly sums know no users and no keys; for those, the rows are read. */
function criteriaOf({ match }) {
    const { route, provider, model, feature, user, key } = match;
    const raw = user !== undefined || key !== undefined;
    const modelName = raw ? "if(s.response_model = '', s.request_model, s.response_model)" : 's.model';
    const where = [];
    const params = {};
    function need(name, value, column, operator = '=') {
        if (value === undefined)
            return;
        where.push(`${column} ${operator} {${name}:String}`);
        params[name] = value;
    }
    need('route', route, 's.route');
    need('provider', provider, 's.provider');
    need('model', model === undefined ? undefined : likeOf(model), modelName, 'LIKE');
    need('feature', feature, 's.feature');
    need('user', user, 's.`user`');
    need('key', key, 's.key_id');
    return { where, params, raw };
}
/** `*` stands for any run of characters, everything else for itself. */
function likeOf(pattern) {
    return pattern.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%');
}
/** Of the period that `now` is in, UTC; weeks begin on Monday. */
export function periodStart(period, now) {
    const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
    if (period === 'month')
        return new Date(Date.UTC(year, month, 1));
    if (period === 'day')
        return new Date(Date.UTC(year, month, day));
    return new Date(Date.UTC(year, month, day - ((now.getUTCDay() + 6) % 7)));
}
//# sourceMappingURL=budget-spend.js.map