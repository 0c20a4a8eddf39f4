import { urlToHttpOptions } from 'node:url';
/** ClickHouse refused a question: its own number of the error, and its words. */
export class StoreRefusal extends Error {
    code;
    constructor(message, code) {
        super(message);
        this.code = code;
    }
}
/** A server ends a connection that is not used for 3 s or more: none is used again that was idle for longer than this. */
const idleMs = 2_500;
export class StoreHttp {
    #address;
    #timeoutMs;
    #path;
    #authorization;
    #agent;
    #request;
    constructor({ store, settings, timeoutMs }, http) {
        const url = new URL(store.url);
        this.#address = urlToHttpOptions(url);
        this.#timeoutMs = timeoutMs;
        const query = new URLSearchParams({ database: store.database, default_format: 'JSONEachRow' });
        for (const [name, value] of Object.entries(settings))
            query.set(name, String(value));
        this.#path = `${url.pathname}?${query}`;
        this.#authorization = `Basic ${Buffer.from(`${store.user}:${store.password}`).toString('base64')}`;
        this.#agent = new http.Agent({ keepAlive: true, timeout: idleMs });
        this.#request = http.request;
    }
    static async open(options) {
        const isSecure = new URL(options.store.url).protocol === 'https:';
        return new StoreHttp(options, isSecure ? await import('node:https') : await import('node:http'));
    }
    /**
     * Rows of an answer. Rejects with a `StoreRefusal`, with what the way there failed by, or with an AbortError; the store ends a
     * question whose connection is closed.
     */
    async ask(sql, params, signal) {
        const text = await this.#post(this.#path + paramsOf(params), sql, signal);
        // One call of the parser for all: a newline stands between rows only.
        return JSON.parse(`[${text.trimEnd().replaceAll('\n', ',')}]`);
    }
    close() {
        this.#agent.destroy();
    }
    #post(path, sql, signal) {
        return new Promise((resolve, reject) => {
            const asked = this.#request({
                ...this.#address,
                method: 'POST',
                path,
                agent: this.#agent,
                signal,
                timeout: this.#timeoutMs,
                headers: { authorization: this.#authorization, 'content-length': Buffer.byteLength(sql) }
            }, answer => read(answer, resolve, reject));
            asked.on('timeout', () => asked.destroy(new Error(`no answer for ${this.#timeoutMs / 1_000} s`)));
            asked.on('error', reject);
            asked.end(sql);
        });
    }
}
function read(answer, resolve, reject) {
    let text = '';
    const tag = answer.headers['x-clickhouse-exception-tag'];
    answer.setEncoding('utf8');
    answer.on('data', (part) => {
        text += part;
        // The store waits for its reader to leave once it has told of an error.
        if (tag === undefined || !text.endsWith(`${tag}\r\n__exception__\r\n`))
            return;
        reject(refusalIn(answer, text));
        answer.destroy();
    });
    answer.on('end', () => {
        const refusal = refusalIn(answer, text);
        if (refusal === null)
            resolve(text);
        else
            reject(refusal);
    });
    // An answer that went wrong on its way ends so as well, behind what it has of the error.
    answer.on('error', error => reject(refusalIn(answer, text) ?? error));
}
/** What an answer says instead of rows, or behind some. */
function refusalIn({ statusCode, headers }, text) {
    const tag = headers['x-clickhouse-exception-tag'];
    const isWhole = statusCode === 200 &&
        headers['x-clickhouse-exception-code'] === undefined &&
        !(tag !== undefined && text.includes(`__exception__\r\n${tag}`));
    if (isWhole)
        return null;
    const { code, message } = exception.exec(text)?.groups ?? {};
    if (code !== undefined && message !== undefined)
        return new StoreRefusal(message.trim(), code);
    return new Error(`HTTP ${statusCode}: ${text.trim().slice(0, 200)}`);
}
/** `Code: 60. DB::Exception: Unknown table. (UNKNOWN_TABLE)`; of a cluster, the last of several in one another. */
const exception = /Code: (?<code>\d+).*Exception: (?<message>.+?)\((?=[A-Z0-9_]*[A-Z]{3})[A-Z0-9_]+\)/s;
function paramsOf(params) {
    let query = '';
    for (const name in params)
        query += `&param_${name}=${encodeURIComponent(paramText(params[name]))}`;
    return query;
}
/** As ClickHouse reads the value of a parameter; the strings of a list stand in quotes. */
function paramText(value) {
    if (!Array.isArray(value))
        return escaped(String(value));
    return `[${value.map(item => (typeof item === 'string' ? `'${escaped(item)}'` : String(item))).join(',')}]`;
}
function escaped(value) {
    return value.replace(/[\\'\t\n\r]/g, character => escapes[character] ?? character);
}
const escapes = {
    '\\': '\\\\',
    "'": "\\'",
    '\t': '\\t',
    '\n': '\\n',
    '\r': '\\r'
};
//# sourceMappingURL=store-http.js.map