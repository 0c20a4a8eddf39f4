export class Upload {
    #client;
    #connection = null;
    /** What came before the connection was there. */
    #waiting = [];
    /** What its framing needs at the end; NULL while it has not come. */
    #last = null;
    #isStopped = false;
    constructor(client) {
        this.#client = client;
    }
    /** A piece, in its framing. */
    push(bytes) {
        if (this.#isStopped)
            return;
        if (this.#connection === null)
            this.#waiting.push(bytes);
        else if (this.#connection.write(bytes))
            return;
        this.#client.pause();
    }
    /** It is complete; `last` is what its framing still needs. */
    end(last) {
        this.#last = last;
        this.#connection?.endBody(last);
    }
    /** The head has gone out on this connection. */
    start(connection) {
        this.#connection = connection;
        this.#client.resume();
        for (const bytes of this.#waiting.splice(0))
            this.push(bytes);
        if (this.#last !== null)
            connection.endBody(this.#last);
    }
    /** The upstream has read what it was given. */
    resume() {
        this.#client.resume();
    }
    /** Not the client's fault when the upstream wants no more: the rest is read and thrown away, and the answer still goes out. */
    stop() {
        this.#isStopped = true;
        this.#connection = null;
        this.#waiting = [];
        this.#client.resume();
    }
}
//# sourceMappingURL=upload.js.map