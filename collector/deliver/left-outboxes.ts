/**
 * Outboxes of workers that are no more, since `collector.workers` was lowered: what they hold is delivered, then they are
 * removed. Nothing is written to them but what a delivery has to tell of its own rows.
 */
import { rm } from 'node:fs/promises'
import { type Delivery, type DeliveryOptions, type DeliveryStats, openDelivery } from './delivery.js'

/** How often it is looked whether one is empty. */
const lookMs = 500

export interface LeftOutboxes {
  /** Those removed by now stay in it, so that what they delivered goes on to be counted. */
  stats(): DeliveryStats[]
  wake(): void
  /** Sends what it can within the bound; what is not empty then stays for the next start. */
  close(deliverTimeoutMs: number): Promise<void>
}

/** One that cannot be opened is logged and stays as it is: the rows of now matter more. */
export async function openLeftOutboxes(
  directories: readonly string[],
  options: Omit<DeliveryOptions, 'outboxDir'>
): Promise<LeftOutboxes> {
  const opened = await Promise.all(
    directories.map(async directory => {
      try {
        return new LeftOutbox(directory, await openDelivery({ ...options, outboxDir: directory }))
      } catch (error) {
        options.log('error', error instanceof Error ? error.message : String(error))
        return null
      }
    })
  )
  const all = opened.filter(one => one !== null)
  return {
    stats: () => all.map(one => one.stats()),
    wake: () => {
      for (const one of all) one.wake()
    },
    close: async deliverTimeoutMs => {
      await Promise.all(all.map(one => one.close(deliverTimeoutMs)))
    }
  }
}

class LeftOutbox {
  readonly #directory: string
  readonly #delivery: Delivery
  readonly #timer: NodeJS.Timeout
  #closing: Promise<void> | null = null

  constructor(directory: string, delivery: Delivery) {
    this.#directory = directory
    this.#delivery = delivery
    this.#timer = setInterval(() => {
      if (delivery.stats().pendingRows === 0) void this.close(0)
    }, lookMs)
  }

  stats(): DeliveryStats {
    return this.#delivery.stats()
  }

  wake(): void {
    this.#delivery.wake()
  }

  close(deliverTimeoutMs: number): Promise<void> {
    this.#closing ??= this.#close(deliverTimeoutMs)
    return this.#closing
  }

  async #close(deliverTimeoutMs: number): Promise<void> {
    clearInterval(this.#timer)
    await this.#delivery.close({ deliverTimeoutMs })
    if (this.#delivery.stats().pendingRows === 0) {
      await rm(this.#directory, { recursive: true, force: true }).catch(() => {})
    }
  }
}
