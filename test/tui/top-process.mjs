/**
 * `teeline top` with a store that is as the first argument says: `waiting` is looked for without end, `down` does not
 * answer, `crash` makes the program fail a moment after it began, `refused` stands for a configuration that is wrong.
 * The other arguments are those of the command.
 */
import { pathToFileURL } from 'node:url'
import { Command } from 'commander'

const [scenario, dist, ...flags] = process.argv.slice(2)
const { addTopCommand } = await import(pathToFileURL(`${dist}/tui/commands.js`).href)
const { TeelineError } = await import(pathToFileURL(`${dist}/schemas/errors.js`).href)

const connects = {
  waiting: () => new Promise(() => {}),
  down: async () => {
    throw new TeelineError(
      'TEELINE_STORE_UNREACHABLE',
      'no store runs on /tmp/none',
      'Start it with teeline up.'
    )
  },
  refused: async () => {
    throw new TeelineError('TEELINE_CONFIG_INVALID', 'teeline.yaml: store.url is no URL', 'Put it right.')
  },
  crash: () =>
    new Promise(() =>
      setTimeout(() => {
        throw new Error('broken on purpose')
      }, 200)
    )
}

const program = new Command('teeline')
addTopCommand(program, connects[scenario], {
  finish(code) {
    process.exitCode = code
  }
})
try {
  await program.parseAsync(['top', ...flags], { from: 'user' })
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
