/** Speech out of text: the audio itself, or a stream of events that carry it in pieces. */
import type { Ask } from '../ask.js'
import { type Body, eachChunk } from '../body.js'
import { faultIn } from '../fault.js'
import { fieldsOf, isObject, textOf } from '../json.js'
import type { Reading } from '../reading.js'
import type { Usage } from '../usage.js'
import { mergeWords } from '../words.js'
import { tokenUsage } from './openai-words.js'
import type { Output, Wire } from './wire.js'

export const openaiSpeech: Wire = {
  name: 'openai.speech',
  operation: 'speech',
  estimable: false,
  asked: ({ path }) => path.endsWith('/audio/speech'),
  fits: value => textOf(value['type']).startsWith('speech.'),
  read: readEvent,
  opaque: readAudio,
  readAsk: countCharacters,
  usage: usageOfSpeech
}

function readEvent(value: Record<string, unknown>, reading: Reading): Output {
  const { type, audio, usage } = fieldsOf<'type' | 'audio' | 'usage'>(value)
  if (type === 'speech.audio.delta') return textOf(audio) === '' ? 'none' : 'hidden'
  if (type === 'speech.audio.done') {
    reading.ended = true
    if (isObject(usage)) {
      reading.usage = mergeWords(reading.usage, usage)
      reading.usageFinal = true
    }
  } else reading.fault ??= faultIn(value)
  return 'none'
}

/** Audio that comes as it is made has no frames of its own: each chunk counts as one. */
function readAudio({ head, tail }: Body, reading: Reading): void {
  eachChunk(head, (_from, _to, timeUs) => reading.timeline.output(timeUs, false))
  if (tail === null) return
  reading.timeline.break()
  eachChunk(tail, (_from, _to, timeUs) => reading.timeline.output(timeUs, false))
}

/** What OpenAI bills tts-1 by, which it does not report. */
function countCharacters({ body }: Ask, reading: Reading): void {
  const { input } = fieldsOf<'input'>(body)
  if (typeof input === 'string') reading.units.set('characters_in', [...input].length)
}

function usageOfSpeech(reading: Reading): Partial<Usage> {
  if (reading.usage !== null) return tokenUsage(reading)
  return reading.units.size === 0 ? {} : { units: Object.fromEntries(reading.units), source: 'estimated' }
}
