/** New connections to the one target of a run: its name looked up once, its certificate verified, no delay of small writes. */
import { lookup as lookUp } from 'node:dns/promises';
import { connect as connectTcp, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { TeelineError } from '../../schemas/errors.js';
/** Rejects with TEELINE_LOAD_COLLECTOR when the target's name cannot be resolved. `ca`: authorities in place of the usual ones. */
export async function createDialler(target, ca) {
    const secure = target.protocol === 'https:';
    const host = target.hostname.replace(/^\[|\]$/g, '');
    const port = portOf(target);
    const lookup = await resolvedOnce(host);
    if (!secure) {
        return { readyEvent: 'connect', dial: () => connectTcp({ host, port, lookup, noDelay: true }) };
    }
    const options = {
        host,
        port,
        lookup,
        noDelay: true,
        ALPNProtocols: ['http/1.1'],
        // Said aloud, because NODE_TLS_REJECT_UNAUTHORIZED=0 would turn the default off and hand keys to anyone.
        rejectUnauthorized: true,
        ...(isIP(host) === 0 && { servername: host }),
        ...(ca !== undefined && { ca })
    };
    return { readyEvent: 'secureConnect', dial: () => connectTls(options) };
}
export function portOf(target) {
    if (target.port !== '')
        return Number(target.port);
    return target.protocol === 'https:' ? 443 : 80;
}
/** A thousand connections would otherwise queue in the four threads of getaddrinfo, and the queue would pass for connect time. */
async function resolvedOnce(host) {
    const addresses = await lookUp(host, { all: true }).catch(error => {
        throw new TeelineError('TEELINE_LOAD_COLLECTOR', `The name ${host} could not be resolved.`, 'Check the URL that the load shall go to.', error);
    });
    return (_host, options, answer) => {
        const [first] = addresses;
        if (options.all)
            answer(null, addresses);
        else if (first)
            answer(null, first.address, first.family);
    };
}
//# sourceMappingURL=dialler.js.map