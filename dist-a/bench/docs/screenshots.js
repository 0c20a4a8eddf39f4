/**
 * The pictures of README, taken from the running demonstration: `npm run docs:screens`. Takes two minutes; the pages need
 * chromium.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { runInTerminal } from '../test/support/terminal.js';
import { terminalSvg } from './terminal-image.js';
const run = promisify(execFile);
const size = { columns: 132, rows: 36 };
const images = resolve('docs/images');
const cli = resolve('dist/cli.js');
const screens = [
    { key: '1', name: 'overview' },
    { key: '2', name: 'spend' },
    { key: '3', name: 'requests' }
];
const arms = ['openai/gpt-4o', 'anthropic/claude-haiku-4-5'];
mkdirSync(images, { recursive: true });
// The demonstration makes its data directory in here, where it can be found.
const folder = mkdtempSync(join(tmpdir(), 'teeline-screens-'));
const demo = await runInTerminal([process.execPath, cli, 'demo'], { size, env: { TMPDIR: folder } });
try {
    await demo.see('the screen', text => text.includes('1 Overview'));
    await pages(demoDirectory());
    for (const { key, name } of screens) {
        demo.type(key);
        await pause(4_000);
        await save(demo, name);
    }
    demo.type('q');
    await demo.exited;
}
finally {
    await demo.dispose();
    rmSync(folder, { recursive: true, force: true });
}
/** A comparison of two models and a month's spend, as a browser shows them. Meanwhile the screens fill. */
async function pages(data) {
    const place = ['--config', join(data, 'teeline.yaml'), '--data', data];
    const page = (name) => join(folder, `${name}.html`);
    const load = [
        'load',
        'run',
        'steady',
        ...arms.flatMap(arm => ['--arm', arm]),
        '--rate',
        '12',
        '--duration',
        '60'
    ];
    const { stdout } = await run(process.execPath, [cli, ...load, '--yes', '--json', ...place]);
    const { run_id } = JSON.parse(stdout);
    const sides = arms.map(arm => `${run_id}/${arm}`);
    await run(process.execPath, [cli, 'load', 'compare', ...sides, '--html', page('comparison'), ...place]);
    await run(process.execPath, [cli, 'report', 'spend', '--html', page('spend-report'), ...place]);
    for (const name of ['comparison', 'spend-report'])
        await photograph(page(name), name);
}
async function photograph(page, name) {
    const file = join(images, `${name}.png`);
    const options = [
        '--headless=new',
        '--no-sandbox',
        '--disable-gpu',
        '--hide-scrollbars',
        '--window-size=1100,1000'
    ];
    await run('chromium', [...options, `--screenshot=${file}`, `file://${page}`]);
    console.log(file);
}
function demoDirectory() {
    const name = readdirSync(folder).find(entry => entry.startsWith('teeline-demo-'));
    if (name === undefined)
        throw new Error('the demonstration has no data directory');
    return join(folder, name);
}
async function save(program, name) {
    const file = join(images, `${name}.svg`);
    writeFileSync(file, await terminalSvg(program.output(), size.columns, size.rows));
    console.log(file);
}
function pause(ms) {
    return new Promise(done => setTimeout(done, ms));
}
//# sourceMappingURL=screenshots.js.map