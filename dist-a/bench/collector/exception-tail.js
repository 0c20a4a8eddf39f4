import { parseError } from '@clickhouse/client';
/**
 * Passes an answer on up to the error that ended it, if one did: a server that fails after the first rows can only say so
 * behind them, as `\r\n__exception__\r\n<tag>\r\n<text>\n<length> <tag>\r\n__exception__\r\n`.
 *
 * @throws ClickHouseError, the one that stands there.
 */
export async function* untilException(answer, tag) {
    const mark = Buffer.from(`\r\n__exception__\r\n${tag}\r\n`);
    let held = Buffer.alloc(0);
    let failed = false;
    try {
        for await (const chunk of answer) {
            held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
            if (failed)
                continue;
            const at = held.indexOf(mark);
            failed = at !== -1;
            const safe = failed ? at : Math.max(0, held.length - mark.length + 1);
            if (safe > 0)
                yield held.subarray(0, safe);
            held = held.subarray(failed ? at + mark.length : safe);
        }
    }
    catch (error) {
        // Behind its error the server breaks the connection off.
        if (!failed)
            throw error;
    }
    if (!failed)
        yield held;
    else
        throw parseError(held.toString().replace(/\n\d+ [^\n]*\r\n__exception__\r\n$/, ''));
}
//# sourceMappingURL=exception-tail.js.map