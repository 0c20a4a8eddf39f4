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
export const tooLarge = {
    status: 413,
    code: 'TEELINE_REQUEST_TOO_LARGE',
    message: 'the body is larger than collector.maxBodyBytes'
};
/** A refused client may go on sending for this long, so that it gets to read the refusal. */
const lingerMs = 2_000;
/** Answers a request with a refusal; `id` goes along in `x-teeline-id`, unless it is NULL. */
export function sendRefusal(request, response, refusal, provider, id) {
    const { headers, body } = refusalBody(refusal, provider, request.url ?? '');
    headers.push('content-length', String(body.length));
    if (id !== null)
        headers.push('x-teeline-id', id);
    response.writeHead(refusal.status, headers);
    response.end(body);
    if (request.complete)
        return;
    const { socket } = request;
    request.resume();
    setTimeout(() => request.complete || socket.destroy(), lingerMs).unref();
}
/**
 * Head and body of a refusal. `provider` and `path` tell the envelope: the same vendor's wire may stand behind several
 * providers (Anthropic on Vertex AI), so the path is asked first.
 */
export function refusalBody(refusal, provider, path) {
    const envelope = envelopeOf(provider, path);
    const body = Buffer.from(JSON.stringify(envelopes[envelope](refusal)));
    const headers = ['content-type', 'application/json', 'x-teeline-error', refusal.code];
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
//# sourceMappingURL=refusal.js.map