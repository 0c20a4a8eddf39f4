/** What was reckoned last stays, as long as it is asked of the same: most of what a paint needs is as it was at the last one. */

/** `reckon`, called only when its argument is another than the last time. */
export function ofLast<Given, Reckoned>(reckon: (given: Given) => Reckoned): (given: Given) => Reckoned {
  let last: { given: Given; reckoned: Reckoned } | null = null
  return given => {
    if (last === null || last.given !== given) last = { given, reckoned: reckon(given) }
    return last.reckoned
  }
}
