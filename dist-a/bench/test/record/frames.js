import { runOf, tapeOf } from './tapes.js';
/** One frame of RFC 6455. */
export function frame(payload, options = {}) {
    const { opcode = 1, fin = true, compressed = false, masked = false } = options;
    const data = Buffer.from(payload);
    const mask = masked ? 0x80 : 0;
    const first = (fin ? 0x80 : 0) | (compressed ? 0x40 : 0) | opcode;
    const length = data.length < 126
        ? [mask | data.length]
        : data.length < 65_536
            ? [mask | 126, data.length >> 8, data.length & 255]
            : [mask | 127, 0, 0, 0, 0, ...Buffer.from(Uint32Array.of(data.length).buffer).reverse()];
    if (!masked)
        return Buffer.concat([Buffer.from([first, ...length]), data]);
    const key = [0xa1, 0x02, 0xfe, 0x40];
    const hidden = data.map((byte, index) => byte ^ key[index & 3]);
    return Buffer.concat([Buffer.from([first, ...length, ...key]), hidden]);
}
export function closing(code, reason, masked = false) {
    return frame(Buffer.concat([Buffer.from([code >> 8, code & 255]), Buffer.from(reason)]), {
        opcode: 8,
        masked
    });
}
/** The tape of a connection on which that was said. */
export function talkOf(path, said, exchange = {}) {
    const chunksOf = (side) => said
        .filter(([by]) => by === side)
        .map(([, what, atUs]) => [
        Buffer.isBuffer(what) ? what : frame(JSON.stringify(what), { masked: side === 'client' }),
        atUs
    ]);
    const request = runOf(chunksOf('client'));
    const response = runOf(chunksOf('server'));
    const endUs = Math.max(900, ...request.times, ...response.times) + 5;
    return tapeOf({
        path,
        method: 'GET',
        status: 101,
        ...exchange,
        tape: { upgraded: true, request, response, endUs, ...exchange.tape }
    });
}
//# sourceMappingURL=frames.js.map