import { n as bounds } from "./series.recorder.js";
import { DiagLogLevel, ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, ValueType, createTraceState, diag, trace } from "@opentelemetry/api";
import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-grpc";
import { OTLPMetricExporter as OTLPMetricExporter$1 } from "@opentelemetry/exporter-metrics-otlp-proto";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-grpc";
import { OTLPTraceExporter as OTLPTraceExporter$1 } from "@opentelemetry/exporter-trace-otlp-proto";
import { NodeSDK, core, metrics, resources, tracing } from "@opentelemetry/sdk-node";
// dist/collector/deliver/telemetry/otel-names.js
const attribute = {
	operation: "gen_ai.operation.name",
	provider: "gen_ai.provider.name",
	requestModel: "gen_ai.request.model",
	requestStream: "gen_ai.request.stream",
	responseModel: "gen_ai.response.model",
	responseId: "gen_ai.response.id",
	finishReasons: "gen_ai.response.finish_reasons",
	timeToFirstChunk: "gen_ai.response.time_to_first_chunk",
	inputTokens: "gen_ai.usage.input_tokens",
	outputTokens: "gen_ai.usage.output_tokens",
	cacheReadTokens: "gen_ai.usage.cache_read.input_tokens",
	reasoningTokens: "gen_ai.usage.reasoning.output_tokens",
	tokenType: "gen_ai.token.type",
	errorType: "error.type",
	serverAddress: "server.address",
	serverPort: "server.port",
	httpStatus: "http.response.status_code",
	httpMethod: "http.request.method",
	user: "user.id",
	session: "session.id",
	conversation: "gen_ai.conversation.id",
	usageCost: "gen_ai.usage.cost",
	totalTokens: "gen_ai.usage.total_tokens",
	langfuseType: "langfuse.observation.type",
	langfuseFirstToken: "langfuse.observation.completion_start_time",
	langfuseUsage: "langfuse.observation.usage_details",
	langfuseCost: "langfuse.observation.cost_details",
	langfuseUser: "langfuse.user.id",
	langfuseSession: "langfuse.session.id",
	id: "teeline.id",
	route: "teeline.route",
	target: "teeline.target",
	wire: "teeline.wire",
	endedBy: "teeline.ended_by",
	errorCode: "teeline.error.code",
	feature: "teeline.feature",
	key: "teeline.key_id",
	run: "teeline.run_id",
	arm: "teeline.arm",
	usageSource: "teeline.usage_source",
	priceSource: "teeline.price_source",
	cost: "teeline.cost_usd",
	tpot: "teeline.tpot",
	overhead: "teeline.overhead",
	stallCount: "teeline.stalls",
	longestGap: "teeline.longest_gap",
	gap: "teeline.gap",
	systemInstructions: "gen_ai.system_instructions",
	inputMessages: "gen_ai.input.messages",
	outputMessages: "gen_ai.output.messages",
	toolDefinitions: "gen_ai.tool.definitions",
	contentCut: "teeline.content.cut"
};
const tagPrefix = "teeline.tag.";
const event = {
	firstToken: "teeline.first_token",
	stall: "teeline.stall",
	abort: "teeline.abort"
};
const ownMetric = {
	cost: "teeline.cost.usd",
	tpot: "teeline.tpot",
	overhead: "teeline.overhead"
};
const released = {
	schemaUrl: "https://opentelemetry.io/schemas/1.41.0",
	cacheWriteTokens: "gen_ai.usage.cache_creation.input_tokens",
	duration: "gen_ai.client.operation.duration",
	timeToFirstChunk: "gen_ai.client.operation.time_to_first_chunk",
	timePerOutputChunk: "gen_ai.client.operation.time_per_output_chunk",
	tokens: {
		kind: "one",
		histogram: "gen_ai.client.token.usage"
	}
};
const latest = {
	schemaUrl: "https://opentelemetry.io/schemas/gen-ai/1.42.0",
	cacheWriteTokens: "gen_ai.usage.cache_write.input_tokens",
	duration: "gen_ai.client.inference.duration",
	timeToFirstChunk: "gen_ai.client.inference.time_to_first_chunk",
	timePerOutputChunk: "gen_ai.client.inference.time_per_output_chunk",
	tokens: {
		kind: "many",
		counters: {
			input: "gen_ai.client.inference.usage.input_tokens",
			output: "gen_ai.client.inference.usage.output_tokens",
			cacheRead: "gen_ai.client.inference.usage.cache_read.input_tokens",
			cacheWrite: "gen_ai.client.inference.usage.cache_write.input_tokens",
			reasoning: "gen_ai.client.inference.usage.reasoning.output_tokens"
		},
		histograms: {
			input: "gen_ai.client.inference.operation.input_tokens",
			output: "gen_ai.client.inference.operation.output_tokens"
		}
	}
};
function editionOf(env) {
	return (env["OTEL_SEMCONV_STABILITY_OPT_IN"] ?? "").split(",").map((name) => name.trim()).includes("gen_ai_latest_experimental") ? latest : released;
}
// dist/collector/deliver/telemetry/span.js
function spanNameOf({ operation, method, request_model: model }) {
	const did = operation === "" ? method : operation;
	return model === "" ? did : `${did} ${model}`;
}
function spanTimesOf(row) {
	const startUs = epochUsOf(row.ts);
	return {
		startUs,
		endUs: startUs + (row.e2e_us ?? 0)
	};
}
function metricAttributesOf(row) {
	const into = {};
	put(into, attribute.operation, row.operation);
	put(into, attribute.provider, row.provider);
	put(into, attribute.requestModel, row.request_model);
	put(into, attribute.responseModel, row.response_model);
	const { address, port } = serverOf(row.upstream_host);
	put(into, attribute.serverAddress, address);
	put(into, attribute.serverPort, port);
	put(into, attribute.errorType, row.error_type);
	put(into, attribute.route, row.route);
	return into;
}
function spanAttributesOf(row, edition, startUs) {
	const into = metricAttributesOf(row);
	put(into, attribute.httpMethod, row.method);
	put(into, attribute.httpStatus, row.status);
	if (row.streamed) into[attribute.requestStream] = true;
	put(into, attribute.responseId, row.response_id);
	put(into, attribute.finishReasons, finishReasonsOf(row));
	put(into, attribute.timeToFirstChunk, seconds(row.ttft_us));
	put(into, attribute.inputTokens, row.input_tokens);
	put(into, attribute.outputTokens, row.output_tokens);
	put(into, attribute.cacheReadTokens, row.cache_read_tokens);
	put(into, edition.cacheWriteTokens, row.cache_write_tokens);
	put(into, attribute.reasoningTokens, row.reasoning_tokens);
	putOwn(into, row);
	putForConsumers(into, row, startUs);
	return into;
}
function putOwn(into, row) {
	put(into, attribute.id, row.id);
	put(into, attribute.target, row.target);
	put(into, attribute.wire, row.wire);
	put(into, attribute.endedBy, row.ended_by);
	put(into, attribute.errorCode, row.error_code);
	put(into, attribute.feature, row.feature);
	put(into, attribute.key, row.key_id);
	put(into, attribute.run, row.run_id);
	put(into, attribute.arm, row.arm);
	put(into, attribute.usageSource, row.usage_source);
	put(into, attribute.priceSource, row.price_source);
	put(into, attribute.cost, row.cost_usd);
	put(into, attribute.tpot, seconds(row.tpot_us));
	put(into, attribute.overhead, seconds(row.overhead_us));
	if (row.stalls > 0) {
		into[attribute.stallCount] = row.stalls;
		put(into, attribute.longestGap, seconds(row.gap_max_us));
	}
	for (const name in row.tags) put(into, tagPrefix + name, row.tags[name] ?? null);
}
function putForConsumers(into, row, startUs) {
	if (row.cost_usd !== null) {
		into[attribute.usageCost] = Number(row.cost_usd);
		into[attribute.langfuseCost] = `{"total":${row.cost_usd}}`;
	}
	const { input_tokens: input, output_tokens: output } = row;
	if (input !== null && output !== null) into[attribute.totalTokens] = input + output;
	put(into, attribute.langfuseUsage, langfuseUsageOf(row));
	put(into, attribute.user, row.user);
	put(into, attribute.session, row.session);
	put(into, attribute.conversation, row.session);
	put(into, attribute.langfuseUser, row.user);
	put(into, attribute.langfuseSession, row.session);
	put(into, attribute.langfuseType, row.request_model === "" ? "span" : "generation");
	if (row.ttft_us !== null) into[attribute.langfuseFirstToken] = isoOf(startUs + row.ttft_us);
}
function langfuseUsageOf(row) {
	const { input_tokens: input, output_tokens: output, reasoning_tokens: reasoning } = row;
	const { cache_read_tokens: read, cache_write_tokens: write, cache_write_1h_tokens: write1h } = row;
	const parts = [];
	if (input !== null) {
		parts.push(`"input":${Math.max(0, input - (read ?? 0) - (write ?? 0))}`);
		if (read !== null) parts.push(`"input_cached_tokens":${read}`);
		if (write !== null) parts.push(`"input_cache_creation":${Math.max(0, write - (write1h ?? 0))}`);
		if (write1h !== null) parts.push(`"input_cache_creation_1h":${write1h}`);
	}
	if (output !== null) {
		parts.push(`"output":${Math.max(0, output - (reasoning ?? 0))}`);
		if (reasoning !== null) parts.push(`"output_reasoning_tokens":${reasoning}`);
	}
	if (input !== null && output !== null) parts.push(`"total":${input + output}`);
	return parts.length === 0 ? null : `{${parts.join()}}`;
}
function contentAttributesOf(content) {
	const into = {};
	put(into, attribute.systemInstructions, content.systemInstructions);
	put(into, attribute.inputMessages, content.inputMessages);
	put(into, attribute.outputMessages, content.outputMessages);
	put(into, attribute.toolDefinitions, content.toolDefinitions);
	if (content.cut) into[attribute.contentCut] = true;
	return into;
}
function contentCharsOf(attributes) {
	let chars = 0;
	for (const name of contentNames) {
		const value = attributes[name];
		if (typeof value === "string") chars += value.length;
	}
	return chars;
}
const contentNames = [
	attribute.systemInstructions,
	attribute.inputMessages,
	attribute.outputMessages,
	attribute.toolDefinitions
];
function spanEventsOf(row, startUs, endUs, stalls) {
	const events = [];
	if (row.ttft_us !== null) events.push({
		name: event.firstToken,
		at: hrTimeOf(startUs + row.ttft_us),
		attributes: {}
	});
	for (const { atUs, lengthUs } of stalls) events.push({
		name: event.stall,
		at: hrTimeOf(startUs + atUs),
		attributes: { [attribute.gap]: lengthUs / 1e6 }
	});
	if (row.ended_by !== "complete") events.push({
		name: event.abort,
		at: hrTimeOf(endUs),
		attributes: { [attribute.endedBy]: row.ended_by }
	});
	return events;
}
function finishReasonsOf({ finish_reason: reason, streamed, error_type: errorType }) {
	const reasons = reason === "" ? [] : [reason];
	if (streamed && errorType !== "" && errorType !== "client_abort") reasons.push("error");
	return reasons.length === 0 ? null : reasons;
}
function serverOf(host) {
	const colon = host.lastIndexOf(":");
	const port = Number(host.slice(colon + 1));
	return colon < 0 || !Number.isInteger(port) ? {
		address: host,
		port: null
	} : {
		address: host.slice(0, colon),
		port
	};
}
function put(into, name, value) {
	if (value !== null && value !== "") into[name] = value;
}
function epochUsOf(ts) {
	return Date.parse(`${ts.slice(0, 10)}T${ts.slice(11, 19)}Z`) * 1e3 + Number(ts.slice(20));
}
function hrTimeOf(epochUs) {
	return [Math.floor(epochUs / 1e6), epochUs % 1e6 * 1e3];
}
function isoOf(epochUs) {
	const micros = String(epochUs % 1e6).padStart(6, "0");
	return `${new Date(Math.floor(epochUs / 1e6) * 1e3).toISOString().slice(0, 19)}.${micros}Z`;
}
function seconds(us) {
	return us === null ? null : us / 1e6;
}
// dist/collector/deliver/telemetry/counted-exporters.js
var CountedSpans = class {
	#exporter;
	#ledger;
	constructor(exporter, ledger) {
		this.#exporter = exporter;
		this.#ledger = ledger;
	}
	export(spans, done) {
		const ledger = this.#ledger;
		ledger.spansQueued -= spans.length;
		for (const { attributes } of spans) ledger.contentChars -= contentCharsOf(attributes);
		this.#exporter.export(spans, (result) => {
			const error = errorOf(result);
			if (error === null) ledger.spansExported += spans.length;
			else ledger.spansFailed += spans.length;
			ledger.onEnd("spans", error);
			done(result);
		});
	}
	async forceFlush() {
		await this.#exporter.forceFlush?.();
	}
	shutdown() {
		return this.#exporter.shutdown();
	}
};
var CountedMetrics = class {
	#exporter;
	#ledger;
	constructor(exporter, ledger) {
		this.#exporter = exporter;
		this.#ledger = ledger;
	}
	export(batch, done) {
		this.#exporter.export(batch, (result) => {
			const error = errorOf(result);
			if (error !== null) this.#ledger.metricExportsFailed++;
			this.#ledger.onEnd("metrics", error);
			done(result);
		});
	}
	selectAggregationTemporality(type) {
		return this.#exporter.selectAggregationTemporality?.(type) ?? metrics.AggregationTemporality.CUMULATIVE;
	}
	forceFlush() {
		return this.#exporter.forceFlush();
	}
	shutdown() {
		return this.#exporter.shutdown();
	}
};
function errorOf({ code, error }) {
	if (code === core.ExportResultCode.SUCCESS) return null;
	const { code: number, name } = error ?? {};
	return String(number ?? name ?? "unknown");
}
// dist/collector/deliver/telemetry/otel-metrics.js
function histogramSpecs(edition) {
	const { duration, timeToFirstChunk, timePerOutputChunk } = edition;
	return [
		inTime(duration, bounds.e2e, "Duration of an operation.", (row) => row.e2e_us),
		inTime(timeToFirstChunk, bounds.ttft, "Time to the first output of a stream.", (row) => row.ttft_us),
		inTime(timePerOutputChunk, bounds.e2e, "Time between the chunks of a stream.", (_, gapsUs) => gapsUs),
		inTime(ownMetric.tpot, bounds.tpot, "Time per output token after the first.", (row) => row.tpot_us),
		inTime(ownMetric.overhead, bounds.overhead, "The collector's own time.", (row) => row.overhead_us),
		...tokenSpecs(edition)
	];
}
function counterSpecs({ tokens }) {
	const cost = {
		name: ownMetric.cost,
		unit: "{USD}",
		description: "Cost in US dollars.",
		scale: 1e9,
		value: ({ cost_usd }) => cost_usd === null ? null : Math.round(Number(cost_usd) * 1e9)
	};
	if (tokens.kind === "one") return [cost];
	return [cost, ...Object.entries(tokens.counters).map(([count, name]) => {
		const column = columns[count];
		return {
			...tokenMetric(name),
			value: (row) => row[column]
		};
	})];
}
function inTime(name, boundsUs, description, value) {
	return {
		name,
		unit: "s",
		description,
		scale: 1e6,
		bounds: boundsUs,
		attributes: {},
		value
	};
}
function tokenSpecs({ tokens }) {
	return ["input", "output"].map((type) => {
		const column = columns[type];
		const isOne = tokens.kind === "one";
		return {
			...tokenMetric(isOne ? tokens.histogram : tokens.histograms[type]),
			bounds: tokenBounds,
			attributes: isOne ? { [attribute.tokenType]: type } : {},
			value: (row) => row[column]
		};
	});
}
function tokenMetric(name) {
	return {
		name,
		unit: "{token}",
		description: "Tokens of an operation.",
		scale: 1
	};
}
const tokenBounds = Array.from({ length: 14 }, (_, power) => 4 ** power);
const columns = {
	input: "input_tokens",
	output: "output_tokens",
	cacheRead: "cache_read_tokens",
	cacheWrite: "cache_write_tokens",
	reasoning: "reasoning_tokens"
};
// dist/collector/deliver/telemetry/otel-book.js
var MetricBook = class {
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
	count(row, gapsUs) {
		const { histograms, sums } = this.#setOf(row);
		for (let index = 0; index < histograms.length; index++) {
			const spec = this.#histograms[index];
			const value = spec.value(row, gapsUs);
			const into = histograms[index];
			if (typeof value === "number") observe(into, spec.bounds, value);
			else if (value !== null) for (const one of value) observe(into, spec.bounds, one);
		}
		for (let index = 0; index < sums.length; index++) sums[index] = sums[index] + (this.#counters[index].value(row) ?? 0);
	}
	async collect() {
		const now = core.hrTime();
		const { scope, isDelta } = this.#options;
		const found = [...this.#histogramData(now), ...this.#counterData(now)];
		const scopeMetrics = found.length === 0 ? [] : [{
			scope,
			metrics: found
		}];
		if (isDelta) {
			this.#sets.clear();
			this.#since = now;
		}
		return {
			resourceMetrics: {
				resource: noResource,
				scopeMetrics
			},
			errors: []
		};
	}
	#setOf(row) {
		const { operation, provider, request_model, response_model, upstream_host, error_type, route } = row;
		const key = `${operation}\n${provider}\n${request_model}\n${response_model}\n${upstream_host}\n${error_type}\n${route}`;
		const found = this.#sets.get(key);
		if (found !== void 0) return found;
		if (this.#sets.size < 1999) return this.#open(key, metricAttributesOf(row));
		return this.#sets.get("otel.metric.overflow") ?? this.#open("otel.metric.overflow", { ["otel.metric.overflow"]: true });
	}
	#open(key, attributes) {
		const set = {
			attributes,
			histograms: this.#histograms.map(({ bounds }) => blankDistribution(bounds.length + 1)),
			sums: this.#counters.map(() => 0)
		};
		this.#sets.set(key, set);
		return set;
	}
	#histogramData(now) {
		const byName = new Map();
		for (const [index, spec] of this.#histograms.entries()) {
			const data = byName.get(spec.name) ?? this.#blankHistogram(spec);
			for (const { attributes, histograms } of this.#sets.values()) {
				const value = histogramOf(histograms[index], spec);
				if (value === null) continue;
				const named = {
					...attributes,
					...spec.attributes
				};
				data.dataPoints.push({
					startTime: this.#since,
					endTime: now,
					attributes: named,
					value
				});
			}
			if (data.dataPoints.length > 0) byName.set(spec.name, data);
		}
		return [...byName.values()];
	}
	#counterData(now) {
		return this.#counters.flatMap(({ name, description, unit, scale }, index) => {
			const dataPoints = [...this.#sets.values()].flatMap(({ attributes, sums }) => {
				const sum = sums[index];
				if (sum === 0) return [];
				return [{
					startTime: this.#since,
					endTime: now,
					attributes,
					value: sum / scale
				}];
			});
			if (dataPoints.length === 0) return [];
			return [{
				descriptor: {
					name,
					description,
					unit,
					valueType: scale === 1 ? ValueType.INT : ValueType.DOUBLE
				},
				dataPointType: metrics.DataPointType.SUM,
				isMonotonic: true,
				dataPoints,
				...this.#temporality()
			}];
		});
	}
	#blankHistogram({ name, description, unit }) {
		return {
			descriptor: {
				name,
				description,
				unit,
				valueType: ValueType.DOUBLE
			},
			dataPointType: metrics.DataPointType.HISTOGRAM,
			dataPoints: [],
			...this.#temporality()
		};
	}
	#temporality() {
		const { DELTA, CUMULATIVE } = metrics.AggregationTemporality;
		return { aggregationTemporality: this.#options.isDelta ? DELTA : CUMULATIVE };
	}
};
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
	while (index < bounds.length && value > bounds[index]) index++;
	into.counts[index] = into.counts[index] + 1;
	into.count++;
	into.sum += value;
	if (value < into.min) into.min = value;
	if (value > into.max) into.max = value;
}
function histogramOf({ counts, count, sum, min, max }, { bounds, scale }) {
	if (count === 0) return null;
	return {
		buckets: {
			boundaries: bounds.map((bound) => bound / scale),
			counts: [...counts]
		},
		count,
		sum: sum / scale,
		min: min / scale,
		max: max / scale
	};
}
const noResource = resources.emptyResource();
// dist/collector/deliver/telemetry/otel-diagnostics.js
function withDiagnostics(env, log, start) {
	if ((env["OTEL_LOG_LEVEL"]?.trim() ?? "") !== "") return start();
	const said = new Set();
	const say = (message) => {
		if (!said.has(message)) log("warn", `telemetry: ${withoutSecrets(message, env)}`);
		said.add(message);
	};
	diag.setLogger({
		error: say,
		warn: say,
		info,
		debug: info,
		verbose: info
	}, DiagLogLevel.WARN);
	try {
		return start();
	} finally {
		diag.disable();
	}
}
function withoutSecrets(message, env) {
	return Object.entries(env).flatMap(([name, value]) => secretName.test(name) && value ? [value] : []).reduce((text, value) => text.replaceAll(value, "***"), message);
}
const secretName = /^OTEL_EXPORTER_OTLP_(.*_)?(HEADERS|ENDPOINT)$/;
function info() {}
// dist/collector/deliver/telemetry/caller-trace.js
function callerTraceOf(headers) {
	return {
		sampled: (Number.parseInt(textOf(headers, "traceparent").trim().split("-")[3] ?? "", 16) & 1) === 1,
		state: textOf(headers, "tracestate")
	};
}
function textOf(headers, name) {
	let text = "";
	for (let i = 0; i < headers.length; i += 2) {
		if (headers[i].toLowerCase() !== name) continue;
		text = text === "" ? headers[i + 1] : `${text},${headers[i + 1]}`;
	}
	return text;
}
// dist/collector/deliver/telemetry/row-tracer.js
var RowIds = class {
	traceId = "";
	spanId = "";
	generateTraceId() {
		return this.traceId;
	}
	generateSpanId() {
		return this.spanId;
	}
};
const maxContentChars = 16777216;
var RowTracer = class {
	#options;
	constructor(options) {
		this.#options = options;
	}
	onRow(row, beside) {
		const { tracer, ids, edition, maxQueued, ledger } = this.#options;
		ids.traceId = row.trace_id;
		ids.spanId = row.span_id;
		const { startUs, endUs } = spanTimesOf(row);
		const options = {
			kind: SpanKind.CLIENT,
			startTime: hrTimeOf(startUs)
		};
		const span = tracer.startSpan(spanNameOf(row), options, parentOf(row, beside.requestHeaders));
		if ((span.spanContext().traceFlags & TraceFlags.SAMPLED) === 0) return;
		if (ledger.spansQueued >= maxQueued) {
			ledger.spansDropped++;
			return;
		}
		span.setAttributes(spanAttributesOf(row, edition, startUs));
		this.#putContent(span, beside);
		for (const { name, at, attributes } of spanEventsOf(row, startUs, endUs, beside.stalls)) span.addEvent(name, attributes, at);
		if (row.error_type !== "") span.setStatus({
			code: SpanStatusCode.ERROR,
			message: row.error_type
		});
		ledger.spansQueued++;
		span.end(hrTimeOf(endUs));
	}
	#putContent(span, { content }) {
		const said = content?.() ?? null;
		if (said === null) return;
		const { ledger } = this.#options;
		const attributes = contentAttributesOf(said);
		const chars = contentCharsOf(attributes);
		if (ledger.contentChars + chars > maxContentChars) {
			span.setAttribute(attribute.contentCut, true);
			return;
		}
		ledger.contentChars += chars;
		span.setAttributes(attributes);
	}
};
function parentOf(row, requestHeaders) {
	if (row.parent_span_id === "") return ROOT_CONTEXT;
	const { sampled, state } = callerTraceOf(requestHeaders);
	return trace.setSpanContext(ROOT_CONTEXT, {
		traceId: row.trace_id,
		spanId: row.parent_span_id,
		traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
		isRemote: true,
		...state !== "" && { traceState: createTraceState(state) }
	});
}
// dist/collector/deliver/telemetry/otel.js
function startOtel(options) {
	return withDiagnostics(options.env, options.log, () => start(options));
}
function start(options) {
	const { signals, env, log, collector, version } = options;
	const edition = editionOf(env);
	const ledger = blankLedger(log);
	const ids = new RowIds();
	const meters = signals.metrics ? openMeters(options, edition, ledger) : null;
	const sdk = new NodeSDK({
		resource: resourceOf(collector, version),
		...!isSet(env, "OTEL_NODE_RESOURCE_DETECTORS") && { resourceDetectors: [resources.envDetector, resources.hostDetector] },
		textMapPropagator: null,
		idGenerator: ids,
		logRecordProcessors: [],
		metricReaders: meters === null ? [] : [meters.reader],
		spanProcessors: signals.traces ? [spanProcessor(options, ledger)] : []
	});
	sdk.start();
	const tracer = signals.traces ? openTracer(options, edition, ids, ledger) : null;
	return {
		onRow: (row, beside) => {
			tracer?.onRow(row, beside);
			meters?.book.count(row, beside.gapsUs);
		},
		stats: () => {
			const { onEnd: _, contentChars: __, ...stats } = ledger;
			return stats;
		},
		close: (timeoutMs) => within(timeoutMs, sdk.shutdown())
	};
}
const scope = "teeline";
const plainQueue = {
	maxQueueSize: 2048,
	maxExportBatchSize: 512
};
const contentQueue = {
	maxQueueSize: 960,
	maxExportBatchSize: 32
};
function openTracer(options, edition, ids, ledger) {
	const { schemaUrl } = edition;
	return new RowTracer({
		tracer: trace.getTracerProvider().getTracer(scope, options.version, { schemaUrl }),
		ids,
		edition,
		maxQueued: queueOf(options).maxQueueSize,
		ledger
	});
}
function queueOf({ env, content }) {
	const { maxQueueSize, maxExportBatchSize } = content ? contentQueue : plainQueue;
	return {
		maxQueueSize: numberOf(env, "OTEL_BSP_MAX_QUEUE_SIZE", maxQueueSize),
		maxExportBatchSize: numberOf(env, "OTEL_BSP_MAX_EXPORT_BATCH_SIZE", maxExportBatchSize)
	};
}
function openMeters({ env, version }, edition, ledger) {
	const exporter = new CountedMetrics(metricExporter(env), ledger);
	const isDelta = exporter.selectAggregationTemporality(metrics.InstrumentType.HISTOGRAM) === metrics.AggregationTemporality.DELTA;
	const { schemaUrl } = edition;
	const book = new MetricBook({
		edition,
		scope: {
			name: scope,
			version,
			schemaUrl
		},
		isDelta
	});
	return {
		book,
		reader: metricReader(env, exporter, book)
	};
}
function resourceOf(collector, version) {
	const own = {
		"service.name": "teeline",
		"service.version": version,
		"service.instance.id": collector
	};
	return resources.defaultResource().merge(resources.resourceFromAttributes(own));
}
function spanProcessor(options, ledger) {
	const exporter = isGrpc(options.env, "TRACES") ? new OTLPTraceExporter() : new OTLPTraceExporter$1();
	return new tracing.BatchSpanProcessor(new CountedSpans(exporter, ledger), queueOf(options));
}
function metricExporter(env) {
	return isGrpc(env, "METRICS") ? new OTLPMetricExporter() : new OTLPMetricExporter$1();
}
function metricReader(env, exporter, book) {
	const exportIntervalMillis = numberOf(env, "OTEL_METRIC_EXPORT_INTERVAL", 6e4);
	const timeout = numberOf(env, "OTEL_METRIC_EXPORT_TIMEOUT", 3e4);
	return new metrics.PeriodicExportingMetricReader({
		exporter,
		metricProducers: [book],
		exportIntervalMillis,
		exportTimeoutMillis: Math.min(timeout, exportIntervalMillis)
	});
}
function isGrpc(env, signal) {
	const name = `OTEL_EXPORTER_OTLP_${signal}_PROTOCOL`;
	const protocol = env[isSet(env, name) ? name : "OTEL_EXPORTER_OTLP_PROTOCOL"]?.trim() ?? "";
	if (![
		"",
		"grpc",
		"http/protobuf"
	].includes(protocol)) diag.warn(`the protocol is grpc or http/protobuf, not "${protocol}"; http/protobuf is used`);
	return protocol === "grpc";
}
function blankLedger(log) {
	const failing = new Set();
	const ledger = {
		spansExported: 0,
		spansDropped: 0,
		spansFailed: 0,
		spansQueued: 0,
		metricExportsFailed: 0,
		contentChars: 0,
		lastError: null,
		onEnd: (signal, error) => {
			if (error !== null) {
				ledger.lastError = error;
				if (!failing.has(signal)) log("warn", `telemetry: ${signal} cannot be exported (${error}); rows are not affected`);
				failing.add(signal);
			} else if (failing.delete(signal)) log("info", `telemetry: ${signal} are exported again`);
		}
	};
	return ledger;
}
function numberOf(env, name, otherwise) {
	const value = Number(env[name]);
	return isSet(env, name) && value > 0 ? value : otherwise;
}
function isSet(env, name) {
	return (env[name]?.trim() ?? "") !== "";
}
async function within(timeoutMs, work) {
	let timer;
	const bound = new Promise((resolve) => {
		timer = setTimeout(resolve, timeoutMs);
	});
	await Promise.race([work.catch(() => {}), bound]);
	clearTimeout(timer);
}
export { startOtel };
