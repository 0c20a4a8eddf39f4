import { kinds } from '../record/slab.js';
import { lastChunk } from './client/answer-writer.js';
import { nowUs } from './clock.js';
import { endText, openEnding, openText } from './exchange-text.js';
import { requestHeaders, requestText, responseHeaders } from './headers.js';
import { malformedBody, reasons, refusalBody, routeUnknown, stopping, tooLarge, twoHosts } from './refusal.js';
import { Upload } from './upload.js';
import { upstreamFailure } from './upstream-failure.js';
import { injectionFor } from './usage-injection.js';
const noBytes = Buffer.alloc(0);
/** Relays one request. Everything is driven by events. */
export class Exchange {
    #line;
    #client;
    #request;
    #destination;
    #slot;
    #ending = openEnding(false);
    #id;
    #startUs;
    #headers = [];
    /** Of the request: whole, on its way, or none yet. */
    #body = noBytes;
    /** Only on a route that opted in. */
    #injection = null;
    /** From when it is there until the answer has come. */
    #connection = null;
    /** Something of the answer has been given to the client. */
    #hasBegun = false;
    /** The answer's chunks go to the client as they are on the wire. */
    #passesWire = false;
    /** The verdict stands; whatever comes later changes nothing. */
    #settled = false;
    constructor(line, client, request) {
        const startUs = nowUs();
        const destination = line.find(request.target);
        this.#line = line;
        this.#client = client;
        this.#request = request;
        this.#destination = destination;
        this.#slot = line.open.enter(this);
        this.#id = line.nextId();
        this.#startUs = startUs;
        line.counts.exchanges++;
        line.journal.open(this.#slot, startUs, openText(line, this.#id, startUs, request, destination));
    }
    /** Sends the request on, as soon as there is something to send. */
    start() {
        const { fields, bodyBytes, isAsking, isHttp11, hosts } = this.#request;
        const destination = this.#destination;
        if (destination === null)
            this.#refuse(routeUnknown);
        else if (this.#line.draining)
            this.#fail('collector', 'collector_stopped', stopping);
        else if (hosts > 1)
            this.#refuse(twoHosts);
        else if (bodyBytes > this.#line.config.maxBodyBytes)
            this.#refuse(tooLarge);
        else {
            this.#headers = requestHeaders(fields, destination.host, isHttp11);
            // The head of one that asks goes on by itself: whether the body is wanted is the upstream's to say. Usage is not injected.
            if (isAsking && bodyBytes !== 0)
                this.#body = new Upload(this.#client);
            if (isAsking || bodyBytes === 0)
                this.#dispatch(destination, this.#startUs);
            else
                this.#await(destination);
        }
    }
    #await({ route, host, path }) {
        this.#ending.overheadUs = nowUs() - this.#startUs;
        if (route.usage !== 'inject')
            return;
        this.#injection = injectionFor(this.#request, path, this.#headers, host, this.#line.usageRefusers);
    }
    onBody(bytes, atUs) {
        if (this.#settled)
            return;
        this.#ending.requestBytes += bytes.length;
        if (this.#ending.requestBytes > this.#line.config.maxBodyBytes) {
            this.#refuse(tooLarge);
            return;
        }
        this.#line.journal.bytes(kinds.requestBytes, this.#slot, atUs, bytes);
        if (this.#injection !== null)
            this.#gather(bytes, this.#injection, atUs);
        else if (this.#request.bodyBytes >= 0)
            this.#sendOn(bytes, atUs);
    }
    onBodyWire(bytes) {
        if (!this.#settled)
            this.#sendOn(bytes, nowUs());
    }
    onBodyEnd(trailers) {
        const isChunked = this.#request.bodyBytes < 0;
        if (this.#settled)
            return;
        if (isChunked && this.#body === noBytes) {
            // It may be empty.
            this.#body = Buffer.from(lastChunk(trailers), 'latin1');
            this.#dispatch(this.#destination, nowUs());
        }
        else if (this.#body instanceof Upload) {
            this.#body.end(isChunked ? lastChunk(trailers) : '');
        }
    }
    /** The usual body is one piece and leaves with its head; only a longer one has a way of its own. */
    #sendOn(bytes, atUs) {
        if (this.#body instanceof Upload) {
            this.#body.push(bytes);
            return;
        }
        if (bytes.length === this.#request.bodyBytes) {
            this.#body = bytes;
        }
        else {
            this.#body = new Upload(this.#client);
            this.#body.push(bytes);
        }
        this.#dispatch(this.#destination, atUs);
    }
    #gather(bytes, injection, atUs) {
        const body = injection.gather(bytes);
        if (body === null)
            return;
        this.#body = body;
        this.#headers = injection.headers;
        this.#dispatch(this.#destination, atUs);
    }
    onMalformed() {
        if (!this.#settled)
            this.#refuse(malformedBody);
        else if (this.#hasBegun)
            this.#client.destroy();
    }
    #dispatch(destination, sinceUs) {
        this.#line.upstreams.acquire(destination?.origin ?? '', this);
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
        const { method, isAsking } = this.#request;
        const head = requestText(method, this.#destination?.path ?? '/', this.#headers);
        const body = this.#body instanceof Upload ? null : this.#body;
        connection.send({ method, head, body, isAsking }, this);
        if (this.#body instanceof Upload)
            this.#body.start(connection);
    }
    onDrain() {
        if (this.#body instanceof Upload)
            this.#body.resume();
    }
    onInformation({ status, reason, fields }) {
        // RFC 9110 §15.2: an HTTP/1.0 client must not be sent any.
        if (this.#request.isHttp11)
            this.#client.answer.inform(status, reason, responseHeaders(fields, 'close'));
    }
    onHead({ status, reason, fields, framing }, atUs) {
        this.#line.journal.responseHead(this.#slot, atUs, `${status}\n${fields.join('\n')}`);
        this.#passesWire = framing === 'chunked' && this.#request.isHttp11 && this.#injection === null;
        const headers = responseHeaders(fields, framing === 'chunked' && !this.#passesWire ? 'close' : framing);
        const isCut = this.#injection?.onHead(status, headers) === true;
        if (this.#line.config.responseHeader)
            headers.push('x-teeline-id', this.#id);
        this.#ending.status = status;
        this.#hasBegun = true;
        const hasOwnEnd = framing === 'none' || framing === 'length';
        const body = this.#passesWire ? 'wire' : hasOwnEnd && !isCut ? framing : 'open';
        this.#client.begin(status, reason, headers, body);
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
        if (!this.#client.answer.write(passing))
            this.#connection?.pause();
    }
    onWire(bytes, isLast) {
        if (this.#settled || !this.#passesWire)
            return;
        if (!this.#client.answer.writeWire(bytes, isLast))
            this.#connection?.pause();
    }
    onTold() {
        this.#client.answer.flush();
    }
    onEnd(trailers, atUs) {
        this.#connection = null;
        if (this.#settled)
            return;
        this.#ending.endUs = atUs;
        if (this.#body instanceof Upload)
            this.#body.stop();
        if (this.#injection !== null)
            this.#client.answer.write(this.#injection.onEnd());
        this.#client.end(trailers);
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
    onClientDrain() {
        this.#connection?.resume();
    }
    onAnswered() {
        this.#seal();
    }
    /** It left, unless its answer was complete. */
    onClientGone() {
        if (!this.#settled) {
            this.#settle('client', 'client_abort');
            this.#abort();
        }
        this.#seal();
    }
    /** The collector stops: both sides end now. */
    cut() {
        if (!this.#settled)
            this.#fail('collector', 'collector_stopped', stopping);
    }
    #refuse(refusal) {
        this.#fail('collector', 'rejected', refusal);
    }
    /** Ends the exchange with a verdict: as an answer of ours while nothing has gone out, as a broken answer after that. */
    #fail(endedBy, errorType, refusal) {
        this.#settle(endedBy, errorType);
        if (this.#ending.errorCode === '')
            this.#ending.errorCode = refusal.code;
        this.#ending.errorMessage = refusal.message;
        this.#abort();
        if (this.#hasBegun)
            this.#client.destroy();
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
        const { headers, body } = refusalBody(refusal, provider, this.#request.target);
        if (this.#line.config.responseHeader)
            headers.push('x-teeline-id', this.#id);
        this.#ending.status = refusal.status;
        this.#hasBegun = true;
        const hasBody = this.#request.method !== 'HEAD';
        this.#client.begin(refusal.status, reasons[refusal.status], headers, hasBody ? 'length' : 'none');
        this.#client.answer.write(body);
        this.#client.end([]);
    }
    /** From here on the slot is another's: nothing may be written down any more. */
    #seal() {
        this.#settled = true;
        this.#line.open.leave(this.#slot);
        const ending = this.#ending;
        ending.mutated = this.#injection?.mutated ?? false;
        this.#line.journal.end(this.#slot, ending.endUs, endText(ending));
    }
}
//# sourceMappingURL=exchange.js.map