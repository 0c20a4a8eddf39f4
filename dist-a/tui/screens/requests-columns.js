/** Columns of the live tail. */
import { amount } from '../kit/money.js';
import { count, duration, usd, usdWith } from '../kit/numbers.js';
import { monthName } from '../view.js';
const right = 'right';
/** What is dropped first in a narrow terminal has the highest priority number. */
export const requestColumns = (at) => [
    {
        key: 'ended',
        head: 'ENDED UTC',
        width: 12,
        priority: 0,
        cell: row => endedText(row.ended, at),
        sortBy: row => row.ended
    },
    { key: 'status', head: 'ST', width: 3, priority: 0, cell: statusCell, sortBy: row => row.status },
    { ...text('model', 'MODEL', 16, 0, row => row.model), grow: 3 },
    text('provider', 'PROVIDER', 10, 9, row => row.provider),
    text('route', 'ROUTE', 10, 8, row => row.route),
    text('feature', 'FEATURE', 10, 6, row => row.feature),
    text('user', 'USER', 8, 7, row => row.user),
    {
        key: 'e2e',
        head: 'E2E',
        width: 6,
        align: right,
        priority: 0,
        cell: row => duration(row.e2e_us),
        sortBy: row => row.e2e_us
    },
    {
        key: 'ttft',
        head: 'TTFT',
        width: 6,
        align: right,
        priority: 1,
        cell: row => duration(row.ttft_us),
        sortBy: row => row.ttft_us
    },
    {
        key: 'tpot',
        head: 'TPOT',
        width: 6,
        align: right,
        priority: 5,
        cell: row => duration(row.tpot_us),
        sortBy: row => row.tpot_us
    },
    {
        key: 'tokens',
        head: 'IN>OUT',
        width: 9,
        align: right,
        priority: 3,
        cell: tokensCell,
        sortBy: row => row.output_tokens
    },
    {
        key: 'cost',
        head: '$',
        width: 11,
        align: right,
        priority: 2,
        cell: costCell,
        sortBy: row => amount(row.cost_usd)
    },
    {
        key: 'note',
        head: 'NOTE',
        width: 12,
        grow: 1,
        priority: 4,
        cell: noteCell,
        sortBy: row => row.error_type
    }
];
/** `14:03:21.412`; of another day than today `20 Nov 14:03`. */
function endedText(ended, at) {
    if (ended.startsWith(at.toISOString().slice(0, 10)))
        return ended.slice(11, 23);
    return `${ended.slice(8, 10)} ${monthName(new Date(`${ended.slice(0, 10)}T00:00:00Z`))} ${ended.slice(11, 16)}`;
}
const toMillionth = usdWith(6);
function text(key, head, width, priority, pick) {
    return { key, head, width, priority, grow: 1, most: 'content', cell: pick, sortBy: pick };
}
function statusCell({ status, error_type }) {
    const text = status === null ? '---' : String(status);
    return error_type === '' ? text : { text, tone: 'bad' };
}
function isEstimated({ usage_source }) {
    return usage_source === 'estimated' || usage_source === 'partial';
}
function tokensCell(row) {
    if (row.input_tokens === null && row.output_tokens === null)
        return '–';
    return `${isEstimated(row) ? '~' : ''}${count(row.input_tokens)}>${count(row.output_tokens)}`;
}
/** To a millionth, so that the points are in line whatever comes in; in few cells what is too large for that. */
function costCell(row, width) {
    const mark = isEstimated(row) && row.cost_usd !== null ? '~' : '';
    const exact = mark + toMillionth(row.cost_usd);
    return exact.length <= width ? exact : mark + usd(row.cost_usd);
}
function noteCell({ error_type, stalls, attempt }) {
    if (error_type !== '')
        return { text: `! ${error_type}`, tone: 'bad' };
    const parts = [
        stalls > 0 ? `${stalls} stall${stalls > 1 ? 's' : ''}` : '',
        attempt > 1 ? `attempt ${attempt}` : ''
    ];
    return parts.filter(part => part !== '').join(', ');
}
//# sourceMappingURL=requests-columns.js.map