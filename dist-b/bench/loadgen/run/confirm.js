/** Before money is spent: what it will be, and a question when it is much or not known. */
import { createInterface } from 'node:readline/promises';
import { Decimal } from 'decimal.js';
import { TeelineError } from '../../schemas/errors.js';
/** A run that may cost more than this is asked about. */
export const unaskedUsd = 1;
/**
 * Returns whether to go on; asks only when it must.
 *
 * @throws TeelineError `TEELINE_LOAD_CONFIRM` when there is nobody to ask.
 */
export async function confirmSpend(options) {
    const { yes, terminal } = options;
    const concern = concernOf(options);
    if (yes || concern === null)
        return true;
    if (terminal === null) {
        throw new TeelineError('TEELINE_LOAD_CONFIRM', `the run ${concern}`, `Say --yes to make it all the same, or bound it to ${unaskedUsd} USD with --spend-usd or --count.`);
    }
    const { input, output } = terminal;
    const questions = createInterface({ input, output });
    const leave = new AbortController();
    // Ctrl-C and Ctrl-D are a no.
    questions.once('SIGINT', () => leave.abort());
    questions.once('close', () => leave.abort());
    try {
        const answer = await questions.question(`The run ${concern}. Make it? [y/N] `, { signal: leave.signal });
        return /^y(es)?$/i.test(answer.trim());
    }
    catch {
        return false;
    }
    finally {
        questions.close();
    }
}
/** The estimate for people, a line for each arm; ends with a line break. */
export function estimateText({ arms, usd }) {
    const lines = arms.map(({ arm, requests, inputTokens, outputTokens, eachUsd, usd: armUsd }) => {
        const tokens = inputTokens === null ? 'tokens unknown' : `about ${inputTokens} tokens in, ${outputTokens} out each`;
        const cost = armUsd !== null ? `${armUsd} USD` : eachUsd === null ? 'price unknown' : `${eachUsd} USD each`;
        return `  ${arm}: ${requests === null ? 'as many requests as come' : `${requests} requests`}, ${tokens}: ${cost}\n`;
    });
    return `estimated before the run: ${usd === null ? 'cost unknown' : `${usd} USD`}\n${lines.join('')}`;
}
/** Why to ask; NULL: there is no need. */
function concernOf({ estimate, times, capUsd, isLocal }) {
    const hasPrices = estimate.arms.every(({ eachUsd }) => eachUsd !== null);
    if (!hasPrices)
        return isLocal ? null : 'costs an unknown amount: not every arm has a known price';
    const bounds = [
        ...(estimate.usd === null ? [] : [new Decimal(estimate.usd).times(times)]),
        ...(capUsd === undefined ? [] : [new Decimal(capUsd)])
    ];
    if (bounds.length === 0)
        return 'has no bound on what it costs';
    const most = Decimal.min(...bounds);
    return most.lte(unaskedUsd) ? null : `may cost ${most.toFixed(2)} USD`;
}
//# sourceMappingURL=confirm.js.map