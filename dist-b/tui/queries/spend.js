import { sumsOf, trafficSince } from './traffic.js';
const today = "toDate(now('UTC'))";
const thisMonth = `toStartOfMonth(${today})`;
const lastMonth = `(${thisMonth} - INTERVAL 1 MONTH)`;
/** One `SpendRow` for each group that has requests in this month or the last. */
export function spendQuestion({ by, filter }) {
    const traffic = trafficSince(lastMonth, by, filter);
    const { cost_usd, requests, input_tokens, output_tokens, unpriced, estimated } = sumsOf(traffic, 'isThis');
    const costOf = (condition) => `sumOrNullIf(r.cost_usd, ${condition})`;
    return {
        sql: `SELECT ${traffic.name} AS name, ${traffic.provider} AS provider, ${requests} AS requests, ${input_tokens} AS input_tokens,
  ${output_tokens} AS output_tokens, ${cost_usd} AS cost_usd, ${costOf('NOT isThis')} AS last_month_usd,
  ${costOf(`NOT isThis AND date < ${lastMonth} + (toDayOfMonth(${today}) - 1)`)} AS last_month_same_days_usd,
  ${costOf(`isThis AND date < ${today}`)} AS whole_days_usd, ${unpriced} AS unpriced, ${estimated} AS estimated
FROM (SELECT r.*, ${traffic.day} AS date, date >= ${thisMonth} AS isThis FROM ${traffic.from} AS r) AS r
GROUP BY name, provider
ORDER BY cost_usd DESC NULLS LAST, name, provider`,
        params: traffic.params
    };
}
/** A `SpendDay` for each day with requests since the month before began, oldest first. */
export function spendDaysQuestion({ by, filter }) {
    const traffic = trafficSince(lastMonth, by, filter);
    const { cost_usd, requests, unpriced, estimated } = sumsOf(traffic);
    return {
        sql: `SELECT toString(${traffic.day}) AS day, ${cost_usd} AS cost_usd, ${requests} AS requests, ${unpriced} AS unpriced,
  ${estimated} AS estimated
FROM ${traffic.from} AS r
GROUP BY day
ORDER BY day`,
        params: traffic.params
    };
}
/** As `spendDaysQuestion`, of what a budget is for. */
export function budgetDaysQuestion({ match }) {
    const fields = Object.entries(match);
    const filter = {
        text: '',
        terms: fields.map(([field, pattern]) => ({ kind: 'text', field, patterns: [pattern], not: false }))
    };
    const by = match.user !== undefined || match.key !== undefined ? 'user' : 'model';
    return spendDaysQuestion({ window: 'month', by, filter });
}
//# sourceMappingURL=spend.js.map