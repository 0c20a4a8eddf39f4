/**
 * HOT in the recorder while OTLP is on: the conventions' metrics, and ours, as they stand. Runs once for each row; what it
 * does for each frame of a stream is one step through the bounds of its gap. The SDK's own instruments sort and hash the
 * attributes for each value of each metric, which costs more than the whole row; here they are looked up once, and a value
 * is an addition. The SDK's reader collects them from here.
 */
import { ValueType } from '@opentelemetry/api';
import { core, metrics, resources } from '@opentelemetry/sdk-node';
import { counterSpecs, histogramSpecs } from './otel-metrics.js';
import { overflow } from './otel-names.js';
import { metricAttributesOf } from './span.js';
/** As many as the SDK allows for a metric. */
const maxSets = 2_000;
export class MetricBook {
    #options;
    #histograms;
    #counters;
    #sets = new Map();
    #since = core.hrTime();
    constructor(options) {
        this.#options = options;
        this.#histograms = histogramSpecs(options.edition);
        this.#counters = counterSpecs(options.edition);
    }
    /** `gapsUs`: between the frames of its stream. */
    count(row, gapsUs) {
        const { histograms, sums } = this.#setOf(row);
        for (let index = 0; index < histograms.length; index++) {
            const spec = this.#histograms[index];
            const value = spec.value(row, gapsUs);
            const into = histograms[index];
            if (typeof value === 'number')
                observe(into, spec.bounds, value);
            else if (value !== null)
                for (const one of value)
                    observe(into, spec.bounds, one);
        }
        for (let index = 0; index < sums.length; index++)
            sums[index] = sums[index] + (this.#counters[index].value(row) ?? 0);
    }
    async collect() {
        const now = core.hrTime();
        const { scope, isDelta } = this.#options;
        const found = [...this.#histogramData(now), ...this.#counterData(now)];
        const scopeMetrics = found.length === 0 ? [] : [{ scope, metrics: found }];
        if (isDelta) {
            this.#sets.clear();
            this.#since = now;
        }
        // The reader takes the resource from the SDK.
        return { resourceMetrics: { resource: noResource, scopeMetrics }, errors: [] };
    }
    #setOf(row) {
        const { operation, provider, request_model, response_model, upstream_host, error_type, route } = row;
        const key = `${operation}\n${provider}\n${request_model}\n${response_model}\n${upstream_host}\n${error_type}\n${route}`;
        const found = this.#sets.get(key);
        if (found !== undefined)
            return found;
        if (this.#sets.size < maxSets - 1)
            return this.#open(key, metricAttributesOf(row));
        return this.#sets.get(overflow) ?? this.#open(overflow, { [overflow]: true });
    }
    #open(key, attributes) {
        const histograms = this.#histograms.map(({ bounds }) => blankDistribution(bounds.length + 1));
        const set = { attributes, histograms, sums: this.#counters.map(() => 0) };
        this.#sets.set(key, set);
        return set;
    }
    /** A metric may be counted in several histograms, which an attribute tells apart. */
    #histogramData(now) {
        const byName = new Map();
        for (const [index, spec] of this.#histograms.entries()) {
            const data = byName.get(spec.name) ?? this.#blankHistogram(spec);
            for (const { attributes, histograms } of this.#sets.values()) {
                const value = histogramOf(histograms[index], spec);
                if (value === null)
                    continue;
                const named = { ...attributes, ...spec.attributes };
                data.dataPoints.push({ startTime: this.#since, endTime: now, attributes: named, value });
            }
            if (data.dataPoints.length > 0)
                byName.set(spec.name, data);
        }
        return [...byName.values()];
    }
    #counterData(now) {
        return this.#counters.flatMap(({ name, description, unit, scale }, index) => {
            const dataPoints = [...this.#sets.values()].flatMap(({ attributes, sums }) => {
                const sum = sums[index];
                if (sum === 0)
                    return [];
                return [{ startTime: this.#since, endTime: now, attributes, value: sum / scale }];
            });
            if (dataPoints.length === 0)
                return [];
            const valueType = scale === 1 ? ValueType.INT : ValueType.DOUBLE;
            const descriptor = { name, description, unit, valueType };
            const dataPointType = metrics.DataPointType.SUM;
            return [{ descriptor, dataPointType, isMonotonic: true, dataPoints, ...this.#temporality() }];
        });
    }
    #blankHistogram({ name, description, unit }) {
        return {
            descriptor: { name, description, unit, valueType: ValueType.DOUBLE },
            dataPointType: metrics.DataPointType.HISTOGRAM,
            dataPoints: [],
            ...this.#temporality()
        };
    }
    #temporality() {
        const { DELTA, CUMULATIVE } = metrics.AggregationTemporality;
        return { aggregationTemporality: this.#options.isDelta ? DELTA : CUMULATIVE };
    }
}
function blankDistribution(buckets) {
    return {
        counts: Array(buckets).fill(0),
        count: 0,
        sum: 0,
        min: Number.POSITIVE_INFINITY,
        max: Number.NEGATIVE_INFINITY
    };
}
function observe(into, bounds, value) {
    let index = 0;
    while (index < bounds.length && value > bounds[index])
        index++;
    into.counts[index] = into.counts[index] + 1;
    into.count++;
    into.sum += value;
    if (value < into.min)
        into.min = value;
    if (value > into.max)
        into.max = value;
}
/** NULL when nothing was counted. The counts are copied: they go on while the export waits. */
function histogramOf({ counts, count, sum, min, max }, { bounds, scale }) {
    if (count === 0)
        return null;
    const boundaries = bounds.map(bound => bound / scale);
    const buckets = { boundaries, counts: [...counts] };
    return { buckets, count, sum: sum / scale, min: min / scale, max: max / scale };
}
const noResource = resources.emptyResource();
//# sourceMappingURL=otel-book.js.map