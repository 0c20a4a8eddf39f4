/** AWS event-stream frames, written and read by the format's description, without the product's library. */
import { crc32 } from 'node:zlib';
/** A frame with string headers. */
export function eventFrame(headers, payload) {
    const parts = Object.entries(headers).map(([name, value]) => {
        const length = Buffer.alloc(2);
        length.writeUInt16BE(Buffer.byteLength(value));
        // Seven is the type of a string.
        return Buffer.concat([
            Buffer.from([name.length]),
            Buffer.from(name),
            Buffer.from([7]),
            length,
            Buffer.from(value)
        ]);
    });
    const head = Buffer.concat(parts);
    const body = Buffer.from(payload);
    const prelude = Buffer.alloc(12);
    prelude.writeUInt32BE(16 + head.length + body.length, 0);
    prelude.writeUInt32BE(head.length, 4);
    prelude.writeUInt32BE(crc32(prelude.subarray(0, 8)), 8);
    const message = Buffer.concat([prelude, head, body]);
    const end = Buffer.alloc(4);
    end.writeUInt32BE(crc32(message));
    return Buffer.concat([message, end]);
}
export function event(type, value) {
    return eventFrame({ ':event-type': type, ':content-type': 'application/json', ':message-type': 'event' }, JSON.stringify(value));
}
export function exception(type, message) {
    return eventFrame({ ':exception-type': type, ':content-type': 'application/json', ':message-type': 'exception' }, JSON.stringify({ message }));
}
/** A chunk of InvokeModelWithResponseStream: the model's own JSON within. */
export function chunk(value) {
    return event('chunk', { bytes: Buffer.from(JSON.stringify(value)).toString('base64'), p: 'abcdef' });
}
/** The JSON payloads of all frames. */
export function payloadsOf(bytes) {
    const payloads = [];
    for (let at = 0; at < bytes.length;) {
        const length = bytes.readUInt32BE(at);
        const headLength = bytes.readUInt32BE(at + 4);
        payloads.push(JSON.parse(bytes.toString('utf8', at + 12 + headLength, at + length - 4)));
        at += length;
    }
    return payloads;
}
export const awsEventStream = { 'content-type': 'application/vnd.amazon.eventstream' };
//# sourceMappingURL=event-frames.js.map