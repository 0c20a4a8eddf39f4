import { fieldsOf, parseJson } from '../json.js';
import { Money } from './card.js';
/** USD for 1,000 requests; NULL where the card's own price holds: another provider, a size not told, a price that a rule set. */
export function requestFee({ provider, rates }, { json }) {
    if (provider !== 'perplexity' || !json.includes('"search_context_size"'))
        return null;
    const highest = rates.get('requests_kcount')?.base.toFixed() ?? '';
    const { search_context_size } = fieldsOf(parseJson(json));
    const fee = fees.get(highest)?.[String(search_context_size)];
    return fee === undefined ? null : new Money(fee);
}
/** By the highest: that of Sonar and Sonar Reasoning, and that of their Pro models (https://docs.perplexity.ai/getting-started/pricing). */
const fees = new Map([
    ['12', { low: '5', medium: '8', high: '12' }],
    ['14', { low: '6', medium: '10', high: '14' }]
]);
//# sourceMappingURL=request-fee.js.map