/** What a run will cost, before it is made: planned tokens at the prices in force. An estimate, and called one. */
import { Decimal } from 'decimal.js'
import type { Plan, PlannedRequest } from '../schedule/plan.js'

/** USD of one request as a decimal string; NULL when the model's price is not known. */
export type PriceOf = (request: {
  provider: string
  model: string
  inputTokens: number
  outputTokens: number
}) => string | null

export interface ArmEstimate {
  arm: string
  /** NULL: a closed loop makes as many as the answers' speed allows. */
  requests: number | null
  /** Of the mean request as planned; NULL for bodies given as they are. */
  inputTokens: number | null
  outputTokens: number | null
  /** Of the mean request; NULL when its tokens or the model's price are not known. Decimal strings. */
  eachUsd: string | null
  /** Of all requests of the arm. */
  usd: string | null
}

export interface SpendEstimate {
  arms: ArmEstimate[]
  /** NULL when it is not known of every arm. */
  usd: string | null
  /** Of a request of the run, whatever its arm; NULL when no arm's is known. */
  eachUsd: Decimal | null
}

/** Prices the mean request of each arm, times their number. `providerOf` gives the provider of an arm's route. */
export function estimateSpend(
  plan: Plan,
  isSupply: boolean,
  providerOf: (route: string) => string,
  priceOf: PriceOf
): SpendEstimate {
  const arms = plan.arms.map(({ name, route, model }, arm): ArmEstimate => {
    const all = plan.requests.filter(request => request.arm === arm)
    const mean = meanTokens(plan, isSupply ? all.slice(0, supplySample) : all)
    const requests = isSupply ? null : all.length
    const eachUsd = mean === null ? null : priceOf({ provider: providerOf(route), model, ...mean })
    const usd = eachUsd === null || requests === null ? null : new Decimal(eachUsd).times(requests).toFixed()
    const { inputTokens, outputTokens } = mean ?? { inputTokens: null, outputTokens: null }
    return { arm: name, requests, inputTokens, outputTokens, eachUsd, usd }
  })
  const total = arms.map(({ usd }) => usd)
  const each = arms.flatMap(({ eachUsd }) => (eachUsd === null ? [] : [eachUsd]))
  return {
    arms,
    usd: total.every(usd => usd !== null) ? Decimal.sum(0, ...total).toFixed() : null,
    eachUsd: each.length === 0 ? null : Decimal.sum(0, ...each).div(each.length)
  }
}

/** Whether the plan holds more requests than will be sent: a closed loop that its duration ends. */
export function isSupply(plan: Plan, count: number | undefined): boolean {
  return plan.loop.kind === 'closed' && count === undefined && plan.durationUs !== null
}

function meanTokens(
  plan: Plan,
  requests: readonly PlannedRequest[]
): { inputTokens: number; outputTokens: number } | null {
  let input = 0
  let output = 0
  for (const request of requests) {
    const expected = plan.expected(request)
    if (expected === null) return null
    input += expected.inputTokens
    output += expected.outputTokens
  }
  const n = Math.max(1, requests.length)
  return { inputTokens: Math.round(input / n), outputTokens: Math.round(output / n) }
}

/** Enough of a supply for its mean. */
const supplySample = 1_000
