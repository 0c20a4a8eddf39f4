import { writeJoined } from '../http/joined-write.js';
const noBytes = Buffer.alloc(0);
/** Writes a request's head, and its body as far as it is there. */
export function writeRequest(socket, { head, body }) {
    writeJoined(socket, head, body ?? noBytes, '');
}
//# sourceMappingURL=request.js.map