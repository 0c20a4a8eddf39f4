/**
 * HOT. The head of an upstream's answer, read as strictly as RFC 9112 has it: what could be read in two ways is refused.
 * Runs once for each answer. Pure; guarded by bench/relay.mjs.
 */

import { malformed, persists, readFields } from '../http/fields.js'

/** How the end of a body is told (RFC 9112 §6.3); `close`: by the end of the connection. */
export type Framing = 'none' | 'length' | 'chunked' | 'close'

export interface AnswerHead {
  status: number
  /** As on the wire, in latin1; may be empty. */
  reason: string
  /** Name, value, name, value … as on the wire, in latin1. */
  fields: string[]
  framing: Framing
  /** Of a body framed by its length. */
  bodyBytes: number
  /** Whether the connection may carry another request after this answer. */
  isPersistent: boolean
  /** What `Keep-Alive: timeout` says; -1 without one. */
  keepAliveMs: number
}

const statusLine = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: ([\t\x20-\x7e\x80-\xff]*))?$/
const digits = /^\d{1,15}$/

/**
 * Reads a head.
 *
 * @param text from the status line up to, and without, the blank line and the line end before it; latin1.
 * @param method of the request that it answers.
 * @throws MalformedMessage for what is not HTTP/1.x, or whose body could end at two places.
 */
export function readAnswerHead(text: string, method: string): AnswerHead {
  const lineEnd = text.indexOf('\r\n')
  const line = statusLine.exec(lineEnd < 0 ? text : text.slice(0, lineEnd))
  if (line === null) throw malformed('the status line is not one of HTTP/1.x', 'INVALID_CONSTANT')
  const status = Number(line[2])
  const fields = lineEnd < 0 ? [] : readFields(text, lineEnd + 2)
  const head: AnswerHead = {
    status,
    reason: line[3] ?? '',
    fields,
    framing: 'close',
    bodyBytes: -1,
    isPersistent: false,
    keepAliveMs: -1
  }
  const isHttp11 = line[1] === '1'
  head.isPersistent = persists(isHttp11, takeNotes(head))
  // RFC 9112 §6.1: what frames its body by chunks, and is older than they are, is not to be trusted with another request.
  if (head.framing === 'chunked' && !isHttp11) head.isPersistent = false
  if (method === 'HEAD' || status < 200 || status === 204 || status === 304) {
    // RFC 9112 §6.1: nothing of a body may follow, whatever is said of one. Who says it in vain may send it all the same.
    if (head.framing === 'chunked' || (status === 204 && head.bodyBytes > 0)) head.isPersistent = false
    head.framing = 'none'
  }
  // RFC 9110 §9.3.6: what follows a 101 is not HTTP any more.
  if (head.framing === 'close') head.isPersistent = false
  return head
}

/** What the fields say of the body's end and of the connection. Gives the options of `Connection`, of all such fields. */
function takeNotes(head: AnswerHead): string {
  let options = ''
  for (let i = 0; i < head.fields.length; i += 2) {
    const name = head.fields[i] as string
    // By the length first: most names are none of these.
    if (name.length !== 10 && name.length !== 14 && name.length !== 17) continue
    const lower = name.toLowerCase()
    const value = head.fields[i + 1] as string
    if (lower === 'content-length') takeLength(head, value)
    else if (lower === 'transfer-encoding') takeCoding(head, value)
    else if (lower === 'keep-alive') head.keepAliveMs = keepAliveMs(value)
    else if (lower === 'connection') options = options === '' ? value : `${options},${value}`
  }
  return options
}

function takeLength(head: AnswerHead, value: string): void {
  if (head.framing !== 'close' || !digits.test(value))
    throw malformed('its length is not one number', 'UNEXPECTED_CONTENT_LENGTH')
  head.bodyBytes = Number(value)
  head.framing = 'length'
}

/** Chunks are all that may come to who sends no `TE` (RFC 9110 §10.1.4), and all that a client could be told of. */
function takeCoding(head: AnswerHead, value: string): void {
  if (head.framing !== 'close') throw malformed('it has a length and a coding', 'INVALID_TRANSFER_ENCODING')
  if (value.toLowerCase() !== 'chunked')
    throw malformed('it has a coding that nobody asked for', 'INVALID_TRANSFER_ENCODING')
  head.framing = 'chunked'
}

function keepAliveMs(value: string): number {
  const seconds = /(?:^|[ ,])timeout=(\d{1,6})/i.exec(value)?.[1]
  return seconds === undefined ? -1 : Number(seconds) * 1000
}
