import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createGzip, gzip } from 'node:zlib';
import { contentTypeOf } from './formats.js';
import { httpStatusOf } from './store-error.js';
const gzipWhole = promisify(gzip);
/** How long a reader gets to read why his answer ends, unless he leaves sooner. */
const readingMs = 5000;
/** Sends an answer that is there in one piece. */
export async function sendWhole(response, request, format, body, summary) {
    const headers = headersFor(request, format);
    headers['x-clickhouse-summary'] = JSON.stringify({
        ...(summary.writtenRows === undefined ? {} : { written_rows: String(summary.writtenRows) }),
        ...(summary.writtenBytes === undefined ? {} : { written_bytes: String(summary.writtenBytes) }),
        ...(summary.resultRows === undefined ? {} : { result_rows: String(summary.resultRows) }),
        elapsed_ns: String(summary.elapsedNs)
    });
    const packed = request.gzip && body.length > 0;
    if (packed)
        headers['content-encoding'] = 'gzip';
    const bytes = packed ? await gzipWhole(body) : body;
    response.writeHead(200, { ...headers, 'content-length': bytes.length }).end(bytes);
}
/**
 * Sends blocks as they come, no faster than the client takes them. The head waits for the first block, so an error
 * before it gets a status of its own; one after it ends the body as ClickHouse ends it.
 */
export async function sendBlocks(response, request, format, blocks, errorFrom) {
    const tag = randomBytes(8).toString('hex');
    const headers = { ...headersFor(request, format), 'x-clickhouse-exception-tag': tag };
    if (request.gzip)
        headers['content-encoding'] = 'gzip';
    const packer = request.gzip ? createGzip() : undefined;
    packer?.pipe(response);
    const out = packer ?? response;
    let begun = false;
    try {
        for await (const block of blocks) {
            if (!begun)
                response.writeHead(200, headers);
            begun = true;
            if (!out.write(block))
                await drained(out, response);
            if (response.destroyed)
                return;
        }
    }
    catch (thrown) {
        if (!begun) {
            packer?.unpipe(response);
            throw thrown;
        }
        const text = `${errorFrom(thrown).message}\n`;
        const end = `${text}${Buffer.byteLength(text)} ${tag}`;
        out.write(`\r\n__exception__\r\n${tag}\r\n${end}\r\n__exception__\r\n`);
        if (packer !== undefined)
            await new Promise(resolve => packer.flush(() => resolve()));
        // Without a last chunk: a client that does not know the tag must not take the body for whole. Not at once, for a
        // broken connection takes from its reader what he has not yet read; one that knows the tag leaves by himself.
        await Promise.race([closed(response), delay(readingMs, undefined, { ref: false })]);
        response.socket?.destroySoon();
        return;
    }
    if (!begun)
        response.writeHead(200, headers);
    out.end();
}
async function closed(response) {
    if (!response.destroyed)
        await new Promise(resolve => response.once('close', () => resolve()));
}
/** Resolves when `out` takes more, or when nobody is left to take it. */
async function drained(out, response) {
    if (response.destroyed)
        return;
    await new Promise(resolve => {
        const done = () => {
            out.off('drain', done);
            response.off('close', done);
            resolve();
        };
        out.on('drain', done);
        response.on('close', done);
    });
}
/** Sends an error as ClickHouse does: the code as a header, the text as the body. */
export function sendError(response, queryId, error, status = httpStatusOf(error.code)) {
    if (response.headersSent) {
        response.destroy();
        return;
    }
    const body = Buffer.from(`${error.message}\n`);
    response
        .writeHead(status, {
        'content-type': 'text/plain; charset=UTF-8',
        'content-length': body.length,
        'x-clickhouse-query-id': queryId,
        'x-clickhouse-exception-code': String(error.code)
    })
        .end(body);
}
function headersFor({ queryId }, format) {
    return {
        'content-type': contentTypeOf(format),
        'x-clickhouse-query-id': queryId,
        'x-clickhouse-format': format,
        'x-clickhouse-timezone': 'UTC',
        'x-clickhouse-server-display-name': 'teeline'
    };
}
//# sourceMappingURL=answer.js.map