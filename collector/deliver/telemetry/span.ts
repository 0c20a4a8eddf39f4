/** A row as a span: name, times, attributes, events. What a provider or an app wrote in words is not among them. */
import type { Attributes, HrTime } from '@opentelemetry/api'
import type { Row } from '../../../schemas/row.js'
import { attribute as a, type Edition, event, tagPrefix } from './otel-names.js'

export interface SpanShape {
  name: string
  start: HrTime
  end: HrTime
  attributes: Attributes
  events: { name: string; at: HrTime; attributes: Attributes }[]
  /** `''`: it went well. */
  errorType: string
}

/** The span of a row's exchange. */
export function spanOf(row: Row, edition: Edition): SpanShape {
  const startUs = epochUsOf(row.ts)
  const endUs = startUs + (row.e2e_us ?? 0)
  const operation = row.operation === '' ? row.method : row.operation
  return {
    name: row.request_model === '' ? operation : `${operation} ${row.request_model}`,
    start: hrTimeOf(startUs),
    end: hrTimeOf(endUs),
    attributes: attributesOf(row, edition, startUs),
    events: eventsOf(row, startUs, endUs),
    errorType: row.error_type
  }
}

/** Those of a row's metrics: few values each, since each set of them is a series. */
export function metricAttributesOf(row: Row): Attributes {
  const into: Attributes = {}
  put(into, a.operation, row.operation)
  put(into, a.provider, row.provider)
  put(into, a.requestModel, row.request_model)
  put(into, a.responseModel, row.response_model)
  put(into, a.serverAddress, serverOf(row.upstream_host).address)
  put(into, a.serverPort, serverOf(row.upstream_host).port)
  put(into, a.errorType, row.error_type)
  put(into, a.route, row.route)
  return into
}

function attributesOf(row: Row, edition: Edition, startUs: number): Attributes {
  const into = metricAttributesOf(row)
  put(into, a.httpMethod, row.method)
  put(into, a.httpStatus, row.status)
  if (row.streamed) into[a.requestStream] = true
  put(into, a.responseId, row.response_id)
  put(into, a.finishReasons, finishReasonsOf(row))
  put(into, a.timeToFirstChunk, seconds(row.ttft_us))
  put(into, a.inputTokens, row.input_tokens)
  put(into, a.outputTokens, row.output_tokens)
  put(into, a.cacheReadTokens, row.cache_read_tokens)
  put(into, edition.cacheWriteTokens, row.cache_write_tokens)
  put(into, a.reasoningTokens, row.reasoning_tokens)
  putOwn(into, row)
  putForConsumers(into, row, startUs)
  return into
}

function putOwn(into: Attributes, row: Row): void {
  put(into, a.id, row.id)
  put(into, a.target, row.target)
  put(into, a.wire, row.wire)
  put(into, a.endedBy, row.ended_by)
  put(into, a.errorCode, row.error_code)
  put(into, a.feature, row.feature)
  put(into, a.key, row.key_id)
  put(into, a.run, row.run_id)
  put(into, a.arm, row.arm)
  put(into, a.usageSource, row.usage_source)
  put(into, a.priceSource, row.price_source)
  put(into, a.cost, row.cost_usd)
  put(into, a.tpot, seconds(row.tpot_us))
  put(into, a.overhead, seconds(row.overhead_us))
  for (const name in row.tags) put(into, tagPrefix + name, row.tags[name] ?? null)
}

/** What Langfuse, OpenLIT and Datadog look for beside the conventions. */
function putForConsumers(into: Attributes, row: Row, startUs: number): void {
  if (row.cost_usd !== null) into[a.usageCost] = Number(row.cost_usd)
  put(into, a.user, row.user)
  put(into, a.session, row.session)
  put(into, a.langfuseUser, row.user)
  put(into, a.langfuseSession, row.session)
  put(into, a.langfuseType, row.request_model === '' ? 'span' : 'generation')
  if (row.ttft_us !== null) into[a.langfuseFirstToken] = isoOf(startUs + row.ttft_us)
}

function eventsOf(row: Row, startUs: number, endUs: number): SpanShape['events'] {
  const events: SpanShape['events'] = []
  if (row.ttft_us !== null)
    events.push({ name: event.firstToken, at: hrTimeOf(startUs + row.ttft_us), attributes: {} })
  if (row.stalls > 0) {
    // A row counts its stalls and does not say when each was; the last token is a time by which all were over.
    const at = hrTimeOf(startUs + (row.last_token_us ?? row.e2e_us ?? 0))
    const attributes: Attributes = { [a.stallCount]: row.stalls }
    put(attributes, a.longestGap, seconds(row.gap_max_us))
    events.push({ name: event.stalls, at, attributes })
  }
  if (row.ended_by !== 'complete')
    events.push({ name: event.abort, at: hrTimeOf(endUs), attributes: { [a.endedBy]: row.ended_by } })
  return events
}

/** The conventions have a broken stream's reasons end in `error`. */
function finishReasonsOf({ finish_reason: reason, streamed, error_type: errorType }: Row): string[] | null {
  const reasons = reason === '' ? [] : [reason]
  if (streamed && errorType !== '' && errorType !== 'client_abort') reasons.push('error')
  return reasons.length === 0 ? null : reasons
}

function serverOf(host: string): { address: string; port: number | null } {
  const colon = host.lastIndexOf(':')
  const port = Number(host.slice(colon + 1))
  // An IPv6 address without a port ends in a bracket.
  return colon < 0 || !Number.isInteger(port)
    ? { address: host, port: null }
    : { address: host.slice(0, colon), port }
}

/** What is not known is absent, not empty. Into one object: spreading parts together costs more than all the rest. */
function put(into: Attributes, name: string, value: string | number | string[] | null): void {
  if (value !== null && value !== '') into[name] = value
}

/** Of `YYYY-MM-DD hh:mm:ss.ffffff`; microseconds since 1970 are whole numbers that a double holds. */
function epochUsOf(ts: string): number {
  return Date.parse(`${ts.slice(0, 10)}T${ts.slice(11, 19)}Z`) * 1000 + Number(ts.slice(20))
}

function hrTimeOf(epochUs: number): HrTime {
  return [Math.floor(epochUs / 1e6), (epochUs % 1e6) * 1000]
}

function isoOf(epochUs: number): string {
  const micros = String(epochUs % 1e6).padStart(6, '0')
  return `${new Date(Math.floor(epochUs / 1e6) * 1000).toISOString().slice(0, 19)}.${micros}Z`
}

function seconds(us: number | null): number | null {
  return us === null ? null : us / 1e6
}
