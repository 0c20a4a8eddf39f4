/** What is measured: the provider itself, nginx before it, teeline before it. Each on its own core. */
import { execFileSync, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createClient } from '@clickhouse/client'
import { childrenOf, pin } from './processes.mjs'

/**
 * @typedef {object} Subject
 * @property {string} name
 * @property {boolean} [records] rows of what went through it
 * @property {string} [adminUrl]
 * @property {number} port
 * @property {string} prefix of its route to the provider
 * @property {number | null} pid whose processor time counts; NULL of what has none between
 * @property {() => Promise<number>} rows in the store; NaN without one
 * @property {() => Promise<void>} stop
 */

/** The provider with nothing between. @param {number} port @returns {Subject} */
export function direct(port) {
  return { name: 'direct', port, prefix: '', pid: null, rows: async () => Number.NaN, stop: async () => {} }
}

/** Node moving bytes, and nothing else. @param {number} upstreamPort @param {number} core @returns {Promise<Subject>} */
export async function pipe(upstreamPort, core) {
  const child = fork(fileURLToPath(new URL('./pipe.mjs', import.meta.url)), [String(upstreamPort)])
  pin(Number(child.pid), core)
  const [{ port }] = await once(child, 'message')
  return {
    name: 'pipe',
    port,
    prefix: '',
    pid: Number(child.pid),
    rows: async () => Number.NaN,
    stop: async () => child.disconnect()
  }
}

/**
 * Debian's nginx as a plain streaming proxy: one worker, keep-alive on both sides, no log.
 * @param {number} upstreamPort
 * @param {number} core
 * @returns {Promise<Subject>}
 */
export async function nginx(upstreamPort, core) {
  const binary = findNginx()
  const dir = await mkdtemp(join(tmpdir(), 'teeline-bench-nginx-'))
  await mkdir(join(dir, 'temp'))
  const port = await freePort()
  await writeFile(join(dir, 'nginx.conf'), nginxConfig(port, upstreamPort))
  const child = spawn('taskset', ['-c', String(core), binary, '-p', dir, '-c', join(dir, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'inherit']
  })
  await untilOpen(port)
  const [worker] = childrenOf(Number(child.pid))
  if (worker === undefined) throw new Error('nginx has no worker process')
  return {
    name: 'nginx',
    port,
    prefix: '',
    pid: worker,
    rows: async () => Number.NaN,
    stop: () => end(child, dir)
  }
}

/**
 * The sidecar as a user runs it, with its store on. The store's process is moved to the other core: it stands for a
 * server elsewhere and is not part of the collector.
 * @param {string} cli path of the compiled command
 * @param {number} upstreamPort
 * @param {number} core
 * @param {number} storeCore
 * @param {string} [name]
 * @param {NodeJS.ProcessEnv} [env] what it is told beside its own
 * @returns {Promise<Subject>}
 */
export async function teeline(cli, upstreamPort, core, storeCore, name = 'teeline', env = {}) {
  if (!existsSync(cli)) throw new Error(`${cli} is missing: run \`npm run build\` first`)
  const dir = await mkdtemp(join(tmpdir(), 'teeline-bench-'))
  const route = { prefix: '/openai', provider: 'openai', upstream: `http://127.0.0.1:${upstreamPort}` }
  await writeFile(join(dir, 'bench.yaml'), JSON.stringify({ routes: [route] }))
  const listens = ['--listen', '--admin', '--store-listen'].flatMap(flag => [flag, '127.0.0.1:0'])
  const child = spawn(
    'taskset',
    [
      '-c',
      String(core),
      process.execPath,
      // As `npm start` and the command's first line have it.
      '--max-semi-space-size=2',
      cli,
      'up',
      '--config',
      join(dir, 'bench.yaml'),
      '--data',
      dir,
      ...listens
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      cwd: dir,
      env: { ...process.env, MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072', ...env }
    }
  )
  const ready = JSON.parse(await untilWritten(join(dir, 'teeline.json'), child))
  for (const pid of childrenOf(Number(child.pid))) pin(pid, storeCore)
  return {
    name,
    records: true,
    adminUrl: ready.adminUrl,
    port: Number(new URL(ready.collectorUrl).port),
    prefix: '/openai',
    pid: Number(child.pid),
    rows: () => countRows(dir),
    stop: () => end(child, dir)
  }
}

/** @param {string} dir */
async function countRows(dir) {
  const { url, user, password } = JSON.parse(await readFile(join(dir, 'store.json'), 'utf8'))
  const client = createClient({ url, username: user, password })
  try {
    const query = 'SELECT toUInt32(count()) AS n FROM teeline.requests'
    const [row] = await (await client.query({ query, format: 'JSONEachRow' })).json()
    return Number(/** @type {{ n: number }} */ (row).n)
  } finally {
    await client.close()
  }
}

function findNginx() {
  for (const dir of [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin']) {
    if (existsSync(join(dir, 'nginx'))) return join(dir, 'nginx')
  }
  throw new Error(
    'nginx is not in PATH: the benchmark compares with it (Debian: apt-get install nginx-light)'
  )
}

export function nginxVersion() {
  // nginx tells its version on stderr.
  return execFileSync('/bin/sh', ['-c', '"$0" -v 2>&1', findNginx()])
    .toString()
    .trim()
    .replace('nginx version: ', '')
}

/** @param {number} port @param {number} upstreamPort */
function nginxConfig(port, upstreamPort) {
  const user = process.getuid?.() === 0 ? 'user root;\n' : ''
  const temps = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map(name => `${name}_temp_path temp;`)
    .join(' ')
  return `${user}worker_processes 1;
daemon off;
pid nginx.pid;
error_log stderr error;
events { worker_connections 8192; }
http {
  access_log off;
  ${temps}
  keepalive_requests 1000000000;
  tcp_nodelay on;
  upstream provider { server 127.0.0.1:${upstreamPort}; keepalive 1024; keepalive_requests 1000000000; }
  server {
    listen 127.0.0.1:${port} backlog=4096;
    location / {
      proxy_pass http://provider;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_buffering off;
    }
  }
}
`
}

/** A port on which nothing listens now. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  server.close()
  await once(server, 'close')
  return port
}

/** @param {number} port */
async function untilOpen(port) {
  for (let attempt = 0; attempt < 200; attempt++) {
    const socket = connect(port, '127.0.0.1')
    const open = await new Promise(resolve => {
      socket.once('connect', () => resolve(true))
      socket.once('error', () => resolve(false))
    })
    socket.destroy()
    if (open) return
    await new Promise(resolve => setTimeout(resolve, 25))
  }
  throw new Error(`nothing listens on port ${port}`)
}

/** @param {string} file @param {import('node:child_process').ChildProcess} child */
async function untilWritten(file, child) {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (child.exitCode !== null) throw new Error(`teeline ended with code ${child.exitCode} before it served`)
    const text = await readFile(file, 'utf8').catch(() => '')
    if (text !== '') return text
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  child.kill('SIGKILL')
  throw new Error('teeline was not ready within 30 s')
}

/** @param {import('node:child_process').ChildProcess} child @param {string} dir */
async function end(child, dir) {
  if (child.exitCode === null) {
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), 20_000)
    await gone
    clearTimeout(timer)
  }
  await rm(dir, { recursive: true, force: true, maxRetries: 5 })
}
