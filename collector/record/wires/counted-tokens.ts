/** Wires that count tokens without using any: the count is a unit of its own, and the row has no usage and no cost. */
import type { Ask } from '../ask.js'
import type { Wire } from './wire.js'

/** A wire whose answer is one count, found by `find`; it stands in `units` as `counted_tokens`. */
export function countedTokens(
  name: string,
  asked: (ask: Ask) => boolean,
  find: (value: Record<string, unknown>) => number | null
): Wire {
  return {
    name,
    operation: 'count_tokens',
    estimable: false,
    asked,
    fits: value => find(value) !== null,
    read(value, reading) {
      const tokens = find(value)
      if (tokens !== null) reading.units.set('counted_tokens', tokens)
      return 'none'
    },
    usage: reading => ({ units: Object.fromEntries(reading.units) })
  }
}
