import { errors } from 'undici';
import { nowUs } from '../clock.js';
import { malformed, readAnswerHead } from './answer-head.js';
import { ChunkedBody } from './chunked-body.js';
import { writeRequest } from './request.js';
/** Servers close idle connections when their own time is up; ours is up a second before. */
const keepAliveMarginMs = 1_000;
const headEnd = Buffer.from('\r\n\r\n');
const versionStart = 'HTTP/1.';
const cr = 0x0d;
const lf = 0x0a;
export class Connection {
    origin;
    #socket;
    #limits;
    #owner;
    #reader = null;
    #method = '';
    #isSent = false;
    #isAsking = false;
    /** The answer's head; NULL while it has not come. */
    #head = null;
    /** Of a head that comes in pieces. */
    #held = null;
    /** Of a body framed by its length. */
    #bodyLeft = 0;
    #chunked = null;
    #keepAliveMs;
    /** When something last passed, or waited for the client. */
    #lastUs = nowUs();
    constructor(origin, socket, limits, owner) {
        this.origin = origin;
        this.#socket = socket;
        this.#limits = limits;
        this.#owner = owner;
        this.#keepAliveMs = limits.keepAliveTimeoutMs;
        socket.on('data', this.#onRead).on('end', this.#onEnd).on('drain', this.#onDrain);
        socket.on('error', this.#onError).on('close', this.#onClose);
    }
    /** Whether a request can have it; the other side may have closed it, or be about to. */
    get isUsable() {
        const isOpen = this.#socket.writable && !this.#socket.readableEnded;
        return isOpen && this.#reader === null && silentMs(this.#lastUs, nowUs()) < this.#keepAliveMs;
    }
    /** Sends a request's head, and its body as far as it is there. */
    send(request, reader) {
        this.#reader = reader;
        this.#method = request.method;
        this.#isSent = request.body !== null;
        this.#isAsking = request.isAsking;
        this.#head = null;
        this.#lastUs = nowUs();
        writeRequest(this.#socket, request);
    }
    /** More of the body; false when no more should follow until `onDrain`. */
    write(bytes) {
        this.#lastUs = nowUs();
        // A client that does not wait for its 100 needs none (RFC 9110 §10.1.1).
        this.#isAsking = false;
        return this.#socket.write(bytes);
    }
    /** The body is complete; `last` is what its framing still needs. */
    endBody(last) {
        this.#isSent = true;
        this.#lastUs = nowUs();
        if (last !== '')
            this.#socket.write(last, 'latin1');
    }
    /** The client does not keep up. */
    pause() {
        this.#socket.pause();
    }
    resume() {
        this.#socket.resume();
    }
    /** Nothing more of this answer is wanted; its reader hears no more. */
    abort() {
        this.#reader = null;
        this.#socket.destroy();
    }
    /** Nothing was sent on it: another request may have it. */
    giveBack() {
        this.#lastUs = nowUs();
        this.#owner.onFree(this);
    }
    /** Ends it when the other side has been silent for too long. To be called now and then. */
    checkTime(atUs) {
        if (this.#isWaitingForClient)
            this.#lastUs = atUs;
        const ms = silentMs(this.#lastUs, atUs);
        if (this.#reader === null) {
            if (ms >= this.#keepAliveMs)
                this.#socket.destroy();
        }
        else if (this.#head !== null) {
            if (ms > this.#limits.idleTimeoutMs)
                this.#fail(new errors.BodyTimeoutError());
        }
        else if (ms > this.#limits.headersTimeoutMs) {
            this.#fail(new errors.HeadersTimeoutError());
        }
    }
    /** A client that is slow to read its answer, or to send its body, is no silent upstream. */
    get #isWaitingForClient() {
        if (this.#reader === null)
            return false;
        if (this.#head !== null && this.#socket.isPaused())
            return true;
        return !this.#isSent && !this.#isAsking && !this.#socket.writableNeedDrain;
    }
    #onRead = (bytes) => {
        const reader = this.#reader;
        if (reader === null) {
            // Nobody asked: no later answer on this connection could be trusted.
            this.#socket.destroy();
            return;
        }
        const atUs = nowUs();
        this.#lastUs = atUs;
        try {
            if (this.#head !== null) {
                this.#readBody(bytes, 0, reader, atUs);
                return;
            }
            const all = this.#held === null ? bytes : Buffer.concat([this.#held, bytes]);
            this.#held = null;
            const at = this.#readHeads(all, reader, atUs);
            if (at >= 0 && this.#reader === reader)
                this.#readBody(all, at, reader, atUs);
        }
        catch (error) {
            this.#fail(error);
        }
    };
    /** Offset behind the answer's head; -1 while that is not complete, or when nothing of HTTP follows. */
    #readHeads(bytes, reader, atUs) {
        let at = 0;
        while (this.#reader === reader) {
            const end = bytes.indexOf(headEnd, at);
            if ((end < 0 ? bytes.length : end) - at > this.#limits.maxHeaderBytes)
                throw new errors.HeadersOverflowError();
            if (end < 0) {
                this.#hold(bytes.subarray(at));
                return -1;
            }
            const head = readAnswerHead(bytes.toString('latin1', at, end), this.#method);
            at = end + headEnd.length;
            if (head.status === 101) {
                this.#handOver(head, bytes.subarray(at), reader);
                return -1;
            }
            if (head.status >= 200) {
                this.#head = head;
                this.#bodyLeft = head.bodyBytes;
                if (head.framing === 'chunked')
                    this.#chunked = new ChunkedBody(this.#limits.maxHeaderBytes);
                reader.onHead(head, atUs);
                return at;
            }
            if (head.status === 100)
                this.#isAsking = false;
            reader.onInformation(head);
        }
        return -1;
    }
    #hold(bytes) {
        // What does not speak HTTP may never send a blank line.
        const start = bytes.toString('latin1', 0, versionStart.length);
        if (!versionStart.startsWith(start))
            throw malformed('the answer is not HTTP/1.x', 'INVALID_CONSTANT');
        // Nor may what ends its lines in a way of its own.
        const lineEnd = bytes.indexOf(lf);
        if (lineEnd >= 0 && bytes[lineEnd - 1] !== cr)
            throw malformed('a line ends by LF alone', 'INVALID_CONSTANT');
        if (bytes.length > 0)
            this.#held = bytes;
    }
    #readBody(bytes, from, reader, atUs) {
        const head = this.#head;
        let at = from;
        let isDone = head.framing === 'none';
        if (head.framing === 'chunked') {
            const body = this.#chunked;
            at = body.read(bytes, from, atUs, reader);
            isDone = body.isDone;
        }
        else if (!isDone) {
            if (head.framing === 'length') {
                at = Math.min(bytes.length, from + this.#bodyLeft);
                this.#bodyLeft -= at - from;
                isDone = this.#bodyLeft === 0;
            }
            else {
                at = bytes.length;
            }
            if (at > from)
                reader.onData(bytes.subarray(from, at), atUs);
        }
        if (isDone && this.#reader === reader)
            this.#finish(reader, at === bytes.length, atUs);
    }
    /** `isAll`: nothing came behind this answer. */
    #finish(reader, isAll, atUs) {
        const { isPersistent, keepAliveMs } = this.#head;
        const trailers = this.#chunked?.trailers ?? [];
        this.#reader = null;
        this.#chunked = null;
        // A client knows an answer as complete by its last byte, so the connection may be free before it hears of it.
        this.#keepAliveMs = this.#limits.keepAliveTimeoutMs;
        if (keepAliveMs >= 0)
            this.#keepAliveMs = Math.min(this.#keepAliveMs, keepAliveMs - keepAliveMarginMs);
        // An upstream may answer before it has read the request, or in its stead; then it wants no more of it.
        const isSent = this.#isSent && this.#socket.writableLength === 0;
        if (isPersistent && isAll && isSent && this.#keepAliveMs > 0 && this.#socket.writable) {
            if (this.#socket.isPaused())
                this.#socket.resume();
            this.#owner.onFree(this);
        }
        else {
            this.#socket.destroy();
        }
        reader.onEnd(trailers, atUs);
    }
    /** RFC 9110 §15.2.2. The socket belongs to the reader from here on. */
    #handOver(head, first, reader) {
        if (reader.onUpgrade === undefined)
            throw malformed('nobody asked for an upgrade', 'INVALID_STATUS');
        const socket = this.#socket;
        this.#reader = null;
        socket.off('data', this.#onRead).off('end', this.#onEnd).off('drain', this.#onDrain);
        socket.off('error', this.#onError).off('close', this.#onClose);
        socket.pause();
        this.#owner.onGone(this);
        reader.onUpgrade(head, socket, first);
    }
    #onDrain = () => {
        this.#lastUs = nowUs();
        this.#reader?.onDrain();
    };
    #onEnd = () => {
        const reader = this.#reader;
        if (reader !== null && this.#head?.framing === 'close')
            this.#finish(reader, true, nowUs());
        else
            this.#fail(new errors.SocketError('other side closed'));
    };
    #onError = (error) => this.#fail(error);
    #onClose = () => {
        this.#fail(new errors.SocketError('other side closed'));
        this.#owner.onGone(this);
    };
    #fail(error) {
        const reader = this.#reader;
        this.#reader = null;
        this.#socket.destroy();
        reader?.onError(error);
    }
}
function silentMs(lastUs, atUs) {
    return (atUs - lastUs) / 1000;
}
//# sourceMappingURL=connection.js.map