import { kinds } from '../record/slab.js';
import { AnswerBody } from './answer-body.js';
import { flushHead, pairsOf, writeInformation } from './client-head.js';
import { nowUs } from './clock.js';
import { endText, openEnding, openText } from './exchange-text.js';
import { requestHead, requestText, responseHeaders } from './headers.js';
import { routeUnknown, sendRefusal, stopping, tooLarge, twoHosts } from './refusal.js';
import { awaitTurn } from './turn.js';
import { lastChunk, Upload } from './upload.js';
import { upstreamFailure } from './upstream-failure.js';
import { injectionFor } from './usage-injection.js';
const noBytes = Buffer.alloc(0);
/** Relays one request. Everything that follows is driven by events. */
export function relay(line, request, response) {
    const startUs = nowUs();
    const destination = line.find(request.url ?? '/');
    const exchange = new Exchange(line, request, response, destination, startUs);
    const onClose = () => exchange.onClose();
    response.on('close', onClose);
    if (response.socket === null)
        awaitTurn(request.socket, response, onClose);
    if (destination === null)
        exchange.refuse('rejected', routeUnknown);
    else if (line.draining)
        exchange.refuse('collector_stopped', stopping);
    else
        exchange.begin(destination);
}
class Exchange {
    #line;
    #request;
    #response;
    #destination;
    #slot;
    #ending = openEnding(false);
    #id;
    #startUs;
    #headers = [];
    #isAsking = false;
    /** Of the request: whole, on its way, or none. */
    #body = noBytes;
    /** Only on a route that opted in. */
    #injection = null;
    /** From when it is there until the answer has come. */
    #connection = null;
    #answerBody = null;
    /** The answer's chunks go to the client as they are on the wire. */
    #passesWire = false;
    #upstreamDone = false;
    /** The verdict stands; whatever comes later changes nothing. */
    #settled = false;
    constructor(line, request, response, destination, startUs) {
        this.#line = line;
        this.#request = request;
        this.#response = response;
        this.#destination = destination;
        this.#slot = line.open.enter(this);
        this.#id = line.nextId();
        this.#startUs = startUs;
        // What the upstream did not send, we do not add.
        response.sendDate = false;
        line.counts.exchanges++;
        line.journal.open(this.#slot, startUs, openText(line, this.#id, startUs, request, destination));
    }
    /** Reads the head and sends the request on, as soon as there is something to send. */
    begin(destination) {
        const { rawHeaders, httpVersionMinor } = this.#request;
        const head = requestHead(rawHeaders, destination.host, httpVersionMinor > 0);
        const { bodyBytes } = head;
        this.#headers = head.headers;
        this.#isAsking = head.isAsking;
        if (bodyBytes > this.#line.config.maxBodyBytes || head.hosts > 1) {
            this.refuse('rejected', head.hosts > 1 ? twoHosts : tooLarge);
            return;
        }
        // The head of one that asks goes on by itself: whether the body is wanted is the upstream's to say. Usage is not injected.
        if (head.isAsking && bodyBytes !== 0)
            this.#body = this.#upload(null, bodyBytes < 0);
        if (head.isAsking || bodyBytes === 0) {
            this.#dispatch(destination, this.#startUs);
            return;
        }
        this.#ending.overheadUs = nowUs() - this.#startUs;
        if (destination.route.usage === 'inject') {
            const { host, path } = destination;
            this.#injection = injectionFor(this.#request, path, head, host, this.#line.usageRefusers);
        }
        if (this.#injection !== null) {
            this.#request.on('data', (chunk) => this.#onInjectedChunk(destination, chunk));
            return;
        }
        this.#request.once('data', (chunk) => this.#onFirstChunk(destination, chunk, bodyBytes));
        // A chunked body may be empty.
        if (bodyBytes < 0)
            this.#request.once('end', () => this.#onEmptyBody(destination));
    }
    /** The usual body is one chunk and leaves with its head; only a longer one has a way of its own. */
    #onFirstChunk(destination, chunk, bodyBytes) {
        const atUs = nowUs();
        if (!this.#onUploadChunk(chunk))
            return;
        this.#body = chunk.length === bodyBytes ? chunk : this.#upload(chunk, bodyBytes < 0);
        this.#dispatch(destination, atUs);
    }
    #onInjectedChunk(destination, chunk) {
        if (this.#injection === null || !this.#onUploadChunk(chunk))
            return;
        const body = this.#injection.gather(chunk);
        if (body === null)
            return;
        this.#body = body;
        this.#headers = this.#injection.headers;
        this.#dispatch(destination, nowUs());
    }
    #onEmptyBody(destination) {
        if (this.#body !== noBytes || this.#settled)
            return;
        this.#body = Buffer.from(lastChunk(this.#request.rawTrailers), 'latin1');
        this.#dispatch(destination, nowUs());
    }
    #upload(first, isChunked) {
        return new Upload(this.#request, first, isChunked, chunk => this.#onUploadChunk(chunk));
    }
    /** Writes a request chunk down; false when it is one too many. */
    #onUploadChunk(chunk) {
        if (this.#settled)
            return false;
        this.#ending.requestBytes += chunk.length;
        if (this.#ending.requestBytes > this.#line.config.maxBodyBytes) {
            this.#fail('collector', 'rejected', tooLarge);
            return false;
        }
        this.#line.journal.bytes(kinds.requestBytes, this.#slot, nowUs(), chunk);
        return true;
    }
    #dispatch(destination, sinceUs) {
        this.#line.upstreams.acquire(destination.origin, this);
        this.#ending.overheadUs += nowUs() - sinceUs;
    }
    onConnection(connection, connectUs) {
        if (this.#settled) {
            connection.giveBack();
            return;
        }
        this.#ending.waitUs = nowUs() - this.#startUs;
        this.#ending.connectUs = connectUs;
        this.#connection = connection;
        const method = this.#request.method ?? 'GET';
        const head = requestText(method, this.#destination?.path ?? '/', this.#headers);
        const body = this.#body instanceof Upload ? null : this.#body;
        connection.send({ method, head, body, isAsking: this.#isAsking }, this);
        if (this.#body instanceof Upload)
            this.#body.start(connection);
    }
    onDrain() {
        if (this.#body instanceof Upload)
            this.#body.resume();
    }
    onInformation({ status, reason, fields }) {
        writeInformation(this.#request, this.#response, status, reason, responseHeaders(fields, 'close'));
    }
    onHead({ status, reason, fields, framing }, atUs) {
        const response = this.#response;
        this.#line.journal.responseHead(this.#slot, atUs, `${status}\n${fields.join('\n')}`);
        // HTTP/1.0 knows no chunks.
        const headers = responseHeaders(fields, this.#request.httpVersionMinor > 0 ? framing : 'close');
        this.#injection?.onHead(status, headers);
        if (this.#line.config.responseHeader)
            headers.push('x-teeline-id', this.#id);
        this.#answerBody = new AnswerBody(response, this.#request.socket, () => this.#connection?.resume());
        this.#ending.status = status;
        response.writeHead(status, reason, headers);
        // The socket is another answer's while that of an earlier, pipelined request is not out.
        this.#passesWire =
            framing === 'chunked' &&
                response.chunkedEncoding &&
                response.socket !== null &&
                this.#injection === null;
        // Head and first bytes that came in one read leave in one write; a head that came alone leaves at the end of this tick.
        process.nextTick(flushHead, response);
        this.#ending.overheadUs += nowUs() - atUs;
    }
    onData(bytes, atUs) {
        if (this.#settled)
            return;
        this.#ending.responseBytes += bytes.length;
        this.#line.journal.bytes(kinds.responseBytes, this.#slot, atUs, bytes);
        if (this.#passesWire)
            return;
        const passing = this.#injection === null ? bytes : this.#injection.onData(bytes);
        if (this.#answerBody?.write(passing) === false)
            this.#connection?.pause();
    }
    onWire(bytes, isLast) {
        if (this.#settled || !this.#passesWire)
            return;
        if (this.#answerBody?.writeWire(bytes, isLast) === false)
            this.#connection?.pause();
    }
    onEnd(trailers, atUs) {
        this.#connection = null;
        if (this.#settled)
            return;
        this.#ending.endUs = atUs;
        this.#upstreamDone = true;
        if (this.#body instanceof Upload)
            this.#body.stop();
        if (this.#injection !== null)
            this.#answerBody?.write(this.#injection.onEnd());
        if (trailers.length > 0)
            this.#response.addTrailers(pairsOf(trailers));
        this.#response.end();
    }
    onError(error) {
        const wasConnected = this.#connection !== null;
        this.#connection = null;
        if (this.#settled)
            return;
        const host = this.#destination?.host ?? '';
        const { errorType, errorCode, refusal } = upstreamFailure(error, host, wasConnected);
        this.#ending.errorCode = errorCode;
        this.#fail('upstream', errorType, refusal);
    }
    /** Refuses before anything went upstream. */
    refuse(errorType, refusal) {
        this.#fail('collector', errorType, refusal);
    }
    /** The collector stops: both sides end now. */
    cut() {
        if (!this.#settled)
            this.#fail('collector', 'collector_stopped', stopping);
    }
    /** The client's side is closed: all was said, or it left. */
    onClose() {
        if (!this.#settled && !(this.#upstreamDone && this.#response.writableFinished)) {
            this.#settle('client', 'client_abort');
            this.#abort();
        }
        this.#seal();
    }
    /** Ends the exchange with a verdict: as an answer of ours while nothing has gone out, as a broken answer after that. */
    #fail(endedBy, errorType, refusal) {
        this.#settle(endedBy, errorType);
        if (this.#ending.errorCode === '')
            this.#ending.errorCode = refusal.code;
        this.#ending.errorMessage = refusal.message;
        this.#abort();
        if (this.#response.headersSent)
            this.#response.destroy();
        else
            this.#answer(refusal);
    }
    #abort() {
        this.#connection?.abort();
        this.#connection = null;
        if (this.#body instanceof Upload)
            this.#body.stop();
    }
    #settle(endedBy, errorType) {
        this.#settled = true;
        this.#ending.endedBy = endedBy;
        this.#ending.errorType = errorType;
        this.#line.counts.failed++;
        if (this.#ending.endUs < 0)
            this.#ending.endUs = nowUs();
    }
    #answer(refusal) {
        const provider = this.#destination?.route.provider ?? '';
        const id = this.#line.config.responseHeader ? this.#id : null;
        this.#ending.status = refusal.status;
        sendRefusal(this.#request, this.#response, refusal, provider, id);
    }
    /** From here on the slot is another's: nothing may be written down any more. */
    #seal() {
        this.#settled = true;
        this.#answerBody?.close();
        this.#line.open.leave(this.#slot);
        const ending = this.#ending;
        ending.mutated = this.#injection?.mutated ?? false;
        this.#line.journal.end(this.#slot, ending.endUs, endText(ending));
    }
}
//# sourceMappingURL=exchange.js.map