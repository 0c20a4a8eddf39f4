/** What is asked of a model, before it is written in anyone's wire. */

export interface Message {
  role: 'user' | 'assistant'
  text: string
}

export interface Prompt {
  /** '' without one. */
  system: string
  /** Ends with a message of the user. */
  messages: Message[]
  outputTokens: number
  stream: boolean
  tools: readonly Tool[]
  /** PNG, base64; with the last message. */
  images: readonly string[]
}

export interface Tool {
  name: string
  description: string
  /** JSON Schema. */
  parameters: Record<string, unknown>
}

/** So many tools that a model could call. */
export function makeTools(count: number): Tool[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `look_up_${index + 1}`,
    description: `Looks up a record in collection ${index + 1} by its number.`,
    parameters: {
      type: 'object',
      properties: { number: { type: 'integer', description: 'Number of the record.' } },
      required: ['number']
    }
  }))
}
