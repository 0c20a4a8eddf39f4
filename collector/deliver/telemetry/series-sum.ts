/** What several workers counted, as one book. Its bound on label sets holds for the sum. */
import {
  type BookState,
  blankSeries,
  type Distribution,
  foldedModel,
  keyOf,
  type LabelSet,
  type Series
} from './series.js'

export class SeriesSum {
  readonly #maxSeries: number
  /** Label sets that were shown once are shown for ever: a counter may neither vanish nor move into another. */
  readonly #shown = new Set<string>()

  constructor(maxSeries: number) {
    this.#maxSeries = maxSeries
  }

  /** The books as they stand now; none of them is changed. */
  sum(books: readonly BookState[]): BookState {
    const byKey = new Map<string, Series>()
    let folded = 0
    for (const book of books) {
      folded += book.folded
      for (const series of book.series) {
        const labels = this.#labelsOf(series.labels)
        if (labels.model !== series.labels.model) folded += series.requests
        const key = keyOf(labels)
        const total = byKey.get(key) ?? blankSeries(labels)
        byKey.set(key, total)
        addSeries(total, series)
      }
    }
    return { series: [...byKey.values()], folded }
  }

  #labelsOf(labels: LabelSet): LabelSet {
    const key = keyOf(labels)
    if (this.#shown.has(key)) return labels
    const hasRoom = this.#shown.size < this.#maxSeries
    const shown = hasRoom ? labels : { ...labels, model: foldedModel }
    this.#shown.add(keyOf(shown))
    return shown
  }
}

function addSeries(into: Series, series: Series): void {
  into.requests += series.requests
  into.unpriced += series.unpriced
  into.withoutUsage += series.withoutUsage
  into.costNanoUsd += series.costNanoUsd
  addCounts(into.errors, series.errors)
  addCounts(into.tokens, series.tokens)
  for (const name of ['ttft', 'tpot', 'e2e', 'overhead'] as const)
    addDistribution(into.times[name], series.times[name])
}

function addCounts(into: Record<string, number>, counts: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(counts)) into[name] = (into[name] ?? 0) + count
}

/** Bucket by bucket; of two exemplars the newer one. */
function addDistribution(into: Distribution, { counts, exemplars, count, sumUs }: Distribution): void {
  for (const [index, inBucket] of counts.entries()) into.counts[index] = (into.counts[index] ?? 0) + inBucket
  for (const [index, exemplar] of exemplars.entries()) {
    const own = into.exemplars[index] ?? null
    if (exemplar !== null && (own === null || exemplar.atMs > own.atMs)) into.exemplars[index] = exemplar
  }
  into.count += count
  into.sumUs += sumUs
}
