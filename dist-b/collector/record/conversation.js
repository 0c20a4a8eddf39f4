import { usageOfAnswer } from './estimate.js';
import { isObject, parseJson } from './json.js';
import { newReading } from './reading.js';
import { Session } from './session.js';
import { unknownUsage } from './usage.js';
import { addWords, sumUsages } from './usage-sum.js';
import { messagesOf } from './websocket.js';
import { liveWireAsked } from './wires/all.js';
import { jsonOf } from './words.js';
/** Reads both sides of a connection after its 101, in the order of their times. Never throws; `onFault` hears why. */
export function readConversation(tape, ask, headers, estimator, onFault) {
    const live = liveWireAsked(ask);
    const session = new Session();
    if (live === null)
        return conclude(ask, null, session, null, estimator);
    const extensions = headers.get('sec-websocket-extensions') ?? '';
    const client = messagesOf(tape.request, 'client', extensions, onFault);
    const server = messagesOf(tape.response, 'server', extensions, onFault);
    try {
        listen(live, session, client, server);
    }
    catch (error) {
        onFault(error);
    }
    return conclude(ask, live, session, { client, server }, estimator);
}
/** At the same microsecond the client comes first: nobody answers before he was asked. */
function listen(live, session, client, server) {
    const parse = parser();
    let heard = 0;
    for (const [index, message] of server.messages.entries()) {
        // Bytes between this message and the one before were not kept: an end may have been among them, and a response that is
        // thought to go on would take this one's tokens and times for its own.
        if (index === server.resumedAt)
            session.skip();
        for (; heard < client.messages.length; heard += 1) {
            const earlier = client.messages[heard];
            if (!isBefore(earlier, message))
                break;
            hear(live, session, parse(earlier));
        }
        const value = parse(message);
        if (!isObject(value))
            continue;
        const output = live.read(value, session);
        if (output !== 'none')
            session.timeline.output(message.timeUs, output === 'visible');
    }
    for (; heard < client.messages.length; heard += 1) {
        hear(live, session, parse(client.messages[heard]));
    }
    closeFault(session, client, server);
}
/** A parse that fails costs twenty that do not: a connection with so many speaks something else. */
function parser() {
    let broken = 0;
    return ({ text }) => {
        if (broken === maxBroken)
            return undefined;
        const value = parseJson(text);
        if (value === undefined)
            broken += 1;
        return value;
    };
}
function hear(live, session, value) {
    if (isObject(value))
        live.hear(value, session);
}
function isBefore(client, server) {
    return client.timeUs === null || server.timeUs === null || client.timeUs <= server.timeUs;
}
/** Some providers tell what went wrong in the close frame only (Gemini Live). 1000 and 1001 are farewells. */
function closeFault(session, client, server) {
    const { close } = server;
    if (close === null || isFirst(client, server))
        return;
    if (close.code > 1001 && close.code !== 1005)
        session.fault ??= { code: String(close.code), message: close.reason };
}
/** Whether the client's close frame came before the provider's. */
function isFirst({ close: ours }, { close: theirs }) {
    return ours !== null && (theirs === null || (ours.timeUs ?? 0) <= (theirs.timeUs ?? 0));
}
function conclude(ask, live, session, sides, estimator) {
    const incomplete = sides === null || sides.client.incomplete || sides.server.incomplete;
    const asked = { ...ask, model: session.askedModel === '' ? ask.model : session.askedModel };
    const reading = lastReading(session);
    const wire = live?.wire ?? null;
    const abandoned = sides !== null && isFirst(sides.client, sides.server);
    const answer = { wire, reading, streamed: true, fault: null, abandoned };
    const usage = live === null ? unknownUsage() : usageOfSession(asked, live, session, incomplete, estimator);
    return { ask: asked, answer, usage, turns: session.responses.length, incomplete };
}
/** What the row says of an answer. */
function lastReading(session) {
    const reading = newReading(true, session.timeline);
    const last = session.last?.reading;
    reading.responseModel = last?.responseModel ?? '';
    if (reading.responseModel === '')
        reading.responseModel = session.servedModel;
    reading.responseId = last?.responseId ?? '';
    reading.serviceTier = last?.serviceTier ?? '';
    reading.finishReason = last?.finishReason ?? '';
    reading.fault = session.fault;
    for (const response of session.responses)
        reading.fault ??= response.reading.fault;
    reading.ended = !session.isBusy;
    return reading;
}
function usageOfSession(ask, live, session, incomplete, estimator) {
    let words = null;
    const parts = [];
    for (const { request, reading } of session.responses) {
        words = addWords(words, reading.usage);
        const answer = { wire: live.wire, reading, streamed: true, fault: null };
        const usage = usageOfAnswer({ ...ask, body: request }, answer, false, estimator);
        parts.push({ model: reading.responseModel, serviceTier: reading.serviceTier, usage });
    }
    parts.push(...session.bills);
    const sum = sumUsages(parts.map(part => part.usage));
    if (incomplete && sum.source === 'reported')
        sum.source = 'partial';
    sum.json = jsonOf(words);
    const known = parts.filter(part => part.usage.source !== 'none');
    return known.length === 0 ? sum : { ...sum, parts: known };
}
const maxBroken = 512;
//# sourceMappingURL=conversation.js.map