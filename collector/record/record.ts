/** Tape → row: everything that teeline knows of an exchange is read off its tape here. Pure: no I/O, no clock. */
import type { Row } from '../../schemas/row.js'
import { type Answer, readAnswer } from './answer.js'
import { type Ask, askOf } from './ask.js'
import { type Attribution, attributionOf } from './attribution.js'
import { type Body, bodyOf } from './body.js'
import { type Credentials, credentialsOf, keyIdOf, redact } from './credentials.js'
import { usageOfAnswer } from './estimate.js'
import { type Headers, headersOf, rateLimitOf } from './headers.js'
import { wellFormed } from './json.js'
import { toColumn } from './money.js'
import { operationOf } from './operation.js'
import { pathnameOf } from './path.js'
import type { Price, PriceQuery } from './prices/price.js'
import type { Reading } from './reading.js'
import type { Tape } from './tape.js'
import type { TokenTimes } from './timeline.js'
import { estimateText } from './tokens/estimate.js'
import { type Usage, unknownUsage } from './usage.js'
import { type Verdict, verdictOf } from './verdict.js'

export interface RecordContext {
  /** Host and worker, for the column of that name. */
  collector: string
  /** Keys the hash of credentials. */
  keySecret: Buffer
  price: (usage: Usage, query: PriceQuery) => Price
  /** Tokens of a text; by default the project's own tokenizer. */
  estimateTokens?: (text: string, model: string) => number | null
  /** Hears of what could not be read; the row is written all the same. */
  onFault: (error: unknown) => void
}

/** The row of one exchange. Synchronous, and never throws: what cannot be read is NULL, and `context.onFault` hears why. */
export function rowFromTape(tape: Tape, context: RecordContext): Row {
  const credentials = credentialsOf(tape)
  const clean = cleanerOf(credentials)
  const requestHeaders = headersOf(tape.requestHeaders)
  const responseHeaders = headersOf(tape.responseHeaders)
  const ask = askOf(tape, requestHeaders, context.onFault)
  const body = responseBody(tape, responseHeaders, context)
  const answer = readAnswer(ask, tape.status, responseHeaders, body, context.onFault)
  const usage = usageOf(tape, ask, answer, body, context)
  const verdict = verdictOf(tape, ask, answer, body === null || body.incomplete)
  return {
    ...identityOf(tape, attributionOf(tape.id, requestHeaders), clean),
    ...answerOf(tape, ask, answer, responseHeaders, clean),
    ...outcomeOf(tape, ask, answer, verdict, clean),
    ...timesOf(tape, answer, usage),
    ...tokensOf(usage, clean),
    ...costOf(tape, ask, answer, usage, context),
    request_bytes: tape.request.totalBytes,
    response_bytes: tape.response.totalBytes,
    capture: body?.capped === true && tape.capture === 'full' ? 'truncated' : tape.capture,
    mutated: false,
    attempt: 1,
    shadow_of: '',
    run_id: '',
    arm: '',
    key_id: keyIdOf(credentials.key, context.keySecret),
    rate_limit: Object.fromEntries(rateLimitOf(responseHeaders).map(entry => cleanEntry(entry, clean))),
    collector: context.collector
  }
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

function cleanEntry([name, value]: [string, string], clean: Clean): [string, string] {
  return [clean(name, 128), clean(value, 256)]
}

function responseBody(tape: Tape, headers: Headers, context: RecordContext): Body | null {
  if (tape.upgraded) return null
  return bodyOf(tape.response, headers.get('content-encoding') ?? '', context.onFault)
}

function usageOf(tape: Tape, ask: Ask, answer: Answer, body: Body | null, context: RecordContext): Usage {
  const { head, tail, totalBytes } = tape.response
  const read = head.length + tail.length
  const failed = tape.status === null || tape.status >= 400 || body === null
  try {
    return usageOfAnswer(ask, answer, failed, {
      estimateTokens: context.estimateTokens ?? ((text, model) => estimateText(text, model).tokens),
      missingFactor: read === 0 ? 1 : totalBytes / read
    })
  } catch (error) {
    context.onFault(error)
    return unknownUsage()
  }
}

function identityOf(tape: Tape, attribution: Attribution, clean: Clean) {
  return {
    ts: timestampOf(tape.startedAtUs),
    id: tape.id,
    trace_id: attribution.traceId,
    span_id: attribution.spanId,
    parent_span_id: attribution.parentSpanId,
    route: tape.route,
    target: tape.target,
    provider: tape.provider,
    upstream_host: tape.upstreamHost,
    user: clean(attribution.user, 256),
    feature: clean(attribution.feature, 256),
    session: clean(attribution.session, 256),
    tags: Object.fromEntries(attribution.tags.map(tag => cleanEntry(tag, clean)))
  }
}

function answerOf(tape: Tape, ask: Ask, { wire, reading }: Answer, headers: Headers, clean: Clean) {
  const served = headers.get('x-ms-served-model') ?? headers.get('openai-model') ?? ''
  return {
    operation: wire?.operation ?? operationOf(ask.method, ask.path),
    wire: wire?.name ?? 'unknown',
    request_model: clean(ask.model, 256),
    response_model: clean(reading.responseModel === '' ? served : reading.responseModel, 256),
    response_id: clean(reading.responseId, 256),
    service_tier: clean(reading.serviceTier, 64),
    finish_reason: clean(reading.finishReason, 64),
    method: clean(tape.method, 32),
    path: clean(pathnameOf(tape.path), 2048)
  }
}

function outcomeOf(tape: Tape, ask: Ask, answer: Answer, verdict: Verdict, clean: Clean) {
  return {
    status: tape.status,
    error_type: verdict.type,
    error_code: clean(verdict.code, 128),
    error_message: clean(verdict.message, 1024),
    streamed: answer.streamed || (tape.status === null && ask.streams),
    ended_by: tape.endedBy
  }
}

/** Token times belong to streams: an answer that came whole has no first token, only its end. */
function timesOf(tape: Tape, { reading }: Answer, usage: Usage) {
  const times = reading.timeline.times()
  return {
    wait_us: microseconds(tape.waitUs),
    connect_us: microseconds(tape.connectUs),
    ttfb_us: microseconds(tape.ttfbUs),
    ttft_us: microseconds(times.ttftUs),
    ttfv_us: microseconds(times.ttfvUs),
    last_token_us: microseconds(times.lastTokenUs),
    e2e_us: microseconds(tape.endUs),
    tpot_us: microseconds(tpotOf(times, usage.outputTokens)),
    gap_p50_us: microseconds(times.gapP50Us),
    gap_p95_us: microseconds(times.gapP95Us),
    gap_max_us: microseconds(times.gapMaxUs),
    frames: times.frames,
    stalls: times.stalls,
    overhead_us: microseconds(tape.overheadUs)
  }
}

/** Time per output token after the first. With fewer than two frames there is no time between tokens to be seen. */
function tpotOf({ ttftUs, lastTokenUs, frames }: TokenTimes, outputTokens: number | null): number | null {
  if (ttftUs === null || lastTokenUs === null || frames < 2) return null
  return outputTokens === null || outputTokens < 2 ? null : (lastTokenUs - ttftUs) / (outputTokens - 1)
}

function tokensOf(usage: Usage, clean: Clean) {
  return {
    input_tokens: usage.inputTokens,
    output_tokens: usage.outputTokens,
    cache_read_tokens: usage.cacheReadTokens,
    cache_write_tokens: usage.cacheWriteTokens,
    cache_write_1h_tokens: usage.cacheWrite1hTokens,
    reasoning_tokens: usage.reasoningTokens,
    audio_input_tokens: usage.audioInputTokens,
    audio_output_tokens: usage.audioOutputTokens,
    image_input_tokens: usage.imageInputTokens,
    image_output_tokens: usage.imageOutputTokens,
    tool_input_tokens: usage.toolInputTokens,
    units: usage.units,
    usage_source: usage.source,
    usage_json: clean(usage.json, 4096)
  }
}

function costOf(tape: Tape, ask: Ask, { reading }: Answer, usage: Usage, context: RecordContext) {
  const { costUsd, costListUsd, source, card } = priceOf(tape, ask, reading, usage, context)
  return {
    cost_usd: costUsd,
    cost_list_usd: costListUsd,
    cost_reported_usd: toColumn(usage.reportedCostUsd),
    price_source: source,
    price_card: card
  }
}

/** By the model that answered; by the one that was asked for when nobody sells the other (a relay's own name for it). */
function priceOf(tape: Tape, ask: Ask, reading: Reading, usage: Usage, context: RecordContext): Price {
  if (usage.source === 'none') return noPrice
  const { provider, startedAtUs: atUs } = tape
  const upstreamHost = tape.upstreamHost.replace(/:\d+$/, '')
  const { responseModel, serviceTier } = reading
  try {
    for (const model of new Set([responseModel, ask.model])) {
      if (model === '') continue
      const price = context.price(usage, { provider, upstreamHost, model, serviceTier, atUs })
      if (price.card !== '') return price
    }
  } catch (error) {
    context.onFault(error)
  }
  return noPrice
}

/** A whole number from zero up, as the columns hold it. */
function microseconds(value: number | null): number | null {
  return value === null || !(value >= 0) ? null : Math.round(value)
}

/** `YYYY-MM-DD hh:mm:ss.ffffff`, UTC. */
function timestampOf(epochUs: number): string {
  const us = Math.round(epochUs)
  const [date, time] = new Date(Math.floor(us / 1000)).toISOString().split('T') as [string, string]
  return `${date} ${time.slice(0, -1)}${String(us % 1000).padStart(3, '0')}`
}

const noPrice: Price = { costUsd: null, costListUsd: null, source: 'none', card: '' }
