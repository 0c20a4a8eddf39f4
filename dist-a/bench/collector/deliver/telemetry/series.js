/** In microseconds. OpenTelemetry's for GenAI: client operations (10 ms, doubling), and output tokens. */
export const bounds = {
    ttft: doubling(10_000, 14),
    e2e: doubling(10_000, 14),
    tpot: [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5].map(s => s * 1e6),
    // Ours, where no convention has one: a sidecar's own time is tens of microseconds.
    overhead: [25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 100_000]
};
/** Kinds of tokens, and the columns that hold them. Totals are inclusive: cached is part of input, reasoning of output. */
export const tokenColumns = {
    input: 'input_tokens',
    output: 'output_tokens',
    cache_read: 'cache_read_tokens',
    cache_write: 'cache_write_tokens',
    reasoning: 'reasoning_tokens',
    audio_input: 'audio_input_tokens',
    audio_output: 'audio_output_tokens',
    image_input: 'image_input_tokens',
    image_output: 'image_output_tokens'
};
const tokenKinds = Object.entries(tokenColumns);
/** The model that is told beyond the bound on label sets. */
export const foldedModel = 'other';
export class SeriesBook {
    #maxSeries;
    #byKey = new Map();
    #folded = 0;
    /** Goes on from `state`, what an earlier recorder of this process had counted. */
    constructor(maxSeries, state) {
        this.#maxSeries = maxSeries;
        for (const series of state?.series ?? [])
            this.#byKey.set(keyOf(series.labels), series);
        this.#folded = state?.folded ?? 0;
    }
    get state() {
        return { series: [...this.#byKey.values()], folded: this.#folded };
    }
    count(row) {
        const series = this.#seriesOf(row);
        series.requests++;
        if (row.error_type !== '')
            add(series.errors, row.error_type, 1);
        if (row.usage_source === 'none')
            series.withoutUsage++;
        else
            countTokens(series, row);
        if (row.cost_usd !== null)
            series.costNanoUsd += nanoOf(row.cost_usd);
        else if (row.usage_source !== 'none')
            series.unpriced++;
        const { times } = series;
        observe(times.ttft, bounds.ttft, row.ttft_us, row);
        observe(times.tpot, bounds.tpot, row.tpot_us, row);
        observe(times.e2e, bounds.e2e, row.e2e_us, row);
        observe(times.overhead, bounds.overhead, row.overhead_us, row);
    }
    /** Past the bound a model is counted as `other`, one for each provider and route, which are few. */
    #seriesOf({ provider, request_model: model, route }) {
        const labels = { provider, model, route };
        const found = this.#byKey.get(keyOf(labels));
        if (found !== undefined)
            return found;
        if (this.#byKey.size < this.#maxSeries)
            return this.#open(labels);
        this.#folded++;
        const rest = { provider, model: foldedModel, route };
        return this.#byKey.get(keyOf(rest)) ?? this.#open(rest);
    }
    #open(labels) {
        const series = blankSeries(labels);
        this.#byKey.set(keyOf(labels), series);
        return series;
    }
}
export function keyOf({ provider, model, route }) {
    return `${provider}\n${model}\n${route}`;
}
export function blankSeries(labels) {
    return {
        labels,
        requests: 0,
        unpriced: 0,
        withoutUsage: 0,
        costNanoUsd: 0,
        errors: {},
        tokens: {},
        times: {
            ttft: blankDistribution(bounds.ttft),
            tpot: blankDistribution(bounds.tpot),
            e2e: blankDistribution(bounds.e2e),
            overhead: blankDistribution(bounds.overhead)
        }
    };
}
function blankDistribution({ length }) {
    return { counts: Array(length + 1).fill(0), exemplars: Array(length + 1).fill(null), count: 0, sumUs: 0 };
}
function countTokens(series, row) {
    for (const [kind, column] of tokenKinds) {
        const tokens = row[column];
        if (tokens !== null && tokens > 0)
            add(series.tokens, `${kind} ${row.usage_source}`, tokens);
    }
}
function observe(into, upperBounds, us, row) {
    if (us === null)
        return;
    let index = 0;
    while (index < upperBounds.length && us > upperBounds[index])
        index++;
    into.counts[index] = into.counts[index] + 1;
    into.exemplars[index] = { traceId: row.trace_id, us, atMs: Date.now() };
    into.count++;
    into.sumUs += us;
}
function add(sums, name, value) {
    sums[name] = (sums[name] ?? 0) + value;
}
/** Of a decimal string with at most nine places, as the column has it. */
function nanoOf(usd) {
    const point = usd.indexOf('.');
    if (point < 0)
        return Number(usd) * 1e9;
    return Number(usd.slice(0, point)) * 1e9 + Number(usd.slice(point + 1).padEnd(9, '0'));
}
function doubling(first, count) {
    return Array.from({ length: count }, (_, power) => first * 2 ** power);
}
//# sourceMappingURL=series.js.map