/**
 * A wire: one format in which a provider answers. To add one, write a file beside this one and name it in `all.ts`.
 */
import type { Ask } from '../ask.js'
import type { Body } from '../body.js'
import type { Headers } from '../headers.js'
import type { Reading } from '../reading.js'
import type { Usage } from '../usage.js'

export interface Wire {
  /** The row's `wire`. */
  readonly name: string
  /** The row's `operation`, in OpenTelemetry's values. */
  readonly operation: string
  /** Whether output tokens may be estimated from the output's text when the provider tells no usage. */
  readonly estimable: boolean
  /** Whether this request, by path and shape, is answered in this format. */
  asked(ask: Ask): boolean
  /** Whether a JSON value (a whole answer, or a frame of one) looks like this format. Errors need not. */
  fits(value: Record<string, unknown>): boolean
  /** Takes a JSON value into the reading. Says what it brought of the model's output. */
  read(value: Record<string, unknown>, reading: Reading): Output
  /** Takes what the answer's head says of usage into the reading, after all values. */
  readHead?(headers: Headers, reading: Reading): void
  /** Takes in a successful body that is no JSON in any framing: audio, plain text. */
  opaque?(body: Body, reading: Reading): void
  /** Takes what the request tells of usage (the characters of a text to be spoken) into the reading, after all values. */
  readAsk?(ask: Ask, reading: Reading): void
  /**
   * What the gathered words mean. JSON is added by the caller, and the source too, unless the wire tells it: where the
   * provider reports no tokens but seconds (`reported`), or nothing, and units are counted by us (`estimated`).
   */
  usage(reading: Reading): Partial<Usage>
}

/** What a frame brought: nothing of the model's output, something (reasoning, tool arguments, audio), or visible text. */
export type Output = 'none' | 'hidden' | 'visible'

/** The stronger of the two. */
export function stronger(a: Output, b: Output): Output {
  if (a === 'visible' || b === 'visible') return 'visible'
  return a === 'hidden' || b === 'hidden' ? 'hidden' : 'none'
}
