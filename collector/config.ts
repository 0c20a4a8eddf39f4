/** From flags, environment, file and defaults to one frozen configuration, or to one error that names every problem. */
import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { distance } from 'fastest-levenshtein'
import type { TSchema } from 'typebox'
import { Settings } from 'typebox/system'
import { Value } from 'typebox/value'
import { type Config, configSchema, secretPaths } from '../schemas/config.js'
import { TeelineError } from '../schemas/errors.js'
import type { Override } from '../schemas/prices.js'
import { meaningProblems } from './config-meaning.js'
import { environmentName } from './configuration-page.js'
import { checkOverride, mergeOverrides } from './price-override.js'
import { readYaml } from './yaml-file.js'

/** What the command line gave; a flag beats the environment, which beats the file, which beats the default. */
export interface ConfigFlags {
  config?: string
  data?: string
  listen?: string
  admin?: string
  storeListen?: string
  logLevel?: string
}

export interface LoadedConfig {
  config: Config
  /** The file that was read; NULL when there was none. */
  file: string | null
  /** Absolute. Rows in waiting, the embedded store and its password live here. */
  dataDir: string
  /** The user's prices: those of the configuration, then those of the file that it names. */
  priceOverride: Override
}

type Tree = { [key: string]: unknown }

const defaultFile = 'teeline.yaml'
const nameAnother = 'Name an existing YAML file with --config, or leave it out for the defaults.'
const noOverride: Override = { fx: {}, rules: [] }

interface SchemaNode {
  type?: string
  form?: string
  anyOf?: { const: string }[]
  properties?: Record<string, SchemaNode>
  patternProperties?: Record<string, SchemaNode>
  items?: SchemaNode
}

/**
 * Loads and checks the configuration.
 *
 * @throws TeelineError `TEELINE_CONFIG_UNREADABLE` or `TEELINE_CONFIG_INVALID`, the latter with all problems at once.
 */
export function loadConfig(flags: ConfigFlags, env: NodeJS.ProcessEnv): LoadedConfig {
  const file = flags.config ?? env['TEELINE_CONFIG'] ?? (existsSync(defaultFile) ? defaultFile : null)
  const tree = file === null ? {} : readTree(file, nameAnother)
  const problems: string[] = []
  applyEnvironment(tree, configSchema as SchemaNode, [], env, problems)
  applyFlags(tree, flags)
  resolveSecrets(tree, env, problems)
  const filled = Value.Default(configSchema, tree) as Config
  problems.push(...schemaProblems(filled), ...meaningProblems(filled, path => soundText(filled, path)))
  const priceOverride = Value.Check(configSchema.properties.prices, filled.prices)
    ? overrideOf(filled, dirname(resolve(file ?? defaultFile)), problems)
    : noOverride
  if (problems.length > 0) throw invalid(problems)
  return {
    config: deepFreeze(filled),
    file,
    dataDir: resolve(flags.data ?? env['TEELINE_DATA'] ?? '.teeline'),
    priceOverride: deepFreeze(priceOverride)
  }
}

/**
 * The prices of an override file, which has the keys of `prices` in the configuration.
 *
 * @throws TeelineError as `loadConfig`.
 */
export function readOverride(path: string): Override {
  const problems: string[] = []
  const override = overrideFromFile(path, problems)
  if (problems.length > 0) throw invalid(problems)
  return override
}

/** Rules in the configuration come before those of the file, so they win where the first one does. */
function overrideOf(config: Config, folder: string, problems: string[]): Override {
  const { override: path, ...inline } = config.prices
  const file = path === undefined ? noOverride : overrideFromFile(resolve(folder, path), problems)
  const merged = mergeOverrides(inline, file)
  problems.push(...checkOverride(merged, inline.rules.length, path ?? ''))
  return merged
}

/** Checked as the same keys of the configuration are, so that there is one schema and one set of words. */
function overrideFromFile(path: string, problems: string[]): Override {
  const tree = readTree(path, 'Name an existing YAML file of prices.')
  const filled = Value.Default(configSchema, { prices: tree }) as { prices: Override }
  const found = schemaProblems(filled).map(problem => `${path}: ${problem.replace(/^prices\.?/, '')}`)
  if ('override' in tree) found.push(`${path}: override: a file of prices cannot name another`)
  problems.push(...found)
  return found.length > 0 ? noOverride : filled.prices
}

/** The effective configuration for a reader: secrets as `***`. */
export function printableConfig(loaded: LoadedConfig): Tree {
  const copy = structuredClone(loaded.config) as unknown as Tree
  for (const path of secretPaths) {
    const keys = path.split('.')
    const last = keys.pop() as string
    const holder = keys.reduce<Tree | undefined>((node, key) => node?.[key] as Tree | undefined, copy)
    if (holder?.[last] !== undefined) holder[last] = '***'
  }
  return { data: loaded.dataDir, ...copy }
}

function readTree(file: string, whereElse: string): Tree {
  const tree = readYaml(file, whereElse)
  if (tree === null || tree === undefined) return {}
  if (typeof tree !== 'object' || Array.isArray(tree))
    throw invalid([`${file}: the top level must be a map of keys`])
  return tree as Tree
}

/** `TEELINE_COLLECTOR_MAX_BODY_BYTES` stands for `collector.maxBodyBytes`, and so on for every single value. */
function applyEnvironment(
  tree: Tree,
  schema: SchemaNode,
  path: string[],
  env: NodeJS.ProcessEnv,
  problems: string[]
): void {
  for (const [key, node] of Object.entries(schema.properties ?? {})) {
    if (node.type === 'array' || node.patternProperties !== undefined) continue
    const here = [...path, key]
    if (node.properties !== undefined) {
      tree[key] ??= {}
      const child = tree[key]
      if (typeof child === 'object' && child !== null)
        applyEnvironment(child as Tree, node, here, env, problems)
      continue
    }
    const name = environmentName(here)
    const text = env[name]
    if (text !== undefined) tree[key] = typed(text, node, name, problems)
  }
}

function typed(text: string, node: SchemaNode, name: string, problems: string[]): unknown {
  if (node.type === 'integer') {
    if (/^\d+$/.test(text)) return Number(text)
    problems.push(`${name}: must be a whole number, not "${text}"`)
    return undefined
  }
  if (node.type === 'boolean') {
    if (text === 'true' || text === 'false') return text === 'true'
    problems.push(`${name}: must be true or false, not "${text}"`)
    return undefined
  }
  return text
}

function applyFlags(tree: Tree, flags: ConfigFlags): void {
  const set = (section: string, key: string, value: string | undefined) => {
    if (value !== undefined) tree[section] = { ...(tree[section] as Tree), [key]: value }
  }
  set('collector', 'listen', flags.listen)
  set('collector', 'admin', flags.admin)
  set('store', 'listen', flags.storeListen)
  if (flags.logLevel !== undefined) tree['logLevel'] = flags.logLevel
}

function resolveSecrets(tree: Tree, env: NodeJS.ProcessEnv, problems: string[]): void {
  const store = tree['store'] as Tree | undefined
  const reference = store?.['password']
  if (store === undefined || typeof reference !== 'string' || !reference.startsWith('env:')) return
  const name = reference.slice('env:'.length)
  const value = env[name]
  if (value === undefined) problems.push(`store.password: the environment has no ${name}`)
  else store['password'] = value
}

function schemaProblems(value: unknown): string[] {
  const problems: string[] = []
  // typebox stops at eight by default; a reader wants them all.
  Settings.Set({ maxErrors: 1_000 })
  for (const error of Value.Errors(configSchema, value)) {
    const where = error.instancePath.slice(1).replaceAll('/', '.')
    if (error.keyword === 'boolean' || error.keyword === 'const') continue
    if (error.keyword === 'additionalProperties') {
      for (const key of error.params.additionalProperties) problems.push(unknownKey(where, key))
    } else if (error.keyword === 'anyOf') {
      problems.push(
        `${where}: must be one of ${nodeAt(where)
          ?.anyOf?.map(({ const: value }) => value)
          .join(', ')}`
      )
    } else if (error.keyword === 'pattern') {
      problems.push(`${where}: must be ${nodeAt(where)?.form ?? 'written otherwise'}`)
    } else {
      problems.push(`${where === '' ? 'top level' : where}: ${error.message}`)
    }
  }
  return problems
}

function unknownKey(where: string, key: string): string {
  const names = siblings(where)
  const nearest = names.toSorted((a, b) => distance(a, key) - distance(b, key))[0]
  const path = where === '' ? key : `${where}.${key}`
  return `${path}: no such key${nearest === undefined ? '' : `; did you mean ${nearest}?`}`
}

function siblings(where: string): string[] {
  return Object.keys(nodeAt(where)?.properties ?? {})
}

function nodeAt(where: string): SchemaNode | undefined {
  let node: SchemaNode | undefined = configSchema as SchemaNode
  for (const key of where === '' ? [] : where.split('.')) {
    node = node?.items ?? node?.properties?.[key] ?? Object.values(node?.patternProperties ?? {})[0]
  }
  return node
}

/** A value that is as the schema wants it; the others have their problem. */
function soundText(config: Config, path: string): string | undefined {
  let value: unknown = config
  for (const key of path.split('.')) value = (value as Tree | null | undefined)?.[key]
  return typeof value === 'string' && Value.Check(nodeAt(path) as TSchema, value) ? value : undefined
}

function invalid(problems: string[]): TeelineError {
  const list = problems.map(problem => `  ${problem}`).join('\n')
  return new TeelineError(
    'TEELINE_CONFIG_INVALID',
    `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} in the configuration:\n${list}`,
    'Mend these and start again; docs/configuration.md lists every key.'
  )
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const child of Object.values(value)) deepFreeze(child)
    Object.freeze(value)
  }
  return value
}
