/** When the answer's tokens came: the output-bearing frames of one stream, in order. */
import { gapsInOne } from '../../schemas/row.js';
export class Timeline {
    #first = null;
    #firstVisible = null;
    #previous = null;
    #last = null;
    #frames = 0;
    #gaps = [];
    #stalls = [];
    /** Between each output-bearing frame and the next, in order. */
    get gapsUs() {
        return this.#gaps;
    }
    /** The first of them; `times()` counts all. */
    get stalls() {
        return this.#stalls;
    }
    get frames() {
        return this.#frames;
    }
    /** A frame with output (text, reasoning, tool arguments, audio) was complete at `timeUs`. */
    output(timeUs, visible) {
        this.#frames += 1;
        if (timeUs === null)
            return;
        this.#first ??= timeUs;
        if (visible)
            this.#firstVisible ??= timeUs;
        if (this.#previous !== null)
            this.#gap(this.#previous, timeUs - this.#previous);
        this.#previous = timeUs;
        this.#last = timeUs;
    }
    #gap(atUs, lengthUs) {
        this.#gaps.push(lengthUs);
        if (lengthUs > stallUs && this.#stalls.length < maxStalls)
            this.#stalls.push({ atUs, lengthUs });
    }
    /** Bytes are missing here: what lies between the frames on both sides is not a gap of the provider's. */
    break() {
        this.#previous = null;
    }
    times() {
        const gaps = Float64Array.from(this.#gaps).sort();
        return {
            ttftUs: this.#first,
            ttfvUs: this.#firstVisible,
            lastTokenUs: this.#last,
            gapP50Us: nearestRank(gaps, 0.5),
            gapP95Us: nearestRank(gaps, 0.95),
            gapMaxUs: nearestRank(gaps, 1),
            gapsUs: longestOfRuns(this.#gaps, gapsInOne(this.#frames)),
            frames: this.#frames,
            stalls: gaps.reduce((count, gap) => (gap > stallUs ? count + 1 : count), 0)
        };
    }
}
/** The value at rank ⌈p·n⌉ of sorted values: always one that was measured. NULL of none. */
function nearestRank(sorted, p) {
    return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? null;
}
/** A mean would hide a stall among its neighbours; the longest shows it. */
function longestOfRuns(gaps, length) {
    const longest = new Array(Math.ceil(gaps.length / length)).fill(0);
    for (const [at, gap] of gaps.entries()) {
        const run = Math.floor(at / length);
        if (gap > (longest[run] ?? 0))
            longest[run] = gap;
    }
    return longest.map(gap => Math.min(Math.round(gap), longestUs));
}
/** What 32 bits hold: 71 minutes. */
const longestUs = 4_294_967_295;
const stallUs = 1_000_000;
const maxStalls = 32;
//# sourceMappingURL=timeline.js.map