import { attribute, ownMetric } from './otel-names.js';
import { bounds } from './series.js';
export function histogramSpecs(edition) {
    const { duration, timeToFirstChunk, timePerOutputChunk } = edition;
    return [
        inTime(duration, bounds.e2e, 'Duration of an operation.', row => row.e2e_us),
        inTime(timeToFirstChunk, bounds.ttft, 'Time to the first output of a stream.', row => row.ttft_us),
        inTime(timePerOutputChunk, bounds.e2e, 'Time between the chunks of a stream.', (_, gapsUs) => gapsUs),
        inTime(ownMetric.tpot, bounds.tpot, 'Time per output token after the first.', row => row.tpot_us),
        inTime(ownMetric.overhead, bounds.overhead, "The collector's own time.", row => row.overhead_us),
        ...tokenSpecs(edition)
    ];
}
export function counterSpecs({ tokens }) {
    const cost = {
        name: ownMetric.cost,
        unit: '{USD}',
        description: 'Cost in US dollars.',
        scale: 1e9,
        // A decimal of nine places, of which a double holds all up to nine million dollars.
        value: ({ cost_usd }) => (cost_usd === null ? null : Math.round(Number(cost_usd) * 1e9))
    };
    if (tokens.kind === 'one')
        return [cost];
    const counters = Object.entries(tokens.counters).map(([count, name]) => {
        const column = columns[count];
        return { ...tokenMetric(name), value: (row) => row[column] };
    });
    return [cost, ...counters];
}
function inTime(name, boundsUs, description, value) {
    return { name, unit: 's', description, scale: 1e6, bounds: boundsUs, attributes: {}, value };
}
function tokenSpecs({ tokens }) {
    return ['input', 'output'].map(type => {
        const column = columns[type];
        const isOne = tokens.kind === 'one';
        return {
            ...tokenMetric(isOne ? tokens.histogram : tokens.histograms[type]),
            bounds: tokenBounds,
            attributes: isOne ? { [attribute.tokenType]: type } : {},
            value: row => row[column]
        };
    });
}
function tokenMetric(name) {
    return { name, unit: '{token}', description: 'Tokens of an operation.', scale: 1 };
}
/** The conventions' bounds: powers of four. */
const tokenBounds = Array.from({ length: 14 }, (_, power) => 4 ** power);
const columns = {
    input: 'input_tokens',
    output: 'output_tokens',
    cacheRead: 'cache_read_tokens',
    cacheWrite: 'cache_write_tokens',
    reasoning: 'reasoning_tokens'
};
//# sourceMappingURL=otel-metrics.js.map