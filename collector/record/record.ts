/** Tape → row: everything that teeline knows of an exchange is read off its tape here. Pure: no I/O, no clock. */
import type { Row } from '../../schemas/row.js'
import { type Answer, readAnswer } from './answer.js'
import { type Ask, askOf } from './ask.js'
import { type Attribution, attributionOf } from './attribution.js'
import { blankRow } from './blank-row.js'
import { type Body, bodyOf } from './body.js'
import { chargeOf } from './charge.js'
import { readConversation } from './conversation.js'
import { type Credentials, credentialsOf, type KeyIds, redact } from './credentials.js'
import { Estimator, usageOfAnswer } from './estimate.js'
import { type Headers, headersOf, rateLimitOf } from './headers.js'
import { type JsonObject, wellFormed } from './json.js'
import { toColumn } from './money.js'
import { operationOf } from './operation.js'
import { pathnameOf } from './path.js'
import type { Price, PriceQuery } from './prices/price.js'
import type { Reading } from './reading.js'
import type { Tape } from './tape.js'
import type { Timeline, TokenTimes } from './timeline.js'
import type { EncodingName } from './tokens/family.js'
import { type Usage, unknownUsage } from './usage.js'
import { type Verdict, verdictOf } from './verdict.js'

export interface RecordContext {
  /** Host and worker, for the column of that name. */
  collector: string
  keyIdOf: KeyIds
  price: (usage: Usage, query: PriceQuery) => Price
  /** Tokens of a text; by default the project's own tokenizers. */
  estimateTokens?: (text: string, model: string) => number | null
  /** Whether an encoding may be used now. By default it may, and is loaded within the row if it is not. */
  isReady?: (encoding: EncodingName) => boolean
  /** Hears of what could not be read; the row is written all the same. */
  onFault: (error: unknown) => void
  /** Whether an answer's values are kept until its row is written, for those who want what was said. */
  keepsValues?: boolean
}

/** A row, and what was read off the tape beside it that no column holds. */
export interface Recorded {
  row: Row
  ask: Ask
  /** The times of a stream one by one. */
  timeline: Timeline
  /** The answer's JSON values; NULL unless the context keeps them. */
  values: readonly JsonObject[] | null
  /** An encoding that the context says is not ready: without it the row lacks its estimate. NULL: the row is whole. */
  waitsFor: EncodingName | null
}

/** The row of one exchange, as `recordTape` has it. */
export function rowFromTape(tape: Tape, context: RecordContext): Row {
  return recordTape(tape, context).row
}

/** Reads one exchange. Synchronous, and never throws: what cannot be read is NULL, and `context.onFault` hears why. */
export function recordTape(tape: Tape, context: RecordContext): Recorded {
  const credentials = credentialsOf(tape)
  const clean = cleanerOf(credentials)
  const requestHeaders = headersOf(tape.requestHeaders)
  const responseHeaders = headersOf(tape.responseHeaders)
  const heard = hear(tape, requestHeaders, responseHeaders, context)
  const { ask, answer, usage } = heard
  const verdict = verdictOf(tape, ask, answer, heard.incomplete)
  const row = blankRow()
  fillIdentity(row, tape, attributionOf(tape.id, requestHeaders), clean)
  fillAnswer(row, ask, answer, clean)
  fillOutcome(row, tape, ask, answer, verdict, clean)
  fillTimes(row, tape, answer.reading.timeline.times(), heard)
  fillUsage(row, usage, clean)
  fillCost(row, tape, ask, answer.reading, usage, context)
  if (heard.capped && tape.capture === 'full') row.capture = 'truncated'
  row.key_id = context.keyIdOf(credentials.key)
  row.rate_limit = cleanMap(rateLimitOf(responseHeaders), clean)
  row.collector = context.collector
  return { row, ask, timeline: answer.reading.timeline, values: heard.values, waitsFor: heard.waitsFor }
}

/** Makes a foreign text fit for a row: no secrets, no broken characters, no more than `max` characters. */
type Clean = (text: string, max: number) => string

function cleanerOf(credentials: Credentials): Clean {
  return (text, max) => {
    if (text === '') return text
    // Secrets go first: a cut could leave the better part of one.
    const safe = redact(text, credentials.secrets)
    return wellFormed(safe.length > max ? safe.slice(0, max) : safe)
  }
}

function cleanMap(entries: readonly [string, string][], clean: Clean): Record<string, string> {
  if (entries.length === 0) return {}
  return Object.fromEntries(entries.map(([name, value]) => [clean(name, 128), clean(value, 256)]))
}

/** What was asked, what was answered, and what it took. */
interface Heard {
  ask: Ask
  answer: Answer
  usage: Usage
  /** How often the model answered: once, but on a connection that stays. */
  turns: number
  incomplete: boolean
  capped: boolean
  values: JsonObject[] | null
  waitsFor: EncodingName | null
}

function hear(tape: Tape, requestHeaders: Headers, responseHeaders: Headers, context: RecordContext): Heard {
  const ask = askOf(tape, requestHeaders, context.onFault)
  if (tape.upgraded && tape.status === 101) {
    // Each response is estimated by itself, from what was seen of it.
    const estimator = estimatorOf(context, 1)
    const talk = readConversation(tape, ask, responseHeaders, estimator, context.onFault)
    nameServed(talk.answer.reading, talk.ask, responseHeaders)
    return { ...talk, capped: false, values: null, waitsFor: estimator.waitsFor }
  }
  const body = bodyOf(tape.response, responseHeaders.get('content-encoding') ?? '', context.onFault)
  const values: JsonObject[] | null = context.keepsValues === true ? [] : null
  const answer = readAnswer(ask, tape.status, responseHeaders, body, context.onFault, values)
  nameServed(answer.reading, ask, responseHeaders)
  const estimator = estimatorOf(context, missingFactorOf(tape))
  const usage = usageOf(tape, ask, answer, body, estimator, context)
  const incomplete = body === null || body.incomplete
  // Of a file of results that was not seen whole, the sum is a part.
  const cut = answer.wire?.operation === 'batch' && (incomplete || tape.errorType !== '')
  if (cut && usage.source === 'reported') usage.source = 'partial'
  const { waitsFor } = estimator
  return { ask, answer, usage, turns: 1, incomplete, capped: body?.capped === true, values, waitsFor }
}

/** Azure's answers may say the deployment's name, as the request did, or none; its head says which model that is. */
function nameServed(reading: Reading, ask: Ask, headers: Headers): void {
  const said = reading.responseModel
  if (said !== '' && said !== ask.model) return
  reading.responseModel =
    headers.get('x-ms-served-model') ?? (said === '' ? headers.get('openai-model') : said) ?? ''
}

function estimatorOf({ isReady, estimateTokens }: RecordContext, missingFactor: number): Estimator {
  return new Estimator({ missingFactor, isReady, countText: estimateTokens })
}

function missingFactorOf({ response: { head, tail, totalBytes } }: Tape): number {
  const read = head.length + tail.length
  return read === 0 ? 1 : totalBytes / read
}

function usageOf(
  tape: Tape,
  ask: Ask,
  answer: Answer,
  body: Body | null,
  estimator: Estimator,
  context: RecordContext
): Usage {
  const failed = tape.status === null || tape.status >= 400 || body === null
  try {
    return usageOfAnswer(ask, answer, failed, estimator)
  } catch (error) {
    context.onFault(error)
    return unknownUsage()
  }
}

function fillIdentity(row: Row, tape: Tape, attribution: Attribution, clean: Clean): void {
  row.ts = timestampOf(tape.startedAtUs)
  row.id = tape.id
  row.trace_id = attribution.traceId
  row.span_id = attribution.spanId
  row.parent_span_id = attribution.parentSpanId
  row.route = tape.route
  row.target = tape.target
  row.provider = tape.provider
  row.upstream_host = tape.upstreamHost
  row.user = clean(attribution.user, 256)
  row.feature = clean(attribution.feature, 256)
  row.session = clean(attribution.session, 256)
  row.run_id = clean(attribution.run, 64)
  row.arm = clean(attribution.arm, 128)
  row.tags = cleanMap(attribution.tags, clean)
  row.method = clean(tape.method, 32)
  row.path = clean(pathnameOf(tape.path), 2048)
  row.request_bytes = tape.request.totalBytes
  row.response_bytes = tape.response.totalBytes
  row.capture = tape.capture
  row.mutated = tape.mutated
}

function fillAnswer(row: Row, ask: Ask, { wire, reading }: Answer, clean: Clean): void {
  row.operation = wire?.operation ?? operationOf(ask.method, ask.path)
  row.wire = wire?.name ?? 'unknown'
  row.request_model = clean(ask.model, 256)
  row.response_model = clean(reading.responseModel, 256)
  row.response_id = clean(reading.responseId, 256)
  row.service_tier = clean(reading.serviceTier, 64)
  row.finish_reason = clean(reading.finishReason, 64)
}

function fillOutcome(row: Row, tape: Tape, ask: Ask, answer: Answer, verdict: Verdict, clean: Clean): void {
  row.status = tape.status
  row.error_type = verdict.type
  row.error_code = clean(verdict.code, 128)
  row.error_message = clean(verdict.message, 1024)
  row.streamed = answer.streamed || (tape.status === null && ask.streams)
  // Both said goodbye properly, but the client did so in the middle of an answer.
  row.ended_by = answer.abandoned === true && verdict.type === 'client_abort' ? 'client' : tape.endedBy
}

/** Token times belong to streams: an answer that came whole has no first token, only its end. */
function fillTimes(row: Row, tape: Tape, times: TokenTimes, { usage, turns }: Heard): void {
  row.wait_us = microseconds(tape.waitUs)
  row.connect_us = microseconds(tape.connectUs)
  row.ttfb_us = microseconds(tape.ttfbUs)
  row.ttft_us = microseconds(times.ttftUs)
  row.ttfv_us = microseconds(times.ttfvUs)
  row.last_token_us = microseconds(times.lastTokenUs)
  row.e2e_us = microseconds(tape.endUs)
  // Over several answers, most of the time between the first token and the last is the client's own.
  row.tpot_us = turns > 1 ? null : microseconds(tpotOf(times, usage.outputTokens))
  row.gap_p50_us = microseconds(times.gapP50Us)
  row.gap_p95_us = microseconds(times.gapP95Us)
  row.gap_max_us = microseconds(times.gapMaxUs)
  row.gaps_us = times.gapsUs
  row.frames = times.frames
  row.stalls = times.stalls
  row.overhead_us = microseconds(tape.overheadUs)
}

/** Time per output token after the first. With fewer than two frames there is no time between tokens to be seen. */
function tpotOf({ ttftUs, lastTokenUs, frames }: TokenTimes, outputTokens: number | null): number | null {
  if (ttftUs === null || lastTokenUs === null || frames < 2) return null
  return outputTokens === null || outputTokens < 2 ? null : (lastTokenUs - ttftUs) / (outputTokens - 1)
}

function fillUsage(row: Row, usage: Usage, clean: Clean): void {
  row.input_tokens = usage.inputTokens
  row.output_tokens = usage.outputTokens
  row.cache_read_tokens = usage.cacheReadTokens
  row.cache_write_tokens = usage.cacheWriteTokens
  row.cache_write_1h_tokens = usage.cacheWrite1hTokens
  row.reasoning_tokens = usage.reasoningTokens
  row.audio_input_tokens = usage.audioInputTokens
  row.audio_output_tokens = usage.audioOutputTokens
  row.image_input_tokens = usage.imageInputTokens
  row.image_output_tokens = usage.imageOutputTokens
  row.tool_input_tokens = usage.toolInputTokens
  row.units = usage.units
  row.usage_source = usage.source
  row.estimate_method = usage.method
  row.usage_json = clean(usage.json, 4096)
}

function fillCost(
  row: Row,
  tape: Tape,
  ask: Ask,
  reading: Reading,
  usage: Usage,
  context: RecordContext
): void {
  const { costUsd, costListUsd, source, card } = chargeOf(tape, ask, reading, usage, context)
  row.cost_usd = costUsd
  row.cost_list_usd = costListUsd
  row.cost_reported_usd = toColumn(usage.reportedCostUsd)
  row.price_source = source
  row.price_card = card
}

/** A whole number from zero up, as the columns hold it. */
function microseconds(value: number | null): number | null {
  return value === null || !(value >= 0) ? null : Math.round(value)
}

/** `YYYY-MM-DD hh:mm:ss.ffffff`, UTC. */
function timestampOf(epochUs: number): string {
  const us = epochUs >= 0 ? Math.min(Math.round(epochUs), lastUs) : 0
  const second = Math.floor(us / 1_000_000)
  if (second !== lastSecond.second) {
    const date = new Date(second * 1000).toISOString()
    lastSecond = { second, text: `${date.slice(0, 10)} ${date.slice(11, 19)}.` }
  }
  return lastSecond.text + String(us % 1_000_000).padStart(6, '0')
}

/** Thousands of exchanges begin in the same one. */
let lastSecond = { second: -1, text: '' }

/** The end of 2261, where ClickHouse's microseconds end. */
const lastUs = 9_214_646_400_000_000
