/** Sums of money, exact, and how a report writes it. NULL is said in words, never as 0. */
import { Decimal } from 'decimal.js';
import { usdExact } from '../kit/numbers.js';
/** Sums of decimal strings, never of floats; 50 digits are more than any sum has. */
const Money = Decimal.clone({ precision: 50, rounding: Decimal.ROUND_HALF_EVEN });
/** With six places, for columns of a table. */
export function usdText(amount, absent) {
    return amount === null ? absent : new Money(amount).toFixed(6);
}
/** For reading: with a dollar sign and cents. */
export function dollars(amount) {
    return amount === null ? 'unknown' : usdExact(amount);
}
/** The sum of what is known; NULL when nothing is. */
export function sumUsd(amounts) {
    let sum = null;
    for (const amount of amounts) {
        if (amount !== null)
            sum = (sum ?? new Money(0)).plus(amount);
    }
    return sum?.toFixed() ?? null;
}
/** `a - b`. */
export function differenceUsd(a, b) {
    return new Money(a).minus(b).toFixed();
}
/** How many per cent of `all` the `part` is; NULL of nothing. */
export function percentOf(part, all) {
    const whole = new Money(all);
    return whole.isZero() ? null : new Money(part).div(whole).times(100).toNumber();
}
export function percent(value, places = 1) {
    return value === null ? '-' : `${value.toFixed(places)} %`;
}
/** Three or more significant digits, and no more than can be meant. */
export function measure(value) {
    const size = Math.abs(value);
    const places = size >= 100 ? 0 : size >= 10 ? 1 : 2;
    return value.toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places });
}
export function tokenText(tokens) {
    return tokens === null ? 'unknown' : tokens.toLocaleString('en-US');
}
//# sourceMappingURL=amounts.js.map