import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeHistory } from './history.js';
import { simulatedModels } from './model.js';
import { Stage } from './stage.js';
import { traffic, trials } from './traffic.js';
const anyPort = '127.0.0.1:0';
/**
 * Runs the demonstration until its screen is left, or with `headless` until Ctrl-C, and removes all that it made.
 *
 * @throws TeelineError `TEELINE_DEMO_FAILED`.
 */
export async function runDemo(options, connect) {
    const stage = new Stage();
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
        process.on(signal, () => stop.abort(signal));
    try {
        say('Starting simulated providers and the sidecar …');
        await startSidecar(stage, options.seed);
        if (stop.signal.aborted)
            return 130;
        return options.headless
            ? await serve(stage, connect, stop.signal)
            : await perform(stage, connect, stop.signal);
    }
    finally {
        stop.abort();
        await stage.close();
        say('All of the demo is stopped, its data removed.');
    }
}
async function startSidecar(stage, seed) {
    const upstream = await stage.startProviders(seed);
    const configFile = join(stage.dataDir, 'teeline.yaml');
    // JSON is YAML.
    writeFileSync(configFile, JSON.stringify(demoConfig(upstream), null, 2));
    const listens = ['--listen', anyPort, '--admin', anyPort, '--store-listen', anyPort];
    await stage.collectorReady(stage.start(['up', ...place(stage), ...listens]));
}
function demoConfig(upstream) {
    const route = (prefix, provider) => ({ prefix, provider, upstream });
    return {
        routes: [
            route('/openai', 'openai'),
            route('/anthropic', 'anthropic'),
            route('/gemini', 'gcp.gemini'),
            route('/deepseek', 'deepseek')
        ],
        budgets: [
            { name: 'all', usd: 400 },
            { name: 'assistant', usd: 200, match: { feature: 'assistant' } }
        ]
    };
}
async function perform(stage, connect, signal) {
    for (const profile of traffic)
        startLoad(stage, profile);
    const { store } = await connect({ config: join(stage.dataDir, 'teeline.yaml'), data: stage.dataDir });
    // The screen does not wait for it, and lives without it.
    makeHistory(store, signal)
        // Afterwards, so that the past is made of the apps' calls only.
        .then(() => runTrials(stage, signal))
        .catch(() => { });
    return stage.show(['top', '--window', '5m', ...place(stage)], signal);
}
/** One short load test after the other, so that there are two to compare. */
async function runTrials(stage, signal) {
    for (const profile of trials) {
        if (signal.aborted)
            return;
        const child = startLoad(stage, profile);
        if (child.exitCode === null)
            await once(child, 'exit');
    }
}
function startLoad(stage, profile) {
    const file = join(stage.dataDir, `${profile.name}.profile.yaml`);
    writeFileSync(file, JSON.stringify(profile));
    return stage.start(['load', 'run', file, '--yes', ...place(stage)]);
}
async function serve(stage, connect, signal) {
    const { collectorUrl } = await connect({ config: join(stage.dataDir, 'teeline.yaml'), data: stage.dataDir });
    const flags = place(stage).join(' ');
    say(`
  collector  ${collectorUrl}  (/openai/v1, /anthropic, /gemini, /deepseek/v1)
  models     ${simulatedModels.map(({ name }) => name).join(', ')}

Try, in another terminal:

  npx teeline load run steady --arm openai/gpt-4o --arm anthropic/claude-haiku-4-5 ${flags}
  npx teeline top ${flags}

Ctrl-C ends it and removes its data.`);
    await new Promise(resolve => {
        if (signal.aborted)
            resolve();
        else
            signal.addEventListener('abort', () => resolve(), { once: true });
    });
    return 0;
}
function place(stage) {
    return ['--config', join(stage.dataDir, 'teeline.yaml'), '--data', stage.dataDir];
}
function say(text) {
    process.stdout.write(`${text}\n`);
}
//# sourceMappingURL=main.js.map