const names = ['gpt-5.2', 'claude-sonnet-5', 'gemini-3-pro', '', '通义千问-max'];
/** The first two dear, the third with estimates, the fourth without a name, the fifth without a price. */
export function spendRows() {
    return names.map((name, at) => ({
        name,
        provider: at % 2 === 0 ? 'openai' : 'anthropic',
        requests: 12_000 - at * 1_000,
        input_tokens: 4_000_000 - at * 300_000,
        output_tokens: at === 4 ? null : 900_000,
        cost_usd: at === 4 ? null : (1_671.25 / (at + 1)).toFixed(9),
        last_month_usd: at === 3 ? null : (1_500 / (at + 1)).toFixed(9),
        last_month_same_days_usd: at === 3 ? null : (1_000 / (at + 1)).toFixed(9),
        whole_days_usd: at === 4 ? null : (1_600 / (at + 1)).toFixed(9),
        unpriced: at === 4 ? 8_000 : 0,
        estimated: at === 2 ? 40 : 0
    }));
}
/** October and November up to the 21st, weekends low, a day without a price and one without requests. */
export function spendDays() {
    return Array.from({ length: 52 }, (_, index) => {
        const day = new Date(Date.UTC(2026, 9, 1 + index));
        const cost = day.getUTCDay() % 6 === 0 ? 40 : 160;
        return {
            day: day.toISOString().slice(0, 10),
            cost_usd: index === 40 ? null : cost.toFixed(9),
            requests: 400,
            unpriced: 0,
            estimated: 0
        };
    }).filter((_, index) => index !== 35);
}
export function budgetRows() {
    const forecast = { usd: '4755.40', low: '4520.00', high: '4990.00', isWeekly: true, days: 28 };
    const all = { match: {}, from: '2026-11-01', unpriced: 0, estimated: 0 };
    return [
        { ...all, name: 'everything', usd: 5_000, period: 'month', spent_usd: '3214.22', forecast },
        { ...all, name: 'search team', usd: 100, period: 'day', spent_usd: '120', forecast: null },
        { ...all, name: 'unknown', usd: 10, period: 'week', spent_usd: null, unpriced: 7, forecast: null }
    ];
}
export function runLines() {
    return Array.from({ length: 12 }, (_, at) => ({
        run_id: `run-${String(12 - at).padStart(4, '0')}`,
        ts: `2026-11-${String(20 - at).padStart(2, '0')} 10:00:00.000000`,
        ended_at: at === 0 ? null : `2026-11-${String(20 - at).padStart(2, '0')} 10:05:00.000000`,
        name: at % 2 === 0 ? 'steady' : 'burst-of-agents',
        status: ['running', 'complete', 'partial', 'void'][at % 4] ?? 'complete',
        reason: at % 4 === 2 ? 'stopped by Ctrl-C' : '',
        collector: 'http://127.0.0.1:8787',
        arms: at % 2 === 0 ? ['gpt-5.2', 'claude-sonnet-5'] : [],
        planned: 20_000,
        sent: 19_000,
        measured: at === 0 ? 0 : 18_000,
        ok: at === 0 ? 0 : 17_950,
        e2e_p50_us: at === 0 ? null : 1_200_000,
        e2e_p95_us: at === 0 ? null : 3_400_000
    }));
}
export function runArms() {
    return ['gpt-5.2', 'claude-sonnet-5'].map((arm, at) => ({
        arm,
        requests: 9_000,
        ok: 8_950 - at * 200,
        outcomes: { '': 8_950 - at * 200, http_429: 30, timeout_idle: 20 + at * 200 },
        e2e_p50_us: 1_100_000,
        e2e_p95_us: 3_400_000,
        e2e_p99_us: 6_100_000,
        intended_p50_us: 1_110_000,
        intended_p95_us: 3_500_000,
        intended_p99_us: 7_000_000,
        ttft_p50_us: 210_000,
        ttft_p95_us: 480_000,
        ttft_p99_us: 900_000,
        tpot_p50_us: 14_000,
        tpot_p95_us: 22_000,
        send_lag_p99_us: 900,
        cost_usd: at === 0 ? '41.200000000' : null,
        unpriced: at === 0 ? 0 : 8_750,
        estimated: at === 0 ? 12 : 0,
        e2e_curve: Array.from({ length: 51 }, (_, step) => 300_000 * (1 + at * 0.2) * 1.06 ** step),
        ttft_curve: Array.from({ length: 51 }, (_, step) => 90_000 * 1.05 ** step)
    }));
}
export function comparison() {
    const side = (label, factor) => ({
        label,
        kind: 'run',
        name: 'steady',
        from: '2026-11-20 10:00:00',
        to: '2026-11-20 10:05:00',
        status: 'complete',
        requests: 18_000,
        ok: 17_950,
        outcomes: { '': 17_950, http_429: 50 },
        goodput: 0.987,
        objectives: [],
        errorRate: null,
        inputTokens: 4_000_000,
        outputTokens: 9_000_000,
        outputTokensPerSecond: 2_900,
        requestsPerSecond: 60.1,
        costUsd: `${82.1 * factor}`,
        costPerRequestUsd: `${0.004561 * factor}`,
        costPerMonthUsd: `${3_214.22 * factor}`,
        unpriced: 0,
        sendLagMs: { p50: 0.2, p99: 0.9, max: 4 },
        curves: { e2e: Array.from({ length: 100 }, (_, at) => 400 * factor * 1.03 ** at), ttft: [100, 200, 300] }
    });
    const verdicts = ['faster', 'slower', 'no difference shown', 'too few samples'];
    return {
        a: side('run-0011', 1),
        b: side('run-0012', 0.8),
        percentiles: ['ttft', 'tpot', 'e2e', 'e2e_intended'].flatMap((metric, row) => [50, 90, 95, 99].map((percentile, at) => ({
            metric,
            percentile,
            a: { value: 241, low: 230, high: 250 },
            b: at === 3 ? null : { value: 198, low: 190, high: 205 },
            difference: at === 3 ? null : { value: -43, low: -50, high: -36 },
            change: at === 3 ? null : -0.178,
            pValue: at === 3 ? null : row === 0 ? 0.000_02 : 0.04,
            verdict: verdicts[(row + at) % 4] ?? 'faster'
        }))),
        monthly: { requests: 704_000, source: '30 days of requests recorded up to 2026-11-20' },
        cautions: ['B began eleven minutes after A: the provider may have been busier.']
    };
}
export function collectorStats() {
    return {
        relay: { exchanges: 120_412, failed: 31, open: 17, backlog_bytes: 12_000 },
        recorder: {
            running: true,
            rows: 120_395,
            faults: 2,
            rssBytes: 90_000_000,
            delivery: {
                pendingRows: 412,
                pendingBytes: 502_000,
                oldestAgeMs: 21_000,
                rowsDelivered: 119_983,
                rowsLost: 3,
                rowsDeadLettered: 0,
                retries: 14,
                lastError: 'connect ECONNREFUSED 127.0.0.1:8123',
                storeUp: false
            }
        },
        store: { url: 'http://127.0.0.1:8123', embedded: true, ready: true, restarts: 1 },
        rss_bytes: 180_000_000
    };
}
export function eventRows() {
    return Array.from({ length: 30 }, (_, at) => ({
        ts: `2026-11-21 13:${String(59 - at).padStart(2, '0')}:00.000000`,
        kind: at % 3 === 0 ? 'rows_lost' : 'store_restarted',
        message: at % 3 === 0
            ? 'the outbox is full: rows were dropped'
            : 'the embedded store died and was started again',
        count: at + 1,
        attributes: {},
        collector: 'host-1'
    }));
}
//# sourceMappingURL=spend-rows.js.map