import { t as SeriesBook } from "./series.recorder.js";
import { a as redact, c as queryOf, d as isObject, f as listOf, h as wellFormed, i as keyIdsUnder, l as countOf, m as textOf$2, n as modalityTokens, o as decodePart, p as parseJson, r as credentialsOf, s as pathnameOf, t as finishWord, u as fieldsOf } from "./gemini-words.recorder.js";
import { createRequire } from "node:module";
import { existsSync, readFileSync, readlinkSync } from "node:fs";
import { setPriority } from "node:os";
import { basename, dirname, join } from "node:path";
import { setImmediate as setImmediate$1 } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { TeelineError } from "../schemas/errors.js";
import { open } from "lmdb";
import { mkdir, open as open$1, rename, rm, stat, writeFile } from "node:fs/promises";
import { createHash, hash, randomUUID } from "node:crypto";
import { Readable, addAbortSignal } from "node:stream";
import { text } from "node:stream/consumers";
import { deserialize, serialize } from "node:v8";
import * as zlib$1 from "node:zlib";
import zlib, { crc32 } from "node:zlib";
import { isUtf8 } from "node:buffer";
// \0rolldown/runtime.js
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __esmMin = (fn, res, err) => () => {
	if (err) throw err[0];
	try {
		return fn && (res = fn(fn = 0)), res;
	} catch (e) {
		throw err = [e], e;
	}
};
var __commonJSMin = (cb, mod) => () => (mod || (cb((mod = { exports: {} }).exports, mod, mod.exports), cb = null), mod.exports);
var __exportAll = (all, no_symbols) => {
	let target = {};
	for (var name in all) __defProp(target, name, {
		get: all[name],
		enumerable: true
	});
	if (!no_symbols) __defProp(target, Symbol.toStringTag, { value: "Module" });
	return target;
};
var __copyProps = (to, from, except, desc) => {
	if (from && typeof from === "object" || typeof from === "function") for (var keys = __getOwnPropNames(from), i = 0, n = keys.length, key; i < n; i++) {
		key = keys[i];
		if (!__hasOwnProp.call(to, key) && key !== except) __defProp(to, key, {
			get: ((k) => from[k]).bind(null, key),
			enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable
		});
	}
	return to;
};
var __toCommonJS = (mod) => __hasOwnProp.call(mod, "module.exports") ? mod["module.exports"] : __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var __require = (() => createRequire(import.meta.url))();
// dist/collector/deliver/backoff.js
var Backoff = class {
	#bounds;
	#attempts = 0;
	constructor(bounds) {
		this.#bounds = bounds;
	}
	next() {
		const { minMs, maxMs } = this.#bounds;
		const pause = Math.min(maxMs, minMs * 2 ** Math.min(this.#attempts, 30));
		this.#attempts += 1;
		return pause * (.5 + Math.random() / 2);
	}
	reset() {
		this.#attempts = 0;
	}
};
// dist/collector/deliver/ndjson.js
const lineFeed$1 = 10;
function toNdjson(lines) {
	return Buffer.from(`${lines.join("\n")}\n`);
}
function sliceRows(data, skip, take) {
	const start = offsetOfRow(data, skip);
	return data.subarray(start, start + offsetOfRow(data.subarray(start), take));
}
function offsetOfRow(data, row) {
	let offset = 0;
	for (let index = 0; index < row; index++) {
		const end = data.indexOf(lineFeed$1, offset);
		if (end === -1) return data.length;
		offset = end + 1;
	}
	return offset;
}
// dist/collector/deliver/outbox-database.js
const tables = [
	"requests",
	"events",
	"price_cards",
	"bodies"
];
function eachTable(make) {
	return Object.fromEntries(tables.map((table) => [table, make(table)]));
}
const pageBytes = 4096;
const addressBytes = 1073741824;
function openEnvironment(directory) {
	return open({
		path: directory,
		noSubdir: false,
		maxDbs: 2 * tables.length + 1,
		mapSize: addressBytes,
		overlappingSync: false,
		eventTurnBatching: false
	});
}
function firstKey(entries, seq) {
	for (const key of entries.getKeys({
		start: startingAt(seq),
		limit: 1
	})) return key;
}
function rangeOf(first, last) {
	return {
		start: startingAt(first),
		end: startingAt(last + 1)
	};
}
function startingAt(seq) {
	return [seq];
}
function diskBytesOf(key) {
	const [, , bytes] = key;
	return bytes < pageBytes / 2 ? 2 * (bytes + 64) : Math.ceil((bytes + 16) / pageBytes) * pageBytes + 128;
}
async function reasonOf(error) {
	if (!(error instanceof Error) || !("commitError" in error)) return error;
	try {
		await error.commitError;
		return error;
	} catch (reason) {
		return reason;
	}
}
function statsOf(root) {
	return root.getStats();
}
// dist/collector/deliver/intake.js
const groupBytes = 524288;
var Intake = class {
	#outbox;
	#waiting = [];
	#open = eachTable(() => null);
	#rows = 0;
	#bytes = 0;
	constructor(outbox) {
		this.#outbox = outbox;
	}
	get rows() {
		return this.#rows;
	}
	get bytes() {
		return this.#bytes;
	}
	get isEmpty() {
		return this.#waiting.length === 0;
	}
	add(table, line, bytes, atMs) {
		let entry = this.#open[table];
		if (entry === null || entry.bytes + bytes > groupBytes) {
			entry = {
				lines: [],
				bytes: 0,
				sinceMs: atMs
			};
			this.#open[table] = entry;
			this.#waiting.push({
				table,
				entry
			});
		}
		entry.lines.push(line);
		entry.bytes += bytes;
		this.#rows += 1;
		this.#bytes += bytes;
	}
	take() {
		const entries = [];
		let bytes = 0;
		for (let next = this.#waiting[0]; next !== void 0; next = this.#waiting[0]) {
			if (entries.length > 0 && bytes + next.entry.bytes > groupBytes) break;
			this.#waiting.shift();
			const { table, entry } = next;
			if (this.#open[table] === entry) this.#open[table] = null;
			entries.push(this.#outbox.prepare(table, toNdjson(entry.lines), entry.lines.length, entry.sinceMs));
			bytes += entry.bytes;
		}
		return entries;
	}
	written(entries) {
		for (const { key } of entries) {
			this.#rows -= key[1];
			this.#bytes -= key[2];
		}
	}
	oldestMs() {
		return this.#waiting[0]?.entry.sinceMs ?? null;
	}
};
// dist/collector/deliver/timestamp.js
function toTimestamp(ms) {
	return `${new Date(ms).toISOString().replace("T", " ").slice(0, -1)}000`;
}
// dist/collector/deliver/losses.js
var Losses = class Losses {
	#byKind = new Map();
	static restore(saved) {
		const losses = new Losses();
		for (const loss of Array.isArray(saved) ? saved : []) losses.#byKind.set(`${loss.table} ${loss.reason}`, loss);
		return losses;
	}
	get isEmpty() {
		return this.#byKind.size === 0;
	}
	add(table, reason, atMs) {
		const kind = `${table} ${reason}`;
		const loss = this.#byKind.get(kind);
		if (loss === void 0) {
			this.#byKind.set(kind, {
				table,
				reason,
				count: 1,
				fromMs: atMs,
				toMs: atMs
			});
			return;
		}
		loss.count += 1;
		loss.toMs = atMs;
	}
	snapshot() {
		return [...this.#byKind.values()].map((loss) => ({ ...loss }));
	}
	takeEvents(collector) {
		const events = [...this.#byKind.values()].map((loss) => JSON.stringify(toEvent(loss, collector)));
		this.#byKind.clear();
		return events;
	}
};
function toEvent({ table, reason, count, fromMs, toMs }, collector) {
	const from = toTimestamp(fromMs);
	const to = toTimestamp(toMs);
	return {
		ts: to,
		kind: "rows_lost",
		message: `${count} rows of ${table} were dropped between ${from} and ${to} (${reason})`,
		count,
		attributes: {
			table,
			reason,
			from,
			to
		},
		collector
	};
}
// dist/collector/deliver/committer.js
const roomShare = .9;
const diskRetry = {
	minMs: 500,
	maxMs: 3e4
};
var Committer = class {
	#outbox;
	#options;
	#intake;
	#losses;
	#backoff = new Backoff(diskRetry);
	#lossesChanged = false;
	#rowsLost = 0;
	#finishing = false;
	#timer = null;
	#running = null;
	#refused = null;
	constructor(outbox, options) {
		this.#outbox = outbox;
		this.#options = options;
		this.#intake = new Intake(outbox);
		this.#losses = Losses.restore(outbox.meta("losses"));
		if (!this.#losses.isEmpty) this.#schedule(0);
	}
	get rowsLost() {
		return this.#rowsLost;
	}
	get waiting() {
		const sinceMs = this.#refused?.taken[0]?.key[3] ?? this.#intake.oldestMs();
		return {
			rows: this.#intake.rows,
			bytes: this.#intake.bytes,
			sinceMs
		};
	}
	get isCrowded() {
		return this.#intake.bytes > this.#options.maxMemoryBytes / 2;
	}
	push(table, line) {
		const { maxMemoryBytes, outboxMaxBytes, commitIntervalMs, now } = this.#options;
		const row = line.includes("\n") ? line.replaceAll("\n", " ") : line;
		const bytes = Buffer.byteLength(row) + 1;
		const held = this.#intake.bytes + bytes;
		if (held > maxMemoryBytes) this.lose(table, "memory_full");
		else if (this.#outbox.diskBytes + held > outboxMaxBytes) this.lose(table, "outbox_full");
		else {
			this.#intake.add(table, row, bytes, now());
			this.#schedule(commitIntervalMs);
		}
	}
	lose(table, reason) {
		this.#losses.add(table, reason, this.#options.now());
		this.#lossesChanged = true;
		this.#rowsLost += 1;
		this.#options.onLost(reason);
		if (!this.#finishing) this.#schedule(this.#options.commitIntervalMs);
	}
	roomMade() {
		if (this.#refused !== null || !this.#losses.isEmpty && this.#hasRoom()) this.#schedule(0, true);
	}
	async flush() {
		if (this.#running !== null) await this.#running.catch(() => {});
		await this.#run();
	}
	async finish() {
		this.#finishing = true;
		try {
			await this.flush();
		} finally {
			if (this.#timer !== null) clearTimeout(this.#timer);
			this.#timer = null;
		}
	}
	#schedule(delayMs, sooner = false) {
		if (this.#timer !== null) {
			if (!sooner) return;
			clearTimeout(this.#timer);
		}
		this.#timer = setTimeout(() => {
			this.#timer = null;
			this.#run().catch(() => {});
		}, delayMs);
	}
	#run() {
		this.#running ??= this.#commitAll().finally(() => {
			this.#running = null;
		});
		return this.#running;
	}
	async #commitAll() {
		for (let group = this.#nextGroup(); group !== null; group = this.#nextGroup()) {
			try {
				if (this.#refused !== null) await this.#outbox.touch().catch(() => {});
				await this.#outbox.append(group.entries, group.meta);
			} catch (error) {
				this.#refused = group;
				this.#options.onDisk(error);
				if (!this.#finishing) this.#schedule(this.#backoff.next());
				throw new TeelineError("TEELINE_OUTBOX_FAILED", "the outbox could not be written", "Check that the disk of the data directory has room and can be written.", error);
			}
			if (this.#refused !== null) this.#options.onDisk(null);
			this.#refused = null;
			this.#backoff.reset();
			this.#intake.written(group.taken);
			if (group.entries.length > 0) this.#options.onCommitted();
		}
	}
	#nextGroup() {
		if (this.#refused !== null) return this.#refused;
		const taken = this.#intake.take();
		const entries = [...taken];
		const meta = {};
		if (!this.#losses.isEmpty && (this.#finishing || this.#hasRoom())) {
			const atMs = this.#options.now();
			const events = this.#losses.takeEvents(this.#options.collector);
			entries.push(this.#outbox.prepare("events", toNdjson(events), events.length, atMs));
			meta["losses"] = void 0;
		} else if (this.#lossesChanged) meta["losses"] = this.#losses.snapshot();
		this.#lossesChanged = false;
		return entries.length === 0 && !("losses" in meta) ? null : {
			entries,
			taken,
			meta
		};
	}
	#hasRoom() {
		const { outboxMaxBytes, maxMemoryBytes } = this.#options;
		return this.#outbox.diskBytes + this.#intake.bytes <= roomShare * outboxMaxBytes && this.#intake.bytes <= roomShare * maxMemoryBytes;
	}
};
// dist/collector/deliver/dead-letter.js
const errorCharacters = 1e3;
async function appendDeadLetter(file, letter, row) {
	const head = JSON.stringify({
		...letter,
		error: letter.error.slice(0, errorCharacters)
	});
	await mkdir(dirname(file), {
		recursive: true,
		mode: 448
	});
	const handle = await open$1(file, "a", 384);
	try {
		await handle.writeFile(`${head.slice(0, -1)},"row":${isJson(row) ? row : JSON.stringify(row)}}\n`);
		await handle.datasync();
	} finally {
		await handle.close();
	}
}
function isJson(text) {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}
// dist/collector/deliver/lane.js
const absentPauseMs = 250;
const longestInsertMs$1 = 3e5;
var Lane = class {
	#outbox;
	#writer;
	#options;
	#backoff;
	#stop = new AbortController();
	#timer = null;
	#running = null;
	#endPause = null;
	#finishing = false;
	#timeoutMs;
	constructor(outbox, writer, options) {
		this.#outbox = outbox;
		this.#writer = writer;
		this.#options = options;
		this.#backoff = new Backoff(options.backoff);
		this.#timeoutMs = options.insertTimeoutMs;
	}
	notify() {
		if (this.#running !== null || this.#finishing) return;
		const delay = this.#delayMs();
		if (delay === 0) this.#start();
		else if (delay !== null) this.#timer ??= setTimeout(() => this.#start(), delay);
	}
	wake() {
		this.#backoff.reset();
		this.#endPause?.();
	}
	async finish(deadlineMs) {
		this.#finishing = true;
		this.#clearTimer();
		const deadline = setTimeout(() => this.#stop.abort(), deadlineMs);
		this.#endPause?.();
		await this.#running;
		if (deadlineMs > 0 && !this.#stop.signal.aborted) this.#start();
		await this.#running;
		clearTimeout(deadline);
	}
	#start() {
		this.#clearTimer();
		this.#running ??= this.#deliverAll().finally(() => {
			this.#running = null;
			this.notify();
		});
	}
	#clearTimer() {
		if (this.#timer !== null) clearTimeout(this.#timer);
		this.#timer = null;
	}
	async #deliverAll() {
		for (;;) {
			let done = false;
			try {
				done = await this.#deliverNext();
			} catch (error) {
				this.#options.onRetry(error instanceof Error ? `outbox: ${error.message}` : "outbox");
				if (!this.#finishing) await this.#pause(this.#backoff.next());
			}
			if (done === null) break;
			if (!done && this.#finishing) break;
		}
		this.#options.onIdle();
	}
	async #deliverNext() {
		const batch = this.#outbox.head(this.#options.table) ?? await this.#sealed();
		if (batch === void 0 || this.#stop.signal.aborted) return null;
		const address = this.#options.store();
		if (address === null) {
			if (!this.#finishing) await this.#pause(Math.min(absentPauseMs, this.#options.backoff.maxMs));
			return false;
		}
		const ndjson = this.#outbox.read(batch);
		const bounds = {
			timeoutMs: this.#timeoutMs,
			signal: this.#stop.signal
		};
		const outcome = await this.#writer.insert(address, batch.table, batch.token, ndjson, bounds);
		if (outcome.kind === "applied") await this.#applied(batch);
		else if (outcome.kind === "rejected") await this.#rejected(batch, ndjson, outcome);
		else return this.#failed(outcome);
		return true;
	}
	async #sealed() {
		const delay = this.#finishing ? 0 : this.#delayMs();
		if (delay === null || delay > 0) return void 0;
		const { maxBatchRows, maxBatchBytes, table } = this.#options;
		return this.#outbox.seal(table, {
			rows: maxBatchRows,
			bytes: maxBatchBytes
		});
	}
	async #applied(batch) {
		await this.#outbox.acknowledge(batch);
		this.#backoff.reset();
		this.#timeoutMs = this.#options.insertTimeoutMs;
		this.#options.onApplied(batch.rows);
	}
	async #rejected(batch, ndjson, outcome) {
		this.#backoff.reset();
		if (batch.rows > 1) return this.#outbox.split(batch);
		const at = new Date(this.#options.now()).toISOString();
		const { table, token } = batch;
		const letter = {
			at,
			table,
			token,
			code: outcome.code,
			error: outcome.message
		};
		await appendDeadLetter(this.#options.deadLetterFile, letter, ndjson.toString().trimEnd());
		await this.#outbox.acknowledge(batch);
		this.#options.onDeadLetter(outcome);
	}
	async #failed(outcome) {
		this.#outbox.keepRead(this.#options.table);
		if (this.#stop.signal.aborted) return false;
		if (outcome.name === "timeout") this.#timeoutMs = Math.min(2 * this.#timeoutMs, longestInsertMs$1);
		this.#options.onRetry(outcome.name);
		if (!this.#finishing) await this.#pause(this.#backoff.next());
		return false;
	}
	#delayMs() {
		const { table, maxBatchRows, maxBatchBytes, flushIntervalMs, now } = this.#options;
		if (this.#outbox.head(table) !== void 0) return 0;
		const { rows, bytes, sinceMs } = this.#outbox.unsealed(table);
		if (sinceMs === null) return null;
		if (rows >= maxBatchRows || bytes >= maxBatchBytes) return 0;
		return Math.min(flushIntervalMs, Math.max(0, sinceMs + flushIntervalMs - now()));
	}
	async #pause(ms) {
		await new Promise((resolve) => {
			const timer = setTimeout(resolve, ms);
			this.#endPause = () => {
				clearTimeout(timer);
				resolve();
			};
		});
		this.#endPause = null;
	}
};
// dist/collector/deliver/outbox-check.js
const at = {
	magic: 24,
	pageSize: 48,
	lastPage: 144,
	transaction: 152,
	end: 160
};
const magic = 3203383518;
async function setAsideIfBroken(directory) {
	const path = join(directory, "data.mdb");
	const file = await open$1(path, "r").catch(() => null);
	if (file === null || await isSound(file).finally(() => file.close())) return null;
	const aside = `${path}.broken-${new Date().toISOString().replaceAll(":", "-")}`;
	await rename(path, aside);
	await rm(join(directory, "lock.mdb"), { force: true });
	return aside;
}
async function isSound(file) {
	const { size } = await file.stat();
	if (size === 0) return true;
	const first = await metaAt(file, 0);
	if (first === null) return false;
	const second = await metaAt(file, first.pageSize);
	if (second === null || second.pageSize !== first.pageSize) return false;
	const newest = first.transaction > second.transaction ? first : second;
	return BigInt(size) >= (newest.lastPage + 1n) * BigInt(newest.pageSize);
}
async function metaAt(file, position) {
	const { bytesRead, buffer } = await file.read(Buffer.alloc(at.end), 0, at.end, position);
	if (bytesRead < at.end || buffer.readUInt32LE(at.magic) !== magic) return null;
	return {
		pageSize: buffer.readUInt32LE(at.pageSize),
		lastPage: buffer.readBigUInt64LE(at.lastPage),
		transaction: buffer.readBigUInt64LE(at.transaction)
	};
}
// dist/collector/deliver/outbox-file.js
const zeros = Buffer.alloc(262144);
const stepBytes = 4194304;
var OutboxFile = class OutboxFile {
	#path;
	#bytes;
	constructor(path, bytes) {
		this.#path = path;
		this.#bytes = bytes;
	}
	static async probe(path) {
		if (await stat(path).then(() => true, () => false)) return;
		const probe = `${path}.probe`;
		await writeFile(probe, zeros).finally(() => rm(probe, { force: true }));
	}
	static async open(path) {
		return new OutboxFile(path, (await stat(path)).size);
	}
	get bytes() {
		return this.#bytes;
	}
	async reach(bytes) {
		if (bytes <= this.#bytes) return;
		const goal = Math.ceil(bytes / stepBytes) * stepBytes;
		const handle = await open$1(this.#path, "r+");
		try {
			this.#bytes = (await handle.stat()).size;
			while (this.#bytes < goal) {
				const length = Math.min(zeros.length, goal - this.#bytes);
				const { bytesWritten } = await handle.write(zeros, 0, length, this.#bytes);
				this.#bytes += bytesWritten;
			}
		} catch (error) {
			if (this.#bytes < bytes) throw error;
		} finally {
			await handle.close();
		}
	}
};
// dist/collector/deliver/outbox-queue.js
const scanSlice = 2e3;
const none$2 = Buffer.alloc(0);
var OutboxQueue = class {
	#table;
	#entries;
	#batches;
	#nextSeq = 1;
	#sealedThrough = 0;
	#rows = 0;
	#bytes = 0;
	#diskBytes = 0;
	#unsealedRows = 0;
	#unsealedBytes = 0;
	#memory = none$2;
	constructor(root, table) {
		this.#table = table;
		this.#entries = root.openDB(table, { encoding: "binary" });
		this.#batches = root.openDB(`${table}.batches`, { encoding: "json" });
	}
	get rows() {
		return this.#rows;
	}
	get bytes() {
		return this.#bytes;
	}
	get diskBytes() {
		return this.#diskBytes;
	}
	get unsealed() {
		const first = this.#unsealedRows === 0 ? void 0 : firstKey(this.#entries, this.#sealedThrough + 1);
		return {
			rows: this.#unsealedRows,
			bytes: this.#unsealedBytes,
			sinceMs: first?.[3] ?? null
		};
	}
	oldestMs() {
		return firstKey(this.#entries, 0)?.[3] ?? null;
	}
	prepare(data, rows, atMs) {
		return {
			table: this.#table,
			key: [
				this.#nextSeq++,
				rows,
				data.length,
				atMs
			],
			data
		};
	}
	put({ key, data }) {
		this.#entries.put(key, data);
	}
	added(key) {
		this.#nextSeq = Math.max(this.#nextSeq, key[0] + 1);
		this.#rows += key[1];
		this.#bytes += key[2];
		this.#diskBytes += diskBytesOf(key);
		if (key[0] <= this.#sealedThrough) return;
		this.#unsealedRows += key[1];
		this.#unsealedBytes += key[2];
	}
	head() {
		for (const { key, value } of this.#batches.getRange({ limit: 1 })) {
			const { token, rows, last } = value;
			return {
				table: this.#table,
				token,
				seq: key[0],
				skip: key[1],
				rows,
				last
			};
		}
	}
	gather(limits) {
		const keys = [];
		let rows = 0;
		let bytes = 0;
		for (const key of this.#entries.getKeys({ start: startingAt(this.#sealedThrough + 1) })) {
			if (keys.length > 0 && (rows + key[1] > limits.rows || bytes + key[2] > limits.bytes)) break;
			keys.push(key);
			rows += key[1];
			bytes += key[2];
		}
		const [first] = keys;
		const last = keys.at(-1);
		if (first === void 0 || last === void 0) return void 0;
		return {
			batch: {
				table: this.#table,
				token: randomUUID(),
				seq: first[0],
				skip: 0,
				rows,
				last: last[0]
			},
			bytes
		};
	}
	putBatch({ seq, skip, token, rows, last }) {
		this.#batches.put([seq, skip], {
			token,
			rows,
			last
		});
	}
	sealed({ last, rows }, bytes) {
		this.#sealedThrough = last;
		this.#unsealedRows -= rows;
		this.#unsealedBytes -= bytes;
	}
	read(batch) {
		const keys = [...this.#entries.getKeys(rangeOf(batch.seq, batch.last))];
		const memory = this.#memoryFor(keys.reduce((sum, key) => sum + key[2], 0));
		let used = 0;
		let skip = batch.skip;
		let left = batch.rows;
		for (const key of keys) {
			const value = this.#entries.getBinaryFast(key);
			const take = Math.min(left, key[1] - skip);
			const rows = skip === 0 && take === key[1] ? value : sliceRows(value, skip, take);
			used += rows.copy(memory, used);
			left -= take;
			skip = 0;
		}
		return memory.subarray(0, used);
	}
	keepRead() {
		this.#memory = none$2;
	}
	#memoryFor(bytes) {
		if (this.#memory.length < bytes) this.#memory = Buffer.allocUnsafeSlow(bytes);
		return this.#memory;
	}
	usedUpBy(batch) {
		const keys = [...this.#entries.getKeys(rangeOf(batch.seq, batch.last))];
		const held = keys.reduce((sum, key) => sum + key[1], 0);
		return batch.skip + batch.rows < held ? keys.slice(0, -1) : keys;
	}
	remove({ seq, skip }, usedUp) {
		this.#batches.remove([seq, skip]);
		for (const key of usedUp) this.#entries.remove(key);
	}
	removed(batch, usedUp) {
		this.#rows -= batch.rows;
		for (const key of usedUp) {
			this.#bytes -= key[2];
			this.#diskBytes -= diskBytesOf(key);
		}
	}
	halves(batch) {
		const rows = Math.floor(batch.rows / 2);
		const { seq, skip, before } = this.#placeOf(batch, rows);
		return [{
			...batch,
			token: randomUUID(),
			rows,
			last: skip === 0 ? before : seq
		}, {
			...batch,
			token: randomUUID(),
			rows: batch.rows - rows,
			seq,
			skip
		}];
	}
	#placeOf(batch, index) {
		let left = batch.skip + index;
		let before = batch.seq;
		for (const key of this.#entries.getKeys(rangeOf(batch.seq, batch.last))) {
			if (left < key[1]) return {
				seq: key[0],
				skip: left,
				before
			};
			left -= key[1];
			before = key[0];
		}
		throw new Error(`the outbox has fewer rows than the batch ${batch.token}`);
	}
	async count() {
		for (const { value } of this.#batches.getRange({
			reverse: true,
			limit: 1
		})) this.#sealedThrough = value.last;
		let start = 0;
		for (;;) {
			const keys = [...this.#entries.getKeys({
				start: startingAt(start),
				limit: scanSlice
			})];
			for (const key of keys) this.added(key);
			const last = keys.at(-1);
			if (last === void 0) break;
			start = last[0] + 1;
			await setImmediate$1();
		}
		this.#rows -= this.head()?.skip ?? 0;
	}
};
// dist/collector/deliver/outbox.js
const keepFileBytes = 67108864;
const reserveBytes = 1048576;
const smallBytes = 131072;
var Outbox = class Outbox {
	#root;
	#meta;
	#queues;
	#file;
	setAside = null;
	#before = Promise.resolve();
	constructor(root, file) {
		this.#root = root;
		this.#file = file;
		this.#meta = root.openDB("meta", { encoding: "json" });
		this.#queues = eachTable((table) => new OutboxQueue(root, table));
	}
	static async open(directory) {
		await mkdir(directory, {
			recursive: true,
			mode: 448
		});
		const path = join(directory, "data.mdb");
		const setAside = await setAsideIfBroken(directory);
		await OutboxFile.probe(path);
		const outbox = new Outbox(openEnvironment(directory), await OutboxFile.open(path));
		outbox.setAside = setAside;
		for (const table of tables) await outbox.#queues[table].count();
		const isInUse = outbox.rows > 0 || outbox.meta("losses") !== void 0;
		if (outbox.#file.bytes < keepFileBytes || isInUse) return outbox;
		await outbox.close();
		await rm(path, { force: true });
		await rm(join(directory, "lock.mdb"), { force: true });
		return new Outbox(openEnvironment(directory), await OutboxFile.open(path));
	}
	get rows() {
		return tables.reduce((sum, table) => sum + this.#queues[table].rows, 0);
	}
	get bytes() {
		return tables.reduce((sum, table) => sum + this.#queues[table].bytes, 0);
	}
	get diskBytes() {
		return tables.reduce((sum, table) => sum + this.#queues[table].diskBytes, 0);
	}
	unsealed(table) {
		return this.#queues[table].unsealed;
	}
	oldestMs() {
		const times = tables.flatMap((table) => this.#queues[table].oldestMs() ?? []);
		return times.length === 0 ? null : Math.min(...times);
	}
	meta(key) {
		return this.#meta.get(key);
	}
	prepare(table, data, rows, atMs) {
		return this.#queues[table].prepare(data, rows, atMs);
	}
	async append(entries, meta = {}) {
		const bytes = entries.reduce((sum, { key }) => sum + diskBytesOf(key), 0);
		await this.#commit(bytes, () => {
			for (const entry of entries) this.#queues[entry.table].put(entry);
			for (const [key, value] of Object.entries(meta)) value === void 0 ? this.#meta.remove(key) : this.#meta.put(key, value);
		});
		for (const { table, key } of entries) this.#queues[table].added(key);
	}
	async touch() {
		await this.#commit(0, () => void this.#meta.put("touched", 1));
	}
	head(table) {
		return this.#queues[table].head();
	}
	async seal(table, limits) {
		const queue = this.#queues[table];
		const gathered = queue.gather(limits);
		if (gathered === void 0) return void 0;
		const { batch, bytes } = gathered;
		await this.#commit(0, () => queue.putBatch(batch));
		queue.sealed(batch, bytes);
		return batch;
	}
	read(batch) {
		return this.#queues[batch.table].read(batch);
	}
	keepRead(table) {
		this.#queues[table].keepRead();
	}
	async acknowledge(batch) {
		const queue = this.#queues[batch.table];
		const usedUp = queue.usedUpBy(batch);
		await this.#commit(0, () => queue.remove(batch, usedUp));
		queue.removed(batch, usedUp);
	}
	async split(batch) {
		const queue = this.#queues[batch.table];
		const halves = queue.halves(batch);
		await this.#commit(0, () => {
			for (const half of halves) queue.putBatch(half);
		});
	}
	async close() {
		await this.#root.close();
	}
	#commit(bytes, write) {
		const run = async () => {
			await this.#makeRoom(bytes);
			await this.#root.batch(write).catch(async (error) => {
				throw await reasonOf(error);
			});
		};
		const committed = this.#before.then(run, run);
		this.#before = committed;
		return committed;
	}
	async #makeRoom(bytes) {
		const { lastPageNumber, pageSize } = statsOf(this.#root);
		const end = (lastPageNumber + 1) * pageSize;
		try {
			await this.#file.reach(end + bytes + reserveBytes);
		} catch (error) {
			const isRoomy = this.#file.bytes - this.diskBytes > 4 * bytes + reserveBytes;
			const least = bytes === 0 ? smallBytes : bytes + (isRoomy ? 2 * smallBytes : reserveBytes);
			if (this.#file.bytes < end + least) throw error;
		}
	}
};
var Refusals = class {
	#options;
	#count = 0;
	#table = "";
	#code = "";
	#toldAtMs = Number.NEGATIVE_INFINITY;
	#loggedAtMs = Number.NEGATIVE_INFINITY;
	constructor(options) {
		this.#options = options;
	}
	add(table, { code, name }) {
		this.#count += 1;
		this.#table = table;
		this.#code = code === null ? name : `${code} ${name}`;
		if (this.#options.now() - this.#toldAtMs >= 1e4) this.tell();
	}
	tell() {
		if (this.#count === 0) return;
		const { deadLetterFile: file, collector, log, now, write } = this.#options;
		const [count, table, code, nowMs] = [
			this.#count,
			this.#table,
			this.#code,
			now()
		];
		this.#count = 0;
		this.#toldAtMs = nowMs;
		const message = `the store cannot read ${count} rows of ${table} (${code}); they are kept in ${file}`;
		if (nowMs - this.#loggedAtMs >= 1e4) {
			this.#loggedAtMs = nowMs;
			log("error", message);
		}
		const attributes = {
			table,
			code,
			file
		};
		const event = {
			ts: toTimestamp(nowMs),
			kind: "dead_letter",
			message,
			count,
			attributes,
			collector
		};
		write(JSON.stringify(event));
	}
};
// dist/collector/deliver/store-state.js
const quietMs = 1e4;
var StoreState = class {
	#log;
	#now;
	#up = null;
	#downSinceMs = 0;
	#loggedAtMs = Number.NEGATIVE_INFINITY;
	#loggedDown = "";
	constructor(log, now) {
		this.#log = log;
		this.#now = now;
	}
	get up() {
		return this.#up;
	}
	succeeded(waitingRows) {
		const wasUp = this.#up === true;
		this.#up = true;
		if (this.#loggedDown !== "") {
			const seconds = Math.round((this.#now() - this.#downSinceMs) / 1e3);
			this.#log("info", `the store takes rows again after ${seconds} s; ${waitingRows} rows are waiting`);
			this.#loggedDown = "";
		}
		return !wasUp;
	}
	failed(reason) {
		const now = this.#now();
		if (this.#up !== false) this.#downSinceMs = now;
		this.#up = false;
		if (this.#loggedDown === reason || now - this.#loggedAtMs < quietMs) return;
		this.#loggedDown = reason;
		this.#loggedAtMs = now;
		this.#log("warn", `the store does not take rows (${reason}); they wait on disk and are sent again`);
	}
};
// node_modules/@clickhouse/client/dist/common/parse/column_types.js
var require_column_types = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.SimpleColumnTypes = exports.ColumnTypeParseError = void 0;
	exports.parseColumnType = parseColumnType;
	exports.parseDecimalType = parseDecimalType;
	exports.parseEnumType = parseEnumType;
	exports.parseMapType = parseMapType;
	exports.parseTupleType = parseTupleType;
	exports.parseArrayType = parseArrayType;
	exports.parseDateTimeType = parseDateTimeType;
	exports.parseDateTime64Type = parseDateTime64Type;
	exports.parseFixedStringType = parseFixedStringType;
	exports.asNullableType = asNullableType;
	exports.getElementsTypes = getElementsTypes;
	var ColumnTypeParseError = class ColumnTypeParseError extends Error {
		args;
		constructor(message, args) {
			super(message);
			this.args = args ?? {};
			Object.setPrototypeOf(this, ColumnTypeParseError.prototype);
		}
	};
	exports.ColumnTypeParseError = ColumnTypeParseError;
	exports.SimpleColumnTypes = [
		"Bool",
		"UInt8",
		"Int8",
		"UInt16",
		"Int16",
		"UInt32",
		"Int32",
		"UInt64",
		"Int64",
		"UInt128",
		"Int128",
		"UInt256",
		"Int256",
		"Float32",
		"Float64",
		"String",
		"UUID",
		"Date",
		"Date32",
		"IPv4",
		"IPv6"
	];
	function parseColumnType(sourceType) {
		let columnType = sourceType;
		let isNullable = false;
		if (columnType.startsWith(LowCardinalityPrefix)) columnType = columnType.slice(LowCardinalityPrefix.length, -1);
		if (columnType.startsWith(NullablePrefix)) {
			columnType = columnType.slice(NullablePrefix.length, -1);
			isNullable = true;
		}
		let result;
		if (exports.SimpleColumnTypes.includes(columnType)) result = {
			type: "Simple",
			columnType,
			sourceType
		};
		else if (columnType.startsWith(DecimalPrefix)) result = parseDecimalType({
			sourceType,
			columnType
		});
		else if (columnType.startsWith(DateTime64Prefix)) result = parseDateTime64Type({
			sourceType,
			columnType
		});
		else if (columnType.startsWith(DateTimePrefix)) result = parseDateTimeType({
			sourceType,
			columnType
		});
		else if (columnType.startsWith(FixedStringPrefix)) result = parseFixedStringType({
			sourceType,
			columnType
		});
		else if (columnType.startsWith(Enum8Prefix) || columnType.startsWith(Enum16Prefix)) result = parseEnumType({
			sourceType,
			columnType
		});
		else if (columnType.startsWith(ArrayPrefix)) result = parseArrayType({
			sourceType,
			columnType
		});
		else if (columnType.startsWith(MapPrefix)) result = parseMapType({
			sourceType,
			columnType
		});
		else if (columnType.startsWith(TuplePrefix)) result = parseTupleType({
			sourceType,
			columnType
		});
		else throw new ColumnTypeParseError("Unsupported column type", { columnType });
		if (isNullable) return asNullableType(result, sourceType);
		else return result;
	}
	function parseDecimalType({ columnType, sourceType }) {
		if (!columnType.startsWith(DecimalPrefix) || columnType.length < DecimalPrefix.length + 5) throw new ColumnTypeParseError("Invalid Decimal type", {
			sourceType,
			columnType
		});
		const split = columnType.slice(DecimalPrefix.length, -1).split(", ");
		if (split.length !== 2) throw new ColumnTypeParseError("Expected Decimal type to have both precision and scale", {
			sourceType,
			columnType,
			split
		});
		const [precisionStr, scaleStr] = split;
		let intSize = 32;
		const precision = parseInt(precisionStr, 10);
		if (Number.isNaN(precision) || precision < 1 || precision > 76) throw new ColumnTypeParseError("Invalid Decimal precision", {
			columnType,
			sourceType,
			precision
		});
		const scale = parseInt(scaleStr, 10);
		if (Number.isNaN(scale) || scale < 0 || scale > precision) throw new ColumnTypeParseError("Invalid Decimal scale", {
			columnType,
			sourceType,
			precision,
			scale
		});
		if (precision > 38) intSize = 256;
		else if (precision > 18) intSize = 128;
		else if (precision > 9) intSize = 64;
		return {
			type: "Decimal",
			params: {
				precision,
				scale,
				intSize
			},
			sourceType
		};
	}
	function unescapeEnumName(escaped) {
		let unescaped = "";
		let i = 0;
		while (i < escaped.length) {
			if (escaped.charCodeAt(i) === BackslashASCII && i + 1 < escaped.length) {
				i++;
				switch (escaped[i]) {
					case "n":
						unescaped += "\n";
						break;
					case "t":
						unescaped += "	";
						break;
					case "r":
						unescaped += "\r";
						break;
					case "\\":
						unescaped += "\\";
						break;
					case "'":
						unescaped += "'";
						break;
					default: unescaped += escaped[i];
				}
			} else unescaped += escaped[i];
			i++;
		}
		return unescaped;
	}
	function parseEnumType({ columnType, sourceType }) {
		let intSize;
		if (columnType.startsWith(Enum8Prefix)) {
			columnType = columnType.slice(Enum8Prefix.length, -1);
			intSize = 8;
		} else if (columnType.startsWith(Enum16Prefix)) {
			columnType = columnType.slice(Enum16Prefix.length, -1);
			intSize = 16;
		} else throw new ColumnTypeParseError("Expected Enum to be either Enum8 or Enum16", {
			columnType,
			sourceType
		});
		if (columnType.length < 6) throw new ColumnTypeParseError("Invalid Enum type values", {
			columnType,
			sourceType
		});
		const names = [];
		const indices = [];
		let parsingName = true;
		let charEscaped = false;
		let startIndex = 1;
		for (let i = 1; i < columnType.length; i++) if (parsingName) {
			if (charEscaped) charEscaped = false;
			else if (columnType.charCodeAt(i) === BackslashASCII) charEscaped = true;
			else if (columnType.charCodeAt(i) === SingleQuoteASCII) {
				const name = unescapeEnumName(columnType.slice(startIndex, i));
				if (names.includes(name)) throw new ColumnTypeParseError("Duplicate Enum name", {
					columnType,
					sourceType,
					name,
					names,
					indices
				});
				names.push(name);
				i += 4;
				startIndex = i;
				parsingName = false;
			}
		} else if (columnType.charCodeAt(i) < ZeroASCII || columnType.charCodeAt(i) > NineASCII) {
			pushEnumIndex(startIndex, i);
			i += 2;
			startIndex = i + 1;
			parsingName = true;
			charEscaped = false;
		}
		pushEnumIndex(startIndex, columnType.length);
		if (names.length !== indices.length) throw new ColumnTypeParseError("Expected Enum to have the same number of names and indices", {
			columnType,
			sourceType,
			names,
			indices
		});
		const values = {};
		for (let i = 0; i < names.length; i++) {
			const idx = indices[i];
			values[idx] = names[i];
		}
		return {
			type: "Enum",
			values,
			intSize,
			sourceType
		};
		function pushEnumIndex(start, end) {
			const index = parseInt(columnType.slice(start, end), 10);
			if (Number.isNaN(index) || index < 0) throw new ColumnTypeParseError("Expected Enum index to be a valid number", {
				columnType,
				sourceType,
				names,
				indices,
				index,
				start,
				end
			});
			if (indices.includes(index)) throw new ColumnTypeParseError("Duplicate Enum index", {
				columnType,
				sourceType,
				index,
				names,
				indices
			});
			indices.push(index);
		}
	}
	function parseMapType({ columnType, sourceType }) {
		if (!columnType.startsWith(MapPrefix) || columnType.length < MapPrefix.length + 11) throw new ColumnTypeParseError("Invalid Map type", {
			columnType,
			sourceType
		});
		columnType = columnType.slice(MapPrefix.length, -1);
		const [keyType, valueType] = getElementsTypes({
			columnType,
			sourceType
		}, 2);
		const key = parseColumnType(keyType);
		if (key.type === "DateTime64" || key.type === "Nullable" || key.type === "Array" || key.type === "Map" || key.type === "Decimal" || key.type === "Tuple") throw new ColumnTypeParseError("Invalid Map key type", {
			key,
			sourceType
		});
		return {
			type: "Map",
			key,
			value: parseColumnType(valueType),
			sourceType
		};
	}
	function parseTupleType({ columnType, sourceType }) {
		if (!columnType.startsWith(TuplePrefix) || columnType.length < TuplePrefix.length + 5) throw new ColumnTypeParseError("Invalid Tuple type", {
			columnType,
			sourceType
		});
		columnType = columnType.slice(TuplePrefix.length, -1);
		return {
			type: "Tuple",
			elements: getElementsTypes({
				columnType,
				sourceType
			}, 1).map((type) => parseColumnType(type)),
			sourceType
		};
	}
	function parseArrayType({ columnType, sourceType }) {
		if (!columnType.startsWith(ArrayPrefix) || columnType.length < ArrayPrefix.length + 5) throw new ColumnTypeParseError("Invalid Array type", {
			columnType,
			sourceType
		});
		let dimensions = 0;
		while (columnType.length > 0) if (columnType.startsWith(ArrayPrefix)) {
			columnType = columnType.slice(ArrayPrefix.length, -1);
			dimensions++;
		} else break;
		if (dimensions === 0 || dimensions > 10) throw new ColumnTypeParseError("Expected Array to have between 1 and 10 dimensions", { columnType });
		const value = parseColumnType(columnType);
		if (value.type === "Array") throw new ColumnTypeParseError("Unexpected Array as value type", {
			columnType,
			sourceType
		});
		return {
			type: "Array",
			value,
			dimensions,
			sourceType
		};
	}
	function parseDateTimeType({ columnType, sourceType }) {
		if (columnType.startsWith(DateTimeWithTimezonePrefix) && columnType.length > DateTimeWithTimezonePrefix.length + 4) return {
			type: "DateTime",
			timezone: columnType.slice(DateTimeWithTimezonePrefix.length + 1, -2),
			sourceType
		};
		else if (columnType.startsWith(DateTimePrefix) && columnType.length === DateTimePrefix.length) return {
			type: "DateTime",
			timezone: null,
			sourceType
		};
		else throw new ColumnTypeParseError("Invalid DateTime type", {
			columnType,
			sourceType
		});
	}
	function parseDateTime64Type({ columnType, sourceType }) {
		if (!columnType.startsWith(DateTime64Prefix) || columnType.length < DateTime64Prefix.length + 2) throw new ColumnTypeParseError("Invalid DateTime64 type", {
			columnType,
			sourceType
		});
		const precision = parseInt(columnType[DateTime64Prefix.length] ?? "", 10);
		if (Number.isNaN(precision) || precision < 0 || precision > 9) throw new ColumnTypeParseError("Invalid DateTime64 precision", {
			columnType,
			sourceType,
			precision
		});
		let timezone = null;
		if (columnType.length > DateTime64Prefix.length + 2) timezone = columnType.slice(DateTime64Prefix.length + 4, -2);
		return {
			type: "DateTime64",
			timezone,
			precision,
			sourceType
		};
	}
	function parseFixedStringType({ columnType, sourceType }) {
		if (!columnType.startsWith(FixedStringPrefix) || columnType.length < FixedStringPrefix.length + 2) throw new ColumnTypeParseError("Invalid FixedString type", {
			columnType,
			sourceType
		});
		const sizeBytes = parseInt(columnType.slice(FixedStringPrefix.length, -1), 10);
		if (Number.isNaN(sizeBytes) || sizeBytes < 1) throw new ColumnTypeParseError("Invalid FixedString size in bytes", {
			columnType,
			sourceType,
			sizeBytes
		});
		return {
			type: "FixedString",
			sizeBytes,
			sourceType
		};
	}
	function asNullableType(value, sourceType) {
		if (value.type === "Array" || value.type === "Map" || value.type === "Tuple" || value.type === "Nullable") throw new ColumnTypeParseError(`${value.type} cannot be Nullable`, { sourceType });
		if (value.sourceType.startsWith(NullablePrefix)) value.sourceType = value.sourceType.slice(NullablePrefix.length, -1);
		return {
			type: "Nullable",
			sourceType,
			value
		};
	}
	function getElementsTypes({ columnType, sourceType }, minElements) {
		const elements = [];
		let openParens = 0;
		let quoteOpen = false;
		let charEscaped = false;
		let lastElementIndex = 0;
		for (let i = 0; i < columnType.length; i++) if (charEscaped) charEscaped = false;
		else if (columnType.charCodeAt(i) === BackslashASCII) charEscaped = true;
		else if (columnType.charCodeAt(i) === SingleQuoteASCII) quoteOpen = !quoteOpen;
		else if (!quoteOpen) {
			if (columnType.charCodeAt(i) === LeftParenASCII) openParens++;
			else if (columnType.charCodeAt(i) === RightParenASCII) openParens--;
			else if (columnType.charCodeAt(i) === CommaASCII) {
				if (openParens === 0) {
					elements.push(columnType.slice(lastElementIndex, i));
					i += 2;
					lastElementIndex = i;
				}
			}
		}
		if (!openParens && lastElementIndex < columnType.length - 1) elements.push(columnType.slice(lastElementIndex));
		if (elements.length < minElements) throw new ColumnTypeParseError("Expected more elements in the type", {
			sourceType,
			columnType,
			elements,
			minElements
		});
		return elements;
	}
	const NullablePrefix = "Nullable(";
	const LowCardinalityPrefix = "LowCardinality(";
	const DecimalPrefix = "Decimal(";
	const ArrayPrefix = "Array(";
	const MapPrefix = "Map(";
	const Enum8Prefix = "Enum8(";
	const Enum16Prefix = "Enum16(";
	const TuplePrefix = "Tuple(";
	const DateTimePrefix = "DateTime";
	const DateTimeWithTimezonePrefix = "DateTime(";
	const DateTime64Prefix = "DateTime64(";
	const FixedStringPrefix = "FixedString(";
	const SingleQuoteASCII = 39;
	const LeftParenASCII = 40;
	const RightParenASCII = 41;
	const CommaASCII = 44;
	const ZeroASCII = 48;
	const NineASCII = 57;
	const BackslashASCII = 92;
}));
// node_modules/@clickhouse/client/dist/common/parse/json_handling.js
var require_json_handling = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.defaultJSONHandling = void 0;
	exports.defaultJSONHandling = {
		parse: JSON.parse,
		stringify: JSON.stringify
	};
}));
// node_modules/@clickhouse/client/dist/common/parse/index.js
var require_parse = __commonJSMin(((exports, module, this$17) => {
	var __createBinding = this$17 && this$17.__createBinding || (Object.create ? (function(o, m, k, k2) {
		if (k2 === void 0) k2 = k;
		var desc = Object.getOwnPropertyDescriptor(m, k);
		if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) desc = {
			enumerable: true,
			get: function() {
				return m[k];
			}
		};
		Object.defineProperty(o, k2, desc);
	}) : (function(o, m, k, k2) {
		if (k2 === void 0) k2 = k;
		o[k2] = m[k];
	}));
	var __exportStar = this$17 && this$17.__exportStar || function(m, exports) {
		for (var p in m) if (p !== "default" && !Object.prototype.hasOwnProperty.call(exports, p)) __createBinding(exports, m, p);
	};
	Object.defineProperty(exports, "__esModule", { value: true });
	__exportStar(require_column_types(), exports);
	__exportStar(require_json_handling(), exports);
}));
// node_modules/@clickhouse/client/dist/common/logger.js
var require_logger = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.ClickHouseLogLevel = exports.LogWriter = exports.DefaultLogger = void 0;
	var DefaultLogger = class {
		trace({ module, message, args }) {
			const params = [formatMessage({
				module,
				message,
				level: "TRACE"
			})];
			if (args) params.push("\nArguments:", args);
			console.debug(...params);
		}
		debug({ module, message, args }) {
			const params = [formatMessage({
				module,
				message,
				level: "DEBUG"
			})];
			if (args) params.push("\nArguments:", args);
			console.debug(...params);
		}
		info({ module, message, args }) {
			const params = [formatMessage({
				module,
				message,
				level: "INFO"
			})];
			if (args) params.push("\nArguments:", args);
			console.info(...params);
		}
		warn({ module, message, args, err }) {
			const params = [formatMessage({
				module,
				message,
				level: "WARN"
			})];
			if (args) params.push("\nArguments:", args);
			if (err) params.push("\nCaused by:", err);
			console.warn(...params);
		}
		error({ module, message, args, err }) {
			const params = [formatMessage({
				module,
				message,
				level: "ERROR"
			})];
			if (args) params.push("\nArguments:", args);
			params.push("\nCaused by:", err);
			console.error(...params);
		}
	};
	exports.DefaultLogger = DefaultLogger;
	var LogWriter = class {
		logger;
		module;
		logLevel;
		constructor(logger, module, logLevel) {
			this.logger = logger;
			this.module = module;
			this.logLevel = logLevel;
			this.info({ message: `Log level is set to ${exports.ClickHouseLogLevel[this.logLevel]}` });
		}
		trace(params) {
			if (this.logLevel <= exports.ClickHouseLogLevel.TRACE) this.logger.trace({
				...params,
				module: params.module ?? this.module
			});
		}
		debug(params) {
			if (this.logLevel <= exports.ClickHouseLogLevel.DEBUG) this.logger.debug({
				...params,
				module: params.module ?? this.module
			});
		}
		info(params) {
			if (this.logLevel <= exports.ClickHouseLogLevel.INFO) this.logger.info({
				...params,
				module: params.module ?? this.module
			});
		}
		warn(params) {
			if (this.logLevel <= exports.ClickHouseLogLevel.WARN) this.logger.warn({
				...params,
				module: params.module ?? this.module
			});
		}
		error(params) {
			if (this.logLevel <= exports.ClickHouseLogLevel.ERROR) this.logger.error({
				...params,
				module: params.module ?? this.module
			});
		}
	};
	exports.LogWriter = LogWriter;
	exports.ClickHouseLogLevel = {
		TRACE: 0,
		DEBUG: 1,
		INFO: 2,
		WARN: 3,
		ERROR: 4,
		OFF: 127,
		0: "TRACE",
		1: "DEBUG",
		2: "INFO",
		3: "WARN",
		4: "ERROR",
		127: "OFF"
	};
	function formatMessage({ level, module, message }) {
		return `[${new Date().toISOString()}][${level}][@clickhouse/client][${module}] ${message}`;
	}
}));
// node_modules/@clickhouse/client/dist/common/config.js
var require_config$1 = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.prepareConfigWithURL = prepareConfigWithURL;
	exports.getConnectionParams = getConnectionParams;
	exports.mergeConfigs = mergeConfigs;
	exports.createUrl = createUrl;
	exports.loadConfigOptionsFromURL = loadConfigOptionsFromURL;
	exports.booleanConfigURLValue = booleanConfigURLValue;
	exports.numberConfigURLValue = numberConfigURLValue;
	exports.enumConfigURLValue = enumConfigURLValue;
	const logger_1 = require_logger();
	const json_handling_1 = require_json_handling();
	function normalizeRequestCompression(value) {
		if (!value) return;
		if (value === true) return { codec: "gzip" };
		return value;
	}
	function normalizeResponseCompression(value) {
		if (!value) return;
		if (value === true) return { codec: "gzip" };
		return { codec: value.codec };
	}
	function prepareConfigWithURL(baseConfigOptions, logger, handleImplURLParams) {
		const baseConfig = { ...baseConfigOptions };
		if (baseConfig.additional_headers !== void 0) {
			logger.warn({
				module: "Config",
				message: "\"additional_headers\" is deprecated. Use \"http_headers\" instead."
			});
			baseConfig.http_headers = baseConfig.additional_headers;
			delete baseConfig.additional_headers;
		}
		let configURL;
		if (baseConfig.host !== void 0) {
			logger.warn({
				module: "Config",
				message: "\"host\" is deprecated. Use \"url\" instead."
			});
			configURL = createUrl(baseConfig.host);
			delete baseConfig.host;
		} else configURL = createUrl(baseConfig.url);
		const [url, configFromURL] = loadConfigOptionsFromURL(configURL, handleImplURLParams);
		const config = mergeConfigs(baseConfig, configFromURL, logger);
		if (config.pathname !== void 0) url.pathname = config.pathname;
		config.url = url;
		return config;
	}
	function getConnectionParams(config, logger) {
		let auth;
		if (config.access_token !== void 0) {
			if (config.username !== void 0 || config.password !== void 0) throw new Error("Both access token and username/password are provided in the configuration. Please use only one authentication method.");
			auth = {
				access_token: config.access_token,
				type: "JWT"
			};
		} else auth = {
			username: config.username ?? "default",
			password: config.password ?? "",
			type: "Credentials"
		};
		const log_level = config.log?.level ?? logger_1.ClickHouseLogLevel.WARN;
		const request_timeout = config.request_timeout ?? 3e4;
		const clickhouse_settings = config.clickhouse_settings ?? {};
		if (log_level <= logger_1.ClickHouseLogLevel.WARN) {
			if (request_timeout > 6e4) {
				const send_progress = String(clickhouse_settings.send_progress_in_http_headers) === "1";
				const progress_interval = clickhouse_settings.http_headers_progress_interval_ms;
				if (!send_progress) logger.warn({
					module: "Config",
					message: `request_timeout is set to ${request_timeout}ms, but send_progress_in_http_headers is not enabled. Long-running queries may fail with socket hang-up errors if they exceed the load balancer idle timeout. Consider enabling progress headers with clickhouse_settings: { send_progress_in_http_headers: 1, http_headers_progress_interval_ms: '<interval>' }. See https://github.com/ClickHouse/clickhouse-js/blob/main/docs/howto/long_running_queries.md for more details.`
				});
				else if (progress_interval === void 0) logger.warn({
					module: "Config",
					message: `request_timeout is set to ${request_timeout}ms and send_progress_in_http_headers is enabled, but http_headers_progress_interval_ms is not set. It is recommended to set http_headers_progress_interval_ms to a value slightly below your load balancer's idle timeout (e.g., '110000' for a 120s LB timeout). See https://github.com/ClickHouse/clickhouse-js/blob/main/docs/howto/long_running_queries.md for more details.`
				});
			}
		}
		return {
			auth,
			url: config.url,
			application_id: config.application,
			request_timeout,
			max_open_connections: config.max_open_connections ?? 10,
			compression: {
				decompress_response: normalizeResponseCompression(config.compression?.response),
				compress_request: normalizeRequestCompression(config.compression?.request)
			},
			database: config.database ?? "default",
			log_writer: new logger_1.LogWriter(logger, "Connection", log_level),
			log_level,
			keep_alive: { enabled: config.keep_alive?.enabled ?? true },
			clickhouse_settings,
			http_headers: config.http_headers ?? {},
			json: {
				...json_handling_1.defaultJSONHandling,
				...config.json
			},
			...config.use_multipart_params ? { use_multipart_params: true } : {},
			...config.use_multipart_params_auto ? { use_multipart_params_auto: true } : {}
		};
	}
	function mergeConfigs(baseConfig, configFromURL, logger) {
		function deepMerge(base, fromURL, path = []) {
			for (const key of Object.keys(fromURL)) if (typeof fromURL[key] === "object") deepMerge(base, fromURL[key], path.concat(key));
			else {
				let baseAtPath = base;
				for (const key of path) {
					if (baseAtPath[key] === void 0) baseAtPath[key] = {};
					baseAtPath = baseAtPath[key];
				}
				if (baseAtPath[key] !== void 0) {
					const fullPath = path.concat(key).join(".");
					logger.warn({
						module: "Config",
						message: `"${fullPath}" is overridden by a URL parameter.`
					});
				}
				baseAtPath[key] = fromURL[key];
			}
		}
		const config = { ...baseConfig };
		deepMerge(config, configFromURL);
		return config;
	}
	function createUrl(configURL) {
		let url;
		try {
			if (typeof configURL === "string" || configURL instanceof URL) url = new URL(configURL);
			else return new URL("http://localhost:8123");
		} catch (err) {
			throw new Error("ClickHouse URL is malformed. Expected format: http[s]://[username:password@]hostname:port[/database][?param1=value1&param2=value2]", { cause: err });
		}
		if (url.protocol !== "http:" && url.protocol !== "https:") throw new Error(`ClickHouse URL protocol must be either http or https. Got: ${url.protocol}`);
		return url;
	}
	function loadConfigOptionsFromURL(url, handleExtraURLParams) {
		let config = {};
		if (url.username !== "") config.username = decodeURIComponent(url.username);
		if (url.password !== "") config.password = decodeURIComponent(url.password);
		if (url.pathname.trim().length > 1) config.database = url.pathname.slice(1);
		const urlSearchParamsKeys = [...url.searchParams.keys()];
		if (urlSearchParamsKeys.length > 0) {
			const unknownParams = new Set();
			const settingPrefix = "clickhouse_setting_";
			const settingShortPrefix = "ch_";
			const httpHeaderPrefix = "http_header_";
			urlSearchParamsKeys.forEach((key) => {
				let paramWasProcessed = true;
				const value = url.searchParams.get(key);
				if (key.startsWith(settingPrefix)) {
					const settingKey = key.slice(19);
					if (config.clickhouse_settings === void 0) config.clickhouse_settings = {};
					config.clickhouse_settings[settingKey] = value;
				} else if (key.startsWith(settingShortPrefix)) {
					const settingKey = key.slice(3);
					if (config.clickhouse_settings === void 0) config.clickhouse_settings = {};
					config.clickhouse_settings[settingKey] = value;
				} else if (key.startsWith(httpHeaderPrefix)) {
					const headerKey = key.slice(12);
					if (config.http_headers === void 0) config.http_headers = {};
					config.http_headers[headerKey] = value;
				} else switch (key) {
					case "application":
						config.application = value;
						break;
					case "pathname":
						config.pathname = value;
						break;
					case "session_id":
						config.session_id = value;
						break;
					case "request_timeout":
						config.request_timeout = numberConfigURLValue({
							key,
							value,
							min: 0
						});
						break;
					case "max_open_connections":
						config.max_open_connections = numberConfigURLValue({
							key,
							value,
							min: 1
						});
						break;
					case "compression_request":
						if (config.compression === void 0) config.compression = {};
						config.compression.request = booleanConfigURLValue({
							key,
							value
						});
						break;
					case "compression_response":
						if (config.compression === void 0) config.compression = {};
						config.compression.response = booleanConfigURLValue({
							key,
							value
						});
						break;
					case "log_level":
						if (config.log === void 0) config.log = {};
						config.log.level = enumConfigURLValue({
							key,
							value,
							enumObject: logger_1.ClickHouseLogLevel
						});
						break;
					case "keep_alive_enabled":
						if (config.keep_alive === void 0) config.keep_alive = {};
						config.keep_alive.enabled = booleanConfigURLValue({
							key,
							value
						});
						break;
					case "access_token":
						config.access_token = value;
						break;
					default:
						paramWasProcessed = false;
						unknownParams.add(key);
				}
				if (paramWasProcessed) url.searchParams.delete(key);
			});
			if (handleExtraURLParams !== null) {
				const res = handleExtraURLParams(config, url);
				config = res.config;
				if (unknownParams.size > 0) res.handled_params.forEach((k) => unknownParams.delete(k));
				if (res.unknown_params.size > 0) res.unknown_params.forEach((k) => unknownParams.add(k));
			}
			if (unknownParams.size > 0) throw new Error(`Unknown URL parameters: ${Array.from(unknownParams).join(", ")}`);
		}
		return [new URL(`${url.protocol}//${url.host}`), config];
	}
	function booleanConfigURLValue({ key, value }) {
		const trimmed = value.trim();
		if (trimmed === "true" || trimmed === "1") return true;
		if (trimmed === "false" || trimmed === "0") return false;
		throw new Error(`"${key}" has invalid boolean value: ${trimmed}. Expected one of: 0, 1, true, false.`);
	}
	function numberConfigURLValue({ key, value, min, max }) {
		const trimmed = value.trim();
		const number = Number(trimmed);
		if (isNaN(number)) throw new Error(`"${key}" has invalid numeric value: ${trimmed}`);
		if (min !== void 0 && number < min) throw new Error(`"${key}" value ${trimmed} is less than min allowed ${min}`);
		if (max !== void 0 && number > max) throw new Error(`"${key}" value ${trimmed} is greater than max allowed ${max}`);
		return number;
	}
	function enumConfigURLValue({ key, value, enumObject }) {
		const values = Object.keys(enumObject).filter((item) => isNaN(Number(item)));
		const trimmed = value.trim();
		if (!values.includes(trimmed)) {
			const expected = values.join(", ");
			throw new Error(`"${key}" has invalid value: ${trimmed}. Expected one of: ${expected}.`);
		}
		return enumObject[trimmed];
	}
}));
// node_modules/@clickhouse/client/dist/common/error/error.js
var require_error$1 = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.ClickHouseError = void 0;
	exports.parseError = parseError;
	exports.getCurrentStackTrace = getCurrentStackTrace;
	exports.enhanceStackTrace = enhanceStackTrace;
	const errorRe = /(Code|Error): (?<code>\d+).*Exception: (?<message>.+?)\((?<type>(?=[A-Z0-9_]*[A-Z]{3})[A-Z0-9_]+)\)/s;
	var ClickHouseError = class ClickHouseError extends Error {
		code;
		type;
		constructor({ message, code, type }) {
			super(message);
			this.code = code;
			this.type = type;
			Object.setPrototypeOf(this, ClickHouseError.prototype);
		}
	};
	exports.ClickHouseError = ClickHouseError;
	function parseError(input) {
		const inputIsError = input instanceof Error;
		const groups = (inputIsError ? input.message : input).match(errorRe)?.groups;
		if (groups) return new ClickHouseError(groups);
		else return inputIsError ? input : new Error(input);
	}
	function getCurrentStackTrace() {
		const stack = new Error().stack;
		if (!stack) return "";
		return stack.split("\n").slice(3).reverse().join("\n");
	}
	function enhanceStackTrace(err, stackTrace) {
		if (err.stack && stackTrace) {
			const firstNewlineIndex = err.stack.indexOf("\n");
			err.stack = `${err.stack.substring(0, firstNewlineIndex)}\n${stackTrace}\n${err.stack.substring(firstNewlineIndex + 1)}`;
		}
		return err;
	}
}));
// node_modules/@clickhouse/client/dist/common/error/index.js
var require_error = __commonJSMin(((exports, module, this$16) => {
	var __createBinding = this$16 && this$16.__createBinding || (Object.create ? (function(o, m, k, k2) {
		if (k2 === void 0) k2 = k;
		var desc = Object.getOwnPropertyDescriptor(m, k);
		if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) desc = {
			enumerable: true,
			get: function() {
				return m[k];
			}
		};
		Object.defineProperty(o, k2, desc);
	}) : (function(o, m, k, k2) {
		if (k2 === void 0) k2 = k;
		o[k2] = m[k];
	}));
	var __exportStar = this$16 && this$16.__exportStar || function(m, exports) {
		for (var p in m) if (p !== "default" && !Object.prototype.hasOwnProperty.call(exports, p)) __createBinding(exports, m, p);
	};
	Object.defineProperty(exports, "__esModule", { value: true });
	__exportStar(require_error$1(), exports);
}));
// node_modules/@clickhouse/client/dist/common/tracing.js
var require_tracing = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.NoopClickHouseTracer = exports.NoopClickHouseSpan = exports.ClickHouseSpanNames = exports.ClickHouseSpanKind = exports.ClickHouseSpanStatusCode = void 0;
	exports.recordSpanError = recordSpanError;
	const error_1 = require_error();
	exports.ClickHouseSpanStatusCode = {
		UNSET: 0,
		OK: 1,
		ERROR: 2
	};
	exports.ClickHouseSpanKind = {
		INTERNAL: 0,
		SERVER: 1,
		CLIENT: 2,
		PRODUCER: 3,
		CONSUMER: 4
	};
	exports.ClickHouseSpanNames = {
		query: "clickhouse.query",
		query_stream: "clickhouse.query.stream",
		command: "clickhouse.command",
		exec: "clickhouse.exec",
		insert: "clickhouse.insert",
		ping: "clickhouse.ping"
	};
	const noop = () => void 0;
	exports.NoopClickHouseSpan = {
		setAttributes: noop,
		setStatus: noop,
		recordException: noop,
		end: noop
	};
	exports.NoopClickHouseTracer = { startActiveSpan: (_name, _options, fn) => fn(exports.NoopClickHouseSpan) };
	function recordSpanError(span, err) {
		const error = err instanceof Error ? err : new Error(String(err));
		const attributes = { "error.type": error.constructor.name };
		if (error instanceof error_1.ClickHouseError) {
			const code = Number(error.code);
			attributes["clickhouse.error.code"] = Number.isNaN(code) ? error.code : code;
		}
		span.setAttributes(attributes);
		span.recordException(error);
		span.setStatus({
			code: exports.ClickHouseSpanStatusCode.ERROR,
			message: error.message
		});
	}
}));
// node_modules/@clickhouse/client/dist/common/client.js
var require_client$1 = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.ClickHouseClient = void 0;
	const parse_1 = require_parse();
	const logger_1 = require_logger();
	const config_1 = require_config$1();
	const tracing_1 = require_tracing();
	var ClickHouseClient = class {
		clientClickHouseSettings;
		connectionParams;
		connection;
		makeResultSet;
		valuesEncoder;
		sessionId;
		role;
		jsonHandling;
		tracer;
		constructor(config) {
			const logger = config?.log?.LoggerClass ? new config.log.LoggerClass() : new logger_1.DefaultLogger();
			const configWithURL = (0, config_1.prepareConfigWithURL)(config, logger, config.impl.handle_specific_url_params ?? null);
			this.connectionParams = (0, config_1.getConnectionParams)(configWithURL, logger);
			this.clientClickHouseSettings = this.connectionParams.clickhouse_settings;
			this.sessionId = config.session_id;
			this.role = config.role;
			this.connection = config.impl.make_connection(configWithURL, this.connectionParams);
			this.makeResultSet = config.impl.make_result_set;
			this.jsonHandling = {
				...parse_1.defaultJSONHandling,
				...config.json
			};
			this.valuesEncoder = config.impl.values_encoder(this.jsonHandling);
			this.tracer = config.tracer ?? tracing_1.NoopClickHouseTracer;
		}
		async query(params) {
			const format = params.format ?? "JSON";
			const query = formatQuery(params.query, format);
			const queryParams = this.withClientQueryParams(params);
			const { log_writer, log_level } = this.connectionParams;
			return this.tracer.startActiveSpan(tracing_1.ClickHouseSpanNames.query, {
				kind: tracing_1.ClickHouseSpanKind.CLIENT,
				attributes: this.withBaseSpanAttributes({
					"clickhouse.response.format": format,
					"clickhouse.request.query_id": queryParams.query_id,
					"clickhouse.request.session_id": queryParams.session_id
				})
			}, async (span) => {
				let queryResult;
				try {
					queryResult = await this.connection.query({
						query,
						...queryParams
					});
				} catch (err) {
					(0, tracing_1.recordSpanError)(span, err);
					span.end();
					throw err;
				}
				const { stream, query_id, response_headers, http_status_code } = queryResult;
				span.setAttributes({ "clickhouse.request.query_id": query_id });
				setResponseSpanAttributes(span, { http_status_code });
				span.end();
				return this.tracer.startActiveSpan(tracing_1.ClickHouseSpanNames.query_stream, { kind: tracing_1.ClickHouseSpanKind.CLIENT }, (streamSpan) => {
					try {
						return this.makeResultSet(stream, format, query_id, (err) => {
							if (log_level <= logger_1.ClickHouseLogLevel.ERROR) log_writer.error({
								err,
								module: "Client",
								message: "Error while processing the ResultSet.",
								args: {
									session_id: queryParams.session_id,
									role: queryParams.role,
									query_id
								}
							});
						}, response_headers, this.jsonHandling, streamSpan);
					} catch (err) {
						(0, tracing_1.recordSpanError)(streamSpan, err);
						streamSpan.end();
						throw err;
					}
				});
			});
		}
		async command(params) {
			const query = removeTrailingSemi(params.query.trim());
			const ignore_error_response = params.ignore_error_response ?? false;
			const queryParams = this.withClientQueryParams(params);
			return this.tracer.startActiveSpan(tracing_1.ClickHouseSpanNames.command, {
				kind: tracing_1.ClickHouseSpanKind.CLIENT,
				attributes: this.withBaseSpanAttributes({
					"clickhouse.request.query_id": queryParams.query_id,
					"clickhouse.request.session_id": queryParams.session_id
				})
			}, async (span) => {
				try {
					const result = await this.connection.command({
						query,
						ignore_error_response,
						...queryParams
					});
					span.setAttributes({ "clickhouse.request.query_id": result.query_id });
					setResponseSpanAttributes(span, result);
					return result;
				} catch (err) {
					(0, tracing_1.recordSpanError)(span, err);
					throw err;
				} finally {
					span.end();
				}
			});
		}
		async exec(params) {
			const query = removeTrailingSemi(params.query.trim());
			const values = "values" in params ? params.values : void 0;
			const decompress_response_stream = params.decompress_response_stream ?? true;
			const ignore_error_response = params.ignore_error_response ?? false;
			const queryParams = this.withClientQueryParams(params);
			return this.tracer.startActiveSpan(tracing_1.ClickHouseSpanNames.exec, {
				kind: tracing_1.ClickHouseSpanKind.CLIENT,
				attributes: this.withBaseSpanAttributes({
					"clickhouse.request.query_id": queryParams.query_id,
					"clickhouse.request.session_id": queryParams.session_id
				})
			}, async (span) => {
				try {
					const result = await this.connection.exec({
						query,
						values,
						decompress_response_stream,
						ignore_error_response,
						...queryParams
					});
					span.setAttributes({ "clickhouse.request.query_id": result.query_id });
					setResponseSpanAttributes(span, result);
					return result;
				} catch (err) {
					(0, tracing_1.recordSpanError)(span, err);
					throw err;
				} finally {
					span.end();
				}
			});
		}
		async insert(params) {
			if (Array.isArray(params.values) && params.values.length === 0) return {
				executed: false,
				query_id: "",
				response_headers: {}
			};
			const format = params.format || "JSONCompactEachRow";
			this.valuesEncoder.validateInsertValues(params.values, format);
			const query = getInsertQuery(params, format);
			const queryParams = this.withClientQueryParams(params);
			return this.tracer.startActiveSpan(tracing_1.ClickHouseSpanNames.insert, {
				kind: tracing_1.ClickHouseSpanKind.CLIENT,
				attributes: this.withBaseSpanAttributes({
					"db.operation.name": "INSERT",
					"db.collection.name": params.table,
					"clickhouse.request.format": format,
					"clickhouse.request.query_id": queryParams.query_id,
					"clickhouse.request.session_id": queryParams.session_id,
					"clickhouse.request.sent_rows": Array.isArray(params.values) ? params.values.length : void 0
				})
			}, async (span) => {
				try {
					const values = this.valuesEncoder.encodeValues(params.values, format);
					const result = await this.connection.insert({
						query,
						values,
						...queryParams
					});
					span.setAttributes({ "clickhouse.request.query_id": result.query_id });
					setResponseSpanAttributes(span, result);
					return {
						...result,
						executed: true
					};
				} catch (err) {
					(0, tracing_1.recordSpanError)(span, err);
					throw err;
				} finally {
					span.end();
				}
			});
		}
		async ping(params) {
			const select = params?.select ?? false;
			return this.tracer.startActiveSpan(tracing_1.ClickHouseSpanNames.ping, {
				kind: tracing_1.ClickHouseSpanKind.CLIENT,
				attributes: this.withBaseSpanAttributes({ "clickhouse.ping.select": select })
			}, async (span) => {
				try {
					return await this.connection.ping(params ?? { select: false });
				} catch (err) {
					(0, tracing_1.recordSpanError)(span, err);
					throw err;
				} finally {
					span.end();
				}
			});
		}
		async close() {
			return await this.connection.close();
		}
		async [Symbol.asyncDispose]() {
			await this.close();
		}
		withBaseSpanAttributes(extra) {
			const url = this.connectionParams.url;
			const attrs = {
				"db.system.name": "clickhouse",
				"server.address": url.hostname,
				"server.port": getServerPort(url),
				"db.namespace": this.connectionParams.database
			};
			if (this.connectionParams.application_id !== void 0) attrs["clickhouse.application"] = this.connectionParams.application_id;
			for (const [k, v] of Object.entries(extra)) if (v !== void 0) attrs[k] = v;
			return attrs;
		}
		withClientQueryParams(params) {
			return {
				clickhouse_settings: {
					...this.clientClickHouseSettings,
					...params.clickhouse_settings
				},
				query_params: params.query_params,
				abort_signal: params.abort_signal,
				query_id: params.query_id,
				session_id: params.session_id ?? this.sessionId,
				role: params.role ?? this.role,
				auth: params.auth,
				http_headers: params.http_headers,
				use_multipart_params: params.use_multipart_params,
				use_multipart_params_auto: params.use_multipart_params_auto
			};
		}
	};
	exports.ClickHouseClient = ClickHouseClient;
	function getServerPort(url) {
		if (url.port !== "") return Number(url.port);
		return url.protocol === "https:" ? 443 : 80;
	}
	function setResponseSpanAttributes(span, result) {
		const attributes = {};
		if (result.http_status_code !== void 0) attributes["db.response.status_code"] = result.http_status_code;
		const summary = result.summary;
		if (summary !== void 0) {
			attributes["clickhouse.summary.read_rows"] = summary.read_rows;
			attributes["clickhouse.summary.read_bytes"] = summary.read_bytes;
			attributes["clickhouse.summary.written_rows"] = summary.written_rows;
			attributes["clickhouse.summary.written_bytes"] = summary.written_bytes;
			attributes["clickhouse.summary.result_rows"] = summary.result_rows;
			attributes["clickhouse.summary.result_bytes"] = summary.result_bytes;
			attributes["clickhouse.summary.elapsed_ns"] = summary.elapsed_ns;
		}
		span.setAttributes(attributes);
	}
	function formatQuery(query, format) {
		query = query.trim();
		query = removeTrailingSemi(query);
		return query + " \nFORMAT " + format;
	}
	function removeTrailingSemi(query) {
		let lastNonSemiIdx = query.length;
		for (let i = lastNonSemiIdx; i > 0; i--) if (query[i - 1] !== ";") {
			lastNonSemiIdx = i;
			break;
		}
		if (lastNonSemiIdx !== query.length) return query.slice(0, lastNonSemiIdx);
		return query;
	}
	function isInsertColumnsExcept(obj) {
		return obj !== void 0 && obj !== null && typeof obj === "object" && Object.prototype.hasOwnProperty.call(obj, "except");
	}
	function getInsertQuery(params, format) {
		let columnsPart = "";
		if (params.columns !== void 0) {
			if (Array.isArray(params.columns) && params.columns.length > 0) columnsPart = ` (${params.columns.join(", ")})`;
			else if (isInsertColumnsExcept(params.columns) && params.columns.except.length > 0) columnsPart = ` (* EXCEPT (${params.columns.except.join(", ")}))`;
		}
		return `INSERT INTO ${params.table.trim()}${columnsPart} FORMAT ${format}`;
	}
}));
// node_modules/@clickhouse/client/dist/common/data_formatter/formatter.js
var require_formatter = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.StreamableFormats = exports.SupportedRawFormats = exports.SupportedJSONFormats = exports.SingleDocumentJSONFormats = exports.RecordsJSONFormats = exports.StreamableJSONFormats = void 0;
	exports.isNotStreamableJSONFamily = isNotStreamableJSONFamily;
	exports.isStreamableJSONFamily = isStreamableJSONFamily;
	exports.isSupportedRawFormat = isSupportedRawFormat;
	exports.validateStreamFormat = validateStreamFormat;
	exports.encodeJSON = encodeJSON;
	exports.StreamableJSONFormats = [
		"JSONEachRow",
		"JSONStringsEachRow",
		"JSONCompactEachRow",
		"JSONCompactStringsEachRow",
		"JSONCompactEachRowWithNames",
		"JSONCompactEachRowWithNamesAndTypes",
		"JSONCompactStringsEachRowWithNames",
		"JSONCompactStringsEachRowWithNamesAndTypes",
		"JSONEachRowWithProgress"
	];
	exports.RecordsJSONFormats = ["JSONObjectEachRow"];
	exports.SingleDocumentJSONFormats = [
		"JSON",
		"JSONStrings",
		"JSONCompact",
		"JSONCompactStrings",
		"JSONColumnsWithMetadata"
	];
	exports.SupportedJSONFormats = [
		...exports.RecordsJSONFormats,
		...exports.SingleDocumentJSONFormats,
		...exports.StreamableJSONFormats
	];
	exports.SupportedRawFormats = [
		"CSV",
		"CSVWithNames",
		"CSVWithNamesAndTypes",
		"TabSeparated",
		"TabSeparatedRaw",
		"TabSeparatedWithNames",
		"TabSeparatedWithNamesAndTypes",
		"CustomSeparated",
		"CustomSeparatedWithNames",
		"CustomSeparatedWithNamesAndTypes",
		"Parquet"
	];
	exports.StreamableFormats = [...exports.StreamableJSONFormats, ...exports.SupportedRawFormats];
	function isNotStreamableJSONFamily(format) {
		return exports.SingleDocumentJSONFormats.includes(format) || exports.RecordsJSONFormats.includes(format);
	}
	function isStreamableJSONFamily(format) {
		return exports.StreamableJSONFormats.includes(format);
	}
	function isSupportedRawFormat(dataFormat) {
		return exports.SupportedRawFormats.includes(dataFormat);
	}
	function validateStreamFormat(format) {
		if (!exports.StreamableFormats.includes(format)) throw new Error(`${format} format is not streamable. Streamable formats: ${exports.StreamableFormats.join(",")}`);
		return true;
	}
	function encodeJSON(value, format, stringifyFn) {
		if (exports.SupportedJSONFormats.includes(format)) return stringifyFn(value) + "\n";
		throw new Error(`The client does not support JSON encoding in [${format}] format.`);
	}
}));
// node_modules/@clickhouse/client/dist/common/data_formatter/format_query_params.js
var require_format_query_params = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.TupleParam = void 0;
	exports.formatQueryParams = formatQueryParams;
	var TupleParam = class {
		values;
		constructor(values) {
			this.values = values;
		}
	};
	exports.TupleParam = TupleParam;
	function formatQueryParams({ value, wrapStringInQuotes, printNullAsKeyword }) {
		return formatQueryParamsInternal({
			value,
			wrapStringInQuotes,
			printNullAsKeyword,
			isInArrayOrTuple: false
		});
	}
	function formatQueryParamsInternal({ value, wrapStringInQuotes, printNullAsKeyword, isInArrayOrTuple }) {
		if (value === null || value === void 0) {
			if (printNullAsKeyword) return "NULL";
			return "\\N";
		}
		if (Number.isNaN(value)) return "nan";
		if (value === Number.POSITIVE_INFINITY) return "+inf";
		if (value === Number.NEGATIVE_INFINITY) return "-inf";
		if (typeof value === "number" || typeof value === "bigint") return String(value);
		if (typeof value === "boolean") {
			if (isInArrayOrTuple) return value ? "TRUE" : "FALSE";
			return value ? "1" : "0";
		}
		if (typeof value === "string") {
			let result = "";
			for (let i = 0; i < value.length; i++) switch (value.charCodeAt(i)) {
				case TabASCII:
					result += "\\t";
					break;
				case NewlineASCII:
					result += "\\n";
					break;
				case CarriageReturnASCII:
					result += "\\r";
					break;
				case SingleQuoteASCII:
					result += `\\'`;
					break;
				case BackslashASCII:
					result += "\\\\";
					break;
				default: result += value[i];
			}
			return wrapStringInQuotes ? `'${result}'` : result;
		}
		if (Array.isArray(value)) return `[${value.map((v) => formatQueryParamsInternal({
			value: v,
			wrapStringInQuotes: true,
			printNullAsKeyword: true,
			isInArrayOrTuple: true
		})).join(",")}]`;
		if (value instanceof Date) {
			const unixTimestamp = Math.floor(value.getTime() / 1e3).toString().padStart(10, "0");
			const milliseconds = value.getUTCMilliseconds();
			return milliseconds === 0 ? unixTimestamp : `${unixTimestamp}.${milliseconds.toString().padStart(3, "0")}`;
		}
		if (value instanceof TupleParam) return `(${value.values.map((v) => formatQueryParamsInternal({
			value: v,
			wrapStringInQuotes: true,
			printNullAsKeyword: true,
			isInArrayOrTuple: true
		})).join(",")})`;
		if (value instanceof Map) return formatObjectLikeParam(value.entries());
		if (typeof value === "object") return formatObjectLikeParam(Object.entries(value));
		throw new Error(`Unsupported value in query parameters: [${value}].`);
	}
	function formatObjectLikeParam(entries) {
		const formatted = [];
		for (const [key, val] of entries) formatted.push(`${formatQueryParamsInternal({
			value: key,
			wrapStringInQuotes: true,
			printNullAsKeyword: true,
			isInArrayOrTuple: true
		})}:${formatQueryParamsInternal({
			value: val,
			wrapStringInQuotes: true,
			printNullAsKeyword: true,
			isInArrayOrTuple: true
		})}`);
		return `{${formatted.join(",")}}`;
	}
	const TabASCII = 9;
	const NewlineASCII = 10;
	const CarriageReturnASCII = 13;
	const SingleQuoteASCII = 39;
	const BackslashASCII = 92;
}));
// node_modules/@clickhouse/client/dist/common/settings.js
var require_settings = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.SettingsMap = void 0;
	var SettingsMap = class {
		record;
		constructor(record) {
			this.record = record;
		}
		toString() {
			return `{${Object.entries(this.record).map(([k, v]) => `'${k}':'${v}'`).join(",")}}`;
		}
		static from(record) {
			return new this(record);
		}
	};
	exports.SettingsMap = SettingsMap;
}));
// node_modules/@clickhouse/client/dist/common/data_formatter/format_query_settings.js
var require_format_query_settings = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.formatQuerySettings = formatQuerySettings;
	const settings_1 = require_settings();
	function formatQuerySettings(value) {
		if (typeof value === "boolean") return value ? "1" : "0";
		if (typeof value === "number") return String(value);
		if (typeof value === "string") return value;
		if (value instanceof settings_1.SettingsMap) return value.toString();
		throw new Error(`Unsupported value in query settings: [${value}].`);
	}
}));
// node_modules/@clickhouse/client/dist/common/data_formatter/index.js
var require_data_formatter = __commonJSMin(((exports, module, this$15) => {
	var __createBinding = this$15 && this$15.__createBinding || (Object.create ? (function(o, m, k, k2) {
		if (k2 === void 0) k2 = k;
		var desc = Object.getOwnPropertyDescriptor(m, k);
		if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) desc = {
			enumerable: true,
			get: function() {
				return m[k];
			}
		};
		Object.defineProperty(o, k2, desc);
	}) : (function(o, m, k, k2) {
		if (k2 === void 0) k2 = k;
		o[k2] = m[k];
	}));
	var __exportStar = this$15 && this$15.__exportStar || function(m, exports) {
		for (var p in m) if (p !== "default" && !Object.prototype.hasOwnProperty.call(exports, p)) __createBinding(exports, m, p);
	};
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.formatQuerySettings = exports.formatQueryParams = exports.TupleParam = void 0;
	__exportStar(require_formatter(), exports);
	var format_query_params_1 = require_format_query_params();
	Object.defineProperty(exports, "TupleParam", {
		enumerable: true,
		get: function() {
			return format_query_params_1.TupleParam;
		}
	});
	Object.defineProperty(exports, "formatQueryParams", {
		enumerable: true,
		get: function() {
			return format_query_params_1.formatQueryParams;
		}
	});
	var format_query_settings_1 = require_format_query_settings();
	Object.defineProperty(exports, "formatQuerySettings", {
		enumerable: true,
		get: function() {
			return format_query_settings_1.formatQuerySettings;
		}
	});
}));
// node_modules/@clickhouse/client/dist/common/clickhouse_types.js
var require_clickhouse_types = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.isProgressRow = isProgressRow;
	exports.isRow = isRow;
	exports.isException = isException;
	function isProgressRow(row) {
		return row !== null && typeof row === "object" && "progress" in row && Object.keys(row).length === 1;
	}
	function isRow(row) {
		return row !== null && typeof row === "object" && "row" in row && Object.keys(row).length === 1;
	}
	function isException(row) {
		return row !== null && typeof row === "object" && "exception" in row && Object.keys(row).length === 1;
	}
}));
// node_modules/@clickhouse/client/dist/common/utils/connection.js
var require_connection$1 = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.EXCEPTION_TAG_HEADER_NAME = void 0;
	exports.withCompressionHeaders = withCompressionHeaders;
	exports.withHttpSettings = withHttpSettings;
	exports.isSuccessfulResponse = isSuccessfulResponse;
	exports.isJWTAuth = isJWTAuth;
	exports.isCredentialsAuth = isCredentialsAuth;
	function withCompressionHeaders({ headers, request_compression_codec, response_compression_codec }) {
		return {
			...headers,
			...response_compression_codec ? { "Accept-Encoding": response_compression_codec } : {},
			...request_compression_codec ? { "Content-Encoding": request_compression_codec } : {}
		};
	}
	function withHttpSettings(clickhouse_settings, compression) {
		return {
			...compression ? { enable_http_compression: 1 } : {},
			...clickhouse_settings
		};
	}
	function isSuccessfulResponse(statusCode) {
		return Boolean(statusCode && 200 <= statusCode && statusCode < 300);
	}
	function isJWTAuth(auth) {
		return auth !== null && typeof auth === "object" && "access_token" in auth;
	}
	function isCredentialsAuth(auth) {
		return auth !== null && typeof auth === "object" && "username" in auth && "password" in auth;
	}
	exports.EXCEPTION_TAG_HEADER_NAME = "x-clickhouse-exception-tag";
}));
// node_modules/@clickhouse/client/dist/common/utils/multipart.js
var require_multipart = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.MAX_URL_BIND_PARAM_LENGTH = void 0;
	exports.serializeQueryParamsForUrl = serializeQueryParamsForUrl;
	exports.buildMultipartBody = buildMultipartBody;
	const data_formatter_1 = require_data_formatter();
	const SAFE_PART_NAME = /^[A-Za-z0-9_.-]+$/;
	exports.MAX_URL_BIND_PARAM_LENGTH = 4096;
	function serializeQueryParamsForUrl(query_params) {
		const entries = [];
		let rawLength = 0;
		for (const [key, value] of Object.entries(query_params)) {
			const name = `param_${key}`;
			const formatted = (0, data_formatter_1.formatQueryParams)({ value });
			rawLength += name.length + formatted.length;
			if (rawLength > exports.MAX_URL_BIND_PARAM_LENGTH) return null;
			entries.push([name, formatted]);
		}
		if (new URLSearchParams(entries).toString().length > exports.MAX_URL_BIND_PARAM_LENGTH) return null;
		return entries;
	}
	function buildMultipartBody(parts, boundary) {
		const chunks = [];
		for (const [name, value] of Object.entries(parts)) {
			if (!SAFE_PART_NAME.test(name)) throw new Error(`Invalid multipart part name: "${name}". Part names must match ${SAFE_PART_NAME}.`);
			chunks.push(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
		}
		chunks.push(`--${boundary}--\r\n`);
		return chunks.join("");
	}
}));
// node_modules/@clickhouse/client/dist/common/utils/sleep.js
var require_sleep = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.sleep = sleep;
	async function sleep(ms) {
		await new Promise((resolve) => setTimeout(() => {
			resolve(void 0);
		}, ms));
	}
}));
// node_modules/@clickhouse/client/dist/common/utils/stream.js
var require_stream$2 = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.CARET_RETURN = void 0;
	exports.extractErrorAtTheEndOfChunk = extractErrorAtTheEndOfChunk;
	const error_1 = require_error();
	const NEWLINE = 10;
	exports.CARET_RETURN = 13;
	function extractErrorAtTheEndOfChunk(chunk, exceptionTag) {
		try {
			const bytesCountAfterErrLenHint = 16 + exceptionTag.length + 2;
			let errMsgLenStartIdx = chunk.length - bytesCountAfterErrLenHint;
			if (errMsgLenStartIdx < 1) return new Error("there was an error in the stream, but the last chunk is malformed");
			do
				--errMsgLenStartIdx;
			while (chunk[errMsgLenStartIdx] !== NEWLINE);
			const textDecoder = new TextDecoder("utf-8");
			const errMsgLen = parseInt(textDecoder.decode(chunk.subarray(errMsgLenStartIdx, -bytesCountAfterErrLenHint)));
			if (isNaN(errMsgLen) || errMsgLen <= 0) return new Error("there was an error in the stream; failed to parse the message length");
			const errMsg = textDecoder.decode(chunk.subarray(errMsgLenStartIdx - errMsgLen + 1, errMsgLenStartIdx));
			return (0, error_1.parseError)(errMsg);
		} catch (err) {
			return err;
		}
	}
}));
// node_modules/@clickhouse/client/dist/common/utils/url.js
var require_url = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.transformUrl = transformUrl;
	exports.toSearchParams = toSearchParams;
	const data_formatter_1 = require_data_formatter();
	function transformUrl({ url, pathname, searchParams }) {
		const newUrl = new URL(url);
		if (pathname) {
			if (newUrl.pathname === "/") newUrl.pathname = pathname;
			else newUrl.pathname += pathname;
		}
		if (searchParams) newUrl.search = searchParams?.toString();
		return newUrl;
	}
	function toSearchParams({ database, query, query_params, param_entries, clickhouse_settings, session_id, query_id, role }) {
		let entries;
		if (param_entries) {
			entries = param_entries;
			entries.push(["query_id", query_id]);
		} else {
			entries = [["query_id", query_id]];
			if (query_params !== void 0) for (const [key, value] of Object.entries(query_params)) {
				const formattedParam = (0, data_formatter_1.formatQueryParams)({ value });
				entries.push([`param_${key}`, formattedParam]);
			}
		}
		if (clickhouse_settings !== void 0) {
			for (const [key, value] of Object.entries(clickhouse_settings)) if (value !== void 0) entries.push([key, (0, data_formatter_1.formatQuerySettings)(value)]);
		}
		if (database !== void 0 && database !== "default") entries.push(["database", database]);
		if (query) entries.push(["query", query]);
		if (session_id) entries.push(["session_id", session_id]);
		if (role) {
			if (typeof role === "string") entries.push(["role", role]);
			else if (Array.isArray(role)) for (const r of role) entries.push(["role", r]);
		}
		return new URLSearchParams(entries);
	}
}));
// node_modules/@clickhouse/client/dist/common/utils/index.js
var require_utils$1 = __commonJSMin(((exports, module, this$14) => {
	var __createBinding = this$14 && this$14.__createBinding || (Object.create ? (function(o, m, k, k2) {
		if (k2 === void 0) k2 = k;
		var desc = Object.getOwnPropertyDescriptor(m, k);
		if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) desc = {
			enumerable: true,
			get: function() {
				return m[k];
			}
		};
		Object.defineProperty(o, k2, desc);
	}) : (function(o, m, k, k2) {
		if (k2 === void 0) k2 = k;
		o[k2] = m[k];
	}));
	var __exportStar = this$14 && this$14.__exportStar || function(m, exports) {
		for (var p in m) if (p !== "default" && !Object.prototype.hasOwnProperty.call(exports, p)) __createBinding(exports, m, p);
	};
	Object.defineProperty(exports, "__esModule", { value: true });
	__exportStar(require_connection$1(), exports);
	__exportStar(require_multipart(), exports);
	__exportStar(require_sleep(), exports);
	__exportStar(require_stream$2(), exports);
	__exportStar(require_url(), exports);
}));
// node_modules/@clickhouse/client/dist/common/index.js
var require_common = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.getCurrentStackTrace = exports.DefaultLogger = exports.LogWriter = exports.CARET_RETURN = exports.extractErrorAtTheEndOfChunk = exports.isJWTAuth = exports.isCredentialsAuth = exports.withHttpSettings = exports.withCompressionHeaders = exports.transformUrl = exports.toSearchParams = exports.serializeQueryParamsForUrl = exports.MAX_URL_BIND_PARAM_LENGTH = exports.buildMultipartBody = exports.sleep = exports.isSuccessfulResponse = exports.EXCEPTION_TAG_HEADER_NAME = exports.numberConfigURLValue = exports.getConnectionParams = exports.enumConfigURLValue = exports.booleanConfigURLValue = exports.validateStreamFormat = exports.isNotStreamableJSONFamily = exports.isStreamableJSONFamily = exports.isSupportedRawFormat = exports.encodeJSON = exports.formatQueryParams = exports.formatQuerySettings = exports.recordSpanError = exports.ClickHouseSpanNames = exports.ClickHouseSpanKind = exports.ClickHouseSpanStatusCode = exports.defaultJSONHandling = exports.parseColumnType = exports.SimpleColumnTypes = exports.SettingsMap = exports.isException = exports.isRow = exports.isProgressRow = exports.ClickHouseLogLevel = exports.parseError = exports.ClickHouseError = exports.TupleParam = exports.RecordsJSONFormats = exports.SingleDocumentJSONFormats = exports.StreamableJSONFormats = exports.StreamableFormats = exports.SupportedRawFormats = exports.SupportedJSONFormats = exports.ClickHouseClient = void 0;
	exports.enhanceStackTrace = void 0;
	var client_1 = require_client$1();
	Object.defineProperty(exports, "ClickHouseClient", {
		enumerable: true,
		get: function() {
			return client_1.ClickHouseClient;
		}
	});
	var data_formatter_1 = require_data_formatter();
	Object.defineProperty(exports, "SupportedJSONFormats", {
		enumerable: true,
		get: function() {
			return data_formatter_1.SupportedJSONFormats;
		}
	});
	Object.defineProperty(exports, "SupportedRawFormats", {
		enumerable: true,
		get: function() {
			return data_formatter_1.SupportedRawFormats;
		}
	});
	Object.defineProperty(exports, "StreamableFormats", {
		enumerable: true,
		get: function() {
			return data_formatter_1.StreamableFormats;
		}
	});
	Object.defineProperty(exports, "StreamableJSONFormats", {
		enumerable: true,
		get: function() {
			return data_formatter_1.StreamableJSONFormats;
		}
	});
	Object.defineProperty(exports, "SingleDocumentJSONFormats", {
		enumerable: true,
		get: function() {
			return data_formatter_1.SingleDocumentJSONFormats;
		}
	});
	Object.defineProperty(exports, "RecordsJSONFormats", {
		enumerable: true,
		get: function() {
			return data_formatter_1.RecordsJSONFormats;
		}
	});
	Object.defineProperty(exports, "TupleParam", {
		enumerable: true,
		get: function() {
			return data_formatter_1.TupleParam;
		}
	});
	var error_1 = require_error();
	Object.defineProperty(exports, "ClickHouseError", {
		enumerable: true,
		get: function() {
			return error_1.ClickHouseError;
		}
	});
	Object.defineProperty(exports, "parseError", {
		enumerable: true,
		get: function() {
			return error_1.parseError;
		}
	});
	var logger_1 = require_logger();
	Object.defineProperty(exports, "ClickHouseLogLevel", {
		enumerable: true,
		get: function() {
			return logger_1.ClickHouseLogLevel;
		}
	});
	var clickhouse_types_1 = require_clickhouse_types();
	Object.defineProperty(exports, "isProgressRow", {
		enumerable: true,
		get: function() {
			return clickhouse_types_1.isProgressRow;
		}
	});
	Object.defineProperty(exports, "isRow", {
		enumerable: true,
		get: function() {
			return clickhouse_types_1.isRow;
		}
	});
	Object.defineProperty(exports, "isException", {
		enumerable: true,
		get: function() {
			return clickhouse_types_1.isException;
		}
	});
	var settings_1 = require_settings();
	Object.defineProperty(exports, "SettingsMap", {
		enumerable: true,
		get: function() {
			return settings_1.SettingsMap;
		}
	});
	var parse_1 = require_parse();
	Object.defineProperty(exports, "SimpleColumnTypes", {
		enumerable: true,
		get: function() {
			return parse_1.SimpleColumnTypes;
		}
	});
	Object.defineProperty(exports, "parseColumnType", {
		enumerable: true,
		get: function() {
			return parse_1.parseColumnType;
		}
	});
	Object.defineProperty(exports, "defaultJSONHandling", {
		enumerable: true,
		get: function() {
			return parse_1.defaultJSONHandling;
		}
	});
	var tracing_1 = require_tracing();
	Object.defineProperty(exports, "ClickHouseSpanStatusCode", {
		enumerable: true,
		get: function() {
			return tracing_1.ClickHouseSpanStatusCode;
		}
	});
	Object.defineProperty(exports, "ClickHouseSpanKind", {
		enumerable: true,
		get: function() {
			return tracing_1.ClickHouseSpanKind;
		}
	});
	Object.defineProperty(exports, "ClickHouseSpanNames", {
		enumerable: true,
		get: function() {
			return tracing_1.ClickHouseSpanNames;
		}
	});
	Object.defineProperty(exports, "recordSpanError", {
		enumerable: true,
		get: function() {
			return tracing_1.recordSpanError;
		}
	});
	var data_formatter_2 = require_data_formatter();
	Object.defineProperty(exports, "formatQuerySettings", {
		enumerable: true,
		get: function() {
			return data_formatter_2.formatQuerySettings;
		}
	});
	Object.defineProperty(exports, "formatQueryParams", {
		enumerable: true,
		get: function() {
			return data_formatter_2.formatQueryParams;
		}
	});
	Object.defineProperty(exports, "encodeJSON", {
		enumerable: true,
		get: function() {
			return data_formatter_2.encodeJSON;
		}
	});
	Object.defineProperty(exports, "isSupportedRawFormat", {
		enumerable: true,
		get: function() {
			return data_formatter_2.isSupportedRawFormat;
		}
	});
	Object.defineProperty(exports, "isStreamableJSONFamily", {
		enumerable: true,
		get: function() {
			return data_formatter_2.isStreamableJSONFamily;
		}
	});
	Object.defineProperty(exports, "isNotStreamableJSONFamily", {
		enumerable: true,
		get: function() {
			return data_formatter_2.isNotStreamableJSONFamily;
		}
	});
	Object.defineProperty(exports, "validateStreamFormat", {
		enumerable: true,
		get: function() {
			return data_formatter_2.validateStreamFormat;
		}
	});
	var config_1 = require_config$1();
	Object.defineProperty(exports, "booleanConfigURLValue", {
		enumerable: true,
		get: function() {
			return config_1.booleanConfigURLValue;
		}
	});
	Object.defineProperty(exports, "enumConfigURLValue", {
		enumerable: true,
		get: function() {
			return config_1.enumConfigURLValue;
		}
	});
	Object.defineProperty(exports, "getConnectionParams", {
		enumerable: true,
		get: function() {
			return config_1.getConnectionParams;
		}
	});
	Object.defineProperty(exports, "numberConfigURLValue", {
		enumerable: true,
		get: function() {
			return config_1.numberConfigURLValue;
		}
	});
	var utils_1 = require_utils$1();
	Object.defineProperty(exports, "EXCEPTION_TAG_HEADER_NAME", {
		enumerable: true,
		get: function() {
			return utils_1.EXCEPTION_TAG_HEADER_NAME;
		}
	});
	Object.defineProperty(exports, "isSuccessfulResponse", {
		enumerable: true,
		get: function() {
			return utils_1.isSuccessfulResponse;
		}
	});
	Object.defineProperty(exports, "sleep", {
		enumerable: true,
		get: function() {
			return utils_1.sleep;
		}
	});
	Object.defineProperty(exports, "buildMultipartBody", {
		enumerable: true,
		get: function() {
			return utils_1.buildMultipartBody;
		}
	});
	Object.defineProperty(exports, "MAX_URL_BIND_PARAM_LENGTH", {
		enumerable: true,
		get: function() {
			return utils_1.MAX_URL_BIND_PARAM_LENGTH;
		}
	});
	Object.defineProperty(exports, "serializeQueryParamsForUrl", {
		enumerable: true,
		get: function() {
			return utils_1.serializeQueryParamsForUrl;
		}
	});
	Object.defineProperty(exports, "toSearchParams", {
		enumerable: true,
		get: function() {
			return utils_1.toSearchParams;
		}
	});
	Object.defineProperty(exports, "transformUrl", {
		enumerable: true,
		get: function() {
			return utils_1.transformUrl;
		}
	});
	Object.defineProperty(exports, "withCompressionHeaders", {
		enumerable: true,
		get: function() {
			return utils_1.withCompressionHeaders;
		}
	});
	Object.defineProperty(exports, "withHttpSettings", {
		enumerable: true,
		get: function() {
			return utils_1.withHttpSettings;
		}
	});
	Object.defineProperty(exports, "isCredentialsAuth", {
		enumerable: true,
		get: function() {
			return utils_1.isCredentialsAuth;
		}
	});
	Object.defineProperty(exports, "isJWTAuth", {
		enumerable: true,
		get: function() {
			return utils_1.isJWTAuth;
		}
	});
	Object.defineProperty(exports, "extractErrorAtTheEndOfChunk", {
		enumerable: true,
		get: function() {
			return utils_1.extractErrorAtTheEndOfChunk;
		}
	});
	Object.defineProperty(exports, "CARET_RETURN", {
		enumerable: true,
		get: function() {
			return utils_1.CARET_RETURN;
		}
	});
	var logger_2 = require_logger();
	Object.defineProperty(exports, "LogWriter", {
		enumerable: true,
		get: function() {
			return logger_2.LogWriter;
		}
	});
	Object.defineProperty(exports, "DefaultLogger", {
		enumerable: true,
		get: function() {
			return logger_2.DefaultLogger;
		}
	});
	var error_2 = require_error();
	Object.defineProperty(exports, "getCurrentStackTrace", {
		enumerable: true,
		get: function() {
			return error_2.getCurrentStackTrace;
		}
	});
	Object.defineProperty(exports, "enhanceStackTrace", {
		enumerable: true,
		get: function() {
			return error_2.enhanceStackTrace;
		}
	});
}));
// node_modules/@clickhouse/client/dist/utils/stream.js
var require_stream$1 = __commonJSMin(((exports, module, this$13) => {
	var __importDefault = this$13 && this$13.__importDefault || function(mod) {
		return mod && mod.__esModule ? mod : { "default": mod };
	};
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.isStream = isStream;
	exports.getAsText = getAsText;
	exports.mapStream = mapStream;
	const stream_1 = __importDefault(__require("stream"));
	const { MAX_STRING_LENGTH } = __require("buffer").constants;
	function isStream(obj) {
		return typeof obj === "object" && obj !== null && "pipe" in obj && typeof obj.pipe === "function" && "on" in obj && typeof obj.on === "function";
	}
	async function getAsText(stream) {
		try {
			let text = "";
			const textDecoder = new TextDecoder();
			for await (const chunk of stream) text += textDecoder.decode(chunk, { stream: true });
			text += textDecoder.decode();
			return text;
		} catch (err) {
			if (err instanceof RangeError && (err.message.includes("Invalid string length") || err.message.includes("Out of memory"))) throw new Error(`The response length exceeds the maximum allowed size of a string: ${MAX_STRING_LENGTH} characters.`, { cause: err });
			throw err;
		}
	}
	function mapStream(mapper) {
		return new stream_1.default.Transform({
			objectMode: true,
			transform(chunk, encoding, callback) {
				callback(null, mapper(chunk));
			}
		});
	}
}));
// node_modules/@clickhouse/client/dist/utils/encoder.js
var require_encoder = __commonJSMin(((exports, module, this$12) => {
	var __importDefault = this$12 && this$12.__importDefault || function(mod) {
		return mod && mod.__esModule ? mod : { "default": mod };
	};
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.NodeValuesEncoder = void 0;
	const index_1 = require_common();
	const stream_1 = __importDefault(__require("stream"));
	const stream_2 = require_stream$1();
	var NodeValuesEncoder = class {
		json;
		constructor(customJSONConfig) {
			this.json = customJSONConfig;
		}
		encodeValues(values, format) {
			if ((0, stream_2.isStream)(values)) {
				if (!values.readableObjectMode) return values;
				return stream_1.default.pipeline(values, (0, stream_2.mapStream)((value) => (0, index_1.encodeJSON)(value, format, this.json.stringify)), pipelineCb);
			}
			if (Array.isArray(values)) return values.map((value) => (0, index_1.encodeJSON)(value, format, this.json.stringify)).join("");
			if (typeof values === "object") return (0, index_1.encodeJSON)(values, format, this.json.stringify);
			throw new Error(`Cannot encode values of type ${typeof values} with ${format} format`);
		}
		validateInsertValues(values, format) {
			if (!Array.isArray(values) && !(0, stream_2.isStream)(values) && typeof values !== "object") throw new Error(`Insert expected "values" to be an array, a stream of values or a JSON object, got: ${typeof values}`);
			if ((0, stream_2.isStream)(values)) {
				if ((0, index_1.isSupportedRawFormat)(format)) {
					if (values.readableObjectMode) throw new Error(`Insert for ${format} expected Readable Stream with disabled object mode.`);
				} else if (!values.readableObjectMode) throw new Error(`Insert for ${format} expected Readable Stream with enabled object mode.`);
			}
		}
	};
	exports.NodeValuesEncoder = NodeValuesEncoder;
	function pipelineCb(err) {
		if (err) console.error(err);
	}
}));
// node_modules/@clickhouse/client/dist/utils/process.js
var require_process = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.getProcessVersion = getProcessVersion;
	function getProcessVersion() {
		return process.version;
	}
}));
// node_modules/@clickhouse/client/dist/version.js
var require_version = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.default = "1.23.1";
}));
// node_modules/@clickhouse/client/dist/utils/runtime.js
var require_runtime = __commonJSMin(((exports, module, this$11) => {
	var __createBinding = this$11 && this$11.__createBinding || (Object.create ? (function(o, m, k, k2) {
		if (k2 === void 0) k2 = k;
		var desc = Object.getOwnPropertyDescriptor(m, k);
		if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) desc = {
			enumerable: true,
			get: function() {
				return m[k];
			}
		};
		Object.defineProperty(o, k2, desc);
	}) : (function(o, m, k, k2) {
		if (k2 === void 0) k2 = k;
		o[k2] = m[k];
	}));
	var __setModuleDefault = this$11 && this$11.__setModuleDefault || (Object.create ? (function(o, v) {
		Object.defineProperty(o, "default", {
			enumerable: true,
			value: v
		});
	}) : function(o, v) {
		o["default"] = v;
	});
	var __importStar = this$11 && this$11.__importStar || (function() {
		var ownKeys = function(o) {
			ownKeys = Object.getOwnPropertyNames || function(o) {
				var ar = [];
				for (var k in o) if (Object.prototype.hasOwnProperty.call(o, k)) ar[ar.length] = k;
				return ar;
			};
			return ownKeys(o);
		};
		return function(mod) {
			if (mod && mod.__esModule) return mod;
			var result = {};
			if (mod != null) {
				for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding(result, mod, k[i]);
			}
			__setModuleDefault(result, mod);
			return result;
		};
	})();
	var __importDefault = this$11 && this$11.__importDefault || function(mod) {
		return mod && mod.__esModule ? mod : { "default": mod };
	};
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Runtime = void 0;
	const os = __importStar(__require("node:os"));
	const version_1 = __importDefault(require_version());
	var Runtime = class {
		static package = version_1.default;
		static node = process.version;
		static os = os.platform();
	};
	exports.Runtime = Runtime;
}));
// node_modules/@clickhouse/client/dist/utils/user_agent.js
var require_user_agent = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.getUserAgent = getUserAgent;
	const runtime_1 = require_runtime();
	function getUserAgent(application_id) {
		const defaultUserAgent = `clickhouse-js/${runtime_1.Runtime.package} (lv:nodejs/${runtime_1.Runtime.node}; os:${runtime_1.Runtime.os})`;
		return application_id ? `${application_id} ${defaultUserAgent}` : defaultUserAgent;
	}
}));
// node_modules/@clickhouse/client/dist/utils/index.js
var require_utils = __commonJSMin(((exports, module, this$10) => {
	var __createBinding = this$10 && this$10.__createBinding || (Object.create ? (function(o, m, k, k2) {
		if (k2 === void 0) k2 = k;
		var desc = Object.getOwnPropertyDescriptor(m, k);
		if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) desc = {
			enumerable: true,
			get: function() {
				return m[k];
			}
		};
		Object.defineProperty(o, k2, desc);
	}) : (function(o, m, k, k2) {
		if (k2 === void 0) k2 = k;
		o[k2] = m[k];
	}));
	var __exportStar = this$10 && this$10.__exportStar || function(m, exports) {
		for (var p in m) if (p !== "default" && !Object.prototype.hasOwnProperty.call(exports, p)) __createBinding(exports, m, p);
	};
	Object.defineProperty(exports, "__esModule", { value: true });
	__exportStar(require_stream$1(), exports);
	__exportStar(require_encoder(), exports);
	__exportStar(require_process(), exports);
	__exportStar(require_user_agent(), exports);
}));
// node_modules/@clickhouse/client/dist/connection/stream.js
var require_stream = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.drainStream = drainStream;
	exports.drainStreamInternal = drainStreamInternal;
	const index_1 = require_common();
	async function drainStream(stream) {
		return new Promise((resolve, reject) => {
			if (stream.errored) {
				reject(stream.errored);
				return;
			}
			if (stream.readableEnded) {
				resolve();
				return;
			}
			if (stream.closed) {
				resolve();
				return;
			}
			function dropData() {}
			function onEnd() {
				removeListeners();
				resolve();
			}
			function onError(err) {
				removeListeners();
				reject(err);
			}
			function onClose() {
				removeListeners();
				resolve();
			}
			function removeListeners() {
				stream.removeListener("data", dropData);
				stream.removeListener("end", onEnd);
				stream.removeListener("error", onError);
				stream.removeListener("close", onClose);
			}
			stream.on("data", dropData);
			stream.on("end", onEnd);
			stream.on("error", onError);
			stream.on("close", onClose);
		});
	}
	async function drainStreamInternal(ctx, stream) {
		return new Promise((resolve, reject) => {
			const startTime = Date.now();
			let bytesReceived = 0;
			let chunkCount = 0;
			if (ctx.log_level <= index_1.ClickHouseLogLevel.TRACE) ctx.log_writer.trace({
				message: `${ctx.op}: starting stream drain`,
				args: {
					query_id: ctx.query_id,
					stream_state: {
						readable: stream.readable,
						readableEnded: stream.readableEnded,
						readableLength: stream.readableLength
					}
				}
			});
			if (stream.errored) {
				if (ctx.log_level <= index_1.ClickHouseLogLevel.TRACE) ctx.log_writer.trace({
					message: `${ctx.op}: stream already errored before drain`,
					args: {
						query_id: ctx.query_id,
						chunk_number: chunkCount,
						total_bytes_received: bytesReceived
					}
				});
				reject(stream.errored);
				return;
			}
			if (stream.readableEnded) {
				if (ctx.log_level <= index_1.ClickHouseLogLevel.TRACE) ctx.log_writer.trace({
					message: `${ctx.op}: stream already ended before drain`,
					args: {
						query_id: ctx.query_id,
						chunk_number: chunkCount,
						total_bytes_received: bytesReceived
					}
				});
				resolve();
				return;
			}
			if (stream.closed) {
				if (ctx.log_level <= index_1.ClickHouseLogLevel.TRACE) ctx.log_writer.trace({
					message: `${ctx.op}: stream already closed before drain`,
					args: {
						query_id: ctx.query_id,
						chunk_number: chunkCount,
						total_bytes_received: bytesReceived
					}
				});
				resolve();
				return;
			}
			function dropData(chunk) {
				if (ctx.log_level <= index_1.ClickHouseLogLevel.TRACE) {
					chunkCount++;
					const chunk_size = Buffer.byteLength(chunk);
					bytesReceived += chunk_size;
					ctx.log_writer.trace({
						message: `${ctx.op}: received data chunk during drain`,
						args: {
							query_id: ctx.query_id,
							chunk_number: chunkCount,
							chunk_size,
							total_bytes_received: bytesReceived
						}
					});
				}
			}
			function onEnd() {
				removeListeners();
				if (ctx.log_level <= index_1.ClickHouseLogLevel.TRACE) {
					const duration = Date.now() - startTime;
					ctx.log_writer.trace({
						message: `${ctx.op}: stream drain completed (end event)`,
						args: {
							query_id: ctx.query_id,
							duration_ms: duration,
							total_bytes_received: bytesReceived,
							total_chunks: chunkCount
						}
					});
				}
				resolve();
			}
			function onError(err) {
				removeListeners();
				if (ctx.log_level <= index_1.ClickHouseLogLevel.TRACE) {
					const duration = Date.now() - startTime;
					ctx.log_writer.trace({
						message: `${ctx.op}: stream drain failed (error event)`,
						args: {
							query_id: ctx.query_id,
							duration_ms: duration,
							total_bytes_received: bytesReceived,
							total_chunks: chunkCount,
							error: err.message
						}
					});
				}
				reject(err);
			}
			function onClose() {
				removeListeners();
				if (ctx.log_level <= index_1.ClickHouseLogLevel.TRACE) {
					const duration = Date.now() - startTime;
					ctx.log_writer.trace({
						message: `${ctx.op}: stream closed during drain (close event)`,
						args: {
							query_id: ctx.query_id,
							duration_ms: duration,
							total_bytes_received: bytesReceived,
							total_chunks: chunkCount
						}
					});
				}
				resolve();
			}
			function removeListeners() {
				stream.removeListener("data", dropData);
				stream.removeListener("end", onEnd);
				stream.removeListener("error", onError);
				stream.removeListener("close", onClose);
			}
			stream.on("data", dropData);
			stream.on("end", onEnd);
			stream.on("error", onError);
			stream.on("close", onClose);
		});
	}
}));
// node_modules/@clickhouse/client/dist/connection/compression.js
var require_compression = __commonJSMin(((exports, module, this$9) => {
	var __importDefault = this$9 && this$9.__importDefault || function(mod) {
		return mod && mod.__esModule ? mod : { "default": mod };
	};
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.decompressResponse = decompressResponse;
	exports.isDecompressionError = isDecompressionError;
	exports.createRequestCompressor = createRequestCompressor;
	const index_1 = require_common();
	const stream_1 = __importDefault(__require("stream"));
	const zlib_1 = __importDefault(__require("zlib"));
	function decompressResponse(response, log_writer, log_level) {
		const encoding = response.headers["content-encoding"];
		if (encoding === void 0) return { response };
		if (encoding === "gzip") return { response: stream_1.default.pipeline(response, zlib_1.default.createGunzip(), function pipelineCb(err) {
			if (err && log_level <= index_1.ClickHouseLogLevel.ERROR) log_writer.error({
				message: "An error occurred while decompressing the response",
				err
			});
		}) };
		if (encoding === "zstd") {
			if (typeof zlib_1.default.createZstdDecompress !== "function") return { error: new Error("Received a zstd-compressed response, but this Node.js runtime (v" + process.versions.node + ") does not support zstd decompression: the built-in zlib module does not provide the zstd APIs (added in Node.js 22.15.0). Use gzip compression instead, or upgrade Node.js.") };
			return { response: stream_1.default.pipeline(response, zlib_1.default.createZstdDecompress(), function pipelineCb(err) {
				if (err && log_level <= index_1.ClickHouseLogLevel.ERROR) log_writer.error({
					message: "An error occurred while decompressing the response",
					err
				});
			}) };
		}
		if (encoding === "br") return { response: stream_1.default.pipeline(response, zlib_1.default.createBrotliDecompress(), function pipelineCb(err) {
			if (err && log_level <= index_1.ClickHouseLogLevel.ERROR) log_writer.error({
				message: "An error occurred while decompressing the response",
				err
			});
		}) };
		return { error: new Error(`Unexpected encoding: ${encoding}`) };
	}
	function isDecompressionError(result) {
		return result.error !== void 0;
	}
	function createRequestCompressor(compression) {
		switch (compression.codec) {
			case "gzip": return zlib_1.default.createGzip(compression.level !== void 0 ? { level: compression.level } : void 0);
			case "zstd": return zlib_1.default.createZstdCompress(compression.level !== void 0 ? { params: { [zlib_1.default.constants.ZSTD_c_compressionLevel]: compression.level } } : void 0);
			case "br": return zlib_1.default.createBrotliCompress({ params: { [zlib_1.default.constants.BROTLI_PARAM_QUALITY]: compression.quality ?? 4 } });
			default: throw new Error(`Unsupported request compression codec: ${String(compression.codec)}`);
		}
	}
}));
// node_modules/@clickhouse/client/dist/connection/socket_pool.js
var require_socket_pool = __commonJSMin(((exports, module, this$8) => {
	var __importDefault = this$8 && this$8.__importDefault || function(mod) {
		return mod && mod.__esModule ? mod : { "default": mod };
	};
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.SocketPool = void 0;
	const http_1 = __importDefault(__require("http"));
	const stream_1 = __importDefault(__require("stream"));
	const index_1 = require_common();
	const utils_1 = require_utils();
	const compression_1 = require_compression();
	var SocketPool = class {
		jsonHandling;
		knownSockets = new WeakMap();
		requestCounter = 0;
		getNewRequestId() {
			this.requestCounter += 1;
			return `${this.connectionId}:${this.requestCounter}`;
		}
		socketCounter = 0;
		getNewSocketId() {
			this.socketCounter += 1;
			return `${this.connectionId}:${this.socketCounter}`;
		}
		connectionId;
		params;
		createClientRequest;
		agent;
		constructor(connectionId, params, createClientRequest, agent) {
			this.connectionId = connectionId;
			this.params = params;
			this.createClientRequest = createClientRequest;
			this.agent = agent;
			this.jsonHandling = params.json ?? {
				parse: JSON.parse,
				stringify: JSON.stringify
			};
		}
		async request(params, op) {
			await (0, index_1.sleep)(0);
			const { log_writer, query_id, log_level } = params;
			const currentStackTrace = this.params.capture_enhanced_stack_trace ? (0, index_1.getCurrentStackTrace)() : void 0;
			const requestTimeout = this.params.request_timeout;
			if (this.params.eagerly_destroy_stale_sockets && this.params.keep_alive.enabled && this.params.keep_alive.idle_socket_ttl > 0) {
				if (this.agent instanceof http_1.default.Agent) for (const host of Object.keys(this.agent.freeSockets)) {
					const byHostSockets = this.agent.freeSockets[host];
					if (byHostSockets) for (const socket of [...byHostSockets]) {
						const socketInfo = this.knownSockets.get(socket);
						if (socketInfo) {
							const freedAt = socketInfo.freed_at_timestamp_ms;
							if (freedAt) {
								const socketAge = Date.now() - freedAt;
								if (socketAge >= this.params.keep_alive.idle_socket_ttl) {
									if (log_level <= index_1.ClickHouseLogLevel.TRACE) log_writer.trace({
										message: `${op}: socket TTL expired based on timestamp, destroying socket`,
										args: {
											operation: op,
											connection_id: this.connectionId,
											query_id,
											socket_id: socketInfo.id,
											socket_age_ms: socketAge,
											idle_socket_ttl_ms: this.params.keep_alive.idle_socket_ttl
										}
									});
									clearTimeout(socketInfo.idle_timeout_handle);
									this.knownSockets.delete(socket);
									socket.destroy();
								}
							}
						}
					}
				}
			}
			const start = Date.now();
			const request = this.createClientRequest(params);
			const request_id = this.getNewRequestId();
			return new Promise((resolve, reject) => {
				const onError = (e) => {
					removeRequestListeners();
					if (e instanceof Error) {
						if (log_level <= index_1.ClickHouseLogLevel.TRACE) {
							if (e.code === "ECONNRESET") log_writer.trace({
								message: `${op}: connection reset by peer`,
								args: {
									operation: op,
									connection_id: this.connectionId,
									query_id,
									request_id
								},
								module: "HTTP Adapter"
							});
						}
						if (log_level <= index_1.ClickHouseLogLevel.WARN) {
							if (this.params.keep_alive.enabled) {
								if (e.code === "ECONNRESET") {
									const socket = request.socket;
									if (socket) {
										const socketInfo = this.knownSockets.get(socket);
										if (socketInfo) {
											const serverTimeoutMs = socketInfo.server_keep_alive_timeout_ms;
											if (serverTimeoutMs !== void 0) {
												if (this.params.keep_alive.idle_socket_ttl > serverTimeoutMs) log_writer.warn({
													message: `${op}: idle socket TTL is greater than server keep-alive timeout, try setting idle socket TTL to a value lower than the server keep-alive timeout to prevent unexpected connection resets, see https://github.com/ClickHouse/clickhouse-js/blob/main/docs/howto/keep_alive_timeout.md for more details.`,
													args: {
														operation: op,
														connection_id: this.connectionId,
														query_id,
														request_id,
														socket_id: socketInfo.id,
														server_keep_alive_timeout_ms: serverTimeoutMs,
														idle_socket_ttl: this.params.keep_alive.idle_socket_ttl
													},
													module: "HTTP Adapter"
												});
											}
										}
									}
								}
							}
						}
						reject((0, index_1.enhanceStackTrace)(e, currentStackTrace));
					} else reject(e);
				};
				let responseStream;
				const onResponse = async (_response) => {
					if (this.params.log_level <= index_1.ClickHouseLogLevel.DEBUG) {
						const duration = Date.now() - start;
						this.params.log_writer.debug({
							module: "HTTP Adapter",
							message: `${op}: got a response from ClickHouse`,
							args: {
								operation: op,
								connection_id: this.connectionId,
								query_id,
								request_id,
								request_method: params.method,
								request_path: params.url.pathname,
								response_status: _response.statusCode,
								response_time_ms: duration
							}
						});
					}
					if (this.params.keep_alive.enabled) {
						const keepAliveHeader = _response.headers["keep-alive"];
						if (keepAliveHeader) {
							const [, timeout] = /timeout=(\d+)/i.exec(String(keepAliveHeader)) ?? [];
							if (timeout) {
								const socketInfo = this.knownSockets.get(_response.socket);
								if (socketInfo) {
									const timeoutMs = Number(timeout) * 1e3;
									socketInfo.server_keep_alive_timeout_ms = timeoutMs;
									if (log_level <= index_1.ClickHouseLogLevel.TRACE) this.params.log_writer.trace({
										module: "HTTP Adapter",
										message: `${op}: updated server sent socket keep-alive timeout`,
										args: {
											operation: op,
											connection_id: this.connectionId,
											query_id,
											request_id,
											socket_id: socketInfo.id,
											server_keep_alive_timeout_ms: timeoutMs
										}
									});
								}
							}
						}
					}
					const tryDecompressResponseStream = params.try_decompress_response_stream ?? true;
					const ignoreErrorResponse = params.ignore_error_response ?? false;
					const isFailedResponse = !(0, index_1.isSuccessfulResponse)(_response.statusCode) || _response.headers["x-clickhouse-exception-code"] !== void 0;
					if (tryDecompressResponseStream || isFailedResponse && !ignoreErrorResponse) {
						const decompressionResult = (0, compression_1.decompressResponse)(_response, log_writer, log_level);
						if ((0, compression_1.isDecompressionError)(decompressionResult)) return reject((0, index_1.enhanceStackTrace)(decompressionResult.error, currentStackTrace));
						responseStream = decompressionResult.response;
					} else responseStream = _response;
					if (log_level <= index_1.ClickHouseLogLevel.TRACE) log_writer.trace({
						message: `${op}: response stream created`,
						args: {
							operation: op,
							connection_id: this.connectionId,
							query_id,
							request_id,
							stream_state: {
								readable: responseStream.readable,
								readableEnded: responseStream.readableEnded,
								readableLength: responseStream.readableLength
							},
							is_failed_response: isFailedResponse,
							will_decompress: tryDecompressResponseStream
						}
					});
					if (isFailedResponse && !ignoreErrorResponse) try {
						const errorMessage = await (0, utils_1.getAsText)(responseStream);
						reject((0, index_1.enhanceStackTrace)((0, index_1.parseError)(errorMessage), currentStackTrace));
					} catch (e) {
						reject((0, index_1.enhanceStackTrace)(e, currentStackTrace));
					}
					else return resolve({
						stream: responseStream,
						summary: params.parse_summary ? this.parseSummary(op, _response) : void 0,
						response_headers: { ..._response.headers },
						http_status_code: _response.statusCode ?? void 0
					});
				};
				function onAbort() {
					removeRequestListeners();
					request.once("error", function() {});
					reject((0, index_1.enhanceStackTrace)(new Error("The user aborted a request."), currentStackTrace));
				}
				function onClose() {
					removeRequestListeners();
				}
				function pipeStream() {
					if (request.writableEnded) return;
					const bodyStream = (0, utils_1.isStream)(params.body) ? params.body : stream_1.default.Readable.from([params.body]);
					const callback = (e) => {
						if (e) {
							removeRequestListeners();
							reject((0, index_1.enhanceStackTrace)(e, currentStackTrace));
						}
					};
					if (params.request_compression) {
						const compressor = (0, compression_1.createRequestCompressor)(params.request_compression);
						stream_1.default.pipeline(bodyStream, compressor, request, callback);
					} else stream_1.default.pipeline(bodyStream, request, callback);
				}
				const onSocket = (socket) => {
					try {
						if (this.params.keep_alive.enabled && this.params.keep_alive.idle_socket_ttl > 0) {
							const socketInfo = this.knownSockets.get(socket);
							if (socketInfo === void 0) {
								const socket_id = this.getNewSocketId();
								if (log_level <= index_1.ClickHouseLogLevel.TRACE) log_writer.trace({
									message: `${op}: using a fresh socket, setting up a new 'free' listener`,
									args: {
										operation: op,
										connection_id: this.connectionId,
										query_id,
										request_id,
										socket_id
									}
								});
								const newSocketInfo = {
									id: socket_id,
									idle_timeout_handle: void 0,
									usage_count: 1
								};
								this.knownSockets.set(socket, newSocketInfo);
								socket.on("free", () => {
									if (log_level <= index_1.ClickHouseLogLevel.TRACE) log_writer.trace({
										message: `${op}: socket was released`,
										args: {
											operation: op,
											connection_id: this.connectionId,
											query_id,
											request_id,
											socket_id
										}
									});
									const freed_at_timestamp_ms = Date.now();
									newSocketInfo.freed_at_timestamp_ms = freed_at_timestamp_ms;
									const idleTimeoutHandle = setTimeout(() => {
										const freedAfter = Date.now() - freed_at_timestamp_ms;
										if (log_level <= index_1.ClickHouseLogLevel.TRACE) log_writer.trace({
											message: `${op}: removing idle socket`,
											args: {
												operation: op,
												connection_id: this.connectionId,
												query_id,
												request_id,
												socket_id,
												idle_socket_ttl_ms: this.params.keep_alive.idle_socket_ttl,
												freed_after_ms: freedAfter
											}
										});
										this.knownSockets.delete(socket);
										socket.destroy();
									}, this.params.keep_alive.idle_socket_ttl).unref();
									newSocketInfo.idle_timeout_handle = idleTimeoutHandle;
								});
								const cleanup = (eventName) => () => {
									const maybeSocketInfo = this.knownSockets.get(socket);
									if (maybeSocketInfo?.idle_timeout_handle) clearTimeout(maybeSocketInfo.idle_timeout_handle);
									if (log_level <= index_1.ClickHouseLogLevel.TRACE) log_writer.trace({
										message: `${op}: received '${eventName}' event, 'free' listener removed`,
										args: {
											operation: op,
											connection_id: this.connectionId,
											query_id,
											request_id,
											socket_id,
											event: eventName
										}
									});
									if (log_level <= index_1.ClickHouseLogLevel.WARN) {
										if (responseStream && !responseStream.readableEnded) log_writer.warn({
											message: `${op}: socket was closed or ended before the response was fully read. This can potentially result in an uncaught ECONNRESET error! Consider fully consuming, draining, or destroying the response stream.`,
											args: {
												operation: op,
												connection_id: this.connectionId,
												query_id,
												request_id,
												socket_id,
												event: eventName
											}
										});
									}
								};
								socket.once("end", cleanup("end"));
								socket.once("close", cleanup("close"));
							} else {
								const freedAt = socketInfo.freed_at_timestamp_ms;
								if (freedAt) {
									const socketAge = Date.now() - freedAt;
									if (socketAge - this.params.keep_alive.idle_socket_ttl > 1e3) {
										if (log_level <= index_1.ClickHouseLogLevel.WARN) log_writer.warn({
											message: `${op}: reusing socket with TTL expired based on timestamp; this may indicate a starved Node.js process or delayed event loop; set keep_alive.eagerly_destroy_stale_sockets=true to mitigate, see more details at https://github.com/ClickHouse/clickhouse-js/blob/main/docs/howto/keep_alive_timeout.md`,
											args: {
												operation: op,
												connection_id: this.connectionId,
												query_id,
												socket_id: socketInfo.id,
												socket_age_ms: socketAge,
												idle_socket_ttl_ms: this.params.keep_alive.idle_socket_ttl
											}
										});
									}
								}
								clearTimeout(socketInfo.idle_timeout_handle);
								socketInfo.idle_timeout_handle = void 0;
								if (log_level <= index_1.ClickHouseLogLevel.TRACE) log_writer.trace({
									message: `${op}: reusing socket`,
									args: {
										operation: op,
										connection_id: this.connectionId,
										query_id,
										request_id,
										socket_id: socketInfo.id,
										usage_count: socketInfo.usage_count
									}
								});
								socketInfo.usage_count++;
							}
						}
					} catch (e) {
						if (log_level <= index_1.ClickHouseLogLevel.ERROR) log_writer.error({
							message: `${op}: an error occurred while housekeeping the idle sockets`,
							err: e,
							args: {
								operation: op,
								connection_id: this.connectionId,
								query_id,
								request_id
							}
						});
					}
					pipeStream();
					if (log_level <= index_1.ClickHouseLogLevel.TRACE) {
						const socketInfo = this.knownSockets.get(socket);
						if (socketInfo) log_writer.trace({
							message: `${op}: setting up request timeout`,
							args: {
								operation: op,
								connection_id: this.connectionId,
								query_id,
								request_id,
								socket_id: socketInfo.id,
								timeout_ms: requestTimeout
							}
						});
						else log_writer.trace({
							message: `${op}: setting up request timeout on a socket`,
							args: {
								operation: op,
								connection_id: this.connectionId,
								query_id,
								request_id,
								timeout_ms: requestTimeout
							}
						});
					}
					socket.setTimeout(this.params.request_timeout, onTimeout);
				};
				const onTimeout = () => {
					removeRequestListeners();
					if (log_level <= index_1.ClickHouseLogLevel.TRACE) {
						const socket = request.socket;
						const maybeSocketInfo = socket ? this.knownSockets.get(socket) : void 0;
						const socketState = request.socket ? {
							connecting: request.socket.connecting,
							pending: request.socket.pending,
							destroyed: request.socket.destroyed,
							readyState: request.socket.readyState
						} : void 0;
						const responseStreamState = responseStream ? {
							readable: responseStream.readable,
							readableEnded: responseStream.readableEnded,
							readableLength: responseStream.readableLength
						} : void 0;
						log_writer.trace({
							message: `${op}: timeout occurred`,
							args: {
								operation: op,
								connection_id: this.connectionId,
								query_id,
								request_id,
								socket_id: maybeSocketInfo?.id,
								timeout_ms: requestTimeout,
								socket_state: socketState,
								response_stream_state: responseStreamState,
								has_response_stream: responseStream !== void 0
							}
						});
					}
					const err = (0, index_1.enhanceStackTrace)(new Error("Timeout error."), currentStackTrace);
					try {
						request.destroy();
					} catch (e) {
						if (log_level <= index_1.ClickHouseLogLevel.ERROR) log_writer.error({
							message: `${op}: An error occurred while destroying the request`,
							err: e,
							args: {
								operation: op,
								connection_id: this.connectionId,
								query_id,
								request_id
							}
						});
					}
					reject(err);
				};
				function removeRequestListeners() {
					if (request.socket) {
						request.socket.setTimeout(0);
						request.socket.removeListener("timeout", onTimeout);
					}
					request.removeListener("socket", onSocket);
					request.removeListener("response", onResponse);
					request.removeListener("error", onError);
					request.removeListener("close", onClose);
					if (params.abort_signal) request.removeListener("abort", onAbort);
				}
				request.on("socket", onSocket);
				request.on("response", onResponse);
				request.on("error", onError);
				request.on("close", onClose);
				if (params.abort_signal) params.abort_signal.addEventListener("abort", onAbort, { once: true });
				if (!params.body) try {
					return request.end();
				} catch (e) {
					if (log_level <= index_1.ClickHouseLogLevel.ERROR) log_writer.error({
						message: `${op}: an error occurred while ending the request without body`,
						err: e,
						args: {
							operation: op,
							connection_id: this.connectionId,
							query_id,
							request_id
						}
					});
				}
			});
		}
		parseSummary(op, response) {
			const summaryHeader = response.headers["x-clickhouse-summary"];
			if (typeof summaryHeader === "string") try {
				return this.jsonHandling.parse(summaryHeader);
			} catch (err) {
				if (this.params.log_level <= index_1.ClickHouseLogLevel.ERROR) this.params.log_writer.error({
					message: `${op}: failed to parse X-ClickHouse-Summary header.`,
					args: {
						operation: op,
						connection_id: this.connectionId,
						"X-ClickHouse-Summary": summaryHeader
					},
					err
				});
			}
		}
	};
	exports.SocketPool = SocketPool;
}));
// node_modules/@clickhouse/client/dist/connection/node_base_connection.js
var require_node_base_connection = __commonJSMin(((exports, module, this$7) => {
	var __importDefault = this$7 && this$7.__importDefault || function(mod) {
		return mod && mod.__esModule ? mod : { "default": mod };
	};
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.NodeBaseConnection = void 0;
	const index_1 = require_common();
	const crypto_1 = __importDefault(__require("crypto"));
	const utils_1 = require_utils();
	const stream_1 = require_stream();
	const socket_pool_1 = require_socket_pool();
	var NodeBaseConnection = class {
		defaultAuthHeader;
		defaultHeaders;
		connectionId = crypto_1.default.randomUUID();
		socketPool;
		params;
		agent;
		constructor(params, agent) {
			this.params = params;
			this.agent = agent;
			this.socketPool = new socket_pool_1.SocketPool(this.connectionId, this.params, this.createClientRequest.bind(this), this.agent);
			if (params.auth.type === "Credentials") this.defaultAuthHeader = `Basic ${Buffer.from(`${params.auth.username}:${params.auth.password}`).toString("base64")}`;
			else if (params.auth.type === "JWT") this.defaultAuthHeader = `Bearer ${params.auth.access_token}`;
			else throw new Error(`Unknown auth type: ${params.auth.type}`);
			this.defaultHeaders = {
				Connection: this.params.keep_alive.enabled ? "keep-alive" : "close",
				"User-Agent": (0, utils_1.getUserAgent)(this.params.application_id)
			};
		}
		async ping(params) {
			const { log_writer, log_level } = this.params;
			const query_id = this.getQueryId(params.query_id);
			const { controller, controllerCleanup } = this.getAbortController(params);
			try {
				let result;
				if (params.select) {
					const searchParams = (0, index_1.toSearchParams)({
						database: void 0,
						query: PingQuery,
						query_id
					});
					result = await this.request({
						query: PingQuery,
						method: "GET",
						url: (0, index_1.transformUrl)({
							url: this.params.url,
							searchParams
						}),
						abort_signal: controller.signal,
						headers: this.buildRequestHeaders(),
						query_id,
						log_writer,
						log_level
					}, "Ping");
				} else result = await this.request({
					query: "ping",
					method: "GET",
					url: (0, index_1.transformUrl)({
						url: this.params.url,
						pathname: "/ping"
					}),
					abort_signal: controller.signal,
					headers: this.buildRequestHeaders(),
					query_id,
					log_writer,
					log_level
				}, "Ping");
				await (0, stream_1.drainStreamInternal)({
					op: "Ping",
					log_writer,
					query_id,
					log_level
				}, result.stream);
				return { success: true };
			} catch (error) {
				controller.abort("Ping failed");
				if (log_level <= index_1.ClickHouseLogLevel.WARN) log_writer.warn({
					message: this.httpRequestErrorMessage("Ping"),
					err: error,
					args: {
						connection_id: this.connectionId,
						query_id
					}
				});
				return {
					success: false,
					error
				};
			} finally {
				controllerCleanup();
			}
		}
		async query(params) {
			const { log_writer, log_level } = this.params;
			const query_id = this.getQueryId(params.query_id);
			const clickhouse_settings = (0, index_1.withHttpSettings)(params.clickhouse_settings, this.params.compression.decompress_response);
			const queryParams = params.query_params;
			const hasQueryParams = queryParams !== void 0 && Object.keys(queryParams).length > 0;
			let useMultipart = hasQueryParams && (params.use_multipart_params ?? this.params.use_multipart_params);
			let urlParamEntries;
			if (hasQueryParams && !useMultipart && (params.use_multipart_params_auto ?? this.params.use_multipart_params_auto)) {
				const entries = (0, index_1.serializeQueryParamsForUrl)(queryParams);
				if (entries === null) useMultipart = true;
				else urlParamEntries = entries;
			}
			const searchParams = (0, index_1.toSearchParams)({
				database: this.params.database,
				query_params: useMultipart ? void 0 : params.query_params,
				param_entries: urlParamEntries,
				session_id: params.session_id,
				clickhouse_settings,
				query_id,
				role: params.role
			});
			const { controller, controllerCleanup } = this.getAbortController(params);
			const responseCompressionCodec = clickhouse_settings.enable_http_compression === 1 ? this.params.compression.decompress_response?.codec ?? "gzip" : void 0;
			let body = params.query;
			const headers = this.buildRequestHeaders(params);
			if (useMultipart && params.query_params !== void 0) {
				const boundary = `----clickhouse-js-${crypto_1.default.randomUUID()}`;
				const parts = { query: params.query };
				for (const [key, value] of Object.entries(params.query_params)) parts[`param_${key}`] = (0, index_1.formatQueryParams)({ value });
				body = (0, index_1.buildMultipartBody)(parts, boundary);
				headers["Content-Type"] = `multipart/form-data; boundary=${boundary}`;
			}
			try {
				const { response_headers, stream, http_status_code } = await this.request({
					method: "POST",
					url: (0, index_1.transformUrl)({
						url: this.params.url,
						searchParams
					}),
					body,
					abort_signal: controller.signal,
					response_compression_codec: responseCompressionCodec,
					headers,
					query: params.query,
					query_id,
					log_writer,
					log_level
				}, "Query");
				return {
					stream,
					response_headers,
					query_id,
					http_status_code
				};
			} catch (err) {
				controller.abort("Query HTTP request failed");
				this.logRequestError({
					op: "Query",
					query_id,
					query_params: params,
					search_params: searchParams,
					err,
					extra_args: {
						decompress_response: responseCompressionCodec,
						clickhouse_settings
					}
				});
				throw err;
			} finally {
				controllerCleanup();
			}
		}
		async insert(params) {
			const { log_writer, log_level } = this.params;
			const query_id = this.getQueryId(params.query_id);
			const searchParams = (0, index_1.toSearchParams)({
				database: this.params.database,
				clickhouse_settings: params.clickhouse_settings,
				query_params: params.query_params,
				query: params.query,
				session_id: params.session_id,
				role: params.role,
				query_id
			});
			const { controller, controllerCleanup } = this.getAbortController(params);
			try {
				const { stream, summary, response_headers, http_status_code } = await this.request({
					method: "POST",
					url: (0, index_1.transformUrl)({
						url: this.params.url,
						searchParams
					}),
					body: params.values,
					abort_signal: controller.signal,
					request_compression: this.params.compression.compress_request,
					parse_summary: true,
					headers: this.buildRequestHeaders(params),
					query: params.query,
					query_id,
					log_writer,
					log_level
				}, "Insert");
				await (0, stream_1.drainStreamInternal)({
					op: "Insert",
					log_writer,
					query_id,
					log_level
				}, stream);
				return {
					query_id,
					summary,
					response_headers,
					http_status_code
				};
			} catch (err) {
				controller.abort("Insert HTTP request failed");
				this.logRequestError({
					op: "Insert",
					query_id,
					query_params: params,
					search_params: searchParams,
					err,
					extra_args: { clickhouse_settings: params.clickhouse_settings ?? {} }
				});
				throw err;
			} finally {
				controllerCleanup();
			}
		}
		async exec(params) {
			const query_id = this.getQueryId(params.query_id);
			return this.runExec({
				...params,
				query_id,
				op: "Exec"
			});
		}
		async command(params) {
			const { log_writer, log_level } = this.params;
			const query_id = this.getQueryId(params.query_id);
			const commandStartTime = Date.now();
			if (log_level <= index_1.ClickHouseLogLevel.TRACE) log_writer.trace({
				message: "Command: operation started",
				args: {
					operation: "Command",
					connection_id: this.connectionId,
					query_id
				}
			});
			const { stream, summary, response_headers } = await this.runExec({
				...params,
				query_id,
				op: "Command"
			});
			const runExecDuration = Date.now() - commandStartTime;
			if (log_level <= index_1.ClickHouseLogLevel.TRACE) log_writer.trace({
				message: "Command: runExec completed, starting stream drain",
				args: {
					operation: "Command",
					connection_id: this.connectionId,
					query_id,
					runExec_duration_ms: runExecDuration,
					stream_state: {
						readable: stream.readable,
						readableEnded: stream.readableEnded,
						readableLength: stream.readableLength
					}
				}
			});
			const drainStartTime = Date.now();
			await (0, stream_1.drainStreamInternal)({
				op: "Command",
				log_writer,
				query_id,
				log_level
			}, stream);
			if (log_level <= index_1.ClickHouseLogLevel.TRACE) {
				const drainDuration = Date.now() - drainStartTime;
				const totalDuration = Date.now() - commandStartTime;
				log_writer.trace({
					message: "Command: operation completed",
					args: {
						operation: "Command",
						connection_id: this.connectionId,
						query_id,
						drain_duration_ms: drainDuration,
						total_duration_ms: totalDuration
					}
				});
			}
			return {
				query_id,
				summary,
				response_headers
			};
		}
		async close() {
			if (this.agent !== void 0 && this.agent.destroy !== void 0) this.agent.destroy();
		}
		defaultHeadersWithOverride(params) {
			return {
				...this.params.http_headers ?? {},
				...params?.http_headers ?? {},
				...this.defaultHeaders
			};
		}
		buildRequestHeaders(params) {
			const headers = this.defaultHeadersWithOverride(params);
			if ((0, index_1.isJWTAuth)(params?.auth)) return {
				...headers,
				Authorization: `Bearer ${params.auth.access_token}`
			};
			if (this.params.set_basic_auth_header) {
				if ((0, index_1.isCredentialsAuth)(params?.auth)) return {
					...headers,
					Authorization: `Basic ${Buffer.from(`${params.auth.username}:${params.auth.password}`).toString("base64")}`
				};
				else return {
					...headers,
					Authorization: this.defaultAuthHeader
				};
			}
			return { ...headers };
		}
		getQueryId(query_id) {
			return query_id || crypto_1.default.randomUUID();
		}
		getAbortController(params) {
			const controller = new AbortController();
			function onAbort() {
				controller.abort();
			}
			params.abort_signal?.addEventListener("abort", onAbort);
			return {
				controller,
				controllerCleanup: () => {
					params.abort_signal?.removeEventListener("abort", onAbort);
				}
			};
		}
		logRequestError({ op, err, query_id, query_params, extra_args }) {
			if (this.params.log_level <= index_1.ClickHouseLogLevel.ERROR) this.params.log_writer.error({
				message: this.httpRequestErrorMessage(op),
				err,
				args: {
					operation: op,
					connection_id: this.connectionId,
					query_id,
					with_abort_signal: query_params.abort_signal !== void 0,
					session_id: query_params.session_id,
					...extra_args
				}
			});
		}
		httpRequestErrorMessage(op) {
			return `${op}: HTTP request error.`;
		}
		async runExec(params) {
			const { log_writer, log_level } = this.params;
			const query_id = params.query_id;
			const sendQueryInParams = params.values !== void 0;
			const clickhouse_settings = (0, index_1.withHttpSettings)(params.clickhouse_settings, this.params.compression.decompress_response);
			const toSearchParamsOptions = {
				query: sendQueryInParams ? params.query : void 0,
				database: this.params.database,
				query_params: params.query_params,
				session_id: params.session_id,
				role: params.role,
				clickhouse_settings,
				query_id
			};
			const searchParams = (0, index_1.toSearchParams)(toSearchParamsOptions);
			const { controller, controllerCleanup } = this.getAbortController(params);
			const tryDecompressResponseStream = params.op === "Exec" ? params.decompress_response_stream ?? Boolean(this.params.compression.decompress_response) : false;
			const ignoreErrorResponse = params.ignore_error_response ?? false;
			try {
				const { stream, summary, response_headers, http_status_code } = await this.request({
					method: "POST",
					url: (0, index_1.transformUrl)({
						url: this.params.url,
						searchParams
					}),
					body: sendQueryInParams ? params.values : params.query,
					abort_signal: controller.signal,
					parse_summary: true,
					request_compression: this.params.compression.compress_request,
					response_compression_codec: this.params.compression.decompress_response?.codec,
					try_decompress_response_stream: tryDecompressResponseStream,
					ignore_error_response: ignoreErrorResponse,
					headers: this.buildRequestHeaders(params),
					query: params.query,
					query_id,
					log_writer,
					log_level
				}, params.op);
				return {
					stream,
					query_id,
					summary,
					response_headers,
					http_status_code
				};
			} catch (err) {
				controller.abort(`${params.op} HTTP request failed`);
				this.logRequestError({
					op: params.op,
					query_id,
					query_params: params,
					search_params: searchParams,
					err,
					extra_args: { clickhouse_settings: params.clickhouse_settings ?? {} }
				});
				throw err;
			} finally {
				controllerCleanup();
			}
		}
		async request(params, op) {
			return this.socketPool.request(params, op);
		}
	};
	exports.NodeBaseConnection = NodeBaseConnection;
	const PingQuery = `SELECT 'ping'`;
}));
// node_modules/@clickhouse/client/dist/connection/node_http_connection.js
var require_node_http_connection = __commonJSMin(((exports, module, this$6) => {
	var __importDefault = this$6 && this$6.__importDefault || function(mod) {
		return mod && mod.__esModule ? mod : { "default": mod };
	};
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.NodeHttpConnection = void 0;
	const index_1 = require_common();
	const http_1 = __importDefault(__require("http"));
	const node_base_connection_1 = require_node_base_connection();
	var NodeHttpConnection = class extends node_base_connection_1.NodeBaseConnection {
		constructor(params) {
			const agent = new http_1.default.Agent({
				keepAlive: params.keep_alive.enabled,
				maxSockets: params.max_open_connections
			});
			super(params, agent);
		}
		createClientRequest(params) {
			const headers = (0, index_1.withCompressionHeaders)({
				headers: params.headers,
				request_compression_codec: params.request_compression?.codec,
				response_compression_codec: params.response_compression_codec
			});
			return http_1.default.request(params.url, {
				method: params.method,
				agent: this.agent,
				timeout: this.params.request_timeout,
				signal: params.abort_signal,
				headers,
				...this.params.max_response_headers_size !== void 0 && { maxHeaderSize: this.params.max_response_headers_size }
			});
		}
	};
	exports.NodeHttpConnection = NodeHttpConnection;
}));
// node_modules/@clickhouse/client/dist/connection/node_https_connection.js
var require_node_https_connection = __commonJSMin(((exports, module, this$5) => {
	var __importDefault = this$5 && this$5.__importDefault || function(mod) {
		return mod && mod.__esModule ? mod : { "default": mod };
	};
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.NodeHttpsConnection = void 0;
	const index_1 = require_common();
	const https_1 = __importDefault(__require("https"));
	const node_base_connection_1 = require_node_base_connection();
	var NodeHttpsConnection = class extends node_base_connection_1.NodeBaseConnection {
		constructor(params) {
			const agent = new https_1.default.Agent({
				keepAlive: params.keep_alive.enabled,
				maxSockets: params.max_open_connections,
				ca: params.tls?.ca_cert,
				key: params.tls?.type === "Mutual" ? params.tls.key : void 0,
				cert: params.tls?.type === "Mutual" ? params.tls.cert : void 0
			});
			super(params, agent);
		}
		buildRequestHeaders(params) {
			if (this.params.tls !== void 0) {
				if (this.params.auth.type === "JWT") throw new Error("JWT auth is not supported with HTTPS connection using custom certificates");
				let headers;
				if ((0, index_1.isCredentialsAuth)(params?.auth)) headers = {
					...this.defaultHeadersWithOverride(params),
					"X-ClickHouse-User": params.auth.username,
					"X-ClickHouse-Key": params.auth.password
				};
				else headers = {
					...this.defaultHeadersWithOverride(params),
					"X-ClickHouse-User": this.params.auth.username,
					"X-ClickHouse-Key": this.params.auth.password
				};
				const tlsType = this.params.tls.type;
				switch (tlsType) {
					case "Basic": return headers;
					case "Mutual": return {
						...headers,
						"X-ClickHouse-SSL-Certificate-Auth": "on"
					};
					default: throw new Error(`Unknown TLS type: ${tlsType}`);
				}
			}
			return super.buildRequestHeaders(params);
		}
		createClientRequest(params) {
			const headers = (0, index_1.withCompressionHeaders)({
				headers: params.headers,
				request_compression_codec: params.request_compression?.codec,
				response_compression_codec: params.response_compression_codec
			});
			return https_1.default.request(params.url, {
				method: params.method,
				agent: this.agent,
				timeout: this.params.request_timeout,
				signal: params.abort_signal,
				headers,
				...this.params.max_response_headers_size !== void 0 && { maxHeaderSize: this.params.max_response_headers_size }
			});
		}
	};
	exports.NodeHttpsConnection = NodeHttpsConnection;
}));
// node_modules/@clickhouse/client/dist/connection/node_custom_agent_connection.js
var require_node_custom_agent_connection = __commonJSMin(((exports, module, this$4) => {
	var __importDefault = this$4 && this$4.__importDefault || function(mod) {
		return mod && mod.__esModule ? mod : { "default": mod };
	};
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.NodeCustomAgentConnection = void 0;
	const http_1 = __importDefault(__require("http"));
	const https_1 = __importDefault(__require("https"));
	const node_base_connection_1 = require_node_base_connection();
	const index_1 = require_common();
	var NodeCustomAgentConnection = class extends node_base_connection_1.NodeBaseConnection {
		httpRequestFn;
		constructor(params) {
			if (!params.http_agent) throw new Error("http_agent is required to create NodeCustomAgentConnection");
			super(params, params.http_agent);
			if (params.url.protocol.startsWith("https")) this.httpRequestFn = https_1.default.request;
			else this.httpRequestFn = http_1.default.request;
		}
		createClientRequest(params) {
			const headers = (0, index_1.withCompressionHeaders)({
				headers: params.headers,
				request_compression_codec: params.request_compression?.codec,
				response_compression_codec: params.response_compression_codec
			});
			return this.httpRequestFn(params.url, {
				method: params.method,
				agent: this.agent,
				timeout: this.params.request_timeout,
				signal: params.abort_signal,
				headers,
				...this.params.max_response_headers_size !== void 0 && { maxHeaderSize: this.params.max_response_headers_size }
			});
		}
	};
	exports.NodeCustomAgentConnection = NodeCustomAgentConnection;
}));
// node_modules/@clickhouse/client/dist/connection/create_connection.js
var require_create_connection = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.NodeConnectionFactory = void 0;
	const node_custom_agent_connection_1 = require_node_custom_agent_connection();
	const node_http_connection_1 = require_node_http_connection();
	const node_https_connection_1 = require_node_https_connection();
	var NodeConnectionFactory = class {
		static create({ connection_params, tls, keep_alive, http_agent, set_basic_auth_header, capture_enhanced_stack_trace, eagerly_destroy_stale_sockets = false, max_response_headers_size }) {
			if (http_agent !== void 0) return new node_custom_agent_connection_1.NodeCustomAgentConnection({
				...connection_params,
				set_basic_auth_header,
				capture_enhanced_stack_trace,
				keep_alive,
				http_agent,
				eagerly_destroy_stale_sockets,
				max_response_headers_size
			});
			switch (connection_params.url.protocol) {
				case "http:": return new node_http_connection_1.NodeHttpConnection({
					...connection_params,
					set_basic_auth_header,
					capture_enhanced_stack_trace,
					keep_alive,
					eagerly_destroy_stale_sockets,
					max_response_headers_size
				});
				case "https:": return new node_https_connection_1.NodeHttpsConnection({
					...connection_params,
					set_basic_auth_header,
					capture_enhanced_stack_trace,
					keep_alive,
					tls,
					eagerly_destroy_stale_sockets,
					max_response_headers_size
				});
				default: throw new Error("Only HTTP and HTTPS protocols are supported");
			}
		}
	};
	exports.NodeConnectionFactory = NodeConnectionFactory;
}));
// node_modules/@clickhouse/client/dist/connection/index.js
var require_connection = __commonJSMin(((exports, module, this$3) => {
	var __createBinding = this$3 && this$3.__createBinding || (Object.create ? (function(o, m, k, k2) {
		if (k2 === void 0) k2 = k;
		var desc = Object.getOwnPropertyDescriptor(m, k);
		if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) desc = {
			enumerable: true,
			get: function() {
				return m[k];
			}
		};
		Object.defineProperty(o, k2, desc);
	}) : (function(o, m, k, k2) {
		if (k2 === void 0) k2 = k;
		o[k2] = m[k];
	}));
	var __exportStar = this$3 && this$3.__exportStar || function(m, exports) {
		for (var p in m) if (p !== "default" && !Object.prototype.hasOwnProperty.call(exports, p)) __createBinding(exports, m, p);
	};
	Object.defineProperty(exports, "__esModule", { value: true });
	__exportStar(require_node_base_connection(), exports);
	__exportStar(require_node_http_connection(), exports);
	__exportStar(require_node_https_connection(), exports);
	__exportStar(require_create_connection(), exports);
}));
// node_modules/@clickhouse/client/dist/result_set.js
var require_result_set = __commonJSMin(((exports, module, this$2) => {
	var __createBinding = this$2 && this$2.__createBinding || (Object.create ? (function(o, m, k, k2) {
		if (k2 === void 0) k2 = k;
		var desc = Object.getOwnPropertyDescriptor(m, k);
		if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) desc = {
			enumerable: true,
			get: function() {
				return m[k];
			}
		};
		Object.defineProperty(o, k2, desc);
	}) : (function(o, m, k, k2) {
		if (k2 === void 0) k2 = k;
		o[k2] = m[k];
	}));
	var __setModuleDefault = this$2 && this$2.__setModuleDefault || (Object.create ? (function(o, v) {
		Object.defineProperty(o, "default", {
			enumerable: true,
			value: v
		});
	}) : function(o, v) {
		o["default"] = v;
	});
	var __importStar = this$2 && this$2.__importStar || (function() {
		var ownKeys = function(o) {
			ownKeys = Object.getOwnPropertyNames || function(o) {
				var ar = [];
				for (var k in o) if (Object.prototype.hasOwnProperty.call(o, k)) ar[ar.length] = k;
				return ar;
			};
			return ownKeys(o);
		};
		return function(mod) {
			if (mod && mod.__esModule) return mod;
			var result = {};
			if (mod != null) {
				for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding(result, mod, k[i]);
			}
			__setModuleDefault(result, mod);
			return result;
		};
	})();
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.ResultSet = void 0;
	const index_1 = require_common();
	const index_2 = require_common();
	const buffer_1 = __require("buffer");
	const stream_1 = __importStar(__require("stream"));
	const utils_1 = require_utils();
	const NEWLINE = 10;
	exports.ResultSet = class ResultSet {
		response_headers = {};
		exceptionTag = void 0;
		log_error;
		jsonHandling;
		_consumed = false;
		_stream;
		format;
		span;
		span_bytes = 0;
		span_rows = 0;
		span_rows_counted = false;
		span_finished = false;
		query_id;
		constructor(_stream, format, query_id, log_error, _response_headers, jsonHandling, span) {
			this._stream = _stream;
			this.format = format;
			this.query_id = query_id;
			this.span = span;
			this.jsonHandling = {
				...index_1.defaultJSONHandling,
				...jsonHandling
			};
			this.log_error = log_error ?? ((err) => console.error(err));
			if (_response_headers !== void 0) {
				this.response_headers = Object.freeze(_response_headers);
				this.exceptionTag = _response_headers[index_1.EXCEPTION_TAG_HEADER_NAME];
			}
		}
		consume() {
			if (this._consumed) throw new Error(streamAlreadyConsumedMessage);
			this._consumed = true;
			return this._stream;
		}
		addSpanRows(count) {
			this.span_rows_counted = true;
			this.span_rows += count;
		}
		finishSpan(err) {
			if (!this.span || this.span_finished) return;
			this.span_finished = true;
			const attributes = { "clickhouse.response.decoded_bytes": this.span_bytes };
			if (this.span_rows_counted) attributes["db.response.returned_rows"] = this.span_rows;
			this.span.setAttributes(attributes);
			if (err) (0, index_1.recordSpanError)(this.span, err);
			this.span.end();
		}
		async text() {
			const stream = this.consume();
			try {
				const text = await (0, utils_1.getAsText)(stream);
				this.span_bytes += buffer_1.Buffer.byteLength(text);
				this.finishSpan();
				return text;
			} catch (err) {
				this.finishSpan(err);
				throw err;
			}
		}
		async json() {
			if ((0, index_2.isStreamableJSONFamily)(this.format)) {
				const result = [];
				const stream = this.stream();
				for await (const rows of stream) for (const row of rows) result.push(row.json());
				return result;
			}
			if ((0, index_2.isNotStreamableJSONFamily)(this.format)) {
				const stream = this.consume();
				try {
					const text = await (0, utils_1.getAsText)(stream);
					this.span_bytes += buffer_1.Buffer.byteLength(text);
					this.finishSpan();
					return this.jsonHandling.parse(text);
				} catch (err) {
					this.finishSpan(err);
					throw err;
				}
			}
			throw new Error(`Cannot decode ${this.format} as JSON`);
		}
		stream() {
			(0, index_2.validateStreamFormat)(this.format);
			const incompleteChunks = [];
			const logError = this.log_error;
			const exceptionTag = this.exceptionTag;
			const jsonHandling = this.jsonHandling;
			const resultSet = this;
			const toRows = new stream_1.Transform({
				transform(chunk, _encoding, callback) {
					resultSet.span_bytes += chunk.length;
					const rows = [];
					let lastIdx = 0;
					let currentChunkPart;
					while (true) {
						const idx = chunk.indexOf(NEWLINE, lastIdx);
						if (idx === -1) {
							incompleteChunks.push(chunk.subarray(lastIdx));
							if (rows.length > 0) {
								resultSet.addSpanRows(rows.length);
								this.push(rows);
							}
							break;
						} else {
							if (exceptionTag !== void 0 && idx >= 1 && chunk[idx - 1] === index_1.CARET_RETURN) return callback((0, index_1.extractErrorAtTheEndOfChunk)(chunk, exceptionTag));
							if (incompleteChunks.length > 0) {
								incompleteChunks.push(chunk.subarray(lastIdx, idx));
								currentChunkPart = buffer_1.Buffer.concat(incompleteChunks);
								incompleteChunks.length = 0;
							} else currentChunkPart = chunk.subarray(lastIdx, idx);
							const text = currentChunkPart.toString();
							rows.push({
								text,
								json() {
									return jsonHandling.parse(text);
								}
							});
							lastIdx = idx + 1;
						}
					}
					callback();
				},
				autoDestroy: true,
				objectMode: true
			});
			return stream_1.default.pipeline(this.consume(), toRows, function pipelineCb(err) {
				if (err && err.name !== "AbortError" && err.message !== resultSetClosedMessage) {
					logError(err);
					resultSet.finishSpan(err);
				} else resultSet.finishSpan();
			});
		}
		close() {
			this._stream.destroy(new Error(resultSetClosedMessage));
			this.finishSpan();
		}
		[Symbol.dispose]() {
			this.close();
		}
		static instance({ stream, format, query_id, log_error, response_headers, jsonHandling, span }) {
			return new ResultSet(stream, format, query_id, log_error, response_headers, jsonHandling, span);
		}
	};
	const streamAlreadyConsumedMessage = "Stream has been already consumed";
	const resultSetClosedMessage = "ResultSet has been closed";
}));
// node_modules/@clickhouse/client/dist/config.js
var require_config = __commonJSMin(((exports, module, this$1) => {
	var __importDefault = this$1 && this$1.__importDefault || function(mod) {
		return mod && mod.__esModule ? mod : { "default": mod };
	};
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.NodeConfigImpl = void 0;
	const index_1 = require_common();
	const zlib_1 = __importDefault(__require("zlib"));
	const connection_1 = require_connection();
	const result_set_1 = require_result_set();
	const utils_1 = require_utils();
	function unknownCodecError(value, direction) {
		return new Error(`Unknown ${direction} compression codec "${value}". Supported codecs: gzip, zstd, br.`);
	}
	function ensureRequestCodecSupported(value) {
		if (value === "zstd") {
			if (typeof zlib_1.default.createZstdCompress !== "function") throw new Error("zstd compression is not supported by this Node.js runtime (v" + process.versions.node + "): the built-in zlib module does not provide `createZstdCompress` (the zstd APIs were added in Node.js 22.15.0). Use gzip compression instead.");
		} else if (value !== "gzip" && value !== "br") throw unknownCodecError(value, "request");
	}
	function ensureResponseCodecSupported(value) {
		if (value === "zstd") {
			if (typeof zlib_1.default.createZstdDecompress !== "function") throw new Error("zstd compression is not supported by this Node.js runtime (v" + process.versions.node + "): the built-in zlib module does not provide `createZstdDecompress` (the zstd APIs were added in Node.js 22.15.0). Use gzip compression instead.");
		} else if (value !== "gzip" && value !== "br") throw unknownCodecError(value, "response");
	}
	exports.NodeConfigImpl = {
		handle_specific_url_params: (config, url) => {
			const nodeConfig = { ...config };
			const unknownParams = new Set();
			const handledParams = new Set();
			const urlSearchParamsKeys = [...url.searchParams.keys()];
			if (urlSearchParamsKeys.length > 0) urlSearchParamsKeys.forEach((key) => {
				const value = url.searchParams.get(key);
				switch (key) {
					case "keep_alive_idle_socket_ttl":
						if (nodeConfig.keep_alive === void 0) nodeConfig.keep_alive = {};
						nodeConfig.keep_alive.idle_socket_ttl = (0, index_1.numberConfigURLValue)({
							key,
							value,
							min: 0
						});
						handledParams.add(key);
						break;
					default: unknownParams.add(key);
				}
			});
			return {
				config: nodeConfig,
				unknown_params: unknownParams,
				handled_params: handledParams
			};
		},
		make_connection: (nodeConfig, params) => {
			const { compress_request, decompress_response } = params.compression;
			if (compress_request) ensureRequestCodecSupported(compress_request.codec);
			if (decompress_response) ensureResponseCodecSupported(decompress_response.codec);
			let tls = void 0;
			if (nodeConfig.tls !== void 0) {
				if ("cert" in nodeConfig.tls && "key" in nodeConfig.tls) tls = {
					type: "Mutual",
					...nodeConfig.tls
				};
				else tls = {
					type: "Basic",
					...nodeConfig.tls
				};
			}
			const keep_alive = {
				enabled: nodeConfig?.keep_alive?.enabled ?? true,
				idle_socket_ttl: nodeConfig?.keep_alive?.idle_socket_ttl ?? 2500
			};
			return connection_1.NodeConnectionFactory.create({
				connection_params: params,
				set_basic_auth_header: nodeConfig.set_basic_auth_header ?? true,
				capture_enhanced_stack_trace: nodeConfig.capture_enhanced_stack_trace ?? false,
				eagerly_destroy_stale_sockets: nodeConfig.keep_alive?.eagerly_destroy_stale_sockets ?? false,
				http_agent: nodeConfig.http_agent,
				keep_alive,
				tls,
				max_response_headers_size: nodeConfig.max_response_headers_size
			});
		},
		values_encoder: (jsonHandling) => new utils_1.NodeValuesEncoder(jsonHandling),
		make_result_set: ((stream, format, query_id, log_error, response_headers, jsonHandling, span) => result_set_1.ResultSet.instance({
			stream,
			format,
			query_id,
			log_error,
			response_headers,
			jsonHandling,
			span
		}))
	};
}));
// node_modules/@clickhouse/client/dist/client.js
var require_client = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.NodeClickHouseClient = void 0;
	exports.createClient = createClient;
	const index_1 = require_common();
	const config_1 = require_config();
	var NodeClickHouseClient = class extends index_1.ClickHouseClient {
		query(params) {
			return super.query(params);
		}
	};
	exports.NodeClickHouseClient = NodeClickHouseClient;
	function createClient(config) {
		const injected = config?.connection;
		const impl = injected !== void 0 ? {
			...config_1.NodeConfigImpl,
			make_connection: () => injected
		} : config_1.NodeConfigImpl;
		return new index_1.ClickHouseClient({
			impl,
			...config || {}
		});
	}
}));
// dist/collector/deliver/insert-outcome.js
var import_dist = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.extractErrorAtTheEndOfChunk = exports.EXCEPTION_TAG_HEADER_NAME = exports.defaultJSONHandling = exports.ClickHouseSpanKind = exports.ClickHouseSpanStatusCode = exports.ClickHouseSpanNames = exports.TupleParam = exports.isException = exports.isRow = exports.isProgressRow = exports.SimpleColumnTypes = exports.parseColumnType = exports.RecordsJSONFormats = exports.SingleDocumentJSONFormats = exports.StreamableJSONFormats = exports.StreamableFormats = exports.SupportedRawFormats = exports.SupportedJSONFormats = exports.SettingsMap = exports.ClickHouseLogLevel = exports.parseError = exports.ClickHouseError = exports.drainStream = exports.ResultSet = exports.createClient = exports.ClickHouseClient = void 0;
	var client_1 = require_client();
	Object.defineProperty(exports, "ClickHouseClient", {
		enumerable: true,
		get: function() {
			return client_1.NodeClickHouseClient;
		}
	});
	var client_2 = require_client();
	Object.defineProperty(exports, "createClient", {
		enumerable: true,
		get: function() {
			return client_2.createClient;
		}
	});
	var result_set_1 = require_result_set();
	Object.defineProperty(exports, "ResultSet", {
		enumerable: true,
		get: function() {
			return result_set_1.ResultSet;
		}
	});
	var stream_1 = require_stream();
	Object.defineProperty(exports, "drainStream", {
		enumerable: true,
		get: function() {
			return stream_1.drainStream;
		}
	});
	const index_1 = require_common();
	exports.ClickHouseError = index_1.ClickHouseError;
	exports.parseError = index_1.parseError;
	exports.ClickHouseLogLevel = index_1.ClickHouseLogLevel;
	exports.SettingsMap = index_1.SettingsMap;
	exports.SupportedJSONFormats = index_1.SupportedJSONFormats;
	exports.SupportedRawFormats = index_1.SupportedRawFormats;
	exports.StreamableFormats = index_1.StreamableFormats;
	exports.StreamableJSONFormats = index_1.StreamableJSONFormats;
	exports.SingleDocumentJSONFormats = index_1.SingleDocumentJSONFormats;
	exports.RecordsJSONFormats = index_1.RecordsJSONFormats;
	exports.parseColumnType = index_1.parseColumnType;
	exports.SimpleColumnTypes = index_1.SimpleColumnTypes;
	exports.isProgressRow = index_1.isProgressRow;
	exports.isRow = index_1.isRow;
	exports.isException = index_1.isException;
	exports.TupleParam = index_1.TupleParam;
	exports.ClickHouseSpanNames = index_1.ClickHouseSpanNames;
	exports.ClickHouseSpanStatusCode = index_1.ClickHouseSpanStatusCode;
	exports.ClickHouseSpanKind = index_1.ClickHouseSpanKind;
	exports.defaultJSONHandling = index_1.defaultJSONHandling;
	exports.EXCEPTION_TAG_HEADER_NAME = index_1.EXCEPTION_TAG_HEADER_NAME;
	exports.extractErrorAtTheEndOfChunk = index_1.extractErrorAtTheEndOfChunk;
}))();
const rejectedCodes = new Set([
	6,
	25,
	26,
	27,
	33,
	38,
	41,
	53,
	69,
	70,
	72,
	117,
	128,
	130,
	131,
	190,
	349,
	376,
	407,
	467,
	469,
	691
]);
const schemaCodes = new Set([
	8,
	10,
	16,
	47,
	60,
	81,
	115
]);
function outcomeOfAnswer(status, code, body) {
	const told = code ?? /^Code: (\d+)\./.exec(body)?.[1];
	if (told === void 0 && status >= 200 && status < 300) return {
		kind: "applied",
		code: null,
		name: "",
		message: ""
	};
	const number = told === void 0 ? null : Number(told);
	const type = [...body.matchAll(/\(([A-Z][A-Z0-9_]{2,})\)/g)].at(-1)?.[1];
	const name = number === null ? `HTTP ${status}` : type ?? `code ${number}`;
	return {
		kind: kindOf$1(status, number, body),
		code: number,
		name,
		message: body.trim()
	};
}
function outcomeOfError(error) {
	const message = error instanceof Error ? error.message : String(error);
	const code = error instanceof Error && "code" in error ? error.code : void 0;
	return {
		kind: "transient",
		code: null,
		name: typeof code === "string" ? code : "no answer",
		message
	};
}
const unknownField = /^(?:Code: 117\. DB::Exception: )+Unknown field found/;
function kindOf$1(status, code, body) {
	if (code === null) return status === 413 ? "rejected" : "transient";
	if (code === 117 && unknownField.test(body)) return "schema";
	if (schemaCodes.has(code)) return "schema";
	return rejectedCodes.has(code) ? "rejected" : "transient";
}
// dist/collector/deliver/store-writer.js
const longestInsertMs = 3e5;
const settings = {
	insert_deduplicate: 1,
	deduplicate_blocks_in_dependent_materialized_views: 1,
	async_insert: 0,
	wait_end_of_query: 1,
	input_format_skip_unknown_fields: 0,
	input_format_null_as_default: 0,
	date_time_input_format: "best_effort"
};
var StoreWriter = class {
	#client = null;
	#address = "";
	async insert(address, table, token, ndjson, bounds) {
		const attempt = new AbortController();
		const stop = () => attempt.abort();
		const timer = setTimeout(stop, bounds.timeoutMs);
		bounds.signal.addEventListener("abort", stop, { once: true });
		try {
			const answer = await this.#clientFor(address).exec({
				query: `INSERT INTO ${table} FORMAT JSONEachRow`,
				values: Readable.from([ndjson]),
				clickhouse_settings: {
					...settings,
					insert_deduplication_token: token
				},
				abort_signal: attempt.signal,
				ignore_error_response: true
			});
			const body = await text(addAbortSignal(attempt.signal, answer.stream));
			const code = answer.response_headers["x-clickhouse-exception-code"];
			return outcomeOfAnswer(answer.http_status_code ?? 0, Array.isArray(code) ? code[0] : code, body);
		} catch (error) {
			const outcome = outcomeOfError(error);
			return attempt.signal.aborted ? {
				...outcome,
				name: "timeout"
			} : outcome;
		} finally {
			clearTimeout(timer);
			bounds.signal.removeEventListener("abort", stop);
		}
	}
	async close() {
		const client = this.#client;
		this.#client = null;
		await client?.close();
	}
	#clientFor(address) {
		const key = JSON.stringify(address);
		if (this.#client !== null && this.#address === key) return this.#client;
		this.#client?.close().catch(() => {});
		this.#address = key;
		this.#client = (0, import_dist.createClient)({
			url: address.url,
			username: address.user,
			password: address.password,
			database: address.database,
			application: "teeline",
			max_open_connections: 2,
			request_timeout: longestInsertMs,
			compression: {
				request: false,
				response: false
			},
			log: { level: import_dist.ClickHouseLogLevel.OFF }
		});
		return this.#client;
	}
};
// dist/collector/deliver/delivery.js
const defaults = {
	commitIntervalMs: 100,
	maxMemoryBytes: 16777216,
	maxBatchRows: 1e4,
	maxBatchBytes: 8388608,
	insertTimeoutMs: 3e4,
	minBackoffMs: 200,
	maxBackoffMs: 3e4
};
async function openDelivery(options) {
	try {
		return new OutboxDelivery(await Outbox.open(options.outboxDir), options);
	} catch (error) {
		throw new TeelineError("TEELINE_OUTBOX_FAILED", `the outbox in ${options.outboxDir} cannot be opened (${error instanceof Error ? error.message : error})`, "Check that the directory is on a local disk with room and belongs to this user; move it away to begin anew.", error);
	}
}
var OutboxDelivery = class {
	#outbox;
	#options;
	#now;
	#writer = new StoreWriter();
	#state;
	#committer;
	#lanes;
	#refusals;
	#diskRefuses = false;
	#lossLoggedAtMs = Number.NEGATIVE_INFINITY;
	#rowsDelivered = 0;
	#rowsDeadLettered = 0;
	#retries = 0;
	#lastError = null;
	#closing = null;
	constructor(outbox, options) {
		const now = options.now ?? Date.now;
		const tuning = {
			...defaults,
			...options.tuning
		};
		this.#outbox = outbox;
		this.#options = options;
		this.#now = now;
		this.#state = new StoreState(options.log, now);
		this.#committer = new Committer(outbox, {
			...tuning,
			collector: options.collector,
			outboxMaxBytes: options.outboxMaxBytes,
			now,
			onCommitted: () => this.#notify(),
			onDisk: (error) => this.#onDisk(error),
			onLost: (reason) => this.#onLost(reason)
		});
		this.#refusals = new Refusals({
			...options,
			now,
			write: (line) => this.#committer.push("events", line)
		});
		this.#lanes = eachTable((table) => this.#openLane(table, tuning));
		if (outbox.setAside !== null) this.#tellSetAside(outbox.setAside);
		this.#notify();
	}
	get isCrowded() {
		return this.#committer.isCrowded;
	}
	push(table, line) {
		if (this.#closing !== null) this.#committer.lose(table, "closed");
		else this.#committer.push(table, line);
	}
	flush() {
		return this.#committer.flush();
	}
	stats() {
		const { waiting } = this.#committer;
		const sinceMs = (this.#closing === null ? this.#outbox.oldestMs() : null) ?? waiting.sinceMs;
		return {
			pendingRows: this.#outbox.rows + waiting.rows,
			pendingBytes: this.#outbox.bytes + waiting.bytes,
			oldestAgeMs: sinceMs === null ? null : Math.max(0, this.#now() - sinceMs),
			rowsDelivered: this.#rowsDelivered,
			rowsLost: this.#committer.rowsLost,
			rowsDeadLettered: this.#rowsDeadLettered,
			retries: this.#retries,
			lastError: this.#lastError,
			storeUp: this.#state.up
		};
	}
	wake() {
		for (const lane of Object.values(this.#lanes)) lane.wake();
	}
	close({ deliverTimeoutMs }) {
		this.#closing ??= this.#close(performance.now() + deliverTimeoutMs);
		return this.#closing;
	}
	async #close(deadline) {
		const left = () => Math.max(0, deadline - performance.now());
		await this.#committer.flush().catch(() => {});
		const { events, ...others } = this.#lanes;
		await Promise.all(Object.values(others).map((lane) => lane.finish(left())));
		this.#refusals.tell();
		await this.#committer.finish().catch(() => this.#logUnwritten());
		await events.finish(left());
		await this.#writer.close();
		await this.#outbox.close();
	}
	#openLane(table, tuning) {
		const { deadLetterFile, flushIntervalMs, store } = this.#options;
		return new Lane(this.#outbox, this.#writer, {
			...tuning,
			table,
			deadLetterFile,
			flushIntervalMs,
			backoff: {
				minMs: tuning.minBackoffMs,
				maxMs: tuning.maxBackoffMs
			},
			store,
			now: this.#now,
			onApplied: (rows) => this.#onApplied(rows),
			onRetry: (name) => this.#onRetry(name),
			onDeadLetter: (outcome) => this.#onDeadLetter(table, outcome),
			onIdle: () => this.#refusals.tell()
		});
	}
	#notify() {
		for (const lane of Object.values(this.#lanes)) lane.notify();
	}
	#onApplied(rows) {
		this.#rowsDelivered += rows;
		this.#committer.roomMade();
		if (this.#state.succeeded(this.#outbox.rows)) this.wake();
	}
	#onRetry(name) {
		this.#retries += 1;
		this.#lastError = name;
		this.#state.failed(name);
	}
	#onDeadLetter(table, outcome) {
		this.#rowsDeadLettered += 1;
		this.#lastError = outcome.name;
		this.#committer.roomMade();
		if (table !== "events") this.#refusals.add(table, outcome);
	}
	#onDisk(error) {
		if (error === null) {
			this.#diskRefuses = false;
			this.#options.log("info", "the outbox can be written again");
			return;
		}
		const reason = error instanceof Error ? error.message : String(error);
		if (!this.#diskRefuses) this.#options.log("error", `the outbox cannot be written (${reason}); rows wait in memory`);
		this.#diskRefuses = true;
		this.#lastError = `outbox: ${reason}`;
	}
	#tellSetAside(path) {
		const message = `the outbox file was damaged and is now ${path}; rows that were only there are lost`;
		this.#options.log("error", message);
		const { collector } = this.#options;
		const event = {
			ts: toTimestamp(this.#now()),
			kind: "outbox_broken",
			message,
			count: 1,
			attributes: {},
			collector
		};
		this.#committer.push("events", JSON.stringify(event));
	}
	#onLost(reason) {
		if (this.#now() - this.#lossLoggedAtMs < 1e4) return;
		this.#lossLoggedAtMs = this.#now();
		this.#options.log("error", `rows are dropped (${reason}); ${this.#committer.rowsLost} since the start`);
	}
	#logUnwritten() {
		this.#options.log("error", `${this.#committer.waiting.rows} rows could not be written to the outbox and are lost`);
	}
};
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
// dist/collector/deliver/left-outboxes.js
const lookMs = 500;
async function openLeftOutboxes(directories, options) {
	const all = (await Promise.all(directories.map(async (directory) => {
		try {
			return new LeftOutbox(directory, await openDelivery({
				...options,
				outboxDir: directory
			}));
		} catch (error) {
			options.log("error", error instanceof Error ? error.message : String(error));
			return null;
		}
	}))).filter((one) => one !== null);
	return {
		stats: () => all.map((one) => one.stats()),
		wake: () => {
			for (const one of all) one.wake();
		},
		close: async (deliverTimeoutMs) => {
			await Promise.all(all.map((one) => one.close(deliverTimeoutMs)));
		}
	};
}
var LeftOutbox = class {
	#directory;
	#delivery;
	#timer;
	#closing = null;
	constructor(directory, delivery) {
		this.#directory = directory;
		this.#delivery = delivery;
		this.#timer = setInterval(() => {
			if (delivery.stats().pendingRows === 0) this.close(0);
		}, lookMs);
	}
	stats() {
		return this.#delivery.stats();
	}
	wake() {
		this.#delivery.wake();
	}
	close(deliverTimeoutMs) {
		this.#closing ??= this.#close(deliverTimeoutMs);
		return this.#closing;
	}
	async #close(deliverTimeoutMs) {
		clearInterval(this.#timer);
		await this.#delivery.close({ deliverTimeoutMs });
		if (this.#delivery.stats().pendingRows === 0) await rm(this.#directory, {
			recursive: true,
			force: true
		}).catch(() => {});
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
	const client = open$2(store);
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
function open$2(store) {
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
// dist/collector/deliver/telemetry/otel-signals.js
function signalsOf(env) {
	if (textOf$1(env["OTEL_SDK_DISABLED"]).toLowerCase() === "true") return null;
	const anyEndpoint = isSet(env["OTEL_EXPORTER_OTLP_ENDPOINT"]);
	const wants = (signal) => {
		const exporters = textOf$1(env[`OTEL_${signal}_EXPORTER`]);
		if (exporters !== "") return exporters.split(",").some((name) => name.trim() === "otlp");
		return anyEndpoint || isSet(env[`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`]);
	};
	const signals = {
		traces: wants("TRACES"),
		metrics: wants("METRICS")
	};
	return signals.traces || signals.metrics ? signals : null;
}
function asksForContent(env) {
	const value = textOf$1(env["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"]).toLowerCase();
	return [
		"true",
		"span_only",
		"span_and_event"
	].includes(value);
}
function isSet(value) {
	return textOf$1(value) !== "";
}
function textOf$1(value) {
	return value?.trim() ?? "";
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
var Telemetry = class {
	#options;
	#book;
	#before;
	#budgets;
	#otel;
	constructor(options, otel) {
		const state = options.state === null ? null : stateFrom(options.state);
		this.#options = options;
		this.#otel = otel;
		this.#before = state?.totals ?? null;
		this.#book = new SeriesBook(options.metrics.maxSeries, state?.book ?? null);
		this.#budgets = new BudgetSpend(options.budgets, options.store);
	}
	get stats() {
		return this.#otel?.stats() ?? null;
	}
	get wantsContent() {
		return this.#otel !== null && wantsContent(this.#options);
	}
	onRow(row, beside) {
		this.#book.count(row);
		this.#otel?.onRow(row, beside);
	}
	async page(relay, recorder, openMetrics) {
		const { exposition } = await import("./exposition.recorder.js");
		const { version } = this.#options;
		const now = this.#state(recorder);
		const state = ownBytes(serialize(now));
		const budgets = this.#budgets.figures(new Date());
		const figures = {
			version,
			...now,
			relay,
			budgets,
			process: processFigures(),
			workers: null
		};
		return {
			text: new TextEncoder().encode(await exposition(figures, openMetrics)),
			state
		};
	}
	state(recorder) {
		return ownBytes(serialize(this.#state(recorder)));
	}
	async close(timeoutMs) {
		await this.#otel?.close(timeoutMs);
	}
	#state(recorder) {
		return {
			book: this.#book.state,
			totals: this.#totalsOf(recorder),
			delivery: recorder.delivery,
			otel: this.stats
		};
	}
	#totalsOf({ delivery, faults, rowsLost }) {
		const otel = this.stats;
		const own = {
			rowsDelivered: delivery.rowsDelivered,
			rowsLost: delivery.rowsLost + rowsLost,
			rowsDeadLettered: delivery.rowsDeadLettered,
			storeRetries: delivery.retries,
			faults,
			spansExported: otel?.spansExported ?? 0,
			spansDropped: otel?.spansDropped ?? 0,
			spansFailed: otel?.spansFailed ?? 0,
			metricExportsFailed: otel?.metricExportsFailed ?? 0
		};
		for (const name of Object.keys(own)) own[name] += this.#before?.[name] ?? 0;
		return own;
	}
};
async function openTelemetry(options) {
	const signals = signalsOf(options.env);
	if (signals === null) return new Telemetry(options, null);
	try {
		const { startOtel } = await import("./otel.recorder.js");
		return new Telemetry(options, startOtel({
			...options,
			signals,
			content: wantsContent(options)
		}));
	} catch (error) {
		options.log("error", `telemetry cannot start: ${error instanceof Error ? error.message : String(error)}`);
		return new Telemetry(options, null);
	}
}
function wantsContent({ storesBodies, env }) {
	return storesBodies && signalsOf(env)?.traces === true && asksForContent(env);
}
function ownBytes(bytes) {
	return new Uint8Array(bytes);
}
// node_modules/decimal.js/decimal.mjs
var EXP_LIMIT = 9e15;
var MAX_DIGITS = 1e9;
var NUMERALS = "0123456789abcdef";
var LN10 = "2.3025850929940456840179914546843642076011014886287729760333279009675726096773524802359972050895982983419677840422862486334095254650828067566662873690987816894829072083255546808437998948262331985283935053089653777326288461633662222876982198867465436674744042432743651550489343149393914796194044002221051017141748003688084012647080685567743216228355220114804663715659121373450747856947683463616792101806445070648000277502684916746550586856935673420670581136429224554405758925724208241314695689016758940256776311356919292033376587141660230105703089634572075440370847469940168269282808481184289314848524948644871927809676271275775397027668605952496716674183485704422507197965004714951050492214776567636938662976979522110718264549734772662425709429322582798502585509785265383207606726317164309505995087807523710333101197857547331541421808427543863591778117054309827482385045648019095610299291824318237525357709750539565187697510374970888692180205189339507238539205144634197265287286965110862571492198849978748873771345686209167058";
var PI = "3.1415926535897932384626433832795028841971693993751058209749445923078164062862089986280348253421170679821480865132823066470938446095505822317253594081284811174502841027019385211055596446229489549303819644288109756659334461284756482337867831652712019091456485669234603486104543266482133936072602491412737245870066063155881748815209209628292540917153643678925903600113305305488204665213841469519415116094330572703657595919530921861173819326117931051185480744623799627495673518857527248912279381830119491298336733624406566430860213949463952247371907021798609437027705392171762931767523846748184676694051320005681271452635608277857713427577896091736371787214684409012249534301465495853710507922796892589235420199561121290219608640344181598136297747713099605187072113499999983729780499510597317328160963185950244594553469083026425223082533446850352619311881710100031378387528865875332083814206171776691473035982534904287554687311595628638823537875937519577818577805321712268066130019278766111959092164201989380952572010654858632789";
var DEFAULTS = {
	precision: 20,
	rounding: 4,
	modulo: 1,
	toExpNeg: -7,
	toExpPos: 21,
	minE: -EXP_LIMIT,
	maxE: EXP_LIMIT,
	crypto: false
};
var inexact;
var quadrant;
var external = true;
var decimalError = "[DecimalError] ";
var invalidArgument = decimalError + "Invalid argument: ";
var precisionLimitExceeded = decimalError + "Precision limit exceeded";
var cryptoUnavailable = decimalError + "crypto unavailable";
var tag = "[object Decimal]";
var mathfloor = Math.floor;
var mathpow = Math.pow;
var isBinary = /^0b([01]+(\.[01]*)?|\.[01]+)(p[+-]?\d+)?$/i;
var isHex = /^0x([0-9a-f]+(\.[0-9a-f]*)?|\.[0-9a-f]+)(p[+-]?\d+)?$/i;
var isOctal = /^0o([0-7]+(\.[0-7]*)?|\.[0-7]+)(p[+-]?\d+)?$/i;
var isDecimal = /^(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
var BASE = 1e7;
var LOG_BASE = 7;
var MAX_SAFE_INTEGER = 9007199254740991;
var LN10_PRECISION = LN10.length - 1;
var PI_PRECISION = PI.length - 1;
var P = { toStringTag: tag };
P.absoluteValue = P.abs = function() {
	var x = new this.constructor(this);
	if (x.s < 0) x.s = 1;
	return finalise(x);
};
P.ceil = function() {
	return finalise(new this.constructor(this), this.e + 1, 2);
};
P.clampedTo = P.clamp = function(min, max) {
	var k, x = this, Ctor = x.constructor;
	min = new Ctor(min);
	max = new Ctor(max);
	if (!min.s || !max.s) return new Ctor(NaN);
	if (min.gt(max)) throw Error(invalidArgument + max);
	k = x.cmp(min);
	return k < 0 ? min : x.cmp(max) > 0 ? max : new Ctor(x);
};
P.comparedTo = P.cmp = function(y) {
	var i, j, xdL, ydL, x = this, xd = x.d, yd = (y = new x.constructor(y)).d, xs = x.s, ys = y.s;
	if (!xd || !yd) return !xs || !ys ? NaN : xs !== ys ? xs : xd === yd ? 0 : !xd ^ xs < 0 ? 1 : -1;
	if (!xd[0] || !yd[0]) return xd[0] ? xs : yd[0] ? -ys : 0;
	if (xs !== ys) return xs;
	if (x.e !== y.e) return x.e > y.e ^ xs < 0 ? 1 : -1;
	xdL = xd.length;
	ydL = yd.length;
	for (i = 0, j = xdL < ydL ? xdL : ydL; i < j; ++i) if (xd[i] !== yd[i]) return xd[i] > yd[i] ^ xs < 0 ? 1 : -1;
	return xdL === ydL ? 0 : xdL > ydL ^ xs < 0 ? 1 : -1;
};
P.cosine = P.cos = function() {
	var pr, rm, x = this, Ctor = x.constructor;
	if (!x.d) return new Ctor(NaN);
	if (!x.d[0]) return new Ctor(1);
	pr = Ctor.precision;
	rm = Ctor.rounding;
	Ctor.precision = pr + Math.max(x.e, x.sd()) + LOG_BASE;
	Ctor.rounding = 1;
	x = cosine(Ctor, toLessThanHalfPi(Ctor, x));
	Ctor.precision = pr;
	Ctor.rounding = rm;
	return finalise(quadrant == 2 || quadrant == 3 ? x.neg() : x, pr, rm, true);
};
P.cubeRoot = P.cbrt = function() {
	var e, m, n, r, rep, s, sd, t, t3, t3plusx, x = this, Ctor = x.constructor;
	if (!x.isFinite() || x.isZero()) return new Ctor(x);
	external = false;
	s = x.s * mathpow(x.s * x, 1 / 3);
	if (!s || Math.abs(s) == 1 / 0) {
		n = digitsToString(x.d);
		e = x.e;
		if (s = (e - n.length + 1) % 3) n += s == 1 || s == -2 ? "0" : "00";
		s = mathpow(n, 1 / 3);
		e = mathfloor((e + 1) / 3) - (e % 3 == (e < 0 ? -1 : 2));
		if (s == 1 / 0) n = "5e" + e;
		else {
			n = s.toExponential();
			n = n.slice(0, n.indexOf("e") + 1) + e;
		}
		r = new Ctor(n);
		r.s = x.s;
	} else r = new Ctor(s.toString());
	sd = (e = Ctor.precision) + 3;
	for (;;) {
		t = r;
		t3 = t.times(t).times(t);
		t3plusx = t3.plus(x);
		r = divide(t3plusx.plus(x).times(t), t3plusx.plus(t3), sd + 2, 1);
		if (digitsToString(t.d).slice(0, sd) === (n = digitsToString(r.d)).slice(0, sd)) {
			n = n.slice(sd - 3, sd + 1);
			if (n == "9999" || !rep && n == "4999") {
				if (!rep) {
					finalise(t, e + 1, 0);
					if (t.times(t).times(t).eq(x)) {
						r = t;
						break;
					}
				}
				sd += 4;
				rep = 1;
			} else {
				if (!+n || !+n.slice(1) && n.charAt(0) == "5") {
					finalise(r, e + 1, 1);
					m = !r.times(r).times(r).eq(x);
				}
				break;
			}
		}
	}
	external = true;
	return finalise(r, e, Ctor.rounding, m);
};
P.decimalPlaces = P.dp = function() {
	var w, d = this.d, n = NaN;
	if (d) {
		w = d.length - 1;
		n = (w - mathfloor(this.e / LOG_BASE)) * LOG_BASE;
		w = d[w];
		if (w) for (; w % 10 == 0; w /= 10) n--;
		if (n < 0) n = 0;
	}
	return n;
};
P.dividedBy = P.div = function(y) {
	return divide(this, new this.constructor(y));
};
P.dividedToIntegerBy = P.divToInt = function(y) {
	var x = this, Ctor = x.constructor;
	return finalise(divide(x, new Ctor(y), 0, 1, 1), Ctor.precision, Ctor.rounding);
};
P.equals = P.eq = function(y) {
	return this.cmp(y) === 0;
};
P.floor = function() {
	return finalise(new this.constructor(this), this.e + 1, 3);
};
P.greaterThan = P.gt = function(y) {
	return this.cmp(y) > 0;
};
P.greaterThanOrEqualTo = P.gte = function(y) {
	var k = this.cmp(y);
	return k == 1 || k === 0;
};
P.hyperbolicCosine = P.cosh = function() {
	var k, n, pr, rm, len, x = this, Ctor = x.constructor, one = new Ctor(1);
	if (!x.isFinite()) return new Ctor(x.s ? 1 / 0 : NaN);
	if (x.isZero()) return one;
	pr = Ctor.precision;
	rm = Ctor.rounding;
	Ctor.precision = pr + Math.max(x.e, x.sd()) + 4;
	Ctor.rounding = 1;
	len = x.d.length;
	if (len < 32) {
		k = Math.ceil(len / 3);
		n = (1 / tinyPow(4, k)).toString();
	} else {
		k = 16;
		n = "2.3283064365386962890625e-10";
	}
	x = taylorSeries(Ctor, 1, x.times(n), new Ctor(1), true);
	var cosh2_x, i = k, d8 = new Ctor(8);
	for (; i--;) {
		cosh2_x = x.times(x);
		x = one.minus(cosh2_x.times(d8.minus(cosh2_x.times(d8))));
	}
	return finalise(x, Ctor.precision = pr, Ctor.rounding = rm, true);
};
P.hyperbolicSine = P.sinh = function() {
	var k, pr, rm, len, x = this, Ctor = x.constructor;
	if (!x.isFinite() || x.isZero()) return new Ctor(x);
	pr = Ctor.precision;
	rm = Ctor.rounding;
	Ctor.precision = pr + Math.max(x.e, x.sd()) + 4;
	Ctor.rounding = 1;
	len = x.d.length;
	if (len < 3) x = taylorSeries(Ctor, 2, x, x, true);
	else {
		k = 1.4 * Math.sqrt(len);
		k = k > 16 ? 16 : k | 0;
		x = x.times(1 / tinyPow(5, k));
		x = taylorSeries(Ctor, 2, x, x, true);
		var sinh2_x, d5 = new Ctor(5), d16 = new Ctor(16), d20 = new Ctor(20);
		for (; k--;) {
			sinh2_x = x.times(x);
			x = x.times(d5.plus(sinh2_x.times(d16.times(sinh2_x).plus(d20))));
		}
	}
	Ctor.precision = pr;
	Ctor.rounding = rm;
	return finalise(x, pr, rm, true);
};
P.hyperbolicTangent = P.tanh = function() {
	var pr, rm, x = this, Ctor = x.constructor;
	if (!x.isFinite()) return new Ctor(x.s);
	if (x.isZero()) return new Ctor(x);
	pr = Ctor.precision;
	rm = Ctor.rounding;
	Ctor.precision = pr + 7;
	Ctor.rounding = 1;
	return divide(x.sinh(), x.cosh(), Ctor.precision = pr, Ctor.rounding = rm);
};
P.inverseCosine = P.acos = function() {
	var x = this, Ctor = x.constructor, k = x.abs().cmp(1), pr = Ctor.precision, rm = Ctor.rounding;
	if (k !== -1) return k === 0 ? x.isNeg() ? getPi(Ctor, pr, rm) : new Ctor(0) : new Ctor(NaN);
	if (x.isZero()) return getPi(Ctor, pr + 4, rm).times(.5);
	Ctor.precision = pr + 6;
	Ctor.rounding = 1;
	x = new Ctor(1).minus(x).div(x.plus(1)).sqrt().atan();
	Ctor.precision = pr;
	Ctor.rounding = rm;
	return x.times(2);
};
P.inverseHyperbolicCosine = P.acosh = function() {
	var pr, rm, x = this, Ctor = x.constructor;
	if (x.lte(1)) return new Ctor(x.eq(1) ? 0 : NaN);
	if (!x.isFinite()) return new Ctor(x);
	pr = Ctor.precision;
	rm = Ctor.rounding;
	Ctor.precision = pr + Math.max(Math.abs(x.e), x.sd()) + 4;
	Ctor.rounding = 1;
	external = false;
	x = x.times(x).minus(1).sqrt().plus(x);
	external = true;
	Ctor.precision = pr;
	Ctor.rounding = rm;
	return x.ln();
};
P.inverseHyperbolicSine = P.asinh = function() {
	var pr, rm, x = this, Ctor = x.constructor;
	if (!x.isFinite() || x.isZero()) return new Ctor(x);
	pr = Ctor.precision;
	rm = Ctor.rounding;
	Ctor.precision = pr + 2 * Math.max(Math.abs(x.e), x.sd()) + 6;
	Ctor.rounding = 1;
	external = false;
	x = x.times(x).plus(1).sqrt().plus(x);
	external = true;
	Ctor.precision = pr;
	Ctor.rounding = rm;
	return x.ln();
};
P.inverseHyperbolicTangent = P.atanh = function() {
	var pr, rm, wpr, xsd, x = this, Ctor = x.constructor;
	if (!x.isFinite()) return new Ctor(NaN);
	if (x.e >= 0) return new Ctor(x.abs().eq(1) ? x.s / 0 : x.isZero() ? x : NaN);
	pr = Ctor.precision;
	rm = Ctor.rounding;
	xsd = x.sd();
	if (Math.max(xsd, pr) < 2 * -x.e - 1) return finalise(new Ctor(x), pr, rm, true);
	Ctor.precision = wpr = xsd - x.e;
	x = divide(x.plus(1), new Ctor(1).minus(x), wpr + pr, 1);
	Ctor.precision = pr + 4;
	Ctor.rounding = 1;
	x = x.ln();
	Ctor.precision = pr;
	Ctor.rounding = rm;
	return x.times(.5);
};
P.inverseSine = P.asin = function() {
	var halfPi, k, pr, rm, x = this, Ctor = x.constructor;
	if (x.isZero()) return new Ctor(x);
	k = x.abs().cmp(1);
	pr = Ctor.precision;
	rm = Ctor.rounding;
	if (k !== -1) {
		if (k === 0) {
			halfPi = getPi(Ctor, pr + 4, rm).times(.5);
			halfPi.s = x.s;
			return halfPi;
		}
		return new Ctor(NaN);
	}
	Ctor.precision = pr + 6;
	Ctor.rounding = 1;
	x = x.div(new Ctor(1).minus(x.times(x)).sqrt().plus(1)).atan();
	Ctor.precision = pr;
	Ctor.rounding = rm;
	return x.times(2);
};
P.inverseTangent = P.atan = function() {
	var i, j, k, n, px, t, r, wpr, x2, x = this, Ctor = x.constructor, pr = Ctor.precision, rm = Ctor.rounding;
	if (!x.isFinite()) {
		if (!x.s) return new Ctor(NaN);
		if (pr + 4 <= PI_PRECISION) {
			r = getPi(Ctor, pr + 4, rm).times(.5);
			r.s = x.s;
			return r;
		}
	} else if (x.isZero()) return new Ctor(x);
	else if (x.abs().eq(1) && pr + 4 <= PI_PRECISION) {
		r = getPi(Ctor, pr + 4, rm).times(.25);
		r.s = x.s;
		return r;
	}
	Ctor.precision = wpr = pr + 10;
	Ctor.rounding = 1;
	k = Math.min(28, wpr / LOG_BASE + 2 | 0);
	for (i = k; i; --i) x = x.div(x.times(x).plus(1).sqrt().plus(1));
	external = false;
	j = Math.ceil(wpr / LOG_BASE);
	n = 1;
	x2 = x.times(x);
	r = new Ctor(x);
	px = x;
	for (; i !== -1;) {
		px = px.times(x2);
		t = r.minus(px.div(n += 2));
		px = px.times(x2);
		r = t.plus(px.div(n += 2));
		if (r.d[j] !== void 0) for (i = j; r.d[i] === t.d[i] && i--;);
	}
	if (k) r = r.times(2 << k - 1);
	external = true;
	return finalise(r, Ctor.precision = pr, Ctor.rounding = rm, true);
};
P.isFinite = function() {
	return !!this.d;
};
P.isInteger = P.isInt = function() {
	return !!this.d && mathfloor(this.e / LOG_BASE) > this.d.length - 2;
};
P.isNaN = function() {
	return !this.s;
};
P.isNegative = P.isNeg = function() {
	return this.s < 0;
};
P.isPositive = P.isPos = function() {
	return this.s > 0;
};
P.isZero = function() {
	return !!this.d && this.d[0] === 0;
};
P.lessThan = P.lt = function(y) {
	return this.cmp(y) < 0;
};
P.lessThanOrEqualTo = P.lte = function(y) {
	return this.cmp(y) < 1;
};
P.logarithm = P.log = function(base) {
	var isBase10, d, denominator, k, inf, num, sd, r, arg = this, Ctor = arg.constructor, pr = Ctor.precision, rm = Ctor.rounding, guard = 5;
	if (base == null) {
		base = new Ctor(10);
		isBase10 = true;
	} else {
		base = new Ctor(base);
		d = base.d;
		if (base.s < 0 || !d || !d[0] || base.eq(1)) return new Ctor(NaN);
		isBase10 = base.eq(10);
	}
	d = arg.d;
	if (arg.s < 0 || !d || !d[0] || arg.eq(1)) return new Ctor(d && !d[0] ? -1 / 0 : arg.s != 1 ? NaN : d ? 0 : 1 / 0);
	if (isBase10) {
		if (d.length > 1) inf = true;
		else {
			for (k = d[0]; k % 10 === 0;) k /= 10;
			inf = k !== 1;
		}
	}
	external = false;
	sd = pr + guard;
	num = naturalLogarithm(arg, sd);
	denominator = isBase10 ? getLn10(Ctor, sd + 10) : naturalLogarithm(base, sd);
	r = divide(num, denominator, sd, 1);
	if (checkRoundingDigits(r.d, k = pr, rm)) do {
		sd += 10;
		num = naturalLogarithm(arg, sd);
		denominator = isBase10 ? getLn10(Ctor, sd + 10) : naturalLogarithm(base, sd);
		r = divide(num, denominator, sd, 1);
		if (!inf) {
			if (+digitsToString(r.d).slice(k + 1, k + 15) + 1 == 0x5af3107a4000) r = finalise(r, pr + 1, 0);
			break;
		}
	} while (checkRoundingDigits(r.d, k += 10, rm));
	external = true;
	return finalise(r, pr, rm);
};
P.minus = P.sub = function(y) {
	var d, e, i, j, k, len, pr, rm, xd, xe, xLTy, yd, x = this, Ctor = x.constructor;
	y = new Ctor(y);
	if (!x.d || !y.d) {
		if (!x.s || !y.s) y = new Ctor(NaN);
		else if (x.d) y.s = -y.s;
		else y = new Ctor(y.d || x.s !== y.s ? x : NaN);
		return y;
	}
	if (x.s != y.s) {
		y.s = -y.s;
		return x.plus(y);
	}
	xd = x.d;
	yd = y.d;
	pr = Ctor.precision;
	rm = Ctor.rounding;
	if (!xd[0] || !yd[0]) {
		if (yd[0]) y.s = -y.s;
		else if (xd[0]) y = new Ctor(x);
		else return new Ctor(rm === 3 ? -0 : 0);
		return external ? finalise(y, pr, rm) : y;
	}
	e = mathfloor(y.e / LOG_BASE);
	xe = mathfloor(x.e / LOG_BASE);
	xd = xd.slice();
	k = xe - e;
	if (k) {
		xLTy = k < 0;
		if (xLTy) {
			d = xd;
			k = -k;
			len = yd.length;
		} else {
			d = yd;
			e = xe;
			len = xd.length;
		}
		i = Math.max(Math.ceil(pr / LOG_BASE), len) + 2;
		if (k > i) {
			k = i;
			d.length = 1;
		}
		d.reverse();
		for (i = k; i--;) d.push(0);
		d.reverse();
	} else {
		i = xd.length;
		len = yd.length;
		xLTy = i < len;
		if (xLTy) len = i;
		for (i = 0; i < len; i++) if (xd[i] != yd[i]) {
			xLTy = xd[i] < yd[i];
			break;
		}
		k = 0;
	}
	if (xLTy) {
		d = xd;
		xd = yd;
		yd = d;
		y.s = -y.s;
	}
	len = xd.length;
	for (i = yd.length - len; i > 0; --i) xd[len++] = 0;
	for (i = yd.length; i > k;) {
		if (xd[--i] < yd[i]) {
			for (j = i; j && xd[--j] === 0;) xd[j] = BASE - 1;
			--xd[j];
			xd[i] += BASE;
		}
		xd[i] -= yd[i];
	}
	for (; xd[--len] === 0;) xd.pop();
	for (; xd[0] === 0; xd.shift()) --e;
	if (!xd[0]) return new Ctor(rm === 3 ? -0 : 0);
	y.d = xd;
	y.e = getBase10Exponent(xd, e);
	return external ? finalise(y, pr, rm) : y;
};
P.modulo = P.mod = function(y) {
	var q, x = this, Ctor = x.constructor;
	y = new Ctor(y);
	if (!x.d || !y.s || y.d && !y.d[0]) return new Ctor(NaN);
	if (!y.d || x.d && !x.d[0]) return finalise(new Ctor(x), Ctor.precision, Ctor.rounding);
	external = false;
	if (Ctor.modulo == 9) {
		q = divide(x, y.abs(), 0, 3, 1);
		q.s *= y.s;
	} else q = divide(x, y, 0, Ctor.modulo, 1);
	q = q.times(y);
	external = true;
	return x.minus(q);
};
P.naturalExponential = P.exp = function() {
	return naturalExponential(this);
};
P.naturalLogarithm = P.ln = function() {
	return naturalLogarithm(this);
};
P.negated = P.neg = function() {
	var x = new this.constructor(this);
	x.s = -x.s;
	return finalise(x);
};
P.plus = P.add = function(y) {
	var carry, d, e, i, k, len, pr, rm, xd, yd, x = this, Ctor = x.constructor;
	y = new Ctor(y);
	if (!x.d || !y.d) {
		if (!x.s || !y.s) y = new Ctor(NaN);
		else if (!x.d) y = new Ctor(y.d || x.s === y.s ? x : NaN);
		return y;
	}
	if (x.s != y.s) {
		y.s = -y.s;
		return x.minus(y);
	}
	xd = x.d;
	yd = y.d;
	pr = Ctor.precision;
	rm = Ctor.rounding;
	if (!xd[0] || !yd[0]) {
		if (!yd[0]) y = new Ctor(x);
		return external ? finalise(y, pr, rm) : y;
	}
	k = mathfloor(x.e / LOG_BASE);
	e = mathfloor(y.e / LOG_BASE);
	xd = xd.slice();
	i = k - e;
	if (i) {
		if (i < 0) {
			d = xd;
			i = -i;
			len = yd.length;
		} else {
			d = yd;
			e = k;
			len = xd.length;
		}
		k = Math.ceil(pr / LOG_BASE);
		len = k > len ? k + 1 : len + 1;
		if (i > len) {
			i = len;
			d.length = 1;
		}
		d.reverse();
		for (; i--;) d.push(0);
		d.reverse();
	}
	len = xd.length;
	i = yd.length;
	if (len - i < 0) {
		i = len;
		d = yd;
		yd = xd;
		xd = d;
	}
	for (carry = 0; i;) {
		carry = (xd[--i] = xd[i] + yd[i] + carry) / BASE | 0;
		xd[i] %= BASE;
	}
	if (carry) {
		xd.unshift(carry);
		++e;
	}
	for (len = xd.length; xd[--len] == 0;) xd.pop();
	y.d = xd;
	y.e = getBase10Exponent(xd, e);
	return external ? finalise(y, pr, rm) : y;
};
P.precision = P.sd = function(z) {
	var k, x = this;
	if (z !== void 0 && z !== !!z && z !== 1 && z !== 0) throw Error(invalidArgument + z);
	if (x.d) {
		k = getPrecision(x.d);
		if (z && x.e + 1 > k) k = x.e + 1;
	} else k = NaN;
	return k;
};
P.round = function() {
	var x = this, Ctor = x.constructor;
	return finalise(new Ctor(x), x.e + 1, Ctor.rounding);
};
P.sine = P.sin = function() {
	var pr, rm, x = this, Ctor = x.constructor;
	if (!x.isFinite()) return new Ctor(NaN);
	if (x.isZero()) return new Ctor(x);
	pr = Ctor.precision;
	rm = Ctor.rounding;
	Ctor.precision = pr + Math.max(x.e, x.sd()) + LOG_BASE;
	Ctor.rounding = 1;
	x = sine(Ctor, toLessThanHalfPi(Ctor, x));
	Ctor.precision = pr;
	Ctor.rounding = rm;
	return finalise(quadrant > 2 ? x.neg() : x, pr, rm, true);
};
P.squareRoot = P.sqrt = function() {
	var m, n, sd, r, rep, t, x = this, d = x.d, e = x.e, s = x.s, Ctor = x.constructor;
	if (s !== 1 || !d || !d[0]) return new Ctor(!s || s < 0 && (!d || d[0]) ? NaN : d ? x : 1 / 0);
	external = false;
	s = Math.sqrt(+x);
	if (s == 0 || s == 1 / 0) {
		n = digitsToString(d);
		if ((n.length + e) % 2 == 0) n += "0";
		s = Math.sqrt(n);
		e = mathfloor((e + 1) / 2) - (e < 0 || e % 2);
		if (s == 1 / 0) n = "5e" + e;
		else {
			n = s.toExponential();
			n = n.slice(0, n.indexOf("e") + 1) + e;
		}
		r = new Ctor(n);
	} else r = new Ctor(s.toString());
	sd = (e = Ctor.precision) + 3;
	for (;;) {
		t = r;
		r = t.plus(divide(x, t, sd + 2, 1)).times(.5);
		if (digitsToString(t.d).slice(0, sd) === (n = digitsToString(r.d)).slice(0, sd)) {
			n = n.slice(sd - 3, sd + 1);
			if (n == "9999" || !rep && n == "4999") {
				if (!rep) {
					finalise(t, e + 1, 0);
					if (t.times(t).eq(x)) {
						r = t;
						break;
					}
				}
				sd += 4;
				rep = 1;
			} else {
				if (!+n || !+n.slice(1) && n.charAt(0) == "5") {
					finalise(r, e + 1, 1);
					m = !r.times(r).eq(x);
				}
				break;
			}
		}
	}
	external = true;
	return finalise(r, e, Ctor.rounding, m);
};
P.tangent = P.tan = function() {
	var pr, rm, x = this, Ctor = x.constructor;
	if (!x.isFinite()) return new Ctor(NaN);
	if (x.isZero()) return new Ctor(x);
	pr = Ctor.precision;
	rm = Ctor.rounding;
	Ctor.precision = pr + 10;
	Ctor.rounding = 1;
	x = x.sin();
	x.s = 1;
	x = divide(x, new Ctor(1).minus(x.times(x)).sqrt(), pr + 10, 0);
	Ctor.precision = pr;
	Ctor.rounding = rm;
	return finalise(quadrant == 2 || quadrant == 4 ? x.neg() : x, pr, rm, true);
};
P.times = P.mul = function(y) {
	var carry, e, i, k, r, rL, t, xdL, ydL, x = this, Ctor = x.constructor, xd = x.d, yd = (y = new Ctor(y)).d;
	y.s *= x.s;
	if (!xd || !xd[0] || !yd || !yd[0]) return new Ctor(!y.s || xd && !xd[0] && !yd || yd && !yd[0] && !xd ? NaN : !xd || !yd ? y.s / 0 : y.s * 0);
	e = mathfloor(x.e / LOG_BASE) + mathfloor(y.e / LOG_BASE);
	xdL = xd.length;
	ydL = yd.length;
	if (xdL < ydL) {
		r = xd;
		xd = yd;
		yd = r;
		rL = xdL;
		xdL = ydL;
		ydL = rL;
	}
	r = [];
	rL = xdL + ydL;
	for (i = rL; i--;) r.push(0);
	for (i = ydL; --i >= 0;) {
		carry = 0;
		for (k = xdL + i; k > i;) {
			t = r[k] + yd[i] * xd[k - i - 1] + carry;
			r[k--] = t % BASE | 0;
			carry = t / BASE | 0;
		}
		r[k] = (r[k] + carry) % BASE | 0;
	}
	for (; !r[--rL];) r.pop();
	if (carry) ++e;
	else r.shift();
	y.d = r;
	y.e = getBase10Exponent(r, e);
	return external ? finalise(y, Ctor.precision, Ctor.rounding) : y;
};
P.toBinary = function(sd, rm) {
	return toStringBinary(this, 2, sd, rm);
};
P.toDecimalPlaces = P.toDP = function(dp, rm) {
	var x = this, Ctor = x.constructor;
	x = new Ctor(x);
	if (dp === void 0) return x;
	checkInt32(dp, 0, MAX_DIGITS);
	if (rm === void 0) rm = Ctor.rounding;
	else checkInt32(rm, 0, 8);
	return finalise(x, dp + x.e + 1, rm);
};
P.toExponential = function(dp, rm) {
	var str, x = this, Ctor = x.constructor;
	if (dp === void 0) str = finiteToString(x, true);
	else {
		checkInt32(dp, 0, MAX_DIGITS);
		if (rm === void 0) rm = Ctor.rounding;
		else checkInt32(rm, 0, 8);
		x = finalise(new Ctor(x), dp + 1, rm);
		str = finiteToString(x, true, dp + 1);
	}
	return x.isNeg() && !x.isZero() ? "-" + str : str;
};
P.toFixed = function(dp, rm) {
	var str, y, x = this, Ctor = x.constructor;
	if (dp === void 0) str = finiteToString(x);
	else {
		checkInt32(dp, 0, MAX_DIGITS);
		if (rm === void 0) rm = Ctor.rounding;
		else checkInt32(rm, 0, 8);
		y = finalise(new Ctor(x), dp + x.e + 1, rm);
		str = finiteToString(y, false, dp + y.e + 1);
	}
	return x.isNeg() && !x.isZero() ? "-" + str : str;
};
P.toFraction = function(maxD) {
	var d, d0, d1, d2, e, k, n, n0, n1, pr, q, r, x = this, xd = x.d, Ctor = x.constructor;
	if (!xd) return new Ctor(x);
	n1 = d0 = new Ctor(1);
	d1 = n0 = new Ctor(0);
	d = new Ctor(d1);
	e = d.e = getPrecision(xd) - x.e - 1;
	k = e % LOG_BASE;
	d.d[0] = mathpow(10, k < 0 ? LOG_BASE + k : k);
	if (maxD == null) maxD = e > 0 ? d : n1;
	else {
		n = new Ctor(maxD);
		if (!n.isInt() || n.lt(n1)) throw Error(invalidArgument + n);
		maxD = n.gt(d) ? e > 0 ? d : n1 : n;
	}
	external = false;
	n = new Ctor(digitsToString(xd));
	pr = Ctor.precision;
	Ctor.precision = e = xd.length * LOG_BASE * 2;
	for (;;) {
		q = divide(n, d, 0, 1, 1);
		d2 = d0.plus(q.times(d1));
		if (d2.cmp(maxD) == 1) break;
		d0 = d1;
		d1 = d2;
		d2 = n1;
		n1 = n0.plus(q.times(d2));
		n0 = d2;
		d2 = d;
		d = n.minus(q.times(d2));
		n = d2;
	}
	d2 = divide(maxD.minus(d0), d1, 0, 1, 1);
	n0 = n0.plus(d2.times(n1));
	d0 = d0.plus(d2.times(d1));
	n0.s = n1.s = x.s;
	r = divide(n1, d1, e, 1).minus(x).abs().cmp(divide(n0, d0, e, 1).minus(x).abs()) < 1 ? [n1, d1] : [n0, d0];
	Ctor.precision = pr;
	external = true;
	return r;
};
P.toHexadecimal = P.toHex = function(sd, rm) {
	return toStringBinary(this, 16, sd, rm);
};
P.toNearest = function(y, rm) {
	var x = this, Ctor = x.constructor;
	x = new Ctor(x);
	if (y == null) {
		if (!x.d) return x;
		y = new Ctor(1);
		rm = Ctor.rounding;
	} else {
		y = new Ctor(y);
		if (rm === void 0) rm = Ctor.rounding;
		else checkInt32(rm, 0, 8);
		if (!x.d) return y.s ? x : y;
		if (!y.d) {
			if (y.s) y.s = x.s;
			return y;
		}
	}
	if (y.d[0]) {
		external = false;
		x = divide(x, y, 0, rm, 1).times(y);
		external = true;
		finalise(x);
	} else {
		y.s = x.s;
		x = y;
	}
	return x;
};
P.toNumber = function() {
	return +this;
};
P.toOctal = function(sd, rm) {
	return toStringBinary(this, 8, sd, rm);
};
P.toPower = P.pow = function(y) {
	var e, k, pr, r, rm, s, x = this, Ctor = x.constructor, yn = +(y = new Ctor(y));
	if (!x.d || !y.d || !x.d[0] || !y.d[0]) return new Ctor(mathpow(+x, yn));
	x = new Ctor(x);
	if (x.eq(1)) return x;
	pr = Ctor.precision;
	rm = Ctor.rounding;
	if (y.eq(1)) return finalise(x, pr, rm);
	e = mathfloor(y.e / LOG_BASE);
	if (e >= y.d.length - 1 && (k = yn < 0 ? -yn : yn) <= MAX_SAFE_INTEGER) {
		r = intPow(Ctor, x, k, pr);
		return y.s < 0 ? new Ctor(1).div(r) : finalise(r, pr, rm);
	}
	s = x.s;
	if (s < 0) {
		if (e < y.d.length - 1) return new Ctor(NaN);
		if ((y.d[e] & 1) == 0) s = 1;
		if (x.e == 0 && x.d[0] == 1 && x.d.length == 1) {
			x.s = s;
			return x;
		}
	}
	k = mathpow(+x, yn);
	e = k == 0 || !isFinite(k) ? mathfloor(yn * (Math.log("0." + digitsToString(x.d)) / Math.LN10 + x.e + 1)) : new Ctor(k + "").e;
	if (e > Ctor.maxE + 1 || e < Ctor.minE - 1) return new Ctor(e > 0 ? s / 0 : 0);
	external = false;
	Ctor.rounding = x.s = 1;
	k = Math.min(12, (e + "").length);
	r = naturalExponential(y.times(naturalLogarithm(x, pr + k)), pr);
	if (r.d) {
		r = finalise(r, pr + 5, 1);
		if (checkRoundingDigits(r.d, pr, rm)) {
			e = pr + 10;
			r = finalise(naturalExponential(y.times(naturalLogarithm(x, e + k)), e), e + 5, 1);
			if (+digitsToString(r.d).slice(pr + 1, pr + 15) + 1 == 0x5af3107a4000) r = finalise(r, pr + 1, 0);
		}
	}
	r.s = s;
	external = true;
	Ctor.rounding = rm;
	return finalise(r, pr, rm);
};
P.toPrecision = function(sd, rm) {
	var str, x = this, Ctor = x.constructor;
	if (sd === void 0) str = finiteToString(x, x.e <= Ctor.toExpNeg || x.e >= Ctor.toExpPos);
	else {
		checkInt32(sd, 1, MAX_DIGITS);
		if (rm === void 0) rm = Ctor.rounding;
		else checkInt32(rm, 0, 8);
		x = finalise(new Ctor(x), sd, rm);
		str = finiteToString(x, sd <= x.e || x.e <= Ctor.toExpNeg, sd);
	}
	return x.isNeg() && !x.isZero() ? "-" + str : str;
};
P.toSignificantDigits = P.toSD = function(sd, rm) {
	var x = this, Ctor = x.constructor;
	if (sd === void 0) {
		sd = Ctor.precision;
		rm = Ctor.rounding;
	} else {
		checkInt32(sd, 1, MAX_DIGITS);
		if (rm === void 0) rm = Ctor.rounding;
		else checkInt32(rm, 0, 8);
	}
	return finalise(new Ctor(x), sd, rm);
};
P.toString = function() {
	var x = this, Ctor = x.constructor, str = finiteToString(x, x.e <= Ctor.toExpNeg || x.e >= Ctor.toExpPos);
	return x.isNeg() && !x.isZero() ? "-" + str : str;
};
P.truncated = P.trunc = function() {
	return finalise(new this.constructor(this), this.e + 1, 1);
};
P.valueOf = P.toJSON = function() {
	var x = this, Ctor = x.constructor, str = finiteToString(x, x.e <= Ctor.toExpNeg || x.e >= Ctor.toExpPos);
	return x.isNeg() ? "-" + str : str;
};
function digitsToString(d) {
	var i, k, ws, indexOfLastWord = d.length - 1, str = "", w = d[0];
	if (indexOfLastWord > 0) {
		str += w;
		for (i = 1; i < indexOfLastWord; i++) {
			ws = d[i] + "";
			k = LOG_BASE - ws.length;
			if (k) str += getZeroString(k);
			str += ws;
		}
		w = d[i];
		ws = w + "";
		k = LOG_BASE - ws.length;
		if (k) str += getZeroString(k);
	} else if (w === 0) return "0";
	for (; w % 10 === 0;) w /= 10;
	return str + w;
}
function checkInt32(i, min, max) {
	if (i !== ~~i || i < min || i > max) throw Error(invalidArgument + i);
}
function checkRoundingDigits(d, i, rm, repeating) {
	var di, k = d[0], r, rd;
	for (; k >= 10; k /= 10) --i;
	if (--i < 0) {
		i += LOG_BASE;
		di = 0;
	} else {
		di = Math.ceil((i + 1) / LOG_BASE);
		i %= LOG_BASE;
	}
	k = mathpow(10, LOG_BASE - i);
	rd = d[di] % k | 0;
	if (repeating == null) {
		if (i < 3) {
			if (i == 0) rd = rd / 100 | 0;
			else if (i == 1) rd = rd / 10 | 0;
			r = rm < 4 && rd == 99999 || rm > 3 && rd == 49999 || rd == 5e4 || rd == 0;
		} else r = (rm < 4 && rd + 1 == k || rm > 3 && rd + 1 == k / 2) && (d[di + 1] / k / 100 | 0) == mathpow(10, i - 2) - 1 || (rd == k / 2 || rd == 0) && (d[di + 1] / k / 100 | 0) == 0;
	} else if (i < 4) {
		if (i == 0) rd = rd / 1e3 | 0;
		else if (i == 1) rd = rd / 100 | 0;
		else if (i == 2) rd = rd / 10 | 0;
		r = (repeating || rm < 4) && rd == 9999 || !repeating && rm > 3 && rd == 4999;
	} else r = ((repeating || rm < 4) && rd + 1 == k || !repeating && rm > 3 && rd + 1 == k / 2) && (d[di + 1] / k / 1e3 | 0) == mathpow(10, i - 3) - 1;
	return r;
}
function convertBase(str, baseIn, baseOut) {
	var j, arr = [0], arrL, i = 0, strL = str.length;
	for (; i < strL;) {
		for (arrL = arr.length; arrL--;) arr[arrL] *= baseIn;
		arr[0] += NUMERALS.indexOf(str.charAt(i++));
		for (j = 0; j < arr.length; j++) if (arr[j] > baseOut - 1) {
			if (arr[j + 1] === void 0) arr[j + 1] = 0;
			arr[j + 1] += arr[j] / baseOut | 0;
			arr[j] %= baseOut;
		}
	}
	return arr.reverse();
}
function cosine(Ctor, x) {
	var k, len, y;
	if (x.isZero()) return x;
	len = x.d.length;
	if (len < 32) {
		k = Math.ceil(len / 3);
		y = (1 / tinyPow(4, k)).toString();
	} else {
		k = 16;
		y = "2.3283064365386962890625e-10";
	}
	Ctor.precision += k;
	x = taylorSeries(Ctor, 1, x.times(y), new Ctor(1));
	for (var i = k; i--;) {
		var cos2x = x.times(x);
		x = cos2x.times(cos2x).minus(cos2x).times(8).plus(1);
	}
	Ctor.precision -= k;
	return x;
}
var divide = (function() {
	function multiplyInteger(x, k, base) {
		var temp, carry = 0, i = x.length;
		for (x = x.slice(); i--;) {
			temp = x[i] * k + carry;
			x[i] = temp % base | 0;
			carry = temp / base | 0;
		}
		if (carry) x.unshift(carry);
		return x;
	}
	function compare(a, b, aL, bL) {
		var i, r;
		if (aL != bL) r = aL > bL ? 1 : -1;
		else for (i = r = 0; i < aL; i++) if (a[i] != b[i]) {
			r = a[i] > b[i] ? 1 : -1;
			break;
		}
		return r;
	}
	function subtract(a, b, aL, base) {
		var i = 0;
		for (; aL--;) {
			a[aL] -= i;
			i = a[aL] < b[aL] ? 1 : 0;
			a[aL] = i * base + a[aL] - b[aL];
		}
		for (; !a[0] && a.length > 1;) a.shift();
	}
	return function(x, y, pr, rm, dp, base) {
		var cmp, e, i, k, logBase, more, prod, prodL, q, qd, rem, remL, rem0, sd, t, xi, xL, yd0, yL, yz, Ctor = x.constructor, sign = x.s == y.s ? 1 : -1, xd = x.d, yd = y.d;
		if (!xd || !xd[0] || !yd || !yd[0]) return new Ctor(!x.s || !y.s || (xd ? yd && xd[0] == yd[0] : !yd) ? NaN : xd && xd[0] == 0 || !yd ? sign * 0 : sign / 0);
		if (base) {
			logBase = 1;
			e = x.e - y.e;
		} else {
			base = BASE;
			logBase = LOG_BASE;
			e = mathfloor(x.e / logBase) - mathfloor(y.e / logBase);
		}
		yL = yd.length;
		xL = xd.length;
		q = new Ctor(sign);
		qd = q.d = [];
		for (i = 0; yd[i] == (xd[i] || 0); i++);
		if (yd[i] > (xd[i] || 0)) e--;
		if (pr == null) {
			sd = pr = Ctor.precision;
			rm = Ctor.rounding;
		} else if (dp) sd = pr + (x.e - y.e) + 1;
		else sd = pr;
		if (sd < 0) {
			qd.push(1);
			more = true;
		} else {
			sd = sd / logBase + 2 | 0;
			i = 0;
			if (yL == 1) {
				k = 0;
				yd = yd[0];
				sd++;
				for (; (i < xL || k) && sd--; i++) {
					t = k * base + (xd[i] || 0);
					qd[i] = t / yd | 0;
					k = t % yd | 0;
				}
				more = k || i < xL;
			} else {
				k = base / (yd[0] + 1) | 0;
				if (k > 1) {
					yd = multiplyInteger(yd, k, base);
					xd = multiplyInteger(xd, k, base);
					yL = yd.length;
					xL = xd.length;
				}
				xi = yL;
				rem = xd.slice(0, yL);
				remL = rem.length;
				for (; remL < yL;) rem[remL++] = 0;
				yz = yd.slice();
				yz.unshift(0);
				yd0 = yd[0];
				if (yd[1] >= base / 2) ++yd0;
				do {
					k = 0;
					cmp = compare(yd, rem, yL, remL);
					if (cmp < 0) {
						rem0 = rem[0];
						if (yL != remL) rem0 = rem0 * base + (rem[1] || 0);
						k = rem0 / yd0 | 0;
						if (k > 1) {
							if (k >= base) k = base - 1;
							prod = multiplyInteger(yd, k, base);
							prodL = prod.length;
							remL = rem.length;
							cmp = compare(prod, rem, prodL, remL);
							if (cmp == 1) {
								k--;
								subtract(prod, yL < prodL ? yz : yd, prodL, base);
							}
						} else {
							if (k == 0) cmp = k = 1;
							prod = yd.slice();
						}
						prodL = prod.length;
						if (prodL < remL) prod.unshift(0);
						subtract(rem, prod, remL, base);
						if (cmp == -1) {
							remL = rem.length;
							cmp = compare(yd, rem, yL, remL);
							if (cmp < 1) {
								k++;
								subtract(rem, yL < remL ? yz : yd, remL, base);
							}
						}
						remL = rem.length;
					} else if (cmp === 0) {
						k++;
						rem = [0];
					}
					qd[i++] = k;
					if (cmp && rem[0]) rem[remL++] = xd[xi] || 0;
					else {
						rem = [xd[xi]];
						remL = 1;
					}
				} while ((xi++ < xL || rem[0] !== void 0) && sd--);
				more = rem[0] !== void 0;
			}
			if (!qd[0]) qd.shift();
		}
		if (logBase == 1) {
			q.e = e;
			inexact = more;
		} else {
			for (i = 1, k = qd[0]; k >= 10; k /= 10) i++;
			q.e = i + e * logBase - 1;
			finalise(q, dp ? pr + q.e + 1 : pr, rm, more);
		}
		return q;
	};
})();
function finalise(x, sd, rm, isTruncated) {
	var digits, i, j, k, rd, roundUp, w, xd, xdi, Ctor = x.constructor;
	out: if (sd != null) {
		xd = x.d;
		if (!xd) return x;
		for (digits = 1, k = xd[0]; k >= 10; k /= 10) digits++;
		i = sd - digits;
		if (i < 0) {
			i += LOG_BASE;
			j = sd;
			w = xd[xdi = 0];
			rd = w / mathpow(10, digits - j - 1) % 10 | 0;
		} else {
			xdi = Math.ceil((i + 1) / LOG_BASE);
			k = xd.length;
			if (xdi >= k) {
				if (isTruncated) {
					for (; k++ <= xdi;) xd.push(0);
					w = rd = 0;
					digits = 1;
					i %= LOG_BASE;
					j = i - LOG_BASE + 1;
				} else break out;
			} else {
				w = k = xd[xdi];
				for (digits = 1; k >= 10; k /= 10) digits++;
				i %= LOG_BASE;
				j = i - LOG_BASE + digits;
				rd = j < 0 ? 0 : w / mathpow(10, digits - j - 1) % 10 | 0;
			}
		}
		isTruncated = isTruncated || sd < 0 || xd[xdi + 1] !== void 0 || (j < 0 ? w : w % mathpow(10, digits - j - 1));
		roundUp = rm < 4 ? (rd || isTruncated) && (rm == 0 || rm == (x.s < 0 ? 3 : 2)) : rd > 5 || rd == 5 && (rm == 4 || isTruncated || rm == 6 && (i > 0 ? j > 0 ? w / mathpow(10, digits - j) : 0 : xd[xdi - 1]) % 10 & 1 || rm == (x.s < 0 ? 8 : 7));
		if (sd < 1 || !xd[0]) {
			xd.length = 0;
			if (roundUp) {
				sd -= x.e + 1;
				xd[0] = mathpow(10, (LOG_BASE - sd % LOG_BASE) % LOG_BASE);
				x.e = -sd || 0;
			} else xd[0] = x.e = 0;
			return x;
		}
		if (i == 0) {
			xd.length = xdi;
			k = 1;
			xdi--;
		} else {
			xd.length = xdi + 1;
			k = mathpow(10, LOG_BASE - i);
			xd[xdi] = j > 0 ? (w / mathpow(10, digits - j) % mathpow(10, j) | 0) * k : 0;
		}
		if (roundUp) for (;;) if (xdi == 0) {
			for (i = 1, j = xd[0]; j >= 10; j /= 10) i++;
			j = xd[0] += k;
			for (k = 1; j >= 10; j /= 10) k++;
			if (i != k) {
				x.e++;
				if (xd[0] == BASE) xd[0] = 1;
			}
			break;
		} else {
			xd[xdi] += k;
			if (xd[xdi] != BASE) break;
			xd[xdi--] = 0;
			k = 1;
		}
		for (i = xd.length; xd[--i] === 0;) xd.pop();
	}
	if (external) {
		if (x.e > Ctor.maxE) {
			x.d = null;
			x.e = NaN;
		} else if (x.e < Ctor.minE) {
			x.e = 0;
			x.d = [0];
		}
	}
	return x;
}
function finiteToString(x, isExp, sd) {
	if (!x.isFinite()) return nonFiniteToString(x);
	var k, e = x.e, str = digitsToString(x.d), len = str.length;
	if (isExp) {
		if (sd && (k = sd - len) > 0) str = str.charAt(0) + "." + str.slice(1) + getZeroString(k);
		else if (len > 1) str = str.charAt(0) + "." + str.slice(1);
		str = str + (x.e < 0 ? "e" : "e+") + x.e;
	} else if (e < 0) {
		str = "0." + getZeroString(-e - 1) + str;
		if (sd && (k = sd - len) > 0) str += getZeroString(k);
	} else if (e >= len) {
		str += getZeroString(e + 1 - len);
		if (sd && (k = sd - e - 1) > 0) str = str + "." + getZeroString(k);
	} else {
		if ((k = e + 1) < len) str = str.slice(0, k) + "." + str.slice(k);
		if (sd && (k = sd - len) > 0) {
			if (e + 1 === len) str += ".";
			str += getZeroString(k);
		}
	}
	return str;
}
function getBase10Exponent(digits, e) {
	var w = digits[0];
	for (e *= LOG_BASE; w >= 10; w /= 10) e++;
	return e;
}
function getLn10(Ctor, sd, pr) {
	if (sd > LN10_PRECISION) {
		external = true;
		if (pr) Ctor.precision = pr;
		throw Error(precisionLimitExceeded);
	}
	return finalise(new Ctor(LN10), sd, 1, true);
}
function getPi(Ctor, sd, rm) {
	if (sd > PI_PRECISION) throw Error(precisionLimitExceeded);
	return finalise(new Ctor(PI), sd, rm, true);
}
function getPrecision(digits) {
	var w = digits.length - 1, len = w * LOG_BASE + 1;
	w = digits[w];
	if (w) {
		for (; w % 10 == 0; w /= 10) len--;
		for (w = digits[0]; w >= 10; w /= 10) len++;
	}
	return len;
}
function getZeroString(k) {
	var zs = "";
	for (; k--;) zs += "0";
	return zs;
}
function intPow(Ctor, x, n, pr) {
	var isTruncated, r = new Ctor(1), k = Math.ceil(pr / LOG_BASE + 4);
	external = false;
	for (;;) {
		if (n % 2) {
			r = r.times(x);
			if (truncate(r.d, k)) isTruncated = true;
		}
		n = mathfloor(n / 2);
		if (n === 0) {
			n = r.d.length - 1;
			if (isTruncated && r.d[n] === 0) ++r.d[n];
			break;
		}
		x = x.times(x);
		truncate(x.d, k);
	}
	external = true;
	return r;
}
function isOdd(n) {
	return n.d[n.d.length - 1] & 1;
}
function maxOrMin(Ctor, args, n) {
	var k, y, x = new Ctor(args[0]), i = 0;
	for (; ++i < args.length;) {
		y = new Ctor(args[i]);
		if (!y.s) {
			x = y;
			break;
		}
		k = x.cmp(y);
		if (k === n || k === 0 && x.s === n) x = y;
	}
	return x;
}
function naturalExponential(x, sd) {
	var denominator, guard, j, pow, sum, t, wpr, rep = 0, i = 0, k = 0, Ctor = x.constructor, rm = Ctor.rounding, pr = Ctor.precision;
	if (!x.d || !x.d[0] || x.e > 17) return new Ctor(x.d ? !x.d[0] ? 1 : x.s < 0 ? 0 : 1 / 0 : x.s ? x.s < 0 ? 0 : x : NaN);
	if (sd == null) {
		external = false;
		wpr = pr;
	} else wpr = sd;
	t = new Ctor(.03125);
	while (x.e > -2) {
		x = x.times(t);
		k += 5;
	}
	guard = Math.log(mathpow(2, k)) / Math.LN10 * 2 + 5 | 0;
	wpr += guard;
	denominator = pow = sum = new Ctor(1);
	Ctor.precision = wpr;
	for (;;) {
		pow = finalise(pow.times(x), wpr, 1);
		denominator = denominator.times(++i);
		t = sum.plus(divide(pow, denominator, wpr, 1));
		if (digitsToString(t.d).slice(0, wpr) === digitsToString(sum.d).slice(0, wpr)) {
			j = k;
			while (j--) sum = finalise(sum.times(sum), wpr, 1);
			if (sd == null) {
				if (rep < 3 && checkRoundingDigits(sum.d, wpr - guard, rm, rep)) {
					Ctor.precision = wpr += 10;
					denominator = pow = t = new Ctor(1);
					i = 0;
					rep++;
				} else return finalise(sum, Ctor.precision = pr, rm, external = true);
			} else {
				Ctor.precision = pr;
				return sum;
			}
		}
		sum = t;
	}
}
function naturalLogarithm(y, sd) {
	var c, c0, denominator, e, numerator, rep, sum, t, wpr, x1, x2, n = 1, guard = 10, x = y, xd = x.d, Ctor = x.constructor, rm = Ctor.rounding, pr = Ctor.precision;
	if (x.s < 0 || !xd || !xd[0] || !x.e && xd[0] == 1 && xd.length == 1) return new Ctor(xd && !xd[0] ? -1 / 0 : x.s != 1 ? NaN : xd ? 0 : x);
	if (sd == null) {
		external = false;
		wpr = pr;
	} else wpr = sd;
	Ctor.precision = wpr += guard;
	c = digitsToString(xd);
	c0 = c.charAt(0);
	if (Math.abs(e = x.e) < 0x5543df729c000) {
		while (c0 < 7 && c0 != 1 || c0 == 1 && c.charAt(1) > 3) {
			x = x.times(y);
			c = digitsToString(x.d);
			c0 = c.charAt(0);
			n++;
		}
		e = x.e;
		if (c0 > 1) {
			x = new Ctor("0." + c);
			e++;
		} else x = new Ctor(c0 + "." + c.slice(1));
	} else {
		t = getLn10(Ctor, wpr + 2, pr).times(e + "");
		x = naturalLogarithm(new Ctor(c0 + "." + c.slice(1)), wpr - guard).plus(t);
		Ctor.precision = pr;
		return sd == null ? finalise(x, pr, rm, external = true) : x;
	}
	x1 = x;
	sum = numerator = x = divide(x.minus(1), x.plus(1), wpr, 1);
	x2 = finalise(x.times(x), wpr, 1);
	denominator = 3;
	for (;;) {
		numerator = finalise(numerator.times(x2), wpr, 1);
		t = sum.plus(divide(numerator, new Ctor(denominator), wpr, 1));
		if (digitsToString(t.d).slice(0, wpr) === digitsToString(sum.d).slice(0, wpr)) {
			sum = sum.times(2);
			if (e !== 0) sum = sum.plus(getLn10(Ctor, wpr + 2, pr).times(e + ""));
			sum = divide(sum, new Ctor(n), wpr, 1);
			if (sd == null) {
				if (checkRoundingDigits(sum.d, wpr - guard, rm, rep)) {
					Ctor.precision = wpr += guard;
					t = numerator = x = divide(x1.minus(1), x1.plus(1), wpr, 1);
					x2 = finalise(x.times(x), wpr, 1);
					denominator = rep = 1;
				} else return finalise(sum, Ctor.precision = pr, rm, external = true);
			} else {
				Ctor.precision = pr;
				return sum;
			}
		}
		sum = t;
		denominator += 2;
	}
}
function nonFiniteToString(x) {
	return String(x.s * x.s / 0);
}
function parseDecimal(x, str) {
	var e, i, len;
	if ((e = str.indexOf(".")) > -1) str = str.replace(".", "");
	if ((i = str.search(/e/i)) > 0) {
		if (e < 0) e = i;
		e += +str.slice(i + 1);
		str = str.substring(0, i);
	} else if (e < 0) e = str.length;
	for (i = 0; str.charCodeAt(i) === 48; i++);
	for (len = str.length; str.charCodeAt(len - 1) === 48; --len);
	str = str.slice(i, len);
	if (str) {
		len -= i;
		x.e = e = e - i - 1;
		x.d = [];
		i = (e + 1) % LOG_BASE;
		if (e < 0) i += LOG_BASE;
		if (i < len) {
			if (i) x.d.push(+str.slice(0, i));
			for (len -= LOG_BASE; i < len;) x.d.push(+str.slice(i, i += LOG_BASE));
			str = str.slice(i);
			i = LOG_BASE - str.length;
		} else i -= len;
		for (; i--;) str += "0";
		x.d.push(+str);
		if (external) {
			if (x.e > x.constructor.maxE) {
				x.d = null;
				x.e = NaN;
			} else if (x.e < x.constructor.minE) {
				x.e = 0;
				x.d = [0];
			}
		}
	} else {
		x.e = 0;
		x.d = [0];
	}
	return x;
}
function parseOther(x, str) {
	var base, Ctor, divisor, i, isFloat, len, p, xd, xe;
	if (str.indexOf("_") > -1) {
		str = str.replace(/(\d)_(?=\d)/g, "$1");
		if (isDecimal.test(str)) return parseDecimal(x, str);
	} else if (str === "Infinity" || str === "NaN") {
		if (!+str) x.s = NaN;
		x.e = NaN;
		x.d = null;
		return x;
	}
	if (isHex.test(str)) {
		base = 16;
		str = str.toLowerCase();
	} else if (isBinary.test(str)) base = 2;
	else if (isOctal.test(str)) base = 8;
	else throw Error(invalidArgument + str);
	i = str.search(/p/i);
	if (i > 0) {
		p = +str.slice(i + 1);
		str = str.substring(2, i);
	} else str = str.slice(2);
	i = str.indexOf(".");
	isFloat = i >= 0;
	Ctor = x.constructor;
	if (isFloat) {
		str = str.replace(".", "");
		len = str.length;
		i = len - i;
		divisor = intPow(Ctor, new Ctor(base), i, i * 2);
	}
	xd = convertBase(str, base, BASE);
	xe = xd.length - 1;
	for (i = xe; xd[i] === 0; --i) xd.pop();
	if (i < 0) return new Ctor(x.s * 0);
	x.e = getBase10Exponent(xd, xe);
	x.d = xd;
	external = false;
	if (isFloat) x = divide(x, divisor, len * 4);
	if (p) x = x.times(Math.abs(p) < 54 ? mathpow(2, p) : Decimal.pow(2, p));
	external = true;
	return x;
}
function sine(Ctor, x) {
	var k, len = x.d.length;
	if (len < 3) return x.isZero() ? x : taylorSeries(Ctor, 2, x, x);
	k = 1.4 * Math.sqrt(len);
	k = k > 16 ? 16 : k | 0;
	x = x.times(1 / tinyPow(5, k));
	x = taylorSeries(Ctor, 2, x, x);
	var sin2_x, d5 = new Ctor(5), d16 = new Ctor(16), d20 = new Ctor(20);
	for (; k--;) {
		sin2_x = x.times(x);
		x = x.times(d5.plus(sin2_x.times(d16.times(sin2_x).minus(d20))));
	}
	return x;
}
function taylorSeries(Ctor, n, x, y, isHyperbolic) {
	var j, t, u, x2, i = 1, pr = Ctor.precision, k = Math.ceil(pr / LOG_BASE);
	external = false;
	x2 = x.times(x);
	u = new Ctor(y);
	for (;;) {
		t = divide(u.times(x2), new Ctor(n++ * n++), pr, 1);
		u = isHyperbolic ? y.plus(t) : y.minus(t);
		y = divide(t.times(x2), new Ctor(n++ * n++), pr, 1);
		t = u.plus(y);
		if (t.d[k] !== void 0) {
			for (j = k; t.d[j] === u.d[j] && j--;);
			if (j == -1) break;
		}
		j = u;
		u = y;
		y = t;
		t = j;
		i++;
	}
	external = true;
	t.d.length = k + 1;
	return t;
}
function tinyPow(b, e) {
	var n = b;
	while (--e) n *= b;
	return n;
}
function toLessThanHalfPi(Ctor, x) {
	var t, isNeg = x.s < 0, pi = getPi(Ctor, Ctor.precision, 1), halfPi = pi.times(.5);
	x = x.abs();
	if (x.lte(halfPi)) {
		quadrant = isNeg ? 4 : 1;
		return x;
	}
	t = x.divToInt(pi);
	if (t.isZero()) quadrant = isNeg ? 3 : 2;
	else {
		x = x.minus(t.times(pi));
		if (x.lte(halfPi)) {
			quadrant = isOdd(t) ? isNeg ? 2 : 3 : isNeg ? 4 : 1;
			return x;
		}
		quadrant = isOdd(t) ? isNeg ? 1 : 4 : isNeg ? 3 : 2;
	}
	return x.minus(pi).abs();
}
function toStringBinary(x, baseOut, sd, rm) {
	var base, e, i, k, len, roundUp, str, xd, y, Ctor = x.constructor, isExp = sd !== void 0;
	if (isExp) {
		checkInt32(sd, 1, MAX_DIGITS);
		if (rm === void 0) rm = Ctor.rounding;
		else checkInt32(rm, 0, 8);
	} else {
		sd = Ctor.precision;
		rm = Ctor.rounding;
	}
	if (!x.isFinite()) str = nonFiniteToString(x);
	else {
		str = finiteToString(x);
		i = str.indexOf(".");
		if (isExp) {
			base = 2;
			if (baseOut == 16) sd = sd * 4 - 3;
			else if (baseOut == 8) sd = sd * 3 - 2;
		} else base = baseOut;
		if (i >= 0) {
			str = str.replace(".", "");
			y = new Ctor(1);
			y.e = str.length - i;
			y.d = convertBase(finiteToString(y), 10, base);
			y.e = y.d.length;
		}
		xd = convertBase(str, 10, base);
		e = len = xd.length;
		for (; xd[--len] == 0;) xd.pop();
		if (!xd[0]) str = isExp ? "0p+0" : "0";
		else {
			if (i < 0) e--;
			else {
				x = new Ctor(x);
				x.d = xd;
				x.e = e;
				x = divide(x, y, sd, rm, 0, base);
				xd = x.d;
				e = x.e;
				roundUp = inexact;
			}
			i = xd[sd];
			k = base / 2;
			roundUp = roundUp || xd[sd + 1] !== void 0;
			roundUp = rm < 4 ? (i !== void 0 || roundUp) && (rm === 0 || rm === (x.s < 0 ? 3 : 2)) : i > k || i === k && (rm === 4 || roundUp || rm === 6 && xd[sd - 1] & 1 || rm === (x.s < 0 ? 8 : 7));
			xd.length = sd;
			if (roundUp) for (; ++xd[--sd] > base - 1;) {
				xd[sd] = 0;
				if (!sd) {
					++e;
					xd.unshift(1);
				}
			}
			for (len = xd.length; !xd[len - 1]; --len);
			for (i = 0, str = ""; i < len; i++) str += NUMERALS.charAt(xd[i]);
			if (isExp) {
				if (len > 1) {
					if (baseOut == 16 || baseOut == 8) {
						i = baseOut == 16 ? 4 : 3;
						for (--len; len % i; len++) str += "0";
						xd = convertBase(str, base, baseOut);
						for (len = xd.length; !xd[len - 1]; --len);
						for (i = 1, str = "1."; i < len; i++) str += NUMERALS.charAt(xd[i]);
					} else str = str.charAt(0) + "." + str.slice(1);
				}
				str = str + (e < 0 ? "p" : "p+") + e;
			} else if (e < 0) {
				for (; ++e;) str = "0" + str;
				str = "0." + str;
			} else if (++e > len) for (e -= len; e--;) str += "0";
			else if (e < len) str = str.slice(0, e) + "." + str.slice(e);
		}
		str = (baseOut == 16 ? "0x" : baseOut == 2 ? "0b" : baseOut == 8 ? "0o" : "") + str;
	}
	return x.s < 0 ? "-" + str : str;
}
function truncate(arr, len) {
	if (arr.length > len) {
		arr.length = len;
		return true;
	}
}
function abs(x) {
	return new this(x).abs();
}
function acos(x) {
	return new this(x).acos();
}
function acosh(x) {
	return new this(x).acosh();
}
function add(x, y) {
	return new this(x).plus(y);
}
function asin(x) {
	return new this(x).asin();
}
function asinh(x) {
	return new this(x).asinh();
}
function atan(x) {
	return new this(x).atan();
}
function atanh(x) {
	return new this(x).atanh();
}
function atan2(y, x) {
	y = new this(y);
	x = new this(x);
	var r, pr = this.precision, rm = this.rounding, wpr = pr + 4;
	if (!y.s || !x.s) r = new this(NaN);
	else if (!y.d && !x.d) {
		r = getPi(this, wpr, 1).times(x.s > 0 ? .25 : .75);
		r.s = y.s;
	} else if (!x.d || y.isZero()) {
		r = x.s < 0 ? getPi(this, pr, rm) : new this(0);
		r.s = y.s;
	} else if (!y.d || x.isZero()) {
		r = getPi(this, wpr, 1).times(.5);
		r.s = y.s;
	} else if (x.s < 0) {
		this.precision = wpr;
		this.rounding = 1;
		r = this.atan(divide(y, x, wpr, 1));
		x = getPi(this, wpr, 1);
		this.precision = pr;
		this.rounding = rm;
		r = y.s < 0 ? r.minus(x) : r.plus(x);
	} else r = this.atan(divide(y, x, wpr, 1));
	return r;
}
function cbrt(x) {
	return new this(x).cbrt();
}
function ceil(x) {
	return finalise(x = new this(x), x.e + 1, 2);
}
function clamp(x, min, max) {
	return new this(x).clamp(min, max);
}
function config(obj) {
	if (!obj || typeof obj !== "object") throw Error(decimalError + "Object expected");
	var i, p, v, useDefaults = obj.defaults === true, ps = [
		"precision",
		1,
		MAX_DIGITS,
		"rounding",
		0,
		8,
		"toExpNeg",
		-EXP_LIMIT,
		0,
		"toExpPos",
		0,
		EXP_LIMIT,
		"maxE",
		0,
		EXP_LIMIT,
		"minE",
		-EXP_LIMIT,
		0,
		"modulo",
		0,
		9
	];
	for (i = 0; i < ps.length; i += 3) {
		if (p = ps[i], useDefaults) this[p] = DEFAULTS[p];
		if ((v = obj[p]) !== void 0) {
			if (mathfloor(v) === v && v >= ps[i + 1] && v <= ps[i + 2]) this[p] = v;
			else throw Error(invalidArgument + p + ": " + v);
		}
	}
	if (p = "crypto", useDefaults) this[p] = DEFAULTS[p];
	if ((v = obj[p]) !== void 0) {
		if (v === true || v === false || v === 0 || v === 1) {
			if (v) {
				if (typeof crypto != "undefined" && crypto && (crypto.getRandomValues || crypto.randomBytes)) this[p] = true;
				else throw Error(cryptoUnavailable);
			} else this[p] = false;
		} else throw Error(invalidArgument + p + ": " + v);
	}
	return this;
}
function cos(x) {
	return new this(x).cos();
}
function cosh(x) {
	return new this(x).cosh();
}
function clone(obj) {
	var i, p, ps;
	function Decimal(v) {
		var e, i, t, x = this;
		if (!(x instanceof Decimal)) return new Decimal(v);
		x.constructor = Decimal;
		if (isDecimalInstance(v)) {
			x.s = v.s;
			if (external) {
				if (!v.d || v.e > Decimal.maxE) {
					x.e = NaN;
					x.d = null;
				} else if (v.e < Decimal.minE) {
					x.e = 0;
					x.d = [0];
				} else {
					x.e = v.e;
					x.d = v.d.slice();
				}
			} else {
				x.e = v.e;
				x.d = v.d ? v.d.slice() : v.d;
			}
			return;
		}
		t = typeof v;
		if (t === "number") {
			if (v === 0) {
				x.s = 1 / v < 0 ? -1 : 1;
				x.e = 0;
				x.d = [0];
				return;
			}
			if (v < 0) {
				v = -v;
				x.s = -1;
			} else x.s = 1;
			if (v === ~~v && v < 1e7) {
				for (e = 0, i = v; i >= 10; i /= 10) e++;
				if (external) {
					if (e > Decimal.maxE) {
						x.e = NaN;
						x.d = null;
					} else if (e < Decimal.minE) {
						x.e = 0;
						x.d = [0];
					} else {
						x.e = e;
						x.d = [v];
					}
				} else {
					x.e = e;
					x.d = [v];
				}
				return;
			}
			if (v * 0 !== 0) {
				if (!v) x.s = NaN;
				x.e = NaN;
				x.d = null;
				return;
			}
			return parseDecimal(x, v.toString());
		}
		if (t === "string") {
			if ((i = v.charCodeAt(0)) === 45) {
				v = v.slice(1);
				x.s = -1;
			} else {
				if (i === 43) v = v.slice(1);
				x.s = 1;
			}
			return isDecimal.test(v) ? parseDecimal(x, v) : parseOther(x, v);
		}
		if (t === "bigint") {
			if (v < 0) {
				v = -v;
				x.s = -1;
			} else x.s = 1;
			return parseDecimal(x, v.toString());
		}
		throw Error(invalidArgument + v);
	}
	Decimal.prototype = P;
	Decimal.ROUND_UP = 0;
	Decimal.ROUND_DOWN = 1;
	Decimal.ROUND_CEIL = 2;
	Decimal.ROUND_FLOOR = 3;
	Decimal.ROUND_HALF_UP = 4;
	Decimal.ROUND_HALF_DOWN = 5;
	Decimal.ROUND_HALF_EVEN = 6;
	Decimal.ROUND_HALF_CEIL = 7;
	Decimal.ROUND_HALF_FLOOR = 8;
	Decimal.EUCLID = 9;
	Decimal.config = Decimal.set = config;
	Decimal.clone = clone;
	Decimal.isDecimal = isDecimalInstance;
	Decimal.abs = abs;
	Decimal.acos = acos;
	Decimal.acosh = acosh;
	Decimal.add = add;
	Decimal.asin = asin;
	Decimal.asinh = asinh;
	Decimal.atan = atan;
	Decimal.atanh = atanh;
	Decimal.atan2 = atan2;
	Decimal.cbrt = cbrt;
	Decimal.ceil = ceil;
	Decimal.clamp = clamp;
	Decimal.cos = cos;
	Decimal.cosh = cosh;
	Decimal.div = div;
	Decimal.exp = exp;
	Decimal.floor = floor;
	Decimal.hypot = hypot;
	Decimal.ln = ln;
	Decimal.log = log$1;
	Decimal.log10 = log10;
	Decimal.log2 = log2;
	Decimal.max = max;
	Decimal.min = min;
	Decimal.mod = mod;
	Decimal.mul = mul;
	Decimal.pow = pow;
	Decimal.random = random;
	Decimal.round = round;
	Decimal.sign = sign;
	Decimal.sin = sin;
	Decimal.sinh = sinh;
	Decimal.sqrt = sqrt;
	Decimal.sub = sub;
	Decimal.sum = sum$1;
	Decimal.tan = tan;
	Decimal.tanh = tanh;
	Decimal.trunc = trunc;
	if (obj === void 0) obj = {};
	if (obj) {
		if (obj.defaults !== true) {
			ps = [
				"precision",
				"rounding",
				"toExpNeg",
				"toExpPos",
				"maxE",
				"minE",
				"modulo",
				"crypto"
			];
			for (i = 0; i < ps.length;) if (!obj.hasOwnProperty(p = ps[i++])) obj[p] = this[p];
		}
	}
	Decimal.config(obj);
	return Decimal;
}
function div(x, y) {
	return new this(x).div(y);
}
function exp(x) {
	return new this(x).exp();
}
function floor(x) {
	return finalise(x = new this(x), x.e + 1, 3);
}
function hypot() {
	var i, n, t = new this(0);
	external = false;
	for (i = 0; i < arguments.length;) {
		n = new this(arguments[i++]);
		if (!n.d) {
			if (n.s) {
				external = true;
				return new this(1 / 0);
			}
			t = n;
		} else if (t.d) t = t.plus(n.times(n));
	}
	external = true;
	return t.sqrt();
}
function isDecimalInstance(obj) {
	return obj instanceof Decimal || obj && obj.toStringTag === tag || false;
}
function ln(x) {
	return new this(x).ln();
}
function log$1(x, y) {
	return new this(x).log(y);
}
function log2(x) {
	return new this(x).log(2);
}
function log10(x) {
	return new this(x).log(10);
}
function max() {
	return maxOrMin(this, arguments, -1);
}
function min() {
	return maxOrMin(this, arguments, 1);
}
function mod(x, y) {
	return new this(x).mod(y);
}
function mul(x, y) {
	return new this(x).mul(y);
}
function pow(x, y) {
	return new this(x).pow(y);
}
function random(sd) {
	var d, e, k, n, i = 0, r = new this(1), rd = [];
	if (sd === void 0) sd = this.precision;
	else checkInt32(sd, 1, MAX_DIGITS);
	k = Math.ceil(sd / LOG_BASE);
	if (!this.crypto) for (; i < k;) rd[i++] = Math.random() * 1e7 | 0;
	else if (crypto.getRandomValues) {
		d = crypto.getRandomValues(new Uint32Array(k));
		for (; i < k;) {
			n = d[i];
			if (n >= 429e7) d[i] = crypto.getRandomValues(new Uint32Array(1))[0];
			else rd[i++] = n % 1e7;
		}
	} else if (crypto.randomBytes) {
		d = crypto.randomBytes(k *= 4);
		for (; i < k;) {
			n = d[i] + (d[i + 1] << 8) + (d[i + 2] << 16) + ((d[i + 3] & 127) << 24);
			if (n >= 214e7) crypto.randomBytes(4).copy(d, i);
			else {
				rd.push(n % 1e7);
				i += 4;
			}
		}
		i = k / 4;
	} else throw Error(cryptoUnavailable);
	k = rd[--i];
	sd %= LOG_BASE;
	if (k && sd) {
		n = mathpow(10, LOG_BASE - sd);
		rd[i] = (k / n | 0) * n;
	}
	for (; rd[i] === 0; i--) rd.pop();
	if (i < 0) {
		e = 0;
		rd = [0];
	} else {
		e = -1;
		for (; rd[0] === 0; e -= LOG_BASE) rd.shift();
		for (k = 1, n = rd[0]; n >= 10; n /= 10) k++;
		if (k < LOG_BASE) e -= LOG_BASE - k;
	}
	r.e = e;
	r.d = rd;
	return r;
}
function round(x) {
	return finalise(x = new this(x), x.e + 1, this.rounding);
}
function sign(x) {
	x = new this(x);
	return x.d ? x.d[0] ? x.s : 0 * x.s : x.s || NaN;
}
function sin(x) {
	return new this(x).sin();
}
function sinh(x) {
	return new this(x).sinh();
}
function sqrt(x) {
	return new this(x).sqrt();
}
function sub(x, y) {
	return new this(x).sub(y);
}
function sum$1() {
	var i = 0, args = arguments, x = new this(args[i]);
	external = false;
	for (; x.s && ++i < args.length;) x = x.plus(args[i]);
	external = true;
	return finalise(x, this.precision, this.rounding);
}
function tan(x) {
	return new this(x).tan();
}
function tanh(x) {
	return new this(x).tanh();
}
function trunc(x) {
	return finalise(x = new this(x), x.e + 1, 1);
}
P[Symbol.for("nodejs.util.inspect.custom")] = P.toString;
P[Symbol.toStringTag] = "Decimal";
var Decimal = P.constructor = clone(DEFAULTS);
LN10 = new Decimal(LN10);
PI = new Decimal(PI);
// dist/collector/record/prices/catalogue-version.js
const catalogueVersion = "0.1.8";
// dist/collector/record/prices/meter.js
const million = 1e6;
const meters = new Map([
	["input_mtok", tokens("input")],
	["cache_read_mtok", tokens("cached input, read")],
	["cache_write_mtok", tokens("cached input, write")],
	["cache_write_1h_mtok", tokens("cached input, write for 1 h")],
	["output_mtok", tokens("output")],
	["output_reasoning_mtok", tokens("output, reasoning")],
	["output_citation_mtok", tokens("output, citations")],
	["input_audio_mtok", tokens("input, audio")],
	["cache_audio_read_mtok", tokens("cached input, read, audio")],
	["output_audio_mtok", tokens("output, audio")],
	["input_image_mtok", tokens("input, image")],
	["cache_image_read_mtok", tokens("cached input, read, image")],
	["output_image_mtok", tokens("output, image")],
	["input_video_mtok", tokens("input, video")],
	["cache_video_read_mtok", tokens("cached input, read, video")],
	["output_video_mtok", tokens("output, video")],
	["audio_hours", {
		per: 3600,
		label: "audio",
		unit: "1 h"
	}],
	["input_audio_hours", {
		per: 3600,
		label: "input, audio time",
		unit: "1 h"
	}],
	["output_audio_hours", {
		per: 3600,
		label: "output, audio time",
		unit: "1 h"
	}],
	["input_mchars", {
		per: million,
		label: "input, characters",
		unit: "1M characters"
	}],
	["input_document_kpages", thousands("input, pages", "pages")],
	["input_annotated_document_kpages", thousands("input, annotated pages", "pages")],
	["input_text_messages_kcount", thousands("input, text messages", "messages")],
	["requests_kcount", thousands("requests", "requests")],
	["rerank_searches_kcount", thousands("rerank searches", "searches")],
	["web_searches_kcount", thousands("web searches", "searches")],
	["storage_searches_kcount", thousands("file searches", "searches")],
	["social_searches_kcount", thousands("social searches", "searches")]
]);
function tokens(label) {
	return {
		per: million,
		label,
		unit: "1M tokens"
	};
}
function thousands(label, noun) {
	return {
		per: 1e3,
		label,
		unit: `1,000 ${noun}`
	};
}
// dist/collector/record/prices/card.js
const Money = Decimal.clone({
	precision: 50,
	rounding: Decimal.ROUND_HALF_EVEN
});
function historyOf(provider, model) {
	const entries = Array.isArray(model.prices) ? model.prices : [{ prices: model.prices }];
	const eras = [];
	let validFrom = null;
	for (const { constraint, prices } of entries) {
		const era = eras.at(-1);
		if (constraint?.type === "time_of_date" && era !== void 0) {
			const hours = hoursOf(constraint.start_time, constraint.end_time);
			era.special.push(cardOf(provider, model, prices, validFrom, hours));
		} else {
			validFrom = constraint?.type === "start_date" ? constraint.start_date : null;
			const card = cardOf(provider, model, prices, validFrom, null);
			eras.push({
				fromSeconds: secondsOf(validFrom),
				card,
				special: []
			});
		}
	}
	return eras.toSorted((a, b) => a.fromSeconds - b.fromSeconds);
}
function cardAt(history, atUs) {
	const seconds = Math.floor(atUs / 1e6);
	const era = history.findLast((candidate) => candidate.fromSeconds <= seconds);
	if (era === void 0) return null;
	if (era.special.length === 0) return era.card;
	const ofDay = (seconds % 86400 + 86400) % 86400;
	return era.special.findLast((card) => card.hours !== null && within(card.hours, ofDay)) ?? era.card;
}
function isLongContext(card, inputTokens) {
	return [...card.rates.values()].some(({ tiers }) => tiers.some(({ above }) => inputTokens > above));
}
function cardsOf(history) {
	return history.flatMap((era) => [era.card, ...era.special]);
}
function cardOf(provider, model, prices, validFrom, hours) {
	const limits = [validFrom, hours?.text].filter((limit) => limit !== null && limit !== void 0);
	const rates = ratesOf(prices);
	return {
		id: [
			`genai-prices@${catalogueVersion}`,
			provider,
			model.id,
			...limits
		].join("/"),
		provider,
		model: model.id,
		tier: "",
		validFrom,
		hours,
		rates,
		free: rates.size === 0 && isFree(provider, model),
		comment: model.price_comments ?? ""
	};
}
function ratesOf(prices) {
	const rates = new Map();
	for (const [key, price] of Object.entries(prices)) {
		if (price === void 0 || !meters.has(key)) continue;
		rates.set(key, typeof price === "number" ? {
			base: exact(price),
			tiers: []
		} : tiered(price));
	}
	return rates;
}
function tiered(price) {
	const tiers = price.tiers.map((tier) => ({
		above: tier.start,
		price: exact(tier.price)
	}));
	return {
		base: exact(price.base),
		tiers: tiers.toSorted((a, b) => a.above - b.above)
	};
}
function exact(price) {
	return new Money(String(price)).toSignificantDigits(12);
}
function isFree(provider, model) {
	if (provider === "openai" && model.id === "moderation") return true;
	return /\bfree\b|zero token cost/i.test(`${model.id} ${model.name ?? ""} ${model.price_comments ?? ""}`);
}
function secondsOf(date) {
	return date === null ? Number.NEGATIVE_INFINITY : Date.parse(`${date}T00:00:00Z`) / 1e3;
}
function hoursOf(start, end) {
	return {
		text: `${start}-${end}`,
		start: secondOfDay(start),
		end: secondOfDay(end)
	};
}
function secondOfDay(time) {
	const milliseconds = Date.parse(`1970-01-02T${time}`);
	if (Number.isNaN(milliseconds)) throw new Error(`not a time of day: ${time}`);
	return milliseconds / 1e3 % 86400;
}
function within({ start, end }, second) {
	return end < start ? second >= start || second < end : second >= start && second < end;
}
// dist/collector/record/prices/card-json.js
function cardJson(card) {
	return {
		card: card.id,
		provider: card.provider,
		model: card.model,
		...card.tier !== "" && { tier: card.tier },
		valid_from: card.validFrom,
		hours: card.hours?.text ?? null,
		free: card.free,
		rates: Object.fromEntries([...card.rates].map(([key, rate]) => [key, rateJson(key, rate)])),
		comment: card.comment
	};
}
function cardFromJson(json) {
	const [, start, end] = /^(\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)-(.+)$/.exec(json.hours ?? "") ?? [];
	return {
		id: json.card,
		provider: json.provider,
		model: json.model,
		tier: json.tier ?? "",
		validFrom: json.valid_from,
		hours: start === void 0 || end === void 0 ? null : hoursOf(start, end),
		rates: new Map(Object.entries(json.rates).map(([key, rate]) => [key, rateFromJson(rate)])),
		free: json.free,
		comment: json.comment
	};
}
function rateJson(key, { base, tiers }) {
	return {
		usd: base.toFixed(),
		for: meters.get(key)?.unit ?? "",
		tiers: tiers.map(({ above, price }) => ({
			above_input_tokens: above,
			usd: price.toFixed()
		}))
	};
}
function rateFromJson({ usd, tiers }) {
	return {
		base: new Money(usd),
		tiers: tiers.map((tier) => ({
			above: tier.above_input_tokens,
			price: new Money(tier.usd)
		}))
	};
}
// dist/collector/price-cards.js
function priceCardLine({ id, card, applied, rates }, nowMs) {
	const json = {
		...cardJson(card),
		card: id
	};
	if (applied !== null) json.override = {
		list_card: card.id,
		rules: applied.rules,
		...usesRates(applied.rules) && { fx: rates }
	};
	const row = {
		card_id: id,
		provider: card.provider,
		model: card.model,
		json: JSON.stringify(json),
		valid_from: card.validFrom === null ? null : `${card.validFrom} 00:00:00.000`,
		...sourceOf(id),
		loaded_at: new Date(nowMs).toISOString().replace("T", " ").slice(0, -1)
	};
	return JSON.stringify(row);
}
function usesRates(rules) {
	return rules.some(({ currency }) => currency !== void 0 && currency !== "USD");
}
function sourceOf(id) {
	const [, source, version] = /^(override|litellm|genai-prices)@([^/]+)\//.exec(id) ?? [];
	if (source === "override" || source === "litellm") return {
		source,
		source_version: version ?? ""
	};
	return {
		source: "genai-prices",
		source_version: version ?? "0.1.8"
	};
}
// dist/collector/record/usage.js
function unknownUsage() {
	return {
		inputTokens: null,
		outputTokens: null,
		cacheReadTokens: null,
		cacheWriteTokens: null,
		cacheWrite1hTokens: null,
		reasoningTokens: null,
		audioInputTokens: null,
		audioOutputTokens: null,
		imageInputTokens: null,
		imageOutputTokens: null,
		toolInputTokens: null,
		units: {},
		source: "none",
		method: "",
		json: "",
		reportedCostUsd: null
	};
}
// dist/collector/record/prices/request-fee.js
function requestFee({ provider, rates }, { json }) {
	if (provider !== "perplexity" || !json.includes("\"search_context_size\"")) return null;
	const highest = rates.get("requests_kcount")?.base.toFixed() ?? "";
	const { search_context_size } = fieldsOf(parseJson(json));
	const fee = fees$1.get(highest)?.[String(search_context_size)];
	return fee === void 0 ? null : new Money(fee);
}
const fees$1 = new Map([["12", {
	low: "5",
	medium: "8",
	high: "12"
}], ["14", {
	low: "6",
	medium: "10",
	high: "14"
}]]);
// dist/collector/record/prices/token-lines.js
function tokenLines(card, usage) {
	return [...inputLines(card, usage), ...outputLines(card, usage)];
}
function inputLines(card, usage) {
	if (usage.inputTokens === null) return card.rates.has("input_mtok") ? [unpriced] : [];
	const total = usage.inputTokens;
	const read = Math.min(usage.cacheReadTokens ?? 0, total);
	const written = Math.min(usage.cacheWriteTokens ?? 0, total - read);
	const writtenFor1h = Math.min(usage.cacheWrite1hTokens ?? 0, written);
	const media = inputMedia(card, usage, read);
	if (media === null) return [unpriced];
	const cachedMedia = sum(media.map((medium) => medium.read));
	const freshMedia = sum(media.map((medium) => medium.fresh));
	return [
		line(card, total - read - written - freshMedia, ["input_mtok"]),
		line(card, read - cachedMedia, ["cache_read_mtok", "input_mtok"]),
		line(card, written - writtenFor1h, ["cache_write_mtok", "input_mtok"]),
		line(card, writtenFor1h, oneHourKeys(card)),
		...media.flatMap(({ name, read: cached, fresh }) => [line(card, fresh, [`input_${name}_mtok`, "input_mtok"]), line(card, cached, [`cache_${name}_read_mtok`, ...plainCacheKeys(card, name)])])
	];
}
function oneHourKeys(card) {
	return card.rates.has("cache_write_mtok") ? ["cache_write_1h_mtok"] : ["cache_write_1h_mtok", "input_mtok"];
}
function plainCacheKeys(card, medium) {
	if (!card.rates.has("cache_read_mtok")) return [`input_${medium}_mtok`, "input_mtok"];
	return card.rates.has(`input_${medium}_mtok`) ? [] : ["cache_read_mtok"];
}
function inputMedia(card, usage, read) {
	const media = [];
	const counts = {
		audio: usage.audioInputTokens,
		image: usage.imageInputTokens,
		video: usage.units["video_input_tokens"] ?? null
	};
	for (const [name, count] of Object.entries(counts)) {
		if (count === null || count === 0 || !pricedApart(card, name)) continue;
		const cached = read === 0 ? 0 : usage.units[`${name}_cache_read_tokens`];
		if (cached !== void 0) media.push({
			name,
			read: cached,
			fresh: count - cached
		});
		else if (!card.rates.has("cache_read_mtok")) media.push({
			name,
			read: 0,
			fresh: count
		});
		else return null;
	}
	return media;
}
function pricedApart(card, medium) {
	return card.rates.has(`input_${medium}_mtok`) || card.rates.has(`cache_${medium}_read_mtok`);
}
function outputLines(card, usage) {
	if (usage.outputTokens === null) return card.rates.has("output_mtok") ? [unpriced] : [];
	const parts = [
		["output_reasoning_mtok", usage.reasoningTokens],
		["output_audio_mtok", usage.audioOutputTokens],
		["output_image_mtok", usage.imageOutputTokens],
		["output_video_mtok", usage.units["video_output_tokens"] ?? null],
		["output_citation_mtok", usage.units["citation_tokens"] ?? null]
	];
	let rest = usage.outputTokens;
	const lines = [];
	for (const [key, count] of parts) {
		if (!card.rates.has(key)) continue;
		const quantity = Math.min(count ?? 0, rest);
		rest -= quantity;
		lines.push(line(card, quantity, [key]));
	}
	return [line(card, rest, ["output_mtok"]), ...lines];
}
function line(card, quantity, keys) {
	return {
		key: keys.find((candidate) => card.rates.has(candidate)) ?? null,
		quantity: Math.max(0, quantity),
		fee: false
	};
}
const unpriced = {
	key: null,
	quantity: 1,
	fee: false
};
function sum(counts) {
	return counts.reduce((total, count) => total + count, 0);
}
// dist/collector/record/prices/bill.js
function bill$1(card, usage, tier = null) {
	const lines = billLines(card, usage, tier);
	if (lines === null) return null;
	const sums = {
		usage: new Money(0),
		fees: new Money(0)
	};
	for (const { fee, cost } of lines) if (fee) sums.fees = sums.fees.plus(cost);
	else sums.usage = sums.usage.plus(cost);
	return sums;
}
function billLines(card, usage, tier = null) {
	const used = linesOf(card, usage);
	if (used === null) return null;
	const lines = [];
	for (const { key, quantity, fee } of used) {
		if (!Number.isFinite(quantity)) return null;
		if (quantity === 0) continue;
		const meter = key === null ? void 0 : meters.get(key);
		const price = key === null ? null : priceOf(card, key, usage, fee ? null : tier);
		if (meter === void 0 || price === null) return null;
		lines.push({
			meter,
			quantity,
			price,
			cost: price.times(quantity).div(meter.per),
			fee
		});
	}
	return lines;
}
function linesOf(card, usage) {
	if (!isCountable(usage)) return null;
	const measured = mainLines(card, usage);
	return measured === null ? null : [...measured, ...unitLines(card, usage)];
}
function isCountable({ units, ...counts }) {
	for (const count of Object.values(counts)) if (typeof count === "number" && count < 0) return false;
	for (const unit in units) if ((units[unit] ?? 0) < 0) return false;
	return true;
}
function mainLines(card, usage) {
	const counted = countedLines(card, usage.units);
	if (counted.length > 0) return pricesTokens(card) ? [...counted, ...tokenLines(card, usage)] : counted;
	if (usage.inputTokens === null && usage.outputTokens === null) return null;
	if (card.rates.size > 0) return tokenLines(card, usage);
	return card.free ? [] : null;
}
function pricesTokens(card) {
	return card.rates.has("input_mtok") || card.rates.has("output_mtok");
}
function countedLines(card, units) {
	const lines = [];
	for (const [unit, keys] of measures) {
		const quantity = units[unit];
		if (quantity === void 0 || !keys.some((key) => card.rates.has(key))) continue;
		lines.push(line(card, leastBilled(card, unit, quantity), keys));
	}
	return lines;
}
function leastBilled(card, unit, quantity) {
	return card.provider === "groq" && unit === "seconds_in" && quantity > 0 ? Math.max(quantity, 10) : quantity;
}
function unitLines(card, usage) {
	const lines = [];
	for (const [unit, quantity] of Object.entries(usage.units)) {
		const key = fees.get(unit);
		if (key === void 0) {
			if (!isCovered(unit, card, usage)) lines.push({
				key: null,
				quantity,
				fee: true
			});
		} else if (!(unit === "web_searches" && card.rates.has("requests_kcount"))) lines.push({
			key,
			quantity,
			fee: true
		});
	}
	if (card.rates.has("requests_kcount")) lines.push({
		key: "requests_kcount",
		quantity: 1,
		fee: true
	});
	return lines;
}
function isCovered(unit, card, usage) {
	if (withoutFee.has(unit)) return true;
	if (measures.get(unit)?.some((key) => card.rates.has(key)) === true) return true;
	if (unit === "seconds_in") return (usage.audioInputTokens ?? 0) > 0;
	if (unit === "seconds_out") return (usage.audioOutputTokens ?? 0) > 0;
	if (unit === "images") return (usage.imageOutputTokens ?? 0) > 0;
	return unit === "characters_in" && usage.inputTokens !== null;
}
function priceOf(card, key, usage, tier) {
	const rate = (tier ?? card).rates.get(key);
	if (rate === void 0) return null;
	const inputTokens = usage.inputTokens ?? 0;
	const long = longContextPrice(rate, inputTokens);
	if (long === null && tier !== null && longContextPrice(card.rates.get(key), inputTokens) !== null) return null;
	return (key === "requests_kcount" ? requestFee(card, usage) : null) ?? long ?? rate.base;
}
function longContextPrice(rate, inputTokens) {
	return rate?.tiers.findLast((tier) => inputTokens > tier.above)?.price ?? null;
}
const measures = new Map([
	["seconds_in", ["input_audio_hours", "audio_hours"]],
	["seconds_out", ["output_audio_hours", "audio_hours"]],
	["pages", ["input_document_kpages"]],
	["annotated_pages", ["input_annotated_document_kpages"]],
	["characters_in", ["input_mchars"]],
	["messages_in", ["input_text_messages_kcount"]],
	["rerank_searches", ["rerank_searches_kcount"]]
]);
const fees = new Map([
	["web_searches", "web_searches_kcount"],
	["file_searches", "storage_searches_kcount"],
	["social_searches", "social_searches_kcount"]
]);
const withoutFee = new Set([
	"web_fetches",
	"guardrail_units",
	"audio_cache_read_tokens",
	"image_cache_read_tokens",
	"video_cache_read_tokens",
	"video_input_tokens",
	"video_output_tokens",
	"citation_tokens"
]);
// \0prices
const prices$1 = JSON.parse(readFileSync(new URL("list-prices.json", import.meta.url), "utf8"));
const waitForUpdate = async () => prices$1;
// dist/collector/record/prices/catalogue.js
const catalogue = await bundled();
async function bundled() {
	const providers = await waitForUpdate();
	if (providers === null) throw new Error("@pydantic/genai-prices has no bundled data");
	return providers;
}
// dist/collector/record/prices/model-match.js
function compileMatch(rule) {
	if ("or" in rule) return anyOf(rule.or.map(compileMatch));
	if ("and" in rule) return allOf(rule.and.map(compileMatch));
	if ("regex" in rule) return matchesRegex(new RegExp(rule.regex));
	if ("equals" in rule) return equals(rule.equals.toLowerCase());
	if ("starts_with" in rule) return startsWith(rule.starts_with.toLowerCase());
	if ("ends_with" in rule) return endsWith(rule.ends_with.toLowerCase());
	return contains(rule.contains.toLowerCase());
}
function anyOf(matches) {
	return (model) => matches.some((match) => match(model));
}
function allOf(matches) {
	return (model) => matches.every((match) => match(model));
}
function matchesRegex(pattern) {
	return (model) => pattern.test(model);
}
function equals(text) {
	return (model) => model === text;
}
function startsWith(text) {
	return (model) => model.startsWith(text);
}
function endsWith(text) {
	return (model) => model.endsWith(text);
}
function contains(text) {
	return (model) => model.includes(text);
}
// dist/collector/record/prices/model-lookup.js
function findHistory({ provider, upstreamHost, model }) {
	const name = model.toLowerCase().trim();
	if (name === "" || selfHosted.has(provider)) return null;
	if (provider === "huggingface") return findAtHuggingFace(name);
	const named = shelves.get(catalogueName(provider));
	const owner = [...shelves.values()].find((shelf) => shelf.ownsHost(upstreamHost));
	const found = named === void 0 ? null : findAt(named, bareName(named.provider, name));
	if (found !== null && !(provider === "gcp.vertex_ai" && isGivenAway(found))) return found;
	if (owner !== void 0 && owner !== named) return findAt(owner, bareName(owner.provider, name));
	return owner === void 0 && isRelay(provider) ? findAtMaker(name) : null;
}
function sellerOf({ provider, upstreamHost, model }) {
	if (model.trim() === "" || selfHosted.has(provider) || provider === "huggingface") return null;
	const owner = [...shelves.values()].find((shelf) => shelf.ownsHost(upstreamHost));
	if (owner === void 0 && isRelay(provider) && upstreamHost !== "") return "relay";
	return shelves.has(catalogueName(provider)) ? catalogueName(provider) : owner?.provider ?? "relay";
}
function catalogueName(provider) {
	return catalogueNames.get(provider) ?? provider;
}
function allHistories() {
	return [...shelves.values()].flatMap((shelf) => shelf.entries.map((entry) => entry.history()));
}
const shelves = new Map(catalogue.map((provider) => {
	const url = new RegExp(`^(?:${provider.api_pattern})`);
	const shelf = {
		provider: provider.id,
		entries: provider.models.map((model) => ({
			matches: compileMatch(model.match),
			history: once(() => historyOf(provider.id, model))
		})),
		fallbacks: provider.fallback_model_providers ?? [],
		ownsHost: (host) => host !== "" && url.test(`https://${host}/`),
		makes: provider.model_match === void 0 ? null : compileMatch(provider.model_match)
	};
	return [provider.id, shelf];
}));
function findAt(shelf, name) {
	return find(shelf, name) ?? find(shelf, withDashedDate(name));
}
function find(shelf, name) {
	for (const provider of [shelf.provider, ...shelf.fallbacks]) {
		const entry = shelves.get(provider)?.entries.find((candidate) => candidate.matches(name));
		if (entry !== void 0) return entry.history();
	}
	return null;
}
function findAtHuggingFace(name) {
	const colon = name.lastIndexOf(":");
	const shelf = shelves.get(`huggingface_${name.slice(colon + 1)}`);
	return colon < 0 || shelf === void 0 ? null : findAt(shelf, name.slice(0, colon));
}
function findAtMaker(name) {
	const bare = name.slice(name.lastIndexOf("/") + 1);
	for (const maker of makers) {
		const shelf = shelves.get(maker);
		const found = shelf?.makes?.(bare) === true ? findAt(shelf, bare) : null;
		if (found !== null) return found;
	}
	return null;
}
function isRelay(provider) {
	const name = catalogueName(provider);
	return makers.includes(name) || !shelves.has(name);
}
function bareName(provider, name) {
	if (provider === "google") return name.replace(/^.*\bmodels\//, "").replace("@", "-");
	if (provider === "aws") return name.replace(/^arn:[^/]*\//, "");
	return name;
}
function isGivenAway(history) {
	return history.every(({ card }) => card.free);
}
function withDashedDate(name) {
	return name.replace(/-(20\d\d)(\d\d)(\d\d)(?=[-:]|$)/g, (whole, year, month, day) => {
		const date = `${year}-${month}-${day}`;
		const time = Date.parse(`${date}T00:00:00Z`);
		return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? `-${date}` : whole;
	});
}
function once(read) {
	let value;
	return () => {
		value ??= read();
		return value;
	};
}
const catalogueNames = new Map([
	["gcp.gemini", "google"],
	["gcp.vertex_ai", "google"],
	["gcp.gen_ai", "google"],
	["azure.ai.openai", "azure"],
	["azure.ai.inference", "azure"],
	["aws.bedrock", "aws"],
	["mistral_ai", "mistral"],
	["x_ai", "x-ai"],
	["moonshot_ai", "moonshotai"]
]);
const makers = [
	"openai",
	"anthropic",
	"google",
	"mistral",
	"deepseek",
	"x-ai",
	"moonshotai",
	"cohere",
	"zhipuai",
	"minimax",
	"voyageai"
];
const selfHosted = new Set([
	"ollama",
	"vllm",
	"llamacpp",
	"lmstudio",
	"localai",
	"sglang",
	"tgi",
	"triton"
]);
// dist/collector/record/prices/region.js
function regionOf(host, { json }) {
	const names = [...host.matchAll(cloudRegion)].map(([name]) => name);
	const world = worldHosts.map((pattern) => pattern.exec(host)?.[1]).find((name) => name !== void 0);
	if (world !== void 0) names.push(world);
	const geo = /"inference_geo":\s*"([^"]+)"/.exec(json)?.[1];
	if (geo !== void 0) names.push(geo);
	return names;
}
const regionFactors = [
	{
		provider: "anthropic",
		models: null,
		regions: /^us$/,
		label: "region us",
		factor: "1.1",
		source: "https://platform.claude.com/docs/en/build-with-claude/data-residency"
	},
	{
		provider: "openai",
		models: /^gpt-(?:5\.[4-9]|[6-9])/,
		regions: /^[a-z]{2}$/,
		label: "regional host",
		factor: "1.1",
		source: "https://developers.openai.com/api/docs/guides/data-residency"
	},
	{
		provider: "x-ai",
		models: null,
		regions: /^us$/,
		label: "region us",
		factor: "1.1",
		source: "https://docs.x.ai/developers/pricing"
	},
	{
		provider: "google",
		models: /^claude-(?:[a-z]+-4-[5-9]|[a-z]+-[5-9])/,
		regions: /^[a-z]{2}$|-/,
		label: "regional host",
		factor: "1.1",
		source: "https://platform.claude.com/docs/en/build-with-claude/claude-on-vertex-ai"
	}
];
function regionFactorsOf(provider, model) {
	return regionFactors.filter((known) => known.provider === provider && (known.models?.test(model) ?? true));
}
function regionFactor(provider, model, host, usage) {
	const [known] = regionFactorsOf(provider, model);
	return known !== void 0 && regionOf(host, usage).some((name) => known.regions.test(name)) ? known.factor : "1";
}
const cloudRegion = /\b[a-z]{2,12}(?:-gov|-iso[a-z]?)?-[a-z]{4,12}-?\d{1,2}\b/g;
const worldHosts = [/^([a-z]{2})\.api\.(?:openai\.com|x\.ai)$/, /^aiplatform\.([a-z]{2})\.rep\.googleapis\.com$/];
// dist/collector/record/prices/service-tier.js
const openAiPriority = "https://openai.com/api-priority-processing";
const claudeFast = "https://platform.claude.com/docs/en/build-with-claude/fast-mode";
const geminiTiers = "https://ai.google.dev/gemini-api/docs/optimization";
const groqBatch = "https://tokenmix.ai/blog/groq-api-access-2026-free-tier-rate-limits";
const mistralBatch = "https://usagepricing.com/blueprint/trends/latency-tiered-discounts";
const tierFactors = [
	factorOf("openai", "flex", "0.5", "https://developers.openai.com/api/docs/guides/flex-processing"),
	factorOf("openai", "batch", "0.5", "https://developers.openai.com/api/docs/guides/batch"),
	priorityOf("1.75", "gpt-4.1", "gpt-4.1-mini", "gpt-4o-2024-05-13", "o3"),
	priorityOf("1.7", "gpt-4o"),
	priorityOf("5/3", "gpt-4o-mini"),
	priorityOf("1.8", "gpt-5-mini"),
	priorityOf("20/11", "o4-mini"),
	priorityOf("2", "gpt-4.1-nano", "gpt-5", "gpt-5.1", "gpt-5.2", "gpt-5.3-codex", "gpt-5.4-mini"),
	priorityOf("2", "gpt-5.6-sol", "gpt-5.6-terra", "gpt-5.6-luna", "gpt-6-astra", "gpt-6-sol", "gpt-6-luna"),
	{
		...priorityOf("2", "gpt-5.4"),
		except: "long context"
	},
	{
		...priorityOf("2.5", "gpt-5.5"),
		except: "long context"
	},
	factorOf("anthropic", "batch", "0.5", "https://platform.claude.com/docs/en/build-with-claude/batch-processing"),
	{
		...factorOf("anthropic", "fast", "6", claudeFast),
		models: ["claude-opus-4-6", "claude-opus-4-7"]
	},
	{
		...factorOf("anthropic", "fast", "2", claudeFast),
		models: [
			"claude-opus-4-8",
			"claude-opus-5",
			"claude-opus-5-5"
		]
	},
	{
		...factorOf("google", "flex", "0.5", geminiTiers),
		except: "cached input"
	},
	{
		...factorOf("google", "batch", "0.5", geminiTiers),
		except: "cached input"
	},
	factorOf("groq", "flex", "1", "https://console.groq.com/docs/flex-processing"),
	{
		...factorOf("groq", "batch", "0.5", groqBatch),
		except: "cached input"
	},
	{
		...factorOf("mistral", "batch", "0.5", mistralBatch),
		except: "cached input"
	},
	{
		...factorOf("fireworks", "batch", "0.5", "https://docs.fireworks.ai/serverless/pricing"),
		except: "cached input"
	},
	{
		...factorOf("moonshotai", "batch", "0.6", "https://platform.kimi.ai/docs/pricing/batch"),
		models: ["kimi-k2.5"],
		except: "cached input"
	}
];
function factorOf(provider, tier, factor, source) {
	return {
		provider,
		tier,
		models: null,
		factor,
		source
	};
}
function priorityOf(factor, ...models) {
	return {
		...factorOf("openai", "priority", factor, openAiPriority),
		models
	};
}
function tierFactorsOf(provider, model) {
	return tierFactors.filter((known) => known.provider === provider && (known.models?.includes(model) ?? true));
}
function tierFactor(seller, card, serviceTier, usage) {
	if (isStandard(serviceTier)) return one;
	const tier = tierName(serviceTier);
	const known = tierFactorsOf(seller, card.model).find((candidate) => candidate.tier === tier);
	if (known === void 0 || known.except !== void 0 && holds[known.except](card, usage)) return null;
	const [over = "", under = "1"] = known.factor.split("/");
	return new Money(over).div(under);
}
function tierName(serviceTier) {
	return serviceTier.toLowerCase().replace(/^(?:on_demand|service_tier)_/, "");
}
function isStandard(tier) {
	return standard.has(tierName(tier));
}
const holds = {
	"cached input": (_card, usage) => (usage.cacheReadTokens ?? 0) > 0,
	"long context": (card, usage) => isLongContext(card, usage.inputTokens ?? 0)
};
const one = new Money(1);
const standard = new Set([
	"",
	"auto",
	"default",
	"standard",
	"standard_only",
	"on_demand",
	"unspecified",
	"traffic_type_unspecified"
]);
// dist/collector/record/prices/override.js
var Rules = class {
	#override;
	#rules;
	#hash;
	#cards = new Map();
	constructor(override) {
		this.#override = override;
		this.#rules = override.rules.map(compile);
		this.#hash = createHash("sha256").update(JSON.stringify(override)).digest("hex").slice(0, 12);
	}
	apply(query, usage, list) {
		const seconds = Math.floor(query.atUs / 1e6);
		const rules = this.#matching(query, usage, seconds);
		if (rules.length === 0) return null;
		const set = rules.find(({ rates }) => rates !== null);
		return {
			id: `override@${this.#hash}/${rules.map(({ index }) => index).join(",")}`,
			rules: rules.map(({ rule }) => rule),
			card: set === void 0 ? list : this.#cardOf(set, list),
			setsPrices: set !== void 0,
			factor: this.#factorOf(rules, seconds),
			namesTier: rules.some(({ rule }) => rule.match?.tier !== void 0 && !isStandard(rule.match.tier)),
			namesRegion: rules.some(({ rule }) => rule.match?.region !== void 0)
		};
	}
	get rates() {
		return this.#override.fx;
	}
	#matching(query, usage, seconds) {
		const matching = [];
		let isSet = false;
		for (const rule of this.#rules) {
			if (seconds < rule.fromSeconds || seconds >= rule.untilSeconds) continue;
			if (rule.rates !== null && isSet || !rule.matches(query, usage)) continue;
			isSet ||= rule.rates !== null;
			matching.push(rule);
		}
		return matching;
	}
	#cardOf({ index, rule, rates }, list) {
		const key = `${index} ${list?.id ?? ""}`;
		const known = this.#cards.get(key);
		if (known !== void 0) return known;
		const card = {
			id: list?.id ?? "",
			provider: list?.provider ?? rule.match?.provider ?? "",
			model: list?.model ?? rule.match?.model ?? "",
			tier: "",
			validFrom: list?.validFrom ?? null,
			hours: list?.hours ?? null,
			rates: new Map([...list?.rates ?? [], ...rates ?? []]),
			free: list?.free ?? false,
			comment: list?.comment ?? ""
		};
		this.#cards.set(key, card);
		return card;
	}
	#factorOf(rules, seconds) {
		let factor = new Money(1);
		for (const { rule } of rules) if (rule.multiplier !== void 0) factor = factor.times(exact(rule.multiplier));
		const currency = rules.find(({ rule }) => rule.currency !== void 0)?.rule.currency ?? "USD";
		if (currency === "USD") return factor;
		const rate = this.#rateAt(currency, seconds);
		return rate === null ? null : factor.div(rate);
	}
	#rateAt(currency, seconds) {
		let best = null;
		for (const { from, rate } of this.#override.fx[currency] ?? []) {
			const since = secondsOf(from ?? null);
			if (since <= seconds && (best === null || since >= best.from)) best = {
				from: since,
				rate
			};
		}
		return best === null ? null : exact(best.rate);
	}
};
function compile(rule, index) {
	const { set, validFrom, validUntil } = rule;
	return {
		index,
		rule,
		fromSeconds: secondsOf(validFrom ?? null),
		untilSeconds: validUntil === void 0 ? Number.POSITIVE_INFINITY : secondsOf(validUntil),
		matches: matcherOf(rule.match ?? {}),
		rates: set === void 0 ? null : new Map(Object.entries(set).map(([key, price]) => [key, flat(price ?? 0)]))
	};
}
function flat(price) {
	return {
		base: exact(price),
		tiers: []
	};
}
function matcherOf(match) {
	const tests = [];
	const add = (glob, valuesOf) => {
		if (glob === void 0) return;
		const pattern = globPattern(glob);
		tests.push((query, usage) => valuesOf(query, usage).some((value) => pattern.test(value)));
	};
	add(match.route, ({ route }) => [route ?? ""]);
	add(match.upstream, ({ upstreamHost }) => [upstreamHost]);
	add(match.provider, ({ provider }) => [provider, catalogueName(provider)]);
	add(match.model, ({ model }) => [model]);
	if (match.tier !== void 0 && isStandard(match.tier)) tests.push((query) => isStandard(query.serviceTier));
	else add(match.tier, ({ serviceTier }) => [serviceTier]);
	add(match.region, ({ upstreamHost }, usage) => regionOf(upstreamHost, usage));
	return (query, usage) => tests.every((test) => test(query, usage));
}
function globPattern(glob) {
	const source = glob.replace(/[\\^$.|+()[\]{}]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".");
	return new RegExp(`^${source}$`, "is");
}
// dist/collector/record/prices/imported.js
var ImportedList = class {
	#cards;
	constructor({ cards }) {
		this.#cards = new Map(cards.map((card) => [keyOf$1(card.provider, card.model, card.tier ?? ""), card]));
	}
	find(query, tier) {
		const seller = sellerOf(query);
		if (seller === null) return null;
		const name = query.model.toLowerCase().trim();
		if (seller !== "relay") return this.#ofSeller(seller, query, name, tier);
		const direct = this.#card(catalogueName(query.provider), name, tier);
		if (direct !== null) return direct;
		const bare = name.slice(name.lastIndexOf("/") + 1);
		for (const maker of makers) {
			const found = this.#card(maker, bare, tier);
			if (found !== null) return found;
		}
		return null;
	}
	#ofSeller(seller, { provider }, model, tier) {
		const name = bareName(seller, model);
		if (seller !== "google") return this.#card(seller, name, tier);
		const [own, other] = provider === vertex ? [vertex, seller] : [seller, vertex];
		return this.#card(own, name, tier) ?? (tier === "" ? this.#card(other, name, tier) : null);
	}
	#card(provider, model, tier) {
		const card = this.#cards.get(keyOf$1(provider, model, tier));
		return card === void 0 ? null : cardFromJson(card);
	}
};
const vertex = "gcp.vertex_ai";
function keyOf$1(provider, model, tier) {
	return `${provider}\n${model}\n${tier}`;
}
// dist/collector/record/prices/remembered-cards.js
var RememberedCards = class {
	#imported;
	#replace;
	#histories = new Map();
	#tierCards = new Map();
	constructor({ imported = null, replace }) {
		this.#imported = imported === null ? null : new ImportedList(imported);
		this.#replace = replace;
	}
	cardAt(query) {
		const history = this.historyFor(query);
		const card = history === null ? null : cardAt(history, query.atUs);
		return card === null || this.#replace === void 0 ? card : this.#replace(card, query.atUs);
	}
	historyFor(query) {
		if (query.model.length > longestName) return null;
		return remember(this.#histories, keyOf(query), () => {
			const found = findHistory(query);
			const imported = found === null ? this.#imported?.find(query, "") : void 0;
			return imported == null ? found : lasting(imported);
		});
	}
	tierCard(query, serviceTier, listed) {
		const imported = this.#imported;
		if (imported === null || isStandard(serviceTier)) return null;
		if (query.model.length > longestName || serviceTier.length > longestName) return null;
		const tier = tierName(serviceTier);
		return remember(this.#tierCards, `${tier}\n${keyOf(query)}`, () => {
			return imported.find(query, tier) ?? imported.find({
				...query,
				model: listed
			}, tier);
		});
	}
};
function remember(known, key, find) {
	const found = known.get(key);
	if (found !== void 0) return found;
	if (known.size === mostRemembered) known.clear();
	const value = find();
	known.set(key, value);
	return value;
}
function lasting(card) {
	return [{
		fromSeconds: Number.NEGATIVE_INFINITY,
		card,
		special: []
	}];
}
function keyOf({ provider, upstreamHost, model }) {
	return `${provider}\n${upstreamHost}\n${model}`;
}
const mostRemembered = 1e3;
const longestName = 256;
// dist/collector/record/prices/price.js
function createPriceBook(options = {}) {
	const memory = new RememberedCards(options);
	const pricer = new Pricer(memory, options);
	let byId;
	return {
		price: (usage, query) => pricer.price(usage, query),
		cardFor: (query) => memory.cardAt(query),
		rulesFor: (query) => pricer.rulesFor({
			...query,
			serviceTier: ""
		}),
		tierCardFor: (query, serviceTier, listed) => memory.tierCard(query, serviceTier, listed),
		cardsFor: (query) => cardsOf(memory.historyFor(query) ?? []),
		cards: (atUs) => atUs === void 0 ? allHistories().flatMap(cardsOf) : cardsInForce(atUs),
		cardOf(id) {
			byId ??= new Map(allHistories().flatMap(cardsOf).map((card) => [card.id, card]));
			return byId.get(id) ?? null;
		}
	};
}
function cardsInForce(atUs) {
	return allHistories().map((history) => cardAt(history, atUs)).filter((card) => card !== null);
}
var Pricer = class {
	#memory;
	#rules;
	#onCard;
	#used = new Set();
	constructor(memory, { override, onCard }) {
		this.#memory = memory;
		this.#rules = override === void 0 || override.rules.length === 0 ? null : new Rules(override);
		this.#onCard = onCard;
	}
	price(usage, query) {
		const parts = usage.parts ?? [];
		const quote = parts.length === 0 ? this.#quote(usage, query) : this.#quoteParts(parts, usage.json, query);
		const costUsd = quote.cost === null ? null : columnText(quote.cost);
		return {
			costUsd,
			costListUsd: quote.list === null ? null : columnText(quote.list),
			source: costUsd === null ? "none" : quote.isOverridden ? "override" : "list",
			card: quote.card
		};
	}
	rulesFor(query) {
		return this.#rules?.apply(query, unknownUsage(), this.#memory.cardAt(query)) ?? null;
	}
	#quoteParts(parts, json, query) {
		const quotes = parts.map(({ model, serviceTier, usage }) => this.#quote(usage.json === "" ? {
			...usage,
			json
		} : usage, {
			...query,
			model: model === "" ? query.model : model,
			serviceTier: serviceTier ?? query.serviceTier
		}));
		const cost = sumOf$1(quotes.map((quote) => quote.cost));
		const list = sumOf$1(quotes.map((quote) => quote.list));
		if (cost === null && list === null) return unknownQuote;
		return {
			cost,
			list,
			isOverridden: quotes.some(({ isOverridden }) => isOverridden),
			card: [...new Set(quotes.map(({ card }) => card))].filter((card) => card !== "").join("+")
		};
	}
	#quote(usage, query) {
		const list = this.#memory.cardAt(query);
		const applied = this.#rules?.apply(query, usage, list) ?? null;
		const billed = list === null ? null : bill$1(list, usage);
		const listUsd = billed === null ? null : billed.usage.plus(billed.fees);
		if (applied !== null) return this.#quoteOverride(applied, list, listUsd, usage, query);
		if (list === null || billed === null || listUsd === null || columnText(listUsd) === null) return unknownQuote;
		const { costUsd, card } = this.#served(list, billed, usage, query, null);
		this.#use(card.id, card, null);
		return {
			cost: costUsd,
			list: listUsd,
			isOverridden: false,
			card: card.id
		};
	}
	#quoteOverride(applied, list, listUsd, usage, query) {
		const billed = applied.card === null ? null : bill$1(applied.card, usage);
		if (applied.card === null || billed === null) return {
			...unknownQuote,
			list: listUsd,
			card: listUsd === null || list === null ? "" : list.id
		};
		const { costUsd, card } = this.#served(applied.card, billed, usage, query, applied);
		const id = list === null ? applied.id : `${applied.id}/${card.id}`;
		this.#use(id, card, applied);
		return {
			cost: costUsd === null || applied.factor === null ? null : costUsd.times(applied.factor),
			list: listUsd,
			isOverridden: true,
			card: id
		};
	}
	#served(card, billed, usage, query, applied) {
		const seller = card.provider === "" ? catalogueName(query.provider) : card.provider;
		const region = applied?.namesRegion === true ? "1" : regionFactor(seller, card.model, query.upstreamHost, usage);
		const inRegion = ({ usage: used, fees }) => (region === "1" ? used : used.times(region)).plus(fees);
		if (applied?.namesTier === true || isStandard(query.serviceTier)) return {
			costUsd: inRegion(billed),
			card
		};
		const factor = tierFactor(seller, card, query.serviceTier, usage);
		if (factor !== null) return {
			costUsd: inRegion({
				usage: billed.usage.times(factor),
				fees: billed.fees
			}),
			card
		};
		const tierCard = applied?.setsPrices === true ? null : this.#memory.tierCard(query, query.serviceTier, card.model);
		const atTier = tierCard === null ? null : bill$1(card, usage, tierCard);
		return tierCard === null || atTier === null ? {
			costUsd: null,
			card
		} : {
			costUsd: inRegion(atTier),
			card: tierCard
		};
	}
	#use(id, card, applied) {
		if (this.#onCard === void 0 || this.#used.has(id)) return;
		this.#used.add(id);
		this.#onCard({
			id,
			card,
			applied,
			rates: this.#rules?.rates ?? {}
		});
	}
};
function sumOf$1(amounts) {
	let sum = new Money(0);
	for (const amount of amounts) {
		if (amount === null) return null;
		sum = sum.plus(amount);
	}
	return sum;
}
function columnText(usd) {
	const rounded = usd.toDecimalPlaces(9, Decimal.ROUND_HALF_EVEN);
	return rounded.lt("1e9") ? rounded.toFixed() : null;
}
const unknownQuote = {
	cost: null,
	list: null,
	isOverridden: false,
	card: ""
};
// node_modules/@smithy/core/dist-es/submodules/serde/is-array-buffer/is-array-buffer.js
var isArrayBuffer;
var init_is_array_buffer = __esmMin((() => {
	isArrayBuffer = (arg) => typeof ArrayBuffer === "function" && arg instanceof ArrayBuffer || Object.prototype.toString.call(arg) === "[object ArrayBuffer]";
}));
// node_modules/@smithy/core/dist-es/submodules/serde/util-buffer-from/buffer-from.js
var fromArrayBuffer, fromString;
var init_buffer_from = __esmMin((() => {
	init_is_array_buffer();
	fromArrayBuffer = (input, offset = 0, length = input.byteLength - offset) => {
		if (!isArrayBuffer(input)) throw new TypeError(`The "input" argument must be ArrayBuffer. Received type ${typeof input} (${input})`);
		return Buffer.from(input, offset, length);
	};
	fromString = (input, encoding) => {
		if (typeof input !== "string") throw new TypeError(`The "input" argument must be of type string. Received type ${typeof input} (${input})`);
		return encoding ? Buffer.from(input, encoding) : Buffer.from(input);
	};
}));
// node_modules/@smithy/core/dist-es/submodules/serde/util-utf8/fromUtf8.js
var fromUtf8;
var init_fromUtf8 = __esmMin((() => {
	init_buffer_from();
	fromUtf8 = (input) => {
		const buf = fromString(input, "utf8");
		return new Uint8Array(buf.buffer, buf.byteOffset, buf.byteLength / Uint8Array.BYTES_PER_ELEMENT);
	};
}));
// node_modules/@smithy/core/dist-es/submodules/serde/util-utf8/toUtf8.js
var toUtf8;
var init_toUtf8 = __esmMin((() => {
	init_buffer_from();
	toUtf8 = (input) => {
		if (typeof input === "string") return input;
		if (typeof input !== "object" || typeof input.byteOffset !== "number" || typeof input.byteLength !== "number") throw new Error("@smithy/util-utf8: toUtf8 encoder function only accepts string | Uint8Array.");
		return fromArrayBuffer(input.buffer, input.byteOffset, input.byteLength).toString("utf8");
	};
}));
// node_modules/@smithy/core/dist-es/submodules/transport/hasOwn.js
function hasOwn(o, k) {
	return Object.prototype.hasOwnProperty.call(o, k);
}
var init_hasOwn = __esmMin((() => {}));
// node_modules/@smithy/core/dist-es/submodules/transport/index.js
var init_transport = __esmMin((() => {
	init_hasOwn();
}));
// node_modules/@smithy/core/dist-es/submodules/serde/util-hex-encoding/hex-encoding.js
function fromHex(encoded) {
	if (encoded.length % 2 !== 0) throw new Error("Hex encoded strings must have an even number length");
	const out = new Uint8Array(encoded.length / 2);
	for (let i = 0; i < encoded.length; i += 2) {
		const encodedByte = encoded.slice(i, i + 2).toLowerCase();
		if (encodedByte in HEX_TO_SHORT) out[i / 2] = HEX_TO_SHORT[encodedByte];
		else throw new Error(`Cannot decode unrecognized sequence ${encodedByte} as hexadecimal`);
	}
	return out;
}
function toHex(bytes) {
	let out = "";
	for (let i = 0; i < bytes.byteLength; i++) out += SHORT_TO_HEX[bytes[i]];
	return out;
}
var SHORT_TO_HEX, HEX_TO_SHORT;
var init_hex_encoding = __esmMin((() => {
	SHORT_TO_HEX = {};
	HEX_TO_SHORT = {};
	for (let i = 0; i < 256; i++) {
		let encodedByte = i.toString(16).toLowerCase();
		if (encodedByte.length === 1) encodedByte = `0${encodedByte}`;
		SHORT_TO_HEX[i] = encodedByte;
		HEX_TO_SHORT[encodedByte] = i;
	}
}));
// node_modules/@smithy/core/dist-es/submodules/schema/TypeRegistry.js
var TypeRegistry;
var init_TypeRegistry = __esmMin((() => {
	TypeRegistry = class TypeRegistry {
		namespace;
		schemas;
		exceptions;
		static registries = new Map();
		constructor(namespace, schemas = new Map(), exceptions = new Map()) {
			this.namespace = namespace;
			this.schemas = schemas;
			this.exceptions = exceptions;
			if (!TypeRegistry.registries.has(namespace)) TypeRegistry.registries.set(namespace, this);
		}
		static for(namespace) {
			return TypeRegistry.registries.get(namespace) ?? new TypeRegistry(namespace);
		}
		copyFrom(other) {
			const { schemas, exceptions } = this;
			for (const [k, v] of other.schemas) if (!schemas.has(k)) schemas.set(k, v);
			for (const [k, v] of other.exceptions) if (!exceptions.has(k)) exceptions.set(k, v);
		}
		register(shapeId, schema) {
			const qualifiedName = this.normalizeShapeId(shapeId);
			for (const r of [this, TypeRegistry.for(qualifiedName.split("#")[0])]) if (!r.schemas.has(qualifiedName)) r.schemas.set(qualifiedName, schema);
		}
		getSchema(shapeId) {
			const id = this.normalizeShapeId(shapeId);
			if (!this.schemas.has(id)) {
				if (!shapeId.includes("#")) {
					const suffix = "#" + shapeId;
					const candidates = [];
					for (const [shapeId, schema] of this.schemas.entries()) if (shapeId.endsWith(suffix)) candidates.push(schema);
					if (candidates.length === 1) return candidates[0];
				}
				throw new Error(`@smithy/core/schema - schema not found for ${id}`);
			}
			return this.schemas.get(id);
		}
		registerError(es, ctor) {
			const $error = es;
			const ns = $error[1];
			const qualifiedName = ns + "#" + $error[2];
			if (!ctor.hasOwnProperty?.("shapeId")) ctor.shapeId = qualifiedName;
			for (const r of [this, TypeRegistry.for(ns)]) if (!r.schemas.has(qualifiedName) && !r.exceptions.has($error)) {
				r.schemas.set(qualifiedName, $error);
				r.exceptions.set($error, ctor);
			}
		}
		getErrorCtor(es) {
			const $error = es;
			if (this.exceptions.has($error)) return this.exceptions.get($error);
			return TypeRegistry.for($error[1]).exceptions.get($error);
		}
		getBaseException() {
			for (const exceptionKey of this.exceptions.keys()) if (Array.isArray(exceptionKey)) {
				const [, ns, name] = exceptionKey;
				const id = ns + "#" + name;
				if (id.startsWith("smithy.ts.sdk.synthetic.") && id.endsWith("ServiceException")) return exceptionKey;
			}
		}
		find(predicate) {
			for (const schema of this.schemas.values()) if (predicate(schema)) return schema;
		}
		clear() {
			this.schemas.clear();
			this.exceptions.clear();
		}
		normalizeShapeId(shapeId) {
			if (shapeId.includes("#")) return shapeId;
			return this.namespace + "#" + shapeId;
		}
	};
}));
// node_modules/@smithy/core/dist-es/submodules/schema/index.js
var init_schema = __esmMin((() => {
	init_transport();
	init_TypeRegistry();
}));
// node_modules/@smithy/core/dist-es/submodules/serde/index.js
var init_serde = __esmMin((() => {
	init_fromUtf8();
	init_toUtf8();
	init_transport();
	init_hex_encoding();
	init_buffer_from();
	init_is_array_buffer();
	init_schema();
}));
// node_modules/@smithy/core/dist-es/submodules/checksum/crc32/Crc32Js.js
var CRC32_TABLE, ONES, Crc32Js;
var init_Crc32Js = __esmMin((() => {
	CRC32_TABLE = new Uint32Array(256);
	for (let i = 0; i < 256; ++i) {
		let c = i;
		for (let j = 0; j < 8; ++j) c = c & 1 ? 3988292384 ^ c >>> 1 : c >>> 1;
		CRC32_TABLE[i] = c >>> 0;
	}
	ONES = 4294967295;
	Crc32Js = class {
		digestLength = 4;
		checksum = ONES;
		update(data) {
			for (let i = 0; i < data.length; ++i) this.checksum = this.checksum >>> 8 ^ CRC32_TABLE[(this.checksum ^ data[i]) & 255];
		}
		digestSync() {
			return (this.checksum ^ ONES) >>> 0;
		}
		async digest() {
			const value = this.digestSync();
			const out = new Uint8Array(4);
			new DataView(out.buffer).setUint32(0, value, false);
			return out;
		}
		reset() {
			this.checksum = ONES;
		}
	};
}));
// node_modules/@smithy/core/dist-es/submodules/checksum/crc32/Crc32Node.js
function buildNativeClass(nativeCrc32) {
	return class Crc32Node {
		digestLength = 4;
		value = 0;
		update(data) {
			this.value = nativeCrc32(data, this.value);
		}
		digestSync() {
			return this.value >>> 0;
		}
		async digest() {
			const out = new Uint8Array(4);
			new DataView(out.buffer).setUint32(0, this.digestSync(), false);
			return out;
		}
		reset() {
			this.value = 0;
		}
	};
}
var zlibCrc32, Crc32Node;
var init_Crc32Node = __esmMin((() => {
	init_Crc32Js();
	zlibCrc32 = typeof zlib$1.crc32 === "function" ? zlib$1.crc32 : void 0;
	Crc32Node = zlibCrc32 ? buildNativeClass(zlibCrc32) : Crc32Js;
}));
// node_modules/@smithy/core/dist-es/submodules/checksum/index.js
var init_checksum = __esmMin((() => {
	init_serde();
	init_Crc32Js();
	init_Crc32Node();
}));
// node_modules/@smithy/core/dist-es/submodules/event-streams/eventstream-codec/Int64.js
function negate(bytes) {
	for (let i = 0; i < 8; i++) bytes[i] ^= 255;
	for (let i = 7; i > -1; i--) {
		bytes[i]++;
		if (bytes[i] !== 0) break;
	}
}
var Int64;
var init_Int64 = __esmMin((() => {
	init_serde();
	Int64 = class Int64 {
		bytes;
		constructor(bytes) {
			this.bytes = bytes;
			if (bytes.byteLength !== 8) throw new Error("Int64 buffers must be exactly 8 bytes");
		}
		static fromNumber(number) {
			if (number > 0x8000000000000000 || number < -0x8000000000000000) throw new Error(`${number} is too large (or, if negative, too small) to represent as an Int64`);
			const bytes = new Uint8Array(8);
			for (let i = 7, remaining = Math.abs(Math.round(number)); i > -1 && remaining > 0; i--, remaining /= 256) bytes[i] = remaining;
			if (number < 0) negate(bytes);
			return new Int64(bytes);
		}
		valueOf() {
			const bytes = this.bytes.slice(0);
			const negative = bytes[0] & 128;
			if (negative) negate(bytes);
			return parseInt(toHex(bytes), 16) * (negative ? -1 : 1);
		}
		toString() {
			return String(this.valueOf());
		}
	};
}));
// node_modules/@smithy/core/dist-es/submodules/event-streams/eventstream-codec/HeaderMarshaller.js
var HeaderMarshaller, HEADER_VALUE_TYPE, BOOLEAN_TAG, BYTE_TAG, SHORT_TAG, INT_TAG, LONG_TAG, BINARY_TAG, STRING_TAG, TIMESTAMP_TAG, UUID_TAG, UUID_PATTERN, MAX_HEADER_VALUE_BYTES;
var init_HeaderMarshaller = __esmMin((() => {
	init_transport();
	init_serde();
	init_Int64();
	HeaderMarshaller = class {
		toUtf8;
		fromUtf8;
		constructor(toUtf8, fromUtf8) {
			this.toUtf8 = toUtf8;
			this.fromUtf8 = fromUtf8;
		}
		format(headers) {
			const chunks = [];
			for (const headerName in headers) {
				if (!hasOwn(headers, headerName)) continue;
				const bytes = this.fromUtf8(headerName);
				if (bytes.byteLength > 255) throw new Error(`@smithy/core/event-streams - header name exceeds 255 bytes: ${bytes.byteLength}`);
				chunks.push(Uint8Array.from([bytes.byteLength]), bytes, this.formatHeaderValue(headers[headerName]));
			}
			const out = new Uint8Array(chunks.reduce((carry, bytes) => carry + bytes.byteLength, 0));
			let position = 0;
			for (const chunk of chunks) {
				out.set(chunk, position);
				position += chunk.byteLength;
			}
			return out;
		}
		formatHeaderValue(header) {
			switch (header.type) {
				case "boolean": return Uint8Array.from([header.value ? 0 : 1]);
				case "byte": return Uint8Array.from([2, header.value]);
				case "short":
					const shortView = new DataView(new ArrayBuffer(3));
					shortView.setUint8(0, 3);
					shortView.setInt16(1, header.value, false);
					return new Uint8Array(shortView.buffer);
				case "integer":
					const intView = new DataView(new ArrayBuffer(5));
					intView.setUint8(0, 4);
					intView.setInt32(1, header.value, false);
					return new Uint8Array(intView.buffer);
				case "long":
					const longBytes = new Uint8Array(9);
					longBytes[0] = 5;
					longBytes.set(header.value.bytes, 1);
					return longBytes;
				case "binary":
					if (header.value.byteLength > MAX_HEADER_VALUE_BYTES) throw new Error(`@smithy/core/event-streams - header value (binary) exceeds ${MAX_HEADER_VALUE_BYTES} bytes: ${header.value.byteLength}`);
					const binView = new DataView(new ArrayBuffer(3 + header.value.byteLength));
					binView.setUint8(0, 6);
					binView.setUint16(1, header.value.byteLength, false);
					const binBytes = new Uint8Array(binView.buffer);
					binBytes.set(header.value, 3);
					return binBytes;
				case "string":
					const utf8Bytes = this.fromUtf8(header.value);
					if (utf8Bytes.byteLength > MAX_HEADER_VALUE_BYTES) throw new Error(`@smithy/core/event-streams - header value (string) exceeds ${MAX_HEADER_VALUE_BYTES} bytes: ${utf8Bytes.byteLength}`);
					const strView = new DataView(new ArrayBuffer(3 + utf8Bytes.byteLength));
					strView.setUint8(0, 7);
					strView.setUint16(1, utf8Bytes.byteLength, false);
					const strBytes = new Uint8Array(strView.buffer);
					strBytes.set(utf8Bytes, 3);
					return strBytes;
				case "timestamp":
					const tsBytes = new Uint8Array(9);
					tsBytes[0] = 8;
					tsBytes.set(Int64.fromNumber(header.value.valueOf()).bytes, 1);
					return tsBytes;
				case "uuid":
					if (!UUID_PATTERN.test(header.value)) throw new Error(`Invalid UUID received: ${header.value}`);
					const uuidBytes = new Uint8Array(17);
					uuidBytes[0] = 9;
					uuidBytes.set(fromHex(header.value.replace(/-/g, "")), 1);
					return uuidBytes;
			}
		}
		parse(headers) {
			const out = {};
			let position = 0;
			while (position < headers.byteLength) {
				const nameLength = headers.getUint8(position++);
				const name = this.toUtf8(new Uint8Array(headers.buffer, headers.byteOffset + position, nameLength));
				position += nameLength;
				switch (headers.getUint8(position++)) {
					case 0:
						out[name] = {
							type: BOOLEAN_TAG,
							value: true
						};
						break;
					case 1:
						out[name] = {
							type: BOOLEAN_TAG,
							value: false
						};
						break;
					case 2:
						out[name] = {
							type: BYTE_TAG,
							value: headers.getInt8(position++)
						};
						break;
					case 3:
						out[name] = {
							type: SHORT_TAG,
							value: headers.getInt16(position, false)
						};
						position += 2;
						break;
					case 4:
						out[name] = {
							type: INT_TAG,
							value: headers.getInt32(position, false)
						};
						position += 4;
						break;
					case 5:
						out[name] = {
							type: LONG_TAG,
							value: new Int64(new Uint8Array(headers.buffer, headers.byteOffset + position, 8))
						};
						position += 8;
						break;
					case 6:
						const binaryLength = headers.getUint16(position, false);
						position += 2;
						out[name] = {
							type: BINARY_TAG,
							value: new Uint8Array(headers.buffer, headers.byteOffset + position, binaryLength)
						};
						position += binaryLength;
						break;
					case 7:
						const stringLength = headers.getUint16(position, false);
						position += 2;
						out[name] = {
							type: STRING_TAG,
							value: this.toUtf8(new Uint8Array(headers.buffer, headers.byteOffset + position, stringLength))
						};
						position += stringLength;
						break;
					case 8:
						out[name] = {
							type: TIMESTAMP_TAG,
							value: new Date(new Int64(new Uint8Array(headers.buffer, headers.byteOffset + position, 8)).valueOf())
						};
						position += 8;
						break;
					case 9:
						const uuidBytes = new Uint8Array(headers.buffer, headers.byteOffset + position, 16);
						position += 16;
						out[name] = {
							type: UUID_TAG,
							value: `${toHex(uuidBytes.subarray(0, 4))}-${toHex(uuidBytes.subarray(4, 6))}-${toHex(uuidBytes.subarray(6, 8))}-${toHex(uuidBytes.subarray(8, 10))}-${toHex(uuidBytes.subarray(10))}`
						};
						break;
					default: throw new Error(`Unrecognized header type tag`);
				}
			}
			return out;
		}
	};
	(function(HEADER_VALUE_TYPE) {
		HEADER_VALUE_TYPE[HEADER_VALUE_TYPE["boolTrue"] = 0] = "boolTrue";
		HEADER_VALUE_TYPE[HEADER_VALUE_TYPE["boolFalse"] = 1] = "boolFalse";
		HEADER_VALUE_TYPE[HEADER_VALUE_TYPE["byte"] = 2] = "byte";
		HEADER_VALUE_TYPE[HEADER_VALUE_TYPE["short"] = 3] = "short";
		HEADER_VALUE_TYPE[HEADER_VALUE_TYPE["integer"] = 4] = "integer";
		HEADER_VALUE_TYPE[HEADER_VALUE_TYPE["long"] = 5] = "long";
		HEADER_VALUE_TYPE[HEADER_VALUE_TYPE["byteArray"] = 6] = "byteArray";
		HEADER_VALUE_TYPE[HEADER_VALUE_TYPE["string"] = 7] = "string";
		HEADER_VALUE_TYPE[HEADER_VALUE_TYPE["timestamp"] = 8] = "timestamp";
		HEADER_VALUE_TYPE[HEADER_VALUE_TYPE["uuid"] = 9] = "uuid";
	})(HEADER_VALUE_TYPE || (HEADER_VALUE_TYPE = {}));
	BOOLEAN_TAG = "boolean";
	BYTE_TAG = "byte";
	SHORT_TAG = "short";
	INT_TAG = "integer";
	LONG_TAG = "long";
	BINARY_TAG = "binary";
	STRING_TAG = "string";
	TIMESTAMP_TAG = "timestamp";
	UUID_TAG = "uuid";
	UUID_PATTERN = /^[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$/;
	MAX_HEADER_VALUE_BYTES = 32767;
}));
// node_modules/@smithy/core/dist-es/submodules/event-streams/eventstream-codec/splitMessage.js
function splitMessage({ byteLength, byteOffset, buffer }) {
	if (byteLength < MINIMUM_MESSAGE_LENGTH) throw new Error("Provided message too short to accommodate event stream message overhead");
	const view = new DataView(buffer, byteOffset, byteLength);
	const messageLength = view.getUint32(0, false);
	if (byteLength !== messageLength) throw new Error("Reported message length does not match received message length");
	const headerLength = view.getUint32(PRELUDE_MEMBER_LENGTH, false);
	const expectedPreludeChecksum = view.getUint32(PRELUDE_LENGTH, false);
	const expectedMessageChecksum = view.getUint32(byteLength - CHECKSUM_LENGTH, false);
	const checksummer = new Crc32Node();
	checksummer.update(new Uint8Array(buffer, byteOffset, PRELUDE_LENGTH));
	if (expectedPreludeChecksum !== checksummer.digestSync()) throw new Error(`The prelude checksum specified in the message (${expectedPreludeChecksum}) does not match the calculated CRC32 checksum (${checksummer.digestSync()})`);
	checksummer.update(new Uint8Array(buffer, byteOffset + PRELUDE_LENGTH, byteLength - 12));
	if (expectedMessageChecksum !== checksummer.digestSync()) throw new Error(`The message checksum (${checksummer.digestSync()}) did not match the expected value of ${expectedMessageChecksum}`);
	return {
		headers: new DataView(buffer, byteOffset + PRELUDE_LENGTH + CHECKSUM_LENGTH, headerLength),
		body: new Uint8Array(buffer, byteOffset + PRELUDE_LENGTH + CHECKSUM_LENGTH + headerLength, messageLength - headerLength - 16)
	};
}
var PRELUDE_MEMBER_LENGTH, PRELUDE_LENGTH, CHECKSUM_LENGTH, MINIMUM_MESSAGE_LENGTH;
var init_splitMessage = __esmMin((() => {
	init_checksum();
	PRELUDE_MEMBER_LENGTH = 4;
	PRELUDE_LENGTH = 8;
	CHECKSUM_LENGTH = 4;
	MINIMUM_MESSAGE_LENGTH = 16;
}));
// node_modules/@smithy/core/dist-es/submodules/event-streams/eventstream-codec/EventStreamCodec.js
var EventStreamCodec$1;
var init_EventStreamCodec = __esmMin((() => {
	init_checksum();
	init_HeaderMarshaller();
	init_splitMessage();
	EventStreamCodec$1 = class {
		headerMarshaller;
		messageBuffer;
		isEndOfStream;
		constructor(toUtf8, fromUtf8) {
			this.headerMarshaller = new HeaderMarshaller(toUtf8, fromUtf8);
			this.messageBuffer = [];
			this.isEndOfStream = false;
		}
		feed(message) {
			this.messageBuffer.push(this.decode(message));
		}
		endOfStream() {
			this.isEndOfStream = true;
		}
		getMessage() {
			const message = this.messageBuffer.pop();
			const isEndOfStream = this.isEndOfStream;
			return {
				getMessage() {
					return message;
				},
				isEndOfStream() {
					return isEndOfStream;
				}
			};
		}
		getAvailableMessages() {
			const messages = this.messageBuffer;
			this.messageBuffer = [];
			const isEndOfStream = this.isEndOfStream;
			return {
				getMessages() {
					return messages;
				},
				isEndOfStream() {
					return isEndOfStream;
				}
			};
		}
		encode({ headers: rawHeaders, body }) {
			const headers = this.headerMarshaller.format(rawHeaders);
			const length = headers.byteLength + body.byteLength + 16;
			const out = new Uint8Array(length);
			const view = new DataView(out.buffer, out.byteOffset, out.byteLength);
			const checksum = new Crc32Node();
			view.setUint32(0, length, false);
			view.setUint32(4, headers.byteLength, false);
			checksum.update(out.subarray(0, 8));
			view.setUint32(8, checksum.digestSync(), false);
			out.set(headers, 12);
			out.set(body, headers.byteLength + 12);
			checksum.update(out.subarray(8, length - 4));
			view.setUint32(length - 4, checksum.digestSync(), false);
			return out;
		}
		decode(message) {
			const { headers, body } = splitMessage(message);
			return {
				headers: this.headerMarshaller.parse(headers),
				body
			};
		}
		formatHeaders(rawHeaders) {
			return this.headerMarshaller.format(rawHeaders);
		}
	};
}));
// node_modules/@smithy/core/dist-es/submodules/event-streams/eventstream-codec/MessageDecoderStream.js
var MessageDecoderStream;
var init_MessageDecoderStream = __esmMin((() => {
	MessageDecoderStream = class {
		options;
		constructor(options) {
			this.options = options;
		}
		[Symbol.asyncIterator]() {
			return this.asyncIterator();
		}
		async *asyncIterator() {
			for await (const bytes of this.options.inputStream) yield this.options.decoder.decode(bytes);
		}
	};
}));
// node_modules/@smithy/core/dist-es/submodules/event-streams/eventstream-codec/MessageEncoderStream.js
var MessageEncoderStream;
var init_MessageEncoderStream = __esmMin((() => {
	MessageEncoderStream = class {
		options;
		constructor(options) {
			this.options = options;
		}
		[Symbol.asyncIterator]() {
			return this.asyncIterator();
		}
		async *asyncIterator() {
			for await (const msg of this.options.messageStream) yield this.options.encoder.encode(msg);
			if (this.options.includeEndFrame) yield new Uint8Array(0);
		}
	};
}));
// node_modules/@smithy/core/dist-es/submodules/event-streams/eventstream-codec/SmithyMessageDecoderStream.js
var SmithyMessageDecoderStream;
var init_SmithyMessageDecoderStream = __esmMin((() => {
	SmithyMessageDecoderStream = class {
		options;
		constructor(options) {
			this.options = options;
		}
		[Symbol.asyncIterator]() {
			return this.asyncIterator();
		}
		async *asyncIterator() {
			for await (const message of this.options.messageStream) {
				const deserialized = await this.options.deserializer(message);
				if (deserialized === void 0) continue;
				yield deserialized;
			}
		}
	};
}));
// node_modules/@smithy/core/dist-es/submodules/event-streams/eventstream-codec/SmithyMessageEncoderStream.js
var SmithyMessageEncoderStream;
var init_SmithyMessageEncoderStream = __esmMin((() => {
	SmithyMessageEncoderStream = class {
		options;
		constructor(options) {
			this.options = options;
		}
		[Symbol.asyncIterator]() {
			return this.asyncIterator();
		}
		async *asyncIterator() {
			for await (const chunk of this.options.inputStream) yield this.options.serializer(chunk);
		}
	};
}));
// node_modules/@smithy/core/dist-es/submodules/event-streams/eventstream-serde-universal/getChunkedStream.js
function getChunkedStream(source) {
	let currentMessageTotalLength = 0;
	let currentMessagePendingLength = 0;
	let currentMessage = null;
	let messageLengthBuffer = null;
	const allocateMessage = (size) => {
		if (typeof size !== "number") throw new Error("Attempted to allocate an event message where size was not a number: " + size);
		currentMessageTotalLength = size;
		currentMessagePendingLength = 4;
		currentMessage = new Uint8Array(size);
		new DataView(currentMessage.buffer).setUint32(0, size, false);
	};
	const iterator = async function* () {
		const sourceIterator = source[Symbol.asyncIterator]();
		while (true) {
			const { value, done } = await sourceIterator.next();
			if (done) {
				if (!currentMessageTotalLength) return;
				else if (currentMessageTotalLength === currentMessagePendingLength) yield currentMessage;
				else throw new Error("Truncated event message received.");
				return;
			}
			const chunkLength = value.length;
			let currentOffset = 0;
			while (currentOffset < chunkLength) {
				if (!currentMessage) {
					const bytesRemaining = chunkLength - currentOffset;
					if (!messageLengthBuffer) messageLengthBuffer = new Uint8Array(4);
					const numBytesForTotal = Math.min(4 - currentMessagePendingLength, bytesRemaining);
					messageLengthBuffer.set(value.slice(currentOffset, currentOffset + numBytesForTotal), currentMessagePendingLength);
					currentMessagePendingLength += numBytesForTotal;
					currentOffset += numBytesForTotal;
					if (currentMessagePendingLength < 4) break;
					allocateMessage(new DataView(messageLengthBuffer.buffer).getUint32(0, false));
					messageLengthBuffer = null;
				}
				const numBytesToWrite = Math.min(currentMessageTotalLength - currentMessagePendingLength, chunkLength - currentOffset);
				currentMessage.set(value.slice(currentOffset, currentOffset + numBytesToWrite), currentMessagePendingLength);
				currentMessagePendingLength += numBytesToWrite;
				currentOffset += numBytesToWrite;
				if (currentMessageTotalLength && currentMessageTotalLength === currentMessagePendingLength) {
					yield currentMessage;
					currentMessage = null;
					currentMessageTotalLength = 0;
					currentMessagePendingLength = 0;
				}
			}
		}
	};
	return { [Symbol.asyncIterator]: iterator };
}
var init_getChunkedStream = __esmMin((() => {}));
// node_modules/@smithy/core/dist-es/submodules/event-streams/eventstream-serde-universal/getUnmarshalledStream.js
function getUnmarshalledStream(source, options) {
	const messageUnmarshaller = getMessageUnmarshaller(options.deserializer, options.toUtf8);
	return { [Symbol.asyncIterator]: async function* () {
		for await (const chunk of source) {
			const message = options.eventStreamCodec.decode(chunk);
			const type = await messageUnmarshaller(message);
			if (type === void 0) continue;
			yield type;
		}
	} };
}
function getMessageUnmarshaller(deserializer, toUtf8) {
	return async function(message) {
		const { value: messageType } = message.headers[":message-type"];
		if (messageType === "error") {
			const unmodeledError = new Error(message.headers[":error-message"].value || "UnknownError");
			unmodeledError.name = message.headers[":error-code"].value;
			throw unmodeledError;
		} else if (messageType === "exception") {
			const code = message.headers[":exception-type"].value;
			const deserializedException = await deserializer({ [code]: message });
			if (deserializedException.$unknown) {
				const error = new Error(toUtf8(message.body));
				error.name = code;
				throw error;
			}
			throw deserializedException[code];
		} else if (messageType === "event") {
			const deserialized = await deserializer({ [message.headers[":event-type"].value]: message });
			if (deserialized.$unknown) return;
			return deserialized;
		} else throw Error(`Unrecognizable event type: ${message.headers[":event-type"].value}`);
	};
}
var init_getUnmarshalledStream = __esmMin((() => {}));
// node_modules/@smithy/core/dist-es/submodules/event-streams/eventstream-serde-universal/EventStreamMarshaller.js
var EventStreamMarshaller$1, eventStreamSerdeProvider$1;
var init_EventStreamMarshaller$1 = __esmMin((() => {
	init_EventStreamCodec();
	init_MessageDecoderStream();
	init_MessageEncoderStream();
	init_SmithyMessageDecoderStream();
	init_SmithyMessageEncoderStream();
	init_getChunkedStream();
	init_getUnmarshalledStream();
	EventStreamMarshaller$1 = class {
		eventStreamCodec;
		utfEncoder;
		constructor({ utf8Encoder, utf8Decoder }) {
			this.eventStreamCodec = new EventStreamCodec$1(utf8Encoder, utf8Decoder);
			this.utfEncoder = utf8Encoder;
		}
		deserialize(body, deserializer) {
			const inputStream = getChunkedStream(body);
			return new SmithyMessageDecoderStream({
				messageStream: new MessageDecoderStream({
					inputStream,
					decoder: this.eventStreamCodec
				}),
				deserializer: getMessageUnmarshaller(deserializer, this.utfEncoder)
			});
		}
		serialize(inputStream, serializer) {
			return new MessageEncoderStream({
				messageStream: new SmithyMessageEncoderStream({
					inputStream,
					serializer
				}),
				encoder: this.eventStreamCodec,
				includeEndFrame: true
			});
		}
	};
	eventStreamSerdeProvider$1 = (options) => new EventStreamMarshaller$1(options);
}));
// node_modules/@smithy/core/dist-es/submodules/event-streams/eventstream-serde/EventStreamMarshaller.js
async function* readableToIterable(readStream) {
	let streamEnded = false;
	let generationEnded = false;
	const records = new Array();
	readStream.on("error", (err) => {
		if (!streamEnded) streamEnded = true;
		if (err) throw err;
	});
	readStream.on("data", (data) => {
		records.push(data);
	});
	readStream.on("end", () => {
		streamEnded = true;
	});
	while (!generationEnded) {
		const value = await new Promise((resolve) => setTimeout(() => resolve(records.shift()), 0));
		if (value) yield value;
		generationEnded = streamEnded && records.length === 0;
	}
}
var EventStreamMarshaller, eventStreamSerdeProvider;
var init_EventStreamMarshaller = __esmMin((() => {
	init_EventStreamMarshaller$1();
	EventStreamMarshaller = class {
		universalMarshaller;
		constructor({ utf8Encoder, utf8Decoder }) {
			this.universalMarshaller = new EventStreamMarshaller$1({
				utf8Decoder,
				utf8Encoder
			});
		}
		deserialize(body, deserializer) {
			const bodyIterable = typeof body[Symbol.asyncIterator] === "function" ? body : readableToIterable(body);
			return this.universalMarshaller.deserialize(bodyIterable, deserializer);
		}
		serialize(input, serializer) {
			return Readable.from(this.universalMarshaller.serialize(input, serializer));
		}
	};
	eventStreamSerdeProvider = (options) => new EventStreamMarshaller(options);
}));
// node_modules/@smithy/core/dist-es/submodules/event-streams/eventstream-serde/utils.js
var readableStreamToIterable, iterableToReadableStream;
var init_utils = __esmMin((() => {
	readableStreamToIterable = (readableStream) => ({ [Symbol.asyncIterator]: async function* () {
		const reader = readableStream.getReader();
		try {
			while (true) {
				const { done, value } = await reader.read();
				if (done) return;
				yield value;
			}
		} finally {
			reader.releaseLock();
		}
	} });
	iterableToReadableStream = (asyncIterable) => {
		const iterator = asyncIterable[Symbol.asyncIterator]();
		return new ReadableStream({ async pull(controller) {
			const { done, value } = await iterator.next();
			if (done) return controller.close();
			controller.enqueue(value);
		} });
	};
}));
// node_modules/@smithy/core/dist-es/submodules/event-streams/eventstream-serde-config-resolver/EventStreamSerdeConfig.js
var resolveEventStreamSerdeConfig;
var init_EventStreamSerdeConfig = __esmMin((() => {
	resolveEventStreamSerdeConfig = (input) => Object.assign(input, { eventStreamMarshaller: input.eventStreamSerdeProvider(input) });
}));
// node_modules/@smithy/core/dist-es/submodules/event-streams/EventStreamSerde.js
var EventStreamSerde;
var init_EventStreamSerde = __esmMin((() => {
	init_transport();
	init_schema();
	init_serde();
	EventStreamSerde = class {
		marshaller;
		serializer;
		deserializer;
		serdeContext;
		defaultContentType;
		compositeErrorRegistry;
		constructor({ marshaller, serializer, deserializer, serdeContext, defaultContentType, compositeErrorRegistry }) {
			this.marshaller = marshaller;
			this.serializer = serializer;
			this.deserializer = deserializer;
			this.serdeContext = serdeContext;
			this.defaultContentType = defaultContentType;
			this.compositeErrorRegistry = compositeErrorRegistry;
		}
		async serializeEventStream({ eventStream, requestSchema, initialRequest, initialMessageType }) {
			const marshaller = this.marshaller;
			const eventStreamMember = requestSchema.getEventStreamMember();
			const unionSchema = requestSchema.getMemberSchema(eventStreamMember);
			const serializer = this.serializer;
			const defaultContentType = this.defaultContentType;
			const initialRequestMarker = Symbol("initialRequestMarker");
			const eventStreamIterable = { async *[Symbol.asyncIterator]() {
				if (initialRequest) {
					const headers = {
						":event-type": {
							type: "string",
							value: initialMessageType ?? "initial-request"
						},
						":message-type": {
							type: "string",
							value: "event"
						},
						":content-type": {
							type: "string",
							value: defaultContentType
						}
					};
					serializer.write(requestSchema, initialRequest);
					const body = serializer.flush();
					yield {
						[initialRequestMarker]: true,
						headers,
						body
					};
				}
				for await (const page of eventStream) yield page;
			} };
			return marshaller.serialize(eventStreamIterable, (event) => {
				if (event[initialRequestMarker]) return {
					headers: event.headers,
					body: event.body
				};
				let unionMember = "";
				for (const key in event) {
					if (!hasOwn(event, key)) continue;
					if (key !== "__type") {
						unionMember = key;
						break;
					}
				}
				const { additionalHeaders, body, eventType, explicitPayloadContentType } = this.writeEventBody(unionMember, unionSchema, event);
				return {
					headers: {
						":event-type": {
							type: "string",
							value: eventType
						},
						":message-type": {
							type: "string",
							value: "event"
						},
						":content-type": {
							type: "string",
							value: explicitPayloadContentType ?? defaultContentType
						},
						...additionalHeaders
					},
					body
				};
			});
		}
		async deserializeEventStream({ response, responseSchema, initialResponseContainer, initialMessageType }) {
			const marshaller = this.marshaller;
			const eventStreamMember = responseSchema.getEventStreamMember();
			const memberSchemas = responseSchema.getMemberSchema(eventStreamMember).getMemberSchemas();
			const initialResponseMarker = Symbol("initialResponseMarker");
			const asyncIterable = marshaller.deserialize(response.body, async (event) => {
				let unionMember = "";
				for (const key in event) {
					if (!hasOwn(event, key)) continue;
					if (key !== "__type") {
						unionMember = key;
						break;
					}
				}
				const body = event[unionMember].body;
				if (unionMember === (initialMessageType ?? "initial-response")) {
					const dataObject = await this.deserializer.read(responseSchema, body);
					delete dataObject[eventStreamMember];
					return {
						[initialResponseMarker]: true,
						...dataObject
					};
				} else if (unionMember in memberSchemas) {
					const eventStreamSchema = memberSchemas[unionMember];
					if (eventStreamSchema.isStructSchema()) {
						const out = {};
						let hasBindings = false;
						for (const [name, member] of eventStreamSchema.structIterator()) {
							const { eventHeader, eventPayload } = member.getMergedTraits();
							hasBindings = hasBindings || Boolean(eventHeader || eventPayload);
							if (eventPayload) {
								if (member.isBlobSchema()) out[name] = body;
								else if (member.isStringSchema()) out[name] = (this.serdeContext?.utf8Encoder ?? toUtf8)(body);
								else if (member.isStructSchema()) out[name] = await this.deserializer.read(member, body);
							} else if (eventHeader) {
								const value = event[unionMember].headers[name]?.value;
								if (value != null) {
									if (member.isNumericSchema()) {
										if (value && typeof value === "object" && "bytes" in value) out[name] = BigInt(value.toString());
										else out[name] = Number(value);
									} else out[name] = value;
								}
							}
						}
						return { [unionMember]: await this.readEventMember(eventStreamSchema, body, hasBindings, out) };
					}
					return { [unionMember]: await this.deserializer.read(eventStreamSchema, body) };
				} else return { $unknown: event };
			});
			const asyncIterator = asyncIterable[Symbol.asyncIterator]();
			const firstEvent = await asyncIterator.next();
			if (firstEvent.done) return asyncIterable;
			if (firstEvent.value?.[initialResponseMarker]) {
				if (!responseSchema) throw new Error("@smithy::core/protocols - initial-response event encountered in event stream but no response schema given.");
				for (const key in firstEvent.value) {
					if (!hasOwn(firstEvent.value, key)) continue;
					initialResponseContainer[key] = firstEvent.value[key];
				}
			}
			return { async *[Symbol.asyncIterator]() {
				if (!firstEvent?.value?.[initialResponseMarker]) yield firstEvent.value;
				while (true) {
					const { done, value } = await asyncIterator.next();
					if (done) break;
					yield value;
				}
			} };
		}
		async readEventMember(eventStreamSchema, body, hasBindings, out) {
			let ErrCtor;
			const staticStructuralSchema = eventStreamSchema.getSchema();
			if (Array.isArray(staticStructuralSchema) && staticStructuralSchema[0] === -3) {
				const namespace = staticStructuralSchema[1];
				const nsRegistry = TypeRegistry.for(namespace);
				this.compositeErrorRegistry?.copyFrom(nsRegistry);
				ErrCtor = (this.compositeErrorRegistry ?? nsRegistry)?.getErrorCtor(staticStructuralSchema);
			}
			const dataObject = hasBindings ? out : body.byteLength === 0 ? {} : await this.deserializer.read(eventStreamSchema, body);
			if (ErrCtor) {
				const message = dataObject.message ?? dataObject.Message ?? "Unknown";
				const metadata = {};
				const $fault = eventStreamSchema.getMergedTraits().error;
				if ($fault) metadata.$fault = $fault;
				return Object.assign(new ErrCtor({}), metadata, { message }, dataObject);
			}
			return dataObject;
		}
		writeEventBody(unionMember, unionSchema, event) {
			const serializer = this.serializer;
			let eventType = unionMember;
			let explicitPayloadMember = null;
			let explicitPayloadContentType;
			const isKnownSchema = (() => {
				return unionSchema.getSchema()[4].includes(unionMember);
			})();
			const additionalHeaders = {};
			if (!isKnownSchema) {
				const [type, value] = event[unionMember];
				eventType = type;
				serializer.write(15, value);
			} else {
				const eventSchema = unionSchema.getMemberSchema(unionMember);
				if (eventSchema.isStructSchema()) {
					for (const [memberName, memberSchema] of eventSchema.structIterator()) {
						const { eventHeader, eventPayload } = memberSchema.getMergedTraits();
						if (eventPayload) explicitPayloadMember = memberName;
						else if (eventHeader) {
							const value = event[unionMember][memberName];
							let type = "binary";
							if (memberSchema.isNumericSchema()) {
								if ((-2) ** 31 <= value && value <= 2 ** 31 - 1) type = "integer";
								else type = "long";
							} else if (memberSchema.isTimestampSchema()) type = "timestamp";
							else if (memberSchema.isStringSchema()) type = "string";
							else if (memberSchema.isBooleanSchema()) type = "boolean";
							if (value != null) {
								additionalHeaders[memberName] = {
									type,
									value
								};
								delete event[unionMember][memberName];
							}
						}
					}
					if (explicitPayloadMember !== null) {
						const payloadSchema = eventSchema.getMemberSchema(explicitPayloadMember);
						if (payloadSchema.isBlobSchema()) explicitPayloadContentType = "application/octet-stream";
						else if (payloadSchema.isStringSchema()) explicitPayloadContentType = "text/plain";
						serializer.write(payloadSchema, event[unionMember][explicitPayloadMember]);
					} else serializer.write(eventSchema, event[unionMember]);
				} else if (eventSchema.isUnitSchema()) serializer.write(eventSchema, {});
				else throw new Error("@smithy/core/event-streams - non-struct member not supported in event stream union.");
			}
			const messageSerialization = serializer.flush() ?? new Uint8Array();
			return {
				body: typeof messageSerialization === "string" ? (this.serdeContext?.utf8Decoder ?? fromUtf8)(messageSerialization) : messageSerialization,
				eventType,
				explicitPayloadContentType,
				additionalHeaders
			};
		}
	};
}));
// node_modules/@smithy/core/dist-es/submodules/event-streams/index.js
var event_streams_exports = __exportAll({
	EventStreamCodec: () => EventStreamCodec$1,
	EventStreamMarshaller: () => EventStreamMarshaller,
	EventStreamSerde: () => EventStreamSerde,
	HeaderMarshaller: () => HeaderMarshaller,
	Int64: () => Int64,
	MessageDecoderStream: () => MessageDecoderStream,
	MessageEncoderStream: () => MessageEncoderStream,
	SmithyMessageDecoderStream: () => SmithyMessageDecoderStream,
	SmithyMessageEncoderStream: () => SmithyMessageEncoderStream,
	UniversalEventStreamMarshaller: () => EventStreamMarshaller$1,
	eventStreamSerdeProvider: () => eventStreamSerdeProvider,
	getChunkedStream: () => getChunkedStream,
	getMessageUnmarshaller: () => getMessageUnmarshaller,
	getUnmarshalledStream: () => getUnmarshalledStream,
	iterableToReadableStream: () => iterableToReadableStream,
	readableStreamToIterable: () => readableStreamToIterable,
	resolveEventStreamSerdeConfig: () => resolveEventStreamSerdeConfig,
	universalEventStreamSerdeProvider: () => eventStreamSerdeProvider$1
});
var init_event_streams = __esmMin((() => {
	init_EventStreamCodec();
	init_HeaderMarshaller();
	init_Int64();
	init_MessageDecoderStream();
	init_MessageEncoderStream();
	init_SmithyMessageDecoderStream();
	init_SmithyMessageEncoderStream();
	init_EventStreamMarshaller();
	init_utils();
	init_EventStreamMarshaller$1();
	init_getChunkedStream();
	init_getUnmarshalledStream();
	init_EventStreamSerdeConfig();
	init_EventStreamSerde();
}));
// node_modules/fzstd/esm/index.mjs
var import_dist_cjs = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.SmithyMessageEncoderStream = exports.SmithyMessageDecoderStream = exports.MessageEncoderStream = exports.MessageDecoderStream = exports.Int64 = exports.HeaderMarshaller = exports.EventStreamCodec = void 0;
	var event_streams_1 = (init_event_streams(), __toCommonJS(event_streams_exports));
	Object.defineProperty(exports, "EventStreamCodec", {
		enumerable: true,
		get: function() {
			return event_streams_1.EventStreamCodec;
		}
	});
	Object.defineProperty(exports, "HeaderMarshaller", {
		enumerable: true,
		get: function() {
			return event_streams_1.HeaderMarshaller;
		}
	});
	Object.defineProperty(exports, "Int64", {
		enumerable: true,
		get: function() {
			return event_streams_1.Int64;
		}
	});
	Object.defineProperty(exports, "MessageDecoderStream", {
		enumerable: true,
		get: function() {
			return event_streams_1.MessageDecoderStream;
		}
	});
	Object.defineProperty(exports, "MessageEncoderStream", {
		enumerable: true,
		get: function() {
			return event_streams_1.MessageEncoderStream;
		}
	});
	Object.defineProperty(exports, "SmithyMessageDecoderStream", {
		enumerable: true,
		get: function() {
			return event_streams_1.SmithyMessageDecoderStream;
		}
	});
	Object.defineProperty(exports, "SmithyMessageEncoderStream", {
		enumerable: true,
		get: function() {
			return event_streams_1.SmithyMessageEncoderStream;
		}
	});
}))();
var ab = ArrayBuffer;
var u8 = Uint8Array;
var u16 = Uint16Array;
var i16 = Int16Array;
var i32 = Int32Array;
var slc = function(v, s, e) {
	if (u8.prototype.slice) return u8.prototype.slice.call(v, s, e);
	if (s == null || s < 0) s = 0;
	if (e == null || e > v.length) e = v.length;
	var n = new u8(e - s);
	n.set(v.subarray(s, e));
	return n;
};
var fill = function(v, n, s, e) {
	if (u8.prototype.fill) return u8.prototype.fill.call(v, n, s, e);
	if (s == null || s < 0) s = 0;
	if (e == null || e > v.length) e = v.length;
	for (; s < e; ++s) v[s] = n;
	return v;
};
var cpw = function(v, t, s, e) {
	if (u8.prototype.copyWithin) return u8.prototype.copyWithin.call(v, t, s, e);
	if (s == null || s < 0) s = 0;
	if (e == null || e > v.length) e = v.length;
	while (s < e) v[t++] = v[s++];
};
var ec = [
	"invalid zstd data",
	"window size too large (>2046MB)",
	"invalid block type",
	"FSE accuracy too high",
	"match distance too far back",
	"unexpected EOF"
];
var err = function(ind, msg, nt) {
	var e = new Error(msg || ec[ind]);
	e.code = ind;
	if (Error.captureStackTrace) Error.captureStackTrace(e, err);
	if (!nt) throw e;
	return e;
};
var rb = function(d, b, n) {
	var i = 0, o = 0;
	for (; i < n; ++i) o |= d[b++] << (i << 3);
	return o;
};
var b4 = function(d, b) {
	return (d[b] | d[b + 1] << 8 | d[b + 2] << 16 | d[b + 3] << 24) >>> 0;
};
var rzfh = function(dat, w) {
	var n3 = dat[0] | dat[1] << 8 | dat[2] << 16;
	if (n3 == 3126568 && dat[3] == 253) {
		var flg = dat[4];
		var ss = flg >> 5 & 1, cc = flg >> 2 & 1, df = flg & 3, fcf = flg >> 6;
		if (flg & 8) err(0);
		var bt = 6 - ss;
		var db = df == 3 ? 4 : df;
		var di = rb(dat, bt, db);
		bt += db;
		var fsb = fcf ? 1 << fcf : ss;
		var fss = rb(dat, bt, fsb) + (fcf == 1 && 256);
		var ws = fss;
		if (!ss) {
			var wb = 1 << 10 + (dat[5] >> 3);
			ws = wb + (wb >> 3) * (dat[5] & 7);
		}
		if (ws > 2145386496) err(1);
		var buf = new u8((w == 1 ? fss || ws : w ? 0 : ws) + 12);
		buf[0] = 1, buf[4] = 4, buf[8] = 8;
		return {
			b: bt + fsb,
			y: 0,
			l: 0,
			d: di,
			w: w && w != 1 ? w : buf.subarray(12),
			e: ws,
			o: new i32(buf.buffer, 0, 3),
			u: fss,
			c: cc,
			m: Math.min(131072, ws)
		};
	} else if ((n3 >> 4 | dat[3] << 20) == 25481893) return b4(dat, 4) + 8;
	err(0);
};
var msb = function(val) {
	var bits = 0;
	for (; 1 << bits <= val; ++bits);
	return bits - 1;
};
var rfse = function(dat, bt, mal) {
	var tpos = (bt << 3) + 4;
	var al = (dat[bt] & 15) + 5;
	if (al > mal) err(3);
	var sz = 1 << al;
	var probs = sz, sym = -1, re = -1, i = -1, ht = sz;
	var buf = new ab(512 + (sz << 2));
	var freq = new i16(buf, 0, 256);
	var dstate = new u16(buf, 0, 256);
	var nstate = new u16(buf, 512, sz);
	var bb1 = 512 + (sz << 1);
	var syms = new u8(buf, bb1, sz);
	var nbits = new u8(buf, bb1 + sz);
	while (sym < 255 && probs > 0) {
		var bits = msb(probs + 1);
		var cbt = tpos >> 3;
		var msk = (1 << bits + 1) - 1;
		var val = (dat[cbt] | dat[cbt + 1] << 8 | dat[cbt + 2] << 16) >> (tpos & 7) & msk;
		var msk1fb = (1 << bits) - 1;
		var msv = msk - probs - 1;
		var sval = val & msk1fb;
		if (sval < msv) tpos += bits, val = sval;
		else {
			tpos += bits + 1;
			if (val > msk1fb) val -= msv;
		}
		freq[++sym] = --val;
		if (val == -1) {
			probs += val;
			syms[--ht] = sym;
		} else probs -= val;
		if (!val) do {
			var rbt = tpos >> 3;
			re = (dat[rbt] | dat[rbt + 1] << 8) >> (tpos & 7) & 3;
			tpos += 2;
			sym += re;
		} while (re == 3);
	}
	if (sym > 255 || probs) err(0);
	var sympos = 0;
	var sstep = (sz >> 1) + (sz >> 3) + 3;
	var smask = sz - 1;
	for (var s = 0; s <= sym; ++s) {
		var sf = freq[s];
		if (sf < 1) {
			dstate[s] = -sf;
			continue;
		}
		for (i = 0; i < sf; ++i) {
			syms[sympos] = s;
			do
				sympos = sympos + sstep & smask;
			while (sympos >= ht);
		}
	}
	if (sympos) err(0);
	for (i = 0; i < sz; ++i) {
		var ns = dstate[syms[i]]++;
		var nb = nbits[i] = al - msb(ns);
		nstate[i] = (ns << nb) - sz;
	}
	return [tpos + 7 >> 3, {
		b: al,
		s: syms,
		n: nbits,
		t: nstate
	}];
};
var rhu = function(dat, bt) {
	var i = 0, wc = -1;
	var buf = new u8(292), hb = dat[bt];
	var hw = buf.subarray(0, 256);
	var rc = buf.subarray(256, 268);
	var ri = new u16(buf.buffer, 268);
	if (hb < 128) {
		var _a = rfse(dat, bt + 1, 6), ebt = _a[0], fdt = _a[1];
		bt += hb;
		var epos = ebt << 3;
		var lb = dat[bt];
		if (!lb) err(0);
		var st1 = 0, st2 = 0, btr1 = fdt.b, btr2 = btr1;
		var fpos = (++bt << 3) - 8 + msb(lb);
		for (;;) {
			fpos -= btr1;
			if (fpos < epos) break;
			var cbt = fpos >> 3;
			st1 += (dat[cbt] | dat[cbt + 1] << 8) >> (fpos & 7) & (1 << btr1) - 1;
			hw[++wc] = fdt.s[st1];
			fpos -= btr2;
			if (fpos < epos) break;
			cbt = fpos >> 3;
			st2 += (dat[cbt] | dat[cbt + 1] << 8) >> (fpos & 7) & (1 << btr2) - 1;
			hw[++wc] = fdt.s[st2];
			btr1 = fdt.n[st1];
			st1 = fdt.t[st1];
			btr2 = fdt.n[st2];
			st2 = fdt.t[st2];
		}
		if (++wc > 255) err(0);
	} else {
		wc = hb - 127;
		for (; i < wc; i += 2) {
			var byte = dat[++bt];
			hw[i] = byte >> 4;
			hw[i + 1] = byte & 15;
		}
		++bt;
	}
	var wes = 0;
	for (i = 0; i < wc; ++i) {
		var wt = hw[i];
		if (wt > 11) err(0);
		wes += wt && 1 << wt - 1;
	}
	var mb = msb(wes) + 1;
	var ts = 1 << mb;
	var rem = ts - wes;
	if (rem & rem - 1) err(0);
	hw[wc++] = msb(rem) + 1;
	for (i = 0; i < wc; ++i) {
		var wt = hw[i];
		++rc[hw[i] = wt && mb + 1 - wt];
	}
	var hbuf = new u8(ts << 1);
	var syms = hbuf.subarray(0, ts), nb = hbuf.subarray(ts);
	ri[mb] = 0;
	for (i = mb; i > 0; --i) {
		var pv = ri[i];
		fill(nb, i, pv, ri[i - 1] = pv + rc[i] * (1 << mb - i));
	}
	if (ri[0] != ts) err(0);
	for (i = 0; i < wc; ++i) {
		var bits = hw[i];
		if (bits) {
			var code = ri[bits];
			fill(syms, i, code, ri[bits] = code + (1 << mb - bits));
		}
	}
	return [bt, {
		n: nb,
		b: mb,
		s: syms
	}];
};
var dllt = rfse(new u8([
	81,
	16,
	99,
	140,
	49,
	198,
	24,
	99,
	12,
	33,
	196,
	24,
	99,
	102,
	102,
	134,
	70,
	146,
	4
]), 0, 6)[1];
var dmlt = rfse(new u8([
	33,
	20,
	196,
	24,
	99,
	140,
	33,
	132,
	16,
	66,
	8,
	33,
	132,
	16,
	66,
	8,
	33,
	68,
	68,
	68,
	68,
	68,
	68,
	68,
	68,
	36,
	9
]), 0, 6)[1];
var doct = rfse(new u8([
	32,
	132,
	16,
	66,
	102,
	70,
	68,
	68,
	68,
	68,
	36,
	73,
	2
]), 0, 5)[1];
var b2bl = function(b, s) {
	var len = b.length, bl = new i32(len);
	for (var i = 0; i < len; ++i) {
		bl[i] = s;
		s += 1 << b[i];
	}
	return bl;
};
var llb = new u8(new i32([
	0,
	0,
	0,
	0,
	16843009,
	50528770,
	134678020,
	202050057,
	269422093
]).buffer, 0, 36);
var llbl = b2bl(llb, 0);
var mlb = new u8(new i32([
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	0,
	16843009,
	50528770,
	117769220,
	185207048,
	252579084,
	16
]).buffer, 0, 53);
var mlbl = b2bl(mlb, 3);
var dhu = function(dat, out, hu) {
	var len = dat.length, ss = out.length, lb = dat[len - 1], msk = (1 << hu.b) - 1, eb = -hu.b;
	if (!lb) err(0);
	var st = 0, btr = hu.b, pos = (len << 3) - 8 + msb(lb) - btr, i = -1;
	for (; pos > eb && i < ss;) {
		var cbt = pos >> 3;
		var val = (dat[cbt] | dat[cbt + 1] << 8 | dat[cbt + 2] << 16) >> (pos & 7);
		st = (st << btr | val) & msk;
		out[++i] = hu.s[st];
		pos -= btr = hu.n[st];
	}
	if (pos != eb || i + 1 != ss) err(0);
};
var dhu4 = function(dat, out, hu) {
	var bt = 6;
	var sz1 = out.length + 3 >> 2, sz2 = sz1 << 1, sz3 = sz1 + sz2;
	dhu(dat.subarray(bt, bt += dat[0] | dat[1] << 8), out.subarray(0, sz1), hu);
	dhu(dat.subarray(bt, bt += dat[2] | dat[3] << 8), out.subarray(sz1, sz2), hu);
	dhu(dat.subarray(bt, bt += dat[4] | dat[5] << 8), out.subarray(sz2, sz3), hu);
	dhu(dat.subarray(bt), out.subarray(sz3), hu);
};
var rzb = function(dat, st, out) {
	var _a;
	var bt = st.b;
	var b0 = dat[bt], btype = b0 >> 1 & 3;
	st.l = b0 & 1;
	var sz = b0 >> 3 | dat[bt + 1] << 5 | dat[bt + 2] << 13;
	var ebt = (bt += 3) + sz;
	if (btype == 1) {
		if (bt >= dat.length) return;
		st.b = bt + 1;
		if (out) {
			fill(out, dat[bt], st.y, st.y += sz);
			return out;
		}
		return fill(new u8(sz), dat[bt]);
	}
	if (ebt > dat.length) return;
	if (btype == 0) {
		st.b = ebt;
		if (out) {
			out.set(dat.subarray(bt, ebt), st.y);
			st.y += sz;
			return out;
		}
		return slc(dat, bt, ebt);
	}
	if (btype == 2) {
		var b3 = dat[bt], lbt = b3 & 3, sf = b3 >> 2 & 3;
		var lss = b3 >> 4, lcs = 0, s4 = 0;
		if (lbt < 2) {
			if (sf & 1) lss |= dat[++bt] << 4 | (sf & 2 && dat[++bt] << 12);
			else lss = b3 >> 3;
		} else {
			s4 = sf;
			if (sf < 2) lss |= (dat[++bt] & 63) << 4, lcs = dat[bt] >> 6 | dat[++bt] << 2;
			else if (sf == 2) lss |= dat[++bt] << 4 | (dat[++bt] & 3) << 12, lcs = dat[bt] >> 2 | dat[++bt] << 6;
			else lss |= dat[++bt] << 4 | (dat[++bt] & 63) << 12, lcs = dat[bt] >> 6 | dat[++bt] << 2 | dat[++bt] << 10;
		}
		++bt;
		var buf = out ? out.subarray(st.y, st.y + st.m) : new u8(st.m);
		var spl = buf.length - lss;
		if (lbt == 0) buf.set(dat.subarray(bt, bt += lss), spl);
		else if (lbt == 1) fill(buf, dat[bt++], spl);
		else {
			var hu = st.h;
			if (lbt == 2) {
				var hud = rhu(dat, bt);
				lcs += bt - (bt = hud[0]);
				st.h = hu = hud[1];
			} else if (!hu) err(0);
			(s4 ? dhu4 : dhu)(dat.subarray(bt, bt += lcs), buf.subarray(spl), hu);
		}
		var ns = dat[bt++];
		if (ns) {
			if (ns == 255) ns = (dat[bt++] | dat[bt++] << 8) + 32512;
			else if (ns > 127) ns = ns - 128 << 8 | dat[bt++];
			var scm = dat[bt++];
			if (scm & 3) err(0);
			var dts = [
				dmlt,
				doct,
				dllt
			];
			for (var i = 2; i > -1; --i) {
				var md = scm >> (i << 1) + 2 & 3;
				if (md == 1) {
					var rbuf = new u8([
						0,
						0,
						dat[bt++]
					]);
					dts[i] = {
						s: rbuf.subarray(2, 3),
						n: rbuf.subarray(0, 1),
						t: new u16(rbuf.buffer, 0, 1),
						b: 0
					};
				} else if (md == 2) _a = rfse(dat, bt, 9 - (i & 1)), bt = _a[0], dts[i] = _a[1];
				else if (md == 3) {
					if (!st.t) err(0);
					dts[i] = st.t[i];
				}
			}
			var _b = st.t = dts, mlt = _b[0], oct = _b[1], llt = _b[2];
			var lb = dat[ebt - 1];
			if (!lb) err(0);
			var spos = (ebt << 3) - 8 + msb(lb) - llt.b, cbt = spos >> 3, oubt = 0;
			var lst = (dat[cbt] | dat[cbt + 1] << 8) >> (spos & 7) & (1 << llt.b) - 1;
			cbt = (spos -= oct.b) >> 3;
			var ost = (dat[cbt] | dat[cbt + 1] << 8) >> (spos & 7) & (1 << oct.b) - 1;
			cbt = (spos -= mlt.b) >> 3;
			var mst = (dat[cbt] | dat[cbt + 1] << 8) >> (spos & 7) & (1 << mlt.b) - 1;
			for (++ns; --ns;) {
				var llc = llt.s[lst];
				var lbtr = llt.n[lst];
				var mlc = mlt.s[mst];
				var mbtr = mlt.n[mst];
				var ofc = oct.s[ost];
				var obtr = oct.n[ost];
				cbt = (spos -= ofc) >> 3;
				var ofp = 1 << ofc;
				var off = ofp + ((dat[cbt] | dat[cbt + 1] << 8 | dat[cbt + 2] << 16 | dat[cbt + 3] << 24) >>> (spos & 7) & ofp - 1);
				cbt = (spos -= mlb[mlc]) >> 3;
				var ml = mlbl[mlc] + ((dat[cbt] | dat[cbt + 1] << 8 | dat[cbt + 2] << 16) >> (spos & 7) & (1 << mlb[mlc]) - 1);
				cbt = (spos -= llb[llc]) >> 3;
				var ll = llbl[llc] + ((dat[cbt] | dat[cbt + 1] << 8 | dat[cbt + 2] << 16) >> (spos & 7) & (1 << llb[llc]) - 1);
				cbt = (spos -= lbtr) >> 3;
				lst = llt.t[lst] + ((dat[cbt] | dat[cbt + 1] << 8) >> (spos & 7) & (1 << lbtr) - 1);
				cbt = (spos -= mbtr) >> 3;
				mst = mlt.t[mst] + ((dat[cbt] | dat[cbt + 1] << 8) >> (spos & 7) & (1 << mbtr) - 1);
				cbt = (spos -= obtr) >> 3;
				ost = oct.t[ost] + ((dat[cbt] | dat[cbt + 1] << 8) >> (spos & 7) & (1 << obtr) - 1);
				if (off > 3) {
					st.o[2] = st.o[1];
					st.o[1] = st.o[0];
					st.o[0] = off -= 3;
				} else {
					var idx = off - (ll != 0);
					if (idx) {
						off = idx == 3 ? st.o[0] - 1 : st.o[idx];
						if (idx > 1) st.o[2] = st.o[1];
						st.o[1] = st.o[0];
						st.o[0] = off;
					} else off = st.o[0];
				}
				for (var i = 0; i < ll; ++i) buf[oubt + i] = buf[spl + i];
				oubt += ll, spl += ll;
				var stin = oubt - off;
				if (stin < 0) {
					var len = -stin;
					var bs = st.e + stin;
					if (len > ml) len = ml;
					for (var i = 0; i < len; ++i) buf[oubt + i] = st.w[bs + i];
					oubt += len, ml -= len, stin = 0;
				}
				for (var i = 0; i < ml; ++i) buf[oubt + i] = buf[stin + i];
				oubt += ml;
			}
			if (oubt != spl) while (spl < buf.length) buf[oubt++] = buf[spl++];
			else oubt = buf.length;
			if (out) st.y += oubt;
			else buf = slc(buf, 0, oubt);
		} else if (out) {
			st.y += lss;
			if (spl) for (var i = 0; i < lss; ++i) buf[i] = buf[spl + i];
		} else if (spl) buf = slc(buf, spl);
		st.b = ebt;
		return buf;
	}
	err(2);
};
var cct = function(bufs, ol) {
	if (bufs.length == 1) return bufs[0];
	var buf = new u8(ol);
	for (var i = 0, b = 0; i < bufs.length; ++i) {
		var chk = bufs[i];
		buf.set(chk, b);
		b += chk.length;
	}
	return buf;
};
var Decompress = function() {
	function Decompress(ondata) {
		this.ondata = ondata;
		this.c = [];
		this.l = 0;
		this.z = 0;
	}
	Decompress.prototype.push = function(chunk, final) {
		if (typeof this.s == "number") {
			var sub = Math.min(chunk.length, this.s);
			chunk = chunk.subarray(sub);
			this.s -= sub;
		}
		var ncs = chunk.length + this.l;
		if (!this.s) {
			if (final) {
				if (!ncs) {
					this.ondata(new u8(0), true);
					return;
				}
				if (ncs < 5) err(5);
			} else if (ncs < 18) {
				this.c.push(chunk);
				this.l = ncs;
				return;
			}
			if (this.l) {
				this.c.push(chunk);
				chunk = cct(this.c, ncs);
				this.c = [];
				this.l = 0;
			}
			if (typeof (this.s = rzfh(chunk)) == "number") return this.push(chunk, final);
		}
		if (typeof this.s != "number") {
			if (ncs < (this.z || 3)) {
				if (final) err(5);
				this.c.push(chunk);
				this.l = ncs;
				return;
			}
			if (this.l) {
				this.c.push(chunk);
				chunk = cct(this.c, ncs);
				this.c = [];
				this.l = 0;
			}
			if (!this.z && ncs < (this.z = chunk[this.s.b] & 2 ? 4 : 3 + (chunk[this.s.b] >> 3 | chunk[this.s.b + 1] << 5 | chunk[this.s.b + 2] << 13))) {
				if (final) err(5);
				this.c.push(chunk);
				this.l = ncs;
				return;
			} else this.z = 0;
			for (;;) {
				var blk = rzb(chunk, this.s);
				if (!blk) {
					if (final) err(5);
					var adc = chunk.subarray(this.s.b);
					this.s.b = 0;
					this.c.push(adc), this.l += adc.length;
					return;
				} else {
					this.ondata(blk, false);
					cpw(this.s.w, 0, blk.length);
					this.s.w.set(blk, this.s.w.length - blk.length);
				}
				if (this.s.l) {
					var rest = chunk.subarray(this.s.b);
					this.s = this.s.c * 4;
					this.push(rest, final);
					return;
				}
			}
		} else if (final) err(5);
	};
	return Decompress;
}();
// dist/collector/record/inflate.js
const maxInflatedBytes = 16777216;
function inflaterOf(coding, prefix) {
	switch (coding) {
		case "gzip":
		case "x-gzip": return zlibInflater("gzip");
		case "deflate": return zlibInflater(((prefix[0] ?? 0) & 15) === 8 ? "zlib" : "raw");
		case "br": return zlibInflater("br");
		case "zstd": return zstdInflater(prefix);
		default: return null;
	}
}
const idle = new Map();
function zlibInflater(format) {
	const kept = idle.get(format) ?? keep(buildEngine(format));
	idle.delete(format);
	const flush = format === "br" ? zlib.constants.BROTLI_OPERATION_FLUSH : zlib.constants.Z_SYNC_FLUSH;
	let sound = true;
	return {
		push(chunk) {
			sound = false;
			const output = kept.engine._processChunk(chunk, flush);
			kept.engine._handle = kept.handle;
			kept.engine.removeAllListeners("error");
			sound = true;
			return output === null ? empty : Buffer.from(output);
		},
		close() {
			if (!sound || idle.has(format)) return kept.release();
			kept.engine.reset();
			idle.set(format, kept);
		}
	};
}
function keep(engine) {
	const handle = engine._handle;
	if (handle === null) throw new Error("this Node keeps no handle in a zlib object");
	const release = handle.close.bind(handle);
	handle.close = () => {};
	engine.close = () => {};
	return {
		engine,
		handle,
		release
	};
}
function buildEngine(format) {
	const options = { maxOutputLength: maxInflatedBytes };
	return {
		gzip: () => zlib.createGunzip(options),
		zlib: () => zlib.createInflate(options),
		raw: () => zlib.createInflateRaw(options),
		br: () => zlib.createBrotliDecompress(options)
	}[format]();
}
function zstdInflater(prefix) {
	if (zstdWindowBytes(prefix) > 16777216) throw new RangeError("zstd data want too large a window");
	let parts = [];
	let bytes = 0;
	const stream = new Decompress((part) => {
		bytes += part.length;
		if (bytes > 16777216) throw new RangeError("zstd data decode to more than the bound");
		parts.push(part.slice());
	});
	return {
		push(chunk) {
			parts = [];
			stream.push(chunk);
			return Buffer.concat(parts);
		},
		close() {}
	};
}
function zstdWindowBytes(header) {
	const descriptor = header[4] ?? 0;
	if ((descriptor & 32) === 0) {
		const window = header[5] ?? 0;
		return 2 ** (10 + (window >> 3)) * (1 + (window & 7) / 8);
	}
	const sizeBytes = [
		1,
		2,
		4,
		8
	][descriptor >> 6];
	const from = 5 + [
		0,
		1,
		2,
		4
	][descriptor & 3];
	if (header.length < from + sizeBytes) return 0;
	return sizeBytes === 8 ? Number(header.readBigUInt64LE(from)) : header.readUIntLE(from, sizeBytes);
}
const empty = Buffer.alloc(0);
// dist/collector/record/body.js
function bodyOf(run, contentEncoding, onFault) {
	const raw = rawBody(run);
	const codings = codingsOf(contentEncoding);
	if (codings.length === 0 || run.head.length === 0) return raw;
	let decoded = plain$2(raw.head);
	for (const coding of codings) {
		const next = decode(decoded.stretch, coding, onFault);
		if (next === null) return null;
		decoded = {
			stretch: next.stretch,
			stopped: decoded.stopped || next.stopped,
			capped: decoded.capped || next.capped
		};
	}
	return {
		head: decoded.stretch,
		tail: null,
		incomplete: raw.incomplete || decoded.stopped,
		capped: decoded.capped
	};
}
function rawBody(run) {
	const head = {
		bytes: run.head,
		starts: run.offsets,
		times: run.times
	};
	const incomplete = run.tail.length > 0 || run.totalBytes > run.head.length;
	return {
		head,
		tail: run.tail.length > 0 ? tailOf(run) : null,
		incomplete,
		capped: false
	};
}
function eachChunk(stretch, visit) {
	const { bytes, starts, times } = stretch;
	let from = 0;
	for (let index = 0; index < starts.length && from < bytes.length; index += 1) {
		const to = Math.min(starts[index + 1] ?? bytes.length, bytes.length);
		if (to <= from) continue;
		visit(from, to, times[index] ?? null);
		from = to;
	}
	if (from < bytes.length) visit(from, bytes.length, null);
}
function timesAlong({ starts, times }) {
	let chunk = 0;
	return (offset) => {
		while (chunk + 1 < starts.length && starts[chunk + 1] <= offset) chunk += 1;
		return times[chunk] ?? null;
	};
}
function codingsOf(contentEncoding) {
	if (contentEncoding === "") return [];
	return contentEncoding.toLowerCase().split(",").map((name) => name.trim()).filter((name) => name !== "" && name !== "identity").reverse().slice(0, maxCodings);
}
function tailOf(run) {
	const base = run.totalBytes - run.tail.length;
	const starts = [];
	const times = [];
	for (let index = 0; index < run.offsets.length; index += 1) {
		if ((run.offsets[index + 1] ?? run.totalBytes) <= base) continue;
		starts.push(Math.max(0, run.offsets[index] - base));
		times.push(run.times[index]);
	}
	return {
		bytes: run.tail,
		starts,
		times
	};
}
function decode(stretch, coding, onFault) {
	const output = new Output();
	let inflater = null;
	let stopped = false;
	let capped = false;
	try {
		inflater = inflaterOf(coding, stretch.bytes.subarray(0, 18));
		if (inflater === null) return null;
		feed(stretch, inflater, output);
	} catch (error) {
		if (output.totalBytes === 0 && looksLikeText(stretch.bytes[0] ?? 0)) return plain$2(stretch);
		onFault(error);
		stopped = true;
		capped = error instanceof RangeError;
	} finally {
		inflater?.close();
	}
	return {
		stretch: output.stretch(),
		stopped: stopped || output.full,
		capped: capped || output.full
	};
}
function plain$2(stretch) {
	return {
		stretch,
		stopped: false,
		capped: false
	};
}
function feed(stretch, inflater, output) {
	const least = Math.ceil(stretch.bytes.length / maxPieces);
	let from = 0;
	eachChunk(stretch, (_start, end, timeUs) => {
		if (end - from < least && end < stretch.bytes.length) return;
		for (; from < end && !output.full; from += pieceBytes) output.add(inflater.push(stretch.bytes.subarray(from, Math.min(end, from + pieceBytes))), timeUs);
		from = end;
	});
}
var Output = class {
	#parts = [];
	#starts = [];
	#times = [];
	#timed = true;
	totalBytes = 0;
	get full() {
		return this.totalBytes >= maxInflatedBytes;
	}
	add(part, timeUs) {
		if (part.length === 0) return;
		if (timeUs === null) this.#timed = false;
		this.#starts.push(this.totalBytes);
		this.#times.push(timeUs ?? 0);
		this.#parts.push(part);
		this.totalBytes += part.length;
	}
	stretch() {
		const bounded = (this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts)).subarray(0, maxInflatedBytes);
		return this.#timed ? {
			bytes: bounded,
			starts: this.#starts,
			times: this.#times
		} : {
			bytes: bounded,
			starts: [],
			times: []
		};
	}
};
function looksLikeText(first) {
	return "{[\"\n\r ted:".includes(String.fromCharCode(first));
}
const maxCodings = 4;
const maxPieces = 4096;
const pieceBytes = 16384;
// dist/collector/record/event-stream.js
function readEventStream(stretch, resumes, visit) {
	const { bytes } = stretch;
	let from = resumes ? nextFrame(bytes) : 0;
	let lost = false;
	let broken = 0;
	eachChunk(stretch, (_start, end, timeUs) => {
		while (!lost && end - from >= preludeBytes) {
			const length = frameLength(bytes, from);
			lost = length === null;
			if (length === null || from + length > end) return;
			const value = frameValue(bytes.subarray(from, from + length));
			from += length;
			if (value === null) broken += 1;
			else visit(value, timeUs);
			lost = broken === maxBroken$2;
		}
	});
}
function startsEventStream(bytes) {
	return bytes.length >= preludeBytes && frameLength(bytes, 0) !== null;
}
function frameLength(bytes, at) {
	const length = bytes.readUInt32BE(at);
	const headersLength = bytes.readUInt32BE(at + 4);
	if (length < leastBytes || length > mostBytes || headersLength > length - leastBytes) return null;
	return crc32(bytes.subarray(at, at + 8)) === bytes.readUInt32BE(at + 8) ? length : null;
}
function nextFrame(bytes) {
	let tries = 0;
	for (let at = bytes.indexOf(0); at >= 0 && at + preludeBytes <= bytes.length; at = bytes.indexOf(0, at + 1)) {
		if (frameLength(bytes, at) !== null) return at;
		tries += 1;
		if (tries === maxTries) break;
	}
	return bytes.length;
}
function frameValue(frame) {
	try {
		return understood(codec.decode(frame));
	} catch {
		return null;
	}
}
function understood({ headers, body }) {
	const text = utf8(body);
	if (headers[":message-type"]?.value === "error") return { error: {
		type: textOf$2(headers[":error-code"]?.value),
		message: textOf$2(headers[":error-message"]?.value)
	} };
	if (headers[":message-type"]?.value === "exception") return { error: {
		type: textOf$2(headers[":exception-type"]?.value),
		message: messageOf$1(text)
	} };
	const type = textOf$2(headers[":event-type"]?.value);
	return { [type === "" ? "chunk" : type]: JSON.parse(text) };
}
function messageOf$1(payload) {
	try {
		const { message, Message: capital } = JSON.parse(payload);
		return textOf$2(message ?? capital);
	} catch {
		return payload;
	}
}
function utf8(body) {
	return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8");
}
const codec = new import_dist_cjs.EventStreamCodec(utf8, (text) => Buffer.from(text));
const preludeBytes = 12;
const leastBytes = 16;
const mostBytes = 16777215;
const maxTries = 65536;
const maxBroken$2 = 512;
// dist/collector/record/fault.js
function faultIn(value) {
	const envelope = fieldsOf(Array.isArray(value) ? value[0] : value);
	if (typeof envelope.error === "string" && envelope.error !== "") return {
		code: "",
		message: envelope.error
	};
	if (isObject(envelope.error)) return describe(envelope.error);
	if (envelope.object === "error" || envelope.type === "error" && "message" in envelope) return describe(envelope);
	return null;
}
function faultOfBody(value) {
	const fault = faultIn(value);
	if (fault !== null) return fault;
	const envelope = fieldsOf(Array.isArray(value) ? value[0] : value);
	const message = messageOf(envelope);
	return message === "" ? null : {
		code: codeOf(envelope),
		message
	};
}
function describe(envelope) {
	return {
		code: codeOf(envelope),
		message: messageOf(envelope)
	};
}
function codeOf(envelope) {
	for (const word of [
		envelope.status,
		envelope.code,
		envelope.type,
		envelope.__type
	]) if (typeof word === "string" && word !== "" && word !== "error") return word;
	return typeof envelope.code === "number" ? String(envelope.code) : "";
}
function messageOf(envelope) {
	const { message, detail, msg } = envelope;
	if (typeof message === "string") return message;
	if (typeof detail === "string") return detail;
	const first = fieldsOf(Array.isArray(detail) ? detail[0] : message);
	return [
		first.msg,
		first.message,
		msg
	].map(textOf$2).find((text) => text !== "") ?? "";
}
// dist/collector/record/json-array.js
function readJsonArray(stretch, resumes, visit) {
	const { bytes } = stretch;
	const scanner = new Scanner(bytes, resumes ? nextElement(bytes) : 0);
	eachChunk(stretch, (_from, to, timeUs) => {
		for (let element = scanner.next(to); element !== null; element = scanner.next(to)) visit(element, timeUs);
	});
}
function objectAt(bytes, from) {
	return new Scanner(bytes, from).next(bytes.length);
}
var Scanner = class {
	#bytes;
	#at;
	#depth = 0;
	#start = 0;
	#inString = false;
	constructor(bytes, from) {
		this.#bytes = bytes;
		this.#at = from;
	}
	next(end) {
		while (this.#at < end) if (this.#inString) this.#skipString(end);
		else if (this.#step(this.#bytes[this.#at])) return this.#bytes.toString("utf8", this.#start, this.#at);
		return null;
	}
	#step(byte) {
		const depth = this.#depth;
		if (byte === openBrace$2) {
			if (depth === 0) this.#start = this.#at;
			this.#depth += 1;
		} else if (byte === closeBrace && depth > 0) this.#depth -= 1;
		else if (byte === quote) this.#inString = true;
		this.#at += 1;
		return depth === 1 && this.#depth === 0;
	}
	#skipString(end) {
		while (this.#at < end) {
			const byte = this.#bytes[this.#at];
			this.#at += byte === backslash$1 ? 2 : 1;
			if (byte === quote) {
				this.#inString = false;
				return;
			}
		}
	}
};
function nextElement(bytes) {
	const found = /\n,\s*\{/.exec(bytes.toString("latin1"));
	return found === null ? bytes.length : found.index + found[0].length - 1;
}
const quote = 34;
const backslash$1 = 92;
const openBrace$2 = 123;
const closeBrace = 125;
// dist/collector/record/ndjson-lines.js
function readLines(stretch, ends, resumes, visit) {
	const { bytes } = stretch;
	let from = resumes ? afterLine(bytes) : 0;
	let last = null;
	const take = (to, timeUs) => {
		const text = bytes.toString("utf8", from, to).trim();
		if (text !== "") visit(text, timeUs);
	};
	eachChunk(stretch, (start, end, timeUs) => {
		const piece = bytes.subarray(0, end);
		last = timeUs;
		let feed = piece.indexOf(lineFeed, Math.max(start, from));
		for (; feed >= 0; feed = piece.indexOf(lineFeed, from)) {
			take(feed, timeUs);
			from = feed + 1;
		}
	});
	if (ends && from < bytes.length) take(bytes.length, last);
}
function afterLine(bytes) {
	const feed = bytes.indexOf(lineFeed);
	return feed < 0 ? bytes.length : feed + 1;
}
const lineFeed = 10;
// dist/schemas/row.js
const mostGaps = 128;
function gapsInOne(frames) {
	return Math.max(1, Math.ceil((frames - 1) / mostGaps));
}
// dist/collector/record/timeline.js
var Timeline = class {
	#first = null;
	#firstVisible = null;
	#previous = null;
	#last = null;
	#frames = 0;
	#gaps = [];
	#stalls = [];
	get gapsUs() {
		return this.#gaps;
	}
	get stalls() {
		return this.#stalls;
	}
	get frames() {
		return this.#frames;
	}
	output(timeUs, visible) {
		this.#frames += 1;
		if (timeUs === null) return;
		this.#first ??= timeUs;
		if (visible) this.#firstVisible ??= timeUs;
		if (this.#previous !== null) this.#gap(this.#previous, timeUs - this.#previous);
		this.#previous = timeUs;
		this.#last = timeUs;
	}
	#gap(atUs, lengthUs) {
		this.#gaps.push(lengthUs);
		if (lengthUs > stallUs && this.#stalls.length < maxStalls) this.#stalls.push({
			atUs,
			lengthUs
		});
	}
	break() {
		this.#previous = null;
	}
	times() {
		const gaps = Float64Array.from(this.#gaps).sort();
		return {
			ttftUs: this.#first,
			ttfvUs: this.#firstVisible,
			lastTokenUs: this.#last,
			gapP50Us: nearestRank(gaps, .5),
			gapP95Us: nearestRank(gaps, .95),
			gapMaxUs: nearestRank(gaps, 1),
			gapsUs: longestOfRuns(this.#gaps, gapsInOne(this.#frames)),
			frames: this.#frames,
			stalls: gaps.reduce((count, gap) => gap > stallUs ? count + 1 : count, 0)
		};
	}
};
function nearestRank(sorted, p) {
	return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? null;
}
function longestOfRuns(gaps, length) {
	const longest = new Array(Math.ceil(gaps.length / length)).fill(0);
	for (const [at, gap] of gaps.entries()) {
		const run = Math.floor(at / length);
		if (gap > (longest[run] ?? 0)) longest[run] = gap;
	}
	return longest.map((gap) => Math.min(Math.round(gap), longestUs));
}
const longestUs = 4294967295;
const stallUs = 1e6;
const maxStalls = 32;
// dist/collector/record/reading.js
function newReading(streamed, timeline = new Timeline()) {
	return {
		streamed,
		timeline,
		output: new OutputText(),
		responseModel: "",
		responseId: "",
		serviceTier: "",
		finishReason: "",
		usage: null,
		usageFinal: false,
		units: new Map(),
		ended: false,
		finished: false,
		pending: false,
		fault: null,
		parts: null
	};
}
var OutputText = class {
	#parts = [];
	#kept = 0;
	#length = 0;
	get length() {
		return this.#length;
	}
	add(text) {
		this.#length += text.length;
		if (this.#kept >= maxKept) return;
		this.#parts.push(text);
		this.#kept += text.length;
	}
	kept() {
		return this.#parts.join("").slice(0, maxKept);
	}
};
const maxKept = 65536;
// dist/collector/record/salvage.js
function salvage(body) {
	const found = [];
	const end = body.tail?.bytes ?? body.head.bytes;
	const parts = [body.head.bytes.toString("utf8", 0, searchBytes$1), end.toString("utf8", Math.max(0, end.length - searchBytes$1))];
	for (const name of names) {
		const pattern = new RegExp(`(?<!\\\\)"${name}"\\s*:\\s*("(?:[^"\\\\]|\\\\.){0,300}")`);
		const text = pattern.exec(parts[0])?.[1] ?? pattern.exec(parts[1])?.[1];
		if (text !== void 0) found.push([name, parseJson(text)]);
	}
	for (const name of ["usage", "usageMetadata"]) {
		const usage = lastObject(end, name);
		if (usage !== void 0) found.push([name, usage]);
	}
	return found.length === 0 ? null : Object.fromEntries(found);
}
function lastObject(bytes, name) {
	const at = bytes.lastIndexOf(`"${name}"`);
	if (at <= 0 || bytes[at - 1] === backslash) return void 0;
	const text = objectAt(bytes, at + name.length + 2);
	return text === null ? void 0 : parseJson(text);
}
const searchBytes$1 = 65536;
const backslash = 92;
const names = [
	"id",
	"object",
	"type",
	"model",
	"modelVersion",
	"responseId",
	"service_tier",
	"stop_reason",
	"status"
];
// node_modules/eventsource-parser/dist/index.js
var ParseError = class extends Error {
	constructor(message, options) {
		super(message), this.name = "ParseError", this.type = options.type, this.field = options.field, this.value = options.value, this.line = options.line;
	}
};
const LF = 10;
const CR = 13;
const SPACE = 32;
function noop(_arg) {}
function createParser(config) {
	if (typeof config == "function") throw new TypeError("`config` must be an object, got a function instead. Did you mean `createParser({onEvent: fn})`?");
	const { onEvent = noop, onError = noop, onRetry = noop, onComment, maxBufferSize } = config, pendingFragments = [];
	let pendingFragmentsLength = 0, isFirstChunk = !0, id, data = "", dataLines = 0, eventType, terminated = !1;
	function feed(chunk) {
		if (terminated) throw new Error("Cannot feed parser: it was terminated after exceeding the configured max buffer size. Call `reset()` to resume parsing.");
		if (isFirstChunk && (isFirstChunk = !1, chunk.charCodeAt(0) === 239 && chunk.charCodeAt(1) === 187 && chunk.charCodeAt(2) === 191 && (chunk = chunk.slice(3))), pendingFragments.length === 0) {
			const trailing2 = processLines(chunk);
			trailing2 !== "" && (pendingFragments.push(trailing2), pendingFragmentsLength = trailing2.length), checkBufferSize();
			return;
		}
		if (chunk.indexOf(`
`) === -1 && chunk.indexOf("\r") === -1) {
			pendingFragments.push(chunk), pendingFragmentsLength += chunk.length, checkBufferSize();
			return;
		}
		pendingFragments.push(chunk);
		const input = pendingFragments.join("");
		pendingFragments.length = 0, pendingFragmentsLength = 0;
		const trailing = processLines(input);
		trailing !== "" && (pendingFragments.push(trailing), pendingFragmentsLength = trailing.length), checkBufferSize();
	}
	function checkBufferSize() {
		maxBufferSize !== void 0 && (pendingFragmentsLength + data.length <= maxBufferSize || (terminated = !0, pendingFragments.length = 0, pendingFragmentsLength = 0, id = void 0, data = "", dataLines = 0, eventType = void 0, onError(new ParseError(`Buffered data exceeded max buffer size of ${maxBufferSize} characters`, { type: "max-buffer-size-exceeded" }))));
	}
	function processLines(chunk) {
		let searchIndex = 0;
		if (chunk.indexOf("\r") === -1) {
			let lfIndex = chunk.indexOf(`
`, searchIndex);
			for (; lfIndex !== -1;) {
				if (searchIndex === lfIndex) {
					dataLines > 0 && onEvent({
						id,
						event: eventType,
						data
					}), id = void 0, data = "", dataLines = 0, eventType = void 0, searchIndex = lfIndex + 1, lfIndex = chunk.indexOf(`
`, searchIndex);
					continue;
				}
				const firstCharCode = chunk.charCodeAt(searchIndex);
				if (isDataPrefix(chunk, searchIndex, firstCharCode)) {
					const valueStart = chunk.charCodeAt(searchIndex + 5) === SPACE ? searchIndex + 6 : searchIndex + 5, value = chunk.slice(valueStart, lfIndex);
					if (dataLines === 0 && chunk.charCodeAt(lfIndex + 1) === LF) {
						onEvent({
							id,
							event: eventType,
							data: value
						}), id = void 0, data = "", eventType = void 0, searchIndex = lfIndex + 2, lfIndex = chunk.indexOf(`
`, searchIndex);
						continue;
					}
					data = dataLines === 0 ? value : `${data}
${value}`, dataLines++;
				} else isEventPrefix(chunk, searchIndex, firstCharCode) ? eventType = chunk.slice(chunk.charCodeAt(searchIndex + 6) === SPACE ? searchIndex + 7 : searchIndex + 6, lfIndex) || void 0 : parseLine(chunk, searchIndex, lfIndex);
				searchIndex = lfIndex + 1, lfIndex = chunk.indexOf(`
`, searchIndex);
			}
			return chunk.slice(searchIndex);
		}
		for (; searchIndex < chunk.length;) {
			const crIndex = chunk.indexOf("\r", searchIndex), lfIndex = chunk.indexOf(`
`, searchIndex);
			let lineEnd = -1;
			if (crIndex !== -1 && lfIndex !== -1 ? lineEnd = crIndex < lfIndex ? crIndex : lfIndex : crIndex !== -1 ? crIndex === chunk.length - 1 ? lineEnd = -1 : lineEnd = crIndex : lfIndex !== -1 && (lineEnd = lfIndex), lineEnd === -1) break;
			parseLine(chunk, searchIndex, lineEnd), searchIndex = lineEnd + 1, chunk.charCodeAt(searchIndex - 1) === CR && chunk.charCodeAt(searchIndex) === LF && searchIndex++;
		}
		return chunk.slice(searchIndex);
	}
	function parseLine(chunk, start, end) {
		if (start === end) {
			dispatchEvent();
			return;
		}
		const firstCharCode = chunk.charCodeAt(start);
		if (isDataPrefix(chunk, start, firstCharCode)) {
			const valueStart = chunk.charCodeAt(start + 5) === SPACE ? start + 6 : start + 5, value2 = chunk.slice(valueStart, end);
			data = dataLines === 0 ? value2 : `${data}
${value2}`, dataLines++;
			return;
		}
		if (isEventPrefix(chunk, start, firstCharCode)) {
			eventType = chunk.slice(chunk.charCodeAt(start + 6) === SPACE ? start + 7 : start + 6, end) || void 0;
			return;
		}
		if (firstCharCode === 105 && chunk.charCodeAt(start + 1) === 100 && chunk.charCodeAt(start + 2) === 58) {
			const value2 = chunk.slice(chunk.charCodeAt(start + 3) === SPACE ? start + 4 : start + 3, end);
			value2.includes("\0") || (id = value2);
			return;
		}
		if (firstCharCode === 58) {
			if (onComment) {
				const line2 = chunk.slice(start, end);
				onComment(line2.slice(chunk.charCodeAt(start + 1) === SPACE ? 2 : 1));
			}
			return;
		}
		const line = chunk.slice(start, end), fieldSeparatorIndex = line.indexOf(":");
		if (fieldSeparatorIndex === -1) {
			processField(line, "", line);
			return;
		}
		const field = line.slice(0, fieldSeparatorIndex), offset = line.charCodeAt(fieldSeparatorIndex + 1) === SPACE ? 2 : 1;
		processField(field, line.slice(fieldSeparatorIndex + offset), line);
	}
	function processField(field, value, line) {
		switch (field) {
			case "event":
				eventType = value || void 0;
				break;
			case "data":
				data = dataLines === 0 ? value : `${data}
${value}`, dataLines++;
				break;
			case "id":
				value.includes("\0") || (id = value);
				break;
			case "retry":
				/^\d+$/.test(value) ? onRetry(parseInt(value, 10)) : onError(new ParseError(`Invalid \`retry\` value: "${value}"`, {
					type: "invalid-retry",
					value,
					line
				}));
				break;
			default: onError(new ParseError(`Unknown field "${field.length > 20 ? `${field.slice(0, 20)}\u2026` : field}"`, {
				type: "unknown-field",
				field,
				value,
				line
			}));
		}
	}
	function dispatchEvent() {
		dataLines > 0 && onEvent({
			id,
			event: eventType,
			data
		}), id = void 0, data = "", dataLines = 0, eventType = void 0;
	}
	function reset(options = {}) {
		if (options.consume && pendingFragments.length > 0) {
			const incompleteLine = pendingFragments.join("");
			parseLine(incompleteLine, 0, incompleteLine.length);
		}
		isFirstChunk = !0, id = void 0, data = "", dataLines = 0, eventType = void 0, pendingFragments.length = 0, pendingFragmentsLength = 0, terminated = !1;
	}
	return {
		feed,
		reset
	};
}
function isDataPrefix(chunk, i, firstCharCode) {
	return firstCharCode === 100 && chunk.charCodeAt(i + 1) === 97 && chunk.charCodeAt(i + 2) === 116 && chunk.charCodeAt(i + 3) === 97 && chunk.charCodeAt(i + 4) === 58;
}
function isEventPrefix(chunk, i, firstCharCode) {
	return firstCharCode === 101 && chunk.charCodeAt(i + 1) === 118 && chunk.charCodeAt(i + 2) === 101 && chunk.charCodeAt(i + 3) === 110 && chunk.charCodeAt(i + 4) === 116 && chunk.charCodeAt(i + 5) === 58;
}
// dist/collector/record/sse.js
function readSse(stretch, ends, resumes, visitor) {
	const { bytes } = stretch;
	const strays = [];
	let strayCount = 0;
	let now = null;
	const parser = createParser({
		onEvent: (message) => visitor.onEvent(message.data, message.event, now),
		onError: (error) => {
			strayCount += 1;
			if (strayCount <= maxStrays && error.line !== void 0) strays.push(error.line);
		}
	});
	let from = resumes ? afterBlankLine(bytes) : afterBom(bytes);
	eachChunk(stretch, (_start, end, timeUs) => {
		now = timeUs;
		while (from < end && strayCount <= maxStrays) {
			const to = wholeCharacters$1(bytes, from, Math.min(end, from + sliceBytes));
			if (to === from) break;
			parser.feed(bytes.toString("utf8", from, to));
			from = to;
		}
	});
	if (ends && strayCount <= maxStrays) parser.feed("\n\n");
	if (strays.length > 0 && !resumes) visitor.onStray(strays.join("\n"));
}
function wholeCharacters$1(bytes, from, end) {
	if (bytes[end - 1] < 128 || end === bytes.length) return end;
	for (let lead = end - 1; lead >= from && lead >= end - 4; lead -= 1) {
		const byte = bytes[lead];
		if (byte >= 192) return lead + (byte >= 240 ? 4 : byte >= 224 ? 3 : 2) > end ? lead : end;
	}
	return end;
}
function afterBom(bytes) {
	return bytes[0] === 239 && bytes[1] === 187 && bytes[2] === 191 ? 3 : 0;
}
function afterBlankLine(bytes) {
	const lf = bytes.indexOf("\n\n");
	const crlf = bytes.indexOf("\r\n\r\n");
	if (lf < 0 && crlf < 0) return bytes.length;
	return crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 4 : lf + 2;
}
const sliceBytes = 16384;
const maxStrays = 512;
// dist/collector/record/usage-sum.js
function sumUsages(usages) {
	const sum = unknownUsage();
	const units = new Map();
	for (const usage of usages) {
		for (const name of counts) {
			const count = usage[name];
			if (count !== null) sum[name] = (sum[name] ?? 0) + count;
		}
		for (const [unit, count] of Object.entries(usage.units)) units.set(unit, (units.get(unit) ?? 0) + count);
	}
	sum.units = Object.fromEntries(units);
	const [first] = usages;
	sum.source = first?.source ?? "none";
	sum.method = usages.find(({ method }) => method !== "")?.method ?? "";
	if (usages.some((usage) => usage.source !== first?.source)) sum.source = "partial";
	return sum;
}
function addWords(earlier, later) {
	if (later === null) return earlier;
	const words = earlier ?? new Map();
	for (const [name, value] of later) words.set(name, added(words.get(name), value, 0));
	return words;
}
function added(known, value, depth) {
	if (typeof value === "number") return typeof known === "number" ? known + value : value;
	if (!isObject(value) || depth === maxDepth$2) return value;
	const earlier = isObject(known) ? known : {};
	const names = new Set([...Object.keys(earlier), ...Object.keys(value)]);
	return Object.fromEntries([...names].map((name) => [name, name in value ? added(earlier[name], value[name], depth + 1) : earlier[name]]));
}
const maxDepth$2 = 4;
const counts = [
	"inputTokens",
	"outputTokens",
	"cacheReadTokens",
	"cacheWriteTokens",
	"cacheWrite1hTokens",
	"reasoningTokens",
	"audioInputTokens",
	"audioOutputTokens",
	"imageInputTokens",
	"imageOutputTokens",
	"toolInputTokens"
];
// dist/collector/record/words.js
function mergeWords(earlier, later, depth = 0) {
	if (!isObject(later)) return earlier;
	const words = earlier ?? new Map();
	for (const [name, value] of Object.entries(later)) {
		if (value === null) continue;
		const known = words.get(name);
		if (isObject(value) && depth < maxDepth$1) words.set(name, plain$1(mergeWords(isObject(known) ? new Map(Object.entries(known)) : null, value, depth + 1)));
		else words.set(name, value);
	}
	return words;
}
function spoken(words) {
	return plain$1(words);
}
function jsonOf(words) {
	if (words === null) return "";
	const whole = JSON.stringify(plain$1(words));
	if (Buffer.byteLength(whole) <= maxJsonBytes) return whole;
	const numbers = [...words].filter(([, value]) => typeof value === "number");
	const short = JSON.stringify(Object.fromEntries(numbers));
	return Buffer.byteLength(short) <= maxJsonBytes ? short : "";
}
function detailOf(group, name) {
	return isObject(group) && Object.hasOwn(group, name) ? countOf(group[name]) : null;
}
function setUnit(units, unit, value) {
	if (typeof value === "number" && value >= 0 && Number.isFinite(value)) units.set(unit, value);
}
function usageOf$1(known) {
	const usage = {
		...unknownUsage(),
		...known
	};
	const { inputTokens, outputTokens } = usage;
	usage.cacheReadTokens = atMost(usage.cacheReadTokens, inputTokens);
	const uncached = inputTokens === null ? null : inputTokens - (usage.cacheReadTokens ?? 0);
	usage.cacheWriteTokens = atMost(usage.cacheWriteTokens, uncached);
	usage.cacheWrite1hTokens = atMost(usage.cacheWrite1hTokens, usage.cacheWriteTokens);
	usage.audioInputTokens = atMost(usage.audioInputTokens, inputTokens);
	usage.imageInputTokens = atMost(usage.imageInputTokens, inputTokens);
	usage.toolInputTokens = atMost(usage.toolInputTokens, inputTokens);
	usage.reasoningTokens = atMost(usage.reasoningTokens, outputTokens);
	usage.audioOutputTokens = atMost(usage.audioOutputTokens, outputTokens);
	usage.imageOutputTokens = atMost(usage.imageOutputTokens, outputTokens);
	return usage;
}
function sumOf(a, b) {
	return a === null && b === null ? null : (a ?? 0) + (b ?? 0);
}
function atMost(part, total) {
	return part === null || total === null ? part : Math.min(part, total);
}
function plain$1(words) {
	return words === null ? {} : Object.fromEntries(words);
}
const maxDepth$1 = 3;
const maxJsonBytes = 4096;
// dist/collector/record/wires/anthropic-words.js
function messageUsage(words, counted) {
	const units = new Map(counted);
	const tools = fieldsOf(words.server_tool_use);
	setUnit(units, "web_searches", tools.web_search_requests);
	setUnit(units, "web_fetches", tools.web_fetch_requests);
	const usage = {
		...tokensOf(words),
		units: Object.fromEntries(units)
	};
	const iterations = listOf(words.iterations).map((iteration) => fieldsOf(iteration));
	if (iterations.length === 0 || iterations.length === 1 && isPlain(iterations[0])) return usage;
	return withIterations(usage, iterations);
}
function tokensOf(words) {
	const fiveMinutes = detailOf(words.cache_creation, "ephemeral_5m_input_tokens");
	const oneHour = detailOf(words.cache_creation, "ephemeral_1h_input_tokens");
	const read = countOf(words.cache_read_input_tokens);
	const written = countOf(words.cache_creation_input_tokens) ?? sumOf(fiveMinutes, oneHour);
	const uncached = countOf(words.input_tokens);
	return {
		inputTokens: uncached === null ? null : uncached + (read ?? 0) + (written ?? 0),
		outputTokens: countOf(words.output_tokens),
		cacheReadTokens: read,
		cacheWriteTokens: written,
		cacheWrite1hTokens: oneHour,
		reasoningTokens: detailOf(words.output_tokens_details, "thinking_tokens")
	};
}
function isPlain(iteration) {
	return iteration?.type === "message" && textOf$2(iteration.model) === "";
}
function withIterations(usage, iterations) {
	const parts = iterations.map((iteration, index) => ({
		model: textOf$2(iteration.model),
		usage: usageOf$1({
			...tokensOf(iteration),
			units: index === 0 ? usage.units : {}
		})
	}));
	const total = sumUsages(parts.map((part) => part.usage));
	return {
		...total,
		reasoningTokens: total.reasoningTokens ?? usage.reasoningTokens ?? null,
		parts
	};
}
// dist/collector/record/wires/anthropic-batches.js
const anthropicBatches = {
	name: "anthropic.batches",
	operation: "batch",
	estimable: false,
	asked: asksForBatch,
	fits: (value) => "custom_id" in value || value["type"] === "message_batch",
	read: readBatch$1,
	usage: usageOfResults
};
function asksForBatch({ method, path }) {
	return method === "GET" ? /\/messages\/batches\/[^/]+\/results$/.test(path) : path.endsWith("/messages/batches");
}
function readBatch$1(value, reading) {
	if (value["type"] === "message_batch") {
		reading.responseId = textOf$2(value["id"]);
		reading.pending = true;
		return "none";
	}
	const { type, message } = fieldsOf(value["result"]);
	reading.serviceTier = "batch";
	reading.usageFinal = true;
	reading.parts ??= [];
	reading.usage = addWords(reading.usage, new Map([[textOf$2(type), 1]]));
	if (isObject(message)) readMessage$2(message, reading);
	return "none";
}
function readMessage$2(message, reading) {
	const { model, usage } = fieldsOf(message);
	if (reading.responseModel === "") reading.responseModel = textOf$2(model);
	reading.usage = addWords(reading.usage, mergeWords(null, usage));
	const known = usageOf$1(messageUsage(fieldsOf(usage), none$1));
	for (const run of known.parts ?? [{
		model: "",
		usage: known
	}]) reading.parts?.push({
		...run,
		model: run.model === "" ? textOf$2(model) : run.model
	});
}
function usageOfResults({ parts }) {
	if (parts === null || parts.length === 0) return {};
	return {
		...sumUsages(parts.map((part) => part.usage)),
		parts
	};
}
const none$1 = new Map();
// dist/collector/record/wires/anthropic-complete.js
const anthropicComplete = {
	name: "anthropic.complete",
	operation: "text_completion",
	estimable: true,
	asked: ({ path, body }) => path.endsWith("/complete") && (body === null || "prompt" in body),
	fits: (value) => value["type"] === "completion" || typeof value["completion"] === "string",
	read: readCompletion,
	usage: () => ({})
};
function readCompletion(value, reading) {
	const completion = value;
	reading.fault ??= faultIn(value);
	if (reading.responseId === "") reading.responseId = textOf$2(completion.id);
	if (reading.responseModel === "") reading.responseModel = textOf$2(completion.model);
	if (typeof completion.stop_reason === "string") {
		reading.finishReason = completion.stop_reason;
		reading.ended = true;
	}
	const text = textOf$2(completion.completion);
	reading.output.add(text);
	return text === "" ? "none" : "visible";
}
// dist/collector/record/wires/counted-tokens.js
function countedTokens(name, asked, find) {
	return {
		name,
		operation: "count_tokens",
		estimable: false,
		asked,
		fits: (value) => find(value) !== null,
		read(value, reading) {
			const tokens = find(value);
			if (tokens !== null) reading.units.set("counted_tokens", tokens);
			return "none";
		},
		usage: (reading) => ({ units: Object.fromEntries(reading.units) })
	};
}
// dist/collector/record/wires/anthropic-count-tokens.js
const anthropicCountTokens = countedTokens("anthropic.count_tokens", ({ path }) => /\/messages\/count_tokens$|\/models\/count-tokens[^/]*:rawPredict$/.test(path), (value) => countOf(value["input_tokens"]));
// dist/collector/record/wires/anthropic-messages.js
const anthropicMessages = {
	name: "anthropic.messages",
	operation: "chat",
	estimable: true,
	asked: asksForMessages,
	fits: (value) => eventTypes$2.has(textOf$2(value["type"])),
	read: readEvent$5,
	usage: usageOfReading
};
function asksForMessages({ path, body }) {
	if (/\/publishers\/anthropic\/models\/(?!count-tokens)[^/]+:(rawPredict|streamRawPredict)$/.test(path)) return true;
	return path.endsWith("/messages") && (body === null || "messages" in body);
}
function readEvent$5(value, reading) {
	const event = value;
	switch (event.type) {
		case "message_start":
			readMessage$1(fieldsOf(event.message), reading);
			return "none";
		case "content_block_start": return startBlock(event.content_block, reading);
		case "content_block_delta": return readDelta$4(fieldsOf(event.delta), reading);
		case "message_delta": return endMessage(event, reading);
		case "message_stop":
			reading.ended = true;
			return "none";
		case "message": return readWhole$5(value, reading);
		default:
			if (event.error !== void 0) reading.fault ??= faultIn(value);
			return "none";
	}
}
function readMessage$1(message, reading) {
	reading.responseModel = textOf$2(message.model);
	reading.responseId = textOf$2(message.id);
	readUsage$2(message.usage, reading);
}
function readWhole$5(message, reading) {
	readMessage$1(message, reading);
	reading.finishReason = textOf$2(message.stop_reason);
	reading.usageFinal = true;
	for (const block of listOf(message.content)) {
		const { text, thinking, input } = fieldsOf(block);
		reading.output.add(textOf$2(text));
		reading.output.add(textOf$2(thinking));
		if (isObject(input)) reading.output.add(JSON.stringify(input));
	}
	return "none";
}
function startBlock(block, reading) {
	const { text, name } = fieldsOf(block);
	reading.output.add(textOf$2(name));
	return say$7(text, "visible", reading);
}
function readDelta$4(delta, reading) {
	switch (delta.type) {
		case "text_delta": return say$7(delta.text, "visible", reading);
		case "thinking_delta": return say$7(delta.thinking, "hidden", reading);
		case "input_json_delta": return say$7(delta.partial_json, "hidden", reading);
		case "compaction_delta": return say$7(delta.content, "hidden", reading);
		case "citations_delta": return "hidden";
		case "signature_delta": return reading.timeline.frames === 0 ? "hidden" : "none";
		default: return "none";
	}
}
function endMessage(event, reading) {
	const { stop_reason } = fieldsOf(event.delta);
	if (typeof stop_reason === "string") reading.finishReason = stop_reason;
	if (isObject(event.usage)) {
		readUsage$2(event.usage, reading);
		reading.usageFinal = true;
	}
	return "none";
}
function readUsage$2(usage, reading) {
	reading.usage = mergeWords(reading.usage, usage);
	const { service_tier, speed } = fieldsOf(usage);
	if (typeof service_tier === "string") reading.serviceTier = service_tier;
	if (speed === "fast") reading.serviceTier = speed;
}
function usageOfReading(reading) {
	const words = spoken(reading.usage);
	return messageUsage(reading.usageFinal ? words : {
		...words,
		iterations: null
	}, reading.units);
}
function say$7(text, kind, reading) {
	if (typeof text !== "string" || text === "") return "none";
	reading.output.add(text);
	return kind;
}
const eventTypes$2 = new Set([
	"message",
	"message_start",
	"content_block_start",
	"content_block_delta",
	"content_block_stop",
	"message_delta",
	"message_stop",
	"ping",
	"error"
]);
// dist/collector/record/wires/wire.js
function stronger(a, b) {
	if (a === "visible" || b === "visible") return "visible";
	return a === "hidden" || b === "hidden" ? "hidden" : "none";
}
// dist/collector/record/wires/bedrock-converse.js
const bedrockConverse = {
	name: "bedrock.converse",
	operation: "chat",
	estimable: true,
	asked: ({ path }) => /\/model\/.+\/converse(-stream)?$/.test(path),
	fits: isConverse,
	read: readConverse,
	readHead: readUsageHeaders,
	usage: converseUsage
};
function isConverse(value) {
	return Object.keys(value).some((name) => eventTypes$1.has(name)) || isObject(value["output"]);
}
function readConverse(value, reading) {
	const answer = value;
	reading.fault ??= faultIn(value);
	if (isObject(answer.output)) return readWhole$4(answer, reading);
	if (isObject(answer.contentBlockDelta)) return readDelta$3(answer.contentBlockDelta, reading);
	if (isObject(answer.contentBlockStart)) {
		const start = fieldsOf(fieldsOf(answer.contentBlockStart).start);
		reading.output.add(textOf$2(fieldsOf(start.toolUse).name));
	}
	if (isObject(answer.messageStop)) reading.finishReason = textOf$2(fieldsOf(answer.messageStop).stopReason);
	if (isObject(answer.metadata)) {
		readMetadata(fieldsOf(answer.metadata), reading);
		reading.ended = true;
	}
	return "none";
}
function readWhole$4(answer, reading) {
	reading.finishReason = textOf$2(answer.stopReason);
	readMetadata(answer, reading);
	const { content } = fieldsOf(fieldsOf(answer.output).message);
	for (const block of listOf(content)) readBlock(fieldsOf(block), reading);
	return "none";
}
function readDelta$3(event, reading) {
	return readBlock(fieldsOf(fieldsOf(event).delta), reading);
}
function readBlock(block, reading) {
	const output = say$6(block.text, "visible", reading);
	if (isObject(block.reasoningContent)) {
		const { text, reasoningText } = fieldsOf(block.reasoningContent);
		return stronger(output, say$6(text ?? fieldsOf(reasoningText).text, "hidden", reading));
	}
	if (isObject(block.toolUse)) {
		const { name, input } = fieldsOf(block.toolUse);
		reading.output.add(textOf$2(name));
		reading.output.add(isObject(input) ? JSON.stringify(input) : textOf$2(input));
		return stronger(output, "hidden");
	}
	return isObject(block.citation) || isObject(block.image) ? stronger(output, "hidden") : output;
}
function readMetadata(metadata, reading) {
	reading.usage = mergeWords(reading.usage, metadata.usage);
	reading.usageFinal ||= isObject(metadata.usage);
	const { type } = fieldsOf(metadata.serviceTier);
	if (typeof type === "string") reading.serviceTier = type;
	const { guardrail } = fieldsOf(metadata.trace);
	if (isObject(guardrail)) reading.units.set("guardrail_units", guardrailUnits(guardrail, 0));
}
function guardrailUnits(value, depth) {
	if (depth > maxDepth || typeof value !== "object" || value === null) return 0;
	let units = 0;
	for (const [name, item] of Object.entries(value)) if (typeof item === "number") units += billedUnits.test(name) ? countOf(item) ?? 0 : 0;
	else units += guardrailUnits(item, depth + 1);
	return units;
}
function readUsageHeaders(headers, reading) {
	const tier = headers.get("x-amzn-bedrock-service-tier");
	if (tier !== void 0) reading.serviceTier = tier;
	const counts = [];
	for (const name of tokenHeaders) {
		const value = headers.get(`x-amzn-bedrock-${name}`);
		if (value !== void 0 && /^\d{1,15}$/.test(value)) counts.push([name, Number(value)]);
	}
	if (counts.length === 0) return;
	reading.usage = mergeWords(reading.usage, { headers: Object.fromEntries(counts) });
	reading.usageFinal = true;
}
function converseUsage(reading) {
	const words = spoken(reading.usage);
	const units = Object.fromEntries(reading.units);
	const inputTokens = countOf(words.inputTokens);
	if (inputTokens === null && countOf(words.outputTokens) === null) return {
		...countedByBedrock(reading),
		units
	};
	const read = countOf(words.cacheReadInputTokens) ?? countOf(words.cacheReadInputTokenCount);
	const written = countOf(words.cacheWriteInputTokens) ?? countOf(words.cacheWriteInputTokenCount);
	return {
		inputTokens: wholePrompt(inputTokens, read, written),
		outputTokens: countOf(words.outputTokens),
		cacheReadTokens: read,
		cacheWriteTokens: written,
		cacheWrite1hTokens: writtenFor1h(words.cacheDetails),
		units
	};
}
function countedByBedrock(reading) {
	const words = spoken(reading.usage);
	const metrics = fieldsOf(words["amazon-bedrock-invocationMetrics"]);
	const headers = fieldsOf(words.headers);
	const [input, output, read, written] = metricNames.map((name, index) => countOf(metrics[name]) ?? countOf(headers[tokenHeaders[index] ?? "input-token-count"]));
	return {
		inputTokens: wholePrompt(input ?? null, read ?? null, written ?? null),
		outputTokens: output ?? null,
		cacheReadTokens: read ?? null,
		cacheWriteTokens: written ?? null
	};
}
function wholePrompt(uncached, read, written) {
	return uncached === null ? null : uncached + (read ?? 0) + (written ?? 0);
}
function writtenFor1h(details) {
	let tokens = null;
	for (const detail of listOf(details)) {
		const { ttl, inputTokens } = fieldsOf(detail);
		if (ttl === "1h") tokens = sumOf(tokens, countOf(inputTokens));
	}
	return tokens;
}
function say$6(text, kind, reading) {
	if (typeof text !== "string" || text === "") return "none";
	reading.output.add(text);
	return kind;
}
const eventTypes$1 = new Set([
	"messageStart",
	"contentBlockStart",
	"contentBlockDelta",
	"contentBlockStop",
	"messageStop",
	"metadata"
]);
const tokenHeaders = [
	"input-token-count",
	"output-token-count",
	"cache-read-input-token-count",
	"cache-write-input-token-count"
];
const metricNames = [
	"inputTokenCount",
	"outputTokenCount",
	"cacheReadInputTokenCount",
	"cacheWriteInputTokenCount"
];
const billedUnits = /^(?!.*Free).*Units$/;
const maxDepth = 8;
// dist/collector/record/wires/bedrock-count-tokens.js
const bedrockCountTokens = countedTokens("bedrock.count_tokens", ({ path }) => /\/model\/.+\/count-tokens$/.test(path), (value) => countOf(value["inputTokens"]));
// dist/collector/record/money.js
function usdOf(value) {
	if (typeof value !== "number" && !(typeof value === "string" && decimalShape.test(value))) return null;
	return decimalText(new Decimal(value));
}
function usdFromTicks(ticks) {
	return typeof ticks === "number" && Number.isFinite(ticks) ? decimalText(new Decimal(ticks).mul("1e-10")) : null;
}
function toColumn(usd) {
	if (usd === null) return null;
	const rounded = new Decimal(usd).toDecimalPlaces(9, Decimal.ROUND_HALF_UP);
	return rounded.abs().lt("1e9") ? rounded.toFixed() : null;
}
function decimalText(amount) {
	return amount.isFinite() && !amount.isNegative() ? amount.toFixed() : null;
}
const decimalShape = /^\d{1,12}(\.\d{1,20})?$/;
// dist/collector/record/wires/openai-words.js
function chatUsage(reading) {
	const words = spoken(reading.usage);
	const input = words.prompt_tokens_details;
	const output = words.completion_tokens_details;
	const inputTokens = countOf(words.prompt_tokens);
	const outputTokens = outputOf(countOf(words.completion_tokens), countOf(words.total_tokens), inputTokens);
	return {
		inputTokens,
		outputTokens: words.citation_tokens === void 0 ? outputTokens : researchOutput(words, outputTokens),
		cacheReadTokens: detailOf(input, "cached_tokens") ?? countOf(words.cached_tokens) ?? countOf(words.prompt_cache_hit_tokens),
		cacheWriteTokens: detailOf(input, "cache_write_tokens") ?? countOf(words.cache_write_tokens),
		reasoningTokens: detailOf(output, "reasoning_tokens") ?? countOf(words.reasoning_tokens),
		audioInputTokens: detailOf(input, "audio_tokens"),
		audioOutputTokens: detailOf(output, "audio_tokens"),
		imageInputTokens: detailOf(input, "image_tokens"),
		imageOutputTokens: detailOf(output, "image_tokens"),
		units: unitsOf$1(reading),
		reportedCostUsd: costOf(reading)
	};
}
function tokenUsage(reading) {
	const usage = tokenUsageOf(spoken(reading.usage));
	const units = {
		...unitsOf$1(reading),
		...usage.units
	};
	return {
		...usage,
		units,
		reportedCostUsd: costOf(reading)
	};
}
function tokenUsageOf(words) {
	const input = words.input_tokens_details ?? words.input_token_details;
	const output = words.output_tokens_details ?? words.output_token_details;
	return {
		inputTokens: countOf(words.input_tokens),
		outputTokens: countOf(words.output_tokens),
		cacheReadTokens: detailOf(input, "cached_tokens"),
		cacheWriteTokens: detailOf(input, "cache_write_tokens"),
		reasoningTokens: detailOf(output, "reasoning_tokens"),
		audioInputTokens: detailOf(input, "audio_tokens"),
		audioOutputTokens: detailOf(output, "audio_tokens"),
		imageInputTokens: detailOf(input, "image_tokens"),
		imageOutputTokens: detailOf(output, "image_tokens"),
		units: cachedMedia(input)
	};
}
function cachedMedia(input) {
	const { cached_tokens_details: cached } = fieldsOf(input);
	if (!isObject(cached)) return {};
	const units = new Map();
	setUnit(units, "audio_cache_read_tokens", cached["audio_tokens"]);
	setUnit(units, "image_cache_read_tokens", cached["image_tokens"]);
	return Object.fromEntries(units);
}
function unitsOf$1(reading) {
	const units = new Map(reading.units);
	const words = fieldsOf(spoken(reading.usage));
	setUnit(units, "web_searches", words.num_search_queries);
	setUnit(units, "web_searches", fieldsOf(words.server_tool_use).web_search_requests);
	setUnit(units, "sources", words.num_sources_used);
	setUnit(units, "citation_tokens", words.citation_tokens);
	setUnit(units, "seconds_in", words.prompt_audio_seconds);
	return Object.fromEntries(units);
}
function costOf(reading) {
	const words = fieldsOf(spoken(reading.usage));
	const cost = isObject(words.cost) ? fieldsOf(words.cost).total_cost : words.cost;
	return usdFromTicks(words.cost_in_usd_ticks) ?? usdOf(cost);
}
function researchOutput(words, outputTokens) {
	const completion = countOf(words.completion_tokens);
	if (completion === null || outputTokens === null) return outputTokens;
	const research = (countOf(words.citation_tokens) ?? 0) + (countOf(words.reasoning_tokens) ?? 0);
	return Math.max(outputTokens, completion + research);
}
function outputOf(completion, total, prompt) {
	if (completion === null || total === null || prompt === null) return completion;
	return Math.max(completion, total - prompt);
}
// dist/collector/record/wires/openai-chat.js
const openaiChat = {
	name: "openai.chat",
	operation: "chat",
	estimable: true,
	asked: asksForChat$1,
	fits: (value) => Array.isArray(value["choices"]) || textOf$2(value["object"]).startsWith("chat.completion"),
	read: readChat$1,
	usage: chatUsage
};
function readChat$1(value, reading) {
	const frame = value;
	reading.fault ??= faultIn(value);
	if (reading.responseModel === "") reading.responseModel = textOf$2(frame.model);
	if (reading.responseId === "") reading.responseId = textOf$2(frame.id);
	if (typeof frame.service_tier === "string") reading.serviceTier = frame.service_tier;
	const choices = listOf(frame.choices);
	let output = "none";
	for (const choice of choices) output = stronger(output, readChoice(fieldsOf(choice), reading));
	const usage = frame.usage ?? fieldsOf(frame.x_groq).usage ?? usageOfChoice(choices);
	if (isObject(usage)) {
		reading.usage = mergeWords(reading.usage, usage);
		reading.usageFinal ||= !reading.streamed || reading.finished || choices.length === 0;
	}
	return output;
}
function usageOfChoice(choices) {
	return fieldsOf(choices.at(-1)).usage;
}
function asksForChat$1({ path, body }) {
	return path.endsWith("/chat/completions") && (body === null || "messages" in body);
}
function readChoice(choice, reading) {
	if (typeof choice.finish_reason === "string" && choice.finish_reason !== "") {
		if (reading.finishReason === "" || choice.index === 0) reading.finishReason = choice.finish_reason;
		reading.finished = true;
	}
	if (isObject(choice.error)) reading.fault ??= faultIn(choice);
	if (isObject(choice.delta)) return readDelta$2(choice.delta, reading);
	if (isObject(choice.message)) return reading.streamed ? "none" : readDelta$2(choice.message, reading);
	return say$5(choice.text, "visible", reading);
}
function readDelta$2(delta, reading) {
	let output = readContent$2(delta.content, reading);
	output = stronger(output, say$5(delta.refusal, "visible", reading));
	const reasoning = say$5(delta.reasoning_content ?? delta.reasoning, "hidden", reading);
	output = stronger(output, reasoning);
	if (reasoning === "none" && listOf(delta.reasoning_details).length > 0) output = stronger(output, "hidden");
	for (const call of listOf(delta.tool_calls)) {
		output = stronger(output, "hidden");
		readCall(fieldsOf(call).function, reading);
	}
	if (isObject(delta.function_call)) {
		output = stronger(output, "hidden");
		readCall(delta.function_call, reading);
	}
	return isObject(delta.audio) ? stronger(output, "hidden") : output;
}
function readContent$2(content, reading) {
	if (!Array.isArray(content)) return say$5(content, "visible", reading);
	let output = "none";
	for (const item of content) {
		const part = fieldsOf(item);
		if (part.type === "thinking") {
			for (const thought of listOf(part.thinking)) output = stronger(output, say$5(fieldsOf(thought).text, "hidden", reading));
			output = stronger(output, say$5(part.thinking, "hidden", reading));
		} else output = stronger(output, say$5(part.text, "visible", reading));
	}
	return output;
}
function readCall(call, reading) {
	const { name, arguments: given } = fieldsOf(call);
	say$5(name, "hidden", reading);
	say$5(given, "hidden", reading);
}
function say$5(text, kind, reading) {
	if (typeof text !== "string" || text === "") return "none";
	reading.output.add(text);
	return kind;
}
// dist/collector/record/wires/bedrock-invoke.js
const invoke = {
	name: "bedrock.invoke",
	fits: (value) => faultIn(value) === null,
	read: readAnswer$1,
	readHead: readUsageHeaders,
	usage: usageOfAnswer$1
};
const bedrockInvokeEmbeddings = {
	...invoke,
	operation: "embeddings",
	estimable: false,
	asked: (ask) => invoked(ask) && /embed/i.test(ask.path)
};
const bedrockInvokeText = {
	...invoke,
	operation: "text_completion",
	estimable: true,
	asked: (ask) => invoked(ask) && ask.body !== null && ("prompt" in ask.body || "inputText" in ask.body)
};
const bedrockInvoke = {
	...invoke,
	operation: "chat",
	estimable: true,
	asked: invoked
};
function invoked({ path }) {
	return /\/model\/.+\/invoke(-with-response-stream)?$/.test(path);
}
function readAnswer$1(value, reading) {
	const { bytes } = fieldsOf(value["chunk"]);
	if (typeof bytes !== "string") return readNative(value, reading);
	const native = parseJson(Buffer.from(bytes, "base64").toString("utf8"));
	if (!isObject(native)) return "none";
	const output = readNative(native, reading);
	const metrics = native[metricsName];
	if (isObject(metrics)) {
		reading.usage = mergeWords(reading.usage, { [metricsName]: metrics });
		reading.usageFinal = true;
		reading.ended = true;
	}
	return output;
}
function readNative(value, reading) {
	if (anthropicMessages.fits(value)) return anthropicMessages.read(value, reading);
	if (isConverse(value)) return readConverse(value, reading);
	if (Array.isArray(value["choices"])) return readChoices(value, reading);
	reading.fault ??= faultIn(value);
	return readText$1(value, reading);
}
function readChoices(value, reading) {
	let output = openaiChat.read(value, reading);
	for (const choice of listOf(value["choices"])) {
		const { message, stop_reason } = fieldsOf(choice);
		finish$1(stop_reason, reading);
		if (reading.streamed) output = stronger(output, say$4(fieldsOf(message).content, reading));
	}
	return output;
}
function readText$1(value, reading) {
	const native = value;
	if (reading.responseId === "") reading.responseId = textOf$2(native.response_id ?? native.id);
	reading.usage = mergeWords(reading.usage, countsOf(value));
	const images = listOf(native.images).length;
	if (images > 0) reading.units.set("images", images);
	let output = say$4(native.generation ?? native.outputText ?? native.text ?? native.completion, reading);
	for (const name of [
		"generations",
		"results",
		"outputs",
		"completions"
	]) for (const item of listOf(native[name])) output = stronger(output, readItem(item, reading));
	finish$1(native.stop_reason ?? native.finish_reason ?? native.completionReason, reading);
	return reading.streamed ? output : "none";
}
function readItem(item, reading) {
	const part = fieldsOf(item);
	finish$1(part.stop_reason ?? part.finish_reason ?? part.completionReason ?? fieldsOf(part.finishReason).reason, reading);
	return say$4(part.text ?? part.outputText ?? fieldsOf(part.data).text, reading);
}
function finish$1(reason, reading) {
	if (typeof reason === "string" && reason !== "") reading.finishReason = reason;
}
function countsOf(value) {
	const counts = [];
	for (const name of countNames) if (typeof value[name] === "number") counts.push([name, value[name]]);
	let tokens = null;
	for (const result of listOf(value["results"])) tokens = sumOf(tokens, countOf(fieldsOf(result).tokenCount));
	if (tokens !== null) counts.push(["tokenCount", tokens]);
	return Object.fromEntries(counts);
}
function usageOfAnswer$1(reading) {
	const native = usageOfModel(reading);
	const counted = countedByBedrock(reading);
	if (native.inputTokens === null && native.outputTokens === null) return {
		...native,
		...counted
	};
	return {
		...native,
		inputTokens: native.inputTokens ?? counted.inputTokens ?? null,
		outputTokens: native.outputTokens ?? counted.outputTokens ?? null
	};
}
function usageOfModel(reading) {
	const words = spoken(reading.usage);
	if ("input_tokens" in words || "output_tokens" in words) return whole(anthropicMessages.usage(reading));
	if ("prompt_tokens" in words) return whole(openaiChat.usage(reading));
	if ("inputTokens" in words) return whole(converseUsage(reading));
	const counts = words;
	return {
		inputTokens: countOf(counts.inputTextTokenCount) ?? countOf(counts.prompt_token_count),
		outputTokens: countOf(counts.totalOutputTextTokenCount) ?? countOf(counts.tokenCount) ?? countOf(counts.generation_token_count),
		units: Object.fromEntries(reading.units)
	};
}
function whole(usage) {
	return {
		...usage,
		inputTokens: usage.inputTokens ?? null,
		outputTokens: usage.outputTokens ?? null
	};
}
function say$4(text, reading) {
	if (typeof text !== "string" || text === "") return "none";
	reading.output.add(text);
	return "visible";
}
const metricsName = "amazon-bedrock-invocationMetrics";
const countNames = [
	"inputTextTokenCount",
	"totalOutputTextTokenCount",
	"prompt_token_count",
	"generation_token_count"
];
// dist/collector/record/wires/cohere-words.js
function cohereUsage(reading, searches) {
	const words = fieldsOf(spoken(reading.usage));
	const billed = fieldsOf(words.billed_units ?? words.tokens);
	const imageTokens = countOf(billed.image_tokens);
	const units = new Map(reading.units);
	setUnit(units, searches, billed.search_units);
	setUnit(units, "classifications", billed.classifications);
	return {
		inputTokens: sumOf(countOf(billed.input_tokens), imageTokens),
		outputTokens: countOf(billed.output_tokens),
		imageInputTokens: imageTokens,
		units: Object.fromEntries(units)
	};
}
// dist/collector/record/wires/cohere-chat.js
const cohereChat = {
	name: "cohere.chat",
	operation: "chat",
	estimable: true,
	asked: asksForChat,
	fits: (value) => eventTypes.test(textOf$2(value["type"])) || "event_type" in value || isWhole(value),
	read: readChat,
	usage: (reading) => cohereUsage(reading, "web_searches")
};
function asksForChat({ path, body }) {
	if (path.endsWith("/v2/chat")) return body === null || "messages" in body;
	return path.endsWith("/v1/chat") && body !== null && typeof body["message"] === "string";
}
function isWhole(value) {
	return "generation_id" in value || "finish_reason" in value && isObject(value["message"]);
}
function readChat(value, reading) {
	const answer = value;
	if (answer.event_type !== void 0) return readFirstVersion(answer, reading);
	if (typeof answer.type === "string") return readEvent$4(answer, reading);
	if (isWhole(value)) return readWhole$3(answer, reading);
	reading.fault ??= faultIn(value);
	return "none";
}
function readEvent$4(event, reading) {
	const delta = fieldsOf(event.delta);
	switch (event.type) {
		case "message-start":
			reading.responseId = textOf$2(event.id);
			return "none";
		case "message-end":
			reading.ended = true;
			end(delta.finish_reason, delta.error, reading);
			bill(delta.usage, reading);
			return "none";
		default:
			reading.fault ??= faultIn(event);
			return readMessage(fieldsOf(delta.message), reading);
	}
}
function readFirstVersion(event, reading) {
	switch (event.event_type) {
		case "stream-start":
			reading.responseId = textOf$2(event.generation_id);
			return "none";
		case "text-generation": return say$3(event.text, "visible", reading);
		case "tool-calls-chunk": {
			const { text, tool_call } = fieldsOf(event.tool_call_delta);
			reading.output.add(isObject(tool_call) ? JSON.stringify(tool_call) : "");
			return stronger("hidden", say$3(text, "hidden", reading));
		}
		case "stream-end": {
			const { meta, error } = fieldsOf(event.response);
			reading.ended = true;
			end(event.finish_reason, error, reading);
			bill(meta, reading);
			return "none";
		}
		default: return "none";
	}
}
function readWhole$3(answer, reading) {
	reading.responseId = textOf$2(answer.id ?? answer.generation_id ?? answer.response_id);
	end(answer.finish_reason, void 0, reading);
	bill(answer.usage ?? answer.meta, reading);
	say$3(answer.text, "visible", reading);
	readMessage(fieldsOf(answer.message), reading);
	return "none";
}
function readMessage(message, reading) {
	let output = say$3(message.tool_plan, "hidden", reading);
	for (const item of oneOrMany(message.content)) {
		const { text, thinking } = fieldsOf(item);
		output = stronger(output, say$3(thinking, "hidden", reading));
		output = stronger(output, say$3(text, "visible", reading));
	}
	for (const item of oneOrMany(message.tool_calls)) {
		const call = fieldsOf(fieldsOf(item).function);
		output = stronger(output, say$3(call.name, "hidden", reading));
		output = stronger(output, say$3(call.arguments, "hidden", reading));
	}
	return output;
}
function oneOrMany(value) {
	return isObject(value) ? [value] : listOf(value);
}
function end(reason, error, reading) {
	reading.finishReason = textOf$2(reason);
	if (/^(ERROR|ERROR_TOXIC|TIMEOUT)$/.test(reading.finishReason)) reading.fault ??= {
		code: reading.finishReason,
		message: textOf$2(error)
	};
}
function bill(usage, reading) {
	if (!isObject(usage)) return;
	const { billed_units, tokens, cached_tokens } = fieldsOf(usage);
	reading.usage = mergeWords(reading.usage, {
		billed_units: billed_units ?? null,
		tokens: tokens ?? null,
		cached_tokens: cached_tokens ?? null
	});
	reading.usageFinal = true;
}
function say$3(text, kind, reading) {
	if (typeof text !== "string" || text === "") return "none";
	reading.output.add(text);
	return kind;
}
const eventTypes = /^(message|content|tool-plan|tool-call|citation)-(start|delta|end)$|^tool-plan-delta$/;
// dist/collector/record/wires/cohere-embed.js
const cohereEmbed = {
	name: "cohere.embed",
	operation: "embeddings",
	estimable: false,
	asked: ({ path }) => /\/v[12]\/embed$/.test(path),
	fits: (value) => "embeddings" in value,
	read(value, reading) {
		reading.responseId = textOf$2(value["id"]);
		reading.usage = mergeWords(reading.usage, value["meta"]);
		reading.usageFinal = true;
		return "none";
	},
	usage: (reading) => cohereUsage(reading, "web_searches")
};
// dist/collector/record/wires/cohere-rerank.js
const cohereRerank = {
	name: "cohere.rerank",
	operation: "rerank",
	estimable: false,
	asked: ({ path }) => path.endsWith("/rerank"),
	fits: (value) => Array.isArray(value["results"]) || Array.isArray(value["data"]),
	read(value, reading) {
		reading.responseId = textOf$2(value["id"]);
		reading.responseModel = textOf$2(value["model"]);
		reading.usage = mergeWords(mergeWords(reading.usage, value["meta"]), value["usage"]);
		reading.usageFinal = true;
		return "none";
	},
	usage: usageOfRerank
};
function usageOfRerank(reading) {
	const words = fieldsOf(spoken(reading.usage));
	const tokens = countOf(words.total_tokens) ?? countOf(words.prompt_tokens);
	const billed = cohereUsage(reading, "rerank_searches");
	if (tokens !== null) return {
		...billed,
		inputTokens: tokens
	};
	return Object.keys(billed.units ?? {}).length === 0 ? billed : {
		...billed,
		source: "reported"
	};
}
// dist/collector/record/wires/gemini-count-tokens.js
const geminiCountTokens = countedTokens("gemini.count_tokens", ({ path }) => path.endsWith(":countTokens"), (value) => countOf(value["totalTokens"]));
// dist/collector/record/wires/gemini-embeddings.js
const geminiEmbeddings = {
	name: "gemini.embeddings",
	operation: "embeddings",
	estimable: true,
	asked: ({ path }) => /:(batchEmbedContents|embedContent)$|\/models\/[^/]*embedding[^/]*:predict$/.test(path),
	fits: (value) => [
		"embedding",
		"embeddings",
		"predictions"
	].some((name) => name in value),
	read: readEmbeddings$1,
	usage: usageOfEmbeddings
};
function readEmbeddings$1(value, reading) {
	const { usageMetadata, predictions, metadata } = fieldsOf(value);
	reading.usage = mergeWords(reading.usage, usageMetadata);
	let tokens = null;
	for (const prediction of listOf(predictions)) {
		const { statistics } = fieldsOf(fieldsOf(prediction).embeddings);
		tokens = sumOf(tokens, countOf(fieldsOf(statistics).token_count));
	}
	if (tokens !== null) reading.usage = mergeWords(reading.usage, { promptTokenCount: tokens });
	if (isObject(metadata)) setUnit(reading.units, "characters_in", metadata["billableCharacterCount"]);
	reading.usageFinal = true;
	reading.ended = true;
	return "none";
}
function usageOfEmbeddings(reading) {
	const words = fieldsOf(spoken(reading.usage));
	const inputTokens = countOf(words.promptTokenCount);
	const details = words.promptTokenDetails ?? words.promptTokensDetails;
	return {
		inputTokens,
		audioInputTokens: modalityTokens(details, "AUDIO"),
		imageInputTokens: modalityTokens(details, "IMAGE"),
		units: Object.fromEntries(reading.units),
		source: inputTokens === null && reading.units.size === 0 ? "none" : "reported"
	};
}
// dist/collector/record/wires/gemini-usage.js
function readTier(usage, reading) {
	const { serviceTier, trafficType } = fieldsOf(usage);
	const tier = serviceTier ?? trafficType;
	if (typeof tier === "string") reading.serviceTier = tier;
}
function readSearches(groundingMetadata, reading) {
	const searches = searchesIn(groundingMetadata);
	if (searches > (reading.units.get("web_searches") ?? 0)) reading.units.set("web_searches", searches);
}
function searchesIn(groundingMetadata) {
	return listOf(fieldsOf(groundingMetadata).webSearchQueries).length;
}
function usageOfMetadata(reading) {
	const words = spoken(reading.usage);
	const prompt = countOf(words.promptTokenCount);
	const tools = countOf(words.toolUsePromptTokenCount);
	const thoughts = countOf(words.thoughtsTokenCount);
	const total = countOf(words.totalTokenCount);
	const inputTokens = prompt === null ? null : prompt + (tools ?? 0);
	const said = sumOf(countOf(words.responseTokenCount ?? words.candidatesTokenCount), thoughts);
	const derived = total === null || inputTokens === null ? null : Math.max(0, total - inputTokens);
	const output = outputDetails(words);
	return {
		inputTokens,
		outputTokens: said ?? derived,
		cacheReadTokens: countOf(words.cachedContentTokenCount),
		reasoningTokens: thoughts,
		audioInputTokens: modalityTokens(words.promptTokensDetails, "AUDIO"),
		imageInputTokens: modalityTokens(words.promptTokensDetails, "IMAGE"),
		audioOutputTokens: modalityTokens(output, "AUDIO"),
		imageOutputTokens: modalityTokens(output, "IMAGE"),
		toolInputTokens: tools,
		units: unitsOf(words, reading)
	};
}
function unitsOf(words, reading) {
	const units = new Map(reading.units);
	setUnit(units, "video_input_tokens", modalityTokens(words.promptTokensDetails, "VIDEO"));
	setUnit(units, "video_output_tokens", modalityTokens(outputDetails(words), "VIDEO"));
	if (Array.isArray(words.cacheTokensDetails)) for (const medium of [
		"AUDIO",
		"IMAGE",
		"VIDEO"
	]) {
		if (modalityTokens(words.promptTokensDetails, medium) === null) continue;
		const cached = modalityTokens(words.cacheTokensDetails, medium) ?? 0;
		units.set(`${medium.toLowerCase()}_cache_read_tokens`, cached);
	}
	return Object.fromEntries(units);
}
function outputDetails({ responseTokensDetails, candidatesTokensDetails }) {
	return responseTokensDetails ?? candidatesTokensDetails;
}
// dist/collector/record/wires/gemini-generate.js
const geminiGenerate = {
	name: "gemini.generate",
	operation: "generate_content",
	estimable: true,
	asked: ({ path }) => /:(generateContent|streamGenerateContent)$/.test(path),
	fits: (value) => "candidates" in value || "usageMetadata" in value || "promptFeedback" in value,
	read: readFrame,
	usage: usageOfMetadata
};
function readFrame(value, reading) {
	const frame = value;
	if (frame.error !== void 0) reading.fault ??= faultIn(value);
	if (typeof frame.modelVersion === "string") reading.responseModel = frame.modelVersion;
	if (typeof frame.responseId === "string") reading.responseId = frame.responseId;
	let output = "none";
	for (const candidate of listOf(frame.candidates)) output = stronger(output, readCandidate(fieldsOf(candidate), reading));
	const { blockReason } = fieldsOf(frame.promptFeedback);
	if (typeof blockReason === "string") {
		reading.finishReason = blockReason;
		reading.finished = true;
	}
	if (isObject(frame.usageMetadata)) readUsage$1(frame.usageMetadata, reading);
	return output;
}
function readCandidate(candidate, reading) {
	const reason = finishWord(candidate.finishReason);
	if (reason !== "") {
		if (reading.finishReason === "" || candidate.index === 0) reading.finishReason = reason;
		reading.finished = true;
	}
	readSearches(candidate.groundingMetadata, reading);
	let output = "none";
	for (const part of listOf(fieldsOf(candidate.content).parts)) output = stronger(output, readPart(fieldsOf(part), reading));
	return output;
}
function readPart(part, reading) {
	if (typeof part.text === "string" && part.text !== "") {
		reading.output.add(part.text);
		return part.thought === true ? "hidden" : "visible";
	}
	if (isObject(part.functionCall)) {
		reading.output.add(JSON.stringify(part.functionCall));
		return "hidden";
	}
	if (isObject(part.executableCode)) {
		reading.output.add(textOf$2(fieldsOf(part.executableCode).code));
		return "hidden";
	}
	return isObject(part.inlineData) ? "hidden" : "none";
}
function readUsage$1(usage, reading) {
	reading.usage = mergeWords(reading.usage, usage);
	reading.usageFinal ||= reading.finished || !reading.streamed;
	readTier(usage, reading);
}
// dist/collector/record/wires/gemini-interactions.js
const geminiInteractions = {
	name: "gemini.interactions",
	operation: "generate_content",
	estimable: true,
	asked: ({ path }) => path.endsWith("/interactions"),
	fits: (value) => value["object"] === "interaction" || typeof value["event_type"] === "string",
	read: readEvent$3,
	usage: usageOfInteraction
};
function readEvent$3(value, reading) {
	const event = value;
	if (value["object"] === "interaction") return readWhole$2(value, reading);
	reading.usage = mergeWords(reading.usage, fieldsOf(event.metadata).usage);
	switch (event.event_type) {
		case "interaction.created":
			readInteraction(fieldsOf(event.interaction), reading);
			return "none";
		case "step.start": return readStep(event.step, reading);
		case "step.delta": return readContent$1(event.delta, reading);
		case "interaction.completed":
			readInteraction(fieldsOf(event.interaction), reading);
			reading.usageFinal = true;
			reading.ended = true;
			return "none";
		default:
			reading.fault ??= faultIn(value);
			return "none";
	}
}
function readWhole$2(interaction, reading) {
	readInteraction(interaction, reading);
	for (const step of listOf(interaction.steps)) readStep(step, reading);
	reading.usageFinal = true;
	reading.pending = interaction.status === "in_progress";
	return "none";
}
function readInteraction(interaction, reading) {
	reading.responseId = textOf$2(interaction.id);
	reading.responseModel = textOf$2(interaction.model ?? interaction.agent);
	if (interaction.status !== "in_progress") reading.finishReason = textOf$2(interaction.status);
	if (typeof interaction.service_tier === "string") reading.serviceTier = interaction.service_tier;
	reading.usage = mergeWords(reading.usage, interaction.usage);
}
function readStep(value, reading) {
	const step = fieldsOf(value);
	let output = callOf(step, reading);
	for (const content of listOf(step.content)) output = stronger(output, readContent$1(content, reading));
	for (const content of listOf(step.summary)) output = stronger(output, say$2(fieldsOf(content).text, "hidden", reading));
	return output;
}
function readContent$1(value, reading) {
	const content = fieldsOf(value);
	switch (content.type) {
		case "text": return say$2(content.text, "visible", reading);
		case "thought_summary": return say$2(fieldsOf(content.content).text, "hidden", reading);
		case "image":
		case "audio":
		case "video": return "hidden";
		default: return callOf(content, reading);
	}
}
function callOf(value, reading) {
	const given = isObject(value.arguments) ? JSON.stringify(value.arguments) : value.arguments;
	return stronger(say$2(value.name, "hidden", reading), say$2(given, "hidden", reading));
}
function usageOfInteraction(reading) {
	const words = spoken(reading.usage);
	const tools = countOf(words.total_tool_use_tokens);
	const thoughts = countOf(words.total_thought_tokens);
	return {
		inputTokens: sumOf(countOf(words.total_input_tokens), tools),
		outputTokens: sumOf(countOf(words.total_output_tokens), thoughts),
		cacheReadTokens: countOf(words.total_cached_tokens),
		reasoningTokens: thoughts,
		toolInputTokens: tools,
		audioInputTokens: modalityTokens(words.input_tokens_by_modality, "AUDIO"),
		imageInputTokens: modalityTokens(words.input_tokens_by_modality, "IMAGE"),
		audioOutputTokens: modalityTokens(words.output_tokens_by_modality, "AUDIO"),
		imageOutputTokens: modalityTokens(words.output_tokens_by_modality, "IMAGE"),
		units: Object.fromEntries(reading.units)
	};
}
function say$2(text, kind, reading) {
	if (typeof text !== "string" || text === "") return "none";
	reading.output.add(text);
	return kind;
}
// dist/collector/record/wires/gemini-live.js
const geminiLive = {
	wire: {
		name: "gemini.live",
		operation: "realtime",
		estimable: false,
		asked: () => false,
		fits: () => false,
		read: () => "none",
		usage: usageOfMetadata
	},
	asked: ({ path }) => /BidiGenerateContent(Constrained)?$/.test(path),
	hear: hear$3,
	read: read$3
};
function hear$3(value, session) {
	const { setup, clientContent } = fieldsOf(value);
	const { model } = fieldsOf(setup);
	if (typeof model === "string") session.askedModel = model.slice(model.lastIndexOf("/") + 1);
	if (fieldsOf(clientContent).turnComplete === true) session.ask(null);
}
function read$3(value, session) {
	const message = value;
	const fault = faultIn(value);
	if (fault !== null) session.fail(fault);
	const content = fieldsOf(message.serverContent);
	let output = readContent(content, session);
	if (isObject(message.toolCall)) {
		session.current().reading.finished = true;
		output = stronger(output, "hidden");
	}
	if (isObject(message.usageMetadata)) readUsage(message.usageMetadata, message, session);
	if (content.turnComplete === true) endTurn(content, session);
	return output;
}
function readContent(content, session) {
	let output = "none";
	for (const part of listOf(fieldsOf(content.modelTurn).parts)) output = stronger(output, kindOf(fieldsOf(part)));
	if (textOf$2(fieldsOf(content.outputTranscription).text) !== "") output = "visible";
	if (output === "none" && searchesIn(content.groundingMetadata) === 0 && content.interrupted !== true) return "none";
	const { reading } = session.current();
	reading.finished = false;
	if (content.interrupted === true) reading.finishReason = "interrupted";
	readSearches(content.groundingMetadata, reading);
	return output;
}
function kindOf(part) {
	if (typeof part.text === "string" && part.text !== "") return part.thought === true ? "hidden" : "visible";
	return isObject(part.inlineData) || isObject(part.executableCode) || isObject(part.functionCall) ? "hidden" : "none";
}
function readUsage(usage, message, session) {
	const given = usageOwner(session);
	given.reading.usage = mergeWords(given.reading.usage, usage);
	given.reading.usageFinal = true;
	readTier(usage, given.reading);
	if (isObject(message.toolCall)) session.end(given);
}
function usageOwner(session) {
	const { last } = session;
	return last !== null && !last.open && last.reading.usage === null ? last : session.current();
}
function endTurn({ turnCompleteReason }, session) {
	const { last } = session;
	const given = last !== null && !last.open ? last : session.current();
	if (typeof turnCompleteReason === "string") given.reading.finishReason = turnCompleteReason;
	else if (given.reading.finishReason === "") given.reading.finishReason = "turnComplete";
	session.end(given);
}
// dist/collector/record/wires/mistral-ocr.js
const mistralOcr = {
	name: "mistral.ocr",
	operation: "ocr",
	estimable: false,
	asked: ({ path }) => path.endsWith("/v1/ocr"),
	fits: (value) => Array.isArray(value["pages"]) || isObject(value["usage_info"]),
	read: readPages,
	usage: ({ units }) => units.size === 0 ? {} : {
		units: Object.fromEntries(units),
		source: "reported"
	}
};
function readPages(value, reading) {
	const { model, usage_info, document_annotation, pages } = fieldsOf(value);
	reading.responseModel = textOf$2(model);
	reading.usage = mergeWords(reading.usage, usage_info);
	reading.usageFinal = true;
	const annotated = textOf$2(document_annotation) !== "" || listOf(pages).some(hasAnnotation);
	const { pages_processed } = fieldsOf(usage_info);
	setUnit(reading.units, annotated ? "annotated_pages" : "pages", pages_processed);
	return "none";
}
function hasAnnotation(page) {
	const { images } = fieldsOf(page);
	return listOf(images).some((image) => textOf$2(fieldsOf(image).image_annotation) !== "");
}
// dist/collector/record/wires/ollama-chat.js
const lines = {
	estimable: true,
	fits: (value) => "done" in value,
	read: readLine$1,
	usage: usageOfLines$1
};
const ollamaChat = {
	...lines,
	name: "ollama.chat",
	operation: "chat",
	asked: ({ path, body }) => path.endsWith("/api/chat") && (body === null || "model" in body)
};
const ollamaGenerate = {
	...lines,
	name: "ollama.generate",
	operation: "text_completion",
	asked: ({ path, body }) => path.endsWith("/api/generate") && (body === null || "model" in body)
};
const ollamaEmbed = {
	name: "ollama.embed",
	operation: "embeddings",
	estimable: false,
	asked: ({ path }) => /\/api\/embed(dings)?$/.test(path),
	fits: (value) => "embeddings" in value || "embedding" in value,
	read(value, reading) {
		reading.responseModel = textOf$2(value["model"]);
		tell(value, reading);
		return "none";
	},
	usage: usageOfLines$1
};
function readLine$1(value, reading) {
	const line = value;
	reading.fault ??= faultIn(value);
	if (reading.responseModel === "") reading.responseModel = textOf$2(line.model);
	let output = stronger(say$1(line.thinking, "hidden", reading), say$1(line.response, "visible", reading));
	const message = fieldsOf(line.message);
	output = stronger(output, say$1(message.thinking, "hidden", reading));
	output = stronger(output, say$1(message.content, "visible", reading));
	for (const call of listOf(message.tool_calls)) {
		reading.output.add(JSON.stringify(fieldsOf(call).function ?? ""));
		output = stronger(output, "hidden");
	}
	if (line.done === true) {
		reading.finishReason = textOf$2(line.done_reason);
		reading.ended = true;
		tell(value, reading);
	}
	return output;
}
function tell(value, reading) {
	const told = Object.fromEntries(usageNames.map((name) => [name, value[name]]).filter(([, count]) => typeof count === "number"));
	if (Object.keys(told).length === 0) return;
	reading.usage = mergeWords(reading.usage, told);
	reading.usageFinal = true;
}
function usageOfLines$1(reading) {
	const words = spoken(reading.usage);
	return {
		inputTokens: countOf(words.prompt_eval_count),
		outputTokens: countOf(words.eval_count) ?? (saidNothing(reading) ? 0 : null),
		units: Object.fromEntries(reading.units)
	};
}
function saidNothing({ ended, usage, output }) {
	return ended && usage?.has("prompt_eval_count") === true && output.length === 0;
}
function say$1(text, kind, reading) {
	if (typeof text !== "string" || text === "") return "none";
	reading.output.add(text);
	return kind;
}
const usageNames = [
	"prompt_eval_count",
	"eval_count",
	"total_duration",
	"load_duration",
	"prompt_eval_duration",
	"eval_duration"
];
// dist/collector/record/wires/openai-completions.js
const openaiCompletions = {
	name: "openai.completions",
	operation: "text_completion",
	estimable: true,
	asked: ({ path, body }) => path.endsWith("/completions") && !path.endsWith("/chat/completions") && (body === null || "prompt" in body),
	fits: (value) => Array.isArray(value["choices"]),
	read: readChat$1,
	usage: chatUsage
};
// dist/collector/record/wires/openai-embeddings.js
const openaiEmbeddings = {
	name: "openai.embeddings",
	operation: "embeddings",
	estimable: false,
	asked: ({ path, body }) => path.endsWith("/embeddings") && (body === null || "input" in body),
	fits: (value) => Array.isArray(value["data"]) || isObject(value["usage"]),
	read: readEmbeddings,
	usage: (reading) => {
		const { total_tokens } = fieldsOf(spoken(reading.usage));
		const usage = chatUsage(reading);
		return {
			...usage,
			inputTokens: usage.inputTokens ?? countOf(total_tokens)
		};
	}
};
function readEmbeddings(value, reading) {
	const answer = fieldsOf(value);
	reading.responseModel = textOf$2(answer.model);
	reading.responseId = textOf$2(answer.id);
	reading.usage = mergeWords(reading.usage, answer.usage);
	reading.usageFinal = true;
	return "none";
}
// dist/collector/record/wires/openai-images.js
const openaiImages = {
	name: "openai.images",
	operation: "image_generation",
	estimable: false,
	asked: ({ path }) => /\/images\/(generations|edits|variations)$/.test(path),
	fits: (value) => Array.isArray(value["data"]) || isObject(value["usage"]) || eventType.test(textOf$2(value["type"])),
	read: readImages,
	usage: usageOfImages
};
function readImages(value, reading) {
	const answer = value;
	const type = textOf$2(answer.type);
	if (type === "error" || isObject(answer.error)) reading.fault ??= faultIn(value);
	if (typeof answer.model === "string") reading.responseModel = answer.model;
	if (isObject(answer.usage)) {
		reading.usage = mergeWords(reading.usage, answer.usage);
		reading.usageFinal = true;
	}
	if (type.endsWith(".completed")) {
		count(1, reading);
		reading.ended = true;
		return "visible";
	}
	if (type.endsWith(".partial_image")) return "visible";
	count(listOf(answer.data).length, reading);
	return "none";
}
function count(images, reading) {
	if (images > 0) reading.units.set("images", (reading.units.get("images") ?? 0) + images);
}
function usageOfImages(reading) {
	if (reading.usage === null) return reading.units.size === 0 ? {} : {
		units: Object.fromEntries(reading.units),
		source: "estimated"
	};
	const usage = tokenUsage(reading);
	const { output_tokens, output_tokens_details } = fieldsOf(spoken(reading.usage));
	if (isObject(output_tokens_details)) return usage;
	return {
		...usage,
		imageOutputTokens: countOf(output_tokens)
	};
}
const eventType = /^image_(generation|edit)\./;
// dist/collector/record/wires/openai-moderation.js
const openaiModeration = {
	name: "openai.moderation",
	operation: "moderation",
	estimable: false,
	asked: ({ path }) => /\/moderations$/.test(path),
	fits: (value) => Array.isArray(value["results"]),
	read: readModeration,
	usage: chatUsage
};
function readModeration(value, reading) {
	reading.responseModel = textOf$2(value["model"]);
	reading.responseId = textOf$2(value["id"]);
	if (isObject(value["usage"])) {
		reading.usage = mergeWords(reading.usage, value["usage"]);
		reading.usageFinal = true;
	}
	return "none";
}
// dist/collector/record/wires/openai-responses.js
const openaiResponses = {
	name: "openai.responses",
	operation: "chat",
	estimable: true,
	asked: ({ path }) => /\/responses(\/compact)?$/.test(path),
	fits: (value) => textOf$2(value["object"]).startsWith("response") || typeof value["type"] === "string",
	read: readEvent$2,
	usage: tokenUsage
};
function readEvent$2(value, reading) {
	const event = value;
	const type = textOf$2(event.type);
	if (type.endsWith(".delta")) return readDelta$1(type, event.delta, reading);
	if (isObject(event.response)) {
		readResponse(event.response, reading);
		if (endings.has(type)) reading.ended = true;
		if (type === "response.failed") reading.fault ??= {
			code: "failed",
			message: ""
		};
		return "none";
	}
	if (type === "response.output_item.done") countTool(event.item, reading);
	else if (type === "error" || event.error !== void 0) reading.fault ??= faultIn(value);
	if (type === "" || type === "response") return readWhole$1(value, reading);
	return "none";
}
function readDelta$1(type, delta, reading) {
	if (delta === void 0 || delta === null || delta === "") return "none";
	if (typeof delta === "string" && !type.startsWith("response.output_audio.") && !type.startsWith("response.audio.")) reading.output.add(delta);
	return type === "response.output_text.delta" || type === "response.refusal.delta" ? "visible" : "hidden";
}
function readWhole$1(value, reading) {
	const response = value;
	if (!textOf$2(response.object).startsWith("response")) return "none";
	readResponse(value, reading);
	reading.pending = response.status === "queued" || response.status === "in_progress";
	for (const item of listOf(response.output)) sayItem(item, reading);
	return "none";
}
function readResponse(value, reading) {
	const response = fieldsOf(value);
	if (typeof response.model === "string") reading.responseModel = response.model;
	if (typeof response.id === "string") reading.responseId = response.id;
	if (typeof response.service_tier === "string") reading.serviceTier = response.service_tier;
	const { reason } = fieldsOf(response.incomplete_details);
	reading.finishReason = typeof reason === "string" ? reason : textOf$2(response.status);
	if (isObject(response.error)) reading.fault ??= faultIn(value);
	if (!isObject(response.usage)) return;
	reading.usage = mergeWords(reading.usage, response.usage);
	reading.usageFinal = true;
	reading.units.clear();
	for (const item of listOf(response.output)) countTool(item, reading);
}
function countTool(item, reading) {
	const { type, action } = fieldsOf(item);
	const unit = toolUnits.get(textOf$2(type));
	if (unit === void 0) return;
	const did = fieldsOf(action).type;
	if (unit === "web_searches" && did !== void 0 && did !== "search") return;
	reading.units.set(unit, (reading.units.get(unit) ?? 0) + 1);
}
function sayItem(item, reading) {
	const { content, arguments: given } = fieldsOf(item);
	for (const part of listOf(content)) reading.output.add(textOf$2(fieldsOf(part).text));
	reading.output.add(textOf$2(given));
}
const endings = new Set([
	"response.completed",
	"response.incomplete",
	"response.failed",
	"response.cancelled"
]);
const toolUnits = new Map([
	["web_search_call", "web_searches"],
	["file_search_call", "file_searches"],
	["code_interpreter_call", "code_interpreter_calls"],
	["image_generation_call", "images"]
]);
// dist/collector/record/wires/openai-batch-results.js
const openaiBatchResults = {
	name: "openai.batches",
	operation: "batch",
	estimable: false,
	asked: ({ path }) => /\/files\/[^/]+\/content$/.test(path),
	fits: (value) => "custom_id" in value && ("response" in value || "error" in value),
	read: readLine,
	usage: usageOfLines
};
function readLine(value, reading) {
	const line = value;
	reading.serviceTier = "batch";
	reading.usageFinal = true;
	const { body } = fieldsOf(line.response);
	const wire = isObject(body) ? lineWires.find(({ fits }) => fits(body)) : void 0;
	if (!isObject(body) || wire === void 0) return "none";
	const answer = newReading(false);
	wire.read(body, answer);
	const usage = usageOf$1(wire.usage(answer));
	if (answer.usage === null) return "none";
	reading.usage = addWords(reading.usage, answer.usage);
	reading.responseModel = answer.responseModel;
	reading.parts ??= [];
	reading.parts.push({
		model: textOf$2(answer.responseModel),
		serviceTier: "batch",
		usage: {
			...usage,
			source: "reported"
		}
	});
	return "none";
}
function usageOfLines({ parts }) {
	return parts === null ? {} : {
		...sumUsages(parts.map((part) => part.usage)),
		parts
	};
}
const lineWires = [
	{
		...openaiCompletions,
		fits: (value) => value["object"] === "text_completion"
	},
	openaiChat,
	openaiResponses,
	openaiModeration,
	{
		...openaiEmbeddings,
		fits: (value) => value["object"] === "list"
	},
	openaiImages
];
// dist/collector/record/wires/openai-batches.js
const openaiBatches = {
	name: "openai.batches",
	operation: "batch",
	estimable: false,
	asked: ({ path }) => /(?<!\/messages)\/batches(\/[^/]+(\/cancel)?)?$/.test(path),
	fits: (value) => value["object"] === "batch",
	read: readBatch,
	usage: unitsOfBatch
};
function readBatch(value, reading) {
	const batch = value;
	reading.responseId = textOf$2(batch.id);
	reading.responseModel = textOf$2(batch.model);
	reading.finishReason = textOf$2(batch.status);
	reading.serviceTier = "batch";
	reading.pending = true;
	const { completed } = fieldsOf(batch.request_counts);
	setUnit(reading.units, "batch_requests", completed);
	if (isObject(batch.usage)) reading.usage = mergeWords(reading.usage, batch.usage);
	return "none";
}
function unitsOfBatch(reading) {
	const words = fieldsOf(spoken(reading.usage));
	const units = new Map(reading.units);
	setUnit(units, "batch_input_tokens", countOf(words.input_tokens));
	setUnit(units, "batch_output_tokens", countOf(words.output_tokens));
	return { units: Object.fromEntries(units) };
}
// dist/collector/record/wires/openai-realtime.js
const openaiRealtime = {
	wire: {
		name: "openai.realtime",
		operation: "realtime",
		estimable: false,
		asked: () => false,
		fits: () => false,
		read: () => "none",
		usage: tokenUsage
	},
	asked: ({ path }) => /\/realtime$|\/live\/sessions$/.test(path),
	hear: hear$2,
	read: read$2
};
function hear$2(value, session) {
	const event = value;
	if (event.type === "response.create") session.ask(null);
	if (event.type !== "session.update") return;
	const { model } = fieldsOf(event.session);
	if (typeof model === "string") session.askedModel = model;
	readTranscription(event.session, session);
}
function read$2(value, session) {
	const event = value;
	const type = textOf$2(event.type);
	if (type.startsWith("response.") && type.endsWith(".delta")) return readDelta(type, event, session);
	switch (type) {
		case "session.created":
		case "session.updated":
			readSession(event.session, session);
			return "none";
		case "response.created":
			session.begin(textOf$2(fieldsOf(event.response).id));
			return "none";
		case "response.done":
			readDone(event, session);
			return "none";
		case "conversation.item.input_audio_transcription.completed":
			readTranscribed(event.usage, session);
			return "none";
		default:
			readError(value, session);
			return "none";
	}
}
function readError(value, session) {
	const fault = value["type"] === "error" ? faultIn(value) : null;
	if (fault !== null) session.fail(fault);
}
function readSession(value, session) {
	const { model } = fieldsOf(value);
	if (typeof model === "string") session.servedModel = model;
	readTranscription(value, session);
}
function readTranscription(value, session) {
	const { audio, input_audio_transcription } = fieldsOf(value);
	const { transcription } = fieldsOf(fieldsOf(audio).input);
	const { model } = fieldsOf(transcription ?? input_audio_transcription);
	if (typeof model === "string") session.transcriptionModel = model;
}
function readDelta(type, event, session) {
	if (typeof event.delta !== "string" || event.delta === "") return "none";
	session.find(textOf$2(event.response_id));
	return visible.has(type) ? "visible" : "hidden";
}
function readDone(event, session) {
	const response = fieldsOf(event.response);
	const given = session.find(textOf$2(response.id));
	const { reading } = given;
	if (typeof response.model === "string") reading.responseModel = response.model;
	const usage = isEmpty(response.usage) ? event.usage : response.usage;
	if (!isEmpty(usage)) {
		reading.usage = mergeWords(reading.usage, usage);
		reading.usageFinal = true;
		setUnit(reading.units, "billable_audio_seconds", fieldsOf(usage).billable_audio_seconds);
	}
	readStatus(response, given);
	session.end(given);
}
function readStatus(response, { reading }) {
	const { reason, error } = fieldsOf(response.status_details);
	reading.finishReason = textOf$2(typeof reason === "string" ? reason : response.status);
	if (response.status !== "failed") return;
	reading.fault = faultIn({ error }) ?? {
		code: "failed",
		message: ""
	};
}
function isEmpty(value) {
	return !isObject(value) || Object.keys(value).length === 0;
}
function readTranscribed(said, session) {
	if (!isObject(said)) return;
	const { seconds } = fieldsOf(said);
	const units = countOf(seconds) === null ? [] : [["seconds_in", typeof seconds === "number" ? seconds : 0]];
	const usage = usageOf$1({
		...tokenUsageOf(said),
		units: Object.fromEntries(units),
		source: "reported"
	});
	session.bills.push({
		model: session.transcriptionModel,
		serviceTier: "",
		usage
	});
}
const visible = new Set([
	"response.output_text.delta",
	"response.text.delta",
	"response.output_audio_transcript.delta",
	"response.audio_transcript.delta"
]);
// dist/collector/record/wires/openai-responses-live.js
const openaiResponsesLive = {
	wire: openaiResponses,
	asked: ({ path }) => path.endsWith("/responses"),
	hear(value, session) {
		if (value["type"] !== "response.create") return;
		const { model } = fieldsOf(value);
		if (typeof model === "string") session.askedModel = model;
		session.ask(value);
	},
	read: read$1
};
function read$1(value, session) {
	const { type, response } = fieldsOf(value);
	if (type === "error") {
		const fault = faultIn(value);
		if (fault !== null) session.fail(fault);
		return "none";
	}
	const name = textOf$2(type);
	if (!name.startsWith("response.")) return "none";
	const { id } = fieldsOf(response);
	const given = name === "response.created" ? session.begin(textOf$2(id)) : session.find(textOf$2(id));
	const output = openaiResponses.read(value, given.reading);
	if (given.reading.ended) session.end(given);
	return output;
}
// dist/collector/record/wires/openai-speech.js
const openaiSpeech = {
	name: "openai.speech",
	operation: "speech",
	estimable: false,
	asked: ({ path }) => path.endsWith("/audio/speech"),
	fits: (value) => textOf$2(value["type"]).startsWith("speech."),
	read: readEvent$1,
	opaque: readAudio,
	readAsk: countCharacters,
	usage: usageOfSpeech
};
function readEvent$1(value, reading) {
	const { type, audio, usage } = fieldsOf(value);
	if (type === "speech.audio.delta") return textOf$2(audio) === "" ? "none" : "hidden";
	if (type === "speech.audio.done") {
		reading.ended = true;
		if (isObject(usage)) {
			reading.usage = mergeWords(reading.usage, usage);
			reading.usageFinal = true;
		}
	} else reading.fault ??= faultIn(value);
	return "none";
}
function readAudio({ head, tail }, reading) {
	eachChunk(head, (_from, _to, timeUs) => reading.timeline.output(timeUs, false));
	if (tail === null) return;
	reading.timeline.break();
	eachChunk(tail, (_from, _to, timeUs) => reading.timeline.output(timeUs, false));
}
function countCharacters({ body }, reading) {
	const { input } = fieldsOf(body);
	if (typeof input === "string") reading.units.set("characters_in", [...input].length);
}
function usageOfSpeech(reading) {
	if (reading.usage !== null) return tokenUsage(reading);
	return reading.units.size === 0 ? {} : {
		units: Object.fromEntries(reading.units),
		source: "estimated"
	};
}
// dist/collector/record/wires/openai-transcription.js
const openaiTranscription = {
	name: "openai.transcription",
	operation: "transcription",
	estimable: false,
	asked: ({ path }) => /\/audio\/(transcriptions|translations)$/.test(path),
	fits: (value) => typeof value["text"] === "string" || textOf$2(value["type"]).startsWith("transcript."),
	read: readEvent,
	opaque: readText,
	usage: usageOfTranscript
};
function readEvent(value, reading) {
	const event = value;
	if (event.type === "error") reading.fault ??= faultIn(value);
	if (isObject(event.usage)) {
		reading.usage = mergeWords(reading.usage, event.usage);
		reading.usageFinal = true;
	}
	if (event.type === "transcript.text.delta") return textOf$2(event.delta) === "" ? "none" : "visible";
	if (event.type === "transcript.text.segment") return reading.timeline.frames === 0 ? "visible" : "none";
	if (event.type === "transcript.text.done") reading.ended = true;
	readDuration(event.duration, reading);
	return "none";
}
function readDuration(duration, reading) {
	const seconds = typeof duration === "string" && duration.trim() !== "" ? Number(duration) : duration;
	setUnit(reading.units, "seconds_in", seconds);
}
function readText(body, reading) {
	reading.output.add(body.head.bytes.toString("utf8", 0, maxTextBytes));
}
function usageOfTranscript(reading) {
	const { seconds } = fieldsOf(spoken(reading.usage));
	const usage = tokenUsage(reading);
	const units = new Map(Object.entries(usage.units ?? {}));
	setUnit(units, "seconds_in", seconds);
	const told = {
		...usage,
		units: Object.fromEntries(units)
	};
	return units.has("seconds_in") ? {
		...told,
		source: "reported"
	} : told;
}
const maxTextBytes = 65536;
// dist/collector/record/wires/all.js
function wireAsked(ask) {
	if (ask.method === "GET") return resultWires.find((wire) => wire.asked(ask)) ?? null;
	if (ask.method !== "POST") return null;
	return wires.find((wire) => wire.asked(ask)) ?? null;
}
function liveWireAsked(ask) {
	return liveWires.find((live) => live.asked(ask)) ?? null;
}
function wireByShape(ask, value) {
	if (ask.method !== "POST") return null;
	const { object, type, message } = value;
	if (typeof object === "string" && object.startsWith("chat.completion")) return checked(openaiChat, value);
	if (object === "text_completion") return checked(openaiCompletions, value);
	if (type === "message_start" && typeof message === "object") return anthropicMessages;
	if (type === "message" && "usage" in value && "stop_reason" in value) return anthropicMessages;
	if ("candidates" in value && "usageMetadata" in value) return checked(geminiGenerate, value);
	return null;
}
function checked(wire, value) {
	return wire.fits(value) ? wire : null;
}
const wires = [
	openaiChat,
	openaiCompletions,
	openaiResponses,
	openaiEmbeddings,
	openaiImages,
	openaiSpeech,
	openaiTranscription,
	openaiModeration,
	openaiBatches,
	anthropicMessages,
	geminiGenerate,
	bedrockConverse,
	bedrockInvokeEmbeddings,
	bedrockInvokeText,
	bedrockInvoke,
	cohereChat,
	cohereEmbed,
	cohereRerank,
	ollamaChat,
	ollamaGenerate,
	ollamaEmbed,
	geminiEmbeddings,
	geminiInteractions,
	mistralOcr,
	anthropicCountTokens,
	geminiCountTokens,
	bedrockCountTokens,
	anthropicBatches,
	anthropicComplete
];
const resultWires = [
	anthropicBatches,
	openaiBatches,
	openaiBatchResults
];
const liveWires = [
	openaiRealtime,
	openaiResponsesLive,
	geminiLive
];
// dist/collector/record/answer.js
function readAnswer(ask, status, headers, body, onFault, values = null) {
	const contentType = headers.get("content-type") ?? "";
	const framing = body === null ? "opaque" : framingOf(ask, contentType, body);
	const reader = new Reader(ask, framing, status, onFault, values);
	const streamed = streamType.test(contentType) || reader.reading.streamed;
	if (body === null) return {
		...reader.answer(),
		streamed
	};
	if (framing === "sse") readEvents(body, reader);
	else if (framing === "array") readElements(body, reader);
	else if (framing === "frames") readFrames(body, reader);
	else if (framing === "lines") readJsonLines(body, reader);
	else if (framing === "json") readWhole(body, reader);
	else reader.opaque(body);
	reader.finish(headers);
	return {
		...reader.answer(),
		streamed
	};
}
var Reader = class {
	#ask;
	#onFault;
	#failed;
	#values;
	#wire;
	#confirmed = false;
	#reading;
	#broken = 0;
	#fault = null;
	constructor(ask, framing, status, onFault, values) {
		this.#ask = ask;
		this.#onFault = onFault;
		this.#values = values;
		this.#failed = status !== null && status >= 400;
		this.#wire = wireAsked(ask) ?? (ask.upgrades ? liveWireAsked(ask)?.wire ?? null : null);
		this.#reading = newReading(streamFramings.has(framing) || framing === "lines" && ask.method === "POST");
	}
	get reading() {
		return this.#reading;
	}
	answer() {
		return {
			wire: this.#wire,
			reading: this.#reading,
			fault: this.#fault
		};
	}
	done() {
		this.#reading.ended = true;
		if (this.#reading.usage !== null) this.#reading.usageFinal = true;
	}
	stray(value) {
		this.#reading.fault ??= faultIn(value);
	}
	finish(headers) {
		if (this.#failed) return;
		this.#wire?.readHead?.(headers, this.#reading);
		this.#wire?.readAsk?.(this.#ask, this.#reading);
	}
	opaque(body) {
		if (!this.#failed) this.#wire?.opaque?.(body, this.#reading);
		this.plain(body.head.bytes);
	}
	plain(bytes) {
		if (!this.#failed || bytes.length === 0) return;
		const text = bytes.toString("utf8", 0, maxPlainBytes).trim();
		if (!text.includes("\0")) this.#fault ??= {
			code: "",
			message: text
		};
	}
	parsed(text) {
		if (this.#broken === maxBroken$1) return void 0;
		const value = parseJson(text);
		if (value === void 0) this.#broken += 1;
		return value;
	}
	value(value, timeUs) {
		if (this.#failed) {
			this.#fault ??= faultOfBody(value);
			return;
		}
		if (!isObject(value)) {
			this.stray(value);
			return;
		}
		const wire = this.#confirmed ? this.#wire : this.#confirm(value);
		if (wire === null) {
			this.stray(value);
			return;
		}
		this.#values?.push(value);
		try {
			const output = wire.read(value, this.#reading);
			if (output !== "none" && this.#reading.streamed) this.#reading.timeline.output(timeUs, output === "visible");
		} catch (error) {
			this.#reading = newReading(this.#reading.streamed);
			this.#onFault(error);
		}
	}
	#confirm(value) {
		if (this.#wire?.fits(value) === true) this.#confirmed = true;
		else if (faultIn(value) === null) {
			this.#wire = wireByShape(this.#ask, value);
			this.#confirmed = this.#wire !== null;
		}
		return this.#wire;
	}
};
function framingOf(ask, contentType, body) {
	const { bytes } = body.head;
	const start = firstWord$1(bytes);
	const first = bytes[start];
	if (/event-stream/i.test(contentType)) return first === openBrace$1 && !hasEvents(bytes) ? "json" : "sse";
	if (/amazon\.eventstream/i.test(contentType) || startsEventStream(bytes)) return "frames";
	if (lineType.test(contentType) || first === openBrace$1 && resultsPath.test(ask.path)) return "lines";
	if (first === openBracket && ask.path.endsWith(":streamGenerateContent")) return "array";
	if (first === openBrace$1 || first === openBracket) return "json";
	return sseStart.test(bytes.toString("latin1", start, start + 8)) ? "sse" : "opaque";
}
function hasEvents(bytes) {
	return bytes.includes("\ndata:") || bytes.includes("\rdata:");
}
function readEvents(body, reader) {
	const { head, tail, incomplete } = body;
	const visitor = {
		onEvent(data, _event, timeUs) {
			if (data === "[DONE]") reader.done();
			else {
				const value = reader.parsed(data);
				if (value !== void 0) reader.value(value, timeUs);
			}
		},
		onStray(text) {
			reader.stray(parseJson(text));
		}
	};
	readSse(head, !incomplete, false, visitor);
	if (tail === null) return;
	reader.reading.timeline.break();
	readSse(tail, true, true, visitor);
	const usage = reader.reading.usage === null ? salvage(body)?.["usage"] : void 0;
	if (usage !== void 0) reader.value({ usage }, null);
}
function readElements({ head, tail }, reader) {
	const visit = (text, timeUs) => reader.value(reader.parsed(text), timeUs);
	readJsonArray(head, false, visit);
	if (tail === null) return;
	reader.reading.timeline.break();
	readJsonArray(tail, true, visit);
}
function readFrames({ head, tail }, reader) {
	const visit = (value, timeUs) => reader.value(value, timeUs);
	readEventStream(head, false, visit);
	if (tail === null) return;
	reader.reading.timeline.break();
	readEventStream(tail, true, visit);
}
function readJsonLines({ head, tail, incomplete }, reader) {
	const visit = (text, timeUs) => {
		const value = reader.parsed(text);
		if (value !== void 0) reader.value(value, timeUs);
	};
	readLines(head, !incomplete, false, visit);
	if (tail === null) return;
	reader.reading.timeline.break();
	readLines(tail, true, true, visit);
}
function readWhole(body, reader) {
	const parsed = body.incomplete ? void 0 : parseJson(body.head.bytes.toString("utf8"));
	if (parsed !== void 0) {
		reader.value(parsed, null);
		return;
	}
	const parts = salvage(body);
	if (parts !== null) reader.value(parts, null);
	reader.plain(body.head.bytes);
}
function firstWord$1(bytes) {
	let at = 0;
	while (at < bytes.length && bytes[at] <= 32) at += 1;
	return at;
}
const openBrace$1 = 123;
const openBracket = 91;
const streamType = /event-?stream|ndjson/i;
const lineType = /ndjson|jsonl|json-?lines|stream\+json/i;
const resultsPath = /\/files\/[^/]+\/content$|\/batches\/[^/]+\/results$/;
const streamFramings = new Set([
	"sse",
	"array",
	"frames"
]);
const sseStart = /^(\xef\xbb\xbf)?(data:|event:|id:|retry:|:)/;
const maxPlainBytes = 4096;
const maxBroken$1 = 512;
// dist/collector/record/ask.js
function askOf(tape, headers, onFault) {
	const path = pathnameOf(tape.upstreamPath);
	const raw = tape.upgraded ? null : bodyOf(tape.request, headers.get("content-encoding") ?? "", onFault);
	const body = raw === null ? null : objectOf(raw);
	const { model, stream, stream_options } = fieldsOf(body);
	const form = body === null && raw !== null ? formOf(raw, headers) : null;
	const named = textOf$2(model ?? form?.get("model"));
	const hidden = body === null && form === null && raw !== null;
	return {
		method: tape.method,
		path,
		body,
		model: named !== "" ? named : hidden ? hiddenModel(raw, path) : modelInTarget(tape, path),
		streams: stream === true || form?.get("stream") === "true" || streamVerb.test(path) || stream === void 0 && ollamaPath.test(path),
		wantsUsage: fieldsOf(stream_options).include_usage === true,
		upgrades: tape.upgraded
	};
}
function objectOf(raw) {
	if (raw.incomplete || raw.head.bytes[firstWord(raw.head.bytes)] !== openBrace) return null;
	const parsed = parseJson(raw.head.bytes.toString("utf8"));
	return isObject(parsed) ? parsed : null;
}
function firstWord(bytes) {
	let at = 0;
	while (at < bytes.length && bytes[at] <= 32) at += 1;
	return at;
}
function formOf(raw, headers) {
	const { bytes } = raw.head;
	if (!(bytes[0] === dash && bytes[1] === dash) && !/^multipart\/form-data/i.test(headers.get("content-type") ?? "")) return null;
	const fields = new Map();
	const end = raw.tail?.bytes ?? raw.head.bytes;
	for (const part of [bytes.subarray(0, searchBytes), end.subarray(-searchBytes)]) for (const [, name, value] of part.toString("utf8").matchAll(formField)) if (!fields.has(name)) fields.set(name, value);
	return fields;
}
function hiddenModel(raw, path) {
	const inPath = modelInPath(path);
	if (inPath !== "") return inPath;
	const end = raw.tail?.bytes ?? raw.head.bytes;
	for (const part of [raw.head.bytes.subarray(0, searchBytes), end.subarray(-searchBytes)]) {
		const text = part.toString("utf8");
		const found = modelField.exec(text)?.[1];
		if (found !== void 0) return textOf$2(parseJson(`"${found}"`));
	}
	return "";
}
function modelInTarget(tape, path) {
	const inPath = modelInPath(path);
	if (inPath !== "" || !tape.upgraded) return inPath;
	const query = new URLSearchParams(queryOf(tape.upstreamPath));
	return query.get("model") ?? query.get("deployment") ?? "";
}
function modelInPath(path) {
	for (const pattern of modelPaths) {
		const found = pattern.exec(path)?.[1];
		if (found !== void 0) return decodePart(found);
	}
	return "";
}
const openBrace = 123;
const dash = 45;
const searchBytes = 65536;
const streamVerb = /:stream(GenerateContent|RawPredict)$|\/(converse-stream|invoke-with-response-stream)$/;
const ollamaPath = /\/api\/(chat|generate)$/;
const modelField = /(?<!\\)"model"\s*:\s*"((?:[^"\\]|\\.){1,300})"/;
const formField = /; ?name="?(model|stream|response_format)"?\r\n(?:[\w-]{1,40}:[^\r\n]{0,200}\r\n){0,4}\r\n([\w./:@-]{1,300})\r\n/g;
const modelPaths = [
	/\/(?:models|tunedModels|endpoints)\/([^/]+):[a-zA-Z-]+$/,
	/\/deployments\/([^/]+)\//,
	/\/model\/(.+)\/(?:converse|invoke|count-tokens)/
];
// dist/collector/record/headers.js
function headersOf(raw) {
	const headers = new Map();
	for (let index = 0; index + 1 < raw.length; index += 2) {
		const name = raw[index].toLowerCase();
		const value = raw[index + 1];
		const earlier = headers.get(name);
		headers.set(name, earlier === void 0 ? value : `${earlier}, ${value}`);
	}
	return headers;
}
function rateLimitOf(headers) {
	const found = [];
	for (const [name, value] of headers) {
		if (found.length === maxRateLimits) break;
		if (rateLimitName.test(name)) found.push([name, value]);
	}
	return found;
}
function headerText(value) {
	if (!nonAscii.test(value)) return value;
	const bytes = Buffer.from(value, "latin1");
	return isUtf8(bytes) ? bytes.toString("utf8") : value;
}
const maxRateLimits = 32;
const rateLimitName = /ratelimit|rate-limit|tokenlimit|^retry-after(-ms)?$|^x-ms-.*limit|^x-endpoint-monthly-call-limit/;
const nonAscii = /[\u0080-\u00ff]/;
// dist/collector/record/attribution.js
function attributionOf(id, headers) {
	const digest = hash("sha256", id, "hex");
	const parent = traceparentOf(headers.get("traceparent"));
	return {
		user: headerText(headers.get("x-teeline-user") ?? ""),
		feature: headerText(headers.get("x-teeline-feature") ?? ""),
		session: headerText(headers.get("x-teeline-session") ?? ""),
		run: headerText(headers.get("x-teeline-run") ?? ""),
		arm: headerText(headers.get("x-teeline-arm") ?? ""),
		tags: tagsOf(headers),
		traceId: parent?.traceId ?? digest.slice(0, 32),
		spanId: digest.slice(32, 48),
		parentSpanId: parent?.spanId ?? ""
	};
}
function tagsOf(headers) {
	const tags = [];
	for (const [name, value] of headers) {
		if (!name.startsWith(tagPrefix) || name.length === tagPrefix.length) continue;
		if (tags.length === maxTags) break;
		tags.push([name.slice(tagPrefix.length), headerText(value)]);
	}
	return tags;
}
function traceparentOf(value) {
	const parts = value === void 0 ? null : traceparent.exec(value.trim());
	if (parts === null) return null;
	const [, version, traceId, spanId, rest] = parts;
	if (version === "ff" || version === "00" && rest !== void 0) return null;
	if (traceId === void 0 || spanId === void 0 || allZero.test(traceId) || allZero.test(spanId)) return null;
	return {
		traceId,
		spanId
	};
}
const tagPrefix = "x-teeline-tag-";
const maxTags = 32;
const traceparent = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/;
const allZero = /^0+$/;
// dist/collector/record/blank-row.js
function blankRow() {
	return {
		...blank,
		gaps_us: [],
		units: {},
		tags: {},
		rate_limit: {}
	};
}
const blank = {
	ts: "",
	id: "",
	trace_id: "",
	span_id: "",
	parent_span_id: "",
	route: "",
	target: "",
	provider: "",
	operation: "",
	wire: "unknown",
	upstream_host: "",
	request_model: "",
	response_model: "",
	response_id: "",
	service_tier: "",
	finish_reason: "",
	method: "",
	path: "",
	status: null,
	error_type: "",
	error_code: "",
	error_message: "",
	streamed: false,
	ended_by: "complete",
	wait_us: null,
	connect_us: null,
	ttfb_us: null,
	ttft_us: null,
	ttfv_us: null,
	last_token_us: null,
	e2e_us: null,
	tpot_us: null,
	gap_p50_us: null,
	gap_p95_us: null,
	gap_max_us: null,
	gaps_us: [],
	frames: 0,
	stalls: 0,
	overhead_us: null,
	input_tokens: null,
	output_tokens: null,
	cache_read_tokens: null,
	cache_write_tokens: null,
	cache_write_1h_tokens: null,
	reasoning_tokens: null,
	audio_input_tokens: null,
	audio_output_tokens: null,
	image_input_tokens: null,
	image_output_tokens: null,
	tool_input_tokens: null,
	units: {},
	usage_source: "none",
	estimate_method: "",
	usage_json: "",
	cost_usd: null,
	cost_list_usd: null,
	cost_reported_usd: null,
	price_source: "none",
	price_card: "",
	request_bytes: 0,
	response_bytes: 0,
	capture: "full",
	mutated: false,
	attempt: 1,
	shadow_of: "",
	run_id: "",
	arm: "",
	key_id: "",
	user: "",
	feature: "",
	session: "",
	tags: {},
	rate_limit: {},
	collector: ""
};
// dist/collector/record/charge.js
function chargeOf(tape, ask, reading, usage, pricing) {
	if (usage.source === "none") return noPrice;
	const { provider, route, startedAtUs: atUs } = tape;
	const upstreamHost = tape.upstreamHost.replace(/:\d+$/, "");
	const { serviceTier } = reading;
	try {
		for (const model of modelsOf(tape, ask, reading, usage)) {
			const price = pricing.price(usage, {
				provider,
				route,
				upstreamHost,
				model,
				serviceTier,
				atUs
			});
			if (price.card !== "") return price;
		}
	} catch (error) {
		pricing.onFault(error);
	}
	return noPrice;
}
function modelsOf(tape, ask, { responseModel }, { parts }) {
	const models = [responseModel, ask.model];
	if (tape.provider === "aws.bedrock") models.reverse();
	if (parts !== void 0) models.push(parts[0]?.model ?? "");
	return models.filter((model, index) => model !== "" && models.indexOf(model) === index);
}
const noPrice = {
	costUsd: null,
	costListUsd: null,
	source: "none",
	card: ""
};
// dist/collector/record/tokens/family.js
function familyOf(model) {
	const name = model.toLowerCase();
	if (name.includes("claude")) return approximated(newerClaude(name) ? 1.45 : 1.15);
	if (name.includes("gemini")) return approximated(1.05);
	if (openModels.test(name)) return approximated(1.1);
	if (olderOpenAi.test(name)) return {
		encoding: "cl100k_base",
		factor: 1,
		hidesReasoning: false
	};
	return {
		encoding: "o200k_base",
		factor: 1,
		hidesReasoning: reasoningOpenAi.test(name)
	};
}
function approximated(factor) {
	return {
		encoding: "o200k_base",
		factor,
		hidesReasoning: false
	};
}
function newerClaude(name) {
	const version = /claude-(?:[a-z]+-)?(\d)(?:[-.](\d{1,2})(?!\d))?/.exec(name);
	if (version === null) return !/claude-(?:v?[12]\b|instant)/.test(name);
	return Number(version[1]) + Number(version[2] ?? 0) / 100 >= 4.07;
}
const openModels = /gpt-oss|llama|mistral|mixtral|ministral|codestral|devstral|magistral|pixtral|voxtral/;
const olderOpenAi = /gpt-3\.?5|gpt-4(?![.o\d])|text-embedding-/;
const reasoningOpenAi = /(?:^|[/:.])(?:o[1-9](?![\d\w])|gpt-[5-9](?!.*chat))/;
// dist/collector/record/tokens/prompt-text.js
function promptText(body, model) {
	if (!isFields(body) || needsServer(body)) return null;
	const prompt = {
		texts: [],
		overhead: 0
	};
	if (!addBody(prompt, body, model)) return null;
	for (const key of [
		"system",
		"instructions",
		"systemInstruction",
		"system_instruction"
	]) if (body[key] !== void 0 && body[key] !== null && !addMessage(prompt, { content: body[key] })) return null;
	return addJson(prompt, body["tools"]) && addJson(prompt, body["functions"]) ? prompt : null;
}
const answerOverhead = 3;
const messageOverhead = 4;
function needsServer(body) {
	return isFields(body["prompt"]) || serverSideKeys.some((key) => body[key] !== void 0 && body[key] !== null);
}
function addBody(prompt, body, model) {
	const messages = body["messages"] ?? body["contents"];
	if (messages !== void 0) return addMessages(prompt, messages);
	const embedded = body["requests"] ?? body["content"];
	if (embedded !== void 0) return addEmbedded(prompt, embedded);
	return body["input"] === void 0 ? addTexts(prompt, body["prompt"]) : addInput(prompt, body["input"], model);
}
function addEmbedded(prompt, embedded) {
	if (!Array.isArray(embedded)) return isFields(embedded) && addContent(prompt, embedded);
	return embedded.every((request) => isFields(request) && isFields(request["content"]) && addContent(prompt, request["content"]));
}
function addMessages(prompt, messages) {
	prompt.overhead += answerOverhead;
	if (typeof messages === "string") return addMessage(prompt, { content: messages });
	return Array.isArray(messages) && messages.every((message) => isFields(message) && addMessage(prompt, message));
}
function addMessage(prompt, message) {
	prompt.overhead += messageOverhead;
	if (typeof message["type"] === "string" && message["type"] !== "message") return addPart(prompt, message);
	if (typeof message["name"] === "string") prompt.texts.push(message["name"]);
	return addContent(prompt, message["content"] ?? message["parts"]) && addJson(prompt, message["tool_calls"]) && addJson(prompt, message["function_call"]);
}
function addContent(prompt, content) {
	if (content === void 0 || content === null) return true;
	if (typeof content === "string") return addText(prompt, content);
	if (Array.isArray(content)) return content.every((part) => addContent(prompt, part));
	if (!isFields(content)) return false;
	return content["parts"] === void 0 ? addPart(prompt, content) : addContent(prompt, content["parts"]);
}
function addPart(prompt, part) {
	const type = part["type"] ?? (Object.keys(part).every((key) => geminiTextKeys.has(key)) ? "gemini" : void 0);
	if (typeof type !== "string" || !textTypes.has(type)) return false;
	const said = [
		"text",
		"refusal",
		"thinking",
		"arguments",
		"name"
	].map((key) => part[key]);
	for (const text of said) if (typeof text === "string") prompt.texts.push(text);
	return addContent(prompt, part["content"]) && addContent(prompt, part["output"]) && [
		"input",
		"functionCall",
		"functionResponse"
	].every((key) => addJson(prompt, part[key]));
}
function addInput(prompt, input, model) {
	return /embed/i.test(model) || Array.isArray(input) && !input.every(isFields) ? addTexts(prompt, input) : addMessages(prompt, input);
}
function addTexts(prompt, input) {
	if (typeof input === "string") return addText(prompt, input);
	if (!Array.isArray(input)) return false;
	if (input.every((token) => typeof token === "number")) {
		prompt.overhead += input.length;
		return true;
	}
	return input.every((item) => addTexts(prompt, item));
}
function addText(prompt, text) {
	prompt.texts.push(text);
	return true;
}
function addJson(prompt, value) {
	if (value === void 0 || value === null) return true;
	return addText(prompt, JSON.stringify(value));
}
function isFields(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
const serverSideKeys = [
	"previous_response_id",
	"conversation",
	"cachedContent",
	"cached_content",
	"container"
];
const textTypes = new Set([
	"gemini",
	"text",
	"input_text",
	"output_text",
	"refusal",
	"thinking",
	"tool_use",
	"tool_result",
	"function_call",
	"function_call_output",
	"custom_tool_call",
	"custom_tool_call_output"
]);
const geminiTextKeys = new Set([
	"text",
	"thought",
	"thoughtSignature",
	"functionCall",
	"functionResponse"
]);
// dist/collector/record/tokens/encoding.js
function isLoaded(name) {
	return encodings.has(name);
}
function* loadingSteps(name) {
	if (isLoaded(name)) return;
	require$1("gpt-tokenizer/GptEncoding");
	yield;
	require$1(`gpt-tokenizer/bpeRanks/${name}`);
	yield;
	const encoding = require$1(`gpt-tokenizer/encoding/${name}`);
	encoding.setMergeCacheSize(mergeCacheSize);
	yield;
	for (const text of warmUps()) {
		countPiece(text, encoding);
		yield;
	}
	encoding.clearMergeCache();
	encodings.set(name, encoding);
}
function encodingOf(name) {
	for (const _ of loadingSteps(name));
	return encodings.get(name);
}
function countPiece(text, encoding) {
	return encoding.countTokens(text, { disallowedSpecial: noneDisallowed });
}
function* warmUps() {
	yield Array.from({ length: 500 }, (_, n) => (n * 2654435761).toString(36)).join(" ");
	for (const [first, count] of rareCharacters) yield Array.from({ length: 600 }, (_, n) => String.fromCodePoint(first + n * 7919 % count)).join("");
}
const rareCharacters = [
	[19968, 2e4],
	[44032, 11e3],
	[127744, 700]
];
const require$1 = createRequire(new URL("record/tokens/encoding.js", import.meta.url).href);
const encodings = new Map();
const noneDisallowed = new Set();
const mergeCacheSize = 1e4;
// dist/collector/record/tokens/token-count.js
function workOfARow() {
	return { left: 2 * workBudget };
}
function countTokens(texts, encodingName, work = workOfARow()) {
	const encoding = encodingOf(encodingName);
	let tokens = 0;
	let totalBytes = 0;
	let countedBytes = 0;
	const budgeted = Math.max(0, Math.min(workBudget, work.left));
	let budget = budgeted;
	for (const text of texts) {
		totalBytes += Buffer.byteLength(text);
		for (let start = 0; start < text.length && budget > 0;) {
			const end = sliceEnd(text, start);
			const slice = text.slice(start, end);
			const bytes = Buffer.byteLength(slice);
			const found = countSlice(slice, encoding);
			tokens += found;
			countedBytes += bytes;
			budget -= leastWork + (bytes < found * noiseBytesPerToken ? bytes * noiseWork : bytes);
			start = end;
		}
	}
	work.left -= budgeted - budget;
	const scale = countedBytes === 0 ? 0 : totalBytes / countedBytes;
	return {
		tokens: tokens * scale,
		totalBytes,
		countedBytes
	};
}
function countSlice(slice, encoding) {
	if (slice.length <= longestPiece) return countPiece(slice, encoding);
	let tokens = 0;
	let counted = 0;
	for (const run of slice.matchAll(runs)) {
		const end = run.index + run[0].length;
		if (end - run.index <= longestPiece) continue;
		if (counted < run.index) tokens += countPiece(slice.slice(counted, run.index), encoding);
		for (counted = run.index; counted < end;) {
			const next = Math.min(end, wholeCharacters(slice, counted + longestPiece));
			tokens += countPiece(slice.slice(counted, next), encoding);
			counted = next;
		}
	}
	return counted < slice.length ? tokens + countPiece(slice.slice(counted), encoding) : tokens;
}
function sliceEnd(text, start) {
	const end = start + sliceLength;
	if (end >= text.length) return text.length;
	const space = text.lastIndexOf(" ", end);
	return space > start + sliceLength / 2 ? space : wholeCharacters(text, end);
}
function wholeCharacters(text, end) {
	return (text.charCodeAt(end) & 64512) === 56320 ? end - 1 : end;
}
const runs = /[\p{L}\p{M}]+|\s+|[^\s\p{L}\p{M}\p{N}]+/gu;
const longestPiece = 64;
const sliceLength = 2048;
const workBudget = 24576;
const leastWork = 16;
const noiseBytesPerToken = 3;
const noiseWork = 8;
// dist/collector/record/tokens/estimate.js
function estimateText(text, model, work) {
	const family = familyOf(model);
	const estimate = estimated(countTokens([text], family.encoding, work), 0, family);
	return family.hidesReasoning ? {
		...estimate,
		method: `${estimate.method} lower bound`
	} : estimate;
}
function estimatePrompt(requestBody, model, work) {
	const prompt = readPrompt(requestBody, model);
	if (prompt === null) return null;
	const family = familyOf(model);
	return estimated(countTokens(prompt.texts, family.encoding, work), prompt.overhead, family);
}
function readPrompt(requestBody, model) {
	try {
		return promptText(requestBody, model);
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}
function estimated(count, overhead, family) {
	const uncounted = count.countedBytes === 0;
	const counted = uncounted ? count.totalBytes / bytesPerToken : count.tokens;
	return {
		tokens: Math.round((counted + overhead) * family.factor),
		method: methodOf$1(uncounted && count.totalBytes > 0 ? "bytes\u00f74" : family.encoding, count, family)
	};
}
function methodOf$1(encoding, { totalBytes, countedBytes }, family) {
	return `${encoding}${family.factor === 1 ? "" : `\u00d7${family.factor}`}${countedBytes > 0 && countedBytes < totalBytes ? " extrapolated" : ""}`;
}
const bytesPerToken = 4;
// dist/collector/record/estimate.js
var Estimator = class {
	#options;
	#work = workOfARow();
	#waitsFor = null;
	constructor(options) {
		this.#options = options;
	}
	get missingFactor() {
		return this.#options.missingFactor;
	}
	get waitsFor() {
		return this.#waitsFor;
	}
	text(text, model) {
		const { countText } = this.#options;
		if (countText !== void 0) {
			const tokens = countText(text, model);
			return tokens === null ? null : {
				tokens,
				method: ""
			};
		}
		return this.#ready(model) ? estimateText(text, model, this.#work) : null;
	}
	prompt(requestBody, model) {
		return this.#ready(model) ? estimatePrompt(requestBody, model, this.#work) : null;
	}
	#ready(model) {
		const { encoding } = familyOf(model);
		if (this.#options.isReady?.(encoding) ?? true) return true;
		this.#waitsFor = encoding;
		return false;
	}
};
function usageOfAnswer(ask, answer, failed, estimator) {
	const { wire, reading } = answer;
	if (wire === null || failed) return unknownUsage();
	const told = usageOf$1({
		...wire.usage(reading),
		json: jsonOf(reading.usage)
	});
	if (reading.parts !== null && estimator.missingFactor > 1) return {
		...told,
		source: "partial"
	};
	if (told.source !== "none") return told;
	const anything = told.inputTokens !== null || told.outputTokens !== null;
	const final = reading.usageFinal || reading.finished || !wire.estimable;
	if (anything && final) return {
		...told,
		source: "reported"
	};
	if (!wire.estimable || reading.pending) return told;
	const model = reading.responseModel === "" ? ask.model : reading.responseModel;
	const output = estimateOutput(answer, model, estimator);
	if (anything) return completed(told, output);
	const ended = (reading.ended || reading.finished) && reading.fault === null;
	if (output === null && !ended) return told;
	const input = ask.body === null ? null : estimator.prompt(ask.body, model);
	const source = input === null && output === null ? "none" : "estimated";
	return usageOf$1({
		...told,
		inputTokens: input?.tokens ?? null,
		outputTokens: output?.tokens ?? null,
		source,
		method: methodOf(input, output)
	});
}
function completed(told, output) {
	if (output === null || (told.outputTokens ?? -1) >= output.tokens) return usageOf$1({
		...told,
		source: "partial"
	});
	return usageOf$1({
		...told,
		outputTokens: output.tokens,
		source: "partial",
		method: output.method
	});
}
function estimateOutput({ reading }, model, estimator) {
	const { output } = reading;
	if (output.length === 0) return null;
	const kept = output.kept();
	const counted = estimator.text(kept, model);
	if (counted === null) return null;
	const tokens = Math.round(counted.tokens * output.length * estimator.missingFactor / kept.length);
	return {
		...counted,
		tokens
	};
}
function methodOf(input, output) {
	const [inMethod, outMethod] = [input?.method ?? "", output?.method ?? ""];
	if (outMethod === "" || inMethod === outMethod) return inMethod;
	return inMethod === "" ? outMethod : `${outMethod}; input ${inMethod}`;
}
// dist/collector/record/session.js
var Session = class {
	timeline = new Timeline();
	responses = [];
	bills = [];
	askedModel = "";
	servedModel = "";
	transcriptionModel = "";
	fault = null;
	#byId = new Map();
	#waiting = [];
	#early = [];
	#current = null;
	ask(request) {
		const early = request === null ? void 0 : this.#early.shift();
		if (early !== void 0) early.request = request;
		else if (this.#waiting.length < maxWaiting) this.#waiting.push(request);
	}
	begin(id) {
		this.timeline.break();
		const reading = newReading(true, this.timeline);
		reading.responseModel = this.servedModel;
		reading.responseId = id;
		const isAsked = this.#waiting.length > 0;
		const response = {
			id,
			request: this.#waiting.shift() ?? null,
			reading,
			open: true
		};
		if (!isAsked && this.#early.length < maxWaiting) this.#early.push(response);
		this.responses.push(response);
		this.#byId.set(id, response);
		this.#current = response;
		return response;
	}
	current() {
		return this.#current ?? this.begin("");
	}
	find(id) {
		if (id === "") return this.current();
		return this.#byId.get(id) ?? this.begin(id);
	}
	end(response) {
		response.open = false;
		if (this.#current === response) this.#current = null;
	}
	get last() {
		return this.responses.at(-1) ?? null;
	}
	fail(fault) {
		this.fault ??= fault;
		if (this.#current === null) this.#waiting.shift();
	}
	skip() {
		this.timeline.break();
		this.#current = null;
		this.#waiting = [];
		this.#early = [];
	}
	get isBusy() {
		return this.#waiting.length > 0 || this.responses.some(({ open, reading }) => open && !reading.finished);
	}
};
const maxWaiting = 1e3;
// dist/collector/record/websocket-frame.js
const opcodes = {
	continuation: 0,
	text: 1,
	binary: 2,
	close: 8,
	ping: 9,
	pong: 10
};
function frameAt(bytes, at) {
	if (at + 2 > bytes.length) return null;
	const first = bytes[at];
	const second = bytes[at + 1];
	const opcode = first & 15;
	if ((first & 48) !== 0 || !known.has(opcode)) return null;
	const short = second & 127;
	const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
	const masked = (second & 128) !== 0;
	const from = at + 2 + lengthBytes + (masked ? 4 : 0);
	if (from > bytes.length) return null;
	const length = lengthBytes === 0 ? short : lengthOf(bytes, at + 2, lengthBytes);
	const fin = (first & 128) !== 0;
	if (opcode >= opcodes.close && (!fin || length > 125)) return null;
	return {
		fin,
		compressed: (first & 64) !== 0,
		opcode,
		maskAt: masked ? from - 4 : -1,
		from,
		to: from + length
	};
}
function payloadOf(bytes, { maskAt, from, to }) {
	const payload = bytes.subarray(from, to);
	if (maskAt < 0) return payload;
	const key = bytes.subarray(maskAt, maskAt + 4);
	const plain = Buffer.allocUnsafe(payload.length);
	for (let index = 0; index < payload.length; index += 1) plain[index] = payload[index] ^ key[index & 3];
	return plain;
}
function resumeFrames(bytes, masked) {
	let budget = maxSteps;
	for (let at = 0; at < bytes.length && budget > 0; at += 1) {
		if (bytes[at] < 128) continue;
		let next = at;
		let frames = 0;
		for (; next < bytes.length; frames += 1) {
			budget -= 1;
			const frame = frameAt(bytes, next);
			if (frame === null || frame.maskAt >= 0 !== masked) break;
			next = frame.to;
		}
		if (frames >= (next === bytes.length ? 1 : surelyFrames) && next >= bytes.length) return at;
	}
	return bytes.length;
}
function lengthOf(bytes, at, lengthBytes) {
	return lengthBytes === 2 ? bytes.readUInt16BE(at) : Number(bytes.readBigUInt64BE(at));
}
const known = new Set(Object.values(opcodes));
const maxSteps = 1e6;
const surelyFrames = 3;
// dist/collector/record/websocket.js
function messagesOf(run, sender, extensions, onFault) {
	const { head, tail, incomplete } = rawBody(run);
	const deflate = deflateOf(extensions, sender);
	const reader = new SideReader(deflate);
	const side = {
		messages: reader.messages,
		close: null,
		resumedAt: null,
		incomplete
	};
	try {
		reader.read(head, 0);
		if (tail !== null && deflate !== "context") {
			side.resumedAt = reader.messages.length;
			reader.resume();
			reader.read(tail, resumeFrames(tail.bytes, sender === "client"));
		}
	} catch (error) {
		side.incomplete = true;
		onFault(error);
	} finally {
		reader.end();
	}
	side.close = reader.close;
	return side;
}
var SideReader = class {
	messages = [];
	close = null;
	#deflate;
	#inflater = null;
	#fragments = [];
	#compressed = false;
	#totalBytes = 0;
	constructor(deflate) {
		this.#deflate = deflate;
	}
	read(stretch, start) {
		const { bytes } = stretch;
		const timeOf = timesAlong(stretch);
		let at = start;
		while (at < bytes.length && this.close === null) {
			const frame = frameAt(bytes, at);
			if (frame === null || frame.to > bytes.length) return;
			this.#frame(frame, payloadOf(bytes, frame), timeOf(frame.to - 1));
			at = frame.to;
		}
	}
	resume() {
		this.#fragments = [];
		this.#compressed = false;
	}
	end() {
		this.#inflater?.close();
		this.#inflater = null;
	}
	#frame(frame, payload, timeUs) {
		const { opcode } = frame;
		if (opcode === opcodes.close) {
			const code = payload.length < 2 ? noCode : payload.readUInt16BE(0);
			this.close = {
				code,
				reason: payload.toString("utf8", 2),
				timeUs
			};
		}
		if (opcode >= opcodes.close) return;
		if (opcode !== opcodes.continuation) {
			this.#fragments = [];
			this.#compressed = frame.compressed;
		}
		this.#fragments.push(payload);
		if (!frame.fin) return;
		const whole = this.#fragments.length === 1 ? payload : Buffer.concat(this.#fragments);
		this.#fragments = [];
		const plain = this.#compressed ? this.#inflate(whole) : whole;
		this.#totalBytes += plain.length;
		if (this.#totalBytes > 16777216) throw new RangeError("messages decode to more than the bound");
		this.messages.push({
			text: plain.toString("utf8"),
			timeUs
		});
	}
	#inflate(data) {
		this.#inflater ??= inflaterOf("deflate", rawDeflate);
		if (this.#inflater === null) throw new Error("no inflater for raw deflate");
		const plain = this.#inflater.push(Buffer.concat([data, flushEnd]));
		if (this.#deflate !== "context") this.end();
		return plain;
	}
};
function deflateOf(extensions, sender) {
	if (!/permessage-deflate/i.test(extensions)) return "none";
	return new RegExp(`${sender}_no_context_takeover`, "i").test(extensions) ? "each" : "context";
}
const rawDeflate = Buffer.alloc(18);
const flushEnd = Buffer.from([
	0,
	0,
	255,
	255
]);
const noCode = 1005;
// dist/collector/record/conversation.js
function readConversation(tape, ask, headers, estimator, onFault) {
	const live = liveWireAsked(ask);
	const session = new Session();
	if (live === null) return conclude(ask, null, session, null, estimator);
	const extensions = headers.get("sec-websocket-extensions") ?? "";
	const client = messagesOf(tape.request, "client", extensions, onFault);
	const server = messagesOf(tape.response, "server", extensions, onFault);
	try {
		listen(live, session, client, server);
	} catch (error) {
		onFault(error);
	}
	return conclude(ask, live, session, {
		client,
		server
	}, estimator);
}
function listen(live, session, client, server) {
	const parse = parser();
	let heard = 0;
	for (const [index, message] of server.messages.entries()) {
		if (index === server.resumedAt) session.skip();
		for (; heard < client.messages.length; heard += 1) {
			const earlier = client.messages[heard];
			if (!isBefore(earlier, message)) break;
			hear$1(live, session, parse(earlier));
		}
		const value = parse(message);
		if (!isObject(value)) continue;
		const output = live.read(value, session);
		if (output !== "none") session.timeline.output(message.timeUs, output === "visible");
	}
	for (; heard < client.messages.length; heard += 1) hear$1(live, session, parse(client.messages[heard]));
	closeFault(session, client, server);
}
function parser() {
	let broken = 0;
	return ({ text }) => {
		if (broken === maxBroken) return void 0;
		const value = parseJson(text);
		if (value === void 0) broken += 1;
		return value;
	};
}
function hear$1(live, session, value) {
	if (isObject(value)) live.hear(value, session);
}
function isBefore(client, server) {
	return client.timeUs === null || server.timeUs === null || client.timeUs <= server.timeUs;
}
function closeFault(session, client, server) {
	const { close } = server;
	if (close === null || isFirst(client, server)) return;
	if (close.code > 1001 && close.code !== 1005) session.fault ??= {
		code: String(close.code),
		message: close.reason
	};
}
function isFirst({ close: ours }, { close: theirs }) {
	return ours !== null && (theirs === null || (ours.timeUs ?? 0) <= (theirs.timeUs ?? 0));
}
function conclude(ask, live, session, sides, estimator) {
	const incomplete = sides === null || sides.client.incomplete || sides.server.incomplete;
	const asked = {
		...ask,
		model: session.askedModel === "" ? ask.model : session.askedModel
	};
	const reading = lastReading(session);
	return {
		ask: asked,
		answer: {
			wire: live?.wire ?? null,
			reading,
			streamed: true,
			fault: null,
			abandoned: sides !== null && isFirst(sides.client, sides.server)
		},
		usage: live === null ? unknownUsage() : usageOfSession(asked, live, session, incomplete, estimator),
		turns: session.responses.length,
		incomplete
	};
}
function lastReading(session) {
	const reading = newReading(true, session.timeline);
	const last = session.last?.reading;
	reading.responseModel = last?.responseModel ?? "";
	if (reading.responseModel === "") reading.responseModel = session.servedModel;
	reading.responseId = last?.responseId ?? "";
	reading.serviceTier = last?.serviceTier ?? "";
	reading.finishReason = last?.finishReason ?? "";
	reading.fault = session.fault;
	for (const response of session.responses) reading.fault ??= response.reading.fault;
	reading.ended = !session.isBusy;
	return reading;
}
function usageOfSession(ask, live, session, incomplete, estimator) {
	let words = null;
	const parts = [];
	for (const { request, reading } of session.responses) {
		words = addWords(words, reading.usage);
		const answer = {
			wire: live.wire,
			reading,
			streamed: true,
			fault: null
		};
		const usage = usageOfAnswer({
			...ask,
			body: request
		}, answer, false, estimator);
		parts.push({
			model: reading.responseModel,
			serviceTier: reading.serviceTier,
			usage
		});
	}
	parts.push(...session.bills);
	const sum = sumUsages(parts.map((part) => part.usage));
	if (incomplete && sum.source === "reported") sum.source = "partial";
	sum.json = jsonOf(words);
	const known = parts.filter((part) => part.usage.source !== "none");
	return known.length === 0 ? sum : {
		...sum,
		parts: known
	};
}
const maxBroken = 512;
// dist/collector/record/operation.js
function operationOf(method, path) {
	if (method === "GET" && /\/responses\/[^/]+$/.test(path)) return "fetch_response";
	for (const [pattern, operation] of operations) if (pattern.test(path)) return operation;
	return "";
}
const operations = [
	[/count[-_]?tokens|\/responses\/input_tokens$/i, "count_tokens"],
	[/\/(batches|batchPredictionJobs)\b|:batchGenerateContent$/, "batch"],
	[/embed/i, "embeddings"],
	[/\/rerank$/, "rerank"],
	[/\/chat\/completions$|\/chat$|\/messages$|\/responses(\/compact)?$|\/converse(-stream)?$/, "chat"],
	[/enerateContent$|\/interactions$/, "generate_content"],
	[/\/completions?$|\/complete$|\/generate$|\/invoke(-with-response-stream)?$/, "text_completion"],
	[/\/images\/(generations|edits|variations)$/, "image_generation"],
	[/\/audio\/speech$/, "speech"],
	[/\/audio\/(transcriptions|translations)$/, "transcription"],
	[/\/moderations$/, "moderation"],
	[/\/ocr$/, "ocr"],
	[/\/realtime\b|\/live\b|BidiGenerateContent/, "realtime"],
	[/\/models\b/, "list_models"],
	[/\/files\b/, "file"]
];
// dist/collector/record/verdict.js
function verdictOf(tape, ask, answer, incomplete) {
	const said = answer.fault ?? answer.reading.fault;
	if (tape.errorType !== "") return {
		type: tape.errorType,
		code: tape.errorCode === "" ? said?.code ?? "" : tape.errorCode,
		message: tape.errorMessage === "" ? said?.message ?? "" : tape.errorMessage
	};
	const type = typeOfStatus(tape.status);
	if (type !== "") return {
		type,
		code: said?.code ?? "",
		message: said?.message ?? ""
	};
	if (said !== null) return {
		type: "stream_error",
		code: said.code,
		message: said.message
	};
	if (!incomplete && isTruncated(ask, answer)) {
		if (answer.abandoned === true) return {
			type: "client_abort",
			code: "",
			message: "the client closed the connection while it was answered"
		};
		return {
			type: "truncated_stream",
			code: "",
			message: "the stream ended without its end marker"
		};
	}
	return {
		type: "",
		code: "",
		message: ""
	};
}
function typeOfStatus(status) {
	if (status === null || status < 400) return "";
	if (status === 429) return "http_429";
	return status < 500 ? "http_4xx" : "http_5xx";
}
function isTruncated(ask, { wire, reading }) {
	if (wire === null || !reading.streamed || reading.ended) return false;
	return !reading.finished || ask.wantsUsage && reading.usage === null;
}
// dist/collector/record/record.js
function recordTape(tape, context) {
	const credentials = credentialsOf(tape);
	const clean = cleanerOf(credentials);
	const requestHeaders = headersOf(tape.requestHeaders);
	const responseHeaders = headersOf(tape.responseHeaders);
	const heard = hear(tape, requestHeaders, responseHeaders, context);
	const { ask, answer, usage } = heard;
	const verdict = verdictOf(tape, ask, answer, heard.incomplete);
	const row = blankRow();
	fillIdentity(row, tape, attributionOf(tape.id, requestHeaders), clean);
	fillAnswer(row, ask, answer, clean);
	fillOutcome(row, tape, ask, answer, verdict, clean);
	fillTimes(row, tape, answer.reading.timeline.times(), heard);
	fillUsage(row, usage, clean);
	fillCost(row, tape, ask, answer.reading, usage, context);
	if (heard.capped && tape.capture === "full") row.capture = "truncated";
	row.key_id = context.keyIdOf(credentials.key);
	row.rate_limit = cleanMap(rateLimitOf(responseHeaders), clean);
	row.collector = context.collector;
	return {
		row,
		ask,
		timeline: answer.reading.timeline,
		values: heard.values,
		waitsFor: heard.waitsFor
	};
}
function cleanerOf(credentials) {
	return (text, max) => {
		if (text === "") return text;
		const safe = redact(text, credentials.secrets);
		return wellFormed(safe.length > max ? safe.slice(0, max) : safe);
	};
}
function cleanMap(entries, clean) {
	return Object.fromEntries(entries.map(([name, value]) => [clean(name, 128), clean(value, 256)]));
}
function hear(tape, requestHeaders, responseHeaders, context) {
	const ask = askOf(tape, requestHeaders, context.onFault);
	if (tape.upgraded && tape.status === 101) {
		const estimator = estimatorOf(context, 1);
		const talk = readConversation(tape, ask, responseHeaders, estimator, context.onFault);
		nameServed(talk.answer.reading, talk.ask, responseHeaders);
		return {
			...talk,
			capped: false,
			values: null,
			waitsFor: estimator.waitsFor
		};
	}
	const body = bodyOf(tape.response, responseHeaders.get("content-encoding") ?? "", context.onFault);
	const values = context.keepsValues === true ? [] : null;
	const answer = readAnswer(ask, tape.status, responseHeaders, body, context.onFault, values);
	nameServed(answer.reading, ask, responseHeaders);
	const estimator = estimatorOf(context, missingFactorOf(tape));
	const usage = usageOf(tape, ask, answer, body, estimator, context);
	const incomplete = body === null || body.incomplete;
	if (answer.wire?.operation === "batch" && (incomplete || tape.errorType !== "") && usage.source === "reported") usage.source = "partial";
	const { waitsFor } = estimator;
	return {
		ask,
		answer,
		usage,
		turns: 1,
		incomplete,
		capped: body?.capped === true,
		values,
		waitsFor
	};
}
function nameServed(reading, ask, headers) {
	const said = reading.responseModel;
	if (said !== "" && said !== ask.model) return;
	reading.responseModel = headers.get("x-ms-served-model") ?? (said === "" ? headers.get("openai-model") : said) ?? "";
}
function estimatorOf({ isReady, estimateTokens }, missingFactor) {
	return new Estimator({
		missingFactor,
		isReady,
		countText: estimateTokens
	});
}
function missingFactorOf({ response: { head, tail, totalBytes } }) {
	const read = head.length + tail.length;
	return read === 0 ? 1 : totalBytes / read;
}
function usageOf(tape, ask, answer, body, estimator, context) {
	const failed = tape.status === null || tape.status >= 400 || body === null;
	try {
		return usageOfAnswer(ask, answer, failed, estimator);
	} catch (error) {
		context.onFault(error);
		return unknownUsage();
	}
}
function fillIdentity(row, tape, attribution, clean) {
	row.ts = timestampOf(tape.startedAtUs);
	row.id = tape.id;
	row.trace_id = attribution.traceId;
	row.span_id = attribution.spanId;
	row.parent_span_id = attribution.parentSpanId;
	row.route = tape.route;
	row.target = tape.target;
	row.provider = tape.provider;
	row.upstream_host = tape.upstreamHost;
	row.user = clean(attribution.user, 256);
	row.feature = clean(attribution.feature, 256);
	row.session = clean(attribution.session, 256);
	row.run_id = clean(attribution.run, 64);
	row.arm = clean(attribution.arm, 128);
	row.tags = cleanMap(attribution.tags, clean);
	row.method = clean(tape.method, 32);
	row.path = clean(pathnameOf(tape.path), 2048);
	row.request_bytes = tape.request.totalBytes;
	row.response_bytes = tape.response.totalBytes;
	row.capture = tape.capture;
	row.mutated = tape.mutated;
}
function fillAnswer(row, ask, { wire, reading }, clean) {
	row.operation = wire?.operation ?? operationOf(ask.method, ask.path);
	row.wire = wire?.name ?? "unknown";
	row.request_model = clean(ask.model, 256);
	row.response_model = clean(reading.responseModel, 256);
	row.response_id = clean(reading.responseId, 256);
	row.service_tier = clean(reading.serviceTier, 64);
	row.finish_reason = clean(reading.finishReason, 64);
}
function fillOutcome(row, tape, ask, answer, verdict, clean) {
	row.status = tape.status;
	row.error_type = verdict.type;
	row.error_code = clean(verdict.code, 128);
	row.error_message = clean(verdict.message, 1024);
	row.streamed = answer.streamed || tape.status === null && ask.streams;
	row.ended_by = answer.abandoned === true && verdict.type === "client_abort" ? "client" : tape.endedBy;
}
function fillTimes(row, tape, times, { usage, turns }) {
	row.wait_us = microseconds(tape.waitUs);
	row.connect_us = microseconds(tape.connectUs);
	row.ttfb_us = microseconds(tape.ttfbUs);
	row.ttft_us = microseconds(times.ttftUs);
	row.ttfv_us = microseconds(times.ttfvUs);
	row.last_token_us = microseconds(times.lastTokenUs);
	row.e2e_us = microseconds(tape.endUs);
	row.tpot_us = turns > 1 ? null : microseconds(tpotOf(times, usage.outputTokens));
	row.gap_p50_us = microseconds(times.gapP50Us);
	row.gap_p95_us = microseconds(times.gapP95Us);
	row.gap_max_us = microseconds(times.gapMaxUs);
	row.gaps_us = times.gapsUs;
	row.frames = times.frames;
	row.stalls = times.stalls;
	row.overhead_us = microseconds(tape.overheadUs);
}
function tpotOf({ ttftUs, lastTokenUs, frames }, outputTokens) {
	if (ttftUs === null || lastTokenUs === null || frames < 2) return null;
	return outputTokens === null || outputTokens < 2 ? null : (lastTokenUs - ttftUs) / (outputTokens - 1);
}
function fillUsage(row, usage, clean) {
	row.input_tokens = usage.inputTokens;
	row.output_tokens = usage.outputTokens;
	row.cache_read_tokens = usage.cacheReadTokens;
	row.cache_write_tokens = usage.cacheWriteTokens;
	row.cache_write_1h_tokens = usage.cacheWrite1hTokens;
	row.reasoning_tokens = usage.reasoningTokens;
	row.audio_input_tokens = usage.audioInputTokens;
	row.audio_output_tokens = usage.audioOutputTokens;
	row.image_input_tokens = usage.imageInputTokens;
	row.image_output_tokens = usage.imageOutputTokens;
	row.tool_input_tokens = usage.toolInputTokens;
	row.units = usage.units;
	row.usage_source = usage.source;
	row.estimate_method = usage.method;
	row.usage_json = clean(usage.json, 4096);
}
function fillCost(row, tape, ask, reading, usage, context) {
	const { costUsd, costListUsd, source, card } = chargeOf(tape, ask, reading, usage, context);
	row.cost_usd = costUsd;
	row.cost_list_usd = costListUsd;
	row.cost_reported_usd = toColumn(usage.reportedCostUsd);
	row.price_source = source;
	row.price_card = card;
}
function microseconds(value) {
	return value === null || !(value >= 0) ? null : Math.round(value);
}
function timestampOf(epochUs) {
	const us = epochUs >= 0 ? Math.min(Math.round(epochUs), lastUs) : 0;
	const date = new Date(Math.floor(us / 1e6) * 1e3).toISOString();
	return `${date.slice(0, 10)} ${date.slice(11, 19)}.${String(us % 1e6).padStart(6, "0")}`;
}
const lastUs = 92146464e8;
// dist/collector/record/row-line.js
function rowLine(row) {
	let line = "";
	for (const name in row) {
		const value = row[name];
		if (value === null || value === "" || value === false) continue;
		if (typeof value === "number" || value === true) line += `,"${name}":${value}`;
		else if (typeof value === "string") line += `,"${name}":${quoted(value)}`;
		else if (Array.isArray(value)) line += value.length === 0 ? "" : `,"${name}":[${value.join(",")}]`;
		else if (hasEntries(value)) line += `,"${name}":${JSON.stringify(value)}`;
	}
	return `{${line.slice(1)}}`;
}
const plain = /^[\w .:/@+-]*$/;
function quoted(text) {
	return plain.test(text) ? `"${text}"` : JSON.stringify(text);
}
function hasEntries(map) {
	for (const _ in map) return true;
	return false;
}
// dist/collector/record/stored-body.js
function storedBody(tape, ts) {
	if (tape.upgraded) return null;
	const { secrets } = credentialsOf(tape);
	const read = (run, headers) => {
		const body = bodyOf(run, headersOf(headers).get("content-encoding") ?? "", () => {});
		const text = body === null ? null : textOf(body.head.bytes);
		return text === null ? "" : wellFormed(redact(text, secrets));
	};
	const request = read(tape.request, tape.requestHeaders);
	const response = read(tape.response, tape.responseHeaders);
	if (request === "" && response === "") return null;
	return {
		ts,
		id: tape.id,
		request_body: request,
		response_body: response
	};
}
function textOf(bytes) {
	for (let cut = 0; cut <= Math.min(3, bytes.length); cut += 1) {
		const whole = bytes.subarray(0, bytes.length - cut);
		if (isUtf8(whole)) return whole.toString();
	}
	return null;
}
// dist/collector/record/buffer-pool.js
var BufferPool = class {
	#spare = new Map();
	#spareBytes = 0;
	take(bytes) {
		const size = Math.max(smallestBytes, 1 << 32 - Math.clz32(bytes - 1));
		const spare = this.#spare.get(size)?.pop();
		if (spare === void 0) return Buffer.allocUnsafeSlow(size);
		this.#spareBytes -= size;
		return spare;
	}
	give(buffer) {
		const { length } = buffer;
		if (length === 0 || length > 65536 || this.#spareBytes + length > maxSpareBytes) return;
		const spare = this.#spare.get(length);
		if (spare === void 0) this.#spare.set(length, [buffer]);
		else spare.push(buffer);
		this.#spareBytes += length;
	}
};
const smallestBytes = 1024;
const maxSpareBytes = 4194304;
// dist/collector/record/tape.js
function emptyRun() {
	return {
		head: Buffer.alloc(0),
		tail: Buffer.alloc(0),
		totalBytes: 0,
		offsets: [],
		times: []
	};
}
// dist/collector/record/run-builder.js
const headShare = 3 / 4;
const none = Buffer.alloc(0);
const maxDenseMarks = 32768;
var RunBuilder = class {
	#headLimit;
	#tailLimit;
	#head = none;
	#headBytes = 0;
	#tail = [];
	#tailBytes = 0;
	#totalBytes = 0;
	#offsets = [];
	#times = [];
	#pool;
	constructor(captureBytes, pool) {
		this.#pool = pool;
		this.#headLimit = Math.floor(captureBytes * headShare);
		this.#tailLimit = captureBytes - this.#headLimit;
	}
	release(pool) {
		pool.give(this.#head);
		this.#head = none;
		this.#headBytes = 0;
	}
	get heldBytes() {
		return this.#head.length + this.#tailBytes;
	}
	append(chunk, atUs) {
		this.#mark(atUs);
		this.#totalBytes += chunk.length;
		const room = this.#headLimit - this.#headBytes;
		if (chunk.length <= room) this.#appendHead(chunk);
		else {
			if (room > 0) this.#appendHead(chunk.subarray(0, room));
			this.#appendTail(chunk.subarray(Math.max(room, 0)));
		}
	}
	build(passedBytes) {
		if (passedBytes === 0) return emptyRun();
		const tail = Buffer.concat(this.#tail);
		const head = this.#head.subarray(0, this.#headBytes);
		const joined = head.length + tail.length === this.#totalBytes;
		return {
			head: joined && tail.length > 0 ? Buffer.concat([head, tail]) : head,
			tail: joined ? Buffer.alloc(0) : tail,
			totalBytes: Math.max(passedBytes, this.#totalBytes),
			offsets: this.#offsets,
			times: this.#times
		};
	}
	#mark(atUs) {
		const marks = this.#times.length;
		const last = this.#times[marks - 1];
		if (marks > maxDenseMarks && last !== void 0 && atUs - last < 1e3) return;
		this.#offsets.push(this.#totalBytes);
		this.#times.push(atUs);
	}
	#appendHead(chunk) {
		const needed = this.#headBytes + chunk.length;
		if (needed > this.#head.length) {
			const grown = needed <= 65536 ? this.#pool.take(needed) : Buffer.allocUnsafeSlow(this.#capacityFor(needed));
			this.#head.copy(grown, 0, 0, this.#headBytes);
			this.#pool.give(this.#head);
			this.#head = grown;
		}
		chunk.copy(this.#head, this.#headBytes);
		this.#headBytes = needed;
	}
	#capacityFor(needed) {
		return Math.min(this.#headLimit, Math.max(needed, 2 * this.#head.length));
	}
	#appendTail(chunk) {
		if (chunk.length === 0) return;
		const kept = chunk.length > this.#tailLimit ? chunk.subarray(chunk.length - this.#tailLimit) : chunk;
		this.#tail.push(Buffer.from(kept));
		this.#tailBytes += kept.length;
		while (this.#tailBytes > this.#tailLimit) {
			const first = this.#tail[0];
			const surplus = this.#tailBytes - this.#tailLimit;
			if (first.length <= surplus) this.#tail.shift();
			else this.#tail[0] = first.subarray(surplus);
			this.#tailBytes -= Math.min(first.length, surplus);
		}
	}
};
const kinds = {
	open: 1,
	requestBytes: 2,
	responseHead: 3,
	responseBytes: 4,
	end: 5
};
function recordBytes(payloadBytes) {
	return 24 + (payloadBytes + 7 & -8);
}
// dist/collector/record/tape-reader.js
var TapeReader = class {
	#options;
	#onTape;
	#pool = new BufferPool();
	#open = [];
	#heldBytes = 0;
	#orphans = 0;
	constructor(options, onTape) {
		this.#options = options;
		this.#onTape = onTape;
	}
	takeOrphans() {
		const orphans = this.#orphans;
		this.#orphans = 0;
		return orphans;
	}
	read(memory, usedBytes) {
		const bytes = Buffer.from(memory);
		const times = new Float64Array(memory);
		const words = new Uint32Array(memory);
		for (let at = 0; at < usedBytes;) {
			const word = (at >> 2) + 2;
			const length = words[word + 1];
			const payload = bytes.subarray(at + 24, at + 24 + length);
			this.#record(words[word + 2], words[word], times[at >> 3], payload);
			at += recordBytes(length);
		}
	}
	#record(kind, slot, atUs, payload) {
		if (kind === kinds.open) {
			this.#open[slot] = this.#begin(atUs, payload);
			return;
		}
		const tape = this.#open[slot] ?? null;
		if (tape === null) {
			if (kind === kinds.end) this.#orphans++;
			return;
		}
		if (kind === kinds.responseBytes) this.#append(tape, tape.response, payload, atUs);
		else if (kind === kinds.requestBytes) this.#append(tape, tape.request, payload, atUs);
		else if (kind === kinds.responseHead) readResponseHead(tape, atUs, payload);
		else {
			this.#open[slot] = null;
			this.#heldBytes -= tape.request.heldBytes + tape.response.heldBytes;
			if (this.#onTape(finish(tape, atUs, payload)) === "kept") return;
			tape.request.release(this.#pool);
			tape.response.release(this.#pool);
		}
	}
	#begin(originUs, payload) {
		const lines = payload.toString("latin1").split("\n");
		const requestHeaders = lines.slice(9);
		return {
			originUs,
			open: lines,
			requestHeaders: requestHeaders.length > 1 ? requestHeaders : [],
			request: new RunBuilder(this.#options.captureBytes, this.#pool),
			status: null,
			responseHeaders: [],
			ttfbUs: null,
			response: new RunBuilder(this.#options.captureBytes, this.#pool)
		};
	}
	#append(tape, run, chunk, atUs) {
		if (this.#heldBytes + chunk.length > this.#options.maxBytes) return;
		const held = run.heldBytes;
		run.append(chunk, Math.round(atUs - tape.originUs));
		this.#heldBytes += run.heldBytes - held;
	}
};
function readResponseHead(tape, atUs, payload) {
	const lines = payload.toString("latin1").split("\n");
	tape.status = Number(lines[0]);
	tape.responseHeaders = lines.length > 2 ? lines.slice(1) : [];
	tape.ttfbUs = Math.round(atUs - tape.originUs);
}
function finish(tape, atUs, payload) {
	const [id, startedAtUs, route, target, provider, upstreamHost, method, path, upstreamPath] = tape.open;
	const [endedBy, errorType, errorCode, errorMessage, status, waitUs, connectUs, overheadUs, ...bytes] = payload.toString("latin1").split("\n");
	const [requestBytes, responseBytes, upgraded, mutated] = bytes;
	const request = tape.request.build(Number(requestBytes));
	const response = tape.response.build(Number(responseBytes));
	return {
		id: id ?? "",
		startedAtUs: Number(startedAtUs),
		route: route ?? "",
		target: target ?? "",
		provider: provider ?? "",
		upstreamHost: upstreamHost ?? "",
		method: method ?? "",
		path: path ?? "",
		upstreamPath: upstreamPath ?? "",
		requestHeaders: tape.requestHeaders,
		request,
		status: numberOrNull(status) ?? tape.status,
		responseHeaders: tape.responseHeaders,
		response,
		waitUs: numberOrNull(waitUs),
		connectUs: numberOrNull(connectUs),
		ttfbUs: tape.ttfbUs,
		endUs: Math.round(atUs - tape.originUs),
		overheadUs: numberOrNull(overheadUs),
		endedBy: endedBy ?? "",
		errorType: errorType ?? "",
		errorCode: errorCode ?? "",
		errorMessage: errorMessage ?? "",
		capture: captureOf(request, response),
		upgraded: upgraded === "1",
		mutated: mutated === "1"
	};
}
function captureOf(request, response) {
	const total = request.totalBytes + response.totalBytes;
	const kept = request.head.length + request.tail.length + response.head.length + response.tail.length;
	if (kept === total) return "full";
	return kept === 0 ? "none" : "truncated";
}
function numberOrNull(text) {
	return text === void 0 || text === "" ? null : Number(text);
}
// dist/collector/package-root.js
const packageRoot = findUp(new URL("./", new URL("package-root.js", import.meta.url).href));
function findUp(folder) {
	if (existsSync(new URL("package.json", folder))) return folder;
	return findUp(new URL("../", folder));
}
// dist/collector/version.js
const version = JSON.parse(readFileSync(new URL("package.json", packageRoot), "utf8")).version;
// dist/collector/recorder.js
const reportIntervalMs = 500;
const crowdedPauseMs = 5;
const niceness = 3;
giveWay();
const port = parentPort;
if (port === null) throw new Error("the recorder runs as a worker thread");
const data = workerData;
let store = null;
let rows = 0;
let faults = 0;
const lost = {
	rows: 0,
	bytes: 0
};
let rowsLost = 0;
const slabs = [];
const say = (message, transfer = []) => port.postMessage(message, transfer);
const log = (level, message) => say({ log: {
	level,
	message
} });
const delivery = await openDelivery({
	outboxDir: data.outboxDir,
	deadLetterFile: data.deadLetterFile,
	flushIntervalMs: data.record.flushIntervalMs,
	outboxMaxBytes: data.record.outboxMaxBytes,
	collector: data.collector,
	store: () => store,
	log
});
const left = await openLeftOutboxes(data.leftOutboxDirs, {
	deadLetterFile: data.deadLetterFile,
	flushIntervalMs: data.record.flushIntervalMs,
	outboxMaxBytes: data.record.outboxMaxBytes,
	collector: data.collector,
	store: () => store,
	log
});
const telemetry = await openTelemetry({
	metrics: data.metrics,
	budgets: data.budgets,
	storesBodies: data.record.dangerouslyStoreBodies,
	collector: data.collector,
	version,
	env: process.env,
	store: () => store,
	log,
	state: data.metricsState
});
const prices = createPriceBook({
	...data.prices,
	onCard: (used) => delivery.push("price_cards", priceCardLine(used, Date.now()))
});
const content = telemetry.wantsContent ? await import("./content.recorder.js") : null;
const context = {
	collector: data.collector,
	keyIdOf: keyIdsUnder(Buffer.from(data.keySecret)),
	price: (usage, query) => prices.price(usage, query),
	onFault: () => {
		faults++;
	},
	isReady: (encoding) => isLoaded(encoding) || missing.has(encoding),
	keepsValues: content !== null
};
const missing = new Set();
let loading = null;
const waiting = [];
const tapes = new TapeReader({
	captureBytes: data.record.captureBytes,
	maxBytes: data.tapesBytes
}, onTape);
const reports = setInterval(report, reportIntervalMs);
port.on("message", onMessage);
function giveWay() {
	if (process.platform !== "linux") return;
	try {
		setPriority(Number(basename(readlinkSync("/proc/thread-self"))), niceness);
	} catch {}
}
function onMessage(message) {
	if ("memory" in message) onSlab(message);
	else if ("store" in message) onStore(message.store);
	else if ("scrape" in message) onScrape(message.scrape);
	else if ("event" in message) writeEvent(message.event.kind, message.event.message, message.event.count);
	else close(message.deliverTimeoutMs);
}
async function onScrape({ number, page }) {
	const figures = {
		delivery: deliveryStats(),
		faults,
		rowsLost
	};
	if (page === null) {
		const state = telemetry.state(figures);
		say({ scraped: {
			number,
			text: null,
			state
		} }, [state.buffer]);
		return;
	}
	const { text, state } = await telemetry.page(page.relay, figures, page.openMetrics);
	say({ scraped: {
		number,
		text,
		state
	} }, [text.buffer, state.buffer]);
}
function onStore(address) {
	store = address;
	delivery.wake();
	left.wake();
}
function onSlab(message) {
	slabs.push(message);
	if (slabs.length === 1) setImmediate(readNext);
}
function readNext() {
	const message = slabs[0];
	if (message === void 0) return;
	if (delivery.isCrowded || loading !== null) {
		setTimeout(readNext, crowdedPauseMs);
		return;
	}
	slabs.shift();
	read(message);
	if (slabs.length > 0) setImmediate(readNext);
}
function read(message) {
	tapes.read(message.memory, message.usedBytes);
	lost.rows += message.lostRows + tapes.takeOrphans();
	lost.bytes += message.lostBytes;
	say({ slab: message.number });
}
function onTape(tape) {
	const faultsBefore = faults;
	const recorded = recordTape(tape, context);
	if (recorded.waitsFor !== null) {
		faults = faultsBefore;
		waiting.push(tape);
		loading ??= load(recorded.waitsFor);
		return "kept";
	}
	rows++;
	const { row, timeline } = recorded;
	delivery.push("requests", rowLine(row));
	if (data.record.dangerouslyStoreBodies) pushBody(tape, row.ts);
	const { gapsUs, stalls } = timeline;
	const said = content === null ? null : () => content.contentOf(recorded, tape);
	telemetry.onRow(row, {
		requestHeaders: tape.requestHeaders,
		gapsUs,
		stalls,
		content: said
	});
}
async function load(encoding) {
	try {
		for (const _ of loadingSteps(encoding)) await setImmediate$1();
	} catch (error) {
		missing.add(encoding);
		log("error", `recorder: no estimates with ${encoding}: ${error instanceof Error ? error.message : error}`);
	}
	loading = null;
	for (const tape of waiting.splice(0)) onTape(tape);
}
function pushBody(tape, ts) {
	const body = storedBody(tape, ts);
	if (body !== null) delivery.push("bodies", JSON.stringify(body));
}
function report() {
	if (lost.rows > 0) writeEvent("rows_lost", "exchanges left no row: the recorder was behind or restarted", lost.rows);
	if (lost.bytes > 0) writeEvent("bytes_lost", "body bytes were left out of tapes: the recorder was behind", lost.bytes);
	rowsLost += lost.rows;
	lost.rows = 0;
	lost.bytes = 0;
	sayStats();
}
function sayStats() {
	const rssBytes = process.memoryUsage.rss();
	say({ stats: {
		delivery: deliveryStats(),
		rows,
		faults,
		telemetry: telemetry.stats,
		rssBytes
	} });
}
function deliveryStats() {
	return sumDeliveries([delivery.stats(), ...left.stats()]);
}
function writeEvent(kind, message, count) {
	const event = {
		ts: toTimestamp(Date.now()),
		kind,
		message,
		count,
		attributes: {},
		collector: data.collector
	};
	delivery.push("events", JSON.stringify(event));
}
async function close(deliverTimeoutMs) {
	clearInterval(reports);
	while (loading !== null) await loading;
	for (const message of slabs.splice(0)) {
		if (delivery.isCrowded) await delivery.flush().catch(() => {});
		read(message);
		while (loading !== null) await loading;
	}
	report();
	const outboxes = [delivery.close({ deliverTimeoutMs }), left.close(deliverTimeoutMs)];
	await Promise.all([...outboxes, telemetry.close(deliverTimeoutMs)]);
	sayStats();
	say({ closed: true });
	port?.close();
}
export {};
