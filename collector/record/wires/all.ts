import type { Ask } from '../ask.js'
import { anthropicMessages } from './anthropic-messages.js'
import { geminiGenerate } from './gemini-generate.js'
import { openaiChat } from './openai-chat.js'
import { openaiCompletions } from './openai-completions.js'
import { openaiEmbeddings } from './openai-embeddings.js'
import { openaiResponses } from './openai-responses.js'
import type { Wire } from './wire.js'

/**
 * The wire that a request asks for, by path and shape, whoever the provider is. Only POST makes a model work: a GET of a
 * stored answer repeats a usage that was paid before.
 */
export function wireAsked(ask: Ask): Wire | null {
  if (ask.method !== 'POST') return null
  return wires.find(wire => wire.asked(ask)) ?? null
}

/** The wire of an answer at a path that tells nothing, where its JSON leaves no doubt; NULL otherwise. */
export function wireByShape(ask: Ask, value: Record<string, unknown>): Wire | null {
  if (ask.method !== 'POST') return null
  const { object, type, message } = value as { object?: unknown; type?: unknown; message?: unknown }
  if (typeof object === 'string' && object.startsWith('chat.completion')) return checked(openaiChat, value)
  if (object === 'text_completion') return checked(openaiCompletions, value)
  if (type === 'message_start' && typeof message === 'object') return anthropicMessages
  if (type === 'message' && 'usage' in value && 'stop_reason' in value) return anthropicMessages
  if ('candidates' in value && 'usageMetadata' in value) return checked(geminiGenerate, value)
  return null
}

function checked(wire: Wire, value: Record<string, unknown>): Wire | null {
  return wire.fits(value) ? wire : null
}

const wires: readonly Wire[] = [
  openaiChat,
  openaiCompletions,
  openaiResponses,
  openaiEmbeddings,
  anthropicMessages,
  geminiGenerate
]
