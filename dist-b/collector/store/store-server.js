import { createServer } from 'node:http';
import { sendError } from './answer.js';
import { isAllowed, isAnonymous, storeUser } from './credentials.js';
import { places } from './engine-settings.js';
import { Lane } from './lane.js';
import { answerQuery } from './query-handler.js';
import { queryIdOf, readRequest } from './request.js';
import { BodyBudget } from './request-body.js';
import { StoreError } from './store-error.js';
const mebibyte = 1024 * 1024;
/** The part of ClickHouse's HTTP interface that its clients use, over the engine. Does not listen yet. */
export function buildStoreServer(engine, options) {
    const maxBodyBytes = options.maxBodyBytes ?? 128 * mebibyte;
    const budget = new BodyBudget(maxBodyBytes, 2 * maxBodyBytes);
    const lanes = {
        writes: new Lane(places.writes, places.queued),
        reads: new Lane(places.reads, places.queued)
    };
    const server = createServer({ maxHeaderSize: mebibyte, keepAliveTimeout: 30_000, requestTimeout: 300_000 }, (request, response) => {
        const url = new URL(request.url ?? '/', 'http://store');
        const failed = (thrown) => endWithError(request, response, url, thrown);
        handle(request, response, url, { engine, lanes, budget, ...options }).catch(failed);
    });
    // A reader that takes nothing must not keep its place for ever. Longer than the longest query may run.
    server.timeout = 900_000;
    return server;
}
async function handle(request, response, url, { engine, lanes, budget, password }) {
    if (request.method !== 'GET' && request.method !== 'POST')
        return endPlain(response, 405, 'Use GET or POST.\n');
    const isPing = url.pathname === '/ping' || (request.method === 'GET' && !url.searchParams.has('query'));
    if (url.pathname !== '/' && !isPing)
        return endPlain(response, 404, 'There is no such resource here.\n');
    if (isPing)
        return endPlain(response, 200, 'Ok.\n');
    if (!isAllowed(request, url, password))
        return endUnknown(request, response, url);
    const gone = goneSignal(response);
    const { body, release } = await budget.read(request);
    try {
        await answerQuery(engine, lanes, await readRequest(request, url, body), response, gone);
    }
    finally {
        release();
    }
}
/** Fires when the client leaves before it has its whole answer. */
function goneSignal(response) {
    const gone = new AbortController();
    response.once('close', () => {
        if (!response.writableFinished)
            gone.abort(new Error('the client left'));
    });
    return gone.signal;
}
function endWithError(request, response, url, thrown) {
    // Nobody is left to read it.
    if (response.destroyed)
        return;
    // The rest of a body that nobody wants would have to be read to its end: the connection closes instead.
    if (!request.complete)
        response.shouldKeepAlive = false;
    sendError(response, queryIdOf(url.searchParams), StoreError.from(thrown));
}
function endUnknown(request, response, url) {
    const isFirst = isAnonymous(request, url);
    if (isFirst)
        response.setHeader('www-authenticate', 'Basic realm="teeline store"');
    if (!request.complete)
        response.shouldKeepAlive = false;
    const error = StoreError.of(516, `${storeUser}: Authentication failed: wrong user or password`);
    sendError(response, queryIdOf(url.searchParams), error, isFirst ? 401 : 403);
}
function endPlain(response, status, text) {
    response.writeHead(status, { 'content-type': 'text/plain; charset=UTF-8' }).end(text);
}
//# sourceMappingURL=store-server.js.map