/** The stronger of the two. */
export function stronger(a, b) {
    if (a === 'visible' || b === 'visible')
        return 'visible';
    return a === 'hidden' || b === 'hidden' ? 'hidden' : 'none';
}
//# sourceMappingURL=wire.js.map