/** HOT. A request on its way onto a connection, in as few writes as can be. Runs once for each. */
import type { Socket } from 'node:net'
import { writeJoined } from '../http/joined-write.js'

const noBytes: Buffer = Buffer.alloc(0)

export interface UpstreamRequest {
  method: string
  /** Request line and fields, each with its line end, up to and with the blank line; latin1. */
  head: string
  /** All of it, or NULL: what there is follows later. */
  body: Buffer | null
  /** Asks first whether its body is wanted: then an upstream that says nothing is silent. */
  isAsking: boolean
}

/** Writes a request's head, and its body as far as it is there. */
export function writeRequest(socket: Socket, { head, body }: UpstreamRequest): void {
  writeJoined(socket, head, body ?? noBytes, '')
}
