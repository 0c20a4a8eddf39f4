import { readAnswer } from './answer.js';
import { askOf } from './ask.js';
import { attributionOf } from './attribution.js';
import { blankRow } from './blank-row.js';
import { bodyOf } from './body.js';
import { chargeOf } from './charge.js';
import { readConversation } from './conversation.js';
import { credentialsOf, redact } from './credentials.js';
import { Estimator, usageOfAnswer } from './estimate.js';
import { headersOf, rateLimitOf } from './headers.js';
import { wellFormed } from './json.js';
import { toColumn } from './money.js';
import { operationOf } from './operation.js';
import { pathnameOf } from './path.js';
import { unknownUsage } from './usage.js';
import { verdictOf } from './verdict.js';
/** The row of one exchange, as `recordTape` has it. */
export function rowFromTape(tape, context) {
    return recordTape(tape, context).row;
}
/** Reads one exchange. Synchronous, and never throws: what cannot be read is NULL, and `context.onFault` hears why. */
export function recordTape(tape, context) {
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
    if (heard.capped && tape.capture === 'full')
        row.capture = 'truncated';
    row.key_id = context.keyIdOf(credentials.key);
    row.rate_limit = cleanMap(rateLimitOf(responseHeaders), clean);
    row.collector = context.collector;
    return { row, ask, timeline: answer.reading.timeline, values: heard.values, waitsFor: heard.waitsFor };
}
function cleanerOf(credentials) {
    return (text, max) => {
        if (text === '')
            return text;
        // Secrets go first: a cut could leave the better part of one.
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
        // Each response is estimated by itself, from what was seen of it.
        const estimator = estimatorOf(context, 1);
        const talk = readConversation(tape, ask, responseHeaders, estimator, context.onFault);
        nameServed(talk.answer.reading, talk.ask, responseHeaders);
        return { ...talk, capped: false, values: null, waitsFor: estimator.waitsFor };
    }
    const body = bodyOf(tape.response, responseHeaders.get('content-encoding') ?? '', context.onFault);
    const values = context.keepsValues === true ? [] : null;
    const answer = readAnswer(ask, tape.status, responseHeaders, body, context.onFault, values);
    nameServed(answer.reading, ask, responseHeaders);
    const estimator = estimatorOf(context, missingFactorOf(tape));
    const usage = usageOf(tape, ask, answer, body, estimator, context);
    const incomplete = body === null || body.incomplete;
    // Of a file of results that was not seen whole, the sum is a part.
    const cut = answer.wire?.operation === 'batch' && (incomplete || tape.errorType !== '');
    if (cut && usage.source === 'reported')
        usage.source = 'partial';
    const { waitsFor } = estimator;
    return { ask, answer, usage, turns: 1, incomplete, capped: body?.capped === true, values, waitsFor };
}
/** Azure's answers may say the deployment's name, as the request did, or none; its head says which model that is. */
function nameServed(reading, ask, headers) {
    const said = reading.responseModel;
    if (said !== '' && said !== ask.model)
        return;
    reading.responseModel =
        headers.get('x-ms-served-model') ?? (said === '' ? headers.get('openai-model') : said) ?? '';
}
function estimatorOf({ isReady, estimateTokens }, missingFactor) {
    return new Estimator({ missingFactor, isReady, countText: estimateTokens });
}
function missingFactorOf({ response: { head, tail, totalBytes } }) {
    const read = head.length + tail.length;
    return read === 0 ? 1 : totalBytes / read;
}
function usageOf(tape, ask, answer, body, estimator, context) {
    const failed = tape.status === null || tape.status >= 400 || body === null;
    try {
        return usageOfAnswer(ask, answer, failed, estimator);
    }
    catch (error) {
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
    row.wire = wire?.name ?? 'unknown';
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
    row.streamed = answer.streamed || (tape.status === null && ask.streams);
    // Both said goodbye properly, but the client did so in the middle of an answer.
    row.ended_by = answer.abandoned === true && verdict.type === 'client_abort' ? 'client' : tape.endedBy;
}
/** Token times belong to streams: an answer that came whole has no first token, only its end. */
function fillTimes(row, tape, times, { usage, turns }) {
    row.wait_us = microseconds(tape.waitUs);
    row.connect_us = microseconds(tape.connectUs);
    row.ttfb_us = microseconds(tape.ttfbUs);
    row.ttft_us = microseconds(times.ttftUs);
    row.ttfv_us = microseconds(times.ttfvUs);
    row.last_token_us = microseconds(times.lastTokenUs);
    row.e2e_us = microseconds(tape.endUs);
    // Over several answers, most of the time between the first token and the last is the client's own.
    row.tpot_us = turns > 1 ? null : microseconds(tpotOf(times, usage.outputTokens));
    row.gap_p50_us = microseconds(times.gapP50Us);
    row.gap_p95_us = microseconds(times.gapP95Us);
    row.gap_max_us = microseconds(times.gapMaxUs);
    row.gaps_us = times.gapsUs;
    row.frames = times.frames;
    row.stalls = times.stalls;
    row.overhead_us = microseconds(tape.overheadUs);
}
/** Time per output token after the first. With fewer than two frames there is no time between tokens to be seen. */
function tpotOf({ ttftUs, lastTokenUs, frames }, outputTokens) {
    if (ttftUs === null || lastTokenUs === null || frames < 2)
        return null;
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
/** A whole number from zero up, as the columns hold it. */
function microseconds(value) {
    return value === null || !(value >= 0) ? null : Math.round(value);
}
/** `YYYY-MM-DD hh:mm:ss.ffffff`, UTC. */
function timestampOf(epochUs) {
    const us = epochUs >= 0 ? Math.min(Math.round(epochUs), lastUs) : 0;
    const date = new Date(Math.floor(us / 1_000_000) * 1000).toISOString();
    return `${date.slice(0, 10)} ${date.slice(11, 19)}.${String(us % 1_000_000).padStart(6, '0')}`;
}
/** The end of 2261, where ClickHouse's microseconds end. */
const lastUs = 9_214_646_400_000_000;
//# sourceMappingURL=record.js.map