import { newReading } from './reading.js';
import { Timeline } from './timeline.js';
export class Session {
    timeline = new Timeline();
    responses = [];
    /** Work of other models beside the responses: the transcription of what the user said. */
    bills = [];
    /** The model that the client asked for in a message; `''` when it did not. */
    askedModel = '';
    /** The model that the provider says is serving. */
    servedModel = '';
    transcriptionModel = '';
    fault = null;
    #byId = new Map();
    #waiting = [];
    /** Begun before anyone was heard to ask. */
    #early = [];
    #current = null;
    /**
     * The client asked for a response; with a request where every response has one. Where times are too coarse to tell, the
     * answer may have been seen first.
     */
    ask(request) {
        const early = request === null ? undefined : this.#early.shift();
        if (early !== undefined)
            early.request = request;
        else if (this.#waiting.length < maxWaiting)
            this.#waiting.push(request);
    }
    /** A response begins. Nothing came between the last one's end and now, so the time between them is no gap. */
    begin(id) {
        this.timeline.break();
        const reading = newReading(true, this.timeline);
        reading.responseModel = this.servedModel;
        reading.responseId = id;
        const isAsked = this.#waiting.length > 0;
        const response = { id, request: this.#waiting.shift() ?? null, reading, open: true };
        if (!isAsked && this.#early.length < maxWaiting)
            this.#early.push(response);
        this.responses.push(response);
        this.#byId.set(id, response);
        this.#current = response;
        return response;
    }
    /** The response that is being given; a new one when there is none (its beginning may lie in a hole). */
    current() {
        return this.#current ?? this.begin('');
    }
    /** The response of that id: one that is still to be heard of more, or a new one. */
    find(id) {
        if (id === '')
            return this.current();
        return this.#byId.get(id) ?? this.begin(id);
    }
    end(response) {
        response.open = false;
        if (this.#current === response)
            this.#current = null;
    }
    get last() {
        return this.responses.at(-1) ?? null;
    }
    /** The provider reports an error; what the client asked for last is answered by it. */
    fail(fault) {
        this.fault ??= fault;
        if (this.#current === null)
            this.#waiting.shift();
    }
    /** Bytes are missing here: what was going on may have ended in between. */
    skip() {
        this.timeline.break();
        this.#current = null;
        this.#waiting = [];
        this.#early = [];
    }
    /** Something that was asked for, or begun, is not ended. */
    get isBusy() {
        return this.#waiting.length > 0 || this.responses.some(({ open, reading }) => open && !reading.finished);
    }
}
const maxWaiting = 1_000;
//# sourceMappingURL=session.js.map