/** A worker: one relay thread and its recorder in a process of their own, which does what its keeper says. */
import type { Socket } from 'node:net'
import { type Collector, openCollector } from '../collector.js'
import { processFigures } from '../deliver/telemetry/process-figures.js'
import type { Log } from '../log.js'
import type { PairSetup } from '../pairs.js'
import { RecorderThread } from '../recorder-thread.js'
import type { FromWorker, ReportRequest, ToWorker } from './messages.js'

let recorder: RecorderThread
let collector: Collector & { accept(connection: Socket): void }

/** The first is `start`; connections come after `ready` was said. */
export function onMessage(message: ToWorker, connection: Socket | undefined): void {
  if ('start' in message) start(message.start, message.metricsState)
  else if ('connection' in message) take(connection)
  else if ('store' in message) recorder.setStore(message.store)
  else if ('event' in message) recorder.writeEvent(message.event)
  else if ('ask' in message) void report(message.ask)
  else if ('cut' in message) collector.cut()
  else void close(message.deliverTimeoutMs)
}

function say(message: FromWorker): void {
  if (process.connected) process.send?.(message)
}

function start(setup: PairSetup, metricsState: Uint8Array | null): void {
  const log: Log = (level, message) => say({ log: { level, message } })
  recorder = new RecorderThread(setup.recorder, log, metricsState)
  collector = openCollector(setup.collector, setup.routes, recorder, log)
  recorder.onRestart = () => collector.journal.forgetOutstanding()
  say({ ready: true })
}

/** None comes with the message when the client was gone before it could be sent. */
function take(connection: Socket | undefined): void {
  say({ taken: true })
  if (connection === undefined) {
    say({ left: true })
    return
  }
  connection.once('close', () => say({ left: true }))
  collector.accept(connection)
}

async function report({ number, figures, withinMs }: ReportRequest): Promise<void> {
  const told = figures ? await recorder.figures(withinMs) : null
  const { isRunning: running, restarts, stats } = recorder
  say({
    report: {
      number,
      relay: collector.stats(),
      recorder: { running, restarts, stats },
      process: processFigures(),
      figures: told
    }
  })
}

async function close(deliverTimeoutMs: number): Promise<void> {
  await collector.close()
  await recorder.close(deliverTimeoutMs)
  process.removeAllListeners('disconnect')
  process.once('disconnect', () => process.exit(0))
  process.disconnect()
}
