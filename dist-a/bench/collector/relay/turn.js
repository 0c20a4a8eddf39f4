/**
 * Tells a response whose turn has not come of the end of its connection; from its turn on Node does.
 *
 * @param socket of the request.
 */
export function awaitTurn(socket, response, onClose) {
    // As many as the client sends at a time.
    socket.setMaxListeners(0);
    socket.on('close', onClose);
    response.once('socket', () => socket.off('close', onClose));
}
//# sourceMappingURL=turn.js.map