/**
 * The client's credentials: told apart by a keyed hash, and kept out of everything that is stored. A provider may echo a
 * key in an error message, and a client may put one into a path or a tag, so every text that goes into a row passes
 * through the redactor made here.
 */
import { createHmac } from 'node:crypto'
import { lowerName } from './headers.js'
import { wellFormed } from './json.js'
import { decodePart, queryOf } from './path.js'
import { remembered } from './remembered.js'
import type { Tape } from './tape.js'

export interface Credentials {
  /** The credential that the provider bills; `''` when the request carried none. */
  key: string
  /** Every text that must not be stored, longest first. */
  secrets: string[]
}

/** Finds the credentials of a request in its headers and query. */
export function credentialsOf(tape: Tape): Credentials {
  const found: Found = { key: '', rank: ranks.length, secrets: new Set() }
  const headers = tape.requestHeaders
  for (let index = 0; index + 1 < headers.length; index += 2) {
    readHeader(lowerName(headers[index] as string), headers[index + 1] as string, found)
  }
  readQuery(tape.path, found)
  if (tape.upstreamPath !== tape.path) readQuery(tape.upstreamPath, found)
  return { key: found.key, secrets: variantsOf(found.secrets) }
}

/** Names a credential without telling it. */
export type KeyIds = (key: string) => string

/**
 * First 12 hex digits of HMAC-SHA256 under `keySecret`: tells keys apart, gives none away. `''` without a credential. An app
 * has few keys and many calls, so the last ones are remembered, by the key itself: in memory it is anyway.
 */
export function keyIdsUnder(keySecret: Buffer): KeyIds {
  const idOf = (key: string) => createHmac('sha256', keySecret).update(key).digest('hex').slice(0, 12)
  return remembered(key => (key === '' ? '' : idOf(key)), { most: 1_000, longest: 4_096 })
}

/** `text` with every secret, and whatever looks like a provider's key, replaced by `***`. */
export function redact(text: string, secrets: readonly string[]): string {
  if (text.length < minSecretLength) return text
  let clean = text
  for (const secret of secrets) {
    if (clean.includes(secret)) clean = clean.replaceAll(secret, '***')
  }
  return clean.length >= minKeyLength && keyShape.test(clean) ? clean.replace(keyShapes, '***') : clean
}

interface Found {
  key: string
  rank: number
  secrets: Set<string>
}

/** Where a credential may stand, the one that is billed first. */
const ranks = [
  'authorization',
  'x-api-key',
  'api-key',
  'x-goog-api-key',
  'ocp-apim-subscription-key',
  'query',
  'sec-websocket-protocol'
] as const

type Place = (typeof ranks)[number]

function readHeader(name: string, value: string, found: Found): void {
  switch (name) {
    case 'authorization':
      readAuthorization(value, found)
      break
    case 'x-api-key':
    case 'api-key':
    case 'x-goog-api-key':
    case 'ocp-apim-subscription-key':
      note(name, value.trim(), found)
      break
    case 'sec-websocket-protocol':
      readProtocols(value, found)
      break
    case 'cookie':
      for (const pair of value.split(';')) found.secrets.add(pair.slice(pair.indexOf('=') + 1).trim())
      break
    default:
      // Of a gateway between, of a session, of the app itself: not billed by the provider, and no less secret.
      if (!namesSecret(name)) return
      for (const part of [value, value.slice(value.indexOf(' ') + 1)]) found.secrets.add(part.trim())
  }
}

const secretName = /auth|token|secret|password|api-?key|signature/
const namesSecret = remembered(name => secretName.test(name))

function readAuthorization(value: string, found: Found): void {
  const signed = /Credential=([^/,\s]+)/.exec(value)
  if (signed !== null && value.startsWith('AWS4-')) {
    const signature = /Signature=([0-9a-f]+)/i.exec(value)?.[1]
    if (signature !== undefined) found.secrets.add(signature)
    note('authorization', signed[1] as string, found)
    return
  }
  const space = value.trim().indexOf(' ')
  const scheme = space < 0 ? '' : value.trim().slice(0, space)
  const key = value
    .trim()
    .slice(space + 1)
    .trim()
  note('authorization', key, found)
  if (scheme.toLowerCase() !== 'basic') return
  const pair = Buffer.from(key, 'base64').toString('utf8')
  found.secrets.add(pair)
  found.secrets.add(pair.slice(pair.indexOf(':') + 1))
}

/**
 * Browsers cannot set headers on a WebSocket: clients of OpenAI's and xAI's realtime APIs carry the key as a subprotocol,
 * and so do others, in forms of their own. What is too long for a protocol's name is kept out of the row in any case.
 */
function readProtocols(value: string, found: Found): void {
  for (const part of value.split(',')) {
    const protocol = part.trim()
    const key = /^(?:openai-insecure-api-key|xai-client-secret)\.(.+)$/.exec(protocol)?.[1]
    if (key !== undefined) note('sec-websocket-protocol', key, found)
    else if (protocol.length >= 24) found.secrets.add(protocol)
  }
}

function readQuery(target: string, found: Found): void {
  const query = queryOf(target)
  if (query === '') return
  for (const pair of query.split('&')) {
    const equals = pair.indexOf('=')
    if (equals < 0 || !keyParameter.test(pair.slice(0, equals))) continue
    const value = pair.slice(equals + 1)
    found.secrets.add(value)
    const decoded = decodePart(value.replaceAll('+', ' '))
    const isKey = pair.startsWith('X-Amz-Credential=') ? decoded.slice(0, decoded.indexOf('/')) : decoded
    note('query', isKey, found)
  }
}

function note(place: Place, key: string, found: Found): void {
  if (key === '') return
  found.secrets.add(key)
  const rank = ranks.indexOf(place)
  if (rank >= found.rank) return
  found.rank = rank
  found.key = key
}

/** A secret as it may reappear: lower-cased in a header's name, escaped in JSON, percent-encoded in a URL. */
function variantsOf(secrets: ReadonlySet<string>): string[] {
  const all = new Set<string>()
  for (const secret of secrets) {
    // Local servers take any word for a key ("ollama", "EMPTY"): masking those would only spoil model names.
    if (secret.length < minSecretLength) continue
    all.add(secret)
    all.add(secret.toLowerCase())
    if (plain.test(secret)) continue
    all.add(JSON.stringify(secret).slice(1, -1))
    all.add(encodeURIComponent(wellFormed(secret)))
  }
  return [...all].sort((a, b) => b.length - a.length)
}

const minSecretLength = 8
const plain = /^[\w.-]*$/
const keyParameter =
  /^(key|api[-_]?key|access_token|token|subscription-key|X-Amz-(Credential|Signature|Security-Token))$/i
/** Keys of the big providers, for those that stand where no credential is expected (a path, a tag). */
const keyShapes =
  /\b(?:sk-[\w-]{16,}|AIza[\w-]{30,}|gsk_\w{16,}|xai-[\w-]{20,}|hf_\w{20,}|pplx-\w{20,}|r8_\w{20,}|A[KS]IA[A-Z0-9]{16})/g
/** Of `sk-` and what must follow. */
const minKeyLength = 19
const keyShape = new RegExp(keyShapes.source)
