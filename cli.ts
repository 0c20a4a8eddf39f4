#!/usr/bin/env -S MALLOC_ARENA_MAX=2 MALLOC_TRIM_THRESHOLD_=131072 node --max-semi-space-size=2
/**
 * The `teeline` command: reads argv and hands over to a program, which is loaded only then. The one place where the programs
 * meet: what one of them needs of another is passed in here.
 */
import { isatty } from 'node:tty'
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { version } from './collector/version.js'
import { addLoadCommands } from './loadgen/commands.js'
import type { Connect } from './schemas/connection.js'
import { exitCodeOf, TeelineError } from './schemas/errors.js'
import { addTopCommand } from './tui/commands.js'
import { addReportCommands } from './tui/reports/commands.js'

const connect: Connect = async flags => {
  const { connect: find } = await import('./collector/connection.js')
  return find(flags)
}

const program = new Command('teeline')
  .description('Relays LLM API calls untouched and records what each one cost and when each token came.')
  .version(version)
  .option('--verbose', 'show stacks of errors')
  .showHelpAfterError('Type teeline --help for what there is.')
  .configureOutput({
    outputError: (text, write) => write(text.replace(/^error: /, 'TEELINE_USAGE: ').replace('\n(', ' ('))
  })
  .exitOverride()
  .configureHelp({ showGlobalOptions: true })

common(program.command('up'))
  .description('run the collector and, unless store.url names a server, the embedded ClickHouse')
  .option('--listen <host:port>', 'where apps send their calls')
  .option('--admin <host:port>', 'health, readiness, routes, statistics')
  .option('--store-listen <host:port>', 'where the embedded ClickHouse answers')
  .option('--log-level <level>', 'error, warn or info')
  .option('--print-config', 'show the effective configuration, secrets as ***, and exit')
  .action(async options => {
    const { runUp } = await import('./collector/main.js')
    finish(await runUp(options))
  })

common(program.command('query'))
  .description('ask the store')
  .argument('<sql>', 'a ClickHouse query; the tables are requests, spend, events')
  .option('--format <name>', 'output format, as ClickHouse names it', 'PrettyCompactMonoBlock')
  .action(async (sql, options) => {
    const { runQuery } = await import('./collector/store-commands.js')
    finish(await runQuery(sql, options))
  })

common(program.command('doctor'))
  .description('check configuration, store, schema, outbox, upstreams and clock')
  .action(async options => {
    const { runDoctor } = await import('./collector/doctor-command.js')
    finish(await runDoctor(options))
  })

const prices = program.command('prices').description('the price sheet')

prices
  .command('list')
  .description('every priced model, in USD per million tokens')
  .option('--provider <name>', 'one provider only')
  .option('--json', 'as JSON', false)
  .action(async options => {
    const { runPricesList } = await import('./collector/store-commands.js')
    runPricesList(options)
  })

common(prices.command('show'))
  .description('explain the price of one model')
  .argument('<model>', 'as a request names it')
  .option('--provider <name>', 'as rows name it; without it every provider that sells the model')
  .option('--at <date>', 'the price of that day')
  .option('--json', 'as JSON', false)
  .action(async (model, options) => {
    const { runPricesShow } = await import('./collector/store-commands.js')
    runPricesShow(model, options)
  })

common(prices.command('check'))
  .description('what is left unpriced, and whether reported charges differ from ours (exit code 1)')
  .option('--days <n>', 'so many days up to now', '30')
  .option('--json', 'as JSON', false)
  .action(async options => {
    const { runPricesCheck } = await import('./collector/store-commands.js')
    finish(await runPricesCheck(options))
  })

common(prices.command('import'))
  .description("take LiteLLM's price file for models that the bundled list does not know")
  .argument('<file>', 'model_prices_and_context_window.json')
  .action(async (file, options) => {
    const { runPricesImport } = await import('./collector/store-commands.js')
    runPricesImport(file, options)
  })

const report = program.command('report').description('what traffic cost, and would have cost')

addReportCommands(report, connect, {
  finish,
  async priceOtherwise(...asked) {
    const { priceOtherwise } = await import('./collector/store-commands.js')
    return priceOtherwise(...asked)
  }
})

addTopCommand(program, connect, {
  finish,
  async compareRuns(...sides) {
    const { compareRuns } = await import('./loadgen/compare/compare-runs.js')
    return compareRuns(...sides)
  },
  async explainCost(...asked) {
    const { explainCost } = await import('./collector/explain-cost.js')
    return explainCost(...asked)
  }
})

addLoadCommands(program, connect, {
  finish,
  async prices(flags) {
    const { requestPricer } = await import('./collector/request-price.js')
    return requestPricer(flags)
  },
  async comparisonPage(comparison) {
    const { comparisonPage } = await import('./tui/reports/comparison-page.js')
    return comparisonPage(comparison)
  }
})

common(program.command('alerts').description('alerts for your own monitoring').command('prometheus'))
  .description('print alert rules for the budgets and providers of the configuration')
  .action(async options => {
    const { runAlertsPrometheus } = await import('./collector/alerts-command.js')
    runAlertsPrometheus(options)
  })

program
  .command('demo')
  .description('all of it on one screen, without keys: simulated providers, the sidecar, load, and top')
  .option('--headless', 'providers and the sidecar only, for calls of your own', false)
  .option('--seed <n>', 'another seed for the simulated providers', whole, 1)
  .action(async options => {
    const { runDemo } = await import('./demo/main.js')
    finish(await runDemo(options, connect))
  })

endWithParent()
endWithReader()
endWithTerminal()

try {
  await program.parseAsync()
} catch (error) {
  fail(error)
}

function common(command: Command): Command {
  return command
    .option('--config <file>', 'configuration file (default: teeline.yaml, if there is one)')
    .option('--data <dir>', 'data directory (default: .teeline)')
}

function whole(value: string): number {
  if (/^\d+$/.test(value)) return Number(value)
  throw new InvalidArgumentError('It is a whole number.')
}

/** Whoever started it with a channel, as the demo does, may be killed: then it ends as by SIGTERM. */
function endWithParent(): void {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel?.unref()
}

/** In `teeline … | head` the reader leaves first, which is no error. */
function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // EIO: a terminal that has gone.
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error
    process.exit()
  })
}

/** Node sets a terminal right as it ends, and dumps core over one that has gone: there it ends by the signal that says so. */
function endWithTerminal(): void {
  process.once('exit', () => {
    if (!process.stdout.isTTY || isatty(process.stdout.fd)) return
    process.removeAllListeners('SIGHUP')
    process.kill(process.pid, 'SIGHUP')
  })
}

/** Leaves by itself when nothing is open any more, so that output to a pipe is complete. */
function finish(code: number): void {
  process.exitCode = code
}

function fail(error: unknown): void {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2
    return
  }
  process.exitCode = exitCodeOf(error)
  if (error instanceof TeelineError) process.stderr.write(`${error.code}: ${error.message}\n${error.hint}\n`)
  else process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  if (program.opts<{ verbose?: boolean }>().verbose === true && error instanceof Error) {
    process.stderr.write(`${error.stack}\n`)
  }
}
