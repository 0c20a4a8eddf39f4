/**
 * The pictures of README, taken from the running demonstration: `npm run docs:screens`. Needs a built dist and half a minute.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { runInTerminal, type TerminalProgram } from '../test/support/terminal.js'
import { terminalSvg } from './terminal-image.js'

const size = { columns: 132, rows: 36 }
const folder = resolve('docs/images')
/** The window of the overview fills, and the history is made. */
const settleMs = 25_000
const screens = [
  { key: '1', name: 'overview' },
  { key: '2', name: 'spend' },
  { key: '3', name: 'requests' },
  { key: '5', name: 'health' }
]

mkdirSync(folder, { recursive: true })
const demo = await runInTerminal([process.execPath, 'dist/cli.js', 'demo'], { size })
try {
  await demo.see('the screen', text => text.includes('1 Overview'))
  await pause(settleMs)
  for (const { key, name } of screens) {
    demo.type(key)
    await pause(4_000)
    await save(demo, name)
  }
  demo.type('q')
  await demo.exited
} finally {
  await demo.dispose()
}

async function save(program: TerminalProgram, name: string): Promise<void> {
  const file = resolve(folder, `${name}.svg`)
  writeFileSync(file, await terminalSvg(program.output(), size.columns, size.rows))
  console.log(file)
}

function pause(ms: number): Promise<void> {
  return new Promise(done => setTimeout(done, ms))
}
