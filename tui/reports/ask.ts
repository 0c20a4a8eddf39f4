/** Asks the store once. */
import type { Question } from '../feed.js'

/**
 * All rows of a short answer: decimals are strings, counts are numbers.
 *
 * @throws TeelineError TEELINE_STORE_QUERY_FAILED, TEELINE_STORE_UNREACHABLE.
 */
export type Ask = <Row>(question: Question) => Promise<Row[]>

/** Of params `from` and `to`; the latter is not in it. */
export const inWindow = "ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}"
