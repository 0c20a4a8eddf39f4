/** What one simulated answer shall be: drawn before its first byte, from a seed and the request's number. */
import { randomLogNormal } from 'd3-random';
const stallMs = 1_500;
/** Of plain English words, which is what load profiles send, with the space before each. */
const charactersPerToken = 6;
/**
 * Draws an answer. `limit` is the request's own bound on output tokens.
 *
 * @param random numbers in [0, 1); the same ones give the same plan
 */
export function planAnswer(model, request, random) {
    const draw = ({ median, sigma }) => randomLogNormal.source(random)(Math.log(median), sigma)();
    const wanted = Math.max(1, Math.round(draw(model.outputTokens)));
    const outputTokens = Math.min(wanted, request.limit ?? wanted);
    const stallAt = random() < model.faults.stall ? Math.floor(random() * outputTokens) : -1;
    const tokenAtMs = [];
    let at = draw(model.firstTokenMs);
    for (let token = 0; token < outputTokens; token++) {
        if (token > 0)
            at += draw(model.gapMs) + (token === stallAt ? stallMs : 0);
        tokenAtMs.push(at);
    }
    return {
        fault: drawFault(model, random()),
        inputTokens: Math.max(1, Math.round(request.promptCharacters / charactersPerToken)),
        outputTokens,
        tokenAtMs
    };
}
function drawFault({ faults }, at) {
    if (at < faults.rateLimited)
        return 'rate_limited';
    if (at < faults.rateLimited + faults.overloaded)
        return 'overloaded';
    if (at < faults.rateLimited + faults.overloaded + faults.brokenStream)
        return 'broken_stream';
    return 'none';
}
//# sourceMappingURL=answer-plan.js.map