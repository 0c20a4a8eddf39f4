/** How things look: glyphs that the terminal can draw, and tones it may colour. */
import { widthOf } from './text.js'

/** Colour is a second sign only: every tone but `plain` stands beside a word, a sign or a mark. */
export type Tone = 'plain' | 'dim' | 'strong' | 'good' | 'warn' | 'bad' | 'accent' | 'second' | 'inverse'

export interface Glyphs {
  /** Eight heights of a sparkline, lowest first. */
  spark: readonly string[]
  /** Parts of a bar's last cell, from one eighth to a full one. */
  bar: readonly string[]
  track: string
  rule: string
  ruleUp: string
  separator: string
  cursor: string
  up: string
  down: string
  dot: string
  none: string
  more: string
  braille: boolean
  /** Fills that are told apart without colour, for the stretches of a line. */
  fills: readonly string[]
}

export interface Look {
  glyphs: Glyphs
  /** Text in a tone; the width stays. */
  paint(tone: Tone, text: string): string
  /** A finished line as the terminal can take it: where it takes 7 bits only, names and signs too are brought to them. */
  encode(line: string): string
}

export interface LookOptions {
  /** 7-bit glyphs only. */
  ascii: boolean
  colour: boolean
  /** Bold, dim and inverse; false for text that is printed. */
  attributes: boolean
}

export function createLook({ ascii, colour, attributes }: LookOptions): Look {
  const codes = attributes ? (colour ? colourCodes : monoCodes) : {}
  return {
    glyphs: ascii ? asciiGlyphs : unicodeGlyphs,
    paint(tone, text) {
      const code = codes[tone]
      return code === undefined || text === '' ? text : `\x1b[${code}m${text}\x1b[0m`
    },
    encode: ascii ? toAscii : line => line
  }
}

/** The 16 colours only, so that the user's theme decides. */
const colourCodes: Partial<Record<Tone, string>> = {
  dim: '2',
  strong: '1',
  good: '32',
  warn: '33',
  bad: '31',
  accent: '36',
  second: '35',
  inverse: '7'
}

const monoCodes: Partial<Record<Tone, string>> = { dim: '2', strong: '1', bad: '1', inverse: '7' }

const unicodeGlyphs: Glyphs = {
  spark: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  bar: ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'],
  track: '·',
  rule: '─',
  ruleUp: '│',
  separator: '·',
  cursor: '▸',
  up: '▲',
  down: '▼',
  dot: '●',
  none: '–',
  more: '…',
  braille: true,
  fills: ['░', '▒', '▓', '▞', '▄', '█', '·']
}

const asciiGlyphs: Glyphs = {
  spark: ['_', '.', '.', '-', '-', '=', '=', '#'],
  bar: ['#'],
  track: '.',
  rule: '-',
  ruleUp: '|',
  separator: '|',
  cursor: '>',
  up: '^',
  down: 'v',
  dot: '*',
  none: '-',
  more: '~',
  braille: false,
  fills: ['.', ':', '+', '%', '=', '#', '-']
}

/** What is printed and not painted. */
export const plainLook: Look = createLook({ ascii: false, colour: false, attributes: false })

/** Signs of ours that may stand in titles and figures, cell for cell. */
const signs: Readonly<Record<string, string>> = {
  '·': '|',
  '…': '~',
  '–': '-',
  '—': '-',
  '±': '~',
  µ: 'u',
  '×': 'x',
  '→': '>'
}

function toAscii(line: string): string {
  if (!beyondAscii.test(line)) return line
  return line.replace(allBeyondAscii, character => signs[character] ?? '?'.repeat(widthOf(character)))
}

const beyondAscii = /[^\0-\x7f]/
const allBeyondAscii = /[^\0-\x7f]/gu
