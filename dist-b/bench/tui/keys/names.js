const specials = [
    ['upArrow', 'up'],
    ['downArrow', 'down'],
    ['leftArrow', 'left'],
    ['rightArrow', 'right'],
    ['pageUp', 'pageup'],
    ['pageDown', 'pagedown'],
    ['home', 'home'],
    ['end', 'end'],
    ['return', 'return'],
    ['escape', 'escape'],
    ['backspace', 'backspace'],
    // Ink 6 calls 0x7f, which terminals send for backspace, delete.
    ['delete', 'backspace']
];
/**
 * The names of what was pressed, one for each character: a held key, and a paste, come as one string. A mouse report comes
 * as `wheel-up`, `wheel-down` or `click:<line>` (0 is the top line), any other report as nothing.
 */
export function keyNames(input, key) {
    const mouse = mouseReport.exec(input);
    if (mouse !== null)
        return mouseName(Number(mouse[1]), Number(mouse[2]), mouse[3] === 'M');
    if (key.tab)
        return [key.shift ? 'shift-tab' : 'tab'];
    const special = specials.find(([property]) => key[property]);
    if (special !== undefined)
        return [special[1]];
    if (key.ctrl)
        return input === '' ? [] : [`ctrl-${input}`];
    if (key.meta || input.startsWith('['))
        return input === '[' ? ['['] : typed(input, key);
    return typed(input, key);
}
const mouseReport = /^\[<(\d+);\d+;(\d+)([Mm])$/;
/** CSI sequences that Ink does not know come with their escape character cut off. */
const unknownSequence = /^\[[\d;?<>]*[A-Za-z~]$/;
function typed(input, key) {
    if (key.meta || unknownSequence.test(input))
        return [];
    return [...input].flatMap(character => characterName(character));
}
function characterName(character) {
    if (character === ' ')
        return ['space'];
    if (character === '\r' || character === '\n')
        return ['return'];
    if (character === '\t')
        return ['tab'];
    return character < ' ' ? [] : [character];
}
function mouseName(button, line, isPress) {
    if (button === 64)
        return ['wheel-up'];
    if (button === 65)
        return ['wheel-down'];
    return button === 0 && isPress ? [`click:${line - 1}`] : [];
}
//# sourceMappingURL=names.js.map