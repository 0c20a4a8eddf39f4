import { forecastMonth } from '../forecast.js';
import { sumUsd } from '../reports/amounts.js';
import { budgetDaysQuestion } from './spend.js';
/** One `BudgetRow` a budget, asked one after the other. Throws as `Source.query`. */
export async function readBudgets(source, now, signal) {
    const rows = [];
    for (const budget of source.connection.config.budgets) {
        const days = await source.query(budgetDaysQuestion(budget), signal);
        rows.push(budgetRow(budget, days, now));
    }
    return rows;
}
function budgetRow({ name, usd, period, match }, days, now) {
    const from = firstDay(period, now);
    const current = days.filter(({ day }) => day >= from);
    const history = days.map(({ day, cost_usd }) => ({ day, usd: cost_usd }));
    return {
        name,
        usd,
        period,
        match,
        from,
        // Nothing asked, nothing spent; asked and without a price is not known.
        spent_usd: current.length === 0 ? '0' : sumUsd(current.map(({ cost_usd }) => cost_usd)),
        unpriced: current.reduce((sum, { unpriced }) => sum + unpriced, 0),
        estimated: current.reduce((sum, { estimated }) => sum + estimated, 0),
        forecast: period === 'month' ? forecastMonth(history, now) : null
    };
}
/** Weeks begin on Monday. */
function firstDay(period, now) {
    const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
    const first = { day, week: day - ((now.getUTCDay() + 6) % 7), month: 1 }[period];
    return new Date(Date.UTC(year, month, first)).toISOString().slice(0, 10);
}
//# sourceMappingURL=budgets.js.map