import { writeJoined } from '../http/joined-write.js';
/** An idle connection is closed after this; clients are told of it, so that they do not use one at that moment. */
export const keepAliveTimeoutMs = 72_000;
const keepAlive = `Connection: keep-alive\r\nKeep-Alive: timeout=${keepAliveTimeoutMs / 1000}\r\n`;
const noBytes = Buffer.alloc(0);
/** One for each connection; its answers follow each other. */
export class AnswerWriter {
    #socket;
    #hasBody = false;
    #hasChunks = false;
    #hasOwnChunks = false;
    /** A head, and last bytes, that leave with what follows them in the same read; or by `flush`. */
    #head = '';
    #last = noBytes;
    constructor(socket) {
        this.#socket = socket;
    }
    /** An informational head, before the answer itself. */
    inform(status, reason, fields) {
        this.#socket.write(`HTTP/1.1 ${status} ${reason}\r\n${linesOf(fields)}\r\n`, 'latin1');
    }
    /**
     * Begins an answer.
     *
     * @param mayPersist whether the connection may go on after it.
     * @returns whether it does.
     */
    begin(status, reason, fields, body, isHttp11, mayPersist) {
        this.#hasBody = body !== 'none';
        this.#hasOwnChunks = body === 'open' && isHttp11;
        this.#hasChunks = body === 'wire' || this.#hasOwnChunks;
        const persists = mayPersist && (body !== 'open' || isHttp11);
        const connection = persists ? keepAlive : 'Connection: close\r\n';
        const coding = this.#hasOwnChunks ? 'Transfer-Encoding: chunked\r\n' : '';
        this.#head = `HTTP/1.1 ${status} ${reason}\r\n${linesOf(fields)}${connection}${coding}\r\n`;
        return persists;
    }
    /** A piece of the body. False when the client does not keep up: it is kept, and no more should follow until `drain`. */
    write(bytes) {
        // In a chunked body nothing would be its end.
        if (bytes.length === 0 || !this.#hasBody)
            return true;
        if (this.#hasOwnChunks)
            return this.#send(`${bytes.length.toString(16)}\r\n`, bytes, '\r\n');
        return this.#send('', bytes, '');
    }
    /** The same for bytes in their chunks. `isLast`: the end has come in this read too, and leaves with them. */
    writeWire(bytes, isLast) {
        if (!isLast)
            return this.#send('', bytes, '');
        this.#last = bytes;
        return true;
    }
    /** What came in this read has been told; it must not wait for the next. */
    flush() {
        if (this.#head !== '' || this.#last.length > 0)
            this.#send('', this.#last, '');
    }
    /** @param trailers name, value, name, value … of a body in chunks. */
    end(trailers) {
        if (this.#hasChunks)
            this.#send('', this.#last, lastChunk(trailers));
        else
            this.flush();
    }
    #send(before, bytes, after) {
        const head = this.#head + before;
        this.#head = '';
        this.#last = noBytes;
        return writeJoined(this.#socket, head, bytes, after);
    }
}
/** The end of a chunked body, with its trailers (RFC 9112 §7.1.2). */
export function lastChunk(trailers) {
    return `0\r\n${linesOf(trailers)}\r\n`;
}
function linesOf(fields) {
    let text = '';
    for (let i = 0; i < fields.length; i += 2)
        text += `${fields[i]}: ${fields[i + 1]}\r\n`;
    return text;
}
//# sourceMappingURL=answer-writer.js.map