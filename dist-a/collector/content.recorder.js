import { a as redact, d as isObject, f as listOf, h as wellFormed, m as textOf, p as parseJson, r as credentialsOf, t as finishWord, u as fieldsOf } from "./gemini-words.recorder.js";
// dist/collector/record/content/speech.js
function textParts(text, type = "text") {
	return typeof text === "string" && text !== "" ? [{
		type,
		content: text
	}] : [];
}
function toolCall(id, name, given) {
	return {
		type: "tool_call",
		id: textOf(id) || null,
		name: textOf(name),
		arguments: unpacked(given)
	};
}
function toolResponse(id, response) {
	return {
		type: "tool_call_response",
		id: textOf(id) || null,
		response: response ?? null
	};
}
function mediaPart(modality, { url, mimeType, fileId }) {
	if (typeof fileId === "string") return {
		type: "file",
		modality,
		file_id: fileId
	};
	const address = textOf(url);
	if (address !== "" && !address.startsWith("data:")) return {
		type: "uri",
		modality,
		uri: address.split("?", 1)[0]
	};
	return {
		type: "blob",
		modality,
		mime_type: textOf(mimeType) || (/^data:([^;,]{1,100})/.exec(address)?.[1] ?? null),
		content: ""
	};
}
function toolDefinition(type, name, description, parameters) {
	const kind = textOf(type) || "function";
	return {
		type: kind,
		name: textOf(name) || kind,
		...typeof description === "string" && { description },
		...parameters !== void 0 && { parameters }
	};
}
function finishReason(word) {
	return finishReasons.get(word) ?? word;
}
function unpacked(given) {
	if (typeof given !== "string") return given ?? null;
	return parseJson(given) ?? given;
}
const finishReasons = new Map([
	["completed", "stop"],
	["end_turn", "stop"],
	["stop_sequence", "stop"],
	["STOP", "stop"],
	["max_tokens", "length"],
	["max_output_tokens", "length"],
	["MAX_TOKENS", "length"],
	["refusal", "content_filter"],
	["SAFETY", "content_filter"],
	["PROHIBITED_CONTENT", "content_filter"],
	["tool_calls", "tool_call"],
	["function_call", "tool_call"],
	["tool_use", "tool_call"],
	["failed", "error"]
]);
// dist/collector/record/content/anthropic-messages-speech.js
const anthropicMessagesSpeech = {
	question: (body) => ({
		system: partsOf$2(body["system"]),
		messages: listOf(body["messages"]).map((value) => {
			const { role, content } = fieldsOf(value);
			return {
				role: textOf(role) || "user",
				parts: partsOf$2(content)
			};
		}),
		tools: listOf(body["tools"]).map((tool) => {
			const { type, name, description, input_schema } = fieldsOf(tool);
			return toolDefinition(type, name, description, input_schema);
		})
	}),
	answer: (values) => {
		const draft = {
			blocks: [],
			reason: ""
		};
		for (const value of values) readEvent(value, draft);
		const parts = draft.blocks.filter(isObject).flatMap(partsOfBlock);
		return parts.length === 0 ? [] : [messageOf$2(parts, draft.reason)];
	}
};
function messageOf$2(parts, reason) {
	return {
		role: "assistant",
		parts,
		finish_reason: finishReason(reason)
	};
}
function partsOf$2(content) {
	return Array.isArray(content) ? content.flatMap(partsOfBlock) : textParts(content);
}
function partsOfBlock(value) {
	const block = fieldsOf(value);
	const type = textOf(block.type);
	switch (type) {
		case "text": return textParts(block.text);
		case "thinking": return textParts(block.thinking, "reasoning");
		case "tool_use": return [toolCall(block.id, block.name, block.input)];
		case "tool_result": return [toolResponse(block.tool_use_id, resultOf(block.content))];
		case "image": return [sourceOf("image", block.source)];
		case "document": return [sourceOf("document", block.source)];
		default: return [{ type: type === "" ? "unknown" : type }];
	}
}
function resultOf(content) {
	return Array.isArray(content) ? partsOf$2(content) : content;
}
function sourceOf(modality, source) {
	const { url, media_type, file_id } = fieldsOf(source);
	return mediaPart(modality, {
		url,
		mimeType: media_type,
		fileId: file_id
	});
}
function readEvent(value, draft) {
	const event = fieldsOf(value);
	const index = typeof event.index === "number" ? Math.min(event.index, maxBlocks) : 0;
	if (event.type === "message") {
		draft.blocks = listOf(event.content).filter(isObject);
		draft.reason = textOf(event.stop_reason);
	} else if (event.type === "content_block_start" && isObject(event.content_block)) draft.blocks[index] = { ...event.content_block };
	else if (event.type === "content_block_delta") draft.blocks[index] = grown(draft.blocks[index], event.delta);
	else if (event.type === "message_delta") draft.reason = textOf(fieldsOf(event.delta).stop_reason) || draft.reason;
}
const maxBlocks = 1e3;
function grown(begun, value) {
	const delta = fieldsOf(value);
	switch (delta.type) {
		case "text_delta": return {
			...begun ?? { type: "text" },
			text: textOf(begun?.["text"]) + textOf(delta.text)
		};
		case "thinking_delta": {
			const thinking = textOf(begun?.["thinking"]) + textOf(delta.thinking);
			return {
				...begun ?? { type: "thinking" },
				thinking
			};
		}
		case "input_json_delta": {
			const input = textOf(begun?.["input"]) + textOf(delta.partial_json);
			return {
				...begun ?? { type: "tool_use" },
				input
			};
		}
		default: return begun ?? {};
	}
}
// dist/collector/record/content/bounded-json.js
function boundedJson(list, maxChars, secrets) {
	const kept = [];
	let left = maxChars;
	for (const element of list.toReversed()) {
		const text = redact(JSON.stringify(element), secrets);
		if (text.length > left) {
			const short = shortened(parseJson(text), left);
			return {
				text: jsonOf(short === null ? kept : [...kept, short]),
				cut: true
			};
		}
		left -= text.length;
		kept.push(text);
	}
	return {
		text: jsonOf(kept),
		cut: false
	};
}
function jsonOf(backwards) {
	return backwards.length === 0 ? "" : wellFormed(`[${backwards.toReversed().join(",")}]`);
}
function shortened(element, maxChars) {
	if (maxChars < leastChars || !isObject(element)) return null;
	return JSON.stringify(shorten(element, "", { left: maxChars }));
}
function shorten(value, name, budget) {
	if (typeof value === "string") return cutText(value, budget);
	if (typeof value !== "object" || value === null) return value;
	if (foreign.has(name)) return cutText(JSON.stringify(value), budget);
	budget.left -= braceChars;
	if (!Array.isArray(value)) return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, shorten(field, key, budget)]));
	const kept = [];
	for (const item of value) {
		if (budget.left <= 0) break;
		kept.push(shorten(item, "", budget));
	}
	return kept;
}
function cutText(text, budget) {
	if (text.length <= nameChars) return text;
	const fits = text.slice(0, Math.max(0, budget.left));
	budget.left -= text.length;
	return fits === text ? text : `${fits}\u2026`;
}
const foreign = new Set([
	"arguments",
	"response",
	"parameters"
]);
const leastChars = 256;
const nameChars = 64;
const braceChars = 32;
// dist/collector/record/content/gemini-generate-speech.js
const geminiGenerateSpeech = {
	question: (body) => ({
		system: partsOf$1(body["systemInstruction"] ?? body["system_instruction"]),
		messages: listOf(body["contents"]).map((content) => ({
			role: roleOf(fieldsOf(content).role),
			parts: partsOf$1(content)
		})),
		tools: listOf(body["tools"]).flatMap(definitionsOf)
	}),
	answer: (values) => {
		const drafts = new Map();
		for (const value of values) readFrame(value, drafts);
		return [...drafts.values()].map((draft) => ({
			...draft,
			finish_reason: finishReason(draft.finish_reason)
		}));
	}
};
function roleOf(role) {
	return role === "model" ? "assistant" : textOf(role) || "user";
}
function partsOf$1(content) {
	if (typeof content === "string") return textParts(content);
	return listOf(fieldsOf(content).parts).flatMap((part) => partOf(fieldsOf(part)));
}
function partOf(part) {
	if (typeof part.text === "string") return textParts(part.text, part.thought === true ? "reasoning" : "text");
	const call = part.functionCall ?? part.function_call;
	if (isObject(call)) return [toolCall(call["id"], call["name"], call["args"])];
	const response = part.functionResponse ?? part.function_response;
	if (isObject(response)) return [toolResponse(response["id"] ?? response["name"], response["response"])];
	const data = part.inlineData ?? part.inline_data ?? part.fileData ?? part.file_data;
	if (isObject(data)) return [dataOf(data)];
	const [kind] = Object.keys(part);
	return kind === void 0 ? [] : [{ type: kind }];
}
function dataOf(data) {
	const mimeType = textOf(data["mimeType"] ?? data["mime_type"]);
	const kind = mimeType.split("/", 1)[0] ?? "";
	return mediaPart([
		"image",
		"audio",
		"video"
	].includes(kind) ? kind : "document", {
		mimeType,
		url: data["fileUri"] ?? data["file_uri"]
	});
}
function definitionsOf(tool) {
	return Object.entries(isObject(tool) ? tool : {}).flatMap(([kind, value]) => {
		if (kind !== "functionDeclarations" && kind !== "function_declarations") return [toolDefinition(kind, kind)];
		return listOf(value).map((declaration) => {
			const { name, description, parameters, parametersJsonSchema } = fieldsOf(declaration);
			return toolDefinition("function", name, description, parameters ?? parametersJsonSchema);
		});
	});
}
function readFrame(value, drafts) {
	for (const [place, said] of listOf(value["candidates"]).entries()) {
		const candidate = fieldsOf(said);
		const index = typeof candidate.index === "number" ? candidate.index : place;
		const draft = drafts.get(index) ?? {
			role: "assistant",
			parts: [],
			finish_reason: ""
		};
		drafts.set(index, draft);
		draft.finish_reason = finishWord(candidate.finishReason) || draft.finish_reason;
		for (const part of partsOf$1(candidate.content)) append(draft.parts, part);
	}
}
function append(parts, part) {
	const last = parts.at(-1);
	if ((part.type === "text" || part.type === "reasoning") && last?.type === part.type) last["content"] = textOf(last["content"]) + textOf(part["content"]);
	else parts.push(part);
}
// dist/collector/record/content/openai-parts.js
function openaiParts(content) {
	if (!Array.isArray(content)) return textParts(content);
	return content.flatMap((item) => typeof item === "string" ? textParts(item) : partsOf(item));
}
function partsOf(item) {
	const part = fieldsOf(item);
	const type = textOf(part.type);
	switch (type) {
		case "text":
		case "input_text":
		case "output_text": return textParts(part.text);
		case "refusal": return textParts(part.refusal);
		case "thinking": return thoughtsOf$1(part.thinking);
		case "image_url":
		case "input_image": return [mediaPart("image", {
			url: urlOf(part.image_url),
			fileId: part.file_id
		})];
		case "video_url": return [mediaPart("video", { url: urlOf(part.video_url) })];
		case "input_audio": return [mediaPart("audio", { mimeType: audioType(part.input_audio) })];
		case "file":
		case "input_file": return [fileOf(part)];
		default: return [{ type: type === "" ? "unknown" : type }];
	}
}
function thoughtsOf$1(thinking) {
	if (!Array.isArray(thinking)) return textParts(thinking, "reasoning");
	return listOf(thinking).flatMap((thought) => textParts(fieldsOf(thought).text, "reasoning"));
}
function urlOf(image) {
	return typeof image === "string" ? image : fieldsOf(image).url;
}
function audioType(audio) {
	const format = textOf(fieldsOf(audio).format);
	return format === "" ? "" : `audio/${format}`;
}
function fileOf(part) {
	const fileId = part.file_id ?? fieldsOf(part.file).file_id;
	return mediaPart("document", {
		url: part.file_url,
		fileId
	});
}
// dist/collector/record/content/openai-chat-speech.js
const openaiChatSpeech = {
	question: (body) => ({
		system: [],
		messages: listOf(body["messages"]).map(messageOf$1),
		tools: listOf(body["tools"]).map(definitionOf)
	}),
	answer: (values) => {
		const drafts = new Map();
		for (const value of values) readChunk(value, drafts);
		return [...drafts.values()].map(finished);
	}
};
function messageOf$1(value) {
	const message = fieldsOf(value);
	const role = textOf(message.role);
	if (role === "tool" || role === "function") return {
		role: "tool",
		parts: [toolResponse(message.tool_call_id, responseOf(message.content))]
	};
	const calls = [...listOf(message.tool_calls), ...legacyCall(message.function_call)].map((call) => {
		const { id, function: said } = fieldsOf(call);
		const { name, arguments: given } = fieldsOf(said);
		return toolCall(id, name, given);
	});
	const thoughts = textParts(message.reasoning_content ?? message.reasoning, "reasoning");
	return {
		role: role === "" ? "user" : role,
		parts: [
			...thoughts,
			...openaiParts(message.content),
			...textParts(message.refusal),
			...calls
		]
	};
}
function responseOf(content) {
	return typeof content === "string" ? content : openaiParts(content);
}
function legacyCall(call) {
	return isObject(call) ? [{ function: call }] : [];
}
function definitionOf(value) {
	const { type, function: said } = fieldsOf(value);
	const { name, description, parameters } = fieldsOf(said);
	return toolDefinition(type, name, description, parameters);
}
function readChunk(value, drafts) {
	for (const [place, said] of listOf(value["choices"]).entries()) {
		const choice = fieldsOf(said);
		const index = typeof choice.index === "number" ? choice.index : place;
		const draft = drafts.get(index) ?? blankDraft();
		drafts.set(index, draft);
		if (choice.finish_reason) draft.reason = textOf(choice.finish_reason);
		if (isObject(choice.delta)) readDelta(choice.delta, draft);
		else if (isObject(choice.message) && isBlank(draft)) readDelta(choice.message, draft);
	}
}
function blankDraft() {
	return {
		thoughts: "",
		content: [],
		text: "",
		calls: new Map(),
		reason: ""
	};
}
function isBlank({ thoughts, content, text, calls }) {
	return thoughts === "" && text === "" && content.length === 0 && calls.size === 0;
}
function readDelta(value, draft) {
	const delta = fieldsOf(value);
	draft.thoughts += textOf(delta.reasoning_content ?? delta.reasoning);
	if (Array.isArray(delta.content)) draft.content.push(...openaiParts(delta.content));
	else draft.text += textOf(delta.content);
	draft.text += textOf(delta.refusal);
	const calls = [...listOf(delta.tool_calls), ...legacyCall(delta.function_call)];
	for (const [place, call] of calls.entries()) readCall(call, place, draft);
}
function readCall(value, place, { calls }) {
	const { index, id, function: said } = fieldsOf(value);
	const { name, arguments: given } = fieldsOf(said);
	const at = typeof index === "number" ? index : place;
	const call = calls.get(at) ?? {
		id: "",
		name: "",
		given: ""
	};
	calls.set(at, call);
	call.id ||= textOf(id);
	call.name ||= textOf(name);
	call.given += isObject(given) ? JSON.stringify(given) : textOf(given);
}
function finished({ thoughts, content, text, calls, reason }) {
	const called = [...calls.values()].map(({ id, name, given }) => toolCall(id, name, given));
	return {
		role: "assistant",
		parts: [
			...textParts(thoughts, "reasoning"),
			...content,
			...textParts(text),
			...called
		],
		finish_reason: finishReason(reason)
	};
}
// dist/collector/record/content/openai-responses-speech.js
const openaiResponsesSpeech = {
	question: (body) => ({
		system: textParts(body["instructions"]),
		messages: messagesOf(body["input"]),
		tools: listOf(body["tools"]).map((tool) => {
			const { type, name, description, parameters } = fieldsOf(tool);
			return toolDefinition(type, name, description, parameters);
		})
	}),
	answer: (values) => {
		const { response, items } = heard(values);
		const whole = listOf(fieldsOf(response).output);
		const parts = (whole.length > 0 ? whole : items).flatMap((item) => messageOf(item).parts);
		if (parts.length === 0) return [];
		return [{
			role: "assistant",
			parts,
			finish_reason: reasonOf(response, parts)
		}];
	}
};
function messagesOf(input) {
	if (typeof input === "string") return [{
		role: "user",
		parts: textParts(input)
	}];
	return listOf(input).map(messageOf);
}
function messageOf(value) {
	const item = fieldsOf(value);
	const type = textOf(item.type) || "message";
	switch (type) {
		case "message": return {
			role: textOf(item.role) || "user",
			parts: openaiParts(item.content)
		};
		case "reasoning": return {
			role: "assistant",
			parts: thoughtsOf(item.summary, item.content)
		};
		case "function_call": return {
			role: "assistant",
			parts: [toolCall(item.call_id, item.name, item.arguments)]
		};
		case "custom_tool_call": return {
			role: "assistant",
			parts: [toolCall(item.call_id, item.name, item.input)]
		};
		case "function_call_output":
		case "custom_tool_call_output": return {
			role: "tool",
			parts: [toolResponse(item.call_id, outputOf(item.output))]
		};
		default: return {
			role: "assistant",
			parts: [{ type }]
		};
	}
}
function thoughtsOf(summary, content) {
	return [...listOf(content), ...listOf(summary)].flatMap((thought) => textParts(fieldsOf(thought).text, "reasoning"));
}
function outputOf(output) {
	return Array.isArray(output) ? openaiParts(output) : output;
}
function heard(values) {
	let response;
	const items = [];
	for (const value of values) {
		const event = fieldsOf(value);
		const type = textOf(event.type);
		const index = typeof event.output_index === "number" ? event.output_index : 0;
		if (type === "" || type === "response") response = value;
		else if (isObject(event.response)) response = event.response;
		else if (isObject(event.item)) items[Math.min(index, maxItems)] = { ...event.item };
		else if (type.endsWith(".delta")) add(items, Math.min(index, maxItems), type, textOf(event.delta));
	}
	return {
		response,
		items: items.filter(isObject)
	};
}
const maxItems = 1e3;
function add(items, index, type, delta) {
	const item = items[index] ?? {};
	items[index] = item;
	if (type === "response.output_text.delta" || type === "response.refusal.delta") item["content"] = [{
		type: "text",
		text: firstText(item["content"]) + delta
	}];
	else if (type.startsWith("response.reasoning")) Object.assign(item, {
		type: "reasoning",
		summary: [{ text: firstText(item["summary"]) + delta }]
	});
	else if (type === "response.function_call_arguments.delta") item["arguments"] = textOf(item["arguments"]) + delta;
	else if (type === "response.custom_tool_call_input.delta") item["input"] = textOf(item["input"]) + delta;
}
function firstText(list) {
	return textOf(fieldsOf(listOf(list)[0]).text);
}
function reasonOf(response, parts) {
	const { status, incomplete_details } = fieldsOf(response);
	if (status === "in_progress") return "";
	if (status === "completed" && parts.some(({ type }) => type === "tool_call")) return "tool_call";
	return finishReason(textOf(fieldsOf(incomplete_details).reason) || textOf(status));
}
// dist/collector/record/content/content.js
function contentOf(recorded, tape) {
	const speech = speeches.get(recorded.row.wire);
	if (speech === void 0) return null;
	try {
		return boundedContent(speech, recorded, tape);
	} catch {
		return null;
	}
}
function boundedContent(speech, { row, ask, values }, tape) {
	const { secrets } = credentialsOf(tape);
	const question = ask.body === null ? silence : speech.question(ask.body);
	const system = boundedJson(question.system, maxChars.system, secrets);
	const input = boundedJson(question.messages, maxChars.input, secrets);
	const tools = boundedJson(question.tools, maxChars.tools, secrets);
	const output = boundedJson(values === null ? [] : speech.answer(values).map((message) => ended(message, row)), maxChars.output, secrets);
	return {
		systemInstructions: system.text,
		inputMessages: input.text,
		outputMessages: output.text,
		toolDefinitions: tools.text,
		cut: tape.capture !== "full" || [
			system,
			input,
			tools,
			output
		].some(({ cut }) => cut)
	};
}
function ended(message, { error_type }) {
	if (message.finish_reason !== "") return message;
	return {
		...message,
		finish_reason: error_type === "" ? "stop" : "error"
	};
}
const speeches = new Map([
	["openai.chat", openaiChatSpeech],
	["openai.responses", openaiResponsesSpeech],
	["anthropic.messages", anthropicMessagesSpeech],
	["gemini.generate", geminiGenerateSpeech]
]);
const silence = {
	system: [],
	messages: [],
	tools: []
};
const maxChars = {
	system: 16384,
	input: 32768,
	tools: 16384,
	output: 32768
};
export { contentOf };
