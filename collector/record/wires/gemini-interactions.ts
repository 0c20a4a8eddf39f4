/** Gemini's Interactions, whole or as a stream of events. */
import { faultIn } from '../fault.js'
import { countOf, type Fields, fieldsOf, isObject, listOf, textOf } from '../json.js'
import type { Reading } from '../reading.js'
import type { Usage } from '../usage.js'
import { mergeWords, spoken, sumOf } from '../words.js'
import { modalityTokens } from './gemini-words.js'
import { type Output, stronger, type Wire } from './wire.js'

export const geminiInteractions: Wire = {
  name: 'gemini.interactions',
  operation: 'generate_content',
  estimable: true,
  asked: ({ path }) => path.endsWith('/interactions'),
  fits: value => value['object'] === 'interaction' || typeof value['event_type'] === 'string',
  read: readEvent,
  usage: usageOfInteraction
}

type Event = Fields<'event_type' | 'interaction' | 'step' | 'delta' | 'metadata'>
type Interaction = Fields<'id' | 'model' | 'agent' | 'status' | 'service_tier' | 'usage' | 'steps'>

function readEvent(value: Record<string, unknown>, reading: Reading): Output {
  const event: Event = value
  if (value['object'] === 'interaction') return readWhole(value, reading)
  reading.usage = mergeWords(reading.usage, fieldsOf<'usage'>(event.metadata).usage)
  switch (event.event_type) {
    case 'interaction.created':
      readInteraction(fieldsOf(event.interaction), reading)
      return 'none'
    case 'step.start':
      return readStep(event.step, reading)
    case 'step.delta':
      return readContent(event.delta, reading)
    case 'interaction.completed':
      readInteraction(fieldsOf(event.interaction), reading)
      reading.usageFinal = true
      reading.ended = true
      return 'none'
    default:
      reading.fault ??= faultIn(value)
      return 'none'
  }
}

function readWhole(interaction: Interaction, reading: Reading): Output {
  readInteraction(interaction, reading)
  for (const step of listOf(interaction.steps)) readStep(step, reading)
  reading.usageFinal = true
  // An agent in the background has only begun.
  reading.pending = interaction.status === 'in_progress'
  return 'none'
}

function readInteraction(interaction: Interaction, reading: Reading): void {
  reading.responseId = textOf(interaction.id)
  reading.responseModel = textOf(interaction.model ?? interaction.agent)
  if (interaction.status !== 'in_progress') reading.finishReason = textOf(interaction.status)
  if (typeof interaction.service_tier === 'string') reading.serviceTier = interaction.service_tier
  reading.usage = mergeWords(reading.usage, interaction.usage)
}

function readStep(value: unknown, reading: Reading): Output {
  const step = fieldsOf<'type' | 'content' | 'name' | 'arguments' | 'summary'>(value)
  let output = callOf(step, reading)
  for (const content of listOf(step.content)) output = stronger(output, readContent(content, reading))
  for (const content of listOf(step.summary)) {
    output = stronger(output, say(fieldsOf<'text'>(content).text, 'hidden', reading))
  }
  return output
}

/** A delta, or one content of a step. */
function readContent(value: unknown, reading: Reading): Output {
  const content = fieldsOf<'type' | 'text' | 'content' | 'data' | 'name' | 'arguments'>(value)
  switch (content.type) {
    case 'text':
      return say(content.text, 'visible', reading)
    case 'thought_summary':
      return say(fieldsOf<'text'>(content.content).text, 'hidden', reading)
    case 'image':
    case 'audio':
    case 'video':
      return 'hidden'
    default:
      return callOf(content, reading)
  }
}

function callOf(value: Fields<'name' | 'arguments'>, reading: Reading): Output {
  const given = isObject(value.arguments) ? JSON.stringify(value.arguments) : value.arguments
  return stronger(say(value.name, 'hidden', reading), say(given, 'hidden', reading))
}

type InteractionWords = Fields<
  | 'total_input_tokens'
  | 'total_output_tokens'
  | 'total_thought_tokens'
  | 'total_cached_tokens'
  | 'total_tool_use_tokens'
  | 'input_tokens_by_modality'
  | 'output_tokens_by_modality'
>

/** Output leaves thoughts out, and input what tools added; ours are inclusive. */
function usageOfInteraction(reading: Reading): Partial<Usage> {
  const words: InteractionWords = spoken(reading.usage)
  const tools = countOf(words.total_tool_use_tokens)
  const thoughts = countOf(words.total_thought_tokens)
  return {
    inputTokens: sumOf(countOf(words.total_input_tokens), tools),
    outputTokens: sumOf(countOf(words.total_output_tokens), thoughts),
    cacheReadTokens: countOf(words.total_cached_tokens),
    reasoningTokens: thoughts,
    toolInputTokens: tools,
    audioInputTokens: modalityTokens(words.input_tokens_by_modality, 'AUDIO'),
    imageInputTokens: modalityTokens(words.input_tokens_by_modality, 'IMAGE'),
    audioOutputTokens: modalityTokens(words.output_tokens_by_modality, 'AUDIO'),
    imageOutputTokens: modalityTokens(words.output_tokens_by_modality, 'IMAGE'),
    units: Object.fromEntries(reading.units)
  }
}

function say(text: unknown, kind: Output, reading: Reading): Output {
  if (typeof text !== 'string' || text === '') return 'none'
  reading.output.add(text)
  return kind
}
