/** Checks a profile against its schema and says everything that is wrong with it, in words, by path. */
import { distance } from 'fastest-levenshtein';
import { Settings } from 'typebox/system';
import { Value } from 'typebox/value';
import { profileSchema } from './profile-schema.js';
/**
 * The profile that a parsed file stands for, defaults filled in.
 *
 * @param tree - Parsed YAML; changed in place.
 * @returns The profile, and one line for each problem. With problems, the profile is not to be used.
 */
export function checkProfile(tree) {
    const problems = [];
    const schema = narrow(profileSchema, tree, '', problems);
    const filled = Value.Default(schema, tree);
    // typebox stops at eight by default; a reader wants them all.
    Settings.Set({ maxErrors: 1_000 });
    for (const error of Value.Errors(schema, filled)) {
        const where = error.instancePath.slice(1).replaceAll('/', '.');
        const node = nodeAt(schema, where);
        if (error.keyword === 'boolean' || error.keyword === 'const')
            continue;
        if (error.keyword === 'additionalProperties') {
            for (const key of error.params.additionalProperties)
                problems.push(unknownKey(node, where, key));
        }
        else if (error.keyword === 'required') {
            for (const key of error.params.requiredProperties)
                problems.push(`${join(where, key)}: is missing`);
        }
        else if (error.keyword === 'enum') {
            problems.push(`${where}: must be one of ${(node?.enum ?? []).join(', ')}`);
        }
        else if (error.keyword === 'pattern') {
            problems.push(`${where}: must be ${node?.form ?? 'written otherwise'}`);
        }
        else {
            problems.push(`${where === '' ? 'top level' : where}: ${error.message}`);
        }
    }
    return { profile: filled, problems: [...new Set(problems)] };
}
/**
 * The schema with each choice of forms settled by the value's `kind`, so that its errors speak of the form that was meant
 * and not of all the others. Lists hold no such choices.
 */
function narrow(schema, value, path, problems) {
    const node = schema.anyOf === undefined ? schema : formOf(schema, value, path, problems);
    if (node.properties !== undefined) {
        const given = isMap(value) ? value : {};
        const properties = Object.entries(node.properties).map(([key, child]) => [
            key,
            narrow(child, given[key] ?? child.default, join(path, key), problems)
        ]);
        return copyWith(node, { properties: Object.fromEntries(properties) });
    }
    return node;
}
/** A plain value means the form that is not a map; a map says its kind, or means the form whose kind has a default. */
function formOf(schema, value, path, problems) {
    const forms = schema.anyOf ?? [];
    const plain = forms.find(form => form.properties === undefined);
    const maps = forms.filter(form => form.properties !== undefined);
    const settled = (form) => schema.default === undefined ? form : copyWith(form, { default: schema.default });
    if (!isMap(value)) {
        if (plain !== undefined)
            return settled(plain);
        if (value !== undefined)
            problems.push(`${path}: must be a map with a kind`);
        return value === undefined ? settled(anything(schema)) : anything(schema);
    }
    const kind = value['kind'];
    const found = maps.find(form => kind === undefined ? kindOf(form)?.default !== undefined : kindOf(form)?.const === kind);
    if (found !== undefined)
        return settled(found);
    const kinds = maps.map(form => String(kindOf(form)?.const));
    problems.push(kind === undefined
        ? `${join(path, 'kind')}: is missing; one of ${kinds.join(', ')}`
        : `${join(path, 'kind')}: no such kind; did you mean ${nearest(String(kind), kinds)}? One of ${kinds.join(', ')}`);
    return anything(schema);
}
/** Stands for a form that could not be told; what is wrong with it has been said. */
function anything(schema) {
    const { anyOf: _, ...rest } = schema;
    return rest;
}
function copyWith(node, change) {
    const copy = Object.create(Object.getPrototypeOf(node), Object.getOwnPropertyDescriptors(node));
    return Object.assign(copy, change);
}
function unknownKey(node, where, key) {
    const names = Object.keys(node?.properties ?? {});
    const name = nearest(key, names);
    return `${join(where, key)}: no such key${name === undefined ? '' : `; did you mean ${name}?`}`;
}
function nearest(word, names) {
    const farness = (name) => (name.startsWith(word) ? 0 : distance(name, word));
    return names.toSorted((a, b) => farness(a) - farness(b))[0];
}
function nodeAt(schema, where) {
    let node = schema;
    for (const key of where === '' ? [] : where.split('.')) {
        node = node?.items ?? node?.properties?.[key] ?? Object.values(node?.patternProperties ?? {})[0];
    }
    return node;
}
function kindOf(form) {
    return form.properties?.['kind'];
}
function isMap(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function join(path, key) {
    return path === '' ? key : `${path}.${key}`;
}
//# sourceMappingURL=check-profile.js.map