import { isUtf8 } from 'node:buffer'
import { remembered } from './remembered.js'

/** Header values by lower-cased name; the values of a repeated header are joined with a comma (RFC 9110 §5.3). */
export type Headers = ReadonlyMap<string, string>

/** Reads a raw list of name, value, name, value …; an odd last entry is ignored. */
export function headersOf(raw: readonly string[]): Headers {
  const headers = new Map<string, string>()
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = lowerName(raw[index] as string)
    const value = raw[index + 1] as string
    const earlier = headers.get(name)
    headers.set(name, earlier === undefined ? value : `${earlier}, ${value}`)
  }
  return headers
}

/** A header's name as `headersOf` has it. */
export const lowerName = remembered(name => name.toLowerCase())

/** What the provider said of its limits: `x-ratelimit-*`, `anthropic-ratelimit-*`, `retry-after` and their kin. */
export function rateLimitOf(headers: Headers): [name: string, value: string][] {
  const found: [string, string][] = []
  for (const [name, value] of headers) {
    if (found.length === maxRateLimits) break
    if (tellsLimit(name)) found.push([name, value])
  }
  return found
}

/**
 * A header value as text. Node hands out header bytes as Latin-1 (RFC 9110 §5.5 leaves the charset open); clients that
 * put a name with accents there send UTF-8.
 */
export function headerText(value: string): string {
  if (!nonAscii.test(value)) return value
  const bytes = Buffer.from(value, 'latin1')
  return isUtf8(bytes) ? bytes.toString('utf8') : value
}

const maxRateLimits = 32
const rateLimitName =
  /ratelimit|rate-limit|tokenlimit|^retry-after(-ms)?$|^x-ms-.*limit|^x-endpoint-monthly-call-limit/
const tellsLimit = remembered(name => rateLimitName.test(name))
const nonAscii = /[\u0080-\u00ff]/
