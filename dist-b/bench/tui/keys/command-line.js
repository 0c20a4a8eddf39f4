/** What may be typed behind `:`: a screen, a window, a grouping, a filter, or q. */
import { screenIds } from '../screens/screen.js';
import { groupings, windows } from '../view.js';
/** What `text` asks for, or what is wrong with it. */
export function parseCommand(text) {
    const [word = '', ...rest] = text.trim().split(/\s+/);
    const value = rest.join(' ');
    if (word === 'filter')
        return { filter: value };
    const name = word === 'by' || word === 'window' || word === 'screen' ? value : word;
    const screen = only(screenIds, name);
    if (screen !== undefined)
        return { screen };
    const window = windows.find(each => each === name);
    if (window !== undefined)
        return { window };
    const by = only(groupings, name);
    if (by !== undefined)
        return { by };
    if (name === 'q' || name === 'quit')
        return { action: 'quit' };
    if (name === 'help' || name === '')
        return { action: 'help' };
    return { problem: `no such command; there are ${words().join(' ')}` };
}
/** `text` with its last word completed, when what begins like it is one word only. */
export function complete(text) {
    const last = /\S*$/.exec(text)?.[0] ?? '';
    const candidates = words().filter(word => word.startsWith(last));
    return candidates.length === 1 && last !== ''
        ? `${text.slice(0, text.length - last.length)}${candidates[0]} `
        : text;
}
function words() {
    return [...screenIds, ...windows, ...groupings.map(by => `by ${by}`), 'filter', 'q'].map(word => word.replace(/^by /, ''));
}
/** The name that `text` begins, when it is one. */
function only(names, text) {
    const exact = names.find(name => name === text);
    const begun = names.filter(name => text !== '' && name.startsWith(text));
    return exact ?? (begun.length === 1 ? begun[0] : undefined);
}
//# sourceMappingURL=command-line.js.map