import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkProfile } from '../../loadgen/profile/check-profile.js';
import { meaningProblems } from '../../loadgen/profile/meaning.js';
import { applyOverrides } from '../../loadgen/profile/overrides.js';
import { profileSchema } from '../../loadgen/profile/profile-schema.js';
import { withTables } from '../../loadgen/profile/profiles-page.js';
const page = readFileSync(new URL('../../docs/profiles.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, yaml]) => parse(yaml));
test('the tables of docs/profiles.md are what the schema says; npm run docs writes them', () => {
    expect(page).toBe(withTables(page));
    expect(page).toContain('| `arms[].model` |');
});
test('each example of docs/profiles.md is a valid profile', () => {
    expect(blocks.length).toBeGreaterThan(10);
    for (const block of blocks) {
        const tree = { ...structuredClone(blocks[0]), ...structuredClone(block) };
        const problems = [];
        applyOverrides(tree, {}, problems);
        const checked = checkProfile(tree);
        problems.push(...checked.problems);
        problems.push(...meaningProblems({ profile: checked.profile, trace: null, bodies: null, keys: {} }));
        expect([block, problems]).toEqual([block, []]);
    }
});
test('docs/profiles.md has an example of every key', () => {
    const shown = new Set(blocks.flatMap(keysIn));
    expect([...keysOf(profileSchema)].filter(key => !shown.has(key))).toEqual([]);
});
function keysIn(value) {
    if (typeof value !== 'object' || value === null)
        return [];
    return Object.entries(value).flatMap(([key, child]) => [key, ...keysIn(child)]);
}
function keysOf(schema) {
    const { properties = {}, anyOf = [], items } = schema;
    const inner = [...Object.values(properties), ...anyOf, ...(items === undefined ? [] : [items])];
    return new Set([...Object.keys(properties), ...inner.flatMap(node => [...keysOf(node)])]);
}
//# sourceMappingURL=profiles-page.test.js.map