/** From flags, environment, file and defaults to one frozen configuration, or to one error that names every problem. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { distance } from 'fastest-levenshtein';
import { Settings } from 'typebox/system';
import { Value } from 'typebox/value';
import { parse } from 'yaml';
import { configSchema, secretPaths } from '../schemas/config.js';
import { TeelineError } from '../schemas/errors.js';
import { isLoopback, splitAddress } from './address.js';
import { environmentName } from './configuration-page.js';
import { checkOverride, mergeOverrides } from './price-override.js';
/**
 * Loads and checks the configuration.
 *
 * @throws TeelineError `TEELINE_CONFIG_UNREADABLE` or `TEELINE_CONFIG_INVALID`, the latter with all problems at once.
 */
export function loadConfig(flags, env) {
    const file = flags.config ?? env['TEELINE_CONFIG'];
    const tree = readFile(file);
    const problems = [];
    applyEnvironment(tree, configSchema, [], env, problems);
    applyFlags(tree, flags);
    resolveSecrets(tree, env, problems);
    const filled = Value.Default(configSchema, tree);
    problems.push(...schemaProblems(filled));
    if (problems.length === 0)
        problems.push(...meaningProblems(filled));
    const priceOverride = problems.length > 0
        ? null
        : overrideOf(filled, dirname(resolve(file ?? 'teeline.yaml')), problems);
    if (problems.length > 0 || priceOverride === null)
        throw invalid(problems);
    return {
        config: deepFreeze(filled),
        dataDir: resolve(flags.data ?? env['TEELINE_DATA'] ?? '.teeline'),
        priceOverride: deepFreeze(priceOverride)
    };
}
/**
 * The prices of an override file, which has the keys of `prices` in the configuration.
 *
 * @throws TeelineError as `loadConfig`.
 */
export function readOverride(path) {
    const problems = [];
    const override = overrideFromFile(path, problems);
    if (problems.length > 0)
        throw invalid(problems);
    return override;
}
/** Rules in the configuration come before those of the file, so they win where the first one does. */
function overrideOf(config, folder, problems) {
    const { override: path, ...inline } = config.prices;
    const file = path === undefined ? { fx: {}, rules: [] } : overrideFromFile(resolve(folder, path), problems);
    const merged = mergeOverrides(inline, file);
    problems.push(...checkOverride(merged, inline.rules.length, path ?? ''));
    return merged;
}
/** Checked as the same keys of the configuration are, so that there is one schema and one set of words. */
function overrideFromFile(path, problems) {
    const tree = readFile(path);
    const filled = Value.Default(configSchema, { prices: tree });
    const found = schemaProblems(filled).map(problem => `${path}: ${problem.replace(/^prices\.?/, '')}`);
    if ('override' in tree)
        found.push(`${path}: override: a file of prices cannot name another`);
    problems.push(...found);
    return found.length > 0 ? { fx: {}, rules: [] } : filled.prices;
}
/** The effective configuration for a reader: secrets as `***`. */
export function printableConfig(loaded) {
    const copy = structuredClone(loaded.config);
    for (const path of secretPaths) {
        const keys = path.split('.');
        const last = keys.pop();
        const holder = keys.reduce((node, key) => node?.[key], copy);
        if (holder?.[last] !== undefined)
            holder[last] = '***';
    }
    return { data: loaded.dataDir, ...copy };
}
function readFile(path) {
    const file = path ?? 'teeline.yaml';
    if (path === undefined && !existsSync(file))
        return {};
    let tree;
    try {
        tree = parse(readFileSync(file, 'utf8'));
    }
    catch (cause) {
        const reason = cause.message.split('\n')[0];
        throw new TeelineError('TEELINE_CONFIG_UNREADABLE', `cannot read ${file}: ${reason}`, 'Name an existing YAML file with --config, or leave it out for the defaults.', cause);
    }
    if (tree === null || tree === undefined)
        return {};
    if (typeof tree !== 'object' || Array.isArray(tree))
        throw invalid([`${file}: the top level must be a map of keys`]);
    return tree;
}
/** `TEELINE_COLLECTOR_MAX_BODY_BYTES` stands for `collector.maxBodyBytes`, and so on for every single value. */
function applyEnvironment(tree, schema, path, env, problems) {
    for (const [key, node] of Object.entries(schema.properties ?? {})) {
        if (node.type === 'array' || node.patternProperties !== undefined)
            continue;
        const here = [...path, key];
        if (node.properties !== undefined) {
            tree[key] ??= {};
            const child = tree[key];
            if (typeof child === 'object' && child !== null)
                applyEnvironment(child, node, here, env, problems);
            continue;
        }
        const name = environmentName(here);
        const text = env[name];
        if (text !== undefined)
            tree[key] = typed(text, node, name, problems);
    }
}
function typed(text, node, name, problems) {
    if (node.type === 'integer') {
        if (/^\d+$/.test(text))
            return Number(text);
        problems.push(`${name}: must be a whole number, not "${text}"`);
        return undefined;
    }
    if (node.type === 'boolean') {
        if (text === 'true' || text === 'false')
            return text === 'true';
        problems.push(`${name}: must be true or false, not "${text}"`);
        return undefined;
    }
    return text;
}
function applyFlags(tree, flags) {
    const set = (section, key, value) => {
        if (value !== undefined)
            tree[section] = { ...tree[section], [key]: value };
    };
    set('collector', 'listen', flags.listen);
    set('collector', 'admin', flags.admin);
    set('store', 'listen', flags.storeListen);
    if (flags.logLevel !== undefined)
        tree['logLevel'] = flags.logLevel;
}
function resolveSecrets(tree, env, problems) {
    const store = tree['store'];
    const reference = store?.['password'];
    if (store === undefined || typeof reference !== 'string' || !reference.startsWith('env:'))
        return;
    const name = reference.slice('env:'.length);
    const value = env[name];
    if (value === undefined)
        problems.push(`store.password: the environment has no ${name}`);
    else
        store['password'] = value;
}
function schemaProblems(value) {
    const problems = [];
    // typebox stops at eight by default; a reader wants them all.
    Settings.Set({ maxErrors: 1_000 });
    for (const error of Value.Errors(configSchema, value)) {
        const where = error.instancePath.slice(1).replaceAll('/', '.');
        if (error.keyword === 'boolean' || error.keyword === 'const')
            continue;
        if (error.keyword === 'additionalProperties') {
            for (const key of error.params.additionalProperties)
                problems.push(unknownKey(where, key));
        }
        else if (error.keyword === 'anyOf') {
            problems.push(`${where}: must be one of ${nodeAt(where)
                ?.anyOf?.map(({ const: value }) => value)
                .join(', ')}`);
        }
        else if (error.keyword === 'pattern') {
            problems.push(`${where}: must be ${nodeAt(where)?.form ?? 'written otherwise'}`);
        }
        else {
            problems.push(`${where === '' ? 'top level' : where}: ${error.message}`);
        }
    }
    return problems;
}
function unknownKey(where, key) {
    const names = siblings(where);
    const nearest = names.toSorted((a, b) => distance(a, key) - distance(b, key))[0];
    const path = where === '' ? key : `${where}.${key}`;
    return `${path}: no such key${nearest === undefined ? '' : `; did you mean ${nearest}?`}`;
}
function siblings(where) {
    return Object.keys(nodeAt(where)?.properties ?? {});
}
function nodeAt(where) {
    let node = configSchema;
    for (const key of where === '' ? [] : where.split('.')) {
        node = node?.items ?? node?.properties?.[key] ?? Object.values(node?.patternProperties ?? {})[0];
    }
    return node;
}
/** What a schema cannot say. */
function meaningProblems(config) {
    const problems = [];
    const port = (name, address) => {
        if (splitAddress(address).port > 65_535)
            problems.push(`${name}: a port is at most 65535`);
    };
    port('collector.listen', config.collector.listen);
    port('collector.admin', config.collector.admin);
    port('store.listen', config.store.listen);
    if (!isLoopback(splitAddress(config.collector.admin).host)) {
        problems.push('collector.admin: must be a loopback address (127.0.0.1, ::1 or localhost)');
    }
    if (config.store.url === undefined && config.store.cluster !== undefined) {
        problems.push('store.cluster: needs store.url; the embedded store is a single node');
    }
    if (config.store.url !== undefined && holdsCredentials(config.store.url)) {
        problems.push('store.url: must not hold credentials; set store.user and store.password');
    }
    for (const [index, route] of config.routes.entries()) {
        if (!URL.canParse(route.upstream))
            problems.push(`routes.${index}.upstream: not a URL`);
        else if (holdsCredentials(route.upstream))
            problems.push(`routes.${index}.upstream: must not hold credentials`);
    }
    return problems;
}
/** What is shown and logged must not have to be searched for them. */
function holdsCredentials(text) {
    if (!URL.canParse(text))
        return false;
    const { username, password, searchParams } = new URL(text);
    return username !== '' || password !== '' || searchParams.has('user') || searchParams.has('password');
}
function invalid(problems) {
    const list = problems.map(problem => `  ${problem}`).join('\n');
    return new TeelineError('TEELINE_CONFIG_INVALID', `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} in the configuration:\n${list}`, 'Mend these and start again; docs/configuration.md lists every key.');
}
function deepFreeze(value) {
    if (typeof value === 'object' && value !== null) {
        for (const child of Object.values(value))
            deepFreeze(child);
        Object.freeze(value);
    }
    return value;
}
//# sourceMappingURL=config.js.map