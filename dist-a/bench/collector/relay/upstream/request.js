/** A body up to this goes out in one piece with its head. */
const maxJoinedBytes = 16_384;
/** Writes a request's head, and its body as far as it is there. */
export function writeRequest(socket, { head, body }) {
    if (body === null || body.length === 0) {
        socket.write(head, 'latin1');
    }
    else if (body.length <= maxJoinedBytes) {
        const joined = Buffer.allocUnsafe(head.length + body.length);
        joined.write(head, 0, head.length, 'latin1');
        joined.set(body, head.length);
        socket.write(joined);
    }
    else {
        socket.cork();
        socket.write(head, 'latin1');
        socket.write(body);
        socket.uncork();
    }
}
//# sourceMappingURL=request.js.map