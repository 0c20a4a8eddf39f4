/** Load goes through a collector that is safe to send keys to, by routes that its configuration names; nowhere else. */
import { isIP } from 'node:net';
import { TeelineError } from '../../schemas/errors.js';
/**
 * The base URL to send load to.
 *
 * @throws TeelineError `TEELINE_LOAD_COLLECTOR`: there is none, or keys would cross a network in the clear.
 */
export function collectorUrlOf(text) {
    if (text === null) {
        throw new TeelineError('TEELINE_LOAD_COLLECTOR', 'no collector runs on this data directory', 'Start teeline up, name its directory with --data, or its base URL with --collector.');
    }
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url === null || !/^https?:$/.test(url.protocol)) {
        throw new TeelineError('TEELINE_LOAD_COLLECTOR', `${text} is not the base URL of a collector`, 'Write it as http://127.0.0.1:8787.');
    }
    if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
        throw new TeelineError('TEELINE_LOAD_COLLECTOR', `${url.origin} is another machine, and http would carry API keys in the clear`, 'Run the load test on the machine of the collector, or reach it by https.');
    }
    return url;
}
/**
 * The routes of a running collector.
 *
 * @throws TeelineError `TEELINE_LOAD_COLLECTOR` when it does not answer.
 */
export async function readRoutes(adminUrl) {
    try {
        const answer = await fetch(new URL('/routes', adminUrl), { signal: AbortSignal.timeout(routesTimeoutMs) });
        if (!answer.ok)
            throw new Error(`status ${answer.status}`);
        return (await answer.json());
    }
    catch (cause) {
        throw new TeelineError('TEELINE_LOAD_COLLECTOR', `the collector's admin address ${adminUrl} does not answer: ${cause.message}`, 'Look whether teeline up still runs.', cause);
    }
}
/**
 * The route of each arm, by its path prefix.
 *
 * @throws TeelineError `TEELINE_LOAD_ROUTE` naming every arm whose route the collector does not have.
 */
export function routesOfArms(arms, routes) {
    const found = new Map();
    for (const { route } of arms) {
        const match = routes.find(({ prefix }) => hasPrefix(prefix, route));
        if (match !== undefined)
            found.set(route, match);
    }
    const missing = [...new Set(arms.map(({ route }) => route))].filter(route => !found.has(route));
    if (missing.length > 0) {
        throw new TeelineError('TEELINE_LOAD_ROUTE', `the collector has no route ${missing.join(', ')}`, `It has ${routes.map(({ prefix }) => prefix).join(', ')}. More stand in teeline.yaml under routes.`);
    }
    return found;
}
/** Whether what stands behind a route is on this machine, where nothing is billed. */
export function isLocalUpstream({ upstream }) {
    return URL.canParse(upstream) && isLoopback(new URL(upstream).hostname);
}
/** `{name}` in a prefix stands for one segment. */
function hasPrefix(prefix, route) {
    const wanted = prefix.split('/');
    const given = route.split('/');
    return (wanted.length === given.length &&
        wanted.every((segment, at) => segment === given[at] || (/^\{\w+\}$/.test(segment) && given[at] !== '')));
}
function isLoopback(host) {
    const bare = host.replace(/^\[|\]$/g, '');
    return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}
const routesTimeoutMs = 5_000;
//# sourceMappingURL=collector-check.js.map