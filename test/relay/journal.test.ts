import { expect, test } from 'vitest'
import { giveBack, kinds, type SlabMessage, slabBytes, slabHeadBytes } from '../../collector/record/slab.js'
import type { Tape } from '../../collector/record/tape.js'
import { TapeReader } from '../../collector/record/tape-reader.js'
import { Journal } from '../../collector/relay/journal.js'
import { seededRandom } from '../support/random.js'
import { copyOf } from '../support/relay.js'
import { until } from '../support/until.js'

const open = (id: string) =>
  `${id}\n1000\n/openai\n\nopenai\nhost\nPOST\n/openai/x\n/x\nauthorization\nBearer k`
const end = (request: number, response: number) => `complete\n\n\n\n200\n10\n\n5\n${request}\n${response}\n`

/** A journal whose slabs pile up until they are read. */
function journalOf(maxBytes: number) {
  const slabs: SlabMessage[] = []
  const journal = new Journal({ postMessage: message => slabs.push(message) }, maxBytes)
  const tapes: Tape[] = []
  const reader = new TapeReader({ captureBytes: 2 ** 24, maxBytes: 2 ** 28 }, tape => {
    tapes.push(copyOf(tape))
    return undefined
  })
  const read = () => {
    journal.flush()
    for (const message of slabs.splice(0)) {
      reader.read(message.memory, message.usedBytes)
      giveBack(message.memory)
    }
  }
  return { journal, slabs, tapes, reader, read }
}

test('exchanges that lie between each other come out whole, whatever the sizes of their chunks', () => {
  const { journal, tapes, read } = journalOf(2 ** 26)
  const random = seededRandom(7)
  const bodies = Array.from({ length: 20 }, () => Buffer.alloc(0))
  for (const index of bodies.keys()) journal.open(index, index, open(`id-${index}`))
  for (let i = 0; i < 400; i++) {
    const index = random.integer(0, 19)
    const chunk = Buffer.alloc(random.integer(0, i % 50 === 0 ? 2 * slabBytes : 3_000), i & 255)
    journal.bytes(kinds.responseBytes, index, 100 + i, chunk)
    bodies[index] = Buffer.concat([bodies[index]!, chunk])
  }
  for (const [index, body] of bodies.entries()) journal.end(index, 1_000, end(0, body.length))
  read()
  expect(tapes).toHaveLength(20)
  for (const [index, tape] of tapes.entries()) {
    expect(tape.id).toBe(`id-${index}`)
    expect(tape.requestHeaders).toEqual(['authorization', 'Bearer k'])
    expect(tape.response.head.equals(bodies[index]!)).toBe(true)
    expect(tape.capture).toBe('full')
    expect(tape.endUs).toBe(1_000 - index)
  }
})

test('when the recorder does not read, memory stays within the bound and the row still comes', () => {
  const maxBytes = 8 * slabBytes
  const { journal, slabs, tapes, read } = journalOf(maxBytes)
  journal.open(1, 0, open('one'))
  const chunk = Buffer.alloc(64_000)
  for (let i = 0; i < 1_000; i++) journal.bytes(kinds.responseBytes, 1, i, chunk)
  expect(slabs.length * slabBytes).toBeLessThanOrEqual(maxBytes)
  journal.end(1, 2_000, end(0, 64_000_000))
  read()
  expect(tapes[0]).toMatchObject({ id: 'one', capture: 'truncated', status: 200 })
  expect(tapes[0]!.response.totalBytes).toBe(64_000_000)
})

test('a slab that was given back is used again, one that was not is left alone', () => {
  const { journal, slabs } = journalOf(2 ** 22)
  const post = (id: string) => {
    journal.open(1, 0, open(id))
    journal.flush()
    return slabs.pop()!.memory
  }
  const [first, second] = [post('one'), post('two')]
  const held = Buffer.from(new Uint8Array(second))
  giveBack(first)
  const later = [post('three'), post('four'), post('five')]
  expect(later).toContain(first)
  expect(later).not.toContain(second)
  expect(Buffer.from(new Uint8Array(second)).equals(held)).toBe(true)
  expect(journal.backlogBytes).toBe(4 * slabBytes)
})

test('rows and bytes that found no room are counted', () => {
  const { journal, slabs } = journalOf(4 * slabBytes)
  for (let i = 0; i < 20_000; i++) journal.open(i, 0, open(`id-${i}`).padEnd(300, 'x'))
  journal.bytes(kinds.requestBytes, 1, 0, Buffer.alloc(5_000))
  const posted = slabs.length
  expect(posted).toBeLessThanOrEqual(4)
  for (const message of slabs.splice(0)) giveBack(message.memory)
  journal.flush()
  expect(slabs.at(-1)).toMatchObject({ lostRows: expect.any(Number), lostBytes: 5_000 })
  expect(slabs.at(-1)!.lostRows).toBeGreaterThan(0)
})

test('rows that a dead recorder held are counted, and told to the next one without waiting for traffic', async () => {
  const told: SlabMessage[] = []
  const journal = new Journal({ postMessage: message => told.push(message) }, 2 ** 22)
  for (let i = 0; i < 3; i++) {
    journal.open(i, 0, open(`id-${i}`))
    journal.end(i, 1, end(0, 0))
  }
  journal.flush()
  journal.forgetOutstanding()
  await until('the count', () => told.length === 2)
  expect(told[1]).toMatchObject({ lostRows: 3, usedBytes: slabHeadBytes })
  expect(journal.backlogBytes).toBe(slabBytes)
})

test('an end whose beginning went down with an earlier recorder is counted', () => {
  const { journal, reader, read, tapes } = journalOf(2 ** 22)
  journal.end(5, 0, end(0, 0))
  read()
  expect(tapes).toHaveLength(0)
  expect(reader.takeOrphans()).toBe(1)
  expect(reader.takeOrphans()).toBe(0)
})

test('past its bound a tape keeps the first and the last bytes and counts the middle', () => {
  const tapes: Tape[] = []
  const reader = new TapeReader({ captureBytes: 1_000, maxBytes: 2 ** 20 }, tape => {
    tapes.push(copyOf(tape))
    return undefined
  })
  const journal = new Journal(
    { postMessage: ({ memory, usedBytes }) => reader.read(memory, usedBytes) },
    2 ** 22
  )
  const body = Buffer.from(Array.from({ length: 10_000 }, (_, i) => i & 255))
  journal.open(1, 0, open('one'))
  for (let at = 0; at < body.length; at += 130)
    journal.bytes(kinds.responseBytes, 1, at, body.subarray(at, at + 130))
  journal.end(1, 1, end(0, body.length))
  journal.flush()
  const { response, capture } = tapes[0]!
  expect(capture).toBe('truncated')
  expect(response.totalBytes).toBe(10_000)
  expect(response.head.equals(body.subarray(0, 750))).toBe(true)
  expect(response.tail.equals(body.subarray(-250))).toBe(true)
})
