/** The recorder thread: slabs in, rows to the outbox, and from there to the store. The relay never waits for it. */
import { readlinkSync } from 'node:fs'
import { setPriority } from 'node:os'
import { basename } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import type { Event } from '../schemas/event.js'
import { type Delivery, openDelivery } from './deliver/delivery.js'
import type { StoreAddress } from './deliver/store-writer.js'
import { toTimestamp } from './deliver/timestamp.js'
import { priceCardLine } from './price-cards.js'
import { keyIdsUnder } from './record/credentials.js'
import { createPriceBook } from './record/prices/price.js'
import { type RecordContext, rowFromTape } from './record/record.js'
import { rowLine } from './record/row-line.js'
import type { SlabMessage } from './record/slab.js'
import type { Tape } from './record/tape.js'
import { TapeReader } from './record/tape-reader.js'
import type { FromRecorder, RecorderData, ToRecorder } from './recorder-messages.js'

/** Bytes of all open tapes together. */
const maxTapesBytes = 134_217_728
const reportIntervalMs = 500
const crowdedPauseMs = 5

/** Where both threads share a core, the relay goes first; at this weight the recorder still gets the third that it needs. */
const niceness = 3

giveWay()
const port = parentPort
if (port === null) throw new Error('the recorder runs as a worker thread')
const data = workerData as RecorderData
let store: StoreAddress | null = null
let rows = 0
let faults = 0
const lost = { rows: 0, bytes: 0 }
const slabs: SlabMessage[] = []

const say = (message: FromRecorder) => port.postMessage(message)

const delivery: Delivery = await openDelivery({
  outboxDir: data.outboxDir,
  deadLetterFile: data.deadLetterFile,
  flushIntervalMs: data.record.flushIntervalMs,
  outboxMaxBytes: data.record.outboxMaxBytes,
  collector: data.collector,
  store: () => store,
  log: (level, message) => say({ log: { level, message } })
})

const prices = createPriceBook({
  ...data.prices,
  onCard: used => delivery.push('price_cards', priceCardLine(used, Date.now()))
})
const context: RecordContext = {
  collector: data.collector,
  keyIdOf: keyIdsUnder(Buffer.from(data.keySecret)),
  price: (usage, query) => prices.price(usage, query),
  onFault: () => {
    faults++
  }
}
const tapes = new TapeReader({ captureBytes: data.record.captureBytes, maxBytes: maxTapesBytes }, onTape)
const reports = setInterval(report, reportIntervalMs)
port.on('message', onMessage)

/** On Linux a thread has a priority of its own, and its id can be read; elsewhere the system's fairness has to do. */
function giveWay(): void {
  if (process.platform !== 'linux') return
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), niceness)
  } catch {
    // Without /proc, or forbidden: it works all the same.
  }
}

function onMessage(message: ToRecorder): void {
  if ('memory' in message) onSlab(message)
  else if ('store' in message) onStore(message.store)
  else if ('event' in message) writeEvent(message.event.kind, message.event.message, message.event.count)
  else void close(message.deliverTimeoutMs)
}

function onStore(address: StoreAddress): void {
  store = address
  delivery.wake()
}

/** One slab a turn, so that commits and inserts get theirs in between however many slabs wait. */
function onSlab(message: SlabMessage): void {
  slabs.push(message)
  if (slabs.length === 1) setImmediate(readNext)
}

/** While rows wait for the disk it leaves slabs unread: past its bound the relay leaves out bytes first, and rows last. */
function readNext(): void {
  const message = slabs[0]
  if (message === undefined) return
  if (delivery.isCrowded) {
    setTimeout(readNext, crowdedPauseMs)
    return
  }
  slabs.shift()
  read(message)
  if (slabs.length > 0) setImmediate(readNext)
}

function read(message: SlabMessage): void {
  tapes.read(message.memory, message.usedBytes)
  lost.rows += message.lostRows + tapes.takeOrphans()
  lost.bytes += message.lostBytes
  say({ slab: message.number })
}

function onTape(tape: Tape): void {
  rows++
  delivery.push('requests', rowLine(rowFromTape(tape, context)))
}

/** Losses are rows too: one event for each interval in which there were any. */
function report(): void {
  if (lost.rows > 0)
    writeEvent('rows_lost', 'exchanges left no row: the recorder was behind or restarted', lost.rows)
  if (lost.bytes > 0)
    writeEvent('bytes_lost', 'body bytes were left out of tapes: the recorder was behind', lost.bytes)
  lost.rows = 0
  lost.bytes = 0
  say({ stats: { delivery: delivery.stats(), rows, faults, rssBytes: process.memoryUsage.rss() } })
}

function writeEvent(kind: Event['kind'], message: string, count: number): void {
  const ts = toTimestamp(Date.now())
  const event: Event = { ts, kind, message, count, attributes: {}, collector: data.collector }
  delivery.push('events', JSON.stringify(event))
}

async function close(deliverTimeoutMs: number): Promise<void> {
  clearInterval(reports)
  for (const message of slabs.splice(0)) {
    if (delivery.isCrowded) await delivery.flush().catch(() => {})
    read(message)
  }
  report()
  await delivery.close({ deliverTimeoutMs })
  say({ stats: { delivery: delivery.stats(), rows, faults, rssBytes: process.memoryUsage.rss() } })
  say({ closed: true })
  port?.close()
}
