/** Who is to blame for what was thrown while a message was read: its sender, or our own code. */
import { errors } from 'undici'
import { MalformedMessage } from './http/fields.js'
import { malformedBody, type Refusal, relayFailed } from './refusal.js'

/** Our own code failed. What was thrown is in the log: the client gets nothing of it. */
export class RelayFault extends Error {
  readonly code = relayFailed.code
}

/** A line for the log. */
type Say = (line: string) => void

/** As many as there are places in the code; more can only be places that have no name. */
const maxPlaces = 100

export class Blame {
  readonly #say: Say
  readonly #told = new Set<string>()

  constructor(say: Say) {
    this.#say = say
  }

  /** What the sender did wrong, as it was thrown; for what we did a fault, which is logged once for each place in the code. */
  of(thrown: unknown): Error {
    if (thrown instanceof MalformedMessage || thrown instanceof errors.HeadersOverflowError) return thrown
    if (thrown instanceof RelayFault) return thrown
    const where = placeOf(thrown)
    if (!this.#told.has(where) && this.#told.size < maxPlaces) {
      this.#told.add(where)
      this.#say(
        `${relayFailed.code}: a call was given up, for our own code failed: ${where}. Please report it.`
      )
    }
    return new RelayFault(relayFailed.message)
  }

  /** What a client gets whose request could not be read to its end. */
  refusal(thrown: unknown): Refusal {
    return this.of(thrown) instanceof RelayFault ? relayFailed : malformedBody
  }
}

/** Kind of error and places in the code, without its message: V8 puts values into those, and a value may be a secret. */
function placeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `a ${typeof thrown} was thrown`
  const places = [...(thrown.stack ?? '').matchAll(/^ {4}at (.*)$/gm)].slice(0, 3).map(([, place]) => place)
  return `${thrown.name} at ${places.join(', ')}`
}
