/**
 * HOT. Header and trailer fields as on the wire, read as strictly as RFC 9112 has it: what could be read in two ways is refused.
 * Runs once for each head. Pure; guarded by bench/relay.mjs.
 */

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
/** RFC 9110 §5.5: tab, what can be seen, and bytes beyond ASCII. */
const notInValue = /[^\t\x20-\x7e\x80-\xff]/

/**
 * Header or trailer fields, one a line from `at` on; names and values as they are, without the space around values.
 *
 * @throws MalformedMessage
 */
export function readFields(text: string, at: number): string[] {
  const fields: string[] = []
  for (let from = at; from < text.length; ) {
    let end = text.indexOf('\r\n', from)
    if (end < 0) end = text.length
    const colon = text.indexOf(':', from)
    const name = colon < 0 || colon > end ? '' : text.slice(from, colon)
    // A folded line (obs-fold, RFC 9112 §5.2) begins with a space and is no name either.
    if (!token.test(name)) throw malformed('a line of the head is not a field', 'INVALID_HEADER_TOKEN')
    const value = trimmed(text, colon + 1, end)
    if (notInValue.test(value)) throw malformed(`the value of ${name} is not one`, 'INVALID_HEADER_TOKEN')
    fields.push(name, value)
    from = end + 2
  }
  return fields
}

/**
 * Whether the connection may carry another message (RFC 9112 §9.3: `close` prevails).
 *
 * @param byDefault as HTTP/1.1 has it.
 * @param connection options of all such fields, by commas.
 */
export function persists(byDefault: boolean, connection: string): boolean {
  if (connection === '') return byDefault
  if (connection === 'keep-alive') return true
  const options = connection.split(',').map(option => option.trim().toLowerCase())
  return !options.includes('close') && (byDefault || options.includes('keep-alive'))
}

const tab = 0x09
const space = 0x20

function trimmed(text: string, from: number, to: number): string {
  let start = from
  let end = to
  while (start < end && isBlank(text.charCodeAt(start))) start++
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--
  return text.slice(start, end)
}

function isBlank(code: number): boolean {
  return code === space || code === tab
}

/** What is not HTTP/1.x. `code` is llhttp's name for it, as Node's own parser has it. */
export class MalformedMessage extends Error {
  readonly code: string

  constructor(message: string, code: string) {
    super(message)
    this.code = `HPE_${code}`
  }
}

export function malformed(message: string, code: string): MalformedMessage {
  return new MalformedMessage(message, code)
}
