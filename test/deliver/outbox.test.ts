import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Outbox } from '../../collector/deliver/outbox.js'
import { newPlace } from './open-delivery.js'

const limits = { rows: 1000, bytes: 1_000_000 }

async function openOutbox(directory: string): Promise<Outbox> {
  const outbox = await Outbox.open(directory)
  onTestFinished(() => outbox.close())
  return outbox
}

async function append(outbox: Outbox, ...rows: string[]): Promise<void> {
  await outbox.append([outbox.prepare('requests', Buffer.from(`${rows.join('\n')}\n`), rows.length, 1000)])
}

function textOf(outbox: Outbox): string {
  const batch = outbox.head('requests')
  return batch === undefined ? '' : Buffer.concat(outbox.read(batch)).toString()
}

test('a reopened outbox has the same rows, the same sealed batch, and what was not sealed', async () => {
  const { outboxDir } = newPlace()
  const first = await Outbox.open(outboxDir)
  await append(first, 'a', 'b')
  const sealed = await first.seal('requests', limits)
  await append(first, 'c')
  await first.close()

  const outbox = await openOutbox(outboxDir)
  expect(outbox.rows).toBe(3)
  expect(outbox.bytes).toBe(6)
  expect(outbox.oldestMs()).toBe(1000)
  expect(outbox.unsealed('requests')).toEqual({ rows: 1, bytes: 2, sinceMs: 1000 })
  expect(outbox.head('requests')).toEqual(sealed)
  await append(outbox, 'd')
  const next = await outbox.seal('requests', limits)
  expect(next).toMatchObject({ seq: 2, rows: 2, last: 3 })
  expect(next?.token).not.toBe(sealed?.token)
})

test('a batch cut down to single rows gives each row once, whatever entries they lie in', async () => {
  const { outboxDir } = newPlace()
  let outbox = await openOutbox(outboxDir)
  await append(outbox, 'a', 'b', 'c')
  await append(outbox, 'd')
  await append(outbox, 'e', 'f', 'g')
  await outbox.seal('requests', limits)
  const seen: string[] = []
  const tokens = new Set<string>()
  for (let batch = outbox.head('requests'); batch !== undefined; batch = outbox.head('requests')) {
    expect(tokens.has(batch.token)).toBe(false)
    tokens.add(batch.token)
    if (batch.rows > 1) {
      await outbox.split(batch)
      continue
    }
    seen.push(textOf(outbox).trim())
    await outbox.acknowledge(batch)
    // Every state must hold across a restart.
    await outbox.close()
    outbox = await openOutbox(outboxDir)
    expect(outbox.rows).toBe(7 - seen.length)
  }
  expect(seen).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g'])
  expect([outbox.bytes, outbox.diskBytes, outbox.oldestMs()]).toEqual([0, 0, null])
})

test('a batch keeps to its limits, and a single entry above them is a batch of its own', async () => {
  const outbox = await openOutbox(newPlace().outboxDir)
  for (const row of ['a', 'b', 'c', 'd'.repeat(100)]) await append(outbox, row)
  const small = { rows: 2, bytes: 50 }
  const sizes: number[] = []
  for (
    let batch = await outbox.seal('requests', small);
    batch;
    batch = await outbox.seal('requests', small)
  ) {
    sizes.push(batch.rows)
  }
  expect(sizes).toEqual([2, 1, 1])
})

test.each<[string, (file: string) => void]>([
  ['is text', file => writeFileSync(file, 'hello')],
  ['ends within its first pages', file => truncateSync(file, 6_000)],
  ['ends before its last page', file => truncateSync(file, 5 * 4096)],
  ['begins with something else', file => overwrite(file, 0, 8_192)],
  ['has one of its first two pages overwritten', file => overwrite(file, 4_096, 8_192)]
])('a file that %s is set aside, and the outbox begins anew', async (_, damage) => {
  const { outboxDir } = newPlace()
  const first = await Outbox.open(outboxDir)
  for (let i = 0; i < 20; i++) await append(first, `{"n":${i},"pad":"${'x'.repeat(5_000)}"}`)
  await first.close()
  const file = join(outboxDir, 'data.mdb')
  damage(file)
  const damaged = readFileSync(file)
  const outbox = await openOutbox(outboxDir)
  expect(outbox.rows).toBe(0)
  expect(outbox.setAside).toMatch(/data\.mdb\.broken-/)
  expect(readFileSync(outbox.setAside!).equals(damaged)).toBe(true)
  await append(outbox, '{"n":1}')
  await outbox.seal('requests', limits)
  expect(textOf(outbox)).toBe('{"n":1}\n')
})

test('a file that is sound, or empty, stays', async () => {
  const { outboxDir } = newPlace()
  const first = await Outbox.open(outboxDir)
  await append(first, '{"n":1}')
  await first.close()
  const again = await Outbox.open(outboxDir)
  expect([again.setAside, again.rows]).toEqual([null, 1])
  await again.close()
  truncateSync(join(outboxDir, 'data.mdb'), 0)
  const outbox = await openOutbox(outboxDir)
  expect([outbox.setAside, outbox.rows]).toEqual([null, 0])
  expect(readdirSync(outboxDir).filter(name => name.includes('broken'))).toEqual([])
})

function overwrite(file: string, from: number, to: number): void {
  const bytes = readFileSync(file)
  writeFileSync(file, bytes.fill(0x41, from, to))
}
