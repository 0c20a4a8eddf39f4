import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configurationPage } from '../../collector/configuration-page.js';
test('docs/configuration.md is what the schema says; npm run docs writes it', () => {
    const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
    expect(page).toBe(configurationPage());
});
//# sourceMappingURL=configuration-page.test.js.map