/** What `teeline load …` does: asks for what it needs, prints, and says the exit code. */
import { writeFileSync } from 'node:fs';
import { Decimal } from 'decimal.js';
import { TeelineError } from '../schemas/errors.js';
import { jsonText } from './json-text.js';
import { readProfile } from './profile/read-profile.js';
import { recordProfile } from './record/record-profile.js';
import { confirmSpend, estimateText } from './run/confirm.js';
import { addLateRows, deliverUnsent } from './run/deliver-unsent.js';
import { runExitCode } from './run/exit-code.js';
import { watchInterrupts } from './run/interrupts.js';
import { closeLostRuns } from './run/lost-runs.js';
import { unsentFiles } from './run/outcome-file.js';
import { performRun } from './run/perform-run.js';
import { prepareRun } from './run/prepare-run.js';
import { runListJson, runListText } from './run/run-list.js';
import { summaryText } from './run/summary-text.js';
import { sweepRates, sweepText } from './run/sweep.js';
import { readRuns } from './store/run-rows.js';
import { openStore } from './store/store.js';
export async function runLoadRun(profile, flags, connect, deps) {
    const interrupts = watchInterrupts();
    const session = await openSession(profile, flags, connect, deps);
    try {
        const prepared = await session.prepare({});
        if (!(await agree(prepared, flags, 1)))
            return declined;
        const result = await performRun(prepared.job, { ...session, screen: process.stderr, interrupts });
        report(result);
        const { summary } = result;
        process.stdout.write(flags.json === true ? jsonText({ ...summary, file: result.file }) : summaryText(summary));
        return runExitCode(summary, interrupts.first.aborted);
    }
    finally {
        interrupts.close();
        await session.store.close();
    }
}
/** Whoever says no to what it would cost interrupts it. */
const declined = 130;
export async function runLoadSweep(profile, flags, connect, deps) {
    const interrupts = watchInterrupts();
    const session = await openSession(profile, flags, connect, deps);
    try {
        const dearest = await session.prepare({ ratePerS: flags.maxRate });
        const { slos, maxErrorRate, spendUsd } = dearest.job.order.loaded.profile;
        if (slos.length === 0 && maxErrorRate === undefined)
            throw noObjectives();
        if (!(await agree(dearest, flags, flags.stages)))
            return declined;
        let spent = new Decimal(0);
        const sweep = await sweepRates(flags, async (ratePerS) => {
            if (interrupts.first.aborted)
                return 'interrupted';
            // The cap is for all stages together.
            const left = spendUsd === undefined ? null : new Decimal(spendUsd).minus(spent);
            if (left?.lte(0))
                return `the spend cap of ${spendUsd} USD`;
            const { job } = await session.prepare({ ratePerS, ...(left !== null && { spendUsd: left.toNumber() }) });
            const result = await performRun(job, { ...session, screen: process.stderr, interrupts });
            report(result);
            spent = spent.plus(result.summary.spend.usd);
            return result.summary;
        });
        process.stdout.write(flags.json === true ? jsonText(sweep) : sweepText(sweep));
        if (interrupts.first.aborted)
            return 130;
        return sweep.best === null ? 3 : 0;
    }
    finally {
        interrupts.close();
        await session.store.close();
    }
}
export async function runLoadRecord(flags, connect) {
    const from = momentOf('--from', flags.from);
    const to = momentOf('--to', flags.to);
    const { out, bodies, where = '' } = flags;
    return withStore(flags, connect, async (store) => {
        const { requests, seconds, leftOut, ...files } = await recordProfile(store, {
            from,
            to,
            where,
            out,
            bodies
        });
        const missing = leftOut === 0 ? '' : `; ${leftOut} more cannot be sent again and are left out`;
        process.stdout.write(`${requests} requests over ${seconds.toFixed(1)} s${missing}\n${files.profileFile}\n${files.traceFile}\n`);
        return 0;
    });
}
export async function runLoadCompare(a, b, flags, connect, deps) {
    const { compareRuns } = await import('./compare/compare-runs.js');
    const { compareExitCode, comparisonText } = await import('./compare/print.js');
    const connection = await connect(flags);
    await withStore(flags, connect, store => bringIn(store, connection.dataDir));
    const comparison = await compareRuns(connection, a, b);
    if (flags.html !== undefined)
        writeFileSync(flags.html, await deps.comparisonPage(comparison));
    process.stdout.write(flags.json === true ? jsonText(comparison) : comparisonText(comparison));
    return compareExitCode(comparison);
}
export async function runLoadList(flags, connect) {
    const { dataDir } = await connect(flags);
    return withStore(flags, connect, async (store) => {
        await bringIn(store, dataDir);
        const runs = await readRuns(store, flags.limit);
        process.stdout.write(flags.json === true ? runListJson(runs) : runListText(runs));
        for (const file of unsentFiles(dataDir))
            process.stderr.write(`Not (or not yet) in the store: ${file}\n`);
        return 0;
    });
}
async function openSession(profile, flags, connect, deps) {
    const { arm, seed, rate, duration, count, spendUsd, workers, collector = '' } = flags;
    const given = {
        ...(arm !== undefined && { arms: arm }),
        ...(seed !== undefined && { seed }),
        ...(rate !== undefined && { ratePerS: rate }),
        ...(duration !== undefined && { durationS: duration }),
        ...(count !== undefined && { count }),
        ...(spendUsd !== undefined && { spendUsd })
    };
    // A wrong profile is told before anything is asked of a server.
    readProfile(profile, given, process.env);
    const connection = await connect(flags);
    const priceOf = await deps.prices(flags);
    const store = openStore(connection.store);
    await bringIn(store, connection.dataDir);
    return {
        store,
        dataDir: connection.dataDir,
        prepare: overrides => prepareRun({
            loaded: readProfile(profile, { ...given, ...overrides }, process.env),
            own: connection,
            collector,
            workers,
            priceOf
        })
    };
}
/** Says what it will cost, and asks if need be; `times`: so many runs as dear as this one. */
async function agree({ job, isLocal }, { yes }, times) {
    const { estimate, order } = job;
    process.stderr.write(estimateText(estimate));
    const isAskable = process.stdin.isTTY && process.stderr.isTTY;
    return confirmSpend({
        estimate,
        times,
        capUsd: order.loaded.profile.spendUsd,
        isLocal,
        yes,
        terminal: isAskable ? { input: process.stdin, output: process.stderr } : null
    });
}
function report({ file, unsent }) {
    if (unsent !== null)
        process.stderr.write(`The store did not take the results: ${unsent}\nThey are in ${file}\n`);
}
/** What the store does not have of earlier runs, and what it got after their end. */
async function bringIn(store, dataDir) {
    const lines = [
        ...(await deliverUnsent(store, dataDir)),
        ...(await closeLostRuns(store, Date.now())),
        ...(await addLateRows(store))
    ];
    for (const line of lines)
        process.stderr.write(`${line}\n`);
}
async function withStore(flags, connect, act) {
    const store = openStore((await connect(flags)).store);
    try {
        return await act(store);
    }
    finally {
        await store.close();
    }
}
/** ISO 8601, UTC without a zone, as the store reads it. */
function momentOf(flag, text) {
    const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(text);
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
    const date = new Date(hasZone || isDay ? text : `${text.replace(' ', 'T')}Z`);
    if (!Number.isNaN(date.getTime()))
        return date.toISOString().replace('T', ' ').replace('Z', '');
    throw new TeelineError('TEELINE_USAGE', `${flag} ${text} is no moment`, 'Write it as 2026-11-20T14:00.');
}
function noObjectives() {
    const hint = 'Add slos to it, such as { metric: ttft, percentile: 95, limitMs: 800 }.';
    return new TeelineError('TEELINE_USAGE', 'the profile has no objectives to sweep for', hint);
}
//# sourceMappingURL=main.js.map