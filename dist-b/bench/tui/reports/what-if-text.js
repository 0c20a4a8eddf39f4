import { whole } from '../kit/numbers.js';
import { percent, percentOf, usdText } from './amounts.js';
import { nameOf } from './spend-text.js';
import { markdownTable, textTable } from './table.js';
export function whatIfTitle({ by, month }) {
    return `Spend by ${by}, ${month.title}, USD, and what the same requests would have cost`;
}
export function whatIfText(report, format) {
    const title = whatIfTitle(report);
    const table = whatIfTable(report);
    const notes = whatIfNotes(report.whatIf);
    if (format === 'text')
        return `${[title, '', textTable(table), '', ...notes].join('\n')}\n`;
    const list = notes.map(note => `- ${note}`);
    return `${[`## ${title}`, '', markdownTable(table), '', ...list].join('\n')}\n`;
}
export function whatIfJson({ by, month: { from, to }, whatIf }) {
    const { total, alternatives } = whatIf;
    const line = ({ group, requests, spentUsd, otherwiseUsd }) => ({
        name: group,
        requests,
        spent_usd: spentUsd,
        otherwise_usd: Object.fromEntries(alternatives.map(({ name }, index) => [name, otherwiseUsd[index] ?? null]))
    });
    const answer = {
        from,
        to,
        by,
        rows: comparedGroups(whatIf).map(line),
        total: line(total),
        left_out: {
            without_usage: total.leftOut.withoutUsage,
            unpriced: total.leftOut.unpriced,
            unpriced_elsewhere: total.leftOut.unpricedElsewhere
        },
        alternatives
    };
    return `${JSON.stringify(answer, null, 2)}\n`;
}
export function whatIfTable({ by, whatIf }) {
    const { total, alternatives } = whatIf;
    const line = ({ group, requests, spentUsd, otherwiseUsd }) => [
        nameOf(group),
        whole(requests),
        usdText(spentUsd, '-'),
        ...otherwiseUsd.map(cost => usdText(cost, '-'))
    ];
    const change = [
        'of spent',
        '',
        '100 %',
        ...total.otherwiseUsd.map(cost => percent(percentOf(cost, total.spentUsd)))
    ];
    return {
        columns: [
            { name: by },
            { name: 'Requests', isNumber: true },
            { name: 'Spent', isNumber: true },
            ...alternatives.map(({ name }) => ({ name, isNumber: true, isGiven: true }))
        ],
        rows: comparedGroups(whatIf).map(line),
        foot: [line(total), change]
    };
}
export function whatIfNotes({ total, alternatives }) {
    const { withoutUsage, unpriced, unpricedElsewhere } = total.leftOut;
    return [
        'Each line is of the same requests, those that are priced on every side.',
        `In no line: ${whole(withoutUsage)} without known use, ${whole(unpriced)} unpriced as spent, ${whole(unpricedElsewhere)} unpriced elsewhere.`,
        'Each request at the price in force when it was made; a model in the columns at its standard tier, with as much cached.',
        ...alternatives.map(({ name, unpriced: missing, alone, notes }) => {
            const extra = alone.requests === 0
                ? ''
                : ` In no line: ${whole(alone.requests)} requests at ${usdText(alone.usd, '-')} USD.`;
            return `${name}: ${notes.join(' ')} ${whole(missing)} requests unpriced.${extra}`;
        })
    ];
}
function comparedGroups({ groups }) {
    return groups.filter(({ requests }) => requests > 0);
}
//# sourceMappingURL=what-if-text.js.map