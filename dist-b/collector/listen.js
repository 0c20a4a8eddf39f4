/** Listening addresses: `host:port` of the configuration in, a URL out. */
import { once } from 'node:events';
import { TeelineError } from '../schemas/errors.js';
import { splitAddress } from './address.js';
/**
 * Listens on `host:port`; the error names the configuration key.
 *
 * @throws TeelineError `TEELINE_LISTEN_FAILED`
 */
export async function listen(app, key, address) {
    try {
        await app.listen(splitAddress(address));
    }
    catch (cause) {
        throw listenError(key, address, cause);
    }
}
/** The same for a server that is not Fastify's. @throws TeelineError `TEELINE_LISTEN_FAILED` */
export async function listenOn(server, key, address) {
    server.listen(splitAddress(address));
    try {
        await once(server, 'listening');
    }
    catch (cause) {
        throw listenError(key, address, cause);
    }
}
export function listenError(key, address, cause) {
    const { code } = cause;
    const reason = code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${code})`;
    return new TeelineError('TEELINE_LISTEN_FAILED', `${key} ${address} ${reason}`, `Set another one: ${key} in teeline.yaml, or the flag.`, cause);
}
/** `http://127.0.0.1:8787` of a listening server. */
export function addressUrl(server) {
    const { address, port, family } = server.address();
    return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
//# sourceMappingURL=listen.js.map