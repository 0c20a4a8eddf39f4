import { flushHead } from './client-head.js';
export class AnswerBody {
    #response;
    #socket;
    #resume;
    /** The first bytes go with the head. */
    #hasBegun = false;
    #awaitsDrain = false;
    /** `resume` is called when the client has caught up after a write that said false. */
    constructor(response, socket, resume) {
        this.#response = response;
        this.#socket = socket;
        this.#resume = resume;
    }
    /** False when the client does not keep up: what was given is kept, no more should follow until `resume`. */
    write(bytes) {
        // In a chunked body nothing would be its end.
        if (bytes.length === 0)
            return true;
        return this.#told(this.#response.write(bytes));
    }
    /** The same for bytes in their chunks. `isLast`: the end of the answer comes in this turn too, and leaves with them. */
    writeWire(bytes, isLast) {
        if (!this.#hasBegun) {
            this.#hasBegun = true;
            // Node holds the socket back until the end of this turn, so both leave in one write.
            flushHead(this.#response);
        }
        else if (isLast) {
            this.#socket.cork();
            process.nextTick(uncork, this.#socket);
        }
        return this.#told(this.#socket.write(bytes));
    }
    /** The exchange is over; the socket may serve the next one. */
    close() {
        if (this.#awaitsDrain)
            this.#socket.off('drain', this.#resume);
    }
    /** The response tells of what was written to it, the socket of what went past it. */
    #told(fits) {
        if (!fits && !this.#awaitsDrain) {
            this.#awaitsDrain = true;
            this.#response.on('drain', this.#resume);
            this.#socket.on('drain', this.#resume);
        }
        return fits;
    }
}
function uncork(socket) {
    socket.uncork();
}
//# sourceMappingURL=answer-body.js.map