/**
 * HOT. Comes round when something is due. A timer is up to a millisecond late or more, so the last stretch is gone in rounds
 * of the event loop, which serve sockets as they pass. Between two moments there is time to make bodies ahead.
 */
/** Nearer than this, rounds instead of a timer. */
const fineUs = 2_000;
/** An empty round takes a microsecond or two, one that reads a chunk more than this: those that took less only waited. */
const idleRoundUs = 10;
const longestTimerMs = 2 ** 31 - 1;
export class Rounds {
    #deps;
    #timer;
    #immediate;
    #roundBeganUs = 0;
    #allPrepared = false;
    #preparingUs = 0;
    #isOver = false;
    constructor(deps) {
        this.#deps = deps;
    }
    /** To be called when what is due next may have changed. */
    arm() {
        this.#allPrepared = false;
        this.#wait();
    }
    /** For good. */
    end() {
        this.#isOver = true;
        this.#disarm();
    }
    #wait() {
        this.#disarm();
        if (this.#isOver)
            return;
        const nowUs = this.#deps.nowUs();
        const waitUs = this.#deps.nextDueUs() - nowUs;
        if (!this.#allPrepared && waitUs > 2 * this.#preparingUs)
            this.#immediate = setImmediate(this.#prepare);
        else if (waitUs > fineUs)
            this.#startTimer(waitUs);
        else {
            this.#roundBeganUs = nowUs;
            this.#immediate = setImmediate(this.#comeRound);
        }
    }
    #startTimer(waitUs) {
        if (waitUs === Number.POSITIVE_INFINITY)
            return;
        this.#timer = setTimeout(this.#work, Math.min(Math.floor((waitUs - fineUs / 2) / 1000), longestTimerMs));
    }
    #comeRound = () => {
        const tookUs = this.#deps.nowUs() - this.#roundBeganUs;
        if (tookUs < idleRoundUs)
            this.#deps.onIdle(tookUs);
        this.#work();
    };
    #prepare = () => {
        const beganUs = this.#deps.nowUs();
        this.#allPrepared = !this.#deps.prepareOne();
        this.#preparingUs = this.#deps.nowUs() - beganUs;
        this.#wait();
    };
    #work = () => {
        if (this.#deps.nextDueUs() <= this.#deps.nowUs()) {
            this.#deps.work();
            this.#allPrepared = false;
        }
        this.#wait();
    };
    #disarm() {
        clearTimeout(this.#timer);
        clearImmediate(this.#immediate);
    }
}
//# sourceMappingURL=rounds.js.map