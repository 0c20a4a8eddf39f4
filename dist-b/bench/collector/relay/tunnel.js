/**
 * HOT. An upgraded connection (WebSocket: OpenAI's Realtime and Responses, Gemini Live): after the upstream's 101 the
 * bytes of both sides pass as they are, masks, extensions and all. Runs for each chunk of both directions; no frame is
 * decoded here. Guarded by bench/relay.mjs.
 */
import { ServerResponse } from 'node:http';
import { kinds } from '../record/slab.js';
import { flushHead } from './client-head.js';
import { nowUs } from './clock.js';
import { endText, openEnding, openText } from './exchange-text.js';
import { requestHead, requestText, responseHeaders } from './headers.js';
import { refusalBody, routeUnknown, stopping } from './refusal.js';
import { upstreamFailure } from './upstream-failure.js';
const noBytes = Buffer.alloc(0);
/** Relays one upgrade request; `head` is what the client sent right after it. */
export function relayUpgrade(line, request, socket, head) {
    if (isAnswering(request, socket)) {
        // Its parser is gone, so no order of the answers could be kept.
        socket.destroy();
        return;
    }
    const startUs = nowUs();
    const destination = line.find(request.url ?? '/');
    const tunnel = new Tunnel(line, request, socket, destination, startUs);
    socket.on('close', () => tunnel.onClientClose());
    socket.on('error', () => { });
    if (destination === null)
        tunnel.refuse('rejected', routeUnknown);
    else if (line.draining)
        tunnel.refuse('collector_stopped', stopping);
    else
        tunnel.begin(destination, head);
}
/** Whether the answer of an earlier, pipelined request is still on its way out. */
function isAnswering(request, socket) {
    const probe = new ServerResponse(request);
    try {
        probe.assignSocket(socket);
        probe.detachSocket(socket);
        return false;
    }
    catch {
        return true;
    }
}
class Tunnel {
    #line;
    #request;
    #client;
    #destination;
    #slot;
    #ending = openEnding(true);
    #id;
    #startUs;
    #head = noBytes;
    /** Until the upstream has answered, and while it answers without an upgrade. */
    #connection = null;
    /** From its 101 on. */
    #upstream = null;
    /** Only when the upstream would not upgrade: its answer is relayed as an ordinary one. */
    #response = null;
    #settled = false;
    #sealed = false;
    constructor(line, request, client, destination, startUs) {
        this.#line = line;
        this.#request = request;
        this.#client = client;
        this.#destination = destination;
        this.#slot = line.open.enter(this);
        this.#id = line.nextId();
        this.#startUs = startUs;
        line.counts.exchanges++;
        line.journal.open(this.#slot, startUs, openText(line, this.#id, startUs, request, destination));
    }
    begin(destination, head) {
        this.#head = head;
        this.#line.upstreams.acquire(destination.origin, this);
        this.#ending.overheadUs = nowUs() - this.#startUs;
    }
    refuse(errorType, refusal) {
        this.#fail('collector', errorType, refusal);
    }
    cut() {
        if (!this.#settled)
            this.#fail('collector', 'collector_stopped', stopping);
    }
    onConnection(connection, connectUs) {
        if (this.#settled) {
            connection.giveBack();
            return;
        }
        this.#ending.waitUs = nowUs() - this.#startUs;
        this.#ending.connectUs = connectUs;
        this.#connection = connection;
        const { rawHeaders, headers } = this.#request;
        const fields = requestHead(rawHeaders, this.#destination?.host ?? '', false).headers;
        // Hop-by-hop, and this hop upgrades too.
        fields.push('connection', 'upgrade', 'upgrade', headers.upgrade ?? 'websocket');
        const head = requestText('GET', this.#destination?.path ?? '/', fields);
        connection.send({ method: 'GET', head, body: noBytes, isAsking: false }, this);
    }
    onUpgrade({ status, reason, fields }, upstream, first) {
        this.#connection = null;
        if (this.#settled) {
            upstream.destroy();
            return;
        }
        this.#ending.status = status;
        this.#upstream = upstream;
        this.#line.journal.responseHead(this.#slot, nowUs(), `${status}\n${fields.join('\n')}`);
        if (this.#line.config.responseHeader)
            fields.push('x-teeline-id', this.#id);
        // Connection and Upgrade are the upstream's own here.
        let head = `HTTP/1.1 ${status} ${reason}\r\n`;
        for (let i = 0; i < fields.length; i += 2)
            head += `${fields[i]}: ${fields[i + 1]}\r\n`;
        this.#client.write(`${head}\r\n`, 'latin1');
        this.#join(upstream, first);
    }
    #join(upstream, first) {
        const client = this.#client;
        client.on('data', (chunk) => this.#pass(kinds.requestBytes, chunk, client, upstream));
        upstream.on('data', (chunk) => this.#pass(kinds.responseBytes, chunk, upstream, client));
        client.on('drain', () => upstream.resume());
        upstream.on('drain', () => client.resume());
        client.on('end', () => upstream.end());
        upstream.on('end', () => client.end());
        upstream.on('error', (error) => this.onError(error));
        upstream.on('close', () => this.#onUpstreamClose());
        if (this.#head.length > 0)
            this.#pass(kinds.requestBytes, this.#head, client, upstream);
        if (first.length > 0)
            this.#pass(kinds.responseBytes, first, upstream, client);
        client.resume();
        upstream.resume();
    }
    #pass(kind, chunk, from, to) {
        if (this.#sealed)
            return;
        if (kind === kinds.requestBytes)
            this.#ending.requestBytes += chunk.length;
        else
            this.#ending.responseBytes += chunk.length;
        this.#line.journal.bytes(kind, this.#slot, nowUs(), chunk);
        if (!to.write(chunk))
            from.pause();
    }
    onInformation() { }
    onHead({ status, reason, fields }, atUs) {
        this.#line.journal.responseHead(this.#slot, atUs, `${status}\n${fields.join('\n')}`);
        const headers = [...responseHeaders(fields, 'close'), 'connection', 'close'];
        if (this.#line.config.responseHeader)
            headers.push('x-teeline-id', this.#id);
        this.#ending.status = status;
        this.#response = this.#responseOnSocket();
        // An upgrade has taken the socket from the server, which else tells a response of it.
        this.#client.on('drain', () => this.#connection?.resume());
        this.#response.writeHead(status, reason, headers);
        process.nextTick(flushHead, this.#response);
    }
    onData(bytes, atUs) {
        if (this.#settled)
            return;
        this.#ending.responseBytes += bytes.length;
        this.#line.journal.bytes(kinds.responseBytes, this.#slot, atUs, bytes);
        if (this.#response?.write(bytes) === false)
            this.#connection?.pause();
    }
    onWire() { }
    onDrain() { }
    onEnd() {
        this.#connection = null;
        if (this.#settled)
            return;
        this.#settle('complete', '');
        this.#response?.end();
    }
    onError(error) {
        const wasConnected = this.#ending.waitUs >= 0;
        this.#connection = null;
        if (this.#settled)
            return;
        const host = this.#destination?.host ?? '';
        const { errorType, errorCode, refusal } = upstreamFailure(error, host, wasConnected);
        this.#ending.errorCode = errorCode;
        this.#fail('upstream', errorType, refusal);
    }
    /** The client's side is closed. After a proper goodbye of both this finds the exchange settled. */
    onClientClose() {
        if (!this.#settled) {
            const saidGoodbye = this.#upstream?.readableEnded === true || this.#client.readableEnded;
            if (saidGoodbye)
                this.#settle('complete', '');
            else
                this.#settle('client', 'client_abort');
            this.#abort();
        }
        this.#seal();
    }
    #onUpstreamClose() {
        if (!this.#settled && this.#upstream?.readableEnded !== true)
            this.#settle('upstream', 'upstream_reset');
        this.#client.destroySoon();
    }
    #fail(endedBy, errorType, refusal) {
        this.#settle(endedBy, errorType);
        if (this.#ending.errorCode === '')
            this.#ending.errorCode = refusal.code;
        this.#ending.errorMessage = refusal.message;
        this.#abort();
        if (this.#ending.status !== 0)
            this.#client.destroy();
        else
            this.#answer(refusal);
    }
    #abort() {
        this.#connection?.abort();
        this.#connection = null;
        this.#upstream?.destroy();
    }
    #settle(endedBy, errorType) {
        this.#settled = true;
        this.#ending.endedBy = endedBy;
        this.#ending.errorType = errorType;
        this.#ending.endUs = nowUs();
        if (errorType !== '')
            this.#line.counts.failed++;
    }
    #answer(refusal) {
        const provider = this.#destination?.route.provider ?? '';
        const { headers, body } = refusalBody(refusal, provider, this.#request.url ?? '');
        headers.push('content-length', String(body.length), 'connection', 'close');
        this.#ending.status = refusal.status;
        this.#response = this.#responseOnSocket();
        this.#response.writeHead(refusal.status, headers);
        this.#response.end(body);
    }
    #responseOnSocket() {
        const response = new ServerResponse(this.#request);
        response.sendDate = false;
        response.assignSocket(this.#client);
        response.on('finish', () => this.#client.end());
        // Nobody reads this socket any more, and without reading its end is never seen.
        this.#client.resume();
        return response;
    }
    /** From here on the slot is another's: nothing may be written down any more. */
    #seal() {
        this.#sealed = true;
        this.#line.open.leave(this.#slot);
        this.#line.journal.end(this.#slot, this.#ending.endUs, endText(this.#ending));
    }
}
//# sourceMappingURL=tunnel.js.map