/**
 * An upgraded connection (WebSocket) is one exchange with many answers: its row has the sum of their usage, each priced as
 * a bill of its own, and what else a row says of an answer is the last one's. Times keep the tape's origin, the head of
 * the request at our door: TTFT is the first output of the first answer, however long the client waited before it asked.
 */
import type { Answer } from './answer.js'
import type { Ask } from './ask.js'
import { type Estimator, usageOfAnswer } from './estimate.js'
import type { Headers } from './headers.js'
import { isObject, parseJson } from './json.js'
import { newReading, type Reading } from './reading.js'
import { Session } from './session.js'
import type { Tape } from './tape.js'
import { type Usage, type UsagePart, unknownUsage } from './usage.js'
import { addWords, sumUsages } from './usage-sum.js'
import { type Message, messagesOf, type Side } from './websocket.js'
import { liveWireAsked } from './wires/all.js'
import type { LiveWire } from './wires/live-wire.js'
import { jsonOf, type Words } from './words.js'

export interface Conversation {
  ask: Ask
  answer: Answer
  usage: Usage
  /** How often the model answered. */
  turns: number
  /** Not all that passed could be read. */
  incomplete: boolean
}

/** Reads both sides of a connection after its 101, in the order of their times. Never throws; `onFault` hears why. */
export function readConversation(
  tape: Tape,
  ask: Ask,
  headers: Headers,
  estimator: Estimator,
  onFault: (error: unknown) => void
): Conversation {
  const live = liveWireAsked(ask)
  const session = new Session()
  if (live === null) return conclude(ask, null, session, null, estimator)
  const extensions = headers.get('sec-websocket-extensions') ?? ''
  const client = messagesOf(tape.request, 'client', extensions, onFault)
  const server = messagesOf(tape.response, 'server', extensions, onFault)
  try {
    listen(live, session, client, server)
  } catch (error) {
    onFault(error)
  }
  return conclude(ask, live, session, { client, server }, estimator)
}

interface Sides {
  client: Side
  server: Side
}

/** At the same microsecond the client comes first: nobody answers before he was asked. */
function listen(live: LiveWire, session: Session, client: Side, server: Side): void {
  const parse = parser()
  let heard = 0
  for (const [index, message] of server.messages.entries()) {
    // Bytes between this message and the one before were not kept: an end may have been among them, and a response that is
    // thought to go on would take this one's tokens and times for its own.
    if (index === server.resumedAt) session.skip()
    for (; heard < client.messages.length; heard += 1) {
      const earlier = client.messages[heard] as Message
      if (!isBefore(earlier, message)) break
      hear(live, session, parse(earlier))
    }
    const value = parse(message)
    if (!isObject(value)) continue
    const output = live.read(value, session)
    if (output !== 'none') session.timeline.output(message.timeUs, output === 'visible')
  }
  for (; heard < client.messages.length; heard += 1) {
    hear(live, session, parse(client.messages[heard] as Message))
  }
  closeFault(session, client, server)
}

/** A parse that fails costs twenty that do not: a connection with so many speaks something else. */
function parser(): (message: Message) => unknown {
  let broken = 0
  return ({ text }) => {
    if (broken === maxBroken) return undefined
    const value = parseJson(text)
    if (value === undefined) broken += 1
    return value
  }
}

function hear(live: LiveWire, session: Session, value: unknown): void {
  if (isObject(value)) live.hear(value, session)
}

function isBefore(client: Message, server: Message): boolean {
  return client.timeUs === null || server.timeUs === null || client.timeUs <= server.timeUs
}

/** Some providers tell what went wrong in the close frame only (Gemini Live). 1000 and 1001 are farewells. */
function closeFault(session: Session, client: Side, server: Side): void {
  const { close } = server
  if (close === null || isFirst(client, server)) return
  if (close.code > 1001 && close.code !== 1005)
    session.fault ??= { code: String(close.code), message: close.reason }
}

/** Whether the client's close frame came before the provider's. */
function isFirst({ close: ours }: Side, { close: theirs }: Side): boolean {
  return ours !== null && (theirs === null || (ours.timeUs ?? 0) <= (theirs.timeUs ?? 0))
}

function conclude(
  ask: Ask,
  live: LiveWire | null,
  session: Session,
  sides: Sides | null,
  estimator: Estimator
): Conversation {
  const incomplete = sides === null || sides.client.incomplete || sides.server.incomplete
  const asked = { ...ask, model: session.askedModel === '' ? ask.model : session.askedModel }
  const reading = lastReading(session)
  const wire = live?.wire ?? null
  const abandoned = sides !== null && isFirst(sides.client, sides.server)
  const answer = { wire, reading, streamed: true, fault: null, abandoned }
  const usage = live === null ? unknownUsage() : usageOfSession(asked, live, session, incomplete, estimator)
  return { ask: asked, answer, usage, turns: session.responses.length, incomplete }
}

/** What the row says of an answer. */
function lastReading(session: Session): Reading {
  const reading = newReading(true, session.timeline)
  const last = session.last?.reading
  reading.responseModel = last?.responseModel ?? ''
  if (reading.responseModel === '') reading.responseModel = session.servedModel
  reading.responseId = last?.responseId ?? ''
  reading.serviceTier = last?.serviceTier ?? ''
  reading.finishReason = last?.finishReason ?? ''
  reading.fault = session.fault
  for (const response of session.responses) reading.fault ??= response.reading.fault
  reading.ended = !session.isBusy
  return reading
}

function usageOfSession(
  ask: Ask,
  live: LiveWire,
  session: Session,
  incomplete: boolean,
  estimator: Estimator
): Usage {
  let words: Words | null = null
  const parts: UsagePart[] = []
  for (const { request, reading } of session.responses) {
    words = addWords(words, reading.usage)
    const answer = { wire: live.wire, reading, streamed: true, fault: null }
    const usage = usageOfAnswer({ ...ask, body: request }, answer, false, estimator)
    parts.push({ model: reading.responseModel, serviceTier: reading.serviceTier, usage })
  }
  parts.push(...session.bills)
  const sum = sumUsages(parts.map(part => part.usage))
  if (incomplete && sum.source === 'reported') sum.source = 'partial'
  sum.json = jsonOf(words)
  const known = parts.filter(part => part.usage.source !== 'none')
  return known.length === 0 ? sum : { ...sum, parts: known }
}

const maxBroken = 512
