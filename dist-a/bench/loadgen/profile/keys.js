import { keyVariableOf } from './routes.js';
/** `env:NAME`, alone or after a scheme: `Bearer env:OPENAI_API_KEY`. */
const reference = /^(?:[A-Za-z]+ )?env:([A-Za-z_][A-Za-z0-9_]*)$/;
const credentialHeaders = new Set([
    'authorization',
    'proxy-authorization',
    'x-api-key',
    'api-key',
    'x-goog-api-key',
    'cookie'
]);
/** Every environment variable that the profile needs, by name. */
export function resolveKeys(profile, env, problems) {
    const keys = {};
    const take = (where, name, isRequired) => {
        const value = env[name];
        if (value !== undefined && /[^\t\x20-\x7e]/.test(value))
            problems.push(`${where}: ${name} in the environment holds what a header must not, such as a line break`);
        else if (value !== undefined && value !== '')
            keys[name] = value;
        else if (isRequired)
            problems.push(`${where}: the environment has no ${name}`);
    };
    for (const [where, headers] of headerMaps(profile)) {
        for (const [header, value] of Object.entries(headers)) {
            const name = reference.exec(value)?.[1];
            if (name !== undefined)
                take(`${where}.${header}`, name, true);
        }
    }
    for (const [index, arm] of profile.arms.entries()) {
        const variable = keyVariableOf(arm);
        if (variable !== null)
            take(`arms.${index}.apiKey`, variable.name, variable.isRequired);
    }
    return keys;
}
/** Credentials that stand in the profile itself, and headers that HTTP does not allow. Their values are not repeated. */
export function headerProblems(profile) {
    return headerMaps(profile).flatMap(([where, headers]) => Object.entries(headers).flatMap(([name, value]) => {
        if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name))
            return [`${where}.${name}: not a header name`];
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a header value must not hold (RFC 9110 §5.5)
        if (/[\x00-\x08\x0a-\x1f\x7f]/.test(value))
            return [`${where}.${name}: not a header value`];
        if (!credentialHeaders.has(name.toLowerCase()) || reference.test(value))
            return [];
        return [`${where}.${name}: a credential never stands in a profile; write env:NAME or Bearer env:NAME`];
    }));
}
/** A header's value with what it refers to. */
export function headerValue(value, keys) {
    const name = reference.exec(value)?.[1];
    return name === undefined ? value : value.replace(`env:${name}`, keys[name] ?? '');
}
function headerMaps(profile) {
    return [
        ['headers', profile.headers],
        ...profile.arms.map((arm, index) => [
            `arms.${index}.headers`,
            arm.headers
        ])
    ];
}
//# sourceMappingURL=keys.js.map