/** A ClickHouse server that knows no tables, agrees to everything, and writes down what it was told. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
/** @param answerTo the body for a statement; default is none, which is no rows. */
export async function startRecordingClickHouse(answerTo = () => '') {
    const told = [];
    const server = createServer(async (request, response) => {
        const { pathname, searchParams: settings } = new URL(request.url ?? '', 'http://server');
        const sql = `${settings.get('query') ?? ''}${await text(request)}`.trim();
        if (pathname === '/ping')
            return response.end('Ok.\n');
        told.push({ sql, settings });
        response.end(answerTo(sql));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return {
        url: `http://127.0.0.1:${server.address().port}`,
        told,
        close: async () => {
            server.closeAllConnections();
            server.close();
            await once(server, 'close');
        }
    };
}
//# sourceMappingURL=recording-clickhouse.js.map