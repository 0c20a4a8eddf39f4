import { sumDeliveries } from '../deliver/delivery-sum.js';
import { BudgetSpend } from '../deliver/telemetry/budget-spend.js';
import { exposition } from '../deliver/telemetry/exposition.js';
import { processFigures } from '../deliver/telemetry/process-figures.js';
import { SeriesSum } from '../deliver/telemetry/series-sum.js';
import { version } from '../version.js';
import { noTotals, sumCounters, sumNumbers, sumOtel } from './sum.js';
export class WorkersPage {
    #series;
    #budgets;
    constructor(maxSeries, budgets, store) {
        this.#series = new SeriesSum(maxSeries);
        this.#budgets = new BudgetSpend(budgets, store);
    }
    /** Of what is known now. */
    async write(slots, workers, openMetrics) {
        const known = slots.flatMap(slot => slot.figures ?? []);
        const counters = sumCounters(slots.map(slot => slot.counters));
        const own = processFigures();
        const text = await exposition({
            version,
            book: this.#series.sum(known.map(one => one.book)),
            totals: sumNumbers(known.map(one => one.totals), noTotals),
            delivery: sumDeliveries(known.map(one => one.delivery)),
            otel: sumOtel(known.map(one => one.otel)),
            budgets: this.#budgets.figures(new Date()),
            relay: {
                ...counters,
                open: slots.reduce((sum, { relay }) => sum + (relay?.open ?? 0), 0),
                backlogBytes: slots.reduce((sum, { relay }) => sum + (relay?.backlogBytes ?? 0), 0)
            },
            process: {
                cpuSeconds: own.cpuSeconds + counters.cpuSeconds,
                rssBytes: own.rssBytes + slots.reduce((sum, slot) => sum + (slot.process?.rssBytes ?? 0), 0)
            },
            workers: { count: slots.length, ...workers }
        }, openMetrics);
        return new TextEncoder().encode(text);
    }
}
//# sourceMappingURL=workers-page.js.map