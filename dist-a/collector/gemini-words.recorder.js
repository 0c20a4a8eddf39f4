import { createHmac } from "node:crypto";
// dist/collector/record/json.js
function fieldsOf(value) {
	return isObject(value) ? value : nothing;
}
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function listOf(value) {
	return Array.isArray(value) ? value : none;
}
function textOf(value) {
	return typeof value === "string" ? value : "";
}
function countOf(value) {
	if (typeof value !== "number" || !(value >= 0) || value > Number.MAX_SAFE_INTEGER) return null;
	return Math.round(value);
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
function wellFormed(text) {
	return text.toWellFormed();
}
const nothing = Object.freeze({});
const none = Object.freeze([]);
// dist/collector/record/path.js
function pathnameOf(target) {
	const end = target.search(/[?#]/);
	const path = end < 0 ? target : target.slice(0, end);
	if (path.startsWith("/")) return path;
	return path.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, "");
}
function queryOf(target) {
	const start = target.indexOf("?");
	return start < 0 ? "" : target.slice(start + 1);
}
function decodePart(part) {
	if (!part.includes("%")) return part;
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}
// dist/collector/record/credentials.js
function credentialsOf(tape) {
	const found = {
		key: "",
		rank: ranks.length,
		secrets: new Set()
	};
	const headers = tape.requestHeaders;
	for (let index = 0; index + 1 < headers.length; index += 2) readHeader(headers[index].toLowerCase(), headers[index + 1], found);
	readQuery(tape.path, found);
	if (tape.upstreamPath !== tape.path) readQuery(tape.upstreamPath, found);
	return {
		key: found.key,
		secrets: variantsOf(found.secrets)
	};
}
function keyIdsUnder(keySecret) {
	const remembered = new Map();
	return (key) => {
		if (key === "") return "";
		const known = remembered.get(key);
		if (known !== void 0) return known;
		if (remembered.size === rememberedKeys) remembered.clear();
		const id = createHmac("sha256", keySecret).update(key).digest("hex").slice(0, 12);
		remembered.set(key, id);
		return id;
	};
}
const rememberedKeys = 1e3;
function redact(text, secrets) {
	let clean = text;
	for (const secret of secrets) if (clean.includes(secret)) clean = clean.replaceAll(secret, "***");
	return keyShape.test(clean) ? clean.replace(keyShapes, "***") : clean;
}
const ranks = [
	"authorization",
	"x-api-key",
	"api-key",
	"x-goog-api-key",
	"ocp-apim-subscription-key",
	"query",
	"sec-websocket-protocol"
];
function readHeader(name, value, found) {
	switch (name) {
		case "authorization":
			readAuthorization(value, found);
			break;
		case "x-api-key":
		case "api-key":
		case "x-goog-api-key":
		case "ocp-apim-subscription-key":
			note(name, value.trim(), found);
			break;
		case "sec-websocket-protocol":
			readProtocols(value, found);
			break;
		case "cookie":
			for (const pair of value.split(";")) found.secrets.add(pair.slice(pair.indexOf("=") + 1).trim());
			break;
		default:
			if (!namesSecret.test(name)) return;
			for (const part of [value, value.slice(value.indexOf(" ") + 1)]) found.secrets.add(part.trim());
	}
}
const namesSecret = /auth|token|secret|password|api-?key|signature/;
function readAuthorization(value, found) {
	const signed = /Credential=([^/,\s]+)/.exec(value);
	if (signed !== null && value.startsWith("AWS4-")) {
		const signature = /Signature=([0-9a-f]+)/i.exec(value)?.[1];
		if (signature !== void 0) found.secrets.add(signature);
		note("authorization", signed[1], found);
		return;
	}
	const space = value.trim().indexOf(" ");
	const scheme = space < 0 ? "" : value.trim().slice(0, space);
	const key = value.trim().slice(space + 1).trim();
	note("authorization", key, found);
	if (scheme.toLowerCase() !== "basic") return;
	const pair = Buffer.from(key, "base64").toString("utf8");
	found.secrets.add(pair);
	found.secrets.add(pair.slice(pair.indexOf(":") + 1));
}
function readProtocols(value, found) {
	for (const part of value.split(",")) {
		const protocol = part.trim();
		const key = /^(?:openai-insecure-api-key|xai-client-secret)\.(.+)$/.exec(protocol)?.[1];
		if (key !== void 0) note("sec-websocket-protocol", key, found);
		else if (protocol.length >= 24) found.secrets.add(protocol);
	}
}
function readQuery(target, found) {
	const query = queryOf(target);
	if (query === "") return;
	for (const pair of query.split("&")) {
		const equals = pair.indexOf("=");
		if (equals < 0 || !keyParameter.test(pair.slice(0, equals))) continue;
		const value = pair.slice(equals + 1);
		found.secrets.add(value);
		const decoded = decodePart(value.replaceAll("+", " "));
		note("query", pair.startsWith("X-Amz-Credential=") ? decoded.slice(0, decoded.indexOf("/")) : decoded, found);
	}
}
function note(place, key, found) {
	if (key === "") return;
	found.secrets.add(key);
	const rank = ranks.indexOf(place);
	if (rank >= found.rank) return;
	found.rank = rank;
	found.key = key;
}
function variantsOf(secrets) {
	const all = new Set();
	for (const secret of secrets) {
		if (secret.length < minSecretLength) continue;
		all.add(secret);
		all.add(secret.toLowerCase());
		if (plain.test(secret)) continue;
		all.add(JSON.stringify(secret).slice(1, -1));
		all.add(encodeURIComponent(wellFormed(secret)));
	}
	return [...all].sort((a, b) => b.length - a.length);
}
const minSecretLength = 8;
const plain = /^[\w.-]*$/;
const keyParameter = /^(key|api[-_]?key|access_token|token|subscription-key|X-Amz-(Credential|Signature|Security-Token))$/i;
const keyShapes = /\b(?:sk-[\w-]{16,}|AIza[\w-]{30,}|gsk_\w{16,}|xai-[\w-]{20,}|hf_\w{20,}|pplx-\w{20,}|r8_\w{20,}|A[KS]IA[A-Z0-9]{16})/g;
const keyShape = new RegExp(keyShapes.source);
// dist/collector/record/wires/gemini-words.js
function modalityTokens(details, name) {
	for (const detail of listOf(details)) {
		const { modality, tokenCount, tokens } = fieldsOf(detail);
		if (enumName(modality, modalities).toUpperCase() === name) return countOf(tokenCount ?? tokens);
	}
	return null;
}
function enumName(value, names) {
	return typeof value === "number" ? names[value] ?? String(value) : textOf(value);
}
function finishWord(value) {
	return enumName(value, finishReasons);
}
const finishReasons = [
	"",
	"STOP",
	"MAX_TOKENS",
	"SAFETY",
	"RECITATION",
	"OTHER"
];
const modalities = [
	"",
	"TEXT",
	"IMAGE",
	"VIDEO",
	"AUDIO",
	"DOCUMENT"
];
export { redact as a, queryOf as c, isObject as d, listOf as f, wellFormed as h, keyIdsUnder as i, countOf as l, textOf as m, modalityTokens as n, decodePart as o, parseJson as p, credentialsOf as r, pathnameOf as s, finishWord as t, fieldsOf as u };
