/** The terminal as this program takes it, and gives it back on every kind of exit. */
import { writeSync } from 'node:fs';
/** `fd` is the terminal's; modes are written past any stream, in order with nothing pending. */
export function terminalModes(fd) {
    let isIn = false;
    return {
        enter() {
            isIn = true;
            put(fd, '\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?1007h\x1b[2J');
        },
        mouse(isOn) {
            put(fd, isOn ? '\x1b[?1000h\x1b[?1006h' : mouseOff);
        },
        leave() {
            if (!isIn)
                return;
            isIn = false;
            // The end of a synchronised update first: a paint that broke off would hold the screen.
            put(fd, `\x1b[?2026l\x1b[0m${mouseOff}\x1b[?1007l\x1b[?7h\x1b[?25h\x1b[?1049l`);
        }
    };
}
const mouseOff = '\x1b[?1006l\x1b[?1000l';
function put(fd, text) {
    try {
        writeSync(fd, text);
    }
    catch {
        // The terminal has gone (SIGHUP), or takes nothing just now: there is nobody to restore it for.
    }
}
//# sourceMappingURL=terminal.js.map