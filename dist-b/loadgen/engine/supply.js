/** Bodies kept ready: enough for a burst, little enough in memory. */
const keptReady = 32;
export class Supply {
    #requests;
    #build;
    #next = 0;
    #ready = [];
    constructor(requests, build) {
        this.#requests = requests;
        this.#build = build;
    }
    peek() {
        return this.#requests[this.#next];
    }
    take() {
        const request = this.#requests[this.#next];
        if (!request)
            return undefined;
        this.#next++;
        return { request, outgoing: this.#ready.shift() ?? this.#build(request) };
    }
    /** Makes one more body; false when enough are ready. */
    prepareOne() {
        if (this.#ready.length >= keptReady)
            return false;
        const request = this.#requests[this.#next + this.#ready.length];
        if (!request)
            return false;
        this.#ready.push(this.#build(request));
        return true;
    }
}
//# sourceMappingURL=supply.js.map