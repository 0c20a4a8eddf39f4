// dist/collector/deliver/telemetry/series.js
const bounds = {
	ttft: doubling(1e4, 14),
	e2e: doubling(1e4, 14),
	tpot: [
		.01,
		.025,
		.05,
		.075,
		.1,
		.15,
		.2,
		.3,
		.4,
		.5,
		.75,
		1,
		2.5
	].map((s) => s * 1e6),
	overhead: [
		25,
		50,
		100,
		250,
		500,
		1e3,
		2500,
		5e3,
		1e4,
		1e5
	]
};
const tokenKinds = Object.entries({
	input: "input_tokens",
	output: "output_tokens",
	cache_read: "cache_read_tokens",
	cache_write: "cache_write_tokens",
	reasoning: "reasoning_tokens",
	audio_input: "audio_input_tokens",
	audio_output: "audio_output_tokens",
	image_input: "image_input_tokens",
	image_output: "image_output_tokens"
});
const foldedModel = "other";
var SeriesBook = class {
	#maxSeries;
	#byKey = new Map();
	#folded = 0;
	constructor(maxSeries, state) {
		this.#maxSeries = maxSeries;
		for (const series of state?.series ?? []) this.#byKey.set(keyOf(series.labels), series);
		this.#folded = state?.folded ?? 0;
	}
	get state() {
		return {
			series: [...this.#byKey.values()],
			folded: this.#folded
		};
	}
	count(row) {
		const series = this.#seriesOf(row);
		series.requests++;
		if (row.error_type !== "") add(series.errors, row.error_type, 1);
		if (row.usage_source === "none") series.withoutUsage++;
		else countTokens(series, row);
		if (row.cost_usd !== null) series.costNanoUsd += nanoOf(row.cost_usd);
		else if (row.usage_source !== "none") series.unpriced++;
		const { times } = series;
		observe(times.ttft, bounds.ttft, row.ttft_us, row);
		observe(times.tpot, bounds.tpot, row.tpot_us, row);
		observe(times.e2e, bounds.e2e, row.e2e_us, row);
		observe(times.overhead, bounds.overhead, row.overhead_us, row);
	}
	#seriesOf({ provider, request_model: model, route }) {
		const labels = {
			provider,
			model,
			route
		};
		const found = this.#byKey.get(keyOf(labels));
		if (found !== void 0) return found;
		if (this.#byKey.size < this.#maxSeries) return this.#open(labels);
		this.#folded++;
		const rest = {
			provider,
			model: foldedModel,
			route
		};
		return this.#byKey.get(keyOf(rest)) ?? this.#open(rest);
	}
	#open(labels) {
		const series = blankSeries(labels);
		this.#byKey.set(keyOf(labels), series);
		return series;
	}
};
function keyOf({ provider, model, route }) {
	return `${provider}\n${model}\n${route}`;
}
function blankSeries(labels) {
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
	return {
		counts: Array(length + 1).fill(0),
		exemplars: Array(length + 1).fill(null),
		count: 0,
		sumUs: 0
	};
}
function countTokens(series, row) {
	for (const [kind, column] of tokenKinds) {
		const tokens = row[column];
		if (tokens !== null && tokens > 0) add(series.tokens, `${kind} ${row.usage_source}`, tokens);
	}
}
function observe(into, upperBounds, us, row) {
	if (us === null) return;
	let index = 0;
	while (index < upperBounds.length && us > upperBounds[index]) index++;
	into.counts[index] = into.counts[index] + 1;
	into.exemplars[index] = {
		traceId: row.trace_id,
		us,
		atMs: Date.now()
	};
	into.count++;
	into.sumUs += us;
}
function add(sums, name, value) {
	sums[name] = (sums[name] ?? 0) + value;
}
function nanoOf(usd) {
	const point = usd.indexOf(".");
	if (point < 0) return Number(usd) * 1e9;
	return Number(usd.slice(0, point)) * 1e9 + Number(usd.slice(point + 1).padEnd(9, "0"));
}
function doubling(first, count) {
	return Array.from({ length: count }, (_, power) => first * 2 ** power);
}
export { bounds as n, SeriesBook as t };
