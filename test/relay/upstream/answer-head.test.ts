import { describe, expect, test } from 'vitest'
import { MalformedMessage } from '../../../collector/relay/http/fields.js'
import { readAnswerHead } from '../../../collector/relay/upstream/answer-head.js'

const read = (lines: string[], method = 'POST') => readAnswerHead(lines.join('\r\n'), method)

describe('an answer head', () => {
  test('is read with names, values, order and repeats as they are on the wire', () => {
    const head = read([
      'HTTP/1.1 200 Sehr sch\u00f6n, \tja',
      'X-Odd-CASE: 1',
      'x-empty:',
      'x-blank: \t ',
      'X-Repeat:a',
      "!#$%&'*+-.^_`|~09azAZ: any token is a name",
      'X-Repeat: b',
      'x-latin: caf\u00e9 \u0080\u00ff',
      'x-space: \t a \t b \t'
    ])
    expect(head).toEqual({
      status: 200,
      reason: 'Sehr sch\u00f6n, \tja',
      fields: [
        ...['X-Odd-CASE', '1', 'x-empty', '', 'x-blank', '', 'X-Repeat', 'a'],
        ...["!#$%&'*+-.^_`|~09azAZ", 'any token is a name', 'X-Repeat', 'b'],
        ...['x-latin', 'caf\u00e9 \u0080\u00ff', 'x-space', 'a \t b']
      ],
      framing: 'close',
      bodyBytes: -1,
      isPersistent: false,
      keepAliveMs: -1
    })
  })

  test('may have two thousand fields, or none', () => {
    const lines = Array.from({ length: 2_000 }, (_, i) => `x-${i}: ${i}`)
    expect(read(['HTTP/1.1 200 OK', ...lines]).fields).toHaveLength(4_000)
    expect(read(['HTTP/1.1 200 OK']).fields).toEqual([])
  })

  test.each([
    ['HTTP/1.1 200 OK', 200, 'OK'],
    ['HTTP/1.0 404 Not Found', 404, 'Not Found'],
    ['HTTP/1.1 200 ', 200, ''],
    ['HTTP/1.1 200', 200, ''],
    ['HTTP/1.1 200  two', 200, ' two'],
    ['HTTP/1.1 999 \u00ff', 999, '\u00ff'],
    ['HTTP/1.1 100 Continue', 100, 'Continue']
  ])('begins with %j', (line, status, reason) => {
    expect(read([line])).toMatchObject({ status, reason })
  })

  test.each([
    ['a length', ['content-LENGTH: 12'], 'POST', 200, { framing: 'length', bodyBytes: 12 }],
    ['a length of none', ['Content-Length: 0'], 'POST', 200, { framing: 'length', bodyBytes: 0 }],
    ['a length with zeros', ['Content-Length:  007 '], 'POST', 200, { framing: 'length', bodyBytes: 7 }],
    ['chunks', ['transfer-ENCODING: chunked'], 'POST', 200, { framing: 'chunked' }],
    ['chunks by another case', ['Transfer-Encoding: CHUNKED'], 'POST', 200, { framing: 'chunked' }],
    ['the end of the connection', [], 'POST', 200, { framing: 'close', isPersistent: false }],
    ['nothing, to HEAD', ['Content-Length: 12'], 'HEAD', 200, { framing: 'none', isPersistent: true }],
    [
      'nothing, to HEAD',
      ['Transfer-Encoding: chunked'],
      'HEAD',
      200,
      { framing: 'none', isPersistent: false }
    ],
    ['nothing, to HEAD', [], 'HEAD', 200, { framing: 'none', isPersistent: true }],
    ['nothing, with 204', ['Content-Length: 0'], 'POST', 204, { framing: 'none', isPersistent: true }],
    ['nothing, with 204', ['Content-Length: 12'], 'POST', 204, { framing: 'none', isPersistent: false }],
    [
      'nothing, with 204',
      ['Transfer-Encoding: chunked'],
      'POST',
      204,
      { framing: 'none', isPersistent: false }
    ],
    ['nothing, with 304', ['Content-Length: 12'], 'GET', 304, { framing: 'none', isPersistent: true }],
    [
      'nothing, with 304',
      ['Transfer-Encoding: chunked'],
      'GET',
      304,
      { framing: 'none', isPersistent: false }
    ],
    ['nothing, with 103', [], 'GET', 103, { framing: 'none' }]
  ] as const)('tells the body’s end by %s (%j, %s, %i)', (_, fields, method, status, expected) => {
    expect(read([`HTTP/1.1 ${status} X`, ...fields], method)).toMatchObject(expected)
  })

  test.each([
    ['1.1', [], true],
    ['1.1', ['Connection: keep-alive'], true],
    ['1.1', ['Connection: close'], false],
    ['1.1', ['CONNECTION: Close'], false],
    ['1.1', ['Connection: x-hop, cLOSE ,y'], false],
    ['1.1', ['Connection: x-close'], true],
    ['1.1', ['Connection: close', 'Connection: keep-alive'], false],
    ['1.1', ['Connection: keep-alive', 'Connection: close'], false],
    ['1.1', ['Connection: keep-alive, close'], false],
    ['1.0', [], false],
    ['1.0', ['Connection: keep-alive'], true],
    ['1.0', ['Connection: x-hop , Keep-Alive'], true],
    ['1.0', ['Connection: keep-alive', 'Connection: close'], false]
  ])('of HTTP/%s with %j says whether the connection stays: %s', (version, fields, isPersistent) => {
    expect(read([`HTTP/${version} 200 OK`, 'Content-Length: 1', ...fields])).toMatchObject({ isPersistent })
  })

  test.each(['POST', 'HEAD'])(
    'of HTTP/1.0 with chunks ends its connection, to %s too (RFC 9112 §6.1)',
    method => {
      const fields = ['Connection: keep-alive', 'Transfer-Encoding: chunked']
      expect(read(['HTTP/1.0 200 OK', ...fields], method)).toMatchObject({ isPersistent: false })
    }
  )

  test.each([
    ['timeout=5', 5_000],
    ['timeout=5, max=100', 5_000],
    ['max=100, Timeout=15', 15_000],
    ['max=100,timeout=1', 1_000],
    ['timeout=0', 0],
    ['max=100', -1],
    ['xtimeout=5', -1],
    ['timeout=soon', -1]
  ])('hints by Keep-Alive: %s that an idle connection stays for %i ms', (value, keepAliveMs) => {
    expect(read(['HTTP/1.1 200 OK', `Keep-Alive: ${value}`])).toMatchObject({ keepAliveMs })
  })
})

describe('a head that could be read in two ways is refused:', () => {
  test.each([
    ['a folded line', ['X-A: 1', ' folded']],
    ['a folded line with a tab', ['X-A: 1', '\tX-B: 2']],
    ['a space before the colon', ['Content-Length : 3']],
    ['a space within a name', ['X A: 3']],
    ['a line without a colon', ['nonsense']],
    ['a colon only in a later line', ['nonsense', 'X-A: 1']],
    ['an empty name', [': value']],
    ['an empty line', ['', 'X-A: 1']],
    ['a name beyond ASCII', ['X-\u00e9: 1']],
    ['a bare LF in a value', ['X-A: 1\nX-B: 2']],
    ['a bare CR in a value', ['X-A: 1\rX-B: 2']],
    ['a NUL in a value', ['X-A: 1\0']],
    ['a DEL in a value', ['X-A: 1\x7f']],
    ['a control in a value', ['X-A: \x1b[2J']],
    ['two lengths', ['Content-Length: 3', 'Content-Length: 4']],
    ['two equal lengths', ['Content-Length: 3', 'content-length: 3']],
    ['two lengths in one field', ['Content-Length: 3, 3']],
    ['a length and chunks', ['Content-Length: 3', 'Transfer-Encoding: chunked']],
    ['chunks and a length', ['Transfer-Encoding: chunked', 'Content-Length: 3']],
    ['a coding and a length', ['Transfer-Encoding: gzip', 'Content-Length: 3']],
    ['chunks twice', ['Transfer-Encoding: chunked', 'Transfer-Encoding: chunked']],
    ['chunks within chunks', ['Transfer-Encoding: chunked, chunked']],
    ['a coding that nobody asked for', ['Transfer-Encoding: gzip, chunked']],
    ['a coding in two fields', ['Transfer-Encoding: gzip', 'Transfer-Encoding: chunked']],
    ['chunks that are not the last coding', ['Transfer-Encoding: chunked, gzip']],
    ['a coding without chunks', ['Transfer-Encoding: gzip']],
    ['a coding of no name', ['Transfer-Encoding:']],
    ['a coding that only looks like it', ['Transfer-Encoding: xchunked']],
    ['a coding with a parameter', ['Transfer-Encoding: chunked;a=b']],
    ['a coding behind a vertical tab', ['Transfer-Encoding: \x0bchunked']],
    ['a negative length', ['Content-Length: -1']],
    ['a length with a plus', ['Content-Length: +1']],
    ['a hexadecimal length', ['Content-Length: 0x10']],
    ['a length with a point', ['Content-Length: 1.0']],
    ['an empty length', ['Content-Length:']],
    ['a length past what a double holds', ['Content-Length: 9999999999999999']]
  ])('%s', (_, fields) => {
    for (const method of ['POST', 'HEAD']) {
      expect(() => read(['HTTP/1.1 200 OK', ...fields], method)).toThrow(MalformedMessage)
    }
  })

  test.each([
    'HTTP/2 200 OK',
    'HTTP/1.2 200 OK',
    'HTTP/0.9 200 OK',
    'HTTP/1.10 200 OK',
    'http/1.1 200 OK',
    'ICY 200 OK',
    ' HTTP/1.1 200 OK',
    'HTTP/1.1  200 OK',
    'HTTP/1.1\t200 OK',
    'HTTP/1.1 20 OK',
    'HTTP/1.1 2000 OK',
    'HTTP/1.1 099 OK',
    'HTTP/1.1 2x0 OK',
    'HTTP/1.1 -20 OK',
    'HTTP/1.1 200OK',
    'HTTP/1.1 200 O\nK',
    'HTTP/1.1 200 O\rK',
    'HTTP/1.1 200 O\0K',
    'HTTP/1.1',
    '<html>',
    ''
  ])('the status line %j', line => {
    expect(() => read([line, 'Content-Length: 3'])).toThrow(MalformedMessage)
    expect(() => read([line])).toThrow(MalformedMessage)
  })

  test('garbage of every kind never reads as something, and never hangs', () => {
    for (let i = 0; i < 256; i++) {
      const byte = String.fromCharCode(i)
      expect(() => read([`${byte}HTTP/1.1 200 OK`])).toThrow(MalformedMessage)
    }
    expect(() => read([`HTTP/1.1 200 OK`, ':'.repeat(60_000)])).toThrow(MalformedMessage)
    expect(() => read([`HTTP/1.1 200 OK`, `Connection${' ,'.repeat(30_000)}: \0`])).toThrow(MalformedMessage)
  })
})
