/** What the recorder knows of an exchange beside its row. */
import type { Content } from '../../record/content/content.js'
import type { Stall } from '../../record/timeline.js'

export interface Beside {
  /** Raw, for the caller's sampling flag. */
  requestHeaders: readonly string[]
  /** Between the output-bearing frames of a stream. */
  gapsUs: readonly number[]
  stalls: readonly Stall[]
  /** What was said; NULL unless `Telemetry.wantsContent`. Asked only for a span that is exported. */
  content: (() => Content | null) | null
}
