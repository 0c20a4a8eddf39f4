/** How an exchange's head and end are written into the journal: one field a line, as record/slab.ts says. */
import type { EndedBy, ErrorType } from '../../schemas/row.js'
import type { Destination } from '../routing/routes.js'
import type { RequestHead } from './client/request-head.js'
import type { Line } from './line.js'

/** What is known of an exchange, filled in as it goes, and its verdict. Times are microseconds; -1 means not known. */
export interface Ending {
  endedBy: EndedBy
  errorType: ErrorType
  errorCode: string
  errorMessage: string
  /** 0: no answer. */
  status: number
  waitUs: number
  connectUs: number
  /** Time of our own, up to the answer's head: from the head at our door, less what we waited for. */
  overheadUs: number
  /** On the relay's clock. */
  endUs: number
  /** Body bytes that passed, written down or not. */
  requestBytes: number
  responseBytes: number
  upgraded: boolean
  mutated: boolean
}

/** An exchange of which nothing is known yet. */
export function openEnding(upgraded: boolean): Ending {
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
  }
}

/** Header values and request targets hold no line feed: the parser sees to that. */
export function openText(
  line: Line,
  id: string,
  startUs: number,
  { method, target, fields }: RequestHead,
  destination: Destination | null
): string {
  const route = destination?.route
  const way = `${route?.prefix ?? ''}\n\n${route?.provider ?? ''}\n${destination?.host ?? ''}`
  const targets = `${method}\n${target}\n${destination?.path ?? ''}`
  return `${id}\n${line.wall.at(startUs)}\n${way}\n${targets}\n${fields.join('\n')}`
}

export function endText(ending: Ending): string {
  const message = ending.errorMessage.replace(/[^\x20-\x7e]/g, ' ')
  const verdict = `${ending.endedBy}\n${ending.errorType}\n${ending.errorCode}\n${message}`
  const times = `${known(ending.waitUs)}\n${known(ending.connectUs)}\n${known(ending.overheadUs)}`
  const status = ending.status === 0 ? '' : ending.status
  const bytes = `${ending.requestBytes}\n${ending.responseBytes}`
  return `${verdict}\n${status}\n${times}\n${bytes}\n${ending.upgraded ? '1' : ''}\n${ending.mutated ? '1' : ''}`
}

function known(us: number): string {
  return us < 0 ? '' : String(Math.round(us))
}
