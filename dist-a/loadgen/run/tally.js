const rateWindowUs = 5_000_000;
export class Tally {
    #planned;
    #arms;
    #failures = new Map();
    /** Due times, ascending; NULL when answers decide when some of them go out. */
    #due;
    #stage = '';
    #sent = 0;
    #finished = 0;
    #history = [{ atUs: 0, sent: 0 }];
    constructor(plan, isSupply) {
        this.#planned = isSupply ? null : plan.requests.length;
        this.#arms = plan.arms.map(({ name }) => ({ arm: name, sent: 0, finished: 0, failed: 0 }));
        const due = plan.requests.flatMap(({ dueUs }) => (dueUs === null ? [] : [dueUs]));
        this.#due = due.length === plan.requests.length ? Float64Array.from(due).sort() : null;
    }
    sent(request) {
        this.#sent += 1;
        this.#stage = request.warmup ? 'warm-up' : request.stage;
        const arm = this.#arms[request.arm];
        if (arm !== undefined)
            arm.sent += 1;
    }
    ended(outcome, request) {
        const isFailure = outcome.kind !== '';
        if (isFailure)
            this.#failures.set(outcome.kind, (this.#failures.get(outcome.kind) ?? 0) + 1);
        const arm = this.#arms[request.arm];
        if (arm !== undefined && isFailure)
            arm.failed += 1;
        // What never went out was never in flight; nor was what could not connect.
        if (outcome.sentUs === null)
            return;
        this.#finished += 1;
        if (arm !== undefined)
            arm.finished += 1;
    }
    get sentCount() {
        return this.#sent;
    }
    /** Remembers the moment too, for the rate of the ones to come. */
    snapshot(atUs) {
        this.#history.push({ atUs, sent: this.#sent });
        while (this.#history.length > 2 && (this.#history[1]?.atUs ?? 0) <= atUs - rateWindowUs)
            this.#history.shift();
        const first = this.#history[0] ?? { atUs: 0, sent: 0 };
        const seconds = Math.max(1e-6, (atUs - first.atUs) / 1e6);
        return {
            planned: this.#planned,
            sent: this.#sent,
            finished: this.#finished,
            inFlight: Math.max(0, this.#sent - this.#finished),
            failures: Object.fromEntries(this.#failures),
            arms: this.#arms.map(arm => ({ ...arm })),
            wantedRate: this.#due === null ? null : (before(this.#due, atUs) - before(this.#due, first.atUs)) / seconds,
            sentRate: (this.#sent - first.sent) / seconds,
            stage: this.#stage
        };
    }
}
/** How many of the ascending times are before that moment. */
function before(times, atUs) {
    let low = 0;
    let high = times.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if ((times[middle] ?? 0) < atUs)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
//# sourceMappingURL=tally.js.map