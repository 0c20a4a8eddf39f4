import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import { bar, lineChart, sparkline } from '../../tui/kit/charts.js'
import { List } from '../../tui/kit/list.js'
import { createLook, type Look, plainLook } from '../../tui/kit/look.js'
import { hourly, perHour, spent, spentCell } from '../../tui/kit/money.js'
import {
  age,
  aligned,
  bytes,
  count,
  duration,
  percent,
  percentAligned,
  rate,
  usd,
  usdAligned,
  usdExact,
  usdWith
} from '../../tui/kit/numbers.js'
import { beside, titleLine } from '../../tui/kit/panel.js'
import { type Column, sorted, table } from '../../tui/kit/table.js'
import { ends, fitStyled, fitText, widthOf, wrap } from '../../tui/kit/text.js'

const colourful = createLook({ ascii: false, colour: true, attributes: true })
const ascii = createLook({ ascii: true, colour: false, attributes: false })

describe('text', () => {
  it.each([
    ['plain', 5],
    ['通义千问-max', 12],
    ['naïve', 5],
    ['👩‍🚀', 2],
    ['e\u0301', 1],
    ['⣿█▸─', 4],
    [colourful.paint('bad', 'red'), 3]
  ])('measures %j as %i cells', (text, width) => {
    expect(widthOf(text)).toBe(width)
  })

  it('fits any text into exactly the cells that there are', () => {
    for (const text of [
      '',
      'short',
      '通义千问-max',
      'a long name indeed',
      '👩‍🚀👩‍🚀👩‍🚀',
      'new\nline\x1b[2J'
    ]) {
      for (const width of [1, 2, 5, 8, 20]) {
        for (const align of ['left', 'right'] as const)
          expect(widthOf(fitText(text, width, align))).toBe(width)
      }
    }
  })

  it('says that something was cut, and never cuts a wide character in two', () => {
    expect(fitText('abcdef', 4)).toBe('abc…')
    expect(fitText('通义千问', 4)).toBe('通… ')
  })

  it('takes control characters out of names', () => {
    expect(fitText('a\x1b[2Jb\n', 8)).toBe('a [2Jb  ')
  })

  it('pads styled lines, and cuts those that are too long', () => {
    expect(widthOf(fitStyled(colourful.paint('bad', 'abc'), 6))).toBe(6)
    expect(fitStyled(colourful.paint('bad', 'abcdef'), 4)).toBe('abc…')
  })

  it('puts two ends of a line apart, or leaves the right one out', () => {
    expect(ends('ab', 'yz', 6)).toBe('ab  yz')
    expect(ends('abcd', 'yz', 6)).toBe('abcd  ')
  })

  it('wraps at spaces', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three'])
    expect(wrap('', 7)).toEqual([])
  })
})

describe('figures', () => {
  it.each([
    [null, '–'],
    [0, '0µs'],
    [870, '870µs'],
    [4_300, '4.3ms'],
    [193_000, '193ms'],
    [999_600, '1.00s'],
    [1_520_000, '1.52s'],
    [48_100_000, '48.1s'],
    [59_960_000, '1m00s'],
    [123_000_000, '2m03s'],
    [3_900_000_000, '1h05m']
  ])('shows %s µs as %s', (us, text) => {
    expect(duration(us)).toBe(text)
  })

  it.each([
    [null, '?'],
    ['0', '$0'],
    ['0.000000000', '$0'],
    ['0.0000001', '<$0.000001'],
    ['0.000243', '$0.000243'],
    ['0.024312', '$0.0243'],
    ['0.24', '$0.240'],
    ['4.123', '$4.12'],
    ['999.996', '$1,000'],
    ['3214.22', '$3,214'],
    ['1240000', '$1.24M'],
    ['-4.5', '-$4.50']
  ])('shows %s US dollars as %s', (amount, text) => {
    expect(usd(amount)).toBe(text)
  })

  it('gives figures of a column the decimals that the largest needs', () => {
    const show = (amounts: string[]) => amounts.map(usdAligned(amounts))
    expect(show(['127.2', '0.0491', '0.004', '0'])).toEqual(['$127.20', '$0.05', '<$0.01', '$0.00'])
    expect(show(['0.0549', '0.00003'])).toEqual(['$0.0549', '<$0.0001'])
    expect(show(['123456', '3.2'])).toEqual(['$123,456', '$3'])
    expect(usdAligned([])(null)).toBe('?')
    const rates = [0.5, 12, 0.001, 0, null]
    expect(rates.map(aligned(rates))).toEqual(['0.50', '12.00', '<0.01', '0   ', '–'])
    expect([312.4, 0.04].map(aligned([312.4, 0.04]))).toEqual(['312.4', '<0.1'])
    // A month's requests a second, where two decimals would be zeros.
    expect([0.034, 0.0007, 0.00001].map(aligned([0.034, 0.0007, 0.00001]))).toEqual([
      '0.0340',
      '0.0007',
      '<.0001'
    ])
    expect([5_000, 0.2, 7].map(aligned([5_000, 0.2, 7]))).toEqual(['5.0k', '<1', '7'])
    expect([percentAligned(1, 2_400), percentAligned(0, 9), percentAligned(9, 9)]).toEqual([
      '<0.1',
      '0  ',
      '100.0'
    ])
  })

  it('never cuts an amount that is far below a cent', () => {
    const cell = spentCell<{ cost: string; estimated: number }>(({ cost, estimated }) => ({
      cost_usd: cost,
      unpriced: 1,
      estimated
    }))
    for (const cost of ['0.000012345', '0.0123', '4.5', '98765.43', '0.000000001'])
      expect(String(cell({ cost, estimated: 1 }, 9, [{ cost, estimated: 1 }])).length).toBeLessThanOrEqual(9)
  })

  it('shows money to the cent where it is asked for', () => {
    expect(usdExact('3214.2249')).toBe('$3,214.22')
    expect(usdExact(null)).toBe('?')
  })

  it('is never cut in its column, however small or large, estimated or incomplete', () => {
    for (const [width, marks] of [
      [8, [0]],
      [10, [0, 3]],
      [11, [0, 3]]
    ] as const) {
      for (let exponent = -9; exponent <= 6; exponent++) {
        for (const digits of ['1', '4.99', '9.994', '9.9996']) {
          const cost_usd = new Decimal(`${digits}e${exponent}`).toFixed()
          for (const unpriced of marks) {
            const row = { cost_usd, unpriced, estimated: 1 }
            // Beside one that wants many decimals, and one that wants none.
            for (const other of ['0.000001', '123456']) {
              const cell = spentCell<typeof row>(each => each)
              const shown = cell(row, width, [row, { ...row, cost_usd: other }])
              expect(String(shown).length, `${cost_usd} beside ${other}`).toBeLessThanOrEqual(width)
              expect(String(shown)).toMatch(unpriced > 0 ? /^~.*\+\?$/ : /^~/)
            }
          }
        }
      }
    }
  })

  it('says beside money what is estimated and what is missing', () => {
    expect(spent({ cost_usd: '4.1', unpriced: 0, estimated: 0 })).toBe('$4.10')
    expect(spent({ cost_usd: '4.1', unpriced: 2, estimated: 1 })).toBe('~$4.10+?')
    expect(spent({ cost_usd: null, unpriced: 2, estimated: 0 })).toBe('?')
    expect(spent({ cost_usd: null, unpriced: 0, estimated: 0 })).toBe('–')
    expect(spent({ cost_usd: '0.1', unpriced: 0, estimated: 0 }, hourly(300))).toBe('$1.20')
    // To the ninth decimal, whether the window divides an hour or not.
    expect([perHour('0.123456789', 300), perHour('0.123456789', 86_400)]).toEqual([
      '1.481481468',
      '0.005144033'
    ])
  })

  it('keeps counts, rates, shares, sizes and ages short', () => {
    expect([0, 999, 4_000, 12_345, 3_400_000].map(count)).toEqual(['0', '999', '4.0k', '12k', '3.4M'])
    expect([0, 0.004, 0.02, 41.7, 312, 1_234].map(rate)).toEqual([
      '0',
      '0.0040',
      '0.02',
      '41.7',
      '312',
      '1.2k'
    ])
    expect([percent(0, 10), percent(1, 238), percent(1, 0), percent(10, 10)]).toEqual([
      '0',
      '0.42',
      '–',
      '100'
    ])
    expect([bytes(812), bytes(4_100), bytes(3_200_000_000)]).toEqual(['812 B', '4.1 kB', '3.2 GB'])
    expect([age(400), age(12_000), age(180_000)]).toEqual(['0.4s', '12s', '3m'])
  })
})

describe('charts', () => {
  it('draws one cell a value, a gap for what is not known', () => {
    expect(sparkline([0, 4, null, 8], 6, plainLook.glyphs)).toBe('  ▁▅ █')
    expect(sparkline([], 3, plainLook.glyphs)).toBe('   ')
  })

  it('fills bars by eighths of a cell', () => {
    expect(bar(0.5, 4, plainLook.glyphs)).toBe('██··')
    expect(bar(0.53, 4, plainLook.glyphs)).toBe('██▏·')
    expect(bar(2, 4, plainLook.glyphs)).toBe('████')
    expect(bar(Number.NaN, 4, ascii.glyphs)).toBe('....')
  })

  it.each([colourful, ascii, plainLook])('draws lines of exactly the size asked for', look => {
    const values = [1, 2, null, 4, 3]
    const series = [{ name: 'p50', tone: 'good' as const, values }]
    for (const [width, height] of [
      [40, 8],
      [12, 3],
      [120, 20]
    ] as const) {
      const lines = lineChart({ series, width, height, look, format: String, from: '-5m', to: 'now' })
      expect(lines).toHaveLength(height)
      for (const line of lines) expect(widthOf(line)).toBe(width)
    }
  })

  it('puts the largest value at the top and a rising line upwards', () => {
    const series = [{ name: 'p50', tone: 'plain' as const, values: [0, 10] }]
    const lines = lineChart({ series, width: 12, height: 4, look: ascii, format: String, from: 'a', to: 'b' })
    expect(lines).toEqual(['    10 |   1', '       | 11 ', '     0 |1   ', '        a  b'])
  })

  it('draws a steep line without holes, whatever its stroke', () => {
    const flat = { name: 'a', tone: 'plain' as const, values: [1, 1] }
    const steep = { name: 'c', tone: 'plain' as const, values: [0, 0, 10, 0, 0] }
    const lines = lineChart({
      series: [flat, flat, steep],
      width: 40,
      height: 12,
      look: plainLook,
      format: String,
      from: 'a',
      to: 'b'
    })
    for (const line of lines.slice(0, 8)) expect(line.slice(8).trim()).not.toBe('')
  })

  it('ends, and draws a gap, where a value or a height is no number', () => {
    const draw = (values: number[], height: number) =>
      lineChart({
        series: [{ name: 'a', tone: 'plain', values }],
        width: 40,
        height,
        look: plainLook,
        format: String,
        from: 'a',
        to: 'b'
      })
    expect(draw([1, Number.NaN, 3], 8)).toHaveLength(8)
    expect(draw([1, 2, 3], Number.NaN)).toEqual([expect.any(String)])
  })

  it('has no scale as long as nothing is known', () => {
    const series = [{ name: 'a', tone: 'plain' as const, values: [null, null] }]
    const lines = lineChart({
      series,
      width: 40,
      height: 8,
      look: plainLook,
      format: duration,
      from: 'a',
      to: 'b'
    })
    expect(lines.slice(0, 7).every(line => /^ +│ *$/.test(line))).toBe(true)
  })

  it.each([0.9, 1.7, 2.4, 4.2, 9])('marks its axis with round values only: up to %d', most => {
    for (let height = 6; height < 60; height++) {
      const values = [0, most]
      const size = { width: 60, height, look: plainLook, from: 'a', to: 'b' }
      const lines = lineChart({ ...size, series: [{ name: 'n', tone: 'plain', values }], format: String })
      const labels = lines.flatMap(line => /^ *([\d.]+) │/.exec(line)?.[1] ?? [])
      expect(labels.length).toBeGreaterThan(1)
      for (const label of labels) expect(Number(label)).toBeCloseTo(Number(Number(label).toPrecision(2)), 9)
    }
  })

  it('has labels along its axis where there is height, wide enough to be read', () => {
    const series = [{ name: 'a', tone: 'plain' as const, values: [0, 10_000] }]
    const draw = (height: number) =>
      lineChart({
        series,
        width: 60,
        height,
        look: plainLook,
        format: n => usdWith(2)(String(n)),
        from: 'a',
        to: 'b'
      })
    expect(draw(8).filter(line => line.includes('$'))).toHaveLength(2)
    const tall = draw(22)
    for (const label of ['$10,000.00', '$8,000.00', '$6,000.00', '$4,000.00', '$2,000.00']) {
      expect(tall.some(line => line.trimStart().startsWith(`${label} │`))).toBe(true)
    }
  })

  it('tells lines apart without colour, and says which is which', () => {
    const series = ['p50', 'p95', 'p99'].map((name, at) => ({
      name,
      tone: 'plain' as const,
      values: new Array<number>(40).fill(10 - 4 * at)
    }))
    const draw = (width: number, look: Look) =>
      lineChart({ series, width, height: 6, look, format: String, from: 'a', to: 'b' })
    const unicode = draw(60, plainLook)
    const lines = unicode.filter(line => /[\u2801-\u28ff]/.test(line)).map(line => line.slice(8).trim())
    expect(new Set(lines.slice(0, 3).map(line => line.replaceAll(/[^ ]/g, '#'))).size).toBeGreaterThan(1)
    expect(unicode.at(-1)).toMatch(/a .*p50 .*p95 .*p99 .*b$/)
    expect(draw(60, ascii).at(-1)).toContain('1 p50  2 p95  3 p99')
    expect(draw(24, ascii).at(-1)).toBe(' 1 p50  2 p95  3 p99    ')
  })
})

interface Item {
  name: string
  n: number | null
}

const columns: readonly Column<Item>[] = [
  {
    key: 'name',
    head: 'NAME',
    width: 4,
    grow: 1,
    priority: 0,
    cell: item => item.name,
    sortBy: item => item.name
  },
  {
    key: 'n',
    head: 'N',
    width: 4,
    align: 'right',
    priority: 1,
    cell: item => String(item.n),
    sortBy: item => item.n
  },
  { key: 'extra', head: 'EXTRA', width: 6, priority: 2, cell: () => 'extra' }
]
const items: readonly Item[] = [
  { name: 'b', n: 2 },
  { name: '千', n: null },
  { name: 'a', n: 10 }
]

describe('tables', () => {
  it('drops columns by priority until the rest fits', () => {
    const heads = [40, 15, 8].map(
      width => table({ columns, rows: items, list: new List(), width, height: 9, look: plainLook })[0]
    )
    expect(heads.map(head => head?.trim().split(/\s+/))).toEqual([
      ['NAME', 'N', 'EXTRA'],
      ['NAME', 'N'],
      ['NAME']
    ])
  })

  it('fills every line exactly, wide names among them', () => {
    for (const look of [colourful, plainLook]) {
      for (const line of table({ columns, rows: items, list: new List(), width: 33, height: 9, look })) {
        expect(widthOf(line)).toBe(33)
      }
    }
  })

  it('gives a column no more than its longest cell, and the rest to the others', () => {
    const [name, n, extra] = columns as [Column<Item>, Column<Item>, Column<Item>]
    const wide: Column<Item>[] = [{ ...name, most: 'content' }, n, { ...extra, grow: 1, most: 10 }]
    const head = table({
      columns: wide,
      rows: items,
      list: new List(),
      width: 60,
      height: 4,
      look: plainLook
    })[0]
    expect(head).toBe(` NAME    N EXTRA${' '.repeat(44)}`)
  })

  it('sorts by a column either way, unknown last', () => {
    const names = (descending: boolean) =>
      sorted(items, columns, { column: 'n', descending }).map(({ name }) => name)
    expect(names(true)).toEqual(['a', 'b', '千'])
    expect(names(false)).toEqual(['b', 'a', '千'])
  })

  it('moves the cursor within the rows and the page with it', () => {
    const list = new List()
    const rows = Array.from({ length: 20 }, (_, n) => ({ name: `r${n}`, n }))
    const draw = () => table({ columns, rows, list, width: 30, height: 6, look: plainLook })
    draw()
    for (const action of ['up', 'down', 'down']) list.press(action)
    expect(draw()[3]).toContain('▸r2')
    list.press('bottom')
    expect(draw().at(-1)).toContain('▸r19')
    list.press('page-up')
    expect(draw()[1]).toContain('▸r14')
    list.press('top')
    expect(draw()[1]).toContain('▸r0')
    expect(list.press('unknown')).toBe(false)
  })

  it('goes through the columns that can be sorted', () => {
    const list = new List()
    table({ columns, rows: items, list, width: 40, height: 9, look: plainLook })
    const seen = [1, 2, 3].map(() => {
      list.press('sort')
      return list.order.column
    })
    expect(seen).toEqual(['name', 'n', 'name'])
    list.press('reverse')
    expect(list.order.descending).toBe(false)
  })
})

describe('parts', () => {
  it('gives titles and neighbours exact widths', () => {
    expect(titleLine('A', '3', 20, plainLook)).toBe('─ A ──────────── 3 ─')
    expect(widthOf(titleLine('a title that is too long by far', 'note', 12, colourful))).toBe(12)
    expect(beside(['ab'], ['c', 'd'], 4, 10)).toEqual(['ab    c   ', '      d   '])
  })

  it('brings every line to 7 bits where the terminal takes no more, cell for cell', () => {
    expect(ascii.encode('a · b – 通义 µ±')).toBe('a | b - ???? u~')
  })
})
