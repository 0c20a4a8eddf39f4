import { asJson, asSql } from './copy.js';
import { emptyFilter, parseFilter } from './filter.js';
import { globalBindings } from './keys/bindings.js';
import { parseCommand } from './keys/command-line.js';
import { typeInto } from './prompt.js';
import { Refresher } from './refresher.js';
import { screenIds } from './screens/screen.js';
import { statusLine } from './status.js';
import { groupings, neighbour, windowName, windows } from './view.js';
export class Dashboard {
    look;
    connection = null;
    outage = null;
    view;
    isPaused = false;
    chrome;
    #options;
    #refresher;
    #listeners = new Set();
    #hasMouse = false;
    constructor(options) {
        this.#options = options;
        this.look = options.look;
        this.view = options.view;
        this.chrome = { screen: options.first, overlay: null, prompt: null, message: '', bindings: [] };
        this.#show({});
        this.#refresher = new Refresher({
            wanted: () => this.feeds(),
            view: () => this.view,
            isPaused: () => this.isPaused,
            changed: isAnswered => {
                if (isAnswered)
                    this.outage = null;
                options.arrived();
            },
            lost: options.lost,
            intervalMs: options.intervalMs
        });
    }
    get screen() {
        const found = this.#options.screens.find(({ id }) => id === this.chrome.screen);
        if (found === undefined)
            throw new Error(`there is no screen ${this.chrome.screen}`);
        return found;
    }
    feeds() {
        return this.screen.feeds(this.view);
    }
    /** Asks `source` from now on. */
    connected(connection, source) {
        this.connection = connection;
        this.#refresher.connect(source);
        this.#options.changed();
    }
    /** The store does not answer; nothing is asked until `connected`. */
    disconnected(outage) {
        this.outage = outage;
        this.#refresher.connect(null);
        this.#options.changed();
    }
    stop() {
        this.#refresher.stop();
    }
    /** Calls back when `chrome` is another; gives the way to end that. */
    subscribe = (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
    };
    status(width, at) {
        const isConnected = this.connection !== null;
        const { spans } = this.screen;
        const facts = { view: this.view, spans, at, feeds: this.feeds(), isPaused: this.isPaused, isConnected };
        return statusLine({ ...facts, outage: this.outage, intervalMs: this.#options.intervalMs }, width, this.look);
    }
    /** The screen's lines. Drawing finds the row that the cursor is on, and with it what else is to be asked. */
    draw(width, height, at) {
        const lines = this.screen.draw(this.frame(width, height, at));
        this.#refresher.reconcile();
        return lines;
    }
    frame(width, height, at) {
        const { view, look, connection, isPaused } = this;
        return { width, height, view, look, at, connection, isPaused, outage: this.outage?.error ?? null };
    }
    /** Takes the name of a key. `bodyTop` is the screen's first line on the terminal, for clicks. */
    key(name, bodyTop) {
        const { prompt, overlay } = this.chrome;
        if (prompt !== null)
            this.#type(prompt, name);
        else if (overlay !== null && name !== 'ctrl-c')
            this.#show({ overlay: null });
        else
            this.#act(this.#actionOf(name, bodyTop));
        this.#refresher.reconcile();
        this.#options.changed();
    }
    #actionOf(name, bodyTop) {
        if (name === 'wheel-up')
            return 'up';
        if (name === 'wheel-down')
            return 'down';
        if (name.startsWith('click:'))
            return `click:${Number(name.slice(6)) - bodyTop}`;
        return this.chrome.bindings.find(({ keys }) => keys.includes(name))?.action ?? '';
    }
    #type(prompt, name) {
        const next = typeInto(prompt, name);
        if (next === 'leave')
            this.#show({ prompt: null });
        else if (next !== 'enter')
            this.#show({ prompt: next });
        else if (prompt.sign === '/')
            this.#filter(prompt.text);
        else
            this.#command(prompt.text);
    }
    #filter(text) {
        const filter = parseFilter(text);
        if ('problem' in filter) {
            this.#show({ prompt: { sign: '/', text, problem: filter.problem } });
            return;
        }
        this.view = { ...this.view, filter };
        this.#show({ prompt: null });
    }
    #command(text) {
        const command = parseCommand(text);
        if ('problem' in command)
            this.#show({ prompt: { sign: ':', text, problem: command.problem } });
        else {
            this.#show({ prompt: null });
            this.#obey(command);
        }
    }
    #obey(command) {
        if ('action' in command)
            this.#act(command.action);
        else if ('screen' in command)
            this.#go(command.screen);
        else if ('filter' in command)
            this.#filter(command.filter);
        else
            this.view = { ...this.view, ...command };
    }
    #act(action) {
        if (this.chrome.message !== '')
            this.#show({ message: '' });
        const global = this.#globals[action];
        if (action.startsWith('screen:'))
            this.#go(action.slice(7));
        else if (global !== undefined)
            global();
        else if (action !== '')
            this.#press(action);
        this.#show({});
    }
    #press(action) {
        const pressed = this.screen.press(action, this.view);
        if (typeof pressed === 'object') {
            this.#filter(pressed.filter);
            this.#go(pressed.screen);
        }
        else if (!pressed && action === 'escape')
            this.view = { ...this.view, filter: emptyFilter };
    }
    #globals = {
        help: () => this.#show({ overlay: 'help' }),
        filter: () => this.#show({ prompt: { sign: '/', text: this.view.filter.text, problem: '' } }),
        command: () => this.#show({ prompt: { sign: ':', text: '', problem: '' } }),
        group: () => this.#group(),
        'window-back': () => this.#window(-1),
        'window-on': () => this.#window(1),
        'screen-on': () => this.#go(this.#neighbourScreen(1)),
        'screen-back': () => this.#go(this.#neighbourScreen(-1)),
        pause: () => this.#pause(),
        'copy-json': () => this.#copy(this.#json(), 'JSON'),
        'copy-sql': () => this.#copy(asSql(this.screen, this.view), 'SQL'),
        mouse: () => this.#mouse(),
        repaint: () => {
            this.#options.repaint();
            this.#refresher.refresh();
        },
        quit: () => this.#options.quit(0),
        interrupt: () => this.#options.quit(130)
    };
    #go(screen) {
        this.#show({ screen, overlay: null });
    }
    #neighbourScreen(step) {
        const at = screenIds.indexOf(this.chrome.screen) + step + screenIds.length;
        return screenIds[at % screenIds.length] ?? this.chrome.screen;
    }
    #group() {
        const by = groupings[(groupings.indexOf(this.view.by) + 1) % groupings.length] ?? this.view.by;
        this.view = { ...this.view, by };
        if (!this.screen.spans.by)
            this.#show({ message: `by ${by} on Overview and Spend; nothing is grouped here` });
    }
    #window(step) {
        const window = neighbour(windows, this.view.window, step);
        this.view = { ...this.view, window };
        const shown = this.screen.spans.window;
        if (shown === 'view')
            return;
        const here = shown === 'month' ? 'this screen is of the calendar month' : 'this screen is of all times';
        this.#show({ message: `${here}; the window of the others is now ${windowName(window, new Date())}` });
    }
    #pause() {
        this.isPaused = !this.isPaused;
        this.#refresher.reschedule();
    }
    /** '' while what is shown is not what the view asks for. */
    #json() {
        const isOld = this.feeds().some(feed => feed.isOutdated(this.view));
        return isOld ? '' : asJson(this.screen, this.view, new Date());
    }
    #mouse() {
        this.#hasMouse = !this.#hasMouse;
        this.#options.mouse(this.#hasMouse);
        this.#show({ message: this.#hasMouse ? 'mouse on: click and wheel are ours (m: off)' : 'mouse off' });
    }
    /** Terminals refuse an OSC 52 of much over 100 kB, most of them silently. */
    #copy(text, what) {
        const size = Buffer.byteLength(text);
        if (text === '')
            this.#show({ message: `nothing to copy as ${what} yet` });
        else if (size > 74_000)
            this.#show({ message: `too large to copy: ${size} bytes of ${what}; filter first` });
        else {
            this.#options.copy(text);
            this.#show({ message: `copied ${size} bytes of ${what}, if this terminal allows it (OSC 52)` });
        }
    }
    #show(change) {
        const next = { ...this.chrome, ...change };
        const bindings = [
            ...(this.#options.screens.find(({ id }) => id === next.screen)?.bindings ?? []),
            ...globalBindings
        ];
        const isSame = bindings.length === next.bindings.length && bindings.every((each, at) => each === next.bindings[at]);
        if (Object.keys(change).length === 0 && isSame)
            return;
        this.chrome = { ...next, bindings: isSame ? next.bindings : bindings };
        for (const listener of this.#listeners)
            listener();
    }
}
//# sourceMappingURL=dashboard.js.map