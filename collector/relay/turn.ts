/** Requests that a client sends before it has the answers to earlier ones, which come in their order (RFC 9112 §9.3.2). */
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Tells a response whose turn has not come of the end of its connection; from its turn on Node does.
 *
 * @param socket of the request.
 */
export function awaitTurn(socket: Socket, response: ServerResponse, onClose: () => void): void {
  // As many as the client sends at a time.
  socket.setMaxListeners(0)
  socket.on('close', onClose)
  response.once('socket', () => socket.off('close', onClose))
}
