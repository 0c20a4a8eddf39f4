import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { runDoctor } from '../collector/doctor-command.js'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teeline-doctor-'))
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

/** A port on which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

interface Visited {
  collector?: object
  store?: object
  routes?: object[]
}

async function visit(
  asked: Visited,
  data = join(folder, 'data')
): Promise<{ code: number; lines: string[] }> {
  const file = join(folder, 'teeline.yaml')
  const [admin, listen] = [`127.0.0.1:${await freePort()}`, `127.0.0.1:${await freePort()}`]
  const config = {
    ...asked,
    collector: { admin, ...asked.collector },
    store: { listen, ...asked.store }
  }
  writeFileSync(file, JSON.stringify(config))
  let printed = ''
  vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    printed += text
    return true
  })
  const code = await runDoctor({ config: file, data })
  return { code, lines: printed.trimEnd().split('\n') }
}

test('a store and an upstream that do not answer are one line each, and exit code 1', async () => {
  const noise = vi.spyOn(console, 'error')
  const nobody = `http://127.0.0.1:${await freePort()}`
  const { code, lines } = await visit({
    collector: { listen: `127.0.0.1:${await freePort()}` },
    store: { url: nobody },
    routes: [{ prefix: '/mine', provider: 'openai', upstream: nobody }]
  })
  expect(code).toBe(1)
  expect(lines.map(line => line.split(/ +/).slice(0, 2).join(' '))).toEqual([
    'ok config',
    'warn collector',
    'fail store',
    'ok rights',
    'ok disk',
    'fail upstream'
  ])
  expect(lines[2]).toContain(`${nobody} does not answer: connect ECONNREFUSED`)
  expect(lines[2]).toMatch(/; look whether it runs, and at store\.url$/)
  expect(lines[5]).toContain(
    `/mine → ${nobody} cannot be reached (ECONNREFUSED); look at its upstream in routes`
  )
  expect(noise).not.toHaveBeenCalled()
})

test('a data folder that others get at is a warning that says how to close it', async () => {
  const data = join(folder, 'data')
  mkdirSync(data)
  chmodSync(data, 0o755)
  const { code, lines } = await visit({ collector: { listen: `127.0.0.1:${await freePort()}` } })
  expect(code).toBe(0)
  expect(lines).toContainEqual(expect.stringMatching(/^warn {2}rights .* \(mode 755\): chmod 700 /))
  chmodSync(data, 0o700)
  const later = await visit({ collector: { listen: `127.0.0.1:${await freePort()}` } })
  expect(later.lines).toContain(`ok    rights      nobody else gets at ${data}`)
})

test('what does not run yet is a warning, not a failure', async () => {
  const { code, lines } = await visit({ collector: { listen: `127.0.0.1:${await freePort()}` } })
  expect(code).toBe(0)
  expect(lines[1]).toMatch(/^warn {2}collector .*teeline up/)
  expect(lines[2]).toMatch(/^warn {2}store .*teeline up/)
})

test('a data folder that cannot be made is a failure that names what is in its way', async () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  const { code, lines } = await visit(
    { collector: { listen: `127.0.0.1:${await freePort()}` } },
    join(file, 'data')
  )
  expect(code).toBe(1)
  expect(lines).toContain(`fail  rights      ${file} is no directory; give another directory with --data`)
})

test('the file that was read is named, by whatever it was found', async () => {
  const { lines } = await visit({ collector: { listen: `127.0.0.1:${await freePort()}` } })
  expect(lines[0]).toContain(join(folder, 'teeline.yaml'))
  vi.stubEnv('TEELINE_CONFIG', join(folder, 'teeline.yaml'))
  let printed = ''
  vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    printed += text
    return true
  })
  await runDoctor({ data: join(folder, 'data') })
  expect(printed.split('\n')[0]).toBe(lines[0])
})

test('all addresses that another process has are told at once', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const taken = `127.0.0.1:${(server.address() as { port: number }).port}`
  const { code, lines } = await visit({
    collector: { listen: `127.0.0.1:${await freePort()}`, admin: taken },
    store: { listen: taken }
  })
  server.close()
  expect(code).toBe(1)
  expect(lines[1]).toBe(
    `fail  collector   collector.admin ${taken}, store.listen ${taken}: taken by another process; free it, or set another`
  )
})
