/** The runs of the store as a table. */
import { jsonText } from '../json-text.js';
import { textTable } from '../text-table.js';
/** A line for each run, newest first; ends with a line break. */
export function runListText(runs) {
    const head = ['RUN', 'STARTED (UTC)', 'PROFILE', 'STATUS', 'ARMS', 'SENT', 'FAILED', 'TTFT P95 ms', 'USD'];
    const lines = runs.map(run => {
        const summary = summaryOf(run);
        const p95 = summary?.total.latency_ms.ttft.p95;
        return [
            run.run_id,
            run.ts.slice(0, 19),
            run.name,
            run.status,
            run.arms.length > 2 ? `${run.arms[0]} and ${run.arms.length - 1} more` : run.arms.join(', '),
            String(run.sent),
            summary === null ? '-' : String(summary.total.failed),
            p95 === null || p95 === undefined ? '-' : p95.toFixed(0),
            summary === null ? '-' : Number(summary.spend.usd).toFixed(6)
        ];
    });
    return `${runs.length === 0 ? 'No runs.' : textTable([head, ...lines], new Set([5, 6, 7, 8]))}\n`;
}
/** The same as data: a list, newest first, each with what `load run --json` printed of it. */
export function runListJson(runs) {
    const list = runs.map(run => {
        const { run_id, name, status, reason, ts, ended_at, arms, planned, sent } = run;
        return {
            run_id,
            name,
            status,
            reason,
            started_at: ts,
            ended_at,
            arms,
            planned,
            sent,
            summary: summaryOf(run)
        };
    });
    return jsonText(list);
}
/** NULL while it runs, or when it never came to its end. */
function summaryOf({ summary_json }) {
    return summary_json === '' ? null : JSON.parse(summary_json);
}
//# sourceMappingURL=run-list.js.map