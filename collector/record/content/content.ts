/**
 * What was said in an exchange, for a span whose receiver may have it: texts, tool calls and their results, and no
 * credentials. Read from the values that the recorder has decoded anyway.
 */
import type { Row } from '../../../schemas/row.js'
import { credentialsOf } from '../credentials.js'
import type { Recorded } from '../record.js'
import type { Tape } from '../tape.js'
import { anthropicMessagesSpeech } from './anthropic-messages-speech.js'
import { boundedJson } from './bounded-json.js'
import { geminiGenerateSpeech } from './gemini-generate-speech.js'
import { openaiChatSpeech } from './openai-chat-speech.js'
import { openaiResponsesSpeech } from './openai-responses-speech.js'
import type { OutputMessage, Question, Speech } from './speech.js'

/** JSON as the conventions for GenAI have it; `''` where nothing was said. */
export interface Content {
  systemInstructions: string
  inputMessages: string
  outputMessages: string
  toolDefinitions: string
  /** One of them is not all of it. */
  cut: boolean
}

/** NULL for a wire whose content is not read. Never throws. */
export function contentOf(recorded: Recorded, tape: Tape): Content | null {
  const speech = speeches.get(recorded.row.wire)
  if (speech === undefined) return null
  try {
    return boundedContent(speech, recorded, tape)
  } catch {
    // JSON that is nested deeper than the stack: a span without it is worth more than none.
    return null
  }
}

function boundedContent(speech: Speech, { row, ask, values }: Recorded, tape: Tape): Content {
  const { secrets } = credentialsOf(tape)
  const question = ask.body === null ? silence : speech.question(ask.body)
  const system = boundedJson(question.system, maxChars.system, secrets)
  const input = boundedJson(question.messages, maxChars.input, secrets)
  const tools = boundedJson(question.tools, maxChars.tools, secrets)
  const answer = values === null ? [] : speech.answer(values).map(message => ended(message, row))
  const output = boundedJson(answer, maxChars.output, secrets)
  return {
    systemInstructions: system.text,
    inputMessages: input.text,
    outputMessages: output.text,
    toolDefinitions: tools.text,
    cut: tape.capture !== 'full' || [system, input, tools, output].some(({ cut }) => cut)
  }
}

/** The conventions require a reason: some give none for a good answer, and one that broke off has none. */
function ended(message: OutputMessage, { error_type }: Row): OutputMessage {
  if (message.finish_reason !== '') return message
  return { ...message, finish_reason: error_type === '' ? 'stop' : 'error' }
}

const speeches = new Map<string, Speech>([
  ['openai.chat', openaiChatSpeech],
  ['openai.responses', openaiResponsesSpeech],
  ['anthropic.messages', anthropicMessagesSpeech],
  ['gemini.generate', geminiGenerateSpeech]
])

const silence: Question = { system: [], messages: [], tools: [] }

/** Of one span. A receiver takes four megabytes at once by default, and a batch is many spans. */
const maxChars = { system: 16_384, input: 32_768, tools: 16_384, output: 32_768 }
