/** A profile of recorded traffic: when requests came, how long they were and where they went; not what they said. */
import { createWriteStream, existsSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'yaml';
import { TeelineError } from '../../schemas/errors.js';
import { wireNames } from '../profile/profile-schema.js';
/**
 * Writes the profile and its trace.
 *
 * @throws TeelineError `TEELINE_USAGE` when a file is in the way, `TEELINE_LOAD_NO_TRAFFIC` when nothing was recorded, and those
 *   of the store (a wrong condition is one).
 */
export async function recordProfile(store, options) {
    const { from, to, out } = options;
    const traceName = `${basename(out).replace(/(\.profile)?\.ya?ml$/, '')}.trace.jsonl`;
    const traceFile = join(dirname(out), traceName);
    for (const file of [out, traceFile])
        if (existsSync(file))
            throw inTheWay(file);
    const counts = { requests: 0, leftOut: 0, lastUs: 0 };
    const comment = `recorded traffic from ${from} to ${to} UTC${options.where === '' ? '' : `, where ${options.where}`}`;
    try {
        const lines = Readable.from(traceLines(store, options, comment, counts));
        await pipeline(lines, createWriteStream(traceFile, { mode: 0o600, flags: 'wx' }));
        if (counts.requests === 0)
            throw noTraffic(options, counts.leftOut);
    }
    catch (error) {
        rmSync(traceFile, { force: true });
        throw error;
    }
    const profile = { arrivals: { kind: 'trace', file: traceName } };
    const head = `# ${comment.replaceAll(/\s+/g, ' ')}\n# Arms are the routes and models of the recording; --arm route/model sends it all elsewhere.\n`;
    writeFileSync(out, `${head}${stringify(profile)}`, { mode: 0o600, flag: 'wx' });
    return {
        profileFile: out,
        traceFile,
        requests: counts.requests,
        leftOut: counts.leftOut,
        seconds: counts.lastUs / 1e6
    };
}
async function* traceLines(store, { from, to, where, bodies }, comment, counts) {
    const header = { format: 'teeline-trace', version: 1, comment };
    yield `${JSON.stringify(header)}\n`;
    // Sessions are numbered in order of appearance: which turns belong together matters, whose they were does not.
    const sessions = new Map();
    let firstUs = null;
    for await (const slice of store.slices(trafficSql(where, bodies), { from, to })) {
        for (const row of slice) {
            const line = traceLine(row, bodies);
            if (line === null) {
                counts.leftOut += 1;
                continue;
            }
            firstUs ??= row.at_us;
            counts.lastUs = row.at_us - firstUs;
            counts.requests += 1;
            if (row.session !== '') {
                const number = sessions.get(row.session) ?? `s${sessions.size + 1}`;
                sessions.set(row.session, number);
                line.session = number;
            }
            yield `${JSON.stringify({ ...line, offset_us: counts.lastUs })}\n`;
        }
    }
}
/** NULL for what cannot be sent again. */
function traceLine(row, bodies) {
    const body = bodies ? bodyOf(row.body) : null;
    const isKnown = wireNames.some(name => name === row.wire);
    if ((bodies ? body === null : !isKnown) || row.model === '')
        return null;
    // A route such as /azure/{resource} stands filled in at the beginning of the path.
    const route = row.path.split('/').slice(0, row.route.split('/').length).join('/');
    return {
        offset_us: 0,
        input_tokens: row.input_tokens,
        output_tokens: row.output_tokens,
        stream: row.streamed,
        route,
        model: row.model,
        wire: row.wire,
        ...(body !== null && { body, path: row.path.slice(route.length) })
    };
}
function bodyOf(text) {
    try {
        const body = JSON.parse(text);
        return typeof body === 'object' && body !== null && !Array.isArray(body)
            ? body
            : null;
    }
    catch {
        return null;
    }
}
/** Load runs are not traffic to be replayed; the condition's line ends, so that a comment in it ends too. */
function trafficSql(where, bodies) {
    return `SELECT toUnixTimestamp64Micro(ts) AS at_us, route, path, wire, request_model AS model, streamed,
    input_tokens, output_tokens, session, ${bodies ? 'request_body' : "''"} AS body
  FROM (
    SELECT * FROM requests
    WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')} AND run_id = '' AND method = 'POST'
    ${where === '' ? '' : `AND (${where}\n)`}
  ) AS recorded
  ${bodies ? "LEFT JOIN (SELECT id, request_body FROM bodies WHERE ts >= {from:DateTime64(6, 'UTC')} - INTERVAL 1 HOUR) AS said USING (id)" : ''}
  ORDER BY recorded.ts, recorded.id`;
}
function inTheWay(file) {
    return new TeelineError('TEELINE_USAGE', `${file} is there already`, 'Name another file with --out, or remove it.');
}
function noTraffic({ from, to, bodies }, leftOut) {
    const why = leftOut === 0
        ? 'Look what there is: teeline query "SELECT min(ts), max(ts), count() FROM requests"'
        : bodies
            ? `${leftOut} requests have no stored body; without --bodies their lengths are enough.`
            : `${leftOut} requests are of kinds that cannot be made up.`;
    return new TeelineError('TEELINE_LOAD_NO_TRAFFIC', `nothing to replay from ${from} to ${to} UTC`, why);
}
//# sourceMappingURL=record-profile.js.map