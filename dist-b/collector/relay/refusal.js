export const routeUnknown = {
    status: 404,
    code: 'TEELINE_ROUTE_UNKNOWN',
    message: 'no route has this path prefix; GET /routes on the admin address lists them'
};
export const stopping = {
    status: 503,
    code: 'TEELINE_COLLECTOR_STOPPING',
    message: 'the collector is stopping'
};
export const twoHosts = {
    status: 400,
    code: 'TEELINE_REQUEST_MALFORMED',
    message: 'the request has more than one Host'
};
export const malformedBody = {
    status: 400,
    code: 'TEELINE_REQUEST_MALFORMED',
    message: 'the body of the request is not valid HTTP/1.1'
};
export const tooLarge = {
    status: 413,
    code: 'TEELINE_REQUEST_TOO_LARGE',
    message: 'the body is larger than collector.maxBodyBytes'
};
export const reasons = {
    400: 'Bad Request',
    404: 'Not Found',
    413: 'Payload Too Large',
    502: 'Bad Gateway',
    503: 'Service Unavailable',
    504: 'Gateway Timeout'
};
/**
 * Head and body of a refusal. `provider` and `path` tell the envelope: the same vendor's wire may stand behind several
 * providers (Anthropic on Vertex AI), so the path is asked first.
 */
export function refusalBody(refusal, provider, path) {
    const envelope = envelopeOf(provider, path);
    const body = Buffer.from(JSON.stringify(envelopes[envelope](refusal)));
    const length = String(body.length);
    const headers = [
        'content-type',
        'application/json',
        'content-length',
        length,
        'x-teeline-error',
        refusal.code
    ];
    if (envelope === 'bedrock')
        headers.push('x-amzn-errortype', bedrockTypes[refusal.status]);
    return { headers, body };
}
function envelopeOf(provider, path) {
    if (/\/v1\/(messages|complete)\b|publishers\/anthropic\//.test(path))
        return 'anthropic';
    if (provider === 'anthropic')
        return 'anthropic';
    if (provider === 'aws.bedrock')
        return 'bedrock';
    if (provider === 'cohere')
        return 'message';
    if (/\/(openai|endpoints\/openapi)\//.test(path))
        return 'openai';
    return provider.startsWith('gcp.') ? 'google' : 'openai';
}
const envelopes = {
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
};
const anthropicTypes = {
    400: 'invalid_request_error',
    404: 'not_found_error',
    413: 'request_too_large',
    502: 'api_error',
    503: 'overloaded_error',
    504: 'timeout_error'
};
const googleStatuses = {
    400: 'INVALID_ARGUMENT',
    404: 'NOT_FOUND',
    413: 'INVALID_ARGUMENT',
    502: 'UNAVAILABLE',
    503: 'UNAVAILABLE',
    504: 'DEADLINE_EXCEEDED'
};
const bedrockTypes = {
    400: 'ValidationException',
    404: 'ResourceNotFoundException',
    413: 'ValidationException',
    502: 'ServiceUnavailableException',
    503: 'ServiceUnavailableException',
    504: 'ModelTimeoutException'
};
/**
 * The whole answer to what is not a request, or could be read as two (RFC 9112 §11.2). Whose wire it would have been nobody
 * knows.
 */
export function unreadable(error) {
    const [status, reason] = unreadableStatuses[error.code ?? ''] ?? [400, 'Bad Request'];
    const message = status === 405 ? error.message : `the request is not valid HTTP/1.1: ${error.message}`;
    const body = JSON.stringify({
        error: { message, type: 'invalid_request_error', param: null, code: 'TEELINE_REQUEST_MALFORMED' }
    });
    const head = `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}`;
    return `${head}\r\nconnection: close\r\n\r\n${body}`;
}
const unreadableStatuses = {
    HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
    HPE_HEAD_TIMEOUT: [408, 'Request Timeout'],
    HPE_METHOD: [405, 'Method Not Allowed']
};
//# sourceMappingURL=refusal.js.map