import { ClientWatch } from './client-health.js';
import { FollowUps } from './follow-ups.js';
import { Rounds } from './rounds.js';
import { shareOf } from './share.js';
import { Supply } from './supply.js';
/** Resolves when every request that became due has its outcome. Closes the engine. */
export function drive(plan, engine, options) {
    return new Promise((resolve, reject) => new Drive(plan, engine, options, resolve, reject).start());
}
class Drive {
    /** Infinity when only a count ends the arrivals. */
    #durationUs;
    #isClosed;
    #engine;
    #options;
    #share;
    #supply;
    #followUps;
    #watch = new ClientWatch();
    #rounds;
    #resolve;
    #reject;
    #onTheirWay = new Map();
    #outcomes = {};
    #freeSlots;
    #submitted = 0;
    #sent = 0;
    #phase = 'arrivals';
    #grace;
    constructor(plan, engine, options, resolve, reject) {
        this.#durationUs = plan.durationUs ?? Number.POSITIVE_INFINITY;
        this.#engine = engine;
        this.#options = options;
        this.#share = shareOf(plan, options.worker);
        this.#supply = new Supply(this.#share.arrivals, plan.build);
        this.#followUps = new FollowUps(plan.build);
        this.#rounds = new Rounds({
            nowUs: () => engine.nowUs(),
            onIdle: us => this.#watch.addIdle(us),
            prepareOne: () => this.#guarded(() => this.#supply.prepareOne() || this.#followUps.prepareOne()) ?? false,
            nextDueUs: () => this.#nextDueUs(),
            work: () => this.#guarded(() => this.#sendDue())
        });
        this.#isClosed = this.#share.slots !== null;
        this.#freeSlots = this.#share.slots ?? 0;
        this.#resolve = resolve;
        this.#reject = reject;
    }
    start() {
        const { signal } = this.#options;
        signal.addEventListener('abort', this.#stop, { once: true });
        if (signal.aborted)
            this.#stop();
        else if (this.#share.planned === 0)
            this.#endArrivals();
        else
            this.#rounds.arm();
    }
    #stop = () => {
        this.#guarded(() => {
            this.#engine.halt();
            if (this.#phase !== 'arrivals')
                return;
            // What was due already, and not sent, is to be told of.
            this.#sendDue();
            this.#endArrivals();
        });
    };
    /** When there is something to do next; infinity while only an answer can bring it about. */
    #nextDueUs() {
        return Math.min(this.#arrivalUs(), this.#followUps.nextDueUs, this.#durationUs);
    }
    #arrivalUs() {
        const next = this.#supply.peek();
        if (!next)
            return Number.POSITIVE_INFINITY;
        // In a closed loop a slot is free from the start, or from the moment at which its last request ended.
        if (this.#isClosed)
            return this.#freeSlots > 0 ? 0 : Number.POSITIVE_INFINITY;
        return next.dueUs ?? 0;
    }
    /** Sends all whose moments have come, in the order of these. */
    #sendDue() {
        const nowUs = this.#engine.nowUs();
        const untilUs = Math.min(nowUs, this.#durationUs);
        for (;;) {
            const arrivalUs = this.#arrivalUs();
            const followUpUs = this.#followUps.nextDueUs;
            if (Math.min(arrivalUs, followUpUs) > untilUs)
                break;
            const ready = followUpUs <= arrivalUs ? this.#followUps.take() : this.#supply.take();
            if (this.#isClosed && followUpUs > arrivalUs)
                this.#freeSlots--;
            if (ready)
                this.#submit(ready, Math.min(arrivalUs, followUpUs));
        }
        if (nowUs >= this.#durationUs)
            this.#endArrivals();
    }
    #submit({ request, outgoing }, intendedUs) {
        this.#submitted++;
        this.#onTheirWay.set(request.seq, request);
        this.#engine.submit({ seq: request.seq, outgoing, intendedUs }, this);
        if (this.#submitted === this.#share.planned)
            this.#endArrivals();
    }
    sent(seq, sentUs) {
        this.#sent++;
        const request = this.#onTheirWay.get(seq);
        if (request)
            this.#options.onSent?.(request, sentUs);
    }
    ended(outcome) {
        this.#guarded(() => {
            const request = this.#onTheirWay.get(outcome.seq);
            if (!request)
                return;
            this.#onTheirWay.delete(outcome.seq);
            this.#outcomes[outcome.kind] = (this.#outcomes[outcome.kind] ?? 0) + 1;
            if (this.#phase === 'arrivals' && !this.#options.signal.aborted)
                this.#goOnAfter(outcome);
            this.#options.onOutcome(outcome, request);
            this.#finishIfDone();
        });
    }
    /** The next turn of the session after its pause, however this one ended; or else, in a closed loop, the next in the free slot. */
    #goOnAfter({ seq, doneUs }) {
        const turn = this.#share.nextTurn.get(seq);
        if (turn)
            this.#followUps.add(turn, doneUs + (turn.session?.thinkUs ?? 0));
        else if (this.#isClosed && doneUs < this.#durationUs) {
            const ready = this.#supply.take();
            if (ready)
                this.#submit(ready, doneUs);
            else
                this.#freeSlots++;
        }
        this.#rounds.arm();
    }
    /** Whatever has not become due by now never will. */
    #endArrivals() {
        if (this.#phase !== 'arrivals')
            return;
        this.#phase = 'grace';
        this.#rounds.end();
        this.#grace = setTimeout(() => this.#engine.close(), this.#options.graceMs);
        this.#finishIfDone();
    }
    #finishIfDone() {
        if (this.#phase !== 'grace' || this.#onTheirWay.size > 0)
            return;
        this.#phase = 'over';
        this.#release();
        this.#resolve({
            planned: this.#share.planned,
            sent: this.#sent,
            notDue: this.#share.planned - this.#submitted,
            outcomes: this.#outcomes,
            stopped: this.#options.signal.aborted,
            endedUs: Math.round(this.#engine.nowUs()),
            health: this.#watch.figures()
        });
    }
    /** What a plan or a listener throws ends the drive; it would end the process from a socket's event. */
    #guarded(act) {
        try {
            return act();
        }
        catch (error) {
            this.#phase = 'over';
            this.#release();
            this.#watch.figures();
            this.#reject(error);
            return undefined;
        }
    }
    #release() {
        clearTimeout(this.#grace);
        this.#rounds.end();
        this.#options.signal.removeEventListener('abort', this.#stop);
        this.#engine.close();
    }
}
//# sourceMappingURL=drive.js.map