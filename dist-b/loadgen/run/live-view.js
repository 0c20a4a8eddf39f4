import { textTable } from '../text-table.js';
const repaintMs = 250;
const lineMs = 5_000;
/** Begins to show `state()`: four times a second on a terminal, else a plain line every five seconds. */
export function openLiveView(screen, state) {
    return screen.isTTY === true ? openBlock(screen, state) : openLines(screen, state);
}
function openLines(screen, state) {
    const update = () => {
        screen.write(`${liveLine(state())}\n`);
    };
    const timer = setInterval(update, lineMs);
    return {
        update,
        close() {
            clearInterval(timer);
            update();
        }
    };
}
function openBlock(screen, state) {
    let height = 0;
    const update = () => {
        const columns = Math.max(40, screen.columns ?? 80);
        // What has scrolled off cannot be painted over.
        const lines = liveLines(state(), columns)
            .slice(0, (screen.rows ?? 24) - 1)
            .map(line => line.slice(0, columns - 1));
        // One write, old lines overwritten and not cleared first, in a synchronised update: nothing flickers.
        const up = height > 0 ? `\x1b[${height}A` : '';
        const body = lines.map(line => `${line}\x1b[K\n`).join('');
        screen.write(`\x1b[?2026h${up}\r${body}\x1b[J\x1b[?2026l`);
        height = lines.length;
    };
    const giveCursorBack = () => {
        screen.write('\x1b[?25h');
    };
    screen.write('\x1b[?25l');
    // However the process ends, the terminal is left as it was.
    process.once('exit', giveCursorBack);
    const timer = setInterval(update, repaintMs);
    update();
    return {
        update,
        close() {
            clearInterval(timer);
            update();
            giveCursorBack();
            process.off('exit', giveCursorBack);
        }
    };
}
/** The state as one line of plain text. */
export function liveLine(state) {
    const { tally, rows } = state;
    const all = rows.find(({ arm }) => arm === '');
    const failed = Object.values(tally.failures).reduce((sum, count) => sum + count, 0);
    return [
        clock(state.elapsedS),
        state.phase,
        `${tally.sent}${tally.planned === null ? '' : `/${tally.planned}`} sent at ${rate(tally.sentRate)}`,
        `${tally.finished} finished`,
        `${tally.inFlight} in flight`,
        `${failed} failed${failed > 0 ? ` (${failuresText(tally.failures)})` : ''}`,
        `TTFT p50 ${ms(all?.ttftMs[0])} p95 ${ms(all?.ttftMs[1])} ms of ${all?.rows ?? 0} rows`,
        spendText(state, all)
    ].join(', ');
}
/** The state as a block for a terminal of `columns`. */
export function liveLines(state, columns) {
    const { tally, rows } = state;
    const all = rows.find(({ arm }) => arm === '');
    const wanted = tally.wantedRate === null ? 'as answers come' : `${rate(tally.wantedRate)} wanted`;
    const facts = [
        [
            'requests',
            `${tally.planned === null ? '' : `${tally.planned} planned, `}${tally.sent} sent, ${tally.finished} finished, ${tally.inFlight} in flight`
        ],
        ['rate', `${wanted}, ${rate(tally.sentRate)} sent (last 5 s)`],
        ['TTFT', `${percentiles(all?.ttftMs)}   of good answers in ${all?.rows ?? 0} rows so far`],
        ['E2E', percentiles(all?.e2eMs)],
        ['failed', failuresText(tally.failures)],
        ['spend', spendText(state, all)]
    ];
    return [
        `${state.runId}  ${state.name}${tally.stage === '' ? '' : `  ${tally.stage}`}  ${state.phase}`,
        progress(state, columns),
        '',
        ...facts.map(([name, text]) => `${name?.padEnd(10)}${text}`),
        ...(tally.arms.length > 1 ? ['', ...armLines(state)] : [])
    ];
}
function armLines({ tally, rows }) {
    const head = ['ARM', 'SENT', 'FINISHED', 'FAILED', 'TTFT p50', 'p95', 'E2E p50', 'p95', 'USD'];
    const lines = tally.arms.map(({ arm, sent, finished, failed }) => {
        const recorded = rows.find(row => row.arm === arm);
        const [ttft, e2e] = [recorded?.ttftMs, recorded?.e2eMs];
        const figures = [ms(ttft?.[0]), ms(ttft?.[1]), ms(e2e?.[0]), ms(e2e?.[1])];
        return [arm, String(sent), String(finished), String(failed), ...figures, recorded?.costUsd ?? '-'];
    });
    return textTable([head, ...lines], new Set([1, 2, 3, 4, 5, 6, 7, 8])).split('\n');
}
function progress({ elapsedS, durationS, tally }, columns) {
    const share = durationS === null ? tally.sent / Math.max(1, tally.planned ?? tally.sent) : elapsedS / durationS;
    const done = Math.min(1, Math.max(0, share));
    const times = durationS === null ? clock(elapsedS) : `${clock(Math.min(elapsedS, durationS))} of ${clock(durationS)}`;
    const text = ` ${String(Math.floor(done * 100)).padStart(3)} %  ${times}`;
    const width = Math.max(10, Math.min(60, columns - text.length - 4));
    const filled = Math.round(done * width);
    return `[${'#'.repeat(filled)}${'.'.repeat(width - filled)}]${text}`;
}
function spendText({ spendCapUsd, storeAnswers }, all) {
    const cap = spendCapUsd === null ? '' : ` of at most ${spendCapUsd}`;
    const unpriced = all !== undefined && all.unpriced > 0 ? `, ${all.unpriced} rows unpriced` : '';
    const away = storeAnswers ? '' : '; the store does not answer';
    return `${all?.costUsd ?? '0'}${cap} USD in ${all?.rows ?? 0} rows${unpriced}${away}`;
}
function failuresText(failures) {
    const texts = Object.entries(failures).map(([kind, count]) => `${kind} ${count}`);
    return texts.length === 0 ? 'none' : texts.join(', ');
}
function percentiles(values) {
    const [p50, p95, p99] = values ?? [];
    return `p50 ${ms(p50)}  p95 ${ms(p95)}  p99 ${ms(p99)} ms`;
}
function rate(perSecond) {
    return `${perSecond.toFixed(1)}/s`;
}
function ms(value) {
    return value === null || value === undefined ? '-' : value.toFixed(value < 10 ? 1 : 0);
}
function clock(seconds) {
    const whole = Math.max(0, Math.floor(seconds));
    const two = (value) => String(value).padStart(2, '0');
    return `${two(Math.floor(whole / 60))}:${two(whole % 60)}`;
}
//# sourceMappingURL=live-view.js.map