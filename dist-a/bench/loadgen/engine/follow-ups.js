/** How many of the next ones have their bodies made. */
const keptReady = 8;
export class FollowUps {
    #build;
    /** The earliest is last, where taking is cheap. */
    #waiting = [];
    constructor(build) {
        this.#build = build;
    }
    /** Infinity when none waits. */
    get nextDueUs() {
        return this.#waiting.at(-1)?.dueUs ?? Number.POSITIVE_INFINITY;
    }
    add(request, dueUs) {
        let low = 0;
        let high = this.#waiting.length;
        while (low < high) {
            const middle = (low + high) >>> 1;
            if ((this.#waiting[middle]?.dueUs ?? 0) > dueUs)
                low = middle + 1;
            else
                high = middle;
        }
        this.#waiting.splice(low, 0, { request, dueUs, outgoing: null });
    }
    take() {
        const next = this.#waiting.pop();
        return next && { request: next.request, outgoing: next.outgoing ?? this.#build(next.request) };
    }
    /** Makes one more body; false when enough are ready. */
    prepareOne() {
        const next = this.#waiting.slice(-keptReady).findLast(({ outgoing }) => outgoing === null);
        if (!next)
            return false;
        next.outgoing = this.#build(next.request);
        return true;
    }
}
//# sourceMappingURL=follow-ups.js.map