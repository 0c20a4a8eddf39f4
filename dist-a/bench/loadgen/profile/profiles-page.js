/** The tables of docs/profiles.md, made from the schema: what is documented is what is checked. */
import { profileSchema } from './profile-schema.js';
import { basePathOf, keyVariableOf, knownRoutes, wireOf } from './routes.js';
/** The page with its tables renewed; they stand between `<!-- keys -->` or `<!-- routes -->` and their ends. */
export function withTables(page) {
    const tables = { keys: profileKeys(), routes: routeHabits() };
    return Object.entries(tables).reduce((text, [name, table]) => text.replace(new RegExp(`(<!-- ${name} -->\\n).*(<!-- /${name} -->)`, 's'), (_, start, end) => `${start}\n${table}\n${end}`), page);
}
/** Every key with its values, default and meaning. */
function profileKeys() {
    const schema = profileSchema;
    const { arrivals, requests, arms, warmup, timeouts, slos, ...top } = schema.properties ?? {};
    return [
        '### Top level',
        '',
        // Its default, the name of the file, is not the schema's to know.
        ...table('', top, new Set(schema.required?.filter(key => key !== 'name'))),
        '### arms',
        '',
        'A list. `openai/gpt-4o-mini` is short for `{ route: /openai, model: gpt-4o-mini }`.',
        '',
        ...table('arms[].', arms?.items?.properties ?? {}, new Set(arms?.items?.required)),
        '### arrivals',
        '',
        ...forms('arrivals', arrivals),
        '### requests',
        '',
        ...forms('requests', requests),
        '### Lengths',
        '',
        'A whole number, or drawn:',
        '',
        ...lengthForms(requests),
        '### warmup, timeouts, slos',
        '',
        ...table('warmup.', warmup?.properties ?? {}, new Set()),
        ...table('timeouts.', timeouts?.properties ?? {}, new Set()),
        ...table('slos[].', slos?.items?.properties ?? {}, new Set(slos?.items?.required))
    ].join('\n');
}
/** What is assumed of a route when a profile does not say it. */
function routeHabits() {
    const rows = knownRoutes.map(route => {
        const arm = { route, model: 'm', headers: {}, weight: 1 };
        const base = basePathOf({ ...arm, wire: 'openai.chat' });
        const key = keyVariableOf(arm)?.name ?? '';
        return `| ${[route, wireOf(arm), base, key].map(code).join(' | ')} |`;
    });
    return ['| route | wire | base path of OpenAI wires | key |', '|---|---|---|---|', ...rows, ''].join('\n');
}
function code(text) {
    return text === '' ? '' : `\`${text}\``;
}
function forms(path, union) {
    return (union?.anyOf ?? []).flatMap(form => {
        const { kind, ...rest } = form.properties ?? {};
        const flat = Object.entries(rest).flatMap(([key, node]) => nested(key, node));
        const needed = Object.entries(rest).flatMap(([key, node]) => nestedRequired(key, node));
        return [
            `**\`${path}.kind: ${String(kind?.const)}\`** ${form.description ?? ''}`,
            '',
            ...table('', Object.fromEntries(flat), new Set([...(form.required ?? []), ...needed]))
        ];
    });
}
/** A map within a form becomes rows of its own. */
function nested(key, node) {
    const inner = Object.entries(mapIn(node)?.properties ?? {});
    return [
        [key, node],
        ...inner.map(([name, child]) => [inside(key, node) + name, child])
    ];
}
function nestedRequired(key, node) {
    return (mapIn(node)?.required ?? []).map(name => inside(key, node) + name);
}
function mapIn(node) {
    return [node.items, node].find(inner => inner?.properties !== undefined);
}
function inside(key, node) {
    return node.items === undefined ? `${key}.` : `${key}[].`;
}
function lengthForms(requests) {
    const lengths = requests?.anyOf?.[0]?.properties?.['inputTokens']?.anyOf ?? [];
    const rows = lengths
        .filter(form => form.properties !== undefined)
        .map(form => {
        const keys = Object.keys(form.properties ?? {}).filter(key => key !== 'kind');
        const needed = keys.filter(key => form.required?.includes(key)).map(key => `\`${key}\``);
        const others = keys.filter(key => !form.required?.includes(key)).map(key => `\`${key}\``);
        return `| \`${String(form.properties?.['kind']?.const)}\` | ${needed.join(', ')} | ${others.join(', ')} | ${form.description ?? ''} |`;
    });
    return ['| kind | needs | takes | meaning |', '|---|---|---|---|', ...rows, ''];
}
function table(prefix, properties, required) {
    const rows = Object.entries(properties).map(([key, node]) => {
        const shown = node.default === undefined ? (required.has(key) ? 'needed' : '') : `\`${JSON.stringify(node.default)}\``;
        return `| \`${prefix}${key}\` | ${valueText(node)} | ${shown} | ${node.description ?? ''} |`;
    });
    return ['| key | value | default | meaning |', '|---|---|---|---|', ...rows, ''];
}
function valueText(node) {
    if (node.enum !== undefined)
        return node.enum.map(word => `\`${word}\``).join(', ');
    if (node.anyOf !== undefined)
        return 'a length';
    if (node.form !== undefined)
        return node.form;
    if (node.type === 'integer' || node.type === 'number') {
        const least = node.exclusiveMinimum === undefined ? `${node.minimum}` : `over ${node.exclusiveMinimum}`;
        return node.maximum === undefined ? `${least}` : `${least} … ${node.maximum}`;
    }
    if (node.type === 'object')
        return 'a map';
    return node.type === 'array' ? 'a list' : (node.type ?? '');
}
//# sourceMappingURL=profiles-page.js.map