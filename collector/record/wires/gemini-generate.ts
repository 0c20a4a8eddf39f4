/** Gemini's `generateContent` and `streamGenerateContent`, at the Gemini API and at Vertex AI; frames and whole answers alike. */
import { faultIn } from '../fault.js'
import { countOf, type Fields, fieldsOf, isObject, listOf, textOf } from '../json.js'
import type { Reading } from '../reading.js'
import type { Usage } from '../usage.js'
import { mergeWords, setUnit, spoken, sumOf } from '../words.js'
import { enumName, modalityTokens } from './gemini-words.js'
import { type Output, stronger, type Wire } from './wire.js'

export const geminiGenerate: Wire = {
  name: 'gemini.generate',
  operation: 'generate_content',
  estimable: true,
  asked: ({ path }) => /:(generateContent|streamGenerateContent)$/.test(path),
  fits: value => 'candidates' in value || 'usageMetadata' in value || 'promptFeedback' in value,
  read: readFrame,
  usage: usageOfFrames
}

type Frame = Fields<
  'candidates' | 'usageMetadata' | 'promptFeedback' | 'modelVersion' | 'responseId' | 'error'
>
type Candidate = Fields<'content' | 'finishReason' | 'groundingMetadata' | 'index'>
type Part = Fields<'text' | 'thought' | 'functionCall' | 'inlineData' | 'executableCode'>

function readFrame(value: Record<string, unknown>, reading: Reading): Output {
  const frame: Frame = value
  if (frame.error !== undefined) reading.fault ??= faultIn(value)
  if (typeof frame.modelVersion === 'string') reading.responseModel = frame.modelVersion
  if (typeof frame.responseId === 'string') reading.responseId = frame.responseId
  let output: Output = 'none'
  for (const candidate of listOf(frame.candidates)) {
    output = stronger(output, readCandidate(fieldsOf(candidate), reading))
  }
  const { blockReason } = fieldsOf<'blockReason'>(frame.promptFeedback)
  if (typeof blockReason === 'string') {
    // A refused prompt has no candidates, and so no other end.
    reading.finishReason = blockReason
    reading.finished = true
  }
  if (isObject(frame.usageMetadata)) readUsage(frame.usageMetadata, reading)
  return output
}

function readCandidate(candidate: Candidate, reading: Reading): Output {
  const reason = enumName(candidate.finishReason, finishReasons)
  if (reason !== '') {
    if (reading.finishReason === '' || candidate.index === 0) reading.finishReason = reason
    reading.finished = true
  }
  const { webSearchQueries } = fieldsOf<'webSearchQueries'>(candidate.groundingMetadata)
  const searches = listOf(webSearchQueries).length
  // Frames repeat what was searched so far.
  if (searches > (reading.units.get('web_searches') ?? 0)) reading.units.set('web_searches', searches)
  let output: Output = 'none'
  for (const part of listOf(fieldsOf<'parts'>(candidate.content).parts)) {
    output = stronger(output, readPart(fieldsOf(part), reading))
  }
  return output
}

function readPart(part: Part, reading: Reading): Output {
  if (typeof part.text === 'string' && part.text !== '') {
    reading.output.add(part.text)
    return part.thought === true ? 'hidden' : 'visible'
  }
  if (isObject(part.functionCall)) {
    reading.output.add(JSON.stringify(part.functionCall))
    return 'hidden'
  }
  if (isObject(part.executableCode)) {
    reading.output.add(textOf(fieldsOf<'code'>(part.executableCode).code))
    return 'hidden'
  }
  return isObject(part.inlineData) ? 'hidden' : 'none'
}

function readUsage(usage: Record<string, unknown>, reading: Reading): void {
  reading.usage = mergeWords(reading.usage, usage)
  reading.usageFinal ||= reading.finished || !reading.streamed
  const { serviceTier, trafficType } = fieldsOf<'serviceTier' | 'trafficType'>(usage)
  const tier = serviceTier ?? trafficType
  if (typeof tier === 'string') reading.serviceTier = tier
}

type FrameWords = Fields<
  | 'promptTokenCount'
  | 'candidatesTokenCount'
  | 'thoughtsTokenCount'
  | 'toolUsePromptTokenCount'
  | 'totalTokenCount'
  | 'cachedContentTokenCount'
  | 'promptTokensDetails'
  | 'candidatesTokensDetails'
  | 'cacheTokensDetails'
>

/** The prompt's count leaves out what tools added to it, the candidates' count leaves out thoughts; ours are inclusive. */
function usageOfFrames(reading: Reading): Partial<Usage> {
  const words: FrameWords = spoken(reading.usage)
  const prompt = countOf(words.promptTokenCount)
  const tools = countOf(words.toolUsePromptTokenCount)
  const thoughts = countOf(words.thoughtsTokenCount)
  const total = countOf(words.totalTokenCount)
  const inputTokens = prompt === null ? null : prompt + (tools ?? 0)
  const said = sumOf(countOf(words.candidatesTokenCount), thoughts)
  // Counts of zero are left out of the JSON: without candidates, what the total has beside the prompt is the output.
  const derived = total === null || inputTokens === null ? null : Math.max(0, total - inputTokens)
  return {
    inputTokens,
    outputTokens: said ?? derived,
    cacheReadTokens: countOf(words.cachedContentTokenCount),
    reasoningTokens: thoughts,
    audioInputTokens: modalityTokens(words.promptTokensDetails, 'AUDIO'),
    imageInputTokens: modalityTokens(words.promptTokensDetails, 'IMAGE'),
    audioOutputTokens: modalityTokens(words.candidatesTokensDetails, 'AUDIO'),
    imageOutputTokens: modalityTokens(words.candidatesTokensDetails, 'IMAGE'),
    toolInputTokens: tools,
    units: unitsOf(words, reading)
  }
}

/** Video, and which media the cached tokens are of: they have prices of their own. */
function unitsOf(words: FrameWords, reading: Reading): Record<string, number> {
  const units = new Map(reading.units)
  setUnit(units, 'video_input_tokens', modalityTokens(words.promptTokensDetails, 'VIDEO'))
  setUnit(units, 'video_output_tokens', modalityTokens(words.candidatesTokensDetails, 'VIDEO'))
  if (Array.isArray(words.cacheTokensDetails)) {
    for (const medium of ['AUDIO', 'IMAGE', 'VIDEO']) {
      if (modalityTokens(words.promptTokensDetails, medium) === null) continue
      const cached = modalityTokens(words.cacheTokensDetails, medium) ?? 0
      units.set(`${medium.toLowerCase()}_cache_read_tokens`, cached)
    }
  }
  return Object.fromEntries(units)
}

const finishReasons = ['', 'STOP', 'MAX_TOKENS', 'SAFETY', 'RECITATION', 'OTHER']
