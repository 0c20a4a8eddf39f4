/** HOT. A request on its way onto a connection, in as few writes as can be. Runs once for each. */
import type { Socket } from 'node:net'

export interface UpstreamRequest {
  method: string
  /** Request line and fields, each with its line end, up to and with the blank line; latin1. */
  head: string
  /** All of it, or NULL: what there is follows later. */
  body: Buffer | null
  /** Asks first whether its body is wanted: then an upstream that says nothing is silent. */
  isAsking: boolean
}

/** A body up to this goes out in one piece with its head. */
const maxJoinedBytes = 16_384

/** Writes a request's head, and its body as far as it is there. */
export function writeRequest(socket: Socket, { head, body }: UpstreamRequest): void {
  if (body === null || body.length === 0) {
    socket.write(head, 'latin1')
  } else if (body.length <= maxJoinedBytes) {
    const joined = Buffer.allocUnsafe(head.length + body.length)
    joined.write(head, 0, head.length, 'latin1')
    joined.set(body, head.length)
    socket.write(joined)
  } else {
    socket.cork()
    socket.write(head, 'latin1')
    socket.write(body)
    socket.uncork()
  }
}
