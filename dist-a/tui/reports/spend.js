import { textFields } from '../filter.js';
import { inWindow } from './ask.js';
import { dimensionOf } from './dimension.js';
import { inFormats } from './format.js';
import { monthOf } from './month.js';
import { spendFigures } from './spend-figures.js';
import { spendPage, whatIfPage } from './spend-page.js';
import { spendJson, spendText } from './spend-text.js';
import { whatIfJson, whatIfText } from './what-if-text.js';
/** The report in each form that is asked for. Throws `TEELINE_USAGE` for a month or a dimension that is none, and as `ask`, `price`. */
export async function reportSpend(options, formats) {
    const { ask, price, budgets, others, now } = options;
    const by = dimensionOf(options.by);
    const month = monthOf(options.month, now);
    if (others.length === 0) {
        const figures = await spendFigures(ask, { by, month, budgets, now });
        return inFormats(formats, {
            text: () => spendText(figures, 'text'),
            md: () => spendText(figures, 'md'),
            json: () => spendJson(figures),
            html: () => spendPage(figures)
        });
    }
    const { from, to } = month;
    const whatIf = await price({ group: textFields[by], where: inWindow, params: { from, to } }, others);
    const report = { by, month, whatIf };
    return inFormats(formats, {
        text: () => whatIfText(report, 'text'),
        md: () => whatIfText(report, 'md'),
        json: () => whatIfJson(report),
        html: () => whatIfPage(report)
    });
}
//# sourceMappingURL=spend.js.map