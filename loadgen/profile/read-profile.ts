/** From a file and flags to a checked profile with all that it refers to, or to one error that names every problem. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { distance } from 'fastest-levenshtein'
import { TeelineError } from '../../schemas/errors.js'
import { parseYaml } from '../../schemas/yaml.js'
import { checkProfile } from './check-profile.js'
import { resolveKeys } from './keys.js'
import type { LoadedProfile } from './loaded-profile.js'
import { meaningProblems } from './meaning.js'
import { applyOverrides, type ProfileOverrides, type Tree } from './overrides.js'
import type { Profile } from './profile-schema.js'
import { adoptRecordedArms } from './recorded-arms.js'
import { readTrace } from './trace-file.js'

/**
 * Reads and checks a profile.
 *
 * @param pathOrName - A file, or the name of a shipped profile such as `steady`.
 * @param overrides - What flags say; it goes before what the file says.
 * @throws TeelineError `TEELINE_LOAD_PROFILE`, with all problems at once.
 */
export function readProfile(
  pathOrName: string,
  overrides: ProfileOverrides,
  env: NodeJS.ProcessEnv
): LoadedProfile {
  const path = pathOf(pathOrName)
  const problems: string[] = []
  const tree = readTree(path)
  tree['name'] ??= basename(path).replace(/(\.profile)?\.ya?ml$/, '')
  applyOverrides(tree, overrides, problems)
  const checked = checkProfile(tree)
  problems.push(...checked.problems)
  // What refers to a file or to other keys can only be followed once the keys are what they should be.
  if (problems.length > 0) throw invalid(path, problems)
  const loaded = withFiles(checked.profile, dirname(path), problems)
  problems.push(...meaningProblems(loaded))
  loaded.keys = resolveKeys(loaded.profile, env, problems)
  if (problems.length > 0) throw invalid(path, problems)
  return loaded
}

/** Names of the profiles that come with teeline. */
export function shippedProfiles(): string[] {
  return readdirSync(shippedFolder)
    .filter(file => file.endsWith(ending))
    .map(file => file.slice(0, -ending.length))
    .sort()
}

function pathOf(pathOrName: string): string {
  if (existsSync(pathOrName) && /\.ya?ml$/.test(pathOrName)) return resolve(pathOrName)
  const names = shippedProfiles()
  if (names.includes(pathOrName)) return fileURLToPath(new URL(`${pathOrName}${ending}`, shippedFolder))
  const nearest = names.toSorted((a, b) => distance(a, pathOrName) - distance(b, pathOrName))[0]
  throw new TeelineError(
    'TEELINE_LOAD_PROFILE',
    `no profile ${pathOrName}: neither a YAML file nor a profile that comes with teeline`,
    `Did you mean ${nearest}? There are ${names.join(', ')}.`
  )
}

function readTree(path: string): Tree {
  let tree: unknown
  try {
    tree = parseYaml(readFileSync(path, 'utf8'))
  } catch (error) {
    throw invalid(path, [(error as Error).message])
  }
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) {
    throw invalid(path, ['the top level must be a map of keys'])
  }
  return tree as Tree
}

function withFiles(profile: Profile, folder: string, problems: string[]): LoadedProfile {
  const { arrivals, requests } = profile
  const text = (key: string, file: string) => {
    try {
      return readFileSync(resolve(folder, file), 'utf8')
    } catch (cause) {
      problems.push(`${key}: ${(cause as Error).message}`)
      return null
    }
  }
  const traceText = arrivals.kind === 'trace' ? text('arrivals.file', arrivals.file) : null
  const trace =
    arrivals.kind !== 'trace' || traceText === null ? null : readTrace(traceText, arrivals, problems)
  if (trace !== null && profile.arms.length === 0) profile.arms.push(...adoptRecordedArms(trace, problems))
  const bodiesText = requests.kind === 'file' ? text('requests.file', requests.file) : null
  const bodies = bodiesText === null ? null : readBodies(bodiesText, problems)
  return { profile, trace, bodies, keys: {} }
}

function readBodies(text: string, problems: string[]): Record<string, unknown>[] {
  const bodies: Record<string, unknown>[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    try {
      const body = JSON.parse(line) as unknown
      if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new TypeError()
      bodies.push(body as Record<string, unknown>)
    } catch {
      problems.push(`requests.file: line ${index + 1} is not a JSON object`)
    }
  }
  if (bodies.length === 0) problems.push('requests.file: no bodies in it')
  return bodies
}

function invalid(path: string, problems: readonly string[]): TeelineError {
  const list = problems.map(problem => `  ${problem}`).join('\n')
  return new TeelineError(
    'TEELINE_LOAD_PROFILE',
    `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} in ${path}:\n${list}`,
    'Mend these and start again; docs/profiles.md lists every key.'
  )
}

const ending = '.profile.yaml'
const shippedFolder = new URL('loadgen/profiles/', findPackage(new URL('./', import.meta.url)))

/** Profiles are not compiled: they stand beside the sources, wherever this file runs from. */
function findPackage(folder: URL): URL {
  return existsSync(new URL('package.json', folder)) ? folder : findPackage(new URL('../', folder))
}
