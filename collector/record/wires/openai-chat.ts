/**
 * OpenAI's chat completions, and its dialects: Azure, DeepSeek, Gemini's and Anthropic's compatible APIs, Groq, Mistral,
 * Moonshot, Ollama, OpenRouter, Perplexity, Together, vLLM, xAI and whoever else answers `/chat/completions`.
 */
import type { Ask } from '../ask.js'
import { faultIn } from '../fault.js'
import { type Fields, fieldsOf, isObject, listOf, textOf } from '../json.js'
import type { Reading } from '../reading.js'
import { mergeWords } from '../words.js'
import { chatUsage } from './openai-words.js'
import { type Output, stronger, type Wire } from './wire.js'

export const openaiChat: Wire = {
  name: 'openai.chat',
  operation: 'chat',
  estimable: true,
  asked: asksForChat,
  fits: value => Array.isArray(value['choices']) || textOf(value['object']).startsWith('chat.completion'),
  read: readChat,
  usage: chatUsage
}

/** Takes in a chunk or a whole answer of chat or legacy completions. */
export function readChat(value: Record<string, unknown>, reading: Reading): Output {
  const frame: Frame = value
  reading.fault ??= faultIn(value)
  if (reading.responseModel === '') reading.responseModel = textOf(frame.model)
  if (reading.responseId === '') reading.responseId = textOf(frame.id)
  if (typeof frame.service_tier === 'string') reading.serviceTier = frame.service_tier
  const choices = listOf(frame.choices)
  let output: Output = 'none'
  for (const choice of choices) output = stronger(output, readChoice(fieldsOf(choice), reading))
  const usage = frame.usage ?? fieldsOf<'usage'>(frame.x_groq).usage ?? usageOfChoice(choices)
  if (isObject(usage)) {
    reading.usage = mergeWords(reading.usage, usage)
    // vLLM and Perplexity repeat the usage so far in every chunk: it is final with the finish reason, or on its own.
    reading.usageFinal ||= !reading.streamed || reading.finished || choices.length === 0
  }
  return output
}

type Frame = Fields<'id' | 'model' | 'service_tier' | 'choices' | 'usage' | 'x_groq'>
type Choice = Fields<'delta' | 'message' | 'text' | 'finish_reason' | 'index' | 'error'>
type Delta = Fields<
  | 'content'
  | 'reasoning_content'
  | 'reasoning'
  | 'reasoning_details'
  | 'refusal'
  | 'tool_calls'
  | 'function_call'
  | 'audio'
>

/** Moonshot's streams have it in the last choice. */
function usageOfChoice(choices: readonly unknown[]): unknown {
  return fieldsOf<'usage'>(choices.at(-1)).usage
}

function asksForChat({ path, body }: Ask): boolean {
  return path.endsWith('/chat/completions') && (body === null || 'messages' in body)
}

function readChoice(choice: Choice, reading: Reading): Output {
  if (typeof choice.finish_reason === 'string' && choice.finish_reason !== '') {
    if (reading.finishReason === '' || choice.index === 0) reading.finishReason = choice.finish_reason
    reading.finished = true
  }
  // OpenRouter tells what went wrong with one choice within it.
  if (isObject(choice.error)) reading.fault ??= faultIn(choice)
  if (isObject(choice.delta)) return readDelta(choice.delta, reading)
  // A stream's closing chunk may repeat the whole message (Perplexity's `chat.completion.done`): nothing new in it.
  if (isObject(choice.message)) return reading.streamed ? 'none' : readDelta(choice.message, reading)
  return say(choice.text, 'visible', reading)
}

function readDelta(delta: Delta, reading: Reading): Output {
  let output = readContent(delta.content, reading)
  output = stronger(output, say(delta.refusal, 'visible', reading))
  const reasoning = say(delta.reasoning_content ?? delta.reasoning, 'hidden', reading)
  output = stronger(output, reasoning)
  if (reasoning === 'none' && listOf(delta.reasoning_details).length > 0) output = stronger(output, 'hidden')
  for (const call of listOf(delta.tool_calls)) {
    output = stronger(output, 'hidden')
    readCall(fieldsOf<'function'>(call).function, reading)
  }
  if (isObject(delta.function_call)) {
    output = stronger(output, 'hidden')
    readCall(delta.function_call, reading)
  }
  return isObject(delta.audio) ? stronger(output, 'hidden') : output
}

/** A string, or Mistral's list of text and thinking parts. */
function readContent(content: unknown, reading: Reading): Output {
  if (!Array.isArray(content)) return say(content, 'visible', reading)
  let output: Output = 'none'
  for (const item of content) {
    const part = fieldsOf<'type' | 'text' | 'thinking'>(item)
    if (part.type === 'thinking') {
      for (const thought of listOf(part.thinking)) {
        output = stronger(output, say(fieldsOf<'text'>(thought).text, 'hidden', reading))
      }
      output = stronger(output, say(part.thinking, 'hidden', reading))
    } else output = stronger(output, say(part.text, 'visible', reading))
  }
  return output
}

function readCall(call: unknown, reading: Reading): void {
  const { name, arguments: given } = fieldsOf<'name' | 'arguments'>(call)
  say(name, 'hidden', reading)
  say(given, 'hidden', reading)
}

function say(text: unknown, kind: Output, reading: Reading): Output {
  if (typeof text !== 'string' || text === '') return 'none'
  reading.output.add(text)
  return kind
}
