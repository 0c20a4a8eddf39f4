/** The terminal UI's part of the `teeline` command. */
import { type Command, Option } from 'commander'
import type { Connect } from '../schemas/connection.js'
import type { TopFlags } from './main.js'
import type { ScreenDeps } from './screens/all.js'
import { screenIds } from './screens/screen.js'
import { groupings, windows } from './view.js'

export interface TopCommandDeps extends ScreenDeps {
  /** Takes the exit code. */
  finish(code: number): void
}

/** Adds `teeline top`; nothing of it is loaded before it is called. */
export function addTopCommand(program: Command, connect: Connect, { finish, ...deps }: TopCommandDeps): void {
  program
    .command('top')
    .description('latency and money at a glance; printed once when it is not on a terminal')
    .option('--once', 'print the screen once')
    .option('--json', 'print its figures as JSON')
    .addOption(
      new Option('--screen <name>', 'the screen to begin with').choices(screenIds).default('overview')
    )
    .addOption(new Option('--window <window>', 'what to look back on').choices(windows).default('15m'))
    .addOption(new Option('--by <attribute>', 'what to group by').choices(groupings).default('model'))
    .option('--filter <terms>', 'such as "model:gpt* status:5xx p>2s err !user:x"', '')
    .option(
      '--interval <seconds>',
      'pause between questions to the store, for what a screen asks most often; without it 0.5 s to 60 s, by screen and window'
    )
    .option('--ascii', 'draw with 7-bit characters only')
    .option('--config <file>', 'configuration file (default: teeline.yaml, if there is one)')
    .option('--data <dir>', 'data directory (default: .teeline)')
    .action(async (flags: TopFlags) => {
      const { runTop } = await import('./main.js')
      finish(await runTop(flags, connect, deps))
    })
}
