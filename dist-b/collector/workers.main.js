import { o as splitAddress, r as listenError, t as addressUrl } from "./listen.main.js";
import { r as require_dist, t as version } from "./version.main.js";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { TeelineError } from "../schemas/errors.js";
import { fork } from "node:child_process";
import { Registry } from "prom-client";
import { createServer } from "node:net";
import { deserialize } from "node:v8";
// dist/collector/deliver/telemetry/series.js
var import_dist = require_dist();
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
Object.entries({
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
function doubling(first, count) {
	return Array.from({ length: count }, (_, power) => first * 2 ** power);
}
// dist/collector/deliver/telemetry/exposition.js
async function exposition(figures, openMetrics) {
	const registry = new Registry();
	if (openMetrics) registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
	const families = [
		...trafficOf(figures.book.series),
		...collectorOf(figures),
		...deliveryOf(figures),
		...budgetsOf(figures.budgets),
		...otelOf(figures),
		...workersOf(figures.workers),
		...processOf(figures)
	];
	for (const family of families) register(registry, family, openMetrics);
	const text = await registry.metrics();
	return openMetrics ? text.replace(typeWithUnit, "$&\n# UNIT $1 $2") : text;
}
const typeWithUnit = /^# TYPE (\S+_(seconds|bytes|usd)) .*$/gm;
function register(registry, family, openMetrics) {
	const { help, type, samples } = family;
	const name = type === "counter" && !openMetrics ? `${family.name}_total` : family.name;
	const metric = {
		name,
		help,
		type,
		get: async () => ({
			name,
			help,
			type,
			values: samples
		})
	};
	registry.registerMetric(metric);
}
function trafficOf(series) {
	const each = (name, help, value) => counter(name, help, series.map((one) => ({
		labels: { ...one.labels },
		value: value(one)
	})));
	const split = (name, help, pick, to) => counter(name, help, series.flatMap((one) => Object.entries(pick(one)).map(([key, value]) => ({
		labels: {
			...one.labels,
			...zip(to, key)
		},
		value
	}))));
	return [
		each("teeline_requests", "Exchanges that ended.", (one) => one.requests),
		split("teeline_request_errors", "Exchanges that ended in an error.", (one) => one.errors, ["error_type"]),
		each("teeline_requests_unpriced", "Exchanges with usage and without a price.", (one) => one.unpriced),
		each("teeline_requests_without_usage", "Exchanges of which no usage is known.", (one) => one.withoutUsage),
		split("teeline_tokens", "Tokens; input includes cached, output includes reasoning.", (one) => one.tokens, ["kind", "source"]),
		each("teeline_cost_usd", "Cost in US dollars under the prices in force.", (one) => one.costNanoUsd / 1e9),
		histogram(series, "ttft", "teeline_ttft_seconds", "Request to first output-bearing frame of a stream."),
		histogram(series, "tpot", "teeline_tpot_seconds", "Time per output token after the first."),
		histogram(series, "e2e", "teeline_e2e_seconds", "Request to the end of its answer."),
		histogram(series, "overhead", "teeline_overhead_seconds", "The collector's own time, up to the answer's head.")
	];
}
function collectorOf({ relay, book, totals, delivery }) {
	return [
		gauge("teeline_exchanges_open", "Exchanges that are open now, streams among them.", relay.open),
		counterOf("teeline_exchanges", "Exchanges that the relay took, open ones too.", relay.exchanges),
		gauge("teeline_tape_backlog_bytes", "Copied for the recorder and not yet read by it.", relay.backlogBytes),
		counterOf("teeline_recorder_restarts", "Recorders that died and were replaced.", relay.recorderRestarts),
		counterOf("teeline_recorder_faults", "Rows whose body could not be read as its wire promises.", totals.faults),
		gauge("teeline_metrics_series", "Label sets of provider, model and route.", book.series.length),
		counterOf("teeline_metrics_folded", "Exchanges counted under the model \"other\".", book.folded),
		...delivery.storeUp === null ? [] : [gauge("teeline_store_up", "1 while the store takes rows.", delivery.storeUp ? 1 : 0)]
	];
}
function deliveryOf({ delivery, totals }) {
	const ageSeconds = (delivery.oldestAgeMs ?? 0) / 1e3;
	return [
		gauge("teeline_outbox_rows", "Rows that the store has not acknowledged.", delivery.pendingRows),
		gauge("teeline_outbox_bytes", "Bytes of them.", delivery.pendingBytes),
		gauge("teeline_outbox_oldest_age_seconds", "Age of the oldest of them; 0 without any.", ageSeconds),
		counterOf("teeline_rows_delivered", "Rows that the store acknowledged.", totals.rowsDelivered),
		counterOf("teeline_rows_lost", "Exchanges and events that left no row.", totals.rowsLost),
		counterOf("teeline_rows_dead_lettered", "Rows that the store refused.", totals.rowsDeadLettered),
		counterOf("teeline_store_retries", "Inserts that were tried again.", totals.storeRetries)
	];
}
function budgetsOf(budgets) {
	if (budgets.length === 0) return [];
	const labels = ({ name, period }) => ({
		budget: name,
		period
	});
	const known = budgets.flatMap((one) => one.spentUsd === null ? [] : [{
		labels: labels(one),
		value: one.spentUsd
	}]);
	const limits = budgets.map((one) => ({
		labels: labels(one),
		value: one.limitUsd
	}));
	return [family("gauge", "teeline_budget_spent_usd", "Spent in the calendar period so far, in UTC.", known), family("gauge", "teeline_budget_limit_usd", "What may be spent in the period.", limits)];
}
function otelOf({ otel, totals }) {
	if (otel === null) return [];
	const dropped = [{
		labels: { reason: "queue_full" },
		value: totals.spansDropped
	}, {
		labels: { reason: "export_failed" },
		value: totals.spansFailed
	}];
	return [
		counterOf("teeline_spans_exported", "Spans that the OTLP receiver took.", totals.spansExported),
		counter("teeline_spans_dropped", "Spans that it did not get.", dropped),
		gauge("teeline_spans_queued", "Spans that wait for it.", otel.spansQueued),
		counterOf("teeline_metric_exports_failed", "OTLP exports of metrics that failed.", totals.metricExportsFailed)
	];
}
function workersOf(workers) {
	if (workers === null) return [];
	const { count, answering, restarts } = workers;
	return [
		gauge("teeline_workers", "Workers that the configuration asks for.", count),
		gauge("teeline_workers_answering", "Those whose figures are of now; last known ones stand for the rest.", answering),
		counterOf("teeline_worker_restarts", "Workers that died and were replaced.", restarts)
	];
}
function processOf({ version, process: { cpuSeconds, rssBytes } }) {
	return [
		counterOf("process_cpu_seconds", "User and system time of the process.", cpuSeconds),
		gauge("process_resident_memory_bytes", "Resident memory of the process.", rssBytes),
		gauge("process_start_time_seconds", "When the process began, Unix time.", startSeconds),
		family("gauge", "teeline_build_info", "Always 1.", [{
			labels: { version },
			value: 1
		}])
	];
}
const startSeconds = Math.round(Date.now() / 1e3 - process.uptime());
function histogram(series, time, name, help) {
	return family("histogram", name, help, series.flatMap(({ labels, times }) => {
		const { counts, exemplars, count, sumUs } = times[time];
		if (count === 0) return [];
		const sharedLabels = { ...labels };
		let below = 0;
		return [
			...counts.map((inBucket, index) => {
				below += inBucket;
				const bound = bounds[time][index];
				const le = bound === void 0 ? "+Inf" : String(bound / 1e6);
				const exemplar = exemplarOf(exemplars[index] ?? null);
				return {
					metricName: `${name}_bucket`,
					sharedLabels,
					labels: { le },
					value: below,
					exemplar
				};
			}),
			{
				metricName: `${name}_sum`,
				sharedLabels,
				value: sumUs / 1e6
			},
			{
				metricName: `${name}_count`,
				sharedLabels,
				value: count
			}
		];
	}));
}
function exemplarOf(exemplar) {
	if (exemplar === null) return null;
	const { traceId, us, atMs } = exemplar;
	return {
		labelSet: { trace_id: traceId },
		value: us / 1e6,
		timestamp: atMs / 1e3
	};
}
function family(type, name, help, samples) {
	return {
		type,
		name,
		help,
		samples
	};
}
function counter(name, help, samples) {
	return family("counter", name, help, samples);
}
function counterOf(name, help, value) {
	return counter(name, help, [{ value }]);
}
function gauge(name, help, value) {
	return family("gauge", name, help, [{ value }]);
}
function zip(names, key) {
	const values = key.split(" ");
	return Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""]));
}
// dist/collector/workers/door.js
const lateMs = 100;
const maxWaiting = 1024;
var Door = class Door {
	#server;
	#workers = new Set();
	#waiting = [];
	constructor() {
		this.#server = createServer({
			pauseOnConnect: true,
			noDelay: true
		}, (connection) => {
			connection.on("error", () => {});
			this.#waiting.push(connection);
			this.#handOut();
		});
		this.#server.maxConnections = maxWaiting;
	}
	static async open(address) {
		const door = new Door();
		try {
			door.#server.listen(splitAddress(address));
			await once(door.#server, "listening");
		} catch (cause) {
			throw listenError("collector.listen", address, cause);
		}
		door.#server.on("error", () => {});
		return door;
	}
	get url() {
		return addressUrl(this.#server);
	}
	admit(worker) {
		this.#workers.add(worker);
		this.#handOut();
	}
	arrived(worker) {
		worker.handed.shift()?.connection.destroy();
		this.#handOut();
	}
	dismiss(worker) {
		this.#workers.delete(worker);
		this.#waiting.unshift(...worker.handed.splice(0).map(({ connection }) => connection));
		this.#handOut();
	}
	close() {
		this.#server.close();
		for (const connection of this.#waiting.splice(0)) connection.destroy();
	}
	#handOut() {
		while (this.#waiting.length > 0) {
			const worker = this.#freest();
			if (worker === void 0) return;
			const connection = this.#waiting.shift();
			if (connection === void 0 || connection.destroyed) continue;
			worker.handed.push({
				connection,
				atMs: performance.now()
			});
			worker.connections++;
			this.#workers.delete(worker);
			this.#workers.add(worker);
			worker.hand(connection);
		}
	}
	#freest() {
		const lateSince = performance.now() - lateMs;
		let freest;
		for (const worker of this.#workers) if (!((worker.handed[0]?.atMs ?? lateSince) < lateSince) && worker.connections < (freest?.connections ?? Number.POSITIVE_INFINITY)) freest = worker;
		return freest;
	}
};
// dist/collector/query-command.js
function queryError(error, url, isAnswering) {
	const text = error instanceof Error ? error.message : String(error);
	if (!(error instanceof import_dist.ClickHouseError)) return new TeelineError("TEELINE_STORE_UNREACHABLE", `The store at ${url} ${isAnswering ? "broke its answer off" : "does not answer"}: ${text === "" ? errorCode(error) : text}`, "Start teeline, or look at store.url, store.user and store.password.", error);
	return new TeelineError("TEELINE_STORE_QUERY_FAILED", `${text.trim()} (${error.type ?? "ERROR"}, code ${error.code})`, hints[error.code] ?? "Put the SQL right. DESCRIBE TABLE requests lists the columns.", error);
}
function errorCode(error) {
	return error instanceof Error && "code" in error ? String(error.code) : "no reason given";
}
const hints = {
	"60": "SHOW TABLES lists what there is; teeline up makes what is missing.",
	"81": "teeline up makes the database; store.database names it.",
	"159": "Ask for less, or end the SQL with SETTINGS max_execution_time = 3600.",
	"202": "Wait a moment and ask again.",
	"241": "Ask for less, or use a server as store.url: the embedded store is kept small.",
	"396": "Use LIMIT, or a format that streams: --format TSV, CSVWithNames or JSONEachRow.",
	"516": "Set store.user and store.password; the embedded store keeps its own in store.json of the data directory."
};
// dist/collector/store-reader.js
const answerTimeoutMs = 36e5;
async function* rowsOf(store, { sql, params = {} }) {
	const client = open(store);
	let isAnswering = false;
	try {
		const answer = await client.query({
			query: sql,
			query_params: params,
			format: "JSONEachRow",
			clickhouse_settings: {
				output_format_json_quote_64bit_integers: 0,
				output_format_json_quote_decimals: 1
			}
		});
		isAnswering = true;
		for await (const slice of answer.stream()) yield slice.map((row) => row.json());
	} catch (error) {
		throw queryError(error, store.url, isAnswering);
	} finally {
		await client.close();
	}
}
async function allRowsOf(store, question) {
	const rows = [];
	for await (const slice of rowsOf(store, question)) rows.push(...slice);
	return rows;
}
function open(store) {
	return (0, import_dist.createClient)({
		url: store.url,
		username: store.user,
		password: store.password,
		database: store.database,
		request_timeout: answerTimeoutMs,
		log: { level: import_dist.ClickHouseLogLevel.OFF }
	});
}
// dist/collector/deliver/telemetry/budget-spend.js
const freshMs = 6e4;
var BudgetSpend = class {
	#budgets;
	#store;
	#figures;
	#askedAtMs = Number.NEGATIVE_INFINITY;
	#asking = false;
	constructor(budgets, store) {
		this.#budgets = budgets;
		this.#store = store;
		this.#figures = budgets.map((budget) => figuresOf(budget, null));
	}
	figures(now) {
		const store = this.#store();
		const isStale = now.getTime() - this.#askedAtMs >= freshMs;
		if (this.#budgets.length > 0 && store !== null && isStale && !this.#asking) this.#ask(store, now);
		return this.#figures;
	}
	async #ask(store, now) {
		this.#asking = true;
		this.#askedAtMs = now.getTime();
		try {
			const spent = await Promise.all(this.#budgets.map((budget) => spentOf(store, budget, now)));
			this.#figures = this.#budgets.map((budget, index) => figuresOf(budget, spent[index] ?? null));
		} catch {} finally {
			this.#asking = false;
		}
	}
};
function figuresOf({ name, period, usd }, spentUsd) {
	return {
		name,
		period,
		limitUsd: usd,
		spentUsd
	};
}
async function spentOf(store, budget, now) {
	const { where, params, raw } = criteriaOf(budget);
	const from = periodStart(budget.period, now).toISOString().slice(0, 19).replace("T", " ");
	const [row] = await allRowsOf(store, {
		sql: `SELECT toFloat64(ifNull(sum(s.cost_usd), 0)) AS usd FROM ${[raw ? `requests AS s WHERE s.ts >= {from:DateTime64(6, 'UTC')}` : `spend AS s WHERE s.hour >= {from:DateTime('UTC')}`, ...where].join(" AND ")}`,
		params: {
			...params,
			from
		}
	});
	return row?.usd ?? null;
}
function criteriaOf({ match }) {
	const { route, provider, model, feature, user, key } = match;
	const raw = user !== void 0 || key !== void 0;
	const modelName = raw ? "if(s.response_model = '', s.request_model, s.response_model)" : "s.model";
	const where = [];
	const params = {};
	function need(name, value, column, operator = "=") {
		if (value === void 0) return;
		where.push(`${column} ${operator} {${name}:String}`);
		params[name] = value;
	}
	need("route", route, "s.route");
	need("provider", provider, "s.provider");
	need("model", model === void 0 ? void 0 : likeOf(model), modelName, "LIKE");
	need("feature", feature, "s.feature");
	need("user", user, "s.`user`");
	need("key", key, "s.key_id");
	return {
		where,
		params,
		raw
	};
}
function likeOf(pattern) {
	return pattern.replace(/[\\%_]/g, "\\$&").replaceAll("*", "%");
}
function periodStart(period, now) {
	const [year, month, day] = [
		now.getUTCFullYear(),
		now.getUTCMonth(),
		now.getUTCDate()
	];
	if (period === "month") return new Date(Date.UTC(year, month, 1));
	if (period === "day") return new Date(Date.UTC(year, month, day));
	return new Date(Date.UTC(year, month, day - (now.getUTCDay() + 6) % 7));
}
// dist/collector/deliver/telemetry/process-figures.js
function processFigures() {
	const { user, system } = process.cpuUsage();
	return {
		cpuSeconds: (user + system) / 1e6,
		rssBytes: process.memoryUsage.rss()
	};
}
// dist/collector/deliver/telemetry/telemetry.js
function stateFrom(bytes) {
	return deserialize(bytes);
}
// dist/collector/deliver/delivery-sum.js
function sumDeliveries(all) {
	const sum = (of) => all.reduce((total, one) => total + of(one), 0);
	const ages = all.flatMap((one) => one.oldestAgeMs ?? []);
	const known = all.flatMap((one) => one.storeUp ?? []);
	return {
		pendingRows: sum((one) => one.pendingRows),
		pendingBytes: sum((one) => one.pendingBytes),
		oldestAgeMs: ages.length === 0 ? null : Math.max(...ages),
		rowsDelivered: sum((one) => one.rowsDelivered),
		rowsLost: sum((one) => one.rowsLost),
		rowsDeadLettered: sum((one) => one.rowsDeadLettered),
		retries: sum((one) => one.retries),
		lastError: all.find((one) => one.lastError !== null)?.lastError ?? null,
		storeUp: known.length === 0 ? null : known.every(Boolean)
	};
}
// dist/collector/workers/sum.js
const noCounters = {
	exchanges: 0,
	failed: 0,
	recorderRestarts: 0,
	cpuSeconds: 0
};
function sumCounters(all) {
	return sumNumbers(all, noCounters);
}
function sumNumbers(all, none) {
	const sum = { ...none };
	for (const one of all) for (const name of Object.keys(none)) sum[name] = sum[name] + one[name];
	return sum;
}
const noTotals = {
	rowsDelivered: 0,
	rowsLost: 0,
	rowsDeadLettered: 0,
	storeRetries: 0,
	faults: 0,
	spansExported: 0,
	spansDropped: 0,
	spansFailed: 0,
	metricExportsFailed: 0
};
function sumRelays(relays, { exchanges, failed }, draining) {
	const sum = (of) => relays.reduce((total, relay) => total + of(relay), 0);
	return {
		exchanges,
		failed,
		draining,
		open: sum((one) => one.open),
		backlogBytes: sum((one) => one.backlogBytes)
	};
}
function sumRecorders(all) {
	if (all.length === 0) return null;
	const sum = (of) => all.reduce((total, one) => total + of(one), 0);
	return {
		delivery: sumDeliveries(all.map((one) => one.delivery)),
		rows: sum((one) => one.rows),
		faults: sum((one) => one.faults),
		telemetry: sumOtel(all.map((one) => one.telemetry)),
		rssBytes: sum((one) => one.rssBytes)
	};
}
function sumOtel(all) {
	const on = all.filter((one) => one !== null);
	if (on.length === 0) return null;
	const sum = (of) => on.reduce((total, one) => total + of(one), 0);
	return {
		spansExported: sum((one) => one.spansExported),
		spansDropped: sum((one) => one.spansDropped),
		spansFailed: sum((one) => one.spansFailed),
		spansQueued: sum((one) => one.spansQueued),
		metricExportsFailed: sum((one) => one.metricExportsFailed),
		lastError: on.find((one) => one.lastError !== null)?.lastError ?? null
	};
}
// dist/collector/workers/slot.js
const restartDelayMs = {
	first: 500,
	last: 3e4
};
const wellMs = 1e4;
var Slot = class {
	index;
	setup;
	worker = null;
	restart = null;
	#report = null;
	#before = noCounters;
	#restartDelayMs = restartDelayMs.first;
	recorder = null;
	figures = null;
	figuresBytes = null;
	constructor(index, setup) {
		this.index = index;
		this.setup = setup;
	}
	async ask(request) {
		const { worker } = this;
		if (worker === null || !worker.isReady) return false;
		const report = await worker.ask(request);
		if (report === null || worker !== this.worker) return false;
		this.#report = report;
		this.recorder = report.recorder.stats ?? this.recorder;
		if (report.figures === null) return !request.figures;
		this.figuresBytes = report.figures;
		this.figures = stateFrom(report.figures);
		return true;
	}
	vacate() {
		this.#before = this.counters;
		this.#report = null;
		this.worker = null;
	}
	nextRestartDelayMs(lifeMs) {
		const delayMs = lifeMs > wellMs ? restartDelayMs.first : this.#restartDelayMs;
		this.#restartDelayMs = Math.min(delayMs * 2, restartDelayMs.last);
		return delayMs;
	}
	get counters() {
		if (this.#report === null) return this.#before;
		const { relay, recorder, process } = this.#report;
		const own = {
			exchanges: relay.exchanges,
			failed: relay.failed,
			recorderRestarts: recorder.restarts,
			cpuSeconds: process.cpuSeconds
		};
		return sumCounters([this.#before, own]);
	}
	get relay() {
		return this.#report?.relay ?? null;
	}
	get process() {
		return this.#report?.process ?? null;
	}
	get recorderRuns() {
		return this.#report?.recorder.running === true;
	}
	stats(answering) {
		const { worker, relay } = this;
		return {
			worker: this.index,
			pid: worker?.pid ?? null,
			answering,
			connections: worker?.connections ?? 0,
			exchanges: this.counters.exchanges,
			open: relay?.open ?? 0
		};
	}
};
// dist/collector/workers/worker-process.js
const reportMarginMs = 200;
var WorkerProcess = class {
	index;
	startedAtMs = performance.now();
	exited;
	#child;
	#asked = new Map();
	#lastAsked = 0;
	isReady = false;
	connections = 0;
	handed = [];
	constructor(index, listeners) {
		this.index = index;
		this.#child = fork(fileURLToPath(new URL("./worker-main.js", new URL("workers/worker-process.js", import.meta.url).href)), [String(index)], {
			serialization: "advanced",
			stdio: [
				"ignore",
				"inherit",
				"inherit",
				"ipc"
			]
		});
		this.#child.on("message", (message) => this.#onMessage(message, listeners));
		this.exited = this.#end().then((how) => {
			this.isReady = false;
			listeners.onExit(how);
		});
	}
	get pid() {
		return this.#child.pid ?? null;
	}
	say(message) {
		if (this.#child.connected) this.#child.send(message, ignore);
	}
	hand(connection) {
		if (!this.#child.connected) return;
		this.#child.send({ connection: true }, connection, { keepOpen: true }, ignore);
	}
	async ask(request) {
		const number = ++this.#lastAsked;
		const answer = new Promise((resolve) => {
			const timer = setTimeout(() => resolve(null), request.withinMs + reportMarginMs);
			this.#asked.set(number, (report) => {
				clearTimeout(timer);
				resolve(report);
			});
		});
		this.say({ ask: {
			number,
			...request
		} });
		const report = await answer;
		this.#asked.delete(number);
		return report;
	}
	kill() {
		this.#child.kill("SIGKILL");
	}
	async #end() {
		const child = this.#child;
		const said = new Promise((resolve) => child.once("disconnect", resolve));
		const how = await new Promise((resolve) => {
			child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
			child.on("error", (error) => {
				if (child.pid === void 0) resolve(error.message);
			});
		});
		if (child.connected) await said;
		return how;
	}
	#onMessage(message, listeners) {
		if ("taken" in message) listeners.onTaken();
		else if ("left" in message) this.connections--;
		else if ("report" in message) this.#asked.get(message.report.number)?.(message.report);
		else if ("log" in message) listeners.onLog(message.log);
		else {
			this.isReady = true;
			listeners.onReady();
		}
	}
};
function ignore() {}
// dist/collector/deliver/telemetry/series-sum.js
var SeriesSum = class {
	#maxSeries;
	#shown = new Set();
	constructor(maxSeries) {
		this.#maxSeries = maxSeries;
	}
	sum(books) {
		const byKey = new Map();
		let folded = 0;
		for (const book of books) {
			folded += book.folded;
			for (const series of book.series) {
				const labels = this.#labelsOf(series.labels);
				if (labels.model !== series.labels.model) folded += series.requests;
				const key = keyOf(labels);
				const total = byKey.get(key) ?? blankSeries(labels);
				byKey.set(key, total);
				addSeries(total, series);
			}
		}
		return {
			series: [...byKey.values()],
			folded
		};
	}
	#labelsOf(labels) {
		const key = keyOf(labels);
		if (this.#shown.has(key)) return labels;
		const shown = this.#shown.size < this.#maxSeries ? labels : {
			...labels,
			model: foldedModel
		};
		this.#shown.add(keyOf(shown));
		return shown;
	}
};
function addSeries(into, series) {
	into.requests += series.requests;
	into.unpriced += series.unpriced;
	into.withoutUsage += series.withoutUsage;
	into.costNanoUsd += series.costNanoUsd;
	addCounts(into.errors, series.errors);
	addCounts(into.tokens, series.tokens);
	for (const name of [
		"ttft",
		"tpot",
		"e2e",
		"overhead"
	]) addDistribution(into.times[name], series.times[name]);
}
function addCounts(into, counts) {
	for (const [name, count] of Object.entries(counts)) into[name] = (into[name] ?? 0) + count;
}
function addDistribution(into, { counts, exemplars, count, sumUs }) {
	for (const [index, inBucket] of counts.entries()) into.counts[index] = (into.counts[index] ?? 0) + inBucket;
	for (const [index, exemplar] of exemplars.entries()) {
		const own = into.exemplars[index] ?? null;
		if (exemplar !== null && (own === null || exemplar.atMs > own.atMs)) into.exemplars[index] = exemplar;
	}
	into.count += count;
	into.sumUs += sumUs;
}
// dist/collector/workers/workers-page.js
var WorkersPage = class {
	#series;
	#budgets;
	constructor(maxSeries, budgets, store) {
		this.#series = new SeriesSum(maxSeries);
		this.#budgets = new BudgetSpend(budgets, store);
	}
	async write(slots, workers, openMetrics) {
		const known = slots.flatMap((slot) => slot.figures ?? []);
		const counters = sumCounters(slots.map((slot) => slot.counters));
		const own = processFigures();
		const text = await exposition({
			version,
			book: this.#series.sum(known.map((one) => one.book)),
			totals: sumNumbers(known.map((one) => one.totals), noTotals),
			delivery: sumDeliveries(known.map((one) => one.delivery)),
			otel: sumOtel(known.map((one) => one.otel)),
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
			workers: {
				count: slots.length,
				...workers
			}
		}, openMetrics);
		return new TextEncoder().encode(text);
	}
};
// dist/collector/workers/workers.js
const statsTimeoutMs = 500;
const pageTimeoutMs = 3e3;
const graceMs = 5e3;
async function startWorkers(setups, options) {
	const workers = new Workers(await Door.open(options.loaded.config.collector.listen), setups, options);
	try {
		await workers.started;
		return workers;
	} catch (error) {
		await workers.close(0);
		throw error;
	}
}
var Workers = class {
	url;
	started;
	#door;
	#options;
	#slots;
	#page;
	#store = null;
	#untold = [];
	#restarts = 0;
	#closing = null;
	#deadline = null;
	#deliverTimeoutMs = 0;
	#isUp = false;
	#onStarted = () => {};
	constructor(door, setups, options) {
		this.url = door.url;
		this.#door = door;
		this.#options = options;
		this.#slots = setups.map((setup, index) => new Slot(index, setup));
		const { metrics, budgets } = options.loaded.config;
		this.#page = new WorkersPage(metrics.maxSeries, budgets, () => this.#store);
		this.started = new Promise((resolve, reject) => {
			this.#onStarted = (error) => error === null ? resolve() : reject(error);
		});
		for (const slot of this.#slots) this.#start(slot);
	}
	isReady() {
		return this.#closing === null && this.#ready().length > 0;
	}
	isDraining() {
		return this.#closing !== null;
	}
	async stats() {
		const slots = this.#slots;
		const answers = await this.#ask({
			figures: false,
			withinMs: statsTimeoutMs
		});
		const relays = slots.flatMap((slot) => slot.relay ?? []);
		const rss = slots.reduce((sum, slot) => sum + (slot.process?.rssBytes ?? 0), 0);
		return {
			relay: sumRelays(relays, sumCounters(slots.map((slot) => slot.counters)), this.isDraining()),
			recorder: {
				running: slots.every((slot) => slot.recorderRuns),
				...sumRecorders(slots.flatMap((slot) => slot.recorder ?? []))
			},
			rssBytes: process.memoryUsage.rss() + rss,
			workers: slots.map((slot, index) => slot.stats(answers[index] === true))
		};
	}
	async page(openMetrics) {
		const answering = (await this.#ask({
			figures: true,
			withinMs: pageTimeoutMs
		})).filter(Boolean).length;
		return this.#page.write(this.#slots, {
			answering,
			restarts: this.#restarts
		}, openMetrics);
	}
	setStore(store) {
		this.#store = store;
		for (const { worker } of this.#slots) worker?.say({ store });
	}
	writeEvent(event) {
		const [worker] = this.#ready();
		if (worker === void 0) this.#untold.push(event);
		else worker.say({ event });
	}
	cut() {
		for (const worker of this.#ready()) worker.say({ cut: true });
		this.#endBy(this.#deliverTimeoutMs + graceMs);
	}
	close(deliverTimeoutMs) {
		this.#closing ??= this.#close(deliverTimeoutMs);
		return this.#closing;
	}
	async #close(deliverTimeoutMs) {
		this.#deliverTimeoutMs = deliverTimeoutMs;
		this.#door.close();
		for (const { restart } of this.#slots) if (restart !== null) clearTimeout(restart);
		const workers = this.#slots.flatMap((slot) => slot.worker ?? []);
		for (const worker of workers) worker.say({
			close: true,
			deliverTimeoutMs
		});
		this.#endBy(this.#options.loaded.config.collector.drainTimeoutMs + deliverTimeoutMs + graceMs);
		await Promise.all(workers.map((worker) => worker.exited));
		if (this.#deadline !== null) clearTimeout(this.#deadline);
	}
	#endBy(ms) {
		if (this.#deadline !== null) clearTimeout(this.#deadline);
		this.#deadline = setTimeout(() => {
			for (const { worker } of this.#slots) worker?.kill();
		}, ms);
	}
	#ask(request) {
		return Promise.all(this.#slots.map((slot) => slot.ask(request)));
	}
	#ready() {
		return this.#slots.flatMap(({ worker }) => worker?.isReady === true ? worker : []);
	}
	#start(slot) {
		slot.restart = null;
		const worker = new WorkerProcess(slot.index, {
			onReady: () => this.#onReady(worker),
			onTaken: () => this.#door.arrived(worker),
			onLog: ({ level, message }) => this.#options.log(level, `worker ${slot.index}: ${message}`),
			onExit: (how) => this.#onExit(slot, worker, how)
		});
		slot.worker = worker;
		this.#options.dataDir.share(this.#slots.flatMap((one) => one.worker?.pid ?? []));
		worker.say({
			start: slot.setup,
			metricsState: slot.figuresBytes
		});
		if (this.#store !== null) worker.say({ store: this.#store });
	}
	#onReady(worker) {
		if (this.#closing !== null) return;
		this.#door.admit(worker);
		for (const event of this.#untold.splice(0)) worker.say({ event });
		if (this.#ready().length < this.#slots.length) return;
		this.#isUp = true;
		this.#onStarted(null);
	}
	#onExit(slot, worker, how) {
		this.#door.dismiss(worker);
		slot.vacate();
		if (this.#closing !== null) return;
		if (this.#isUp) this.#replace(slot, worker, how);
		else this.#onStarted(failed(slot.index, how));
	}
	#replace(slot, worker, how) {
		const delayMs = slot.nextRestartDelayMs(performance.now() - worker.startedAtMs);
		slot.restart = setTimeout(() => {
			this.#restarts++;
			this.#start(slot);
		}, delayMs);
		this.#options.log("error", `worker ${slot.index} ended (${how}); the others go on, another starts in ${delayMs} ms`);
		this.writeEvent({
			kind: "worker_restarted",
			message: `worker ${slot.index} died (${how}) with ${worker.connections} connections; what it had not yet written left no row`,
			count: 1
		});
	}
};
function failed(index, how) {
	return new TeelineError("TEELINE_WORKER_FAILED", `worker ${index} ended before it was ready (${how})`, "Its last lines are above; collector.workers: 1 runs without workers.");
}
export { startWorkers };
