/**
 * A process whose files may not grow past a bound that its shell has set: `full-disk-process.mjs DIST STORE_URL DIRECTORY`.
 * Pushes rows to no store until some are lost; then delivers to the store while it pushes more; prints its figures.
 */
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

// A write past the bound then fails, as on a full disk, where the default would be to die.
process.on('SIGXFSZ', () => {})
const [dist, url, directory] = process.argv.slice(2)
const { openDelivery } = await import(pathToFileURL(join(dist, 'collector/deliver/delivery.js')).href)
let store = null
const log = []
const delivery = await openDelivery({
  outboxDir: join(directory, 'outbox'),
  deadLetterFile: join(directory, 'dead-letter.ndjson'),
  flushIntervalMs: 20,
  outboxMaxBytes: 1024 * 1024 * 1024,
  store: () => store,
  collector: 'test-host',
  log: (level, message) => log.push(`${level} ${message}`),
  tuning: { commitIntervalMs: 5, maxMemoryBytes: 200_000, minBackoffMs: 5, maxBackoffMs: 50 }
})
const padding = 'x'.repeat(1000)
let pushed = 0
function push(rows) {
  for (let row = 0; row < rows; row++) delivery.push('requests', JSON.stringify({ n: pushed++, padding }))
}

while (delivery.stats().rowsLost === 0) {
  push(20)
  await delivery.flush().catch(() => {})
}
const { rowsLost, lastError } = delivery.stats()
store = { url, user: 'writer', password: '', database: 'teeline' }
while (delivery.stats().pendingRows > 0) await delay(5)
// Many more than the disk could hold at once, now that the store takes them.
for (let group = 0; group < 200; group++) {
  push(50)
  await delivery.flush()
  while (delivery.stats().pendingRows > 100) await delay(1)
}
while (delivery.stats().pendingRows > 0) await delay(5)
process.stdout.write(
  JSON.stringify({ pushed, rowsLost, lostInAll: delivery.stats().rowsLost, lastError, log })
)
await delivery.close({ deliverTimeoutMs: 1000 })
