/** A ClickHouse that only knows INSERT: deduplicates by token as the real one does, fails as it is told, keeps a ledger. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
export class FakeClickHouse {
    /** What a SELECT would give, in the order of insertion. */
    rows = { requests: [], events: [] };
    /** Every attempt that was read to its end, retries included. */
    inserts = [];
    /** Decides each attempt; `attempt` counts from 0. */
    behave = () => 'apply';
    #tokens = new Set();
    #server = null;
    #port = 0;
    async start() {
        const server = createServer((request, response) => {
            this.#answer(request, response).catch(() => response.destroy());
        });
        server.listen(this.#port, '127.0.0.1');
        await once(server, 'listening');
        this.#server = server;
        this.#port = server.address().port;
        return this.address;
    }
    get address() {
        return {
            url: `http://127.0.0.1:${this.#port}`,
            user: 'writer',
            password: 'open sesame',
            database: 'teeline'
        };
    }
    async stop() {
        const server = this.#server;
        this.#server = null;
        if (server === null)
            return;
        server.closeAllConnections();
        server.close();
        await once(server, 'close');
    }
    async #answer(request, response) {
        const { searchParams: settings } = new URL(request.url ?? '', 'http://fake');
        const body = await text(request);
        const table = /^INSERT INTO (\w+) FORMAT JSONEachRow$/.exec(settings.get('query') ?? '')?.[1] ?? '';
        const insert = {
            table,
            token: settings.get('insert_deduplication_token') ?? '',
            lines: body.split('\n').filter(line => line !== ''),
            settings,
            authorization: request.headers.authorization ?? ''
        };
        const behaviour = this.behave(insert, this.inserts.push(insert) - 1);
        if (behaviour === 'hang')
            return;
        if (behaviour === 'reset')
            request.socket.resetAndDestroy();
        else if (behaviour === 'refuse')
            answer(response, 503, undefined, 'no healthy upstream');
        else if (typeof behaviour === 'object' && 'status' in behaviour) {
            answer(response, behaviour.status, behaviour.code, behaviour.body);
        }
        else
            this.#apply(insert, request, response, behaviour);
    }
    /** All rows or none; a row with `poison` in it cannot be read. */
    #apply(insert, request, response, behaviour) {
        const poison = insert.lines.findIndex(line => line.includes('"poison"'));
        if (poison !== -1) {
            const message = `Code: 27. DB::Exception: Cannot parse input: expected '"' before: '...': (at row ${poison + 1})\n: `;
            answer(response, 400, 27, `${message}(CANNOT_PARSE_INPUT_ASSERTION_FAILED) (version 25.8.1.1)`);
            return;
        }
        const key = `${insert.table} ${insert.token}`;
        if (!this.#tokens.has(key)) {
            this.#tokens.add(key);
            for (const line of insert.lines)
                this.rows[insert.table]?.push(JSON.parse(line));
        }
        if (behaviour === 'apply-then-hang')
            return;
        if (typeof behaviour === 'object' && 'delayMs' in behaviour) {
            setTimeout(() => answer(response, 200, undefined, ''), behaviour.delayMs);
        }
        else if (behaviour === 'apply-then-reset')
            request.socket.resetAndDestroy();
        else
            answer(response, 200, undefined, '');
    }
}
function answer(response, status, code, body) {
    response.writeHead(status, code === undefined ? {} : { 'x-clickhouse-exception-code': String(code) });
    response.end(body);
}
//# sourceMappingURL=fake-clickhouse.js.map