/** Screen 3: requests as they end, and one of them opened. */
import type { CostLines, ExplainCost } from '../../schemas/cost.js'
import { gapsInOne, type Row } from '../../schemas/row.js'
import { type AnyFeed, Feed } from '../feed.js'
import { List } from '../kit/list.js'
import { plainLook } from '../kit/look.js'
import { titleLine } from '../kit/panel.js'
import { notice, oldNote } from '../kit/states.js'
import { sorted, table } from '../kit/table.js'
import { fitText, widthOf } from '../kit/text.js'
import {
  type PriceCardRow,
  priceCardQuestion,
  requestQuestion,
  type TailRow,
  tailQuestion
} from '../queries/requests.js'
import { type View, windowName } from '../view.js'
import { requestColumns } from './requests-columns.js'
import { requestLines } from './requests-detail.js'
import type { Priced } from './requests-price.js'
import type { Frame, Pressed, Screen } from './screen.js'

const tailEveryMs = 500
/** For the order alone: what they say of a day does not matter to it. */
const anyColumns = requestColumns({ at: new Date(0), look: plainLook }, [])
const idleInList = ['group']
const idleOpen = [...idleInList, 'sort', 'reverse', 'enter']
/** Rows of one answer, and rows that are kept. */
const answerRows = 500
const keptRows = 2_000
/** How late a row comes to the store: most within this of their end, nearly all within the wide one, which is asked less often. */
const overlapS = 2
const wideOverlapS = 10
const wideEveryMs = 2_000

export interface RequestsDeps {
  /** Reckons a cost again, where the prices are there to do so; loaded when it is first asked. */
  explainCost?: ((...asked: Parameters<ExplainCost>) => Promise<CostLines | null>) | undefined
}

export class Requests implements Screen {
  readonly id = 'requests'
  readonly bindings = []
  readonly spans = { window: 'view', by: false, filter: true } as const
  readonly #list = new List()
  /** The row that the cursor follows while newer ones come in above it; NULL: the newest, whichever that is. */
  #selected: string | null = null
  #open: Pick<TailRow, 'ts' | 'id'> | null = null
  /** First line of an opened request in view. */
  #scroll = 0
  /** Rows that came in while the cursor was elsewhere. */
  #newest: string | null = null
  /** Monotonic ms. */
  #askedWidelyAt = Number.NEGATIVE_INFINITY
  /** Whether the first answer was as long as it may be: the window has older ones that are not shown. */
  #hasOlder = false
  /** Whether the last answer was as long as it may be: there may be more that are not shown. */
  #isSampled = false
  readonly #tail: Feed<TailRow> = new Feed({
    name: 'requests',
    // What is shown, for copying: asked is only what came since.
    question: view => tailQuestion(view, null, Math.max(answerRows, this.#tail.rows?.length ?? 0)),
    read: async (source, view, signal) => {
      const since = this.#since(view)
      const rows = await source.query<TailRow>(tailQuestion(view, since, answerRows), signal)
      if (since === null) this.#hasOlder = rows.length >= answerRows
      return rows
    },
    everyMs: () => tailEveryMs,
    key: ({ window, filter }) => `${window} ${filter.text}`,
    merge: (kept, fresh) => {
      this.#isSampled = fresh.length >= answerRows
      return merged(kept, fresh)
    }
  })
  readonly #detail = new Feed<Row>({
    name: 'request',
    question: () => (this.#open === null ? null : requestQuestion(this.#open.ts, this.#open.id)),
    everyMs: () => Number.POSITIVE_INFINITY,
    key: () => this.#open?.id ?? ''
  })
  readonly #card = new Feed<PriceCardRow>({
    name: 'price card',
    question: () => priceCardQuestion(this.#detail.rows?.[0]?.price_card ?? ''),
    everyMs: () => Number.POSITIVE_INFINITY,
    key: () => this.#detail.rows?.[0]?.price_card ?? ''
  })

  readonly #cost: Feed<CostLines>

  /** Without `explainCost` a price card shows its rates, not what came of them. */
  constructor({ explainCost }: RequestsDeps = {}) {
    this.#cost = new Feed<CostLines>({
      name: 'cost',
      read: async () => {
        const [row, card] = [this.#detail.rows?.[0], this.#card.rows?.[0]]
        const cost = row && card && explainCost ? await explainCost(row, card.json) : null
        return cost === null ? [] : [cost]
      },
      everyMs: () => Number.POSITIVE_INFINITY,
      key: () => this.#detail.rows?.[0]?.id ?? ''
    })
  }

  get idle(): readonly string[] {
    return this.#open === null ? idleInList : idleOpen
  }

  feeds(view: View): AnyFeed[] {
    if (this.#open === null) return [this.#tail]
    const hasCard = !this.#detail.isOutdated(view) && (this.#detail.rows?.[0]?.price_card ?? '') !== ''
    if (!hasCard) return [this.#detail]
    const isCardHere = this.#card.rows !== null && !this.#card.isOutdated(view)
    return isCardHere ? [this.#detail, this.#card, this.#cost] : [this.#detail, this.#card]
  }

  draw(frame: Frame): string[] {
    return this.#open === null ? this.#drawTail(frame) : this.#drawOpen(frame)
  }

  press(action: string, view: View): Pressed {
    if (this.#open !== null) return this.#pressOpen(action)
    if (action === 'enter') {
      const row = this.#rows()[this.#list.cursor]
      this.#open = row === undefined ? null : { ts: row.ts, id: row.id }
      this.#scroll = 0
      return row !== undefined
    }
    if (!this.#list.press(action)) return false
    if (action === 'sort' || action === 'reverse') return true
    this.#selected = this.#list.cursor === 0 ? null : (this.#rows()[this.#list.cursor]?.id ?? null)
    this.#newest =
      this.#selected === null || this.#tail.isOutdated(view) ? null : (this.#tail.rows?.[0]?.id ?? null)
    return true
  }

  /** Of an opened request also how many gaps a value of its `gaps_us` stands for. */
  json(view: View): unknown {
    if (this.#open === null) return { rows: this.#rows() }
    const row = this.#detail.isOutdated(view) ? undefined : this.#detail.rows?.[0]
    if (row === undefined) return { request: null, gaps_per_value: null, price_card: null, cost: null }
    const { card, cost } = this.#priced(view)
    return { request: row, gaps_per_value: gapsInOne(row.frames), price_card: card, cost }
  }

  #drawTail(frame: Frame): string[] {
    const { width, height, look, view, at } = frame
    const shown = this.#tail.answered ?? view
    const title = `Requests as they ended · ${windowName(shown.window, at)}`
    const missing = notice(this.#tail, { ...frame, view: shown })
    if (missing !== null) return [titleLine(title, '', width, look), ...missing]
    const rows = this.#rows()
    this.#follow(rows)
    const lines = table({
      columns: requestColumns(frame, rows),
      rows,
      list: this.#list,
      width,
      height: height - 1,
      look
    })
    return [titleLine(title, this.#note(view), width, look), ...lines]
  }

  #note(view: View): string {
    if (this.#tail.isOutdated(view)) return oldNote
    const rows = this.#tail.rows ?? []
    const fresh = this.#newest === null ? 0 : rows.findIndex(({ id }) => id === this.#newest)
    const isPart = this.#hasOlder || rows.length >= keptRows
    const first = `${this.#list.cursor + 1} of ${isPart ? 'the newest ' : ''}${rows.length}`
    const above = fresh > 0 ? ` · +${fresh} new above, g: newest` : ''
    return `${first}${above}${this.#isSampled ? ' · more came than are shown' : ''}`
  }

  /** In the order that was asked for; by default the last to end is first. */
  #rows(): readonly TailRow[] {
    return sorted(this.#tail.rows ?? [], anyColumns, this.#list.order)
  }

  /** The row under the cursor stays on its line while others come in above. */
  #follow(rows: readonly TailRow[]): void {
    if (this.#selected === null) return
    const at = rows.findIndex(({ id }) => id === this.#selected)
    if (at < 0) return
    this.#list.top += at - this.#list.cursor
    this.#list.cursor = at
  }

  /** What is asked again of what is known: little, and now and then as far back as rows may be late. */
  #since(view: View): Parameters<typeof tailQuestion>[1] {
    const newest = this.#tail.isOutdated(view) ? undefined : this.#tail.rows?.[0]
    const now = performance.now()
    const isWide = now - this.#askedWidelyAt >= wideEveryMs
    if (newest === undefined || isWide) this.#askedWidelyAt = now
    return newest === undefined ? null : { ended: newest.ended, overlapS: isWide ? wideOverlapS : overlapS }
  }

  #drawOpen(frame: Frame): string[] {
    const { width, height, look, view } = frame
    const title = (note: string): string => {
      const name = `Request ${this.#open?.id}`
      const shown = fitText(
        name,
        Math.min(widthOf(name), width - widthOf(note) - 8),
        'left',
        look.glyphs.more
      )
      return titleLine(shown, note, width, look)
    }
    const missing = notice(this.#detail, frame)
    if (missing !== null || this.#detail.isOutdated(view)) return [title('Esc: back'), ...(missing ?? [])]
    const row = this.#detail.rows?.[0]
    const lines = row === undefined ? [] : requestLines(row, this.#priced(view), frame)
    this.#scroll = Math.max(0, Math.min(this.#scroll, lines.length - (height - 1)))
    const below = lines.length - this.#scroll - (height - 1)
    const note =
      below > 0 && height !== Number.POSITIVE_INFINITY ? `j: ${below} more lines · Esc: back` : 'Esc: back'
    return [title(note), ...lines.slice(this.#scroll, this.#scroll + height - 1)]
  }

  /** What is known by now of the price of the opened request. */
  #priced(view: View): Priced {
    const card = this.#card.isOutdated(view) ? null : (this.#card.rows?.[0] ?? null)
    const cost = card === null || this.#cost.isOutdated(view) ? null : (this.#cost.rows?.[0] ?? null)
    return { card, cost }
  }

  #pressOpen(action: string): boolean {
    const steps: Readonly<Record<string, number>> = {
      up: -1,
      down: 1,
      'page-up': -10,
      'page-down': 10,
      top: -1e6,
      bottom: 1e6
    }
    const step = steps[action]
    if (action === 'escape' || action === 'left') this.#open = null
    else if (step === undefined) return false
    else this.#scroll += step
    return true
  }
}

/** One row an id, the last to end first, as both are by themselves. */
function merged(kept: readonly TailRow[], fresh: readonly TailRow[]): readonly TailRow[] {
  const oldest = fresh.at(-1)?.ended ?? ''
  const known = new Set<string>()
  for (const { id, ended } of kept) {
    if (ended < oldest) break
    known.add(id)
  }
  const added = fresh.filter(({ id }) => !known.has(id))
  if (added.length === 0) return kept
  const rows: TailRow[] = []
  let from = 0
  for (const row of added) {
    let to = from
    while (isLater(kept[to], row)) to++
    rows.push(...kept.slice(from, to), row)
    from = to
  }
  return [...rows, ...kept.slice(from)].slice(0, keptRows)
}

function isLater(one: TailRow | undefined, other: TailRow): boolean {
  if (one === undefined) return false
  return one.ended === other.ended ? one.id > other.id : one.ended > other.ended
}
