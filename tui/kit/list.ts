/** The cursor and the order of a table: what the user did to it. */

export interface Order {
  /** Key of the column; null: as the rows come. */
  column: string | null
  descending: boolean
}

export class List {
  /** Index of the row that the cursor is on, within the rows as shown. */
  cursor = 0
  /** Index of the first row in view. */
  top = 0
  order: Order
  /** Rows that were in view when it was last drawn; a page. */
  pageRows = 1
  #count = 0
  #sortable: readonly string[] = []

  constructor(order: Order = { column: null, descending: true }) {
    this.order = order
  }

  /** Called by the table that is drawn: how many rows there are, how many fit, what can be sorted by. */
  shown(count: number, pageRows: number, sortable: readonly string[]): void {
    this.#count = count
    this.pageRows = Math.max(1, pageRows)
    this.#sortable = sortable
    this.#move(this.cursor)
  }

  /** Takes the actions that move or sort; false for any other. */
  press(action: string): boolean {
    if (action === 'sort') return this.#sortNext()
    if (action === 'reverse') {
      this.order = { ...this.order, descending: !this.order.descending }
      return true
    }
    const to = this.#target(action)
    if (to === null) return false
    this.#move(to)
    return true
  }

  #target(action: string): number | null {
    if (action === 'up') return this.cursor - 1
    if (action === 'down') return this.cursor + 1
    if (action === 'top') return 0
    if (action === 'bottom') return this.#count - 1
    if (action === 'page-up') return this.cursor - this.pageRows
    if (action.startsWith('move:')) return this.#inView(this.cursor + Number(action.slice(5)))
    return action === 'page-down' ? this.cursor + this.pageRows : null
  }

  /** NULL for what is not a row in view. */
  #inView(to: number): number | null {
    return to >= this.top && to < Math.min(this.top + this.pageRows, this.#count) ? to : null
  }

  #move(to: number): void {
    this.cursor = Math.max(0, Math.min(to, this.#count - 1))
    const lastTop = Math.max(0, this.#count - this.pageRows)
    const top = Math.min(this.top, this.cursor, lastTop)
    this.top = Math.max(top, this.cursor - this.pageRows + 1, 0)
  }

  #sortNext(): boolean {
    const at = this.order.column === null ? -1 : this.#sortable.indexOf(this.order.column)
    const column = this.#sortable[(at + 1) % Math.max(1, this.#sortable.length)]
    if (column !== undefined) this.order = { column, descending: true }
    return true
  }
}
