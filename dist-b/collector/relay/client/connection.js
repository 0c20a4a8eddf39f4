import { nowUs } from '../clock.js';
import { ChunkedBody } from '../http/chunked-body.js';
import { malformed } from '../http/fields.js';
import { AnswerWriter, keepAliveTimeoutMs } from './answer-writer.js';
import { readRequestHead } from './request-head.js';
/** Larger heads are refused; four times Node's default of 16 KiB on both sides, for tool-laden gateways' headers. */
export const maxHeaderBytes = 65_536;
/** A head has to be whole in this time from its first byte, or from the connection's start. */
const headTimeoutMs = 60_000;
/** A client with its answer may go on sending for this long, so that it gets to read it. */
const lingerMs = 30_000;
/** What a client sent ahead of its answers; above this it has to wait. */
const maxAheadBytes = 65_536;
const headEnd = Buffer.from('\r\n\r\n');
const cr = 0x0d;
const lf = 0x0a;
export class ClientConnection {
    socket;
    /** Its body is written here; `begin` and `end` are the connection's. */
    answer;
    #owner;
    /** Of the request at hand. */
    #reader = null;
    #head = null;
    #isBodyRead = true;
    #bodyLeft = 0;
    #chunked = null;
    /** Of a head that comes in pieces, or what was sent ahead. */
    #held = null;
    #waitsForHead = false;
    #closesAfter = false;
    #isAnswered = false;
    /** What still comes is thrown away. */
    #isDeaf = false;
    /** When it became idle, its head began, or it had its answer. */
    #sinceUs = nowUs();
    constructor(socket, owner) {
        this.socket = socket;
        this.#owner = owner;
        this.answer = new AnswerWriter(socket);
        socket.on('data', this.#onRead).on('end', this.#onEnd).on('drain', this.#onDrain);
        socket.on('error', ignore).on('close', this.#onClose);
    }
    /** Between two requests. */
    get isIdle() {
        return this.#head === null && !this.#waitsForHead;
    }
    /** The client is to wait with its body. */
    pause() {
        this.socket.pause();
    }
    resume() {
        if (this.#held === null || this.#held.length <= maxAheadBytes)
            this.socket.resume();
    }
    /** Begins the answer; its head leaves with the first piece of the body, or when it is flushed. */
    begin(status, reason, fields, body) {
        const { isHttp11, isPersistent } = this.#head;
        // What of the body has not come will be thrown away; a client that asked may never send it (RFC 9110 §10.1.1).
        const mayPersist = isPersistent && this.#isBodyRead && !this.#owner.isDraining;
        this.#closesAfter = !this.answer.begin(status, reason, fields, body, isHttp11, mayPersist);
    }
    /** The answer is complete; `onAnswered` follows when it has left, which may be at once. */
    end(trailers) {
        this.#isAnswered = true;
        this.answer.end(trailers);
        if (this.socket.writableLength === 0)
            this.#onAnswered();
        else
            this.socket.write('', this.#onFlushed);
    }
    /** Breaks off. */
    destroy() {
        this.socket.destroy();
    }
    /** Ends it when its time is up. To be called now and then. */
    checkTime(atUs) {
        const ms = (atUs - this.#sinceUs) / 1000;
        if (this.#isDeaf) {
            if (ms > lingerMs)
                this.socket.destroy();
        }
        else if (this.#waitsForHead) {
            if (ms > headTimeoutMs)
                this.#refuse(malformed('its head did not come in time', 'HEAD_TIMEOUT'));
        }
        else if (this.#head === null && ms > keepAliveTimeoutMs) {
            this.socket.destroy();
        }
    }
    /** Of the body at hand. */
    onData(bytes, atUs) {
        this.#reader?.onBody(bytes, atUs);
    }
    onWire(bytes) {
        this.#reader?.onBodyWire(bytes);
    }
    #onRead = (bytes) => {
        if (this.#isDeaf)
            return;
        const held = this.#held;
        this.#held = null;
        this.#readAll(held === null ? bytes : Buffer.concat([held, bytes]));
    };
    #readHeld = () => {
        const held = this.#held;
        if (held === null || this.#head !== null || this.socket.destroyed)
            return;
        this.#held = null;
        this.#readAll(held);
        this.resume();
    };
    /** As far as it goes: a request may be answered within the call, and another follow. */
    #readAll(bytes) {
        let at = 0;
        try {
            while (at < bytes.length && !this.#isDeaf && !this.socket.destroyed) {
                if (this.#head === null)
                    at = this.#readHead(bytes, at);
                else if (!this.#isBodyRead)
                    at = this.#readBody(bytes, at);
                else
                    at = this.#holdAhead(bytes, at);
            }
        }
        catch (error) {
            this.#onMalformed(error);
        }
    }
    /** Gives the offset behind the head, or the end when it is not whole. */
    #readHead(bytes, from) {
        let at = from;
        // RFC 9112 §2.2: some clients send a line end behind a body.
        while (bytes[at] === cr && bytes[at + 1] === lf)
            at += 2;
        const end = bytes.indexOf(headEnd, at);
        if ((end < 0 ? bytes.length : end) - at > maxHeaderBytes)
            throw malformed('its head is too large', 'HEADER_OVERFLOW');
        if (end < 0)
            return this.#holdHead(bytes.subarray(at), bytes.length);
        const head = readRequestHead(bytes.toString('latin1', at, end));
        at = end + headEnd.length;
        this.#waitsForHead = false;
        if (head.upgrade !== '') {
            this.#handOver(head, bytes.subarray(at));
            return bytes.length;
        }
        this.#head = head;
        this.#isAnswered = false;
        this.#isBodyRead = head.bodyBytes === 0;
        this.#bodyLeft = head.bodyBytes;
        this.#chunked = head.bodyBytes < 0 ? new ChunkedBody(maxHeaderBytes) : null;
        this.#reader = this.#owner.handlers.onRequest(this, head);
        this.#reader.start();
        return at;
    }
    #holdHead(bytes, all) {
        if (bytes.length === 0)
            return all;
        // What ends its lines in a way of its own may never send a blank one.
        for (let at = bytes.indexOf(lf); at >= 0; at = bytes.indexOf(lf, at + 1))
            if (bytes[at - 1] !== cr)
                throw malformed('a line ends by LF alone', 'INVALID_CONSTANT');
        if (!this.#waitsForHead)
            this.#sinceUs = nowUs();
        this.#waitsForHead = true;
        this.#held = bytes;
        return all;
    }
    #holdAhead(bytes, at) {
        this.#held = bytes.subarray(at);
        if (this.#held.length > maxAheadBytes)
            this.socket.pause();
        return bytes.length;
    }
    #readBody(bytes, from) {
        const atUs = nowUs();
        let at;
        if (this.#chunked !== null) {
            at = this.#chunked.read(bytes, from, atUs, this);
            this.#isBodyRead = this.#chunked.isDone;
        }
        else {
            at = Math.min(bytes.length, from + this.#bodyLeft);
            this.#bodyLeft -= at - from;
            this.#isBodyRead = this.#bodyLeft === 0;
            this.#reader?.onBody(bytes.subarray(from, at), atUs);
        }
        if (this.#isBodyRead)
            this.#reader?.onBodyEnd(this.#chunked?.trailers ?? []);
        return at;
    }
    /** The socket belongs to the host from here on. */
    #handOver(head, first) {
        const { socket } = this;
        socket.off('data', this.#onRead).off('end', this.#onEnd).off('drain', this.#onDrain);
        socket.off('error', ignore).off('close', this.#onClose);
        socket.pause();
        this.#owner.onGone(this);
        this.#owner.handlers.onUpgrade(head, socket, first);
    }
    #onFlushed = (error) => {
        if (!error && !this.socket.destroyed)
            this.#onAnswered();
    };
    #onAnswered() {
        const reader = this.#reader;
        this.#reader = null;
        this.#sinceUs = nowUs();
        reader?.onAnswered();
        if (this.#closesAfter)
            this.#close();
        else
            this.#next();
    }
    /** For the next request, which may be there already. */
    #next() {
        this.#head = null;
        this.#chunked = null;
        this.#sinceUs = nowUs();
        if (this.#owner.isDraining)
            this.#close();
        else if (this.#held !== null)
            process.nextTick(this.#readHeld);
        else
            this.socket.resume();
    }
    /** A client that still sends would lose its answer if the connection were closed at once (RFC 9112 §9.6). */
    #close() {
        const nothingComes = this.#isBodyRead && !this.#isDeaf;
        this.#isDeaf = true;
        this.#held = null;
        if (nothingComes) {
            this.socket.destroySoon();
            return;
        }
        this.socket.end();
        this.socket.resume();
    }
    /** Where this request ends nobody can tell, so it is the last one here. */
    #onMalformed(error) {
        this.#isDeaf = true;
        this.#sinceUs = nowUs();
        if (this.#reader === null)
            this.#refuse(error);
        else
            this.#reader.onMalformed(error);
    }
    #refuse(error) {
        this.#isDeaf = true;
        this.#sinceUs = nowUs();
        this.#owner.handlers.onUnreadable(this.socket, error);
        this.#close();
    }
    #onDrain = () => this.#reader?.onClientDrain();
    /** A client that says its end before it has its answer has left, as far as can be told. */
    #onEnd = () => {
        if (this.#reader !== null && !this.#isAnswered)
            this.socket.destroy();
        else
            this.socket.end();
    };
    #onClose = () => {
        const reader = this.#reader;
        this.#reader = null;
        this.#owner.onGone(this);
        reader?.onClientGone();
    };
}
function ignore() { }
//# sourceMappingURL=connection.js.map