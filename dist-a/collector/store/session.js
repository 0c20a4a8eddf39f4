import { rm, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { mayStandInline } from './formats.js';
/** One request's own connection. Its statements run one after the other. */
export class Session {
    #chdb;
    #connection;
    #context;
    #running = false;
    #cancelled = false;
    constructor(chdb, connection, context) {
        this.#chdb = chdb;
        this.#connection = connection;
        this.#context = context;
    }
    /** @throws the engine's error for an unknown setting, a wrong value, an unknown database. */
    async prepare({ settings, parameters, database }) {
        const pairs = [
            ...[...parameters].map(([name, value]) => `param_${name} = ${literal(value)}`),
            ...[...settings].map(([name, value]) => `${name} = ${literal(value)}`)
        ];
        if (pairs.length > 0)
            await this.#set(pairs.join(', '));
        if (database !== undefined)
            await this.#plain(`USE ${identifier(database)}`);
    }
    /** Runs a statement and takes its answer in one piece. */
    async query(sql, format) {
        return this.#run(() => this.#chdb.QueryAsyncConnection(this.#connection, this.#context.mark + sql, format));
    }
    /**
     * Runs a SELECT and gives its blocks as they come. The engine computes ahead by a block or so, no more.
     *
     * Only for a SELECT without another one in it: what is within IN or brackets the engine computes while it starts, and
     * it starts a stream on the event loop.
     */
    async *stream(sql, format) {
        this.#refuseCancelled();
        const stream = this.#chdb.StreamQuery(this.#connection, this.#context.mark + sql, format);
        let ended = false;
        const fetch = async () => {
            ended = true;
            const chunk = await this.#native(() => this.#chdb.StreamFetch(stream));
            ended = chunk.done;
            return chunk;
        };
        try {
            for (let chunk = await fetch(); !chunk.done; chunk = await fetch())
                yield chunk.bytes;
        }
        finally {
            if (!ended)
                await this.#discard(stream);
        }
    }
    /** Runs an INSERT. `head` ends where its rows begin. */
    async insert(head, rows, { format, sourceAt }) {
        const run = (sql, inline) => this.#run(() => this.#chdb.InsertRawAsyncConnection(this.#connection, sql, inline, false));
        const marked = this.#context.mark + head.trimEnd();
        if (rows.length === 0 || format === undefined || sourceAt === undefined)
            return run(marked, nothing);
        if (mayStandInline(format, rows))
            return run(marked, rows);
        const file = this.#context.rowsFile;
        try {
            await writeFile(file, rows, { mode: 0o600 });
            const from = `FROM INFILE ${literal(file)} COMPRESSION 'none' `;
            const values = head.slice(sourceAt).replace(/^VALUES/i, 'FORMAT Values');
            return await run(this.#context.mark + head.slice(0, sourceAt) + from + values.trimEnd(), nothing);
        }
        finally {
            await rm(file, { force: true });
        }
    }
    /** Ends the statement that is running; resolves when the engine has let go of it. */
    async cancel() {
        this.#cancelled = true;
        // A kill finds nothing while the statement is still on its way into the engine: again, then.
        for (let pause = 10; this.#running; pause = Math.min(1000, pause * 2)) {
            await this.#context.kill(this.#context.mark);
            if (this.#running)
                await delay(pause);
        }
    }
    close() {
        this.#chdb.CloseConnection(this.#connection);
        this.#context.closed();
    }
    async #set(pairs) {
        // Of a statement the engine parses no more than this setting says; a server takes parameters of any length.
        if (pairs.length > maxPlainSet)
            await this.#plain(`SET max_query_size = ${4 * pairs.length}`);
        await this.#plain(`SET ${pairs}`);
    }
    async #plain(sql) {
        await this.#run(() => this.#chdb.QueryAsyncConnection(this.#connection, sql, 'Null'));
    }
    /**
     * Ends a stream by killing its query and taking what is left of it, off the event loop. To cancel it would wait on the
     * event loop, and to close its connection would wait there for ever.
     */
    async #discard(stream) {
        const taken = this.#native(async () => {
            while (!(await this.#chdb.StreamFetch(stream)).done)
                ;
        }).catch(() => undefined);
        await this.cancel();
        await taken;
    }
    async #run(native) {
        this.#refuseCancelled();
        return this.#native(native);
    }
    #refuseCancelled() {
        const text = 'Code: 394. DB::Exception: Query was cancelled. (QUERY_WAS_CANCELLED)';
        if (this.#cancelled)
            throw new Error(text);
    }
    async #native(native) {
        this.#running = true;
        try {
            return await native();
        }
        finally {
            this.#running = false;
        }
    }
}
const nothing = new Uint8Array(0);
/** Characters that surely fit into max_query_size, which is 256 KiB. */
const maxPlainSet = 60_000;
function literal(value) {
    return `'${value.replace(/[\\']/g, '\\$&')}'`;
}
function identifier(name) {
    return `\`${name.replace(/[\\`]/g, '\\$&')}\``;
}
//# sourceMappingURL=session.js.map