/** `teeline doctor`: one line for each thing that must be well, and what to do about the ones that are not. */
import { once } from 'node:events'
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { dirname } from 'node:path'
import { ClickHouseError, ClickHouseLogLevel, createClient } from '@clickhouse/client'
import type { TeelineError } from '../schemas/errors.js'
import { requestColumns } from '../schemas/row.js'
import { splitAddress } from './address.js'
import { type ConfigFlags, type LoadedConfig, loadConfig } from './config.js'
import { readRunFile } from './data-dir.js'
import { openToOthers } from './data-dir-rights.js'
import type { StoreAddress } from './deliver/store-writer.js'
import { findStore } from './find-store.js'
import { type Route, routesOf } from './routing/routes.js'

type Verdict = 'ok' | 'warn' | 'fail'

interface Finding {
  verdict: Verdict
  what: string
  detail: string
}

const probeTimeoutMs = 3_000
const minFreeBytes = 2_000_000_000
const maxClockSkewMs = 2_000

/** Prints the findings; exit code 1 when one of them is `fail`. */
export async function runDoctor(flags: ConfigFlags): Promise<number> {
  let failed = false
  const report = (finding: Finding) => {
    failed ||= finding.verdict === 'fail'
    process.stdout.write(`${finding.verdict.padEnd(4)}  ${finding.what.padEnd(10)}  ${finding.detail}\n`)
  }
  const loaded = loadConfig(flags, process.env)
  report({
    verdict: 'ok',
    what: 'config',
    detail: `${loaded.file ?? 'no file, so defaults'}, data in ${loaded.dataDir}`
  })
  report(await checkCollector(loaded))
  for (const finding of await checkStore(flags)) report(finding)
  report(checkRights(loaded))
  report(checkDisk(loaded))
  for (const finding of await checkUpstreams(loaded)) report(finding)
  return failed ? 1 : 0
}

async function checkCollector({ config, dataDir }: LoadedConfig): Promise<Finding> {
  const run = readRunFile(dataDir)
  if (run !== null) {
    const stats = await fetchStats(run.adminUrl)
    return {
      verdict: 'ok',
      what: 'collector',
      detail: `runs as process ${run.pid} at ${run.collectorUrl}${stats}`
    }
  }
  const taken = await takenAddresses(config)
  if (taken.length > 0) {
    const detail = `${taken.join(', ')}: taken by another process; free it, or set another`
    return { verdict: 'fail', what: 'collector', detail }
  }
  return { verdict: 'warn', what: 'collector', detail: 'does not run; start it with teeline up' }
}

/** Those that `teeline up` would want and somebody answers on, with their keys. */
async function takenAddresses({ collector, store }: LoadedConfig['config']): Promise<string[]> {
  const wanted = [
    ['collector.listen', collector.listen],
    ['collector.admin', collector.admin],
    ...(store.url === undefined ? [['store.listen', store.listen]] : [])
  ] as [string, string][]
  const failures = await Promise.all(
    wanted.map(([, address]) => failureToConnect(splitAddress(address).host, splitAddress(address).port))
  )
  return wanted.filter((_, index) => failures[index] === null).map(pair => pair.join(' '))
}

async function fetchStats(adminUrl: string): Promise<string> {
  try {
    const answer = await fetch(`${adminUrl}/stats`, { signal: AbortSignal.timeout(probeTimeoutMs) })
    const { recorder, workers } = (await answer.json()) as {
      recorder: { delivery?: { pendingRows: number; rowsLost: number } }
      workers?: { answering: boolean }[]
    }
    const { delivery } = recorder
    const crew =
      workers === undefined
        ? ''
        : `, ${workers.filter(worker => worker.answering).length} of ${workers.length} workers answer`
    return delivery === undefined
      ? crew
      : `${crew}, outbox ${delivery.pendingRows} rows, lost ${delivery.rowsLost}`
  } catch {
    return ''
  }
}

async function checkStore(flags: ConfigFlags): Promise<Finding[]> {
  let address: StoreAddress
  try {
    address = await findStore(flags)
  } catch (error) {
    const { message, hint } = error as TeelineError
    return [{ verdict: 'warn', what: 'store', detail: `${message}. ${hint}` }]
  }
  const client = createClient({
    url: address.url,
    username: address.user,
    password: address.password,
    database: address.database,
    request_timeout: probeTimeoutMs,
    // A finding says it; the client would print pages of its own.
    log: { level: ClickHouseLogLevel.OFF }
  })
  try {
    const asked = Date.now()
    const facts = await client.query({
      query: 'SELECT version() AS version, toUnixTimestamp64Milli(now64(3)) AS now',
      format: 'JSONEachRow'
    })
    const [fact] = await facts.json<{ version: string; now: string | number }>()
    const skewMs = Math.abs(Number(fact?.now) - (asked + Date.now()) / 2)
    return [
      { verdict: 'ok', what: 'store', detail: `ClickHouse ${fact?.version} at ${address.url}` },
      clockFinding(skewMs),
      await checkSchema(client, address.database)
    ]
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0]?.replace(/[. ]+$/, '')
    const trouble =
      error instanceof ClickHouseError
        ? `refuses: ${reason}; set store.user and store.password`
        : `does not answer: ${reason}; look whether it runs, and at store.url`
    return [{ verdict: 'fail', what: 'store', detail: `${address.url} ${trouble}` }]
  } finally {
    await client.close()
  }
}

function clockFinding(skewMs: number): Finding {
  const verdict = skewMs > maxClockSkewMs ? 'warn' : 'ok'
  return { verdict, what: 'clock', detail: `${Math.round(skewMs)} ms from the store's` }
}

async function checkSchema(client: ReturnType<typeof createClient>, database: string): Promise<Finding> {
  const answer = await client.query({
    query: "SELECT name FROM system.columns WHERE database = {database:String} AND table = 'requests'",
    query_params: { database },
    format: 'JSONEachRow'
  })
  const found = new Set((await answer.json<{ name: string }>()).map(column => column.name))
  const missing = Object.keys(requestColumns).filter(name => !found.has(name))
  if (missing.length === 0)
    return { verdict: 'ok', what: 'schema', detail: `${database}.requests has all ${found.size} columns` }
  const list = missing.length > 5 ? `${missing.length} columns` : missing.join(', ')
  return {
    verdict: 'fail',
    what: 'schema',
    detail: `${database}.requests lacks ${list}; teeline up migrates it`
  }
}

function checkRights({ dataDir }: LoadedConfig): Finding {
  const obstacle = unwritable(dataDir)
  if (obstacle !== null)
    return { verdict: 'fail', what: 'rights', detail: `${obstacle}; give another directory with --data` }
  const trouble = openToOthers(dataDir)
  if (trouble !== null) return { verdict: 'warn', what: 'rights', detail: trouble }
  return { verdict: 'ok', what: 'rights', detail: `nobody else gets at ${dataDir}` }
}

/** What keeps a data directory from being written, or made: it, or the nearest of its parents that is there. */
function unwritable(dataDir: string): string | null {
  let path = dataDir
  while (!existsSync(path)) path = dirname(path)
  if (!statSync(path).isDirectory()) return `${path} is no directory`
  try {
    accessSync(path, constants.W_OK | constants.X_OK)
    return null
  } catch (error) {
    return `${path} cannot be written (${(error as NodeJS.ErrnoException).code})`
  }
}

function checkDisk({ dataDir }: LoadedConfig): Finding {
  try {
    const { bavail, bsize } = statfsSync(dataDir)
    const free = bavail * bsize
    const detail = `${(free / 1e9).toFixed(1)} GB free for outbox and store`
    return { verdict: free < minFreeBytes ? 'warn' : 'ok', what: 'disk', detail }
  } catch {
    return { verdict: 'ok', what: 'disk', detail: `${dataDir} will be created` }
  }
}

/** Only the routes of the user's own: that the big vendors are reachable is not for each doctor's visit to ask. */
async function checkUpstreams({ config }: LoadedConfig): Promise<Finding[]> {
  const own = new Set(config.routes.map(route => route.prefix))
  const routes = routesOf(config).filter(route => own.has(route.prefix))
  if (routes.length === 0) return [{ verdict: 'ok', what: 'upstreams', detail: 'built-in routes only' }]
  return Promise.all(routes.map(checkUpstream))
}

async function checkUpstream(route: Route): Promise<Finding> {
  const { hostname, port, protocol } = new URL(route.upstream)
  const failure = await failureToConnect(hostname, Number(port) || (protocol === 'https:' ? 443 : 80))
  const trouble = failure === null ? '' : ` cannot be reached (${failure}); look at its upstream in routes`
  return {
    verdict: failure === null ? 'ok' : 'fail',
    what: 'upstream',
    detail: `${route.prefix} → ${route.upstream}${trouble}`
  }
}

/** NULL when it can be connected to, else the system's word for why not. */
async function failureToConnect(host: string, port: number): Promise<string | null> {
  const socket = connect({ host, port })
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(probeTimeoutMs) })
    return null
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ABORT_ERR' ? `no answer in ${probeTimeoutMs / 1000} s` : (code ?? 'no reason given')
  } finally {
    socket.destroy()
  }
}
