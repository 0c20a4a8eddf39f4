/** The catalogue's rules for which model name means which entry, compiled once into a function. */
import type { MatchLogic } from './catalogue.js'

/** Asks whether a lower-case model name is meant. */
export type ModelMatch = (model: string) => boolean

/** Rules compare without regard to case, except that a regex is taken as written and sees the lower-case name. */
export function compileMatch(rule: MatchLogic): ModelMatch {
  if ('or' in rule) return anyOf(rule.or.map(compileMatch))
  if ('and' in rule) return allOf(rule.and.map(compileMatch))
  if ('regex' in rule) return matchesRegex(new RegExp(rule.regex))
  if ('equals' in rule) return equals(rule.equals.toLowerCase())
  if ('starts_with' in rule) return startsWith(rule.starts_with.toLowerCase())
  if ('ends_with' in rule) return endsWith(rule.ends_with.toLowerCase())
  return contains(rule.contains.toLowerCase())
}

function anyOf(matches: ModelMatch[]): ModelMatch {
  return model => matches.some(match => match(model))
}

function allOf(matches: ModelMatch[]): ModelMatch {
  return model => matches.every(match => match(model))
}

function matchesRegex(pattern: RegExp): ModelMatch {
  return model => pattern.test(model)
}

function equals(text: string): ModelMatch {
  return model => model === text
}

function startsWith(text: string): ModelMatch {
  return model => model.startsWith(text)
}

function endsWith(text: string): ModelMatch {
  return model => model.endsWith(text)
}

function contains(text: string): ModelMatch {
  return model => model.includes(text)
}
