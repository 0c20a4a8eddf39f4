import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfig, readOverride } from '../collector/config.js';
let folder;
const file = (name) => join(folder, name);
beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'teeline-prices-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
function load(yaml) {
    writeFileSync(file('teeline.yaml'), yaml);
    return loadConfig({ config: file('teeline.yaml'), data: folder }, {}).priceOverride;
}
function problemsOf(act) {
    try {
        act();
    }
    catch (error) {
        return error.message;
    }
    throw new Error('it was taken');
}
test('without prices there are no rules', () => {
    expect(load('')).toEqual({ fx: {}, rules: [] });
});
test('rules stand in the configuration, in a file beside it, or in both: then those of the configuration come first', () => {
    writeFileSync(file('prices.yaml'), 'fx: { CNY: [{ from: 2026-11-01, rate: 7.12 }] }\nrules: [{ currency: CNY, match: { route: /relay } }]');
    expect(load('prices: { override: prices.yaml, rules: [{ multiplier: 0.85 }] }')).toEqual({
        fx: { CNY: [{ from: '2026-11-01', rate: 7.12 }] },
        rules: [{ multiplier: 0.85 }, { currency: 'CNY', match: { route: '/relay' } }]
    });
    expect(readOverride(file('prices.yaml')).rules).toHaveLength(1);
});
test('all problems come at once, each with its place and in the same words', () => {
    const rules = [
        'fx: { CNY: [{ rate: 0, from: yesterday }] }',
        'rules:',
        '  - { match: { modle: "gpt-*" }, set: { input_mtoks: 2 }, multiplier: -1, validfrom: 2026-11-01 }',
        '  - { set: {}, currency: yuan }'
    ].join('\n');
    writeFileSync(file('prices.yaml'), rules);
    const fromFile = problemsOf(() => readOverride(file('prices.yaml')));
    const inline = problemsOf(() => load(`prices:\n${rules.replaceAll(/^/gm, '  ')}`));
    for (const place of ['fx.CNY.0.rate', 'rules.0.multiplier', 'rules.1.set']) {
        expect(fromFile).toContain(`prices.yaml: ${place}: must`);
        expect(inline).toContain(`prices.${place}: must`);
    }
    expect(inline).toContain('prices.fx.CNY.0.from: must be a date such as 2026-11-01');
    expect(inline).toContain('prices.rules.0.match.modle: no such key; did you mean model?');
    expect(inline).toContain('prices.rules.0.set.input_mtoks: no such key; did you mean input_mtok?');
    expect(inline).toContain('prices.rules.0.validfrom: no such key; did you mean validFrom?');
    expect(inline).toContain('prices.rules.1.currency: must be three capital letters such as CNY');
});
test('what a schema cannot say is checked too', () => {
    const text = problemsOf(() => load([
        'prices:',
        '  fx: { Cny: [{ rate: 7 }], USD: [{ rate: 1 }], EUR: [{ from: 2026-02-30, rate: 1 }] }',
        '  rules: [{ match: {} }, { currency: CNY }, { multiplier: 1, validFrom: 2026-11-02, validUntil: 2026-11-02 }]'
    ].join('\n')));
    expect(text).toContain('prices.rules.0: does nothing');
    expect(text).toContain('prices.rules.1.currency: fx has no rate for CNY');
    expect(text).toContain('prices.rules.2.validUntil: must be after validFrom');
    expect(text).toContain('prices.fx.Cny: a currency is three capital letters');
    expect(text).toContain('prices.fx.USD: prices are in USD');
    expect(text).toContain('prices.fx.EUR: 2026-02-30 is no date');
});
test('a file that is not there, or names another, is a problem', () => {
    expect(problemsOf(() => load('prices: { override: none.yaml }'))).toContain('none.yaml');
    writeFileSync(file('prices.yaml'), 'override: other.yaml');
    expect(problemsOf(() => load('prices: { override: prices.yaml }'))).toContain('cannot name another');
});
//# sourceMappingURL=price-override.test.js.map