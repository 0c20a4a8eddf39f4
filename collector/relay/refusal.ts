/** Answers of our own, in the provider's error envelope, so that its SDK understands them. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ErrorCode } from '../../schemas/errors.js'

/** The statuses that are ours: the client asked for too much or in a wrong way, or we got no answer. */
export type RefusalStatus = 400 | 404 | 413 | 502 | 503 | 504

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

export const tooLarge: Refusal = {
  status: 413,
  code: 'TEELINE_REQUEST_TOO_LARGE',
  message: 'the body is larger than collector.maxBodyBytes'
}

/** A refused client may go on sending for this long, so that it gets to read the refusal. */
const lingerMs = 2_000

/** Answers a request with a refusal; `id` goes along in `x-teeline-id`, unless it is NULL. */
export function sendRefusal(
  request: IncomingMessage,
  response: ServerResponse,
  refusal: Refusal,
  provider: string,
  id: string | null
): void {
  const { headers, body } = refusalBody(refusal, provider, request.url ?? '')
  headers.push('content-length', String(body.length))
  if (id !== null) headers.push('x-teeline-id', id)
  response.writeHead(refusal.status, headers)
  response.end(body)
  if (request.complete) return
  const { socket } = request
  request.resume()
  setTimeout(() => request.complete || socket.destroy(), lingerMs).unref()
}

export interface RefusalBody {
  headers: string[]
  body: Buffer
}

/**
 * Head and body of a refusal. `provider` and `path` tell the envelope: the same vendor's wire may stand behind several
 * providers (Anthropic on Vertex AI), so the path is asked first.
 */
export function refusalBody(refusal: Refusal, provider: string, path: string): RefusalBody {
  const envelope = envelopeOf(provider, path)
  const body = Buffer.from(JSON.stringify(envelopes[envelope](refusal)))
  const headers = ['content-type', 'application/json', 'x-teeline-error', refusal.code]
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
  413: 'request_too_large',
  502: 'api_error',
  503: 'overloaded_error',
  504: 'timeout_error'
}

const googleStatuses: Record<RefusalStatus, string> = {
  400: 'INVALID_ARGUMENT',
  404: 'NOT_FOUND',
  413: 'INVALID_ARGUMENT',
  502: 'UNAVAILABLE',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED'
}

const bedrockTypes: Record<RefusalStatus, string> = {
  400: 'ValidationException',
  404: 'ResourceNotFoundException',
  413: 'ValidationException',
  502: 'ServiceUnavailableException',
  503: 'ServiceUnavailableException',
  504: 'ModelTimeoutException'
}
