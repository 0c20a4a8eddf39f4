/** Up to this a copy costs less than a list of buffers for the kernel. */
const maxJoinedBytes = 16_384;
/**
 * Writes text, bytes and text as one; each may be empty, and the texts are latin1.
 *
 * @returns false when no more should follow until the socket's `drain`.
 */
export function writeJoined(socket, head, bytes, tail) {
    if (bytes.length === 0)
        return socket.write(head + tail, 'latin1');
    const length = head.length + bytes.length + tail.length;
    if (length === bytes.length)
        return socket.write(bytes);
    if (length > maxJoinedBytes) {
        socket.cork();
        if (head !== '')
            socket.write(head, 'latin1');
        let fits = socket.write(bytes);
        if (tail !== '')
            fits = socket.write(tail, 'latin1');
        socket.uncork();
        return fits;
    }
    const joined = Buffer.allocUnsafe(length);
    if (head !== '')
        joined.write(head, 0, head.length, 'latin1');
    joined.set(bytes, head.length);
    if (tail !== '')
        joined.write(tail, length - tail.length, tail.length, 'latin1');
    return socket.write(joined);
}
//# sourceMappingURL=joined-write.js.map