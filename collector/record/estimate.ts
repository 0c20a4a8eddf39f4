/** The usage of an answer: what the provider reported, or, where it did not, an estimate that says it is one. */
import type { UsageSource } from '../../schemas/row.js'
import type { Answer } from './answer.js'
import type { Ask } from './ask.js'
import { estimatePrompt } from './tokens/estimate.js'
import { type Usage, unknownUsage } from './usage.js'
import { jsonOf, usageOf } from './words.js'

export interface Estimator {
  estimateTokens: (text: string, model: string) => number | null
  /** How much larger the answer was than what was read of it; 1 when nothing is missing. */
  missingFactor: number
}

/**
 * What the exchange used. An answer without usage is estimated when it brought output (`estimated`); one that broke off
 * after some usage keeps what was reported and has the rest estimated (`partial`).
 */
export function usageOfAnswer(ask: Ask, answer: Answer, failed: boolean, estimator: Estimator): Usage {
  const { wire, reading } = answer
  if (wire === null || failed) return unknownUsage()
  const told = usageOf({ ...wire.usage(reading), json: jsonOf(reading.usage) })
  // Of a batch's results only the lines that were kept are in the sum.
  if (reading.parts !== null && estimator.missingFactor > 1) return { ...told, source: 'partial' }
  if (told.source !== 'none') return told
  const anything = told.inputTokens !== null || told.outputTokens !== null
  const final = reading.usageFinal || reading.finished || !wire.estimable
  if (anything && final) return { ...told, source: 'reported' }
  if (!wire.estimable || reading.pending) return told
  const model = reading.responseModel === '' ? ask.model : reading.responseModel
  const output = estimateOutput(answer, model, estimator)
  if (anything)
    return usageOf({ ...told, outputTokens: larger(told.outputTokens, output), source: 'partial' })
  const ended = (reading.ended || reading.finished) && reading.fault === null
  if (output === null && !ended) return told
  const inputTokens = ask.body === null ? null : (estimatePrompt(ask.body, model)?.tokens ?? null)
  const source: UsageSource = inputTokens === null && output === null ? 'none' : 'estimated'
  return usageOf({ ...told, inputTokens, outputTokens: output, source })
}

/** Tokens of the output's text; NULL when there was none to see, which does not mean that there was none. */
function estimateOutput({ reading }: Answer, model: string, estimator: Estimator): number | null {
  const { output } = reading
  if (output.length === 0) return null
  const kept = output.kept()
  const tokens = estimator.estimateTokens(kept, model)
  return tokens === null ? null : Math.round((tokens * output.length * estimator.missingFactor) / kept.length)
}

/** While a stream runs, the reported count lags behind what was already sent, or is a placeholder (Anthropic's start). */
function larger(reported: number | null, estimated: number | null): number | null {
  if (reported === null || estimated === null) return reported ?? estimated
  return Math.max(reported, estimated)
}
