/** One exchange of a route with `usage: inject`: the request with the wish for usage in it, the answer without its extra frame. */
import { injectedHeaders, injectUsage, maxInjectBytes, mayInject, refusesUsage, UsageFrameFilter } from './inject.js';
export class UsageInjection {
    #refusers;
    #host;
    #bodyBytes;
    #chunks = [];
    #gathered = 0;
    #status = 0;
    #filter = null;
    headers;
    /** The request was changed. Only known when its body is whole. */
    mutated = false;
    constructor(headers, bodyBytes, host, refusers) {
        this.headers = headers;
        this.#bodyBytes = bodyBytes;
        this.#host = host;
        this.#refusers = refusers;
    }
    /** Holds the body until it is whole; then gives what goes upstream. */
    gather(chunk) {
        this.#chunks.push(chunk);
        this.#gathered += chunk.length;
        if (this.#gathered < this.#bodyBytes)
            return null;
        const body = Buffer.concat(this.#chunks);
        const injected = injectUsage(body);
        if (injected === null)
            return body;
        this.mutated = true;
        this.headers = injectedHeaders(this.headers, injected.length);
        return injected;
    }
    /** Sees the answer's head, and takes its length out where its body will be shorter: then it says true. */
    onHead(status, headers) {
        this.#status = status;
        if (!this.mutated || status !== 200)
            return false;
        const isStream = headers.some((field, i) => i % 2 === 1 && field.startsWith('text/event-stream'));
        const isEncoded = headers.some((field, i) => i % 2 === 0 && field.toLowerCase() === 'content-encoding');
        if (!isStream || isEncoded)
            return false;
        this.#filter = new UsageFrameFilter();
        const at = headers.findIndex((field, i) => i % 2 === 0 && field.toLowerCase() === 'content-length');
        if (at >= 0)
            headers.splice(at, 2);
        return true;
    }
    /** What of an answer's chunk may pass now. */
    onData(chunk) {
        if (this.mutated && this.#status === 400 && refusesUsage(chunk))
            this.#refusers.add(this.#host);
        return this.#filter === null ? chunk : this.#filter.push(chunk);
    }
    /** What was held back of a frame that has no end. */
    onEnd() {
        return this.#filter?.end() ?? Buffer.alloc(0);
    }
}
/** NULL when this request is to pass as it is; `headers` are those that would go upstream. */
export function injectionFor({ method, bodyBytes }, path, headers, host, refusers) {
    if (bodyBytes <= 0 || bodyBytes > maxInjectBytes || refusers.has(host))
        return null;
    return mayInject(method, path, headers) ? new UsageInjection(headers, bodyBytes, host, refusers) : null;
}
//# sourceMappingURL=usage-injection.js.map