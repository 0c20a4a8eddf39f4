/** `teeline report`: reads its flags, asks the store, prints. */
import { writeFileSync } from 'node:fs';
import { TeelineError } from '../../schemas/errors.js';
import { openSource } from '../queries/source.js';
import { reportBatch } from './batch.js';
import { reportSpend } from './spend.js';
/** Exit code of `teeline report spend`; `--as` and `--reprice` may both be given: each is a column. Throws as `reportSpend`. */
export async function runReportSpend(flags, connect, priceOtherwise) {
    const now = new Date();
    const { by, month = monthOfDate(now) } = flags;
    return run(flags, connect, (ask, connection) => {
        const options = { ask, budgets: connection.config.budgets, month, by, others: othersOf(flags), now };
        return reportSpend({ ...options, price: pricedBy(priceOtherwise, flags) }, formatsOf(flags));
    });
}
/** Exit code of `teeline report batch`. Throws as `reportBatch`. */
export async function runReportBatch(flags, connect, priceOtherwise) {
    const now = new Date();
    const { month = monthOfDate(now) } = flags;
    return run(flags, connect, ask => reportBatch({ ask, price: pricedBy(priceOtherwise, flags), month, now }, formatsOf(flags)));
}
/** A month of millions of calls, compared with each other, takes a while. */
const longestS = 600;
async function run(flags, connect, report) {
    const connection = await connect(flags);
    const source = openSource(connection, longestS);
    try {
        const never = new AbortController().signal;
        const printed = await report(question => source.query(question, never), connection);
        if (flags.html !== undefined)
            writePage(flags.html, printed.get('html') ?? '');
        for (const [format, text] of printed)
            if (format !== 'html')
                process.stdout.write(text);
    }
    finally {
        await source.close();
    }
    return 0;
}
function writePage(file, page) {
    try {
        writeFileSync(file, page);
    }
    catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new TeelineError('TEELINE_USAGE', `--html: ${reason}`, 'Name a file in a folder that exists.', cause);
    }
}
function pricedBy(priceOtherwise, flags) {
    return (selection, others) => priceOtherwise(flags, selection, others);
}
function othersOf({ as = '', reprice }) {
    const models = as.split(',').map(model => model.trim());
    const others = models.filter(model => model !== '').map(model => ({ model }));
    return reprice === undefined ? others : [...others, { reprice }];
}
/** One is printed; the page goes to a file beside it. */
function formatsOf({ json, md, html }) {
    const printed = json === true ? 'json' : md === true ? 'md' : 'text';
    return html === undefined ? [printed] : [printed, 'html'];
}
function monthOfDate(now) {
    return now.toISOString().slice(0, 7);
}
//# sourceMappingURL=main.js.map