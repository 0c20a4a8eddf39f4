import { describe, expect, it } from 'vitest'
import { asShortJson, asSql, jsonToCopy } from '../../tui/copy.js'
import { Requests } from '../../tui/screens/requests.js'
import { Spend } from '../../tui/screens/spend.js'
import { answer, at, viewOf } from '../support/screen-rows.js'
import { spendRows } from '../support/spend-rows.js'

const view = viewOf({ window: '24h', filter: `user:"o'brien\\"` })

function tail(count: number): Requests {
  const screen = new Requests()
  const row = { ts: '2026-11-21 14:03:00.000000', ended: '2026-11-21 14:03:09.000000', model: 'gpt-5.2' }
  answer(
    screen,
    'requests',
    Array.from({ length: count }, (_, n) => ({ ...row, id: `id-${n}` })),
    view
  )
  return screen
}

describe('SQL that is copied', () => {
  it('asks for all the requests that are shown, not only for those that came since', () => {
    const sql = asSql(tail(700), view)
    expect(sql).toContain('ORDER BY ts DESC LIMIT 700')
    expect(sql).not.toContain('14:03:09')
  })

  it('has its values put in, quoted, and begins with no dash that a command line would take for an option', () => {
    const sql = asSql(tail(1), view)
    expect(sql).toMatch(/^\/\* requests \*\/\nSELECT /)
    expect(sql).toContain("`user` = 'o\\'brien\\\\'")
    expect(sql).not.toMatch(/\{\w+:/)
  })
})

describe('JSON that is copied', () => {
  it('is a row a line, and all of it where it fits', () => {
    const screen = new Spend()
    answer(screen, 'spend', spendRows())
    const { text, rowsLeftOut } = asShortJson(screen, viewOf({}), at, 74_000)
    expect(rowsLeftOut).toBe(0)
    expect(text.split('\n').filter(line => line.startsWith('    {'))).toHaveLength(spendRows().length)
    expect(JSON.parse(text)).toMatchObject({ screen: 'spend', month: '2026-11', rows: spendRows() })
  })

  it('of more rows than a terminal takes, is the first ones, and says how many are not in it', () => {
    const { text, rowsLeftOut } = asShortJson(tail(2_000), view, at, 74_000)
    const { rows, rows_left_out } = JSON.parse(text)
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(74_000)
    expect(Buffer.byteLength(text)).toBeGreaterThan(60_000)
    expect(rows.length + rowsLeftOut).toBe(2_000)
    expect(rows_left_out).toBe(rowsLeftOut)
    expect(asShortJson(tail(2_000), view, at, 50)).toEqual({ text: '', rowsLeftOut: 2_000 })
  })

  it('is nothing while only part of the days is read', () => {
    const screen = new Spend()
    for (const note of ['12 of 51 days read', '']) {
      answer(screen, 'spend', spendRows(), viewOf({}), note)
      expect(jsonToCopy(screen, viewOf({}), at).text === '').toBe(note !== '')
    }
  })
})
