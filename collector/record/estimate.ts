/** The usage of an answer: what the provider reported, or, where it did not, an estimate that says it is one. */
import type { UsageSource } from '../../schemas/row.js'
import type { Answer } from './answer.js'
import type { Ask } from './ask.js'
import { estimatePrompt, estimateText, type TokenEstimate } from './tokens/estimate.js'
import { type EncodingName, familyOf } from './tokens/family.js'
import { workOfARow } from './tokens/token-count.js'
import { type Usage, unknownUsage } from './usage.js'
import { jsonOf, usageOf } from './words.js'

export interface EstimatorOptions {
  /** How much larger the answer was than what was read of it; 1 when nothing is missing. */
  missingFactor: number
  /** Whether text may be counted with that encoding now, or the row has to wait; all may by default. */
  isReady?: ((encoding: EncodingName) => boolean) | undefined
  /** Tokens of an answer's text; by default the project's own tokenizers. */
  countText?: ((text: string, model: string) => number | null) | undefined
}

/** Counts tokens for one row, within what a row may spend. */
export class Estimator {
  readonly #options: EstimatorOptions
  readonly #work = workOfARow()
  #waitsFor: EncodingName | null = null

  constructor(options: EstimatorOptions) {
    this.#options = options
  }

  get missingFactor(): number {
    return this.#options.missingFactor
  }

  /** The encoding that this row needs and that is not ready; NULL when nothing is amiss. */
  get waitsFor(): EncodingName | null {
    return this.#waitsFor
  }

  /** NULL when it is not ready. */
  text(text: string, model: string): TokenEstimate | null {
    const { countText } = this.#options
    if (countText !== undefined) {
      const tokens = countText(text, model)
      return tokens === null ? null : { tokens, method: '' }
    }
    return this.#ready(model) ? estimateText(text, model, this.#work) : null
  }

  /** NULL when it is not ready, or when a prompt like that cannot be told from its text. */
  prompt(requestBody: unknown, model: string): TokenEstimate | null {
    return this.#ready(model) ? estimatePrompt(requestBody, model, this.#work) : null
  }

  #ready(model: string): boolean {
    const { encoding } = familyOf(model)
    if (this.#options.isReady?.(encoding) ?? true) return true
    this.#waitsFor = encoding
    return false
  }
}

/**
 * What the exchange used. An answer without usage is estimated when it brought output (`estimated`); one that broke off
 * after some usage keeps what was reported and has the rest estimated (`partial`).
 */
export function usageOfAnswer(ask: Ask, answer: Answer, failed: boolean, estimator: Estimator): Usage {
  const { wire, reading } = answer
  if (wire === null || failed) return unknownUsage()
  const told = usageOf(wire.usage(reading))
  told.json = jsonOf(reading.usage)
  // Of a batch's results only the lines that were kept are in the sum.
  if (reading.parts !== null && estimator.missingFactor > 1) return { ...told, source: 'partial' }
  if (told.source !== 'none') return told
  const anything = told.inputTokens !== null || told.outputTokens !== null
  const final = reading.usageFinal || reading.finished || !wire.estimable
  if (anything && final) {
    told.source = 'reported'
    return told
  }
  if (!wire.estimable || reading.pending) return told
  const model = reading.responseModel === '' ? ask.model : reading.responseModel
  const output = estimateOutput(answer, model, estimator)
  if (anything) return completed(told, output)
  const ended = (reading.ended || reading.finished) && reading.fault === null
  if (output === null && !ended) return told
  const input = ask.body === null ? null : estimator.prompt(ask.body, model)
  const source: UsageSource = input === null && output === null ? 'none' : 'estimated'
  return usageOf({
    ...told,
    inputTokens: input?.tokens ?? null,
    outputTokens: output?.tokens ?? null,
    source,
    method: methodOf(input, output)
  })
}

/** What was reported, and the output as far as it was seen: while a stream runs, its count lags or is a placeholder. */
function completed(told: Usage, output: TokenEstimate | null): Usage {
  if (output === null || (told.outputTokens ?? -1) >= output.tokens)
    return usageOf({ ...told, source: 'partial' })
  return usageOf({ ...told, outputTokens: output.tokens, source: 'partial', method: output.method })
}

/** Tokens of the output's text; NULL when there was none to see, which does not mean that there was none. */
function estimateOutput({ reading }: Answer, model: string, estimator: Estimator): TokenEstimate | null {
  const { output } = reading
  if (output.length === 0) return null
  const kept = output.kept()
  const counted = estimator.text(kept, model)
  if (counted === null) return null
  const tokens = Math.round((counted.tokens * output.length * estimator.missingFactor) / kept.length)
  return { ...counted, tokens }
}

/** One word for both where they were counted alike. */
function methodOf(input: TokenEstimate | null, output: TokenEstimate | null): string {
  const [inMethod, outMethod] = [input?.method ?? '', output?.method ?? '']
  if (outMethod === '' || inMethod === outMethod) return inMethod
  return inMethod === '' ? outMethod : `${outMethod}; input ${inMethod}`
}
