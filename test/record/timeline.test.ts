import { expect, test } from 'vitest'
import { Timeline } from '../../collector/record/timeline.js'

const second = 1_000_000

test('a stall is told by when it began and how long it was; after a hole nothing is', () => {
  const timeline = new Timeline()
  for (const at of [100, 200, 200 + second, 201 + 2 * second]) timeline.output(at, true)
  timeline.break()
  timeline.output(9 * second, true)
  timeline.output(9 * second + 50, true)
  expect(timeline.gapsUs).toEqual([100, second, second + 1, 50])
  expect(timeline.stalls).toEqual([{ atUs: 200 + second, lengthUs: second + 1 }])
  expect(timeline.times()).toMatchObject({ stalls: 1, gapMaxUs: second + 1, frames: 6 })
})

test('a stream that stands still all the time is counted whole and told in part', () => {
  const timeline = new Timeline()
  for (let frame = 0; frame <= 100; frame++) timeline.output(frame * 2 * second, true)
  expect(timeline.times().stalls).toBe(100)
  expect(timeline.stalls).toHaveLength(32)
  expect(timeline.stalls.at(-1)).toEqual({ atUs: 62 * second, lengthUs: 2 * second })
})
