import { gapsInOne } from '../../schemas/row.js';
import { Feed } from '../feed.js';
import { List } from '../kit/list.js';
import { titleLine } from '../kit/panel.js';
import { notice, oldNote } from '../kit/states.js';
import { sorted, table } from '../kit/table.js';
import { priceCardQuestion, requestQuestion, tailQuestion } from '../queries/requests.js';
import { windowName } from '../view.js';
import { requestColumns } from './requests-columns.js';
import { requestLines } from './requests-detail.js';
const tailEveryMs = 500;
/** For the order alone: what they say of a day does not matter to it. */
const anyColumns = requestColumns(new Date(0));
/** Rows of one answer, and rows that are kept. */
const answerRows = 500;
const keptRows = 2_000;
export class Requests {
    id = 'requests';
    bindings = [];
    idle = ['group'];
    spans = { window: 'view', by: false, filter: true };
    #list = new List();
    /** The row that the cursor follows while newer ones come in above it; NULL: the newest, whichever that is. */
    #selected = null;
    #open = null;
    /** First line of an opened request in view. */
    #scroll = 0;
    /** Rows that came in while the cursor was elsewhere. */
    #newest = null;
    /** Whether the last answer was as long as it may be: there may be more that are not shown. */
    #isSampled = false;
    #tail = new Feed({
        name: 'requests',
        question: view => tailQuestion(view, this.#newestEnd(view), answerRows),
        everyMs: () => tailEveryMs,
        key: ({ window, filter }) => `${window} ${filter.text}`,
        merge: (kept, fresh) => {
            this.#isSampled = fresh.length >= answerRows;
            return merged(kept, fresh);
        }
    });
    #detail = new Feed({
        name: 'request',
        question: () => (this.#open === null ? null : requestQuestion(this.#open.ts, this.#open.id)),
        everyMs: () => Number.POSITIVE_INFINITY,
        key: () => this.#open?.id ?? ''
    });
    #card = new Feed({
        name: 'price card',
        question: () => priceCardQuestion(this.#detail.rows?.[0]?.price_card ?? ''),
        everyMs: () => Number.POSITIVE_INFINITY,
        key: () => this.#detail.rows?.[0]?.price_card ?? ''
    });
    #cost;
    /** Without `explainCost` a price card shows its rates, not what came of them. */
    constructor({ explainCost } = {}) {
        this.#cost = new Feed({
            name: 'cost',
            read: async () => {
                const [row, card] = [this.#detail.rows?.[0], this.#card.rows?.[0]];
                const cost = row && card && explainCost ? await explainCost(row, card.json) : null;
                return cost === null ? [] : [cost];
            },
            everyMs: () => Number.POSITIVE_INFINITY,
            key: () => this.#detail.rows?.[0]?.id ?? ''
        });
    }
    feeds(view) {
        if (this.#open === null)
            return [this.#tail];
        const hasCard = !this.#detail.isOutdated(view) && (this.#detail.rows?.[0]?.price_card ?? '') !== '';
        if (!hasCard)
            return [this.#detail];
        const isCardHere = this.#card.rows !== null && !this.#card.isOutdated(view);
        return isCardHere ? [this.#detail, this.#card, this.#cost] : [this.#detail, this.#card];
    }
    draw(frame) {
        return this.#open === null ? this.#drawTail(frame) : this.#drawOpen(frame);
    }
    press(action, view) {
        if (this.#open !== null)
            return this.#pressOpen(action);
        if (action === 'enter') {
            const row = this.#rows()[this.#list.cursor];
            this.#open = row === undefined ? null : { ts: row.ts, id: row.id };
            this.#scroll = 0;
            return row !== undefined;
        }
        if (!this.#list.press(action))
            return false;
        if (action === 'sort' || action === 'reverse')
            return true;
        this.#selected = this.#list.cursor === 0 ? null : (this.#rows()[this.#list.cursor]?.id ?? null);
        this.#newest =
            this.#selected === null || this.#tail.isOutdated(view) ? null : (this.#tail.rows?.[0]?.id ?? null);
        return true;
    }
    /** Of an opened request also how many gaps a value of its `gaps_us` stands for. */
    json(view) {
        if (this.#open === null)
            return { rows: this.#rows() };
        const row = this.#detail.isOutdated(view) ? undefined : this.#detail.rows?.[0];
        if (row === undefined)
            return { request: null, gaps_per_value: null, price_card: null, cost: null };
        const { card, cost } = this.#priced(view);
        return { request: row, gaps_per_value: gapsInOne(row.frames), price_card: card, cost };
    }
    #drawTail(frame) {
        const { width, height, look, view, at } = frame;
        const shown = this.#tail.answered ?? view;
        const title = `Requests as they ended · ${windowName(shown.window, at)}`;
        const missing = notice(this.#tail, { ...frame, view: shown });
        if (missing !== null)
            return [titleLine(title, '', width, look), ...missing];
        const rows = this.#rows();
        this.#follow(rows);
        const lines = table({
            columns: requestColumns(at),
            rows,
            list: this.#list,
            width,
            height: height - 1,
            look
        });
        return [titleLine(title, this.#note(view), width, look), ...lines];
    }
    #note(view) {
        if (this.#tail.isOutdated(view))
            return oldNote;
        const rows = this.#tail.rows ?? [];
        const fresh = this.#newest === null ? 0 : rows.findIndex(({ id }) => id === this.#newest);
        const first = `${this.#list.cursor + 1} of ${rows.length}${rows.length >= keptRows ? ' kept' : ''}`;
        const above = fresh > 0 ? ` · +${fresh} new above, g: newest` : '';
        return `${first}${above}${this.#isSampled ? ' · more came than are shown' : ''}`;
    }
    /** In the order that was asked for; by default the last to end is first. */
    #rows() {
        return sorted(this.#tail.rows ?? [], anyColumns, this.#list.order);
    }
    /** The row under the cursor stays on its line while others come in above. */
    #follow(rows) {
        if (this.#selected === null)
            return;
        const at = rows.findIndex(({ id }) => id === this.#selected);
        if (at < 0)
            return;
        this.#list.top += at - this.#list.cursor;
        this.#list.cursor = at;
    }
    #newestEnd(view) {
        return this.#tail.isOutdated(view) ? null : (this.#tail.rows?.[0]?.ended ?? null);
    }
    #drawOpen(frame) {
        const { width, height, look, view } = frame;
        const title = titleLine(`Request ${this.#open?.id}`, 'Esc: back', width, look);
        const missing = notice(this.#detail, frame);
        if (missing !== null || this.#detail.isOutdated(view))
            return [title, ...(missing ?? [])];
        const row = this.#detail.rows?.[0];
        const lines = row === undefined ? [] : requestLines(row, this.#priced(view), frame);
        this.#scroll = Math.max(0, Math.min(this.#scroll, lines.length - (height - 1)));
        return [title, ...lines.slice(this.#scroll, this.#scroll + height - 1)];
    }
    /** What is known by now of the price of the opened request. */
    #priced(view) {
        const card = this.#card.isOutdated(view) ? null : (this.#card.rows?.[0] ?? null);
        const cost = card === null || this.#cost.isOutdated(view) ? null : (this.#cost.rows?.[0] ?? null);
        return { card, cost };
    }
    #pressOpen(action) {
        const steps = {
            up: -1,
            down: 1,
            'page-up': -10,
            'page-down': 10,
            top: -1e6,
            bottom: 1e6
        };
        const step = steps[action];
        if (action === 'escape' || action === 'left')
            this.#open = null;
        else if (step === undefined)
            return false;
        else
            this.#scroll += step;
        return true;
    }
}
/** One row an id, the last to end first. */
function merged(kept, fresh) {
    const known = new Set(kept.map(({ id }) => id));
    const added = fresh.filter(({ id }) => !known.has(id));
    if (added.length === 0)
        return kept;
    const rows = [...added, ...kept].sort((a, b) => a.ended < b.ended ? 1 : a.ended > b.ended ? -1 : a.id < b.id ? 1 : -1);
    return rows.slice(0, keptRows);
}
//# sourceMappingURL=requests.js.map