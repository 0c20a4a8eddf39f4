/** An exchange of which nothing is known yet. */
export function openEnding(upgraded) {
    return {
        endedBy: 'complete',
        errorType: '',
        errorCode: '',
        errorMessage: '',
        status: 0,
        waitUs: -1,
        connectUs: -1,
        overheadUs: 0,
        endUs: -1,
        requestBytes: 0,
        responseBytes: 0,
        upgraded,
        mutated: false
    };
}
/** Header values and request targets hold no line feed: the parser sees to that. */
export function openText(line, id, startUs, request, destination) {
    const route = destination?.route;
    const way = `${route?.prefix ?? ''}\n\n${route?.provider ?? ''}\n${destination?.host ?? ''}`;
    const target = `${request.method ?? ''}\n${request.url ?? ''}\n${destination?.path ?? ''}`;
    return `${id}\n${line.wall.at(startUs)}\n${way}\n${target}\n${request.rawHeaders.join('\n')}`;
}
export function endText(ending) {
    const message = ending.errorMessage.replace(/[^\x20-\x7e]/g, ' ');
    const verdict = `${ending.endedBy}\n${ending.errorType}\n${ending.errorCode}\n${message}`;
    const times = `${known(ending.waitUs)}\n${known(ending.connectUs)}\n${known(ending.overheadUs)}`;
    const status = ending.status === 0 ? '' : ending.status;
    const bytes = `${ending.requestBytes}\n${ending.responseBytes}`;
    return `${verdict}\n${status}\n${times}\n${bytes}\n${ending.upgraded ? '1' : ''}\n${ending.mutated ? '1' : ''}`;
}
function known(us) {
    return us < 0 ? '' : String(Math.round(us));
}
//# sourceMappingURL=exchange-text.js.map