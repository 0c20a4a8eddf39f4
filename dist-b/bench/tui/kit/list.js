/** The cursor and the order of a table: what the user did to it. */
export class List {
    /** Index of the row that the cursor is on, within the rows as shown. */
    cursor = 0;
    /** Index of the first row in view. */
    top = 0;
    order;
    /** Rows that were in view when it was last drawn; a page. */
    pageRows = 1;
    #count = 0;
    #sortable = [];
    constructor(order = { column: null, descending: true }) {
        this.order = order;
    }
    /** Called by the table that is drawn: how many rows there are, how many fit, what can be sorted by. */
    shown(count, pageRows, sortable) {
        this.#count = count;
        this.pageRows = Math.max(1, pageRows);
        this.#sortable = sortable;
        this.#move(this.cursor);
    }
    /** Takes the actions that move or sort; false for any other. */
    press(action) {
        if (action === 'sort')
            return this.#sortNext();
        if (action === 'reverse') {
            this.order = { ...this.order, descending: !this.order.descending };
            return true;
        }
        const to = this.#target(action);
        if (to === null)
            return false;
        this.#move(to);
        return true;
    }
    #target(action) {
        if (action === 'up')
            return this.cursor - 1;
        if (action === 'down')
            return this.cursor + 1;
        if (action === 'top')
            return 0;
        if (action === 'bottom')
            return this.#count - 1;
        if (action === 'page-up')
            return this.cursor - this.pageRows;
        return action === 'page-down' ? this.cursor + this.pageRows : null;
    }
    #move(to) {
        this.cursor = Math.max(0, Math.min(to, this.#count - 1));
        const lastTop = Math.max(0, this.#count - this.pageRows);
        const top = Math.min(this.top, this.cursor, lastTop);
        this.top = Math.max(top, this.cursor - this.pageRows + 1, 0);
    }
    #sortNext() {
        const at = this.order.column === null ? -1 : this.#sortable.indexOf(this.order.column);
        const column = this.#sortable[(at + 1) % Math.max(1, this.#sortable.length)];
        if (column !== undefined)
            this.order = { column, descending: true };
        return true;
    }
}
//# sourceMappingURL=list.js.map