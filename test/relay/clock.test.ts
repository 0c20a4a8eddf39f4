import { afterEach, expect, test, vi } from 'vitest'
import { nowUs, WallClock } from '../../collector/relay/clock.js'

afterEach(() => {
  vi.restoreAllMocks()
})

const hourMs = 3_600_000

test('a wall clock that is set, back or forth, is followed, and moments keep their distance', () => {
  const clock = new WallClock()
  const trueNow = Date.now.bind(Date)
  for (const setMs of [0, -hourMs, hourMs, 0]) {
    vi.spyOn(Date, 'now').mockImplementation(() => trueNow() + setMs)
    const at = nowUs()
    const wall = clock.at(at)
    expect(Math.abs(wall / 1000 - (trueNow() + setMs))).toBeLessThan(1_000)
    // Durations are never taken from the wall.
    expect(clock.at(at + 250) - wall).toBe(250)
  }
})

test('a wall clock that is read to the millisecond moves no moment', () => {
  let wallMs = 1_800_000_000_000
  vi.spyOn(Date, 'now').mockImplementation(() => wallMs)
  let monotonicUs = 5_000
  vi.spyOn(performance, 'now').mockImplementation(() => monotonicUs / 1000)
  const clock = new WallClock()
  const first = clock.at(monotonicUs)
  for (let step = 1; step <= 5_000; step++) {
    monotonicUs += 333
    wallMs = 1_800_000_000_000 + Math.floor((step * 333) / 1000)
    expect(clock.at(monotonicUs) - first).toBe(step * 333)
  }
})
