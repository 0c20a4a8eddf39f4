/** Makes the bytes of any request of a plan, each on its own: nothing carries over from one to the next. */
import { headerValue } from '../profile/keys.js';
import { basePathOf, keyHeaderOf, keyVariableOf, wireOf } from '../profile/routes.js';
import { below, hashOf, randomOf } from '../schedule/random.js';
import { buildPrompts } from './build-prompts.js';
import { wireTemplates } from './wires.js';
/**
 * The two functions of a plan that make requests.
 *
 * @param rowOf - Index of the trace's row behind each request, by `seq`; NULL without a trace.
 */
export function buildRequests(loaded, runId, rowOf) {
    const { profile, trace, bodies } = loaded;
    const { requests, seed } = profile;
    const senders = profile.arms.map(arm => senderOf(arm, loaded));
    const rowFor = ({ seq }) => trace?.[rowOf?.[seq] ?? -1] ?? null;
    const salt = hashOf(runId);
    const prompts = requests.kind === 'synthetic' ? buildPrompts(profile, requests, salt) : null;
    const bodyOf = (request, row, sender) => {
        if (row?.body !== undefined) {
            // Where it went, it goes as it was; elsewhere, with path and model of the arm.
            const isAsItWas = row.path !== undefined && (row.arm !== undefined || sender.template === null);
            return isAsItWas ? { path: row.path, body: row.body } : row.body;
        }
        if (requests.kind !== 'file' || bodies === null)
            return null;
        const place = requests.order === 'sequence'
            ? request.seq
            : below(randomOf(seed, 'bodies', request.seq), bodies.length);
        return bodies[place % bodies.length] ?? null;
    };
    return {
        build(request) {
            const sender = senders[request.arm];
            const row = rowFor(request);
            const body = bodyOf(request, row, sender);
            const outgoing = body === null
                ? promptRequest(sender, prompts?.make(request, row, wireOf(sender.arm)), requests.body)
                : bodyRequest(sender, body, requests.body);
            if (request.session !== null)
                outgoing.headers['x-teeline-session'] = request.session.id;
            return outgoing;
        },
        expected(request) {
            const row = rowFor(request);
            if (row?.body === undefined && prompts !== null) {
                return prompts.lengths(request, row, wireOf(senders[request.arm].arm));
            }
            if (row === null || row.inputTokens === null || row.outputTokens === null)
                return null;
            return { inputTokens: row.inputTokens, outputTokens: row.outputTokens };
        }
    };
}
function senderOf(arm, { profile, keys }) {
    const wire = wireOf(arm);
    const template = wire === 'raw' ? null : wireTemplates[wire];
    const headers = { 'content-type': 'application/json', ...template?.headers };
    const variable = keyVariableOf(arm);
    const key = variable === null ? undefined : keys[variable.name];
    if (key !== undefined) {
        const [name, value] = keyHeaderOf(arm, key);
        headers[name] = value;
    }
    if (profile.user !== undefined)
        headers['x-teeline-user'] = profile.user;
    if (profile.feature !== undefined)
        headers['x-teeline-feature'] = profile.feature;
    for (const [name, value] of Object.entries({ ...profile.headers, ...arm.headers })) {
        headers[name.toLowerCase()] = headerValue(value, keys);
    }
    return {
        arm,
        base: arm.route + basePathOf(arm),
        headers,
        template,
        takesModelInBody: wire !== 'raw' && wire !== 'gemini.generate'
    };
}
function promptRequest(sender, prompt, more) {
    const { template, arm, base, headers } = sender;
    // Checked with the profile: raw arms have bodies, and all others have a prompt.
    if (template === null || prompt === undefined)
        throw new TypeError('a request without a body');
    return {
        method: 'POST',
        path: base + template.path(arm.model, prompt.stream),
        headers: { ...headers },
        body: Buffer.from(JSON.stringify({ ...template.body(prompt, arm.model, arm.route), ...more }))
    };
}
/** A real body. With a wire, the arm gives model and path; raw says its own path and is sent as it is. */
function bodyRequest(sender, given, more) {
    const { template, arm, base, headers } = sender;
    if (template === null || typeof given['path'] === 'string') {
        const body = JSON.stringify(given['body'] ?? {});
        return {
            method: typeof given['method'] === 'string' ? given['method'] : 'POST',
            path: arm.route + String(given['path'] ?? '/'),
            headers: { ...headers },
            body: Buffer.from(body)
        };
    }
    const { stream, ...rest } = given;
    const isStreamed = stream === true;
    const body = sender.takesModelInBody ? { ...given, model: arm.model, ...more } : { ...rest, ...more };
    return {
        method: 'POST',
        path: base + template.path(arm.model, isStreamed),
        headers: { ...headers },
        body: Buffer.from(JSON.stringify(body))
    };
}
//# sourceMappingURL=build-requests.js.map