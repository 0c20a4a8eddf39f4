export function planned(seq, dueUs, more = {}) {
    return { seq, dueUs, arm: 0, stage: 'steady', warmup: false, session: null, ...more };
}
/** Open loop unless said otherwise; each request is a POST to the path that `pathOf` gives. */
export function planOf(requests, pathOf, more = {}) {
    return {
        seed: 1,
        arms: [{ name: 'a', route: '/openai', model: 'm' }],
        requests,
        loop: { kind: 'open' },
        durationUs: null,
        build: request => ({
            method: 'POST',
            path: pathOf(request),
            headers: { 'content-type': 'application/json' },
            body: Buffer.from(JSON.stringify({ seq: request.seq }))
        }),
        expected: () => null,
        ...more
    };
}
//# sourceMappingURL=load-plan.js.map