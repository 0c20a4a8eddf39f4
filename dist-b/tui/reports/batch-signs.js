/**
 * Whether somebody waited for a call cannot be seen, only guessed. These are the signs, each with a threshold that the report
 * prints: a group of calls (of one feature, model, provider, host and operation) is weighed as a whole.
 */
/** Calls of a group from which it is weighed. */
export const leastCalls = 20;
/** A longer one may as well be an app's own traffic, that begins in the morning. */
export const burst = { calls: 20, withinMs: 1_000, afterMs: 60_000, longestMs: 600_000 };
/** With more calls a second, one begins as another ends by chance. */
export const chain = { withinMs: 20, callsBefore: 16, mostPerSecond: 10 };
export const longSilenceMs = 20_000;
export const readingMs = { from: 2_000, to: 1_800_000 };
/** `against`: a sign that somebody waits. */
const signs = {
    nameless: {
        atLeast: 90,
        against: false,
        says: 'no user and no session is named (told only where other calls name one)',
        share: ({ nameless, requests }) => shareOf(nameless, requests)
    },
    unstreamed: {
        atLeast: 90,
        against: false,
        says: 'not streamed (told only of operations that can be)',
        share: ({ unstreamed, streamable }) => shareOf(unstreamed, streamable)
    },
    bursts: {
        atLeast: 50,
        against: false,
        says: `one of ${burst.calls} or more calls of one caller that began within ${burst.withinMs / 1000} s of each other, after ${burst.afterMs / 1000} s without any and for ${burst.longestMs / 60_000} min at most`,
        share: ({ in_burst, requests }) => shareOf(in_burst, requests)
    },
    chained: {
        atLeast: 50,
        against: false,
        says: `begun within ${chain.withinMs} ms of the end of one of the ${chain.callsBefore} calls of the same caller before, as in a worker's loop (told only of nameless callers of at most ${chain.mostPerSecond} calls a second)`,
        share: ({ chained, chainable }) => shareOf(chained, chainable)
    },
    clock: {
        atLeast: 50,
        against: false,
        says: 'begun in the same three minutes of the hour (by chance: 5 %), in three hours or more',
        share: ({ on_clock, requests }) => shareOf(on_clock, requests)
    },
    silence: {
        atLeast: 25,
        against: false,
        says: `answered in full although nothing came for ${longSilenceMs / 1000} s: before the first token, between two, or, not streamed, before the answer`,
        share: ({ sat_out, requests }) => shareOf(sat_out, requests)
    },
    reading: {
        atLeast: 50,
        against: true,
        says: `the next call of the session came ${readingMs.from / 1000} s to ${readingMs.to / 60_000} min after the answer, as when somebody reads it`,
        share: ({ reading_pauses, pauses }) => shareOf(reading_pauses, pauses)
    },
    left: {
        atLeast: 2,
        against: true,
        says: 'the client went before the end',
        share: ({ left_early, requests }) => shareOf(left_early, requests)
    }
};
export const signNames = Object.keys(signs);
/** `isNamingUsed`: some calls of the window name a user or a session. */
export function signsOf(figures, isNamingUsed) {
    return signNames.map(name => {
        const { share, atLeast } = signs[name];
        const percent = name === 'nameless' && !isNamingUsed ? null : share(figures);
        return { name, percent, holds: percent !== null && percent >= atLeast };
    });
}
/** Three signs that nobody waits and none that somebody does: likely; two: possible. */
export function verdictOf(requests, found) {
    if (requests < leastCalls)
        return 'too few calls';
    const holding = found.filter(({ holds }) => holds);
    if (holding.some(({ name }) => signs[name].against))
        return 'waited for';
    return holding.length >= 3 ? 'likely' : holding.length === 2 ? 'possible' : 'waited for';
}
/** Every sign in words, with its threshold. */
export function signWords() {
    return signNames.map(name => {
        const { says, atLeast, against } = signs[name];
        return `${name}: ${says}; from ${atLeast} % of the calls${against ? ', and then somebody waits' : ''}.`;
    });
}
function shareOf(part, all) {
    return all === 0 ? null : (100 * part) / all;
}
//# sourceMappingURL=batch-signs.js.map