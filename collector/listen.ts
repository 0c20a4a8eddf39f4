/** Listening addresses: `host:port` of the configuration in, a URL out. */
import { once } from 'node:events'
import type { AddressInfo, Server } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { TeelineError } from '../schemas/errors.js'
import { splitAddress } from './address.js'

/**
 * Listens on `host:port`; the error names the configuration key.
 *
 * @throws TeelineError `TEELINE_LISTEN_FAILED`
 */
export async function listen(app: FastifyInstance, key: keyof typeof flags, address: string): Promise<void> {
  try {
    await app.listen(splitAddress(address))
  } catch (cause) {
    throw listenError(key, address, cause)
  }
}

/** The same for a server that is not Fastify's. @throws TeelineError `TEELINE_LISTEN_FAILED` */
export async function listenOn(server: Server, key: keyof typeof flags, address: string): Promise<void> {
  server.listen(splitAddress(address))
  try {
    await once(server, 'listening')
  } catch (cause) {
    throw listenError(key, address, cause)
  }
}

const flags = { 'collector.listen': '--listen', 'collector.admin': '--admin' } as const

export function listenError(key: keyof typeof flags, address: string, cause: unknown): TeelineError {
  const { code } = cause as NodeJS.ErrnoException
  const reason = code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${code})`
  return new TeelineError(
    'TEELINE_LISTEN_FAILED',
    `${key} ${address} ${reason}`,
    `Free it, or set another: ${key} in teeline.yaml, or ${flags[key]}.`,
    cause
  )
}

/** `http://127.0.0.1:8787` of a listening server. */
export function addressUrl(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}
