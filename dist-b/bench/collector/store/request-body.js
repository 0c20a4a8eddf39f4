import { pipeline } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { StoreError } from './store-error.js';
/** Bytes of request bodies, unpacked, that may be held: by one request, and by all. */
export class BodyBudget {
    #one;
    #all;
    #held = 0;
    constructor(one, all) {
        this.#one = one;
        this.#all = all;
    }
    /**
     * Reads a request's body and unpacks it.
     *
     * @returns the body, and the function that gives its bytes back to the budget.
     * @throws StoreError 229 over the bound of one, 202 over the bound of all, 89 and 271 for what cannot be unpacked.
     */
    async read(request) {
        const chunks = [];
        let bytes = 0;
        const release = () => {
            this.#held -= bytes;
            bytes = 0;
        };
        try {
            for await (const chunk of unpacked(request)) {
                const { length } = chunk;
                if (bytes + length > this.#one)
                    throw StoreError.of(229, `The body is over ${this.#one} bytes`);
                if (this.#held + length > this.#all)
                    throw StoreError.of(202, 'Too many request bodies at once');
                bytes += length;
                this.#held += length;
                chunks.push(chunk);
            }
        }
        catch (error) {
            release();
            throw zlibError(error);
        }
        return { body: Buffer.concat(chunks), release };
    }
}
function unpacked(request) {
    const encoding = request.headers['content-encoding'] ?? 'identity';
    const unpacker = unpackers[encoding.trim().toLowerCase()];
    if (unpacker === undefined)
        throw StoreError.of(89, `Unknown Content-Encoding ${encoding}`);
    // The callback is there for its effect: a request cut short destroys the unpacker too.
    return unpacker === null ? request : pipeline(request, unpacker(), () => undefined);
}
const unpackers = {
    identity: null,
    gzip: createGunzip,
    'x-gzip': createGunzip,
    deflate: createInflate,
    br: createBrotliDecompress
};
function zlibError(error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const isZlib = code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR');
    return isZlib ? StoreError.of(271, `Cannot unpack the body: ${code}`) : error;
}
/** The text fields of a multipart form: the client sends its parameters so when they are too long for a URL. */
export async function formFields(body, contentType) {
    const form = new Response(new Uint8Array(body), { headers: { 'content-type': contentType } });
    try {
        const fields = [...(await form.formData())];
        return new Map(fields.filter((field) => typeof field[1] === 'string'));
    }
    catch {
        throw StoreError.of(36, 'The multipart form cannot be read');
    }
}
//# sourceMappingURL=request-body.js.map