/** `teeline load …`: names, flags and help. What they do is loaded when one of them is called. */
import { type Command, InvalidArgumentError } from 'commander'
import type { Connect } from '../schemas/connection.js'
import type { LoadDeps } from './main.js'

/** Adds `load` and its subcommands. `finish` takes the exit code of the one that was called. */
export function addLoadCommands(
  program: Command,
  connect: Connect,
  deps: LoadDeps & { finish(code: number): void }
): void {
  const load = program
    .command('load')
    .description('replay a traffic profile through the collector, and judge it')
  const main = () => import('./main.js')

  profileFlags(common(load.command('run')))
    .description('make a run of a profile')
    .argument('<profile>', 'a file, or the name of a profile that comes with teeline')
    .option('--rate <per-second>', 'arrivals a second, in place of those of the profile', positive)
    .option('--workers <n>', 'processes that share the schedule', whole, 1)
    .action(async (profile, options) =>
      deps.finish(await (await main()).runLoadRun(profile, options, connect, deps))
    )

  profileFlags(common(load.command('sweep')))
    .description(
      'find the highest rate at which the objectives of a profile still hold (exit code 3: at none)'
    )
    .argument(
      '<profile>',
      'as for run, with objectives; its arrivals constant, poisson or gamma, at a rate that the sweep sets'
    )
    .option('--from-rate <per-second>', 'the rate to begin with', positive, 1)
    .option('--max-rate <per-second>', 'no higher than this', positive, 100)
    .option('--stages <n>', 'so many runs at most', whole, 10)
    .option('--workers <n>', 'processes that share the schedule', whole, 1)
    .action(async (profile, options) =>
      deps.finish(await (await main()).runLoadSweep(profile, options, connect, deps))
    )

  common(load.command('record'))
    .description('make a profile of recorded traffic, without its content')
    .requiredOption('--from <time>', 'first moment, ISO 8601, UTC without a zone')
    .requiredOption('--to <time>', 'the moment after the last')
    .option('--where <condition>', 'only these requests: a SQL condition on the table requests')
    .option('--out <file>', 'the profile; its trace stands beside it', 'recorded.profile.yaml')
    .option('--bodies', 'with the stored bodies of the requests, which then hold their content', false)
    .action(async options => deps.finish(await (await main()).runLoadRecord(options, connect)))

  common(load.command('compare'))
    .description('say how B differs from A: latencies, failures, tokens, cost')
    .argument('<a>', 'a run, one arm of it as RUN/ARM, or production:FROM/TO')
    .argument('<b>', 'likewise')
    .option('--json', 'as JSON')
    .option('--html <file>', 'a page with charts')
    .action(async (a, b, options) =>
      deps.finish(await (await main()).runLoadCompare(a, b, options, connect, deps))
    )

  common(load.command('list'))
    .description('the runs of the store, newest first')
    .option('--limit <n>', 'so many at most', whole, 50)
    .option('--json', 'as JSON')
    .action(async options => deps.finish(await (await main()).runLoadList(options, connect)))
}

/** Flags of the commands that make runs. */
function profileFlags(command: Command): Command {
  return command
    .option(
      '--arm <route/model>',
      'ask this one, in place of those of the profile; may be repeated',
      repeated
    )
    .option('--seed <n>', 'another seed', whole)
    .option('--duration <seconds>', 'arrivals end after this time', positive)
    .option('--count <n>', 'arrivals end after so many', whole)
    .option('--spend-usd <usd>', 'stop when it has cost so much', positive)
    .option('--yes', 'do not ask before money is spent', false)
    .option('--collector <url>', 'another collector than the one of the data directory')
    .option('--json', 'as JSON')
}

function common(command: Command): Command {
  return command
    .option('--config <file>', 'configuration file (default: teeline.yaml, if there is one)')
    .option('--data <dir>', 'data directory (default: .teeline)')
}

function repeated(value: string, earlier: string[] = []): string[] {
  return [...earlier, value]
}

function whole(value: string): number {
  if (/^\d+$/.test(value)) return Number(value)
  throw new InvalidArgumentError('It is a whole number.')
}

function positive(value: string): number {
  const number = Number(value)
  if (number > 0 && Number.isFinite(number)) return number
  throw new InvalidArgumentError('It is a number above 0.')
}
