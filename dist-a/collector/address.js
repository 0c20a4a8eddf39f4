/** Addresses as the configuration writes them. Apart from its check, which what only listens need not load. */
/** `127.0.0.1:8787` or `[::1]:8787` as host and port. */
export function splitAddress(address) {
    const colon = address.lastIndexOf(':');
    return { host: address.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(address.slice(colon + 1)) };
}
/** Whether only this machine can reach that host. */
export function isLoopback(host) {
    return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
//# sourceMappingURL=address.js.map