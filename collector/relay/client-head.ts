/** HOT. How heads go out to the client. Runs once for each. */
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Not `flushHeaders()`, which sends a head with bytes beyond ASCII as UTF-8; an empty write sends it as it is. */
export function flushHead(response: ServerResponse): void {
  if (!response.destroyed && !response.writableEnded) response.write('', 'latin1')
}

/** 100 to a client that asked, 102, 103 and their like; 101 belongs to upgrades. */
export function writeInformation(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  reason: string,
  fields: readonly string[]
): void {
  // RFC 9110 §15.2: an HTTP/1.0 client must not be sent any.
  if (request.httpVersionMinor === 0) return
  if (status === 100) {
    // Node has to know of it, or it takes the connection for one whose body was never asked for, and closes it.
    response.writeContinue()
    return
  }
  let head = `HTTP/1.1 ${status} ${reason}\r\n`
  for (let i = 0; i < fields.length; i += 2) head += `${fields[i]}: ${fields[i + 1]}\r\n`
  response.socket?.write(`${head}\r\n`, 'latin1')
}

/** Name, value, name, value … as pairs. */
export function pairsOf(fields: readonly string[]): [string, string][] {
  const pairs: [string, string][] = []
  for (let i = 0; i < fields.length; i += 2) pairs.push([fields[i] as string, fields[i + 1] as string])
  return pairs
}
