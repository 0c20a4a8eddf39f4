/** What somebody who mistyped a name may have meant. */
import { closest, distance } from 'fastest-levenshtein'

/** `; did you mean model?`, or '' where no name is near. */
export function nearestHint(typed: string, names: readonly string[], after = ''): string {
  const nearest = closest(typed.toLowerCase(), names)
  const isNear = distance(typed.toLowerCase(), nearest) <= Math.floor(nearest.length / 2)
  return isNear ? `; did you mean ${nearest}${after}?` : ''
}
