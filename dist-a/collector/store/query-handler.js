import { sendBlocks, sendWhole } from './answer.js';
import { onePieceBytes } from './engine-settings.js';
import { headLength, headLinesOf } from './formats.js';
import { StoreError } from './store-error.js';
/**
 * Runs one request in a session of its own and answers it.
 *
 * When the client leaves, `gone` fires: a read is cancelled; a write runs to its end, since half of it may be in.
 */
export async function answerQuery(engine, lanes, request, response, gone) {
    const isWrite = request.statement.kind === 'insert';
    const leave = await lanes[isWrite ? 'writes' : 'reads'].enter(gone);
    try {
        await inSession(engine.session(), isWrite ? undefined : gone, async (session) => {
            await session.prepare({ ...request, settings: settingsFor(request) });
            if (isWrite)
                await answerInsert(session, request, response);
            else if (isStreamed(request))
                await answerRows(session, request, response);
            else
                await answerWhole(session, request, response);
        });
    }
    finally {
        leave();
    }
}
/** Ends what runs in the session when `gone` fires. The session closes when the engine has let go of it, not before. */
async function inSession(session, gone, use) {
    let cancelled;
    const cancel = () => {
        cancelled = session.cancel();
    };
    gone?.addEventListener('abort', cancel, { once: true });
    try {
        // It may have fired just before anybody listened.
        gone?.throwIfAborted();
        await use(session);
    }
    finally {
        gone?.removeEventListener('abort', cancel);
        await cancelled;
        session.close();
    }
}
async function answerInsert(session, request, response) {
    const start = process.hrtime.bigint();
    const { rowsWritten, bytesWritten } = await session.insert(request.sql, request.rows, request.statement);
    await sendWhole(response, request, formatOf(request), new Uint8Array(0), {
        elapsedNs: process.hrtime.bigint() - start,
        writtenRows: rowsWritten,
        writtenBytes: bytesWritten
    });
}
async function answerRows(session, request, response) {
    const format = formatOf(request);
    const blocks = withOneHead(session.stream(request.sql, format), format);
    await sendBlocks(response, request, format, blocks, StoreError.from);
}
async function answerWhole(session, request, response) {
    const start = process.hrtime.bigint();
    const answer = await session.query(request.sql, request.defaultFormat);
    await sendWhole(response, request, formatOf(request), answer.bytes, {
        elapsedNs: process.hrtime.bigint() - start,
        resultRows: answer.rowsRead
    });
}
/** The engine writes each block as an answer of its own: names and types belong above the first only. */
async function* withOneHead(blocks, format) {
    const lines = headLinesOf(format) ?? 0;
    let head;
    for await (const block of blocks) {
        if (head === undefined) {
            head = headLength(block, lines, format);
            yield block;
        }
        else
            yield block.subarray(head);
    }
}
/** Totals, extremes and the array form stand before or behind all rows, so the engine must see all rows at once. */
const wholeWords = ['TOTALS', 'EXTREMES', 'OUTPUT_FORMAT_JSON_ARRAY_OF_ROWS'];
function isStreamed(request) {
    const { statement, settings } = request;
    return (statement.kind === 'select' &&
        statement.selects === 1 &&
        !request.waitEnd &&
        headLinesOf(formatOf(request)) !== undefined &&
        !wholeWords.some(word => statement.words.has(word) || settings.has(word.toLowerCase())));
}
/** What must be made in one piece is bounded, unless the request says how. */
function settingsFor(request) {
    if (request.statement.kind !== 'select' || isStreamed(request))
        return request.settings;
    const bounds = [
        ['max_result_bytes', String(onePieceBytes)],
        ['result_overflow_mode', 'throw']
    ];
    return new Map([...bounds, ...request.settings]);
}
function formatOf({ statement, defaultFormat }) {
    return statement.format ?? defaultFormat;
}
//# sourceMappingURL=query-handler.js.map