import { afterEach, expect, test, vi } from 'vitest'
import { kinds } from '../../collector/record/slab.js'
import { TapeReader } from '../../collector/record/tape-reader.js'
import { Journal } from '../../collector/relay/journal.js'
import { ShortRuns } from '../../collector/short-runs.js'

afterEach(() => vi.restoreAllMocks())

test('a run that is over gives the core away once, and a new one begins', () => {
  let nowMs = 1_000
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs)
  const waited = vi.spyOn(Atomics, 'wait').mockReturnValue('timed-out')
  const runs = new ShortRuns()
  runs.begin()
  for (let piece = 0; piece < 3; piece++) {
    nowMs += 0.05
    runs.pause()
  }
  expect(waited).not.toHaveBeenCalled()
  nowMs += 0.06
  runs.pause()
  expect(waited).toHaveBeenCalledOnce()
  nowMs += 0.05
  runs.pause()
  expect(waited).toHaveBeenCalledOnce()
  // Woken after a while, it has not worked all that time.
  nowMs += 1_000
  runs.begin()
  runs.pause()
  expect(waited).toHaveBeenCalledOnce()
})

test('between records a slab can be left for a moment, and none of them is read twice', () => {
  const ids: string[] = []
  let records = 0
  const reader = new TapeReader(
    { captureBytes: 2 ** 20, maxBytes: 2 ** 20 },
    tape => {
      ids.push(tape.id)
      return undefined
    },
    () => records++
  )
  const journal = new Journal(
    { postMessage: ({ memory, usedBytes }) => reader.read(memory, usedBytes) },
    2 ** 22
  )
  for (let slot = 0; slot < 3; slot++) {
    journal.open(slot, 0, `id-${slot}\n1000\n/openai\n\nopenai\nhost\nPOST\n/openai/x\n/x`)
    journal.bytes(kinds.responseBytes, slot, 1, Buffer.from('x'))
    journal.end(slot, 2, 'complete\n\n\n\n200\n10\n\n5\n0\n1\n')
  }
  journal.flush()
  expect(ids).toEqual(['id-0', 'id-1', 'id-2'])
  expect(records).toBe(9)
})
