/** 130: interrupted. 1: void, so that nothing can be said. 3: an objective was not met. 1 again: no good answer at all. */
export function runExitCode({ status, objectives }, isInterrupted) {
    if (isInterrupted)
        return 130;
    if (status === 'void')
        return 1;
    if (!objectives.every(({ met }) => met))
        return 3;
    return status === 'failed' ? 1 : 0;
}
//# sourceMappingURL=exit-code.js.map