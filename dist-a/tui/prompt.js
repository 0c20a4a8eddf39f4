/** The line that is typed into: a filter behind `/`, a command behind `:`. */
import { complete } from './keys/command-line.js';
/** The prompt after a key; `enter` and `leave` end it. Takes names of keys, where a character stands for itself. */
export function typeInto(prompt, key) {
    if (key === 'return')
        return 'enter';
    if (key === 'escape' || key === 'ctrl-c')
        return 'leave';
    if (key === 'backspace') {
        return prompt.text === ''
            ? 'leave'
            : { ...prompt, text: [...prompt.text].slice(0, -1).join(''), problem: '' };
    }
    if (key === 'ctrl-u')
        return { ...prompt, text: '', problem: '' };
    if (key === 'tab')
        return prompt.sign === ':' ? { ...prompt, text: complete(prompt.text), problem: '' } : prompt;
    const typed = key === 'space' ? ' ' : key;
    return [...typed].length === 1 ? { ...prompt, text: prompt.text + typed, problem: '' } : prompt;
}
//# sourceMappingURL=prompt.js.map