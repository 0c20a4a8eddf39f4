import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rowFromTape } from '../../collector/record/record.js';
import { requestColumns } from '../../schemas/row.js';
import { contextOf, eventStream, sse, tapeOf } from '../record/tapes.js';
const page = readFileSync(new URL('../../docs/metrics.md', import.meta.url), 'utf8');
test('the example in docs/metrics.md is what a row says', () => {
    const row = rowFromTape(exampleTape(), contextOf());
    const expected = exampleTable();
    expect(Object.keys(expected)).toHaveLength(11);
    expect(row).toMatchObject(expected);
});
test('docs/metrics.md names every column of times that there is, and no other', () => {
    const named = new Set([...page.matchAll(/`([a-z0-9_]+_us|frames|stalls)`/g)].map(match => match[1]));
    const columns = Object.keys(requestColumns).filter(name => /_us$|^frames$|^stalls$/.test(name));
    expect([...named].sort()).toEqual(columns.sort());
});
function exampleTape() {
    const lines = fence('timeline').map(line => line.trim().split(' '));
    const at = (kind) => Number(lines.find(line => line[1] === kind)?.[0]);
    const response = lines
        .filter(line => !['connection', 'head'].includes(line[1]))
        .map(([time, kind, ...words]) => [frame(kind, words), Number(time)]);
    return tapeOf({
        request: {
            model: 'deepseek-reasoner',
            stream: true,
            messages: [{ role: 'user', content: 'What is it?' }]
        },
        responseHeaders: eventStream,
        response,
        tape: { waitUs: at('connection'), ttfbUs: at('head') }
    });
}
function frame(kind, words) {
    if (kind === 'done')
        return 'data: [DONE]\n\n';
    const chunk = (delta, rest = {}) => sse({ choices: [{ index: 0, delta }], ...rest });
    if (kind === 'role')
        return chunk({ role: 'assistant', content: '' });
    if (kind === 'reasoning')
        return chunk({ reasoning_content: words.join(' ') });
    if (kind === 'text')
        return chunk({ content: words.join(' ') });
    const [prompt_tokens, completion_tokens] = words.map(Number);
    const usage = { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
    return sse({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage });
}
function exampleTable() {
    const section = page.slice(page.indexOf('## An example'), page.indexOf('## How others'));
    const cells = [...section.matchAll(/^\| `(\w+)` \| (\d+) \|$/gm)];
    return Object.fromEntries(cells.map(([, name, value]) => [name, Number(value)]));
}
function fence(name) {
    const [, text = ''] = new RegExp(`\`\`\`${name}\\n([^]*?)\`\`\``).exec(page) ?? [];
    return text.trimEnd().split('\n');
}
//# sourceMappingURL=metrics.test.js.map