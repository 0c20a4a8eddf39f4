import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { newReading } from '../../collector/record/reading.js';
const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(join(root, 'docs/add-a-wire.md'), 'utf8');
describe('the page on adding a wire', () => {
    it('has an example that reads the lines it shows', async () => {
        const wire = await wireOf(example('ts'));
        const ask = { method: 'POST', path: '/v1/repeat', body: {}, model: '', streams: true };
        expect(wire.asked({ ...ask, wantsUsage: false })).toBe(true);
        const reading = newReading(true);
        const lines = example('json lines').trim().split('\n');
        const brought = lines.map(line => {
            const value = JSON.parse(line);
            expect(wire.fits(value)).toBe(true);
            return wire.read(value, reading);
        });
        expect(brought).toEqual(['visible', 'visible', 'none']);
        expect(reading).toMatchObject({ ended: true, finishReason: 'enough', responseModel: 'parrot-2' });
        expect(wire.usage(reading)).toEqual({ inputTokens: 16, cacheReadTokens: 4, outputTokens: 2 });
    });
    it('has an example that keeps what it does not understand out of the counts', async () => {
        const wire = await wireOf(example('ts'));
        const reading = newReading(true);
        wire.read({ done: 7, bill: { heard: 'much', said: null } }, reading);
        expect(wire.usage(reading)).toEqual({ inputTokens: null, cacheReadTokens: null, outputTokens: null });
    });
});
function example(language) {
    const found = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1];
    if (found === undefined)
        throw new Error(`no example in ${language}`);
    return found;
}
/** Imports the example as if it stood beside the wires. */
async function wireOf(source) {
    const folder = mkdtempSync(join(tmpdir(), 'teeline-wire-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'parrot-repeat.ts');
    const record = join(root, 'collector/record');
    writeFileSync(file, source.replaceAll("from '../", `from '${record}/`).replaceAll("from './", `from '${record}/wires/`));
    const { parrotRepeat } = (await import(file));
    return parrotRepeat;
}
//# sourceMappingURL=add-a-wire.test.js.map