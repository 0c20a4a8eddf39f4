/** What was reckoned last stays, as long as it is asked of the same: most of what a paint needs is as it was at the last one. */

/** `reckon`, called only when one of its arguments is another than the last time. */
export function ofLast<Given extends readonly unknown[], Reckoned>(
  reckon: (...given: Given) => Reckoned
): (...given: Given) => Reckoned {
  let last: { given: Given; reckoned: Reckoned } | null = null
  return (...given) => {
    if (last === null || !isSame(last.given, given)) last = { given, reckoned: reckon(...given) }
    return last.reckoned
  }
}

function isSame(before: readonly unknown[], now: readonly unknown[]): boolean {
  for (let at = 0; at < now.length; at++) if (before[at] !== now[at]) return false
  return before.length === now.length
}
