import { attribute as a, event, tagPrefix } from './otel-names.js';
export function spanNameOf({ operation, method, request_model: model }) {
    const did = operation === '' ? method : operation;
    return model === '' ? did : `${did} ${model}`;
}
/** When the exchange began and ended, microseconds since 1970. */
export function spanTimesOf(row) {
    const startUs = epochUsOf(row.ts);
    return { startUs, endUs: startUs + (row.e2e_us ?? 0) };
}
/** Those of a row's metrics: few values each, since each set of them is a series. */
export function metricAttributesOf(row) {
    const into = {};
    put(into, a.operation, row.operation);
    put(into, a.provider, row.provider);
    put(into, a.requestModel, row.request_model);
    put(into, a.responseModel, row.response_model);
    const { address, port } = serverOf(row.upstream_host);
    put(into, a.serverAddress, address);
    put(into, a.serverPort, port);
    put(into, a.errorType, row.error_type);
    put(into, a.route, row.route);
    return into;
}
/** All of a span's, what was said apart. */
export function spanAttributesOf(row, edition, startUs) {
    const into = metricAttributesOf(row);
    put(into, a.httpMethod, row.method);
    put(into, a.httpStatus, row.status);
    if (row.streamed)
        into[a.requestStream] = true;
    put(into, a.responseId, row.response_id);
    put(into, a.finishReasons, finishReasonsOf(row));
    put(into, a.timeToFirstChunk, seconds(row.ttft_us));
    put(into, a.inputTokens, row.input_tokens);
    put(into, a.outputTokens, row.output_tokens);
    put(into, a.cacheReadTokens, row.cache_read_tokens);
    put(into, edition.cacheWriteTokens, row.cache_write_tokens);
    put(into, a.reasoningTokens, row.reasoning_tokens);
    putOwn(into, row);
    putForConsumers(into, row, startUs);
    return into;
}
function putOwn(into, row) {
    put(into, a.id, row.id);
    put(into, a.target, row.target);
    put(into, a.wire, row.wire);
    put(into, a.endedBy, row.ended_by);
    put(into, a.errorCode, row.error_code);
    put(into, a.feature, row.feature);
    put(into, a.key, row.key_id);
    put(into, a.run, row.run_id);
    put(into, a.arm, row.arm);
    put(into, a.usageSource, row.usage_source);
    put(into, a.priceSource, row.price_source);
    put(into, a.cost, row.cost_usd);
    put(into, a.tpot, seconds(row.tpot_us));
    put(into, a.overhead, seconds(row.overhead_us));
    if (row.stalls > 0) {
        into[a.stallCount] = row.stalls;
        put(into, a.longestGap, seconds(row.gap_max_us));
    }
    for (const name in row.tags)
        put(into, tagPrefix + name, row.tags[name] ?? null);
}
/** What Langfuse, OpenLIT and Datadog look for beside the conventions. */
function putForConsumers(into, row, startUs) {
    if (row.cost_usd !== null) {
        into[a.usageCost] = Number(row.cost_usd);
        into[a.langfuseCost] = `{"total":${row.cost_usd}}`;
    }
    const { input_tokens: input, output_tokens: output } = row;
    if (input !== null && output !== null)
        into[a.totalTokens] = input + output;
    put(into, a.langfuseUsage, langfuseUsageOf(row));
    put(into, a.user, row.user);
    put(into, a.session, row.session);
    put(into, a.conversation, row.session);
    put(into, a.langfuseUser, row.user);
    put(into, a.langfuseSession, row.session);
    put(into, a.langfuseType, row.request_model === '' ? 'span' : 'generation');
    if (row.ttft_us !== null)
        into[a.langfuseFirstToken] = isoOf(startUs + row.ttft_us);
}
/** JSON; NULL when no tokens are known. Its kinds are parts that do not overlap, where the row's totals hold theirs. */
function langfuseUsageOf(row) {
    const { input_tokens: input, output_tokens: output, reasoning_tokens: reasoning } = row;
    const { cache_read_tokens: read, cache_write_tokens: write, cache_write_1h_tokens: write1h } = row;
    const parts = [];
    if (input !== null) {
        parts.push(`"input":${Math.max(0, input - (read ?? 0) - (write ?? 0))}`);
        if (read !== null)
            parts.push(`"input_cached_tokens":${read}`);
        if (write !== null)
            parts.push(`"input_cache_creation":${Math.max(0, write - (write1h ?? 0))}`);
        if (write1h !== null)
            parts.push(`"input_cache_creation_1h":${write1h}`);
    }
    if (output !== null) {
        parts.push(`"output":${Math.max(0, output - (reasoning ?? 0))}`);
        if (reasoning !== null)
            parts.push(`"output_reasoning_tokens":${reasoning}`);
    }
    if (input !== null && output !== null)
        parts.push(`"total":${input + output}`);
    return parts.length === 0 ? null : `{${parts.join()}}`;
}
/** What was said, as JSON: the SDK for JavaScript has no attributes of more structure. */
export function contentAttributesOf(content) {
    const into = {};
    put(into, a.systemInstructions, content.systemInstructions);
    put(into, a.inputMessages, content.inputMessages);
    put(into, a.outputMessages, content.outputMessages);
    put(into, a.toolDefinitions, content.toolDefinitions);
    if (content.cut)
        into[a.contentCut] = true;
    return into;
}
export function contentCharsOf(attributes) {
    let chars = 0;
    for (const name of contentNames) {
        const value = attributes[name];
        if (typeof value === 'string')
            chars += value.length;
    }
    return chars;
}
const contentNames = [a.systemInstructions, a.inputMessages, a.outputMessages, a.toolDefinitions];
/** `stalls`: those whose times are known, which may be fewer than the row counts. */
export function spanEventsOf(row, startUs, endUs, stalls) {
    const events = [];
    if (row.ttft_us !== null)
        events.push({ name: event.firstToken, at: hrTimeOf(startUs + row.ttft_us), attributes: {} });
    for (const { atUs, lengthUs } of stalls)
        events.push({
            name: event.stall,
            at: hrTimeOf(startUs + atUs),
            attributes: { [a.gap]: lengthUs / 1e6 }
        });
    if (row.ended_by !== 'complete')
        events.push({ name: event.abort, at: hrTimeOf(endUs), attributes: { [a.endedBy]: row.ended_by } });
    return events;
}
/** The conventions have a broken stream's reasons end in `error`. */
function finishReasonsOf({ finish_reason: reason, streamed, error_type: errorType }) {
    const reasons = reason === '' ? [] : [reason];
    if (streamed && errorType !== '' && errorType !== 'client_abort')
        reasons.push('error');
    return reasons.length === 0 ? null : reasons;
}
function serverOf(host) {
    const colon = host.lastIndexOf(':');
    const port = Number(host.slice(colon + 1));
    // An IPv6 address without a port ends in a bracket.
    return colon < 0 || !Number.isInteger(port)
        ? { address: host, port: null }
        : { address: host.slice(0, colon), port };
}
/** What is not known is absent, not empty. Into one object: spreading parts together costs more than all the rest. */
function put(into, name, value) {
    if (value !== null && value !== '')
        into[name] = value;
}
/** Of `YYYY-MM-DD hh:mm:ss.ffffff`; microseconds since 1970 are whole numbers that a double holds. */
function epochUsOf(ts) {
    return Date.parse(`${ts.slice(0, 10)}T${ts.slice(11, 19)}Z`) * 1000 + Number(ts.slice(20));
}
export function hrTimeOf(epochUs) {
    return [Math.floor(epochUs / 1e6), (epochUs % 1e6) * 1000];
}
function isoOf(epochUs) {
    const micros = String(epochUs % 1e6).padStart(6, '0');
    return `${new Date(Math.floor(epochUs / 1e6) * 1000).toISOString().slice(0, 19)}.${micros}Z`;
}
function seconds(us) {
    return us === null ? null : us / 1e6;
}
//# sourceMappingURL=span.js.map