/**
 * HTTP/1.1 as it is on the wire, read strictly and kept byte for byte, so that tests can compare what passed through the
 * sidecar with what passes without it. No HTTP library normalises anything on the way.
 */
/** Thrown for any deviation from RFC 9112: bare LF, obs-fold, CL with TE, two lengths, bad chunk sizes. */
export class MalformedMessage extends Error {
}
/** Bytes of one direction of a connection, readable in the order in which they came. */
export class ByteQueue {
    #bytes = Buffer.alloc(0);
    #ended = false;
    #wake;
    push(bytes) {
        this.#bytes = this.#bytes.length === 0 ? bytes : Buffer.concat([this.#bytes, bytes]);
        this.#wake?.();
    }
    /** No more bytes will come, for whatever reason. */
    end() {
        this.#ended = true;
        this.#wake?.();
    }
    get waiting() {
        return this.#bytes.length;
    }
    get ended() {
        return this.#ended;
    }
    /** Whatever is there, at least a byte, at most `limit`; NULL at the end. */
    async take(limit) {
        while (this.#bytes.length === 0) {
            if (this.#ended)
                return null;
            await this.#more();
        }
        return this.#cutOff(Math.min(limit, this.#bytes.length));
    }
    /** Bytes up to and with `mark`; NULL when the end came first (what is there stays). */
    async through(mark) {
        let from = 0;
        for (;;) {
            const at = this.#bytes.indexOf(mark, from, 'latin1');
            if (at >= 0)
                return this.#cutOff(at + mark.length);
            if (this.#ended)
                return null;
            from = Math.max(0, this.#bytes.length - mark.length + 1);
            await this.#more();
        }
    }
    #cutOff(length) {
        const bytes = this.#bytes.subarray(0, length);
        this.#bytes = this.#bytes.subarray(length);
        return bytes;
    }
    async #more() {
        await new Promise(resolve => {
            this.#wake = resolve;
        });
        this.#wake = undefined;
    }
}
/** Reads one head; NULL when the connection ended before its first byte. Throws MalformedMessage. */
export async function readHead(queue) {
    const bytes = await queue.through('\r\n\r\n');
    if (bytes === null) {
        if (queue.waiting === 0)
            return null;
        throw new MalformedMessage('the connection ended inside a head');
    }
    const lines = bytes.toString('latin1', 0, bytes.length - 4).split('\r\n');
    const firstLine = lines.shift() ?? '';
    return { bytes, firstLine, headers: parseFields(lines) };
}
function parseFields(lines) {
    return lines.map(line => {
        if (/[\r\n\0]/.test(line))
            throw new MalformedMessage(`a bare CR, LF or NUL in ${JSON.stringify(line)}`);
        const match = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*(.*?)[ \t]*$/.exec(line);
        if (match === null)
            throw new MalformedMessage(`not a header field: ${JSON.stringify(line)}`);
        return [match[1], match[2]];
    });
}
/** All values of a field, in order. */
function valuesOf(headers, name) {
    return headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
}
/** The first value of a field, or undefined. */
export function firstValue(headers, name) {
    return valuesOf(headers, name)[0];
}
/** How a request's body is framed (RFC 9112 §6.3). Throws MalformedMessage for what smuggles. */
export function requestFraming(head) {
    return declaredFraming(head) ?? 'none';
}
/** How a response's body is framed, given the method that it answers. */
export function responseFraming(head, method) {
    const status = statusOf(head);
    if (method === 'HEAD' || status < 200 || status === 204 || status === 304)
        return 'none';
    return declaredFraming(head) ?? 'close';
}
function declaredFraming(head) {
    const codings = valuesOf(head.headers, 'transfer-encoding');
    const lengths = valuesOf(head.headers, 'content-length');
    if (codings.length > 0 && lengths.length > 0)
        throw new MalformedMessage('both a length and a coding');
    if (lengths.length > 1)
        throw new MalformedMessage('two lengths');
    if (lengths[0] !== undefined && !/^\d+$/.test(lengths[0]))
        throw new MalformedMessage('a bad length');
    if (codings.length > 0 && codings.join().toLowerCase() !== 'chunked')
        throw new MalformedMessage('a bad coding');
    if (codings.length > 0)
        return 'chunked';
    return lengths.length > 0 ? 'length' : null;
}
/** Status code of a response head. Throws MalformedMessage. */
export function statusOf(head) {
    const match = /^HTTP\/1\.[01] (\d{3})( .*)?$/.exec(head.firstLine);
    if (match === null)
        throw new MalformedMessage(`not a status line: ${JSON.stringify(head.firstLine)}`);
    return Number(match[1]);
}
/**
 * Reads one body to its end and returns its trailers; NULL when the connection ended first. Throws MalformedMessage.
 */
export async function readBody(queue, framing, length, sink) {
    if (framing === 'none')
        return [];
    if (framing === 'length')
        return (await passOn(queue, length, sink)) ? [] : null;
    if (framing === 'chunked')
        return readChunks(queue, sink);
    await passOn(queue, Number.POSITIVE_INFINITY, sink);
    return [];
}
async function passOn(queue, length, sink) {
    let left = length;
    while (left > 0) {
        const bytes = await queue.take(left);
        if (bytes === null)
            return false;
        left -= bytes.length;
        sink.onWire?.(bytes);
        sink.onData?.(bytes);
    }
    return true;
}
async function readChunks(queue, sink) {
    for (;;) {
        const line = await queue.through('\r\n');
        if (line === null)
            return null;
        sink.onWire?.(line);
        const digits = /^([0-9A-Fa-f]{1,8})(;[^\r\n]*)?\r\n$/.exec(line.toString('latin1'))?.[1];
        if (digits === undefined)
            throw new MalformedMessage(`a bad chunk size: ${JSON.stringify(line.toString('latin1'))}`);
        const size = Number.parseInt(digits, 16);
        if (size === 0)
            return readTrailers(queue, sink);
        sink.onChunk?.(size);
        if (!(await passOn(queue, size, sink)))
            return null;
        const end = await queue.through('\r\n');
        if (end === null)
            return null;
        if (end.length !== 2)
            throw new MalformedMessage('a chunk longer than its size');
        sink.onWire?.(end);
    }
}
async function readTrailers(queue, sink) {
    const lines = [];
    for (;;) {
        const line = await queue.through('\r\n');
        if (line === null)
            return null;
        sink.onWire?.(line);
        if (line.length === 2)
            return parseFields(lines);
        lines.push(line.toString('latin1', 0, line.length - 2));
    }
}
/** Reads the rest of a message after its head; a body that was cut short comes back with `complete` false. */
export async function readMessage(queue, head, framing) {
    const wire = [];
    const data = [];
    const chunkSizes = [];
    const length = Number(firstValue(head.headers, 'content-length') ?? 0);
    const trailers = await readBody(queue, framing, length, {
        onWire: bytes => wire.push(bytes),
        onData: bytes => data.push(bytes),
        onChunk: size => chunkSizes.push(size)
    });
    return {
        ...head,
        wireBody: Buffer.concat(wire),
        body: Buffer.concat(data),
        chunkSizes,
        trailers: trailers ?? [],
        framing,
        complete: trailers !== null
    };
}
/**
 * Fields that belong to one connection (RFC 9110 §7.6.1), with those that `Connection` names, plus how the body is
 * framed; an intermediary makes these itself.
 */
const hopByHop = new Set([
    'connection',
    'keep-alive',
    'proxy-connection',
    'proxy-authenticate',
    'proxy-authorization',
    'te',
    'transfer-encoding',
    'upgrade'
]);
/** The fields that must be the same at both ends of an intermediary, in order. */
export function endToEnd(headers) {
    const named = valuesOf(headers, 'connection').flatMap(value => value.toLowerCase().split(/[ \t]*,[ \t]*/));
    return headers.filter(([name]) => {
        const key = name.toLowerCase();
        return !hopByHop.has(key) && !named.includes(key);
    });
}
/** `endToEnd` without the length either: each hop writes down the length of the body that it sends in its own way. */
export function withoutFraming(headers) {
    return endToEnd(headers).filter(([name]) => name.toLowerCase() !== 'content-length');
}
//# sourceMappingURL=raw-http.js.map