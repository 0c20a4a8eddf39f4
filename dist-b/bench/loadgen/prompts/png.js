/** A small picture to send. */
import { crc32, deflateSync } from 'node:zlib';
/** A PNG (W3C PNG, third edition) of 8-bit grey, a diagonal gradient, as base64. */
export function greyPng(widthPx, heightPx) {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(widthPx, 0);
    header.writeUInt32BE(heightPx, 4);
    header.writeUInt8(8, 8);
    const lines = Buffer.alloc((widthPx + 1) * heightPx);
    for (let y = 0; y < heightPx; y++) {
        for (let x = 0; x < widthPx; x++)
            lines[y * (widthPx + 1) + 1 + x] = (x + y) & 0xff;
    }
    const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const png = Buffer.concat([
        signature,
        chunk('IHDR', header),
        chunk('IDAT', deflateSync(lines)),
        chunk('IEND')
    ]);
    return png.toString('base64');
}
function chunk(type, data = Buffer.alloc(0)) {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const frame = Buffer.alloc(body.length + 8);
    frame.writeUInt32BE(data.length, 0);
    body.copy(frame, 4);
    frame.writeUInt32BE(crc32(body), body.length + 4);
    return frame;
}
//# sourceMappingURL=png.js.map