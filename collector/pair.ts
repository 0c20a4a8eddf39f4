/** One relay thread and its recorder thread, in this process. */
import { startCollector } from './collector.js'
import type { Log } from './log.js'
import type { PairSetup, Pairs } from './pairs.js'
import { RecorderThread } from './recorder-thread.js'

/** A scraper's own patience is ten seconds by default. */
const scrapeTimeoutMs = 5_000

/**
 * Starts both and begins to listen.
 *
 * @throws TeelineError `TEELINE_LISTEN_FAILED`
 */
export async function startPair(setup: PairSetup, log: Log): Promise<Pairs> {
  const recorder = new RecorderThread(setup.recorder, log)
  const collector = await startCollector(setup.collector, setup.routes, recorder, log).catch(async error => {
    await recorder.close(0)
    throw error
  })
  recorder.onRestart = () => collector.journal.forgetOutstanding()
  return {
    url: collector.url,
    isReady: () => !collector.stats().draining,
    isDraining: () => collector.stats().draining,
    stats: async () => ({
      relay: collector.stats(),
      recorder: { running: recorder.isRunning, ...recorder.stats },
      rssBytes: process.memoryUsage.rss()
    }),
    page: async openMetrics => {
      const { exchanges, open, backlogBytes } = collector.stats()
      return recorder.scrape({ exchanges, open, backlogBytes }, openMetrics, scrapeTimeoutMs)
    },
    setStore: store => recorder.setStore(store),
    writeEvent: note => recorder.writeEvent(note),
    cut: () => collector.cut(),
    close: async deliverTimeoutMs => {
      await collector.close()
      await recorder.close(deliverTimeoutMs)
    }
  }
}
