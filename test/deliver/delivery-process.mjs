/**
 * A process to be killed: `delivery-process.mjs DIST STORE_URL DIRECTORY FROM`. With FROM it pushes rows numbered from
 * there, and prints the number of rows after each flush; without, it delivers what is there and ends. As a thread it
 * dies of any message.
 */
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { parentPort } from 'node:worker_threads'

const [dist, url, directory, from] = process.argv.slice(2)
const { openDelivery } = await import(pathToFileURL(join(dist, 'collector/deliver/delivery.js')).href)
const delivery = await openDelivery({
  outboxDir: join(directory, 'outbox'),
  deadLetterFile: join(directory, 'dead-letter.ndjson'),
  flushIntervalMs: 20,
  outboxMaxBytes: 64 * 1024 * 1024,
  store: () => ({ url, user: 'writer', password: '', database: 'teeline' }),
  collector: 'test-host',
  log: () => {},
  tuning: { commitIntervalMs: 5, minBackoffMs: 5, maxBackoffMs: 50, maxBatchRows: 200 }
})

if (from === undefined) {
  while (delivery.stats().pendingRows > 0) await delay(5)
  await delivery.close({ deliverTimeoutMs: 1000 })
} else {
  parentPort?.once('message', reason => {
    throw new Error(reason)
  })
  for (let n = 0; ; n++) {
    delivery.push('requests', JSON.stringify({ n: Number(from) + n }))
    if (n % 20 !== 19) continue
    await delivery.flush()
    process.stdout.write(`${n + 1}\n`)
  }
}
