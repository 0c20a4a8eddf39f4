import { batchFigures } from './batch-figures.js';
import { batchPage } from './batch-page.js';
import { batchJson, batchText } from './batch-text.js';
import { inFormats } from './format.js';
import { monthOf } from './month.js';
/** The report in each form that is asked for. Throws `TEELINE_USAGE` for a month that is none, and as `ask`, `price`. */
export async function reportBatch({ ask, price, month, now }, formats) {
    const figures = await batchFigures(ask, price, monthOf(month, now));
    return inFormats(formats, {
        text: () => batchText(figures, 'text'),
        md: () => batchText(figures, 'md'),
        json: () => batchJson(figures),
        html: () => batchPage(figures)
    });
}
//# sourceMappingURL=batch.js.map