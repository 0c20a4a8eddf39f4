export class Upload {
    #request;
    #isChunked;
    #onChunk;
    #first;
    #connection = null;
    /**
     * `first` has been read already, if anything; the rest waits for `start`. `onChunk` sees each later chunk and says whether it
     * may pass.
     */
    constructor(request, first, isChunked, onChunk) {
        this.#request = request;
        this.#first = first;
        this.#isChunked = isChunked;
        this.#onChunk = onChunk;
        request.pause();
    }
    /** The head has gone out on this connection. */
    start(connection) {
        this.#connection = connection;
        if (this.#first !== null)
            this.#send(this.#first);
        this.#first = null;
        this.#request.on('data', this.#onData).on('end', this.#onEnd);
        this.resume();
    }
    /** The upstream has read what it was given. */
    resume() {
        this.#request.resume();
    }
    /** Not the client's fault when the upstream wants no more: the rest is read and thrown away, and the answer still goes out. */
    stop() {
        this.#connection = null;
        this.#first = null;
        this.#request.off('data', this.#onData).off('end', this.#onEnd);
        if (!this.#request.destroyed)
            this.#request.resume();
    }
    #onData = (chunk) => {
        if (this.#onChunk(chunk))
            this.#send(chunk);
    };
    #onEnd = () => {
        this.#connection?.endBody(this.#isChunked ? lastChunk(this.#request.rawTrailers) : '');
    };
    #send(chunk) {
        const bytes = this.#isChunked ? framed(chunk) : chunk;
        if (this.#connection?.write(bytes) === false)
            this.#request.pause();
    }
}
/** RFC 9112 §7.1: the size, the bytes, and a line end behind each. */
function framed(chunk) {
    return Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]);
}
/** The end of a chunked body, with the trailers that came (RFC 9112 §7.1.2). */
export function lastChunk(trailers) {
    let text = '0\r\n';
    for (let i = 0; i < trailers.length; i += 2)
        text += `${trailers[i]}: ${trailers[i + 1]}\r\n`;
    return `${text}\r\n`;
}
//# sourceMappingURL=upload.js.map