/** What several workers counted, as one book. Its bound on label sets holds for the sum. */
import { blankSeries, foldedModel, keyOf } from './series.js';
export class SeriesSum {
    #maxSeries;
    /** Label sets that were shown once are shown for ever: a counter may neither vanish nor move into another. */
    #shown = new Set();
    constructor(maxSeries) {
        this.#maxSeries = maxSeries;
    }
    /** The books as they stand now; none of them is changed. */
    sum(books) {
        const byKey = new Map();
        let folded = 0;
        for (const book of books) {
            folded += book.folded;
            for (const series of book.series) {
                const labels = this.#labelsOf(series.labels);
                if (labels.model !== series.labels.model)
                    folded += series.requests;
                const key = keyOf(labels);
                const total = byKey.get(key) ?? blankSeries(labels);
                byKey.set(key, total);
                addSeries(total, series);
            }
        }
        return { series: [...byKey.values()], folded };
    }
    #labelsOf(labels) {
        const key = keyOf(labels);
        if (this.#shown.has(key))
            return labels;
        const hasRoom = this.#shown.size < this.#maxSeries;
        const shown = hasRoom ? labels : { ...labels, model: foldedModel };
        this.#shown.add(keyOf(shown));
        return shown;
    }
}
function addSeries(into, series) {
    into.requests += series.requests;
    into.unpriced += series.unpriced;
    into.withoutUsage += series.withoutUsage;
    into.costNanoUsd += series.costNanoUsd;
    addCounts(into.errors, series.errors);
    addCounts(into.tokens, series.tokens);
    for (const name of ['ttft', 'tpot', 'e2e', 'overhead'])
        addDistribution(into.times[name], series.times[name]);
}
function addCounts(into, counts) {
    for (const [name, count] of Object.entries(counts))
        into[name] = (into[name] ?? 0) + count;
}
/** Bucket by bucket; of two exemplars the newer one. */
function addDistribution(into, { counts, exemplars, count, sumUs }) {
    for (const [index, inBucket] of counts.entries())
        into.counts[index] = (into.counts[index] ?? 0) + inBucket;
    for (const [index, exemplar] of exemplars.entries()) {
        const own = into.exemplars[index] ?? null;
        if (exemplar !== null && (own === null || exemplar.atMs > own.atMs))
            into.exemplars[index] = exemplar;
    }
    into.count += count;
    into.sumUs += sumUs;
}
//# sourceMappingURL=series-sum.js.map