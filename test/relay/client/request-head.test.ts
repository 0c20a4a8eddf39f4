import { describe, expect, test } from 'vitest'
import { readRequestHead } from '../../../collector/relay/client/request-head.js'
import { MalformedMessage } from '../../../collector/relay/http/fields.js'

const read = (fields: string[], line = 'POST /x HTTP/1.1') =>
  readRequestHead([line, 'Host: a', ...fields].join('\r\n'))

describe('a request head', () => {
  test('is read with names, values, order and repeats as they are on the wire', () => {
    const fields = [
      'X-Odd-CASE: 1',
      'x-empty:',
      'X-Repeat:a',
      'X-Repeat: b',
      'x-latin: caf\u00e9 \u0080\u00ff'
    ]
    expect(read(fields, "M-SEARCH!#$%&'*+.^_`|~09 /a?b=%20|{}#c\u00fc HTTP/1.1")).toEqual({
      method: "M-SEARCH!#$%&'*+.^_`|~09",
      target: '/a?b=%20|{}#c\u00fc',
      isHttp11: true,
      fields: [
        ...['Host', 'a', 'X-Odd-CASE', '1', 'x-empty', '', 'X-Repeat', 'a', 'X-Repeat', 'b'],
        ...['x-latin', 'caf\u00e9 \u0080\u00ff']
      ],
      bodyBytes: 0,
      isPersistent: true,
      isAsking: false,
      upgrade: '',
      hosts: 1
    })
  })

  test('of HTTP/1.0 may have no field at all', () => {
    expect(readRequestHead('GET / HTTP/1.0')).toMatchObject({ fields: [], hosts: 0, isPersistent: false })
  })

  test.each([
    [[], 0],
    [['Content-Length: 0'], 0],
    [['content-LENGTH: 12'], 12],
    [['Content-Length:  007 '], 7],
    [['transfer-ENCODING: chunked'], -1],
    [['Transfer-Encoding: CHUNKED'], -1]
  ])('with %j has a body of %i bytes, or of chunks', (fields, bodyBytes) => {
    expect(read(fields)).toMatchObject({ bodyBytes })
  })

  test.each([
    ['1.1', [], true],
    ['1.1', ['Connection: close'], false],
    ['1.1', ['CONNECTION: x, cLOSE ,y'], false],
    ['1.1', ['Connection: keep-alive', 'Connection: close'], false],
    ['1.1', ['Connection: x-close'], true],
    ['1.0', [], false],
    ['1.0', ['Connection: Keep-Alive'], true],
    ['1.0', ['Connection: keep-alive, close'], false]
  ])('of HTTP/%s with %j says whether another request may follow: %s', (version, fields, isPersistent) => {
    expect(read(fields, `POST /x HTTP/${version}`)).toMatchObject({ isPersistent })
  })

  test.each([
    ['1.1', ['Expect: 100-continue'], true],
    ['1.1', ['expect: anything'], true],
    ['1.1', ['Expect: 100-continue', 'Connection: Expect'], false],
    ['1.0', ['Expect: 100-continue'], false]
  ])('of HTTP/%s with %j asks before its body: %s', (version, fields, isAsking) => {
    expect(read(fields, `POST /x HTTP/${version}`)).toMatchObject({ isAsking })
  })

  const upgrade = ['Connection: keep-alive, Upgrade', 'Upgrade: websocket']
  test.each([
    ['GET /x HTTP/1.1', upgrade, 'websocket'],
    ['GET /x HTTP/1.1', ['connection: upgrade', 'upgrade: WebSocket'], 'WebSocket'],
    ['GET /x HTTP/1.1', [...upgrade, 'Content-Length: 0'], 'websocket'],
    ['GET /x HTTP/1.1', [...upgrade, 'Content-Length: 1'], ''],
    ['GET /x HTTP/1.1', [...upgrade, 'Transfer-Encoding: chunked'], ''],
    ['GET /x HTTP/1.0', upgrade, ''],
    ['POST /x HTTP/1.1', upgrade, ''],
    ['GET /x HTTP/1.1', ['Upgrade: websocket'], ''],
    ['GET /x HTTP/1.1', ['Connection: x-upgrade', 'Upgrade: websocket'], ''],
    ['GET /x HTTP/1.1', ['Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c'], '']
  ])('%j with %j changes to the protocol %j', (line, fields, protocol) => {
    expect(read(fields, line)).toMatchObject({ upgrade: protocol })
  })

  test('counts its hosts', () => {
    expect(read(['HOST: b'])).toMatchObject({ hosts: 2 })
  })
})

describe('a request that could be read in two ways is refused:', () => {
  test.each([
    ['no host', 'POST /x HTTP/1.1\r\nX-Host: a'],
    ['chunks in HTTP/1.0', 'POST /x HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked'],
    ['a field in place of the request line', 'Host: a\r\nPOST /x HTTP/1.1']
  ])('%s', (_, text) => {
    expect(() => readRequestHead(text)).toThrow(MalformedMessage)
  })

  test.each([
    ['a folded line', ['X-A: 1', ' folded']],
    ['a space before the colon', ['Content-Length : 3']],
    ['a line without a colon', ['nonsense']],
    ['an empty line', ['', 'X-A: 1']],
    ['a bare LF in a value', ['X-A: 1\nX-B: 2']],
    ['a bare CR in a value', ['X-A: 1\rX-B: 2']],
    ['a NUL in a value', ['X-A: 1\0']],
    ['two lengths', ['Content-Length: 3', 'Content-Length: 4']],
    ['two equal lengths', ['Content-Length: 3', 'content-length: 3']],
    ['two lengths of none', ['Content-Length: 0', 'content-length: 0']],
    ['two lengths in one field', ['Content-Length: 3, 3']],
    ['a length and chunks', ['Content-Length: 3', 'Transfer-Encoding: chunked']],
    ['a length of none and chunks', ['Content-Length: 0', 'Transfer-Encoding: chunked']],
    ['chunks and a length', ['Transfer-Encoding: chunked', 'Content-Length: 3']],
    ['chunks twice', ['Transfer-Encoding: chunked', 'Transfer-Encoding: chunked']],
    ['chunks within chunks', ['Transfer-Encoding: chunked, chunked']],
    ['another coding before', ['Transfer-Encoding: gzip, chunked']],
    ['another coding behind', ['Transfer-Encoding: chunked, gzip']],
    ['another coding alone', ['Transfer-Encoding: identity']],
    ['a coding of no name', ['Transfer-Encoding:']],
    ['a coding that only looks like it', ['Transfer-Encoding: \x0bchunked']],
    ['a negative length', ['Content-Length: -1']],
    ['a length with a plus', ['Content-Length: +1']],
    ['a hexadecimal length', ['Content-Length: 0x10']],
    ['an empty length', ['Content-Length:']],
    ['a length past what a double holds', ['Content-Length: 9999999999999999']]
  ])('%s', (_, fields) => {
    expect(() => read(fields)).toThrow(MalformedMessage)
    expect(() => read(fields, 'GET /x HTTP/1.1')).toThrow(MalformedMessage)
  })

  test.each([
    'POST /x HTTP/2.0',
    'POST /x HTTP/1.2',
    'POST /x HTTP/0.9',
    'POST /x http/1.1',
    'POST /x',
    'POST  /x HTTP/1.1',
    'POST\t/x HTTP/1.1',
    'POST /x y HTTP/1.1',
    'POST /x  HTTP/1.1',
    'POST /x HTTP/1.1 ',
    ' POST /x HTTP/1.1',
    'POST /x\n HTTP/1.1',
    'POST /x\r HTTP/1.1',
    'POST /x\0 HTTP/1.1',
    'PO:ST /x HTTP/1.1',
    'POST HTTP/1.1',
    'CONNECT a:443 HTTP/1.1',
    'PRI * HTTP/2.0',
    ''
  ])('the request line %j', line => {
    expect(() => read([], line)).toThrow(MalformedMessage)
    expect(() => readRequestHead(line)).toThrow(MalformedMessage)
  })
})
