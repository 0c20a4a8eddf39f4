/** The pages of the reports, with rows in them, as a browser shows and prints them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ClickHouseClient } from '@clickhouse/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inBatches, onModel, type Prices } from '../../collector/alternatives.js'
import { migrateStore } from '../../collector/deliver/migrate.js'
import { allRowsOf } from '../../collector/store-reader.js'
import { usageRows } from '../../collector/usage-rows.js'
import { compare } from '../../collector/what-if.js'
import type { OtherPrice, Selection } from '../../schemas/what-if.js'
import type { Ask } from '../../tui/reports/ask.js'
import { reportBatch } from '../../tui/reports/batch.js'
import { comparisonPage } from '../../tui/reports/comparison-page.js'
import { reportSpend } from '../../tui/reports/spend.js'
import { clientOf, hasChdb, openTestStore, type TestStore } from '../store/support.js'
import { type Browser, findChromium, type Looks, startBrowser } from '../support/browser.js'
import { callerRows } from '../support/caller-rows.js'
import { fixedComparison } from '../support/comparison.js'

const now = new Date('2026-11-20T15:00:00Z')
const prices: Prices = { override: { fx: {}, rules: [] }, imported: null }
const budgets = [
  { name: 'all', usd: 1, period: 'month' as const, match: {} },
  { name: 'a week', usd: 0.5, period: 'week' as const, match: { provider: 'openai' } }
]
const kinds = ['spend', 'huge', 'what-if', 'batch', 'huge-batch', 'comparison'] as const
const chromium = findChromium()

const light: Looks = { width: 1100, height: 900, scheme: 'light', media: 'screen' }
const dark: Looks = { ...light, scheme: 'dark' }
/** A4 between its margins, in CSS pixels. */
const paper: Looks = { width: 703, height: 1_016, scheme: 'light', media: 'print' }

describe.skipIf(!hasChdb || chromium === null)('a page with rows', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'teeline-pages-'))
  const addressOf = (kind: string) => pathToFileURL(join(folder, `${kind}.html`)).href
  let browser: Browser
  let store: TestStore
  let client: ClickHouseClient

  beforeAll(async () => {
    store = await openTestStore()
    const address = { ...store, database: 'teeline' }
    await migrateStore(address)
    client = clientOf(store, { database: 'teeline' })
    const rows = callerRows()
    const feature = 'W'.repeat(40)
    const huge = { ...rows[0], ts: '2026-09-09 10:00:00.000000', cost_usd: '2345678.9', feature }
    // In all a little below a mark of the axis, so that the bar reaches its end.
    const large = rows
      .filter(row => row.feature === 'nightly' && row.run_id === '')
      .map(row => ({ ...row, ts: row.ts.replace('-11-', '-09-'), cost_usd: '13333.3' }))
    await client.insert({ table: 'requests', values: [...rows, huge, ...large], format: 'JSONEachRow' })
    const price = (selection: Selection, others: readonly OtherPrice[]) =>
      compare(
        usageRows(address, selection),
        others.map(other =>
          'model' in other ? onModel(other.model, prices, now.getTime() * 1_000) : inBatches(prices)
        )
      )
    const ask: Ask = question => allRowsOf(address, question)
    const asked = { ask, price, month: '2026-11', now }
    const spend = { ...asked, budgets, by: 'feature' }
    const others = [{ model: 'gpt-4.1-mini' }, { model: 'claude-haiku-4-5' }]
    const write = (kind: (typeof kinds)[number], text = '') =>
      writeFileSync(join(folder, `${kind}.html`), text)
    write('spend', (await reportSpend({ ...spend, others: [] }, ['html'])).get('html'))
    const september = { ...spend, month: '2026-09', others: [] }
    write('huge', (await reportSpend(september, ['html'])).get('html'))
    write('huge-batch', (await reportBatch({ ...asked, month: '2026-09' }, ['html'])).get('html'))
    write('what-if', (await reportSpend({ ...spend, others }, ['html'])).get('html'))
    write('batch', (await reportBatch(asked, ['html'])).get('html'))
    write('comparison', comparisonPage(fixedComparison()))
    browser = await startBrowser(chromium ?? '')
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    await client?.close()
    await store?.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  test.each(kinds.flatMap(kind => [light, dark, paper].map(looks => ({ kind, looks, ...looks }))))(
    '$kind on $media, $scheme: asks nobody, complains of nothing, and all of it is in sight',
    async ({ kind, looks }) => {
      const page = await browser.open(addressOf(kind), looks)
      expect(page.requests).toEqual([addressOf(kind)])
      expect(page.complaints).toEqual([])
      const { background, ink, drawn, cut, broken, wide } = await page.evaluate<Seen>(seen)
      const isDark = looks === dark
      expect([brightness(background) < 60, brightness(ink) > 180]).toEqual([isDark, isDark])
      expect(drawn).toBeGreaterThan(0)
      expect(cut).toEqual([])
      expect(broken).toEqual([])
      expect(wide).toBe(false)
    }
  )

  test.each(kinds)('%s prints on A4', async kind => {
    const page = await browser.open(addressOf(kind), paper)
    const pdf = await page.pdf()
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf.toString('latin1')) ?? []
    // Points.
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842])
  })
})

interface Seen {
  background: string
  ink: string
  /** Bars, lines and points that take up room. */
  drawn: number
  /** Texts of charts that reach over the chart's edge, and cells that reach over the page's. */
  cut: string[]
  /** Figures of tiles that do not stand on one line. */
  broken: string[]
  /** Whether the page has to be moved sideways. */
  wide: boolean
}

const seen = `(() => {
  const over = (inner, outer) => inner.left < outer.left - 1 || inner.right > outer.right + 1
  const shapes = [...document.querySelectorAll('figure > svg rect, figure > svg path, figure > svg circle')]
  const texts = [...document.querySelectorAll('figure > svg')].flatMap(svg => {
    const edge = svg.getBoundingClientRect()
    return [...svg.querySelectorAll('text')].filter(text => over(text.getBoundingClientRect(), edge))
  })
  const main = document.querySelector('main').getBoundingClientRect()
  const cells = [...document.querySelectorAll('th, td')].filter(cell => over(cell.getBoundingClientRect(), main))
  const figures = [...document.querySelectorAll('.tiles dd')].map(tile => tile.firstChild)
  const lines = figure => {
    const range = document.createRange()
    range.selectNodeContents(figure)
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size
  }
  const style = getComputedStyle(document.body)
  return {
    background: style.backgroundColor,
    ink: style.color,
    drawn: shapes.filter(shape => shape.getBoundingClientRect().width * shape.getBoundingClientRect().height > 0).length,
    cut: [...texts, ...cells].map(element => element.textContent.slice(0, 80)),
    broken: figures.filter(figure => lines(figure) > 1).map(figure => figure.textContent),
    wide: document.documentElement.scrollWidth > innerWidth
  }
})()`

/** Of `rgb(r, g, b)`, 0 to 255. */
function brightness(colour: string): number {
  const parts = [...colour.matchAll(/\d+/g)].slice(0, 3).map(Number)
  return parts.reduce((sum, part) => sum + part, 0) / 3
}
