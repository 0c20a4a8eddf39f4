/** What the screens ask, over the rows that are there: how long each answer takes, and all those of a screen at once. */
import { performance } from 'node:perf_hooks';
import { parseFilter } from '../../tui/filter.js';
import { plainLook } from '../../tui/kit/look.js';
import { createScreens } from '../../tui/screens/all.js';
import { defaultView } from '../../tui/view.js';
export const windows = ['15m', '24h', '30d', 'month'];
/** Of which median and slowest are said. */
export const times = 7;
/** Lines of text: one a feed with a pair of figures a window, asked one after the other. */
export async function timesAlone(source, filter) {
    return lines(source, filter, async (screen, view) => {
        const cells = new Map();
        for (const feed of screen.feeds(view)) {
            cells.set(`${screen.id}: ${feed.name}`, await timed(() => ask(feed, source, view)));
        }
        return cells;
    });
}
/** As `timesAlone`, one line a screen, all its feeds asked at once, as it does itself. */
export async function timesTogether(source, filter) {
    return lines(source, filter, async (screen, view) => {
        const all = () => Promise.all(screen.feeds(view).map(feed => ask(feed, source, view)));
        return new Map([[screen.id, await timed(all)]]);
    });
}
async function lines(source, filterText, measure) {
    const filter = parseFilter(filterText);
    if ('problem' in filter)
        throw new Error(filter.problem);
    const found = new Map();
    for (const window of windows) {
        const view = { ...defaultView, window, filter };
        for (const screen of createScreens()) {
            // What a first answer selects asks for more.
            await Promise.all(screen.feeds(view).map(feed => ask(feed, source, view)));
            const frame = { width: 160, height: 42, view, look: plainLook, at: new Date(), connection: null };
            screen.draw({ ...frame, isPaused: false, outage: null });
            for (const [name, cell] of await measure(screen, view)) {
                found.set(name, [...(found.get(name) ?? []), cell.padStart(14)]);
            }
        }
    }
    return [...found].map(([name, cells]) => name.padEnd(34) + cells.join(''));
}
async function timed(work) {
    const took = [];
    for (let time = 0; time < times; time++) {
        const began = performance.now();
        await work();
        took.push(performance.now() - began);
    }
    took.sort((a, b) => a - b);
    return `${took[times >> 1]?.toFixed(0)} / ${took.at(-1)?.toFixed(0)}`;
}
function ask(feed, source, view) {
    return feed.refresh(source, view, new AbortController().signal);
}
//# sourceMappingURL=questions.js.map