/**
 * HOT. The head of a client's request, read as strictly as RFC 9112 has it: what a server behind us could read in another way
 * is refused. Runs once for each request. Pure; guarded by bench/relay.mjs.
 */
import { malformed, persists, readFields } from '../http/fields.js'

export interface RequestHead {
  method: string
  /** As sent: a path, or a whole URL. */
  target: string
  isHttp11: boolean
  /** Name, value, name, value … as on the wire, in latin1. */
  fields: string[]
  /** Declared length of the body; 0 without a body, -1 when it is chunked. */
  bodyBytes: number
  /** Whether the client may send another request on this connection. */
  isPersistent: boolean
  /** Asks before it sends its body (`Expect`, RFC 9110 §10.1.1). */
  isAsking: boolean
  /** The protocol to change to; empty unless that is a WebSocket. */
  upgrade: string
  /** More than one is to be refused (RFC 9112 §3.2). */
  hosts: number
}

/** Bytes beyond ASCII have no place in a target (RFC 9112 §3.2), but curl sends what it is given, and providers take it. */
const requestLine = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+) ([\x21-\x7e\x80-\xff]+) HTTP\/1\.([01])$/
const notAProxy = 'CONNECT is for proxies; set the base URL of the app to a route, not its HTTPS_PROXY'
const digits = /^\d{1,15}$/

/**
 * Reads a head.
 *
 * @param text from the request line up to, and without, the blank line and the line end before it; latin1.
 * @throws MalformedMessage for what is not HTTP/1.x, or whose body could end at two places.
 */
export function readRequestHead(text: string): RequestHead {
  const lineEnd = text.indexOf('\r\n')
  const line = requestLine.exec(lineEnd < 0 ? text : text.slice(0, lineEnd))
  if (line === null) throw malformed('its first line is not one of HTTP/1.1 or 1.0', 'INVALID_CONSTANT')
  const head: RequestHead = {
    method: line[1] as string,
    target: line[2] as string,
    isHttp11: line[3] === '1',
    fields: lineEnd < 0 ? [] : readFields(text, lineEnd + 2),
    bodyBytes: 0,
    isPersistent: false,
    isAsking: false,
    upgrade: '',
    hosts: 0
  }
  if (head.method === 'CONNECT') throw malformed(notAProxy, 'METHOD')
  const options = takeNotes(head)
  head.isPersistent = persists(head.isHttp11, options)
  // RFC 9112 §3.2: without one nobody knows whom it is for.
  if (head.isHttp11 && head.hosts === 0) throw malformed('it has no Host', 'INVALID_HEADER_TOKEN')
  // RFC 9112 §6.1: HTTP/1.0 knows no chunks, and what sends them all the same is not to be trusted.
  if (head.bodyBytes < 0 && !head.isHttp11)
    throw malformed('HTTP/1.0 has no codings', 'INVALID_TRANSFER_ENCODING')
  if (head.upgrade !== '' && !mayUpgrade(head, options)) head.upgrade = ''
  if (head.isAsking && (!head.isHttp11 || names(options, 'expect'))) head.isAsking = false
  return head
}

/** What the fields say of the body and of the connection. Gives the options of `Connection`, of all such fields. */
function takeNotes(head: RequestHead): string {
  const { fields } = head
  let options = ''
  let lengths = 0
  for (let i = 0; i < fields.length; i += 2) {
    const name = fields[i] as string
    // By the length first: most names are none of these.
    const { length } = name
    if (length !== 4 && length !== 6 && length !== 7 && length !== 10 && length !== 14 && length !== 17)
      continue
    const lower = name.toLowerCase()
    const value = fields[i + 1] as string
    if (lower === 'host') head.hosts++
    else if (lower === 'connection') options = options === '' ? value : `${options},${value}`
    else if (lower === 'content-length') {
      if (lengths++ > 0) throw malformed('its length is told twice', 'UNEXPECTED_CONTENT_LENGTH')
      if (!digits.test(value)) throw malformed('its length is not one number', 'UNEXPECTED_CONTENT_LENGTH')
      head.bodyBytes = Number(value)
    } else if (lower === 'transfer-encoding') {
      if (lengths++ > 0) throw malformed('its length is told twice', 'INVALID_TRANSFER_ENCODING')
      if (value.toLowerCase() !== 'chunked')
        throw malformed('its coding is not chunked alone', 'INVALID_TRANSFER_ENCODING')
      head.bodyBytes = -1
    } else if (lower === 'expect') head.isAsking = true
    else if (lower === 'upgrade') head.upgrade = value
  }
  return options
}

/**
 * A server may pass over any wish to change the protocol (RFC 9110 §7.8), and here must over all but WebSockets: Java's HTTP
 * client asks for `h2c` with each request, its body included.
 */
function mayUpgrade({ method, upgrade, bodyBytes, isHttp11 }: RequestHead, options: string): boolean {
  const isWebSocket = method === 'GET' && /\bwebsocket\b/i.test(upgrade)
  return isWebSocket && bodyBytes === 0 && isHttp11 && names(options, 'upgrade')
}

function names(options: string, option: string): boolean {
  return options.split(',').some(one => one.trim().toLowerCase() === option)
}
