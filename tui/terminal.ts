/** The terminal as this program takes it, and gives it back on every kind of exit. */
import { writeSync } from 'node:fs'

export interface TerminalModes {
  /** Alternate screen, no cursor, no wrapping; the wheel sends arrow keys (DEC 1007) so that text can still be selected. */
  enter(): void
  /** Mouse reports in SGR form, on or off. */
  mouse(isOn: boolean): void
  /** Everything back as it was; written at once, so it also works where nothing runs afterwards. */
  leave(): void
}

/** `fd` is the terminal's; modes are written past any stream, in order with nothing pending. */
export function terminalModes(fd: number): TerminalModes {
  let isIn = false
  return {
    enter() {
      isIn = true
      put(fd, '\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?1007h\x1b[2J')
    },
    mouse(isOn) {
      put(fd, isOn ? '\x1b[?1000h\x1b[?1006h' : mouseOff)
    },
    leave() {
      if (!isIn) return
      isIn = false
      // The end of a synchronised update first: a paint that broke off would hold the screen.
      put(fd, `\x1b[?2026l\x1b[0m${mouseOff}\x1b[?1007l\x1b[?7h\x1b[?25h\x1b[?1049l`)
    }
  }
}

const mouseOff = '\x1b[?1006l\x1b[?1000l'

function put(fd: number, text: string): void {
  try {
    writeSync(fd, text)
  } catch {
    // The terminal has gone (SIGHUP), or takes nothing just now: there is nobody to restore it for.
  }
}
