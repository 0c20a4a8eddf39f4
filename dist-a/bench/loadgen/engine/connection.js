import Client from 'autocannon/lib/httpClient.js';
import { HTTPParser } from 'http-parser-js';
import { portOf } from './dialler.js';
export class Connection {
    #host;
    #client;
    #socket = null;
    #ready = false;
    #exchange = null;
    /** The head read last was a 1xx: what ends with it is not the answer (RFC 9110 section 15.2). */
    #interim = false;
    #keepAlive = false;
    /** A second head came after the answer. */
    #surplus = false;
    /** Content-Length is no number. The parser takes the answer for whole, and a throw from its callbacks ends the process. */
    #badLength = false;
    constructor(host) {
        this.#host = host;
        this.#client = this.#tamedClient();
    }
    /** Connected and idle: what is sent now needs no set-up. */
    get warm() {
        return this.#ready;
    }
    /** Sends the request of an exchange, over a new connection if there is none. Only while no other is on its way here. */
    run(exchange) {
        this.#exchange = exchange;
        exchange.givenUs = this.#host.nowUs();
        this.#armDeadline(exchange);
        if (this.#ready)
            this.#send(exchange);
        else
            this.#dial();
    }
    /** Ends what is on its way, and leaves the connection cold. */
    cut(kind, detail) {
        const exchange = this.#exchange;
        this.#drop();
        if (exchange)
            this.#settle(exchange, kind, detail);
    }
    /** For good. */
    destroy() {
        this.#client.destroy();
    }
    #tamedClient() {
        const { target } = this.#host;
        const client = new Client({
            protocol: target.protocol,
            hostname: target.hostname,
            port: portOf(target),
            host: target.host,
            requests: [{}],
            pipelining: 1,
            // Its deadline also runs while nothing is on its way, and counts from the sending only: ours replace it.
            timeout: 86_400,
            setupClient: made => {
                made.pipelinedRequests = this;
                made._connect = () => { };
                made._doRequest = () => { };
                made._destroyConnection = () => this.#drop();
            }
        });
        checkChunkSizes(client);
        return client;
    }
    #dial() {
        const { dialler } = this.#host;
        const startUs = this.#host.nowUs();
        const socket = dialler.dial();
        this.#socket = socket;
        this.#client.conn = socket;
        socket.once(dialler.readyEvent, () => {
            this.#ready = true;
            const exchange = this.#exchange;
            if (!exchange)
                return;
            exchange.connectUs = this.#host.nowUs() - startUs;
            this.#send(exchange);
        });
        socket.on('data', bytes => this.#read(bytes));
        socket.on('end', () => this.#ended());
        socket.on('error', (error) => this.#failed(error));
    }
    #send(exchange) {
        this.#interim = false;
        this.#badLength = false;
        this.#surplus = false;
        const { method, path, headers, body } = exchange.submission.outgoing;
        this.#client.setRequests([{ method, path, headers, body }]);
        Client.prototype._doRequest.call(this.#client);
    }
    /** The client is about to write. */
    insertRequest() {
        const exchange = this.#exchange;
        if (!exchange)
            return;
        exchange.sentUs = this.#host.nowUs();
        exchange.requestBytes = exchange.submission.outgoing.body.length;
        exchange.listener.sent?.(exchange.submission.seq, exchange.sentUs);
    }
    #read(bytes) {
        const exchange = this.#exchange;
        if (!exchange) {
            // Nobody asked: a proxy's 408 before it closes an idle connection, or bytes that belong to no request.
            this.#drop();
            return;
        }
        const { parser } = this.#client;
        const parsed = parser.execute(bytes);
        if (exchange.doneUs !== null) {
            const sending = this.#socket !== null && this.#socket.writableLength > 0;
            if (!this.#keepAlive || sending || parsed instanceof Error || this.#hasSurplus())
                this.#drop();
            this.#settle(exchange, '', '');
        }
        else if (parsed instanceof Error) {
            this.cut('malformed_http', codeOf(parsed));
        }
        else if (this.#badLength) {
            this.cut('malformed_http', 'HPE_INVALID_CONTENT_LENGTH');
        }
    }
    #hasSurplus() {
        const { state, line } = this.#client.parser;
        return this.#surplus || state !== 'RESPONSE_LINE' || line !== '';
    }
    setHeaders(head) {
        const exchange = this.#exchange;
        if (!exchange || exchange.doneUs !== null) {
            this.#surplus = true;
            return;
        }
        this.#interim = head.statusCode < 200;
        if (this.#interim)
            return;
        this.#keepAlive = head.shouldKeepAlive;
        const { body_bytes: length } = this.#client.parser;
        // NaN is not negative, and not zero or more either.
        this.#badLength = length !== null && !(length >= 0);
        exchange.status = head.statusCode;
        exchange.headers = head.headers;
    }
    addBody(bytes) {
        const exchange = this.#exchange;
        if (!exchange || exchange.doneUs !== null)
            return;
        const atUs = this.#host.nowUs();
        exchange.firstByteUs ??= atUs;
        exchange.lastByteUs = atUs;
        exchange.responseBytes += bytes.length;
        exchange.chunks++;
    }
    /** The message is whole. It is settled when the parser has left its loop, so that no other's bytes get into it. */
    terminateRequest() {
        const exchange = this.#exchange;
        if (exchange && !this.#interim && !this.#badLength)
            exchange.doneUs ??= this.#host.nowUs();
        return nothingToRead;
    }
    clear() { }
    /** The peer sent FIN. */
    #ended() {
        const exchange = this.#exchange;
        const { parser } = this.#client;
        // A body without a length ends with the connection (RFC 9112 section 6.3).
        if (parser.state === 'BODY_RAW')
            parser.finish();
        const wasReady = this.#ready;
        this.#drop();
        if (!exchange)
            return;
        if (exchange.doneUs !== null)
            this.#settle(exchange, '', '');
        else if (!wasReady)
            this.#settle(exchange, 'connect', 'closed');
        else
            this.#settle(exchange, exchange.chunks > 0 ? 'truncated_stream' : 'closed_before_body', '');
    }
    #failed(error) {
        const code = codeOf(error);
        if (this.#ready)
            this.cut('reset', code);
        else
            this.cut(code === 'ECONNREFUSED' ? 'refused' : 'connect', code);
    }
    #settle(exchange, kind, detail) {
        this.#exchange = null;
        clearTimeout(exchange.deadline);
        this.#host.settled(this, exchange, kind, detail);
    }
    #drop() {
        const socket = this.#socket;
        this.#socket = null;
        this.#ready = false;
        this.#client.conn = undefined;
        HTTPParser.prototype.initialize.call(this.#client.parser, HTTPParser.RESPONSE);
        if (!socket)
            return;
        socket.removeAllListeners();
        socket.on('error', () => { });
        socket.destroy();
    }
    #armDeadline(exchange) {
        const { dueUs } = this.#nextDeadline(exchange);
        const waitMs = Math.max(1, Math.ceil((dueUs - this.#host.nowUs()) / 1000));
        exchange.deadline = setTimeout(() => this.#deadlineRang(exchange), waitMs);
    }
    /**
     * A loop that was held up runs its timers before it reads its sockets, and would take its own delay for the server's: so the
     * judgement comes after the reading.
     */
    #deadlineRang(exchange) {
        setImmediate(() => {
            if (this.#exchange !== exchange)
                return;
            const { dueUs, kind } = this.#nextDeadline(exchange);
            if (this.#host.nowUs() < dueUs)
                this.#armDeadline(exchange);
            else if (this.#ready)
                this.cut(kind, '');
            else
                this.cut('connect', 'timeout');
        });
    }
    #nextDeadline(exchange) {
        const { firstByteMs, idleMs, totalMs } = this.#host.timeouts;
        const totalUs = exchange.givenUs + totalMs * 1000;
        const { lastByteUs } = exchange;
        const silenceUs = lastByteUs === null ? exchange.givenUs + firstByteMs * 1000 : lastByteUs + idleMs * 1000;
        if (totalUs <= silenceUs)
            return { dueUs: totalUs, kind: 'timeout_total' };
        return { dueUs: silenceUs, kind: lastByteUs === null ? 'timeout_first_byte' : 'timeout_idle' };
    }
}
/** The client would read the finished answer from here; the exchange has it already. */
const nothingToRead = {
    req: undefined,
    headers: { statusCode: 0, headers: [] },
    body: '',
    bytes: 0,
    duration: 0
};
/** http-parser-js takes a chunk size that is no number for the end of the body, and the answer for whole. */
function checkChunkSizes({ parser }) {
    const { consumeLine } = parser;
    parser.consumeLine = function () {
        const line = consumeLine.call(this);
        if (line !== undefined && this.state === 'BODY_CHUNKHEAD' && !chunkSize.test(line)) {
            throw Object.assign(new Error('no chunk size'), { code: 'HPE_INVALID_CHUNK_SIZE' });
        }
        return line;
    };
}
const chunkSize = /^[0-9a-f]{1,12}[ \t]*(;|$)/i;
function codeOf(error) {
    return error.code ?? error.message;
}
//# sourceMappingURL=connection.js.map