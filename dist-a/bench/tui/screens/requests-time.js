/** Where the time of a request went: its phases on one line to scale, and each gap of its stream. */
import { gapsInOne } from '../../schemas/row.js';
import { duration, whole } from '../kit/numbers.js';
import { fitText } from '../kit/text.js';
import { cellsOfStretches, momentLine } from '../kit/time-line.js';
import { axisWidth, scaleOf, waveform } from '../kit/waveform.js';
/** The line, its moments, and what each phase is; of a request that has no end, nothing. */
export function phaseLines(row, { width, look }) {
    const phases = phasesOf(row);
    if (phases.length === 0)
        return [];
    const room = width - 2;
    const cells = cellsOfStretches(phases.map(({ from, to }) => to - from), room);
    const line = phases.map(({ tone, fill }, at) => look.paint(tone, fillOf(fill, look).repeat(cells[at] ?? 0)));
    const list = phases.map(({ name, fill, tone, from, to, meaning }) => {
        const figures = `${fitText(duration(to - from), 7, 'right')} at ${fitText(duration(to), 7)}`;
        return ` ${look.paint(tone, fillOf(fill, look))} ${fitText(name, 15)}${figures}  ${meaning}`;
    });
    return [` ${line.join('')}`, look.paint('dim', ` ${moments(phases, cells, room, look)}`), ...list];
}
/** Its end first, then what is looked for first; the others where there is room. */
function moments(phases, cells, width, look) {
    const ends = phases.map(({ moment, to }, at) => ({
        moment,
        label: `${moment} ${duration(to)}`,
        cell: cells.slice(0, at + 1).reduce((sum, each) => sum + each, 0)
    }));
    const first = ['E2E', 'TTFT', 'last token', 'TTFB'];
    const ranked = ends
        .filter(({ moment }) => moment !== '')
        .sort((a, b) => rank(first, a.moment) - rank(first, b.moment));
    return momentLine([...ranked, { label: '0', cell: 0 }], width, look.glyphs.ruleUp);
}
function rank(names, name) {
    const at = names.indexOf(name);
    return at < 0 ? names.length : at;
}
/** What lies between the moments that are known; a moment that is not known joins its neighbours. */
function phasesOf(row) {
    if (row.e2e_us === null)
        return [];
    const hasConnected = row.wait_us !== null && row.connect_us !== null;
    const connectFrom = hasConnected ? Math.max(0, (row.wait_us ?? 0) - (row.connect_us ?? 0)) : row.wait_us;
    const took = hasConnected ? 'until a connection was opened for it' : 'until an open connection took it';
    const moments = [
        [connectFrom, { name: 'wait', fill: 0, tone: 'dim', moment: '', meaning: took }],
        [
            hasConnected ? row.wait_us : null,
            { name: 'connect', fill: 1, tone: 'second', moment: '', meaning: 'TCP and TLS set-up' }
        ],
        [row.ttfb_us, phase('to first byte', 2, 'warn', 'TTFB', 'TTFB: head of the answer')],
        [row.ttft_us, phase('to first token', 3, 'accent', 'TTFT', 'TTFT: first frame with output')],
        [
            row.ttft_us === row.ttfv_us ? null : row.ttfv_us,
            phase('to first text', 4, 'second', 'TTFV', 'TTFV: first frame with visible text')
        ],
        [row.last_token_us, phase('tokens', 5, 'good', 'last token', 'last frame with output')],
        [row.e2e_us, endOf(row)]
    ];
    let from = 0;
    return moments.flatMap(([to, what]) => {
        if (to === null)
            return [];
        const next = { ...what, from, to: Math.max(from, to) };
        from = next.to;
        return [next];
    });
}
function phase(name, fill, tone, moment, meaning) {
    return { name, fill, tone, moment, meaning };
}
function endOf(row) {
    const isWhole = row.ended_by === 'complete';
    const meaning = isWhole ? 'E2E: last byte passed on' : `E2E: it ended, by the ${row.ended_by}`;
    const name = row.ttfb_us === null ? 'until it ended' : row.ttft_us === null ? 'answer' : 'rest';
    return phase(name, 6, 'plain', 'E2E', meaning);
}
function fillOf(fill, look) {
    return look.glyphs.fills[fill] ?? ' ';
}
/** Above which a gap is a stall, as `stalls` counts them. */
const stallUs = 1_000_000;
/** The gaps between the frames of a stream; NULL of an answer that came whole and of one that never came. */
export function gapPart(row, frame) {
    const { gap_max_us: most, frames } = row;
    if (most === null) {
        if (!row.streamed || row.ttfb_us === null)
            return null;
        const none = frames === 1 ? 'One frame with output: nothing lies between.' : 'No frame with output came.';
        return { title: 'Gaps between frames', note: '', lines: [` ${none}`] };
    }
    const { look } = frame;
    // A store that was not yet brought up to date has no such column.
    const gaps = row.gaps_us ?? [];
    const scale = scaleOf(gaps);
    const stalls = row.stalls === 0 ? 'none over 1s' : look.paint('bad', `! ${whole(row.stalls)} over 1s`);
    const tpot = row.tpot_us === null ? '' : ` · TPOT ${duration(row.tpot_us)} a token`;
    const figures = ` p50 ${duration(row.gap_p50_us)} · p95 ${duration(row.gap_p95_us)} · longest ${duration(most)} · ${stalls}${tpot}`;
    const drawn = gaps.length === 0
        ? [' One by one they are not known: this was recorded before they were kept.']
        : [...waves(gaps, scale, frame), belowWaves(row, gaps.length, frame)];
    const note = gaps.length === 0 ? '' : scaleNote(scale);
    return { title: `Gaps between its ${whole(frames)} frames`, note, lines: [figures, ...drawn] };
}
function scaleNote({ isLog, low, high }) {
    return isLog ? `log scale, ${duration(low)} to ${duration(high)}` : `linear scale to ${duration(high)}`;
}
function waves(gaps, scale, { width, height, look }) {
    return waveform({
        values: gaps,
        width: width - 1,
        height: height === Number.POSITIVE_INFINITY ? 5 : Math.max(3, Math.min(9, Math.floor((height - 12) / 4))),
        scale,
        look,
        format: duration,
        isMarked: gap => gap > stallUs
    });
}
/** From where to where, and how many gaps stand in one column. */
function belowWaves({ frames }, values, { width, look }) {
    const room = width - axisWidth - 1;
    const each = gapsInOne(frames) * Math.max(1, Math.ceil(values / room));
    const sense = each === 1 ? '' : `each column: the longest of up to ${each}`;
    const [first, last] = values === 1 ? ['the only one', ''] : ['first', 'last'];
    const side = Math.floor((room - sense.length) / 2);
    const line = fitText(first, side) + sense + fitText(last, room - side - sense.length, 'right');
    return ' '.repeat(axisWidth) + look.paint('dim', line);
}
//# sourceMappingURL=requests-time.js.map