/** What of the budgets of the configuration was spent in a month. */
import { Decimal } from 'decimal.js';
import { textFields } from '../filter.js';
import { forecastMonth } from '../forecast.js';
import { sumUsd } from './amounts.js';
import { inWindow } from './ask.js';
import { daysOf, historyFrom } from './month.js';
/** Throws as `ask`. */
export async function budgetFigures(ask, budget, { month, now }) {
    const { name, usd, period, match } = budget;
    const { where, params } = matchSql(match);
    const isWeek = period === 'week';
    const from = isWeek ? `${mondayOf(month.from)} 00:00:00` : historyFrom(month, now);
    const to = isWeek ? `${addDays(mondayOf(addDays(month.to, -1)), 7)} 00:00:00` : month.to;
    const days = await ask({
        sql: `
SELECT toString(toDate(ts)) AS day, toString(sum(r.cost_usd)) AS usd,
  countIf(r.cost_usd IS NULL AND r.usage_source != 'none') AS unpriced
FROM requests AS r
WHERE ${[inWindow, ...where].join(' AND ')}
GROUP BY day
ORDER BY day`,
        params: { ...params, from, to }
    });
    return {
        name,
        usd,
        period,
        match,
        periods: periodsOf(budget, days, month),
        unpriced: days
            .filter(({ day }) => day.startsWith(month.name))
            .reduce((sum, { unpriced }) => sum + unpriced, 0),
        forecast: period === 'month' && !month.isOver ? forecastMonth(days, now) : null
    };
}
/** A model may have `*` in it; all else is what it is. */
function matchSql(match) {
    const where = [];
    const params = {};
    for (const [field, value] of Object.entries(match)) {
        const isPattern = field === 'model';
        where.push(`${textFields[field]} ${isPattern ? 'LIKE' : '='} {match_${field}:String}`);
        params[`match_${field}`] = isPattern ? value.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%') : value;
    }
    return { where, params };
}
function periodsOf({ usd, period }, days, month) {
    const periods = new Map();
    const firstOf = (day) => period === 'month' ? `${day.slice(0, 7)}-01` : period === 'week' ? mondayOf(day) : day;
    for (const day of daysOf(month))
        periods.set(firstOf(day), []);
    for (const { day, usd: spent } of days)
        periods.get(firstOf(day))?.push(spent);
    return [...periods].map(([first, amounts]) => {
        const spent = sumUsd(amounts);
        return { from: first, usd: spent, isOver: spent !== null && new Decimal(spent).gt(usd) };
    });
}
/** The Monday of a day's week. */
function mondayOf(day) {
    const weekday = (new Date(`${day.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7;
    return addDays(day, -weekday);
}
function addDays(day, days) {
    const at = Date.parse(`${day.slice(0, 10)}T00:00:00Z`) + days * dayMs;
    return new Date(at).toISOString().slice(0, 10);
}
const dayMs = 86_400_000;
//# sourceMappingURL=budgets.js.map