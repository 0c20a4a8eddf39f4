import { seededRandom } from './random.js';
import { cut, frameEnds, planWrites } from './write-plan.js';
/** A connection to write to, in separate writes. */
export class Writer {
    socket;
    /** What the peer sends from here on (after an upgrade, its frames). */
    incoming;
    constructor(socket, incoming) {
        this.socket = socket;
        this.incoming = incoming;
    }
    /** One write; resolves when the socket takes more, or is gone. */
    async write(bytes) {
        const { socket } = this;
        if (socket.destroyed || socket.write(bytes))
            return;
        await new Promise(resolve => {
            function done() {
                socket.off('drain', done).off('close', done);
                resolve();
            }
            socket.on('drain', done).on('close', done);
        });
    }
    /** Writes the pieces one by one, with time between them. Stops when the peer is gone. */
    async writeAll(pieces, gapMs = 0) {
        for (const piece of pieces) {
            if (this.socket.destroyed)
                return;
            await this.write(piece);
            await this.wait(gapMs);
        }
    }
    /** `ms` on the clock, or with 0 one turn of the event loop. */
    async wait(ms) {
        await new Promise(resolve => (ms === 0 ? setImmediate(resolve) : setTimeout(resolve, ms)));
    }
    /** RST: what was written has gone out, the rest never comes. */
    async reset() {
        // An RST throws away what the peer's kernel has not handed on yet: let it be read first.
        await this.wait(20);
        this.socket.resetAndDestroy();
    }
    /** FIN after what was written. */
    async end() {
        if (this.socket.destroyed)
            return;
        this.socket.end();
        await this.wait(0);
    }
    /** Until the peer goes away. */
    async closed() {
        const { socket } = this;
        if (!socket.closed)
            await new Promise(resolve => socket.once('close', resolve));
    }
}
/** Sends `answer`; true when the connection may carry another request. */
export async function writeAnswer(writer, request, answer) {
    const { delayMs = 0, gapMs = 0, ending, interim = [] } = answer;
    if (answer.script !== undefined) {
        await answer.script(writer);
        writer.socket.end();
        return false;
    }
    if (delayMs > 0)
        await writer.wait(delayMs);
    for (const early of interim)
        await writer.writeAll([encodeHead(early)], gapMs);
    const bytes = encodeAnswer(request.method, answer);
    const random = seededRandom(answer.seed ?? 1);
    const sent = ending === undefined ? bytes : bytes.subarray(0, ending.afterBytes);
    await writer.writeAll(planWrites(sent, answer.plan ?? 'whole', random), gapMs);
    if (ending?.how === 'reset')
        await writer.reset();
    if (ending?.how === 'hang')
        await writer.closed();
    const last = ending !== undefined || answer.raw !== undefined || answer.closeAfter || answer.framing === 'close';
    if (last)
        await writer.end();
    return !last;
}
/** The whole answer as it stands on the wire (without interim heads). */
export function encodeAnswer(method, answer) {
    if (answer.raw !== undefined)
        return Buffer.from(answer.raw);
    const { status = 200, headers = [], trailers = [] } = answer;
    const body = Buffer.from((answer.body ?? ''));
    const bodyless = method === 'HEAD' || status === 204 || status === 304;
    const framing = answer.framing ?? (status === 204 || status === 304 ? 'none' : 'length');
    const fields = [...headers];
    if (framing === 'length')
        fields.push(['Content-Length', String(body.length)]);
    if (framing === 'chunked')
        fields.push(['Transfer-Encoding', 'chunked']);
    if (answer.closeAfter || framing === 'close')
        fields.push(['Connection', 'close']);
    const head = encodeHead({ ...answer, status, headers: fields });
    if (bodyless || framing === 'none')
        return head;
    return Buffer.concat([head, framing === 'chunked' ? encodeChunks(body, answer.chunkSizes, trailers) : body]);
}
function encodeHead(head) {
    const fields = (head.headers ?? []).map(([name, value]) => `${name}: ${value}\r\n`).join('');
    return Buffer.from(`HTTP/1.1 ${head.status} ${head.reason ?? 'OK'}\r\n${fields}\r\n`, 'latin1');
}
/** Chunk framing (RFC 9112 §7.1) around `body`. */
export function encodeChunks(body, sizes, trailers = []) {
    const pieces = cut(body, sizes === undefined ? frameEnds(body) : repeated(sizes, body.length));
    const chunks = pieces.map(piece => Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, crlf]));
    const end = trailers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    return Buffer.concat([...chunks, Buffer.from(`0\r\n${end}\r\n`, 'latin1')]);
}
const crlf = Buffer.from('\r\n');
function* repeated(sizes, length) {
    let offset = 0;
    for (let index = 0; offset < length; index++) {
        offset += Math.max(1, sizes[index % sizes.length] ?? length);
        yield offset;
    }
}
/** A 101 that hands the connection to `talk`: frames pass raw from here on. */
export function acceptUpgrade(headers, talk) {
    return {
        when: 'head',
        script: async (writer) => {
            await writer.write(encodeHead({ status: 101, reason: 'Switching Protocols', headers }));
            await talk(writer);
        }
    };
}
/** Says back whatever comes, until the peer ends. */
export async function echo(writer) {
    for (;;) {
        const bytes = await writer.incoming.take(65_536);
        if (bytes === null)
            return;
        await writer.write(bytes);
    }
}
/** Takes the request and never says a word. */
export function silence() {
    return { script: writer => writer.closed() };
}
//# sourceMappingURL=replay-answer.js.map