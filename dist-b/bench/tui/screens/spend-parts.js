/** Columns of the spend table, and the lines above it: the month, its forecast, the budgets. */
import { Decimal } from 'decimal.js';
import { bar } from '../kit/charts.js';
import { amount, perThousand, spent, spentCell } from '../kit/money.js';
import { count, percent, percentAligned, usd } from '../kit/numbers.js';
import { fitStyled, fitText, widthOf } from '../kit/text.js';
/** `Nov`, `Oct`: of this month and the one before. */
export function monthNames(at) {
    const name = (offset) => new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + offset, 1)).toLocaleString('en', {
        month: 'short',
        timeZone: 'UTC'
    });
    return { now: name(0), last: name(-1) };
}
/** `total`: what shares are of. */
export function spendColumns({ by }, { at, look }, total) {
    const { now, last } = monthNames(at);
    const share = (row) => (total === 0 ? 0 : (amount(row.cost_usd) ?? 0) / total);
    const provider = {
        ...text('provider', 'PROVIDER', 10, 6),
        grow: 1,
        most: 'content',
        cell: row => row.provider,
        sortBy: row => row.provider
    };
    return [
        {
            ...text('name', by.toUpperCase(), 16, 0),
            grow: 2,
            most: 'content',
            cell: row => nameCell(row.name),
            sortBy: row => row.name
        },
        ...(by === 'model' ? [provider] : []),
        {
            ...figure('cost', `$ ${now}`, 11, 0),
            cell: spentCell(row => row),
            sortBy: row => amount(row.cost_usd)
        },
        {
            ...figure('share', 'SHARE', 6, 2),
            cell: row => (row.cost_usd === null ? look.glyphs.none : `${percentAligned(share(row), 1).trimEnd()}%`)
        },
        {
            ...text('bar', '', 10, 7),
            grow: 1,
            most: 60,
            cell: (row, width) => ({ text: bar(share(row), width, look.glyphs), tone: 'accent' })
        },
        {
            ...figure('last', `$ ${last}`, 10, 1),
            cell: spentCell(({ last_month_usd: cost_usd }) => cost_usd === null ? look.glyphs.none : { cost_usd, unpriced: 0, estimated: 0 }),
            sortBy: row => amount(row.last_month_usd)
        },
        { ...figure('change', 'CHANGE', 7, 3), cell: row => changeCell(row, look), sortBy: changeOf },
        { ...figure('requests', 'REQ', 5, 4), cell: row => count(row.requests), sortBy: row => row.requests },
        {
            ...figure('input', 'TOK IN', 6, 8),
            cell: row => count(row.input_tokens),
            sortBy: row => row.input_tokens
        },
        {
            ...figure('output', 'TOK OUT', 7, 9),
            cell: row => count(row.output_tokens),
            sortBy: row => row.output_tokens
        },
        {
            ...figure('each', '$/1K REQ', 8, 5),
            cell: spentCell(row => {
                const each = perThousandOf(row);
                return each === null ? look.glyphs.none : { ...row, cost_usd: each, unpriced: 0 };
            }),
            sortBy: row => amount(perThousandOf(row))
        },
        {
            ...figure('unpriced', 'UNPRICED', 8, 10),
            cell: row => (row.unpriced === 0 ? '0' : { text: count(row.unpriced), tone: 'warn' }),
            sortBy: row => row.unpriced
        }
    ];
}
/** Lines with the month so far, what it may come to, and the month before. */
export function monthLines({ total, last, lastSameDays, wholeDays, forecast }, { at, width, look }) {
    const names = monthNames(at);
    const { none, separator } = look.glyphs;
    const day = at.getUTCDate();
    const change = changeText(ratio(wholeDays, lastSameDays));
    const parts = [
        [`${names.now} to date`, spent(total)],
        [
            'forecast',
            forecast === null
                ? `${none} (needs 2 whole days)`
                : `${usd(forecast.usd)} (80%: ${usd(forecast.low)} to ${usd(forecast.high)})`
        ],
        [names.last, last === null ? none : usd(last)],
        ...(change === null ? [] : [[`day 1 to ${day - 1} against ${names.last}`, change]]),
        ['from', forecast === null ? '' : `${forecast.days} days${forecast.isWeekly ? ' by weekday' : ''}`]
    ];
    return wrapParts(parts.filter(([, value]) => value !== ''), { width, look, separator });
}
/** A line a budget: how much of it is spent, and where a monthly one may end. */
export function budgetLines(budgets, { width, look }) {
    const nameWidth = Math.min(24, Math.max(...budgets.map(({ name }) => widthOf(name)), 0));
    const barWidth = Math.max(10, Math.min(40, width - nameWidth - 66));
    return budgets.map(budget => {
        const { name, period, usd: limit, forecast } = budget;
        const share = budget.spent_usd === null ? 0 : new Decimal(budget.spent_usd).div(limit).toNumber();
        const tone = share >= 1 ? 'bad' : share >= 0.8 ? 'warn' : 'good';
        const spentText = spent({
            cost_usd: budget.spent_usd,
            unpriced: budget.unpriced,
            estimated: budget.estimated
        });
        const state = share >= 1 ? ' OVER' : '';
        const end = forecast === null
            ? ''
            : ` ${look.glyphs.separator} forecast ${percent(Number(forecast.usd) / limit, 1)}%${Number(forecast.usd) > limit ? ' !' : ''}`;
        const figures = `${budget.spent_usd === null ? look.glyphs.none : percent(share, 1)}% ${spentText} of ${usd(String(limit))} a ${period}${end}`;
        return fitStyled(` ${fitText(name, nameWidth, 'left', look.glyphs.more)} ${look.paint(tone, bar(share, barWidth, look.glyphs))} ${figures}${look.paint('bad', state)}`, width);
    });
}
function wrapParts(parts, { width, look, separator }) {
    const lines = [];
    let line = '';
    for (const [label, value] of parts) {
        const more = `${look.paint('dim', label)} ${look.paint('strong', value)}`;
        const joined = line === '' ? ` ${more}` : `${line} ${separator} ${more}`;
        if (line !== '' && widthOf(joined) > width) {
            lines.push(line);
            line = ` ${more}`;
        }
        else
            line = joined;
    }
    return [...lines, line].map(each => fitStyled(each, width));
}
function text(key, head, width, priority) {
    return { key, head, width, priority };
}
function figure(key, head, width, priority) {
    return { key, head, width, priority, align: 'right' };
}
function nameCell(name) {
    return name === '' ? { text: '(none)', tone: 'dim' } : name;
}
/** Whole days of this month against the same of the last, as a share; NULL where there is nothing to compare with. */
function changeOf({ whole_days_usd, last_month_same_days_usd, unpriced }) {
    // Without a price nothing is known; without a request it is nothing.
    if (whole_days_usd === null && unpriced > 0)
        return null;
    return ratio(whole_days_usd, last_month_same_days_usd);
}
function ratio(now, before) {
    if (before === null || new Decimal(before).isZero())
        return null;
    return new Decimal(now ?? 0).div(before).minus(1).toNumber();
}
function changeText(change) {
    return change === null ? null : `${change < 0 ? '-' : '+'}${percentAligned(Math.abs(change), 1).trimEnd()}%`;
}
function changeCell(row, look) {
    return changeText(changeOf(row)) ?? look.glyphs.none;
}
/** Of priced requests and others alike; NULL without a price. */
function perThousandOf({ cost_usd, requests, unpriced }) {
    return cost_usd === null ? null : perThousand(cost_usd, requests - unpriced);
}
//# sourceMappingURL=spend-parts.js.map