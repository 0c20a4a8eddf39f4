import { Decimal } from 'decimal.js';
/** A price in USD that a provider wrote as a number or a decimal string; NULL when it is neither, or is negative. */
export function usdOf(value) {
    if (typeof value !== 'number' && !(typeof value === 'string' && decimalShape.test(value)))
        return null;
    return decimalText(new Decimal(value));
}
/** xAI counts its charge in ticks of 10⁻¹⁰ USD. */
export function usdFromTicks(ticks) {
    return typeof ticks === 'number' && Number.isFinite(ticks)
        ? decimalText(new Decimal(ticks).mul('1e-10'))
        : null;
}
/** `usd` with at most the nine places that the column `Decimal(18, 9)` holds, half up; NULL when it does not fit. */
export function toColumn(usd) {
    if (usd === null)
        return null;
    const rounded = new Decimal(usd).toDecimalPlaces(9, Decimal.ROUND_HALF_UP);
    return rounded.abs().lt('1e9') ? rounded.toFixed() : null;
}
function decimalText(amount) {
    return amount.isFinite() && !amount.isNegative() ? amount.toFixed() : null;
}
const decimalShape = /^\d{1,12}(\.\d{1,20})?$/;
//# sourceMappingURL=money.js.map