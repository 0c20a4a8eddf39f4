/** What a report can be made by. */
import { TeelineError } from '../../schemas/errors.js';
import { groupings } from '../view.js';
/** @throws TeelineError `TEELINE_USAGE`: there is no such dimension. */
export function dimensionOf(name) {
    const found = groupings.find(each => each === name);
    if (found !== undefined)
        return found;
    const hint = `It can be one of ${groupings.join(', ')}.`;
    throw new TeelineError('TEELINE_USAGE', `a report cannot be made by ${name}`, hint);
}
//# sourceMappingURL=dimension.js.map