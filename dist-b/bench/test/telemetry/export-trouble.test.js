/** Receivers that do not receive. */
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { startTeeline } from '../support/teeline.js';
import { until } from '../support/until.js';
import { samplesOf, scrape, sumOf } from './metrics-page.js';
import { count, makeCalls, startUpstreams } from './traffic.js';
const queueBound = 40;
for (const [what, listen] of [
    ['refuses connections', null],
    ['takes connections and never answers', listenSilently]
]) {
    test.concurrent(`a receiver that ${what} costs a bounded queue, and no row`, async () => {
        const silent = await listen?.();
        const upstreams = await startUpstreams();
        const teeline = await startTeeline({
            config: { routes: upstreams.routes, record: { flushIntervalMs: 100 } },
            env: {
                OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${silent?.port ?? 9}`,
                OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer otlp-secret-5d1',
                OTEL_BSP_MAX_QUEUE_SIZE: String(queueBound),
                OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '10',
                OTEL_BSP_SCHEDULE_DELAY: '50',
                OTEL_METRIC_EXPORT_INTERVAL: '1000',
                OTEL_EXPORTER_OTLP_TIMEOUT: '60000'
            }
        });
        await makeCalls(teeline.url);
        expect(await teeline.rows(count)).toHaveLength(count);
        const stats = await until('drops to be counted', async () => {
            const now = await statsOf(teeline);
            return now.spansDropped > 0 ? now : undefined;
        });
        expect(stats.spansExported).toBe(0);
        expect(stats.spansQueued).toBeLessThanOrEqual(queueBound);
        const page = samplesOf((await scrape(teeline.adminUrl)).text);
        expect(sumOf(page, 'teeline_spans_dropped_total')).toBeGreaterThanOrEqual(stats.spansDropped);
        const began = performance.now();
        expect((await teeline.stop()).code).toBe(0);
        // Three seconds are given to rows and spans; the exporter by itself would go on for its own minute.
        expect(performance.now() - began).toBeLessThan(30_000);
        expect(teeline.output()).not.toContain('otlp-secret-5d1');
        silent?.close();
        await upstreams.close();
    });
}
test.concurrent('what takes longer than OTEL_EXPORTER_OTLP_TIMEOUT has failed, and the log says so once', async () => {
    const silent = await listenSilently();
    const upstreams = await startUpstreams();
    const teeline = await startTeeline({
        config: { routes: upstreams.routes, record: { flushIntervalMs: 100 } },
        env: {
            OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `http://127.0.0.1:${silent.port}`,
            OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '10',
            OTEL_BSP_SCHEDULE_DELAY: '50',
            OTEL_EXPORTER_OTLP_TIMEOUT: '300'
        }
    });
    await makeCalls(teeline.url);
    await until('two batches to fail', async () => (await statsOf(teeline)).spansFailed >= 20);
    expect((await teeline.stop()).code).toBe(0);
    expect(teeline.output().match(/telemetry: spans cannot be exported/g)).toHaveLength(1);
    silent.close();
    await upstreams.close();
});
async function statsOf(teeline) {
    const stats = (await (await fetch(`${teeline.adminUrl}/stats`)).json());
    return stats.recorder.telemetry;
}
async function listenSilently() {
    const server = createServer(socket => socket.on('error', () => { }));
    await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address();
    return { port, close: () => server.close() };
}
//# sourceMappingURL=export-trouble.test.js.map