import { createHash, timingSafeEqual } from 'node:crypto';
/** Who may use the store. ClickHouse's default user, so that a client needs the password only. */
export const storeUser = 'default';
/**
 * Whether a request carries the store's user and password: in `X-ClickHouse-User` and `X-ClickHouse-Key`, by Basic
 * authentication, or in the URL. Compared in constant time.
 */
export function isAllowed(request, url, password) {
    const [user, given] = givenBy(request, url);
    return user === storeUser && timingSafeEqual(digest(given), digest(password));
}
/** Whether it carries none at all: a browser is then asked for them. */
export function isAnonymous(request, url) {
    const { headers } = request;
    return (headers.authorization === undefined &&
        headers['x-clickhouse-key'] === undefined &&
        !url.searchParams.has('password'));
}
function givenBy(request, url) {
    const { headers } = request;
    const key = headers['x-clickhouse-key'];
    if (key !== undefined)
        return [String(headers['x-clickhouse-user'] ?? storeUser), String(key)];
    const basic = /^Basic +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
    if (basic !== undefined) {
        const [user = '', ...rest] = Buffer.from(basic, 'base64').toString().split(':');
        return [user, rest.join(':')];
    }
    return [url.searchParams.get('user') ?? storeUser, url.searchParams.get('password') ?? ''];
}
function digest(text) {
    return createHash('sha256').update(text).digest();
}
//# sourceMappingURL=credentials.js.map