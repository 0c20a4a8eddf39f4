/** A wire over WebSocket: one connection, on which the model answers many times. */
import type { Ask } from '../ask.js'
import type { Session } from '../session.js'
import type { Output, Wire } from './wire.js'

export interface LiveWire {
  /** Name, operation, and what the words of one response mean. */
  readonly wire: Wire
  /** Whether a connection that was opened with this request speaks this wire. */
  asked(ask: Ask): boolean
  /** Takes in a message of the client's. */
  hear(value: Record<string, unknown>, session: Session): void
  /** Takes in a message of the provider's. Says what it brought of the model's output. */
  read(value: Record<string, unknown>, session: Session): Output
}
