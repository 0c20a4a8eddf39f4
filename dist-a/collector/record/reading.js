import { Timeline } from './timeline.js';
/** Nothing read yet. Responses that share a connection share its timeline. */
export function newReading(streamed, timeline = new Timeline()) {
    return {
        streamed,
        timeline,
        output: new OutputText(),
        responseModel: '',
        responseId: '',
        serviceTier: '',
        finishReason: '',
        usage: null,
        usageFinal: false,
        units: new Map(),
        ended: false,
        finished: false,
        pending: false,
        fault: null,
        parts: null
    };
}
/** Output text, kept up to a bound and counted beyond it. */
class OutputText {
    #parts = [];
    #kept = 0;
    #length = 0;
    /** Characters of all output, kept or not. */
    get length() {
        return this.#length;
    }
    add(text) {
        this.#length += text.length;
        if (this.#kept >= maxKept)
            return;
        this.#parts.push(text);
        this.#kept += text.length;
    }
    /** The first characters of the output, at most 64 Ki of them. */
    kept() {
        return this.#parts.join('').slice(0, maxKept);
    }
}
const maxKept = 64 * 1024;
//# sourceMappingURL=reading.js.map