/** Requests and sessions are dealt out in turn, as cards are; a session stays in one hand. */
export function shareOf(plan, worker) {
    const arrivals = [];
    const nextTurn = new Map();
    const lastTurns = new Map();
    let dealt = 0;
    let planned = 0;
    for (const request of plan.requests) {
        const before = request.session && lastTurns.get(request.session.id);
        const mine = before ? before.mine : dealt++ % worker.count === worker.index;
        if (request.session)
            lastTurns.set(request.session.id, { mine, seq: request.seq });
        if (!mine)
            continue;
        planned++;
        if (before && request.dueUs === null)
            nextTurn.set(before.seq, request);
        else
            arrivals.push(request);
    }
    return { planned, arrivals, slots: slotsOf(plan, worker), nextTurn };
}
function slotsOf({ loop }, { index, count }) {
    if (loop.kind === 'open')
        return null;
    return Math.floor(loop.concurrency / count) + (index < loop.concurrency % count ? 1 : 0);
}
//# sourceMappingURL=share.js.map