/** docs/configuration.md, made from the schema: what is documented is what is checked. */
import { configSchema, secretPaths } from '../schemas/config.js';
/** The page as Markdown. */
export function configurationPage() {
    const schema = configSchema;
    const sections = Object.entries(schema.properties ?? {}).filter(([, node]) => node.properties !== undefined);
    const single = Object.entries(schema.properties ?? {}).filter(([, node]) => node.properties === undefined);
    return [
        '# Configuration',
        '',
        'Made from the schema by `npm run docs`. A flag beats the environment, which beats the file (`teeline.yaml`, or',
        '`--config FILE`), which beats the default. A key that does not exist is an error, and all errors come at once.',
        '`teeline up --print-config` shows what is in force, secrets as `***`.',
        '',
        '`password: env:NAME` takes the value from the environment. `TEELINE_DATA` and `--data` name the data directory',
        '(default `.teeline`): outbox, dead-letter file, embedded store.',
        '',
        ...sections.flatMap(([name, node]) => section(name, node)),
        '## routes',
        '',
        ...table(schema.properties?.['routes']?.items?.properties ?? {}, 'routes[]'),
        '',
        '## The rest',
        '',
        ...table(Object.fromEntries(single.filter(([name]) => name !== 'routes')), ''),
        ''
    ].join('\n');
}
function section(name, node) {
    return [`## ${name}`, '', ...table(node.properties ?? {}, name), ''];
}
function table(properties, prefix) {
    const rows = Object.entries(properties).map(([key, node]) => row(prefix === '' ? key : `${prefix}.${key}`, node));
    return ['| key | value | default | environment | meaning |', '|---|---|---|---|---|', ...rows];
}
function row(path, node) {
    const shown = node.default === undefined ? '' : `\`${secretPaths.has(path) ? '***' : JSON.stringify(node.default)}\``;
    const isOneValue = !path.includes('[]') && node.type !== 'array' && node.patternProperties === undefined;
    const variable = !isOneValue ? '' : `\`${environmentName(path.split('.'))}\``;
    return `| \`${path}\` | ${valueText(node)} | ${shown} | ${variable} | ${node.description ?? ''} |`;
}
function valueText(node) {
    if (node.anyOf !== undefined)
        return node.anyOf.map(({ const: value }) => `\`${value}\``).join(', ');
    if (node.type === 'integer')
        return `${node.minimum} … ${node.maximum}`;
    return node.form ?? node.type ?? '';
}
/** `collector`, `maxBodyBytes` → `TEELINE_COLLECTOR_MAX_BODY_BYTES`. */
export function environmentName(path) {
    return `TEELINE_${path.map(word => word.replace(/[A-Z]/g, '_$&').toUpperCase()).join('_')}`;
}
//# sourceMappingURL=configuration-page.js.map