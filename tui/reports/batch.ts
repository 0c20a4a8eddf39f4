/** `teeline report batch`: which calls nobody seems to have waited for, and what they would have cost in batches. */
import type { OtherPrice, Selection, WhatIf } from '../../schemas/what-if.js'
import type { Ask } from './ask.js'
import { batchFigures } from './batch-figures.js'
import { batchPage } from './batch-page.js'
import { batchJson, batchText } from './batch-text.js'
import { inFormats, type ReportFormat } from './format.js'
import { monthOf } from './month.js'

export interface BatchOptions {
  ask: Ask
  /** Prices the rows of a selection once more. */
  price(selection: Selection, others: readonly OtherPrice[]): Promise<WhatIf>
  /** `YYYY-MM`, UTC. */
  month: string
  now: Date
}

/** The report in each form that is asked for. Throws `TEELINE_USAGE` for a month that is none, and as `ask`, `price`. */
export async function reportBatch(
  { ask, price, month, now }: BatchOptions,
  formats: readonly ReportFormat[]
): Promise<Map<ReportFormat, string>> {
  const figures = await batchFigures(ask, price, monthOf(month, now))
  return inFormats(formats, {
    text: () => batchText(figures, 'text'),
    md: () => batchText(figures, 'md'),
    json: () => batchJson(figures),
    html: () => batchPage(figures)
  })
}
