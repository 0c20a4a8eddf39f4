/** The recorder thread: slabs in, rows to the outbox, and from there to the store. The relay never waits for it. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import type { Event } from '../schemas/event.js'
import { type Delivery, type DeliveryStats, openDelivery } from './deliver/delivery.js'
import { sumDeliveries } from './deliver/delivery-sum.js'
import { openLeftOutboxes } from './deliver/left-outboxes.js'
import type { StoreAddress } from './deliver/store-writer.js'
import { openTelemetry } from './deliver/telemetry/telemetry.js'
import { toTimestamp } from './deliver/timestamp.js'
import type { Log } from './log.js'
import { priceCardLine } from './price-cards.js'
import { keyIdsUnder } from './record/credentials.js'
import { createPriceBook } from './record/prices/price.js'
import { type RecordContext, recordTape } from './record/record.js'
import { rowLine } from './record/row-line.js'
import { giveBack, type SlabMessage } from './record/slab.js'
import { storedBody } from './record/stored-body.js'
import type { Tape } from './record/tape.js'
import { TapeReader } from './record/tape-reader.js'
import { isLoaded, loadingSteps } from './record/tokens/encoding.js'
import type { EncodingName } from './record/tokens/family.js'
import type { FromRecorder, RecorderData, ScrapeRequest, ToRecorder } from './recorder-messages.js'
import { version } from './version.js'

const reportIntervalMs = 500
const crowdedPauseMs = 5

const port = parentPort
if (port === null) throw new Error('the recorder runs as a worker thread')
const data = workerData as RecorderData
let store: StoreAddress | null = null
let rows = 0
let faults = 0
const lost = { rows: 0, bytes: 0 }
let rowsLost = 0
const slabs: SlabMessage[] = []

const say = (message: FromRecorder, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer)
const log: Log = (level, message) => say({ log: { level, message } })

const delivery: Delivery = await openDelivery({
  outboxDir: data.outboxDir,
  deadLetterFile: data.deadLetterFile,
  flushIntervalMs: data.record.flushIntervalMs,
  outboxMaxBytes: data.record.outboxMaxBytes,
  collector: data.collector,
  store: () => store,
  log
})

const left = await openLeftOutboxes(data.leftOutboxDirs, {
  deadLetterFile: data.deadLetterFile,
  flushIntervalMs: data.record.flushIntervalMs,
  outboxMaxBytes: data.record.outboxMaxBytes,
  collector: data.collector,
  store: () => store,
  log
})

const telemetry = await openTelemetry({
  metrics: data.metrics,
  budgets: data.budgets,
  storesBodies: data.record.dangerouslyStoreBodies,
  collector: data.collector,
  version,
  env: process.env,
  store: () => store,
  log,
  state: data.metricsState
})

const prices = createPriceBook({
  ...data.prices,
  onCard: used => delivery.push('price_cards', priceCardLine(used, Date.now()))
})
/** Loaded where it is wanted, like all that telemetry needs. */
const content = telemetry.wantsContent ? await import('./record/content/content.js') : null
const context: RecordContext = {
  collector: data.collector,
  keyIdOf: keyIdsUnder(Buffer.from(data.keySecret)),
  price: (usage, query) => prices.price(usage, query),
  onFault: () => {
    faults++
  },
  isReady: encoding => isLoaded(encoding) || missing.has(encoding),
  keepsValues: content !== null
}
/** Encodings that could not be loaded: rows that need one go without. */
const missing = new Set<EncodingName>()
/** An encoding is being loaded; the tapes that need it wait, and slabs stay unread, so that these stay few. */
let loading: Promise<void> | null = null
const waiting: Tape[] = []
const tapes = new TapeReader({ captureBytes: data.record.captureBytes, maxBytes: data.tapesBytes }, onTape)
const reports = setInterval(report, reportIntervalMs)
port.on('message', onMessage)

function onMessage(message: ToRecorder): void {
  if ('memory' in message) onSlab(message)
  else if ('store' in message) onStore(message.store)
  else if ('scrape' in message) void onScrape(message.scrape)
  else if ('event' in message) writeEvent(message.event.kind, message.event.message, message.event.count)
  else void close(message.deliverTimeoutMs)
}

async function onScrape({ number, page }: ScrapeRequest): Promise<void> {
  const figures = { delivery: deliveryStats(), faults, rowsLost }
  if (page === null) {
    const state = telemetry.state(figures)
    say({ scraped: { number, text: null, state } }, [state.buffer])
    return
  }
  const { text, state } = await telemetry.page(page.relay, figures, page.openMetrics)
  say({ scraped: { number, text, state } }, [text.buffer, state.buffer])
}

function onStore(address: StoreAddress): void {
  store = address
  delivery.wake()
  left.wake()
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
  if (delivery.isCrowded || loading !== null) {
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
  giveBack(message.memory)
}

function onTape(tape: Tape): 'kept' | undefined {
  const faultsBefore = faults
  const recorded = recordTape(tape, context)
  if (recorded.waitsFor !== null) {
    faults = faultsBefore
    waiting.push(tape)
    loading ??= load(recorded.waitsFor)
    return 'kept'
  }
  rows++
  const { row, timeline } = recorded
  delivery.push('requests', rowLine(row))
  if (data.record.dangerouslyStoreBodies) pushBody(tape, row.ts)
  const { gapsUs, stalls } = timeline
  const said = content === null ? null : () => content.contentOf(recorded, tape)
  telemetry.onRow(row, { requestHeaders: tape.requestHeaders, gapsUs, stalls, content: said })
  return undefined
}

/** A step a turn, so that commits and inserts get theirs in between. */
async function load(encoding: EncodingName): Promise<void> {
  try {
    for (const _ of loadingSteps(encoding)) await nextTurn()
  } catch (error) {
    missing.add(encoding)
    log('error', `recorder: no estimates with ${encoding}: ${error instanceof Error ? error.message : error}`)
  }
  loading = null
  for (const tape of waiting.splice(0)) onTape(tape)
}

function pushBody(tape: Tape, ts: string): void {
  const body = storedBody(tape, ts)
  if (body !== null) delivery.push('bodies', JSON.stringify(body))
}

/** Losses are rows too: one event for each interval in which there were any. */
function report(): void {
  if (lost.rows > 0)
    writeEvent('rows_lost', 'exchanges left no row: the recorder was behind or restarted', lost.rows)
  if (lost.bytes > 0)
    writeEvent('bytes_lost', 'body bytes were left out of tapes: the recorder was behind', lost.bytes)
  rowsLost += lost.rows
  lost.rows = 0
  lost.bytes = 0
  sayStats()
}

function sayStats(): void {
  const rssBytes = process.memoryUsage.rss()
  say({ stats: { delivery: deliveryStats(), rows, faults, telemetry: telemetry.stats, rssBytes } })
}

/** Of its own outbox and of those that it empties. */
function deliveryStats(): DeliveryStats {
  return sumDeliveries([delivery.stats(), ...left.stats()])
}

function writeEvent(kind: Event['kind'], message: string, count: number): void {
  const ts = toTimestamp(Date.now())
  const event: Event = { ts, kind, message, count, attributes: {}, collector: data.collector }
  delivery.push('events', JSON.stringify(event))
}

async function close(deliverTimeoutMs: number): Promise<void> {
  clearInterval(reports)
  while (loading !== null) await loading
  for (const message of slabs.splice(0)) {
    if (delivery.isCrowded) await delivery.flush().catch(() => {})
    read(message)
    while (loading !== null) await loading
  }
  report()
  const outboxes = [delivery.close({ deliverTimeoutMs }), left.close(deliverTimeoutMs)]
  await Promise.all([...outboxes, telemetry.close(deliverTimeoutMs)])
  sayStats()
  say({ closed: true })
  port?.close()
}
