/** What undici's and Node's errors mean to a client and to a row. */
import type { EndedBy, ErrorType } from '../../schemas/row.js'
import { RelayFault } from './blame.js'
import { MalformedMessage } from './http/fields.js'
import { type Refusal, relayFailed } from './refusal.js'

export interface UpstreamFailure {
  endedBy: EndedBy
  errorType: ErrorType
  /** The system's own code, `ECONNREFUSED` or `UND_ERR_SOCKET`, for the row. */
  errorCode: string
  refusal: Refusal
}

/**
 * Classifies an error of the upstream side. `connected` tells whether the request had reached a connection: before that
 * nothing was sent, and a client may try again without doubt.
 */
export function upstreamFailure(
  error: Error & { code?: string },
  host: string,
  connected: boolean
): UpstreamFailure {
  const errorCode = error.code ?? error.name
  if (error instanceof RelayFault)
    return { endedBy: 'collector', errorType: 'rejected', errorCode, refusal: relayFailed }
  if (errorCode === 'UND_ERR_CONNECT_TIMEOUT') {
    const message = `no connection to ${host} in time`
    return {
      endedBy: 'upstream',
      errorType: 'upstream_connect',
      errorCode,
      refusal: { status: 504, code: 'TEELINE_UPSTREAM_CONNECT', message }
    }
  }
  if (!connected) {
    const message = `cannot connect to ${host} (${errorCode})`
    return {
      endedBy: 'upstream',
      errorType: 'upstream_connect',
      errorCode,
      refusal: { status: 502, code: 'TEELINE_UPSTREAM_CONNECT', message }
    }
  }
  if (errorCode === 'UND_ERR_HEADERS_TIMEOUT' || errorCode === 'UND_ERR_BODY_TIMEOUT') {
    const message = `${host} did not answer in time`
    return {
      endedBy: 'upstream',
      errorType: 'upstream_timeout',
      errorCode,
      refusal: { status: 504, code: 'TEELINE_UPSTREAM_TIMEOUT', message }
    }
  }
  if (error instanceof MalformedMessage || errorCode === 'UND_ERR_HEADERS_OVERFLOW') {
    const message = `${host} sent an answer that is not valid HTTP (${errorCode})`
    return {
      endedBy: 'upstream',
      errorType: 'upstream_reset',
      errorCode,
      refusal: { status: 502, code: 'TEELINE_UPSTREAM_MALFORMED', message }
    }
  }
  const message = `${host} closed the connection before its answer was complete`
  return {
    endedBy: 'upstream',
    errorType: 'upstream_reset',
    errorCode,
    refusal: { status: 502, code: 'TEELINE_UPSTREAM_RESET', message }
  }
}
