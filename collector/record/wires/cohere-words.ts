/** Usage as Cohere words it: `billed_units` are what is paid for, `tokens` what the model read and wrote. */
import { countOf, type Fields, fieldsOf } from '../json.js'
import type { Reading } from '../reading.js'
import type { Usage } from '../usage.js'
import { setUnit, spoken, sumOf } from '../words.js'

type BilledUnits = Fields<
  'input_tokens' | 'output_tokens' | 'image_tokens' | 'images' | 'search_units' | 'classifications'
>

/** `searches` is the unit that a search unit is here: of the web (chat), or of documents (rerank). */
export function cohereUsage(reading: Reading, searches: 'web_searches' | 'rerank_searches'): Partial<Usage> {
  const words = fieldsOf<'billed_units' | 'tokens'>(spoken(reading.usage))
  const billed: BilledUnits = fieldsOf(words.billed_units ?? words.tokens)
  const imageTokens = countOf(billed.image_tokens)
  const units = new Map(reading.units)
  setUnit(units, searches, billed.search_units)
  setUnit(units, 'classifications', billed.classifications)
  return {
    inputTokens: sumOf(countOf(billed.input_tokens), imageTokens),
    outputTokens: countOf(billed.output_tokens),
    imageInputTokens: imageTokens,
    units: Object.fromEntries(units)
  }
}
