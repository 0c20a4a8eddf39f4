/** Answers of our own, in the provider's error envelope, so that its SDK understands them. */
import type { ErrorCode } from '../../schemas/errors.js'

/** The statuses that are ours: the client asked for too much or in a wrong way, we failed, or we got no answer. */
export type RefusalStatus = 400 | 404 | 408 | 413 | 500 | 502 | 503 | 504

export interface Refusal {
  status: RefusalStatus
  code: ErrorCode
  message: string
}

export const routeUnknown: Refusal = {
  status: 404,
  code: 'TEELINE_ROUTE_UNKNOWN',
  message: 'no route has this path prefix; GET /routes on the admin address lists them'
}

export const stopping: Refusal = {
  status: 503,
  code: 'TEELINE_COLLECTOR_STOPPING',
  message: 'the collector is stopping'
}

export const twoHosts: Refusal = {
  status: 400,
  code: 'TEELINE_REQUEST_MALFORMED',
  message: 'the request has more than one Host'
}

export const malformedBody: Refusal = {
  status: 400,
  code: 'TEELINE_REQUEST_MALFORMED',
  message: 'the body of the request is not valid HTTP/1.1'
}

export const bodyLate: Refusal = {
  status: 408,
  code: 'TEELINE_REQUEST_TIMEOUT',
  message: 'nothing of the body came for collector.idleTimeoutMs'
}

export const tooLarge: Refusal = {
  status: 413,
  code: 'TEELINE_REQUEST_TOO_LARGE',
  message: 'the body is larger than collector.maxBodyBytes'
}

export const relayFailed: Refusal = {
  status: 500,
  code: 'TEELINE_COLLECTOR_FAILED',
  message: 'the collector failed at this request; its log says where'
}

export interface RefusalBody {
  headers: string[]
  body: Buffer
}

export const reasons: Record<RefusalStatus, string> = {
  400: 'Bad Request',
  404: 'Not Found',
  408: 'Request Timeout',
  413: 'Payload Too Large',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout'
}

/**
 * Head and body of a refusal. `provider` and `path` tell the envelope: the same vendor's wire may stand behind several
 * providers (Anthropic on Vertex AI), so the path is asked first.
 */
export function refusalBody(refusal: Refusal, provider: string, path: string): RefusalBody {
  const envelope = envelopeOf(provider, path)
  const body = Buffer.from(JSON.stringify(envelopes[envelope](refusal)))
  const length = String(body.length)
  const headers = [
    'content-type',
    'application/json',
    'content-length',
    length,
    'x-teeline-error',
    refusal.code
  ]
  if (envelope === 'bedrock') headers.push('x-amzn-errortype', bedrockTypes[refusal.status])
  return { headers, body }
}

type Envelope = 'openai' | 'anthropic' | 'google' | 'bedrock' | 'message'

function envelopeOf(provider: string, path: string): Envelope {
  if (/\/v1\/(messages|complete)\b|publishers\/anthropic\//.test(path)) return 'anthropic'
  if (provider === 'anthropic') return 'anthropic'
  if (provider === 'aws.bedrock') return 'bedrock'
  if (provider === 'cohere') return 'message'
  if (/\/(openai|endpoints\/openapi)\//.test(path)) return 'openai'
  return provider.startsWith('gcp.') ? 'google' : 'openai'
}

const envelopes: Record<Envelope, (refusal: Refusal) => object> = {
  openai: ({ status, code, message }) => ({
    error: { message, type: status < 500 ? 'invalid_request_error' : 'server_error', param: null, code }
  }),
  anthropic: ({ status, code, message }) => ({
    type: 'error',
    error: { type: anthropicTypes[status], message: `${code}: ${message}` }
  }),
  google: ({ status, code, message }) => ({
    error: { code: status, message: `${code}: ${message}`, status: googleStatuses[status] }
  }),
  bedrock: ({ code, message }) => ({ message: `${code}: ${message}` }),
  message: ({ code, message }) => ({ message: `${code}: ${message}` })
}

const anthropicTypes: Record<RefusalStatus, string> = {
  400: 'invalid_request_error',
  404: 'not_found_error',
  408: 'timeout_error',
  413: 'request_too_large',
  500: 'api_error',
  502: 'api_error',
  503: 'overloaded_error',
  504: 'timeout_error'
}

const googleStatuses: Record<RefusalStatus, string> = {
  400: 'INVALID_ARGUMENT',
  404: 'NOT_FOUND',
  408: 'DEADLINE_EXCEEDED',
  413: 'INVALID_ARGUMENT',
  500: 'INTERNAL',
  502: 'UNAVAILABLE',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED'
}

const bedrockTypes: Record<RefusalStatus, string> = {
  400: 'ValidationException',
  404: 'ResourceNotFoundException',
  408: 'ModelTimeoutException',
  413: 'ValidationException',
  500: 'InternalServerException',
  502: 'ServiceUnavailableException',
  503: 'ServiceUnavailableException',
  504: 'ModelTimeoutException'
}

/**
 * The whole answer to what is not a request, or could be read as two (RFC 9112 §11.2). Whose wire it would have been nobody
 * knows.
 */
export function unreadable(error: Error & { code?: string }): string {
  const [status, reason] = unreadableStatuses[error.code ?? ''] ?? [400, 'Bad Request']
  const isOurs = status === relayFailed.status
  const isWhole = isOurs || status === 405
  const message = isWhole ? error.message : `the request is not valid HTTP/1.1: ${error.message}`
  const type = isOurs ? 'server_error' : 'invalid_request_error'
  const code = isOurs ? relayFailed.code : 'TEELINE_REQUEST_MALFORMED'
  const body = JSON.stringify({ error: { message, type, param: null, code } })
  const head = `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}`
  return `${head}\r\nconnection: close\r\n\r\n${body}`
}

const unreadableStatuses: Record<string, [number, string]> = {
  TEELINE_COLLECTOR_FAILED: [500, 'Internal Server Error'],
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
  HPE_HEAD_TIMEOUT: [408, 'Request Timeout'],
  HPE_METHOD: [405, 'Method Not Allowed']
}
