import { StoreError } from './store-error.js';
/** Lets a bounded number through at once, in order; holds a bounded number back; refuses the rest. */
export class Lane {
    #places;
    #queued;
    #waiting = [];
    #taken = 0;
    constructor(places, queued) {
        this.#places = places;
        this.#queued = queued;
    }
    /**
     * Resolves to the function that gives the place back.
     *
     * @throws StoreError 202 when the queue is full; the signal's reason when it fires while waiting.
     */
    async enter(signal) {
        signal.throwIfAborted();
        if (this.#taken < this.#places)
            this.#taken++;
        else
            await this.#wait(signal);
        let left = false;
        return () => {
            if (left)
                return;
            left = true;
            this.#leave();
        };
    }
    async #wait(signal) {
        if (this.#waiting.length >= this.#queued)
            throw StoreError.of(202, 'Too many simultaneous queries');
        await new Promise((resolve, reject) => {
            const enter = () => {
                signal.removeEventListener('abort', give);
                resolve();
            };
            const give = () => {
                this.#waiting.splice(this.#waiting.indexOf(enter), 1);
                reject(signal.reason);
            };
            this.#waiting.push(enter);
            signal.addEventListener('abort', give, { once: true });
        });
    }
    /** A place goes from hand to hand, so nobody can slip in before those who wait. */
    #leave() {
        const next = this.#waiting.shift();
        if (next === undefined)
            this.#taken--;
        else
            next();
    }
}
//# sourceMappingURL=lane.js.map