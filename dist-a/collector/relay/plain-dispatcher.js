/**
 * The way upstream for the few requests that undici's cannot take: those that ask before they send their body
 * (`Expect`, RFC 9110 §10.1.1) and those that announce trailers (§6.5). It is Node's own client, which knows both, behind
 * undici's interface, on connections that undici's connector opens: TLS, time limits and errors are the same.
 */
import { Agent, request as plainRequest } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { errors } from 'undici';
export class PlainDispatcher {
    #limits;
    #onSocket;
    #agents;
    /** `onSocket` hears which connection a request got, right after its handler's `onConnect`. */
    constructor(connect, limits, onSocket) {
        this.#limits = limits;
        this.#onSocket = onSocket;
        const pool = { keepAlive: true, timeout: limits.keepAliveTimeoutMs };
        this.#agents = {
            'http:': withConnector(new Agent(pool), 'http:', connect),
            'https:': withConnector(new TlsAgent(pool), 'https:', connect)
        };
    }
    /** Never throws; what goes wrong is told to `handler.onError`, as undici does. */
    dispatch(options, handler) {
        const { origin, path, method, headers } = options;
        const { protocol, hostname, port } = new URL(origin);
        try {
            const upstream = plainRequest({
                agent: this.#agents[protocol],
                protocol,
                hostname,
                port,
                path,
                method,
                headers,
                maxHeaderSize: this.#limits.maxHeaderBytes
            });
            new PlainExchange(upstream, options, handler, this.#limits, this.#onSocket).start();
        }
        catch (error) {
            handler.onError(new errors.InvalidArgumentError(error.message));
        }
    }
    destroy() {
        for (const agent of Object.values(this.#agents))
            agent.destroy();
    }
}
function withConnector(agent, protocol, connect) {
    const createConnection = ({ hostname, host, port }, onCreate) => {
        const options = { hostname: hostname ?? host, host, protocol, port: String(port) };
        connect(options, (error, socket) => (error === null ? onCreate(null, socket) : onCreate(error)));
    };
    return Object.assign(agent, { createConnection });
}
class PlainExchange {
    #upstream;
    #body;
    #trailers;
    #handler;
    #onSocket;
    #limits;
    /** For the head of the answer from when there is a connection, then for each piece of its body. */
    #timer;
    /** The upstream was asked, and has not said yet, whether it wants the body. */
    #isAsking;
    #isOver = false;
    constructor(upstream, { headers, body, trailers }, handler, limits, onSocket) {
        this.#upstream = upstream;
        this.#body = body;
        this.#trailers = trailers;
        this.#handler = handler;
        this.#onSocket = onSocket;
        this.#isAsking = headers.some((name, index) => index % 2 === 0 && name.toLowerCase() === 'expect');
        this.#limits = limits;
    }
    start() {
        this.#upstream.on('socket', socket => this.#onConnected(socket));
        this.#upstream.on('information', ({ statusCode, statusMessage, rawHeaders }) => {
            this.#isAsking = false;
            this.#handler.onHeaders(statusCode, latin1(rawHeaders), () => { }, statusMessage);
        });
        this.#upstream.on('response', response => this.#onResponse(response));
        this.#upstream.on('error', error => this.#fail(error));
        this.#upstream.on('drain', () => this.#body?.resume());
        // Without this, a head that nothing follows yet would wait for the body.
        this.#upstream.flushHeaders();
        if (this.#body === null) {
            this.#upstream.end();
            return;
        }
        this.#body.on('data', (chunk) => {
            this.#timer?.refresh();
            if (!this.#upstream.write(chunk))
                this.#body?.pause();
        });
        this.#body.on('end', () => this.#endBody());
    }
    #onConnected(socket) {
        this.#timer = setTimeout(() => this.#onHeadersTimeout(), this.#limits.headersTimeoutMs);
        this.#handler.onConnect(() => this.#abort());
        this.#onSocket(socket);
    }
    #endBody() {
        const fields = this.#trailers();
        const pairs = [];
        for (let i = 0; i < fields.length; i += 2)
            pairs.push([fields[i], fields[i + 1]]);
        try {
            this.#upstream.addTrailers(pairs);
        }
        catch (error) {
            this.#fail(error);
            return;
        }
        this.#upstream.end();
    }
    #onResponse(response) {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#onIdleTimeout(response), this.#limits.idleTimeoutMs);
        response.on('data', (chunk) => {
            this.#timer?.refresh();
            if (!this.#handler.onData(chunk))
                response.pause();
        });
        response.on('error', error => this.#fail(error));
        response.on('end', () => this.#complete(response));
        const { statusCode = 0, rawHeaders, statusMessage = '' } = response;
        this.#handler.onHeaders(statusCode, latin1(rawHeaders), () => response.resume(), statusMessage);
    }
    /** An upstream may answer before it has read the body, or in its stead; then it wants no more of it. */
    #complete(response) {
        if (this.#isOver)
            return;
        this.#end();
        this.#handler.onComplete(response.rawTrailers);
        if (!this.#upstream.writableFinished)
            this.#stop();
    }
    #fail(error) {
        if (this.#isOver)
            return;
        this.#end();
        this.#stop();
        this.#handler.onError(asUndici(error));
    }
    #abort() {
        this.#end();
        this.#stop();
    }
    /** A client that is slow to send its body is no silent upstream. */
    #onHeadersTimeout() {
        const { writableNeedDrain, writableEnded } = this.#upstream;
        if (this.#isAsking || writableEnded || writableNeedDrain)
            this.#fail(new errors.HeadersTimeoutError());
        else
            this.#timer?.refresh();
    }
    /** A client that is slow to read its answer is no silent upstream. */
    #onIdleTimeout(response) {
        if (response.isPaused())
            this.#timer?.refresh();
        else
            this.#fail(new errors.BodyTimeoutError());
    }
    #end() {
        this.#isOver = true;
        clearTimeout(this.#timer);
    }
    #stop() {
        this.#upstream.destroy();
        this.#body?.destroy();
    }
}
/** Node's parser names its errors by code alone. */
function asUndici(error) {
    if (error.code === 'HPE_HEADER_OVERFLOW')
        return new errors.HeadersOverflowError(error.message);
    return error.code?.startsWith('HPE_') === true ? new errors.HTTPParserError(error.message) : error;
}
function latin1(fields) {
    return fields.map(field => Buffer.from(field, 'latin1'));
}
//# sourceMappingURL=plain-dispatcher.js.map