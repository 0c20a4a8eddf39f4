import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Connection } from '../../schemas/connection.js'
import type { Dashboard } from '../../tui/dashboard.js'
import { StoreLink } from '../../tui/store-link.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('finds a collector that is announced after its store answered, and asks through that', async () => {
  const closed: string[] = []
  const shown: (string | null)[] = []
  let collectorUrl: string | null = null
  let looks = 0
  const dashboard = {
    connected: (connection: Connection) => shown.push(connection.collectorUrl)
  } as unknown as Dashboard
  const link = new StoreLink({
    dashboard,
    connect: async () => {
      looks += 1
      return { collectorUrl } as Connection
    },
    open: connection => ({
      connection,
      query: async () => [],
      close: async () => {
        closed.push(String(connection.collectorUrl))
      }
    }),
    refused: () => {}
  })
  await link.start()
  await vi.advanceTimersByTimeAsync(6_000)
  expect(shown).toEqual([null])
  collectorUrl = 'http://127.0.0.1:8787'
  await vi.advanceTimersByTimeAsync(5_000)
  expect(shown).toEqual([null, 'http://127.0.0.1:8787'])
  expect(closed).toEqual(['null'])
  const before = looks
  await vi.advanceTimersByTimeAsync(60_000)
  expect(looks).toBe(before)
  await link.stop()
  expect(closed).toEqual(['null', 'http://127.0.0.1:8787'])
})
