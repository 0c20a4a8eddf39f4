/**
 * Bundles what `teeline up` runs, over what tsc wrote: `node collector/build.mjs [dist]`. One file a thread in place of a
 * thousand modules: half the processor time of a start, and a sixth less memory for as long as it runs. Not minified, so that
 * stacks can be read.
 */
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { waitForUpdate } from '@pydantic/genai-prices'
import { rolldown } from 'rolldown'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const dist = resolve(root, process.argv[2] ?? 'dist')
const require = createRequire(import.meta.url)

/** One for each thread and process of the collector, and what finds them for the programs beside. */
for (const entry of ['main.js', 'recorder.js', 'workers/worker-main.js', 'connection.js'])
  await bundle(join(dist, 'collector', entry))

/** @param {string} file */
async function bundle(file) {
  const folder = dirname(file)
  const built = await rolldown({
    input: file,
    platform: 'node',
    // Native code, and what only some configurations load.
    external: [/^node:/, 'lmdb', 'prom-client', /^@opentelemetry\//, /^gpt-tokenizer/],
    plugins: [onlyOneOf('schemas/errors.js'), relayingUndici(), pricesAsData(folder), whereItWas(folder)],
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    // What one thread loads when it is asked for it, another loads at once.
    checks: { ineffectiveDynamicImport: false }
  })
  const { output } = await built.generate({
    format: 'esm',
    dir: folder,
    entryFileNames: '[name].js',
    chunkFileNames: `[name].${basename(file)}`,
    comments: false
  })
  for (const { fileName, code } of output) await writeFile(join(folder, fileName), inAscii(code))
}

/** Errors are told apart by their class, so there must be one of it. @param {string} path */
function onlyOneOf(path) {
  return {
    name: 'only-one-of',
    resolveId: id => (id.endsWith(`/${path}`) ? { id: join(dist, path), external: true } : null)
  }
}

/** Of undici's 110 files, with fetch, WebSockets, caches and mocks, those that the relay needs. */
function relayingUndici() {
  const needed = { Agent: 'dispatcher/agent', buildConnector: 'core/connect', errors: 'core/errors' }
  const own = '\0undici'
  const lines = Object.entries(needed).map(([name, path]) => {
    const file = require.resolve(`undici/lib/${path}.js`)
    return `export { default as ${name} } from ${JSON.stringify(file)}\n`
  })
  return {
    name: 'relaying-undici',
    resolveId: id => (id === 'undici' ? own : null),
    load: id => (id === own ? lines.join('') : null)
  }
}

/**
 * The list prices are a program that makes 500 KB of data. Read as JSON they are the same, in half the memory: V8 keeps
 * neither the text nor a pattern of each literal.
 * @param {string} folder
 */
function pricesAsData(folder) {
  const own = '\0prices'
  const code = `import { readFileSync } from 'node:fs'
const prices = JSON.parse(readFileSync(new URL('list-prices.json', import.meta.url), 'utf8'))
export const waitForUpdate = async () => prices\n`
  return {
    name: 'prices-as-data',
    resolveId: id => (id === '@pydantic/genai-prices' ? own : null),
    async load(id) {
      if (id !== own) return null
      const prices = await waitForUpdate()
      const json = JSON.stringify(prices)
      if (!isDeepStrictEqual(JSON.parse(json), prices))
        throw new Error('list prices are no plain data any more')
      await writeFile(join(folder, 'list-prices.json'), json)
      return code
    }
  }
}

/** What a module finds by its own place (a worker's file, the package's folder) it still finds. @param {string} folder */
function whereItWas(folder) {
  return {
    name: 'where-it-was',
    transform(code, id) {
      if (!id.startsWith(dist) || !code.includes('import.meta.url')) return null
      const place = relative(folder, id).split(sep).join('/')
      return code.replaceAll('import.meta.url', `new URL('${place}', import.meta.url).href`)
    }
  }
}

/** V8 keeps the text of a script, with two bytes a character as soon as one of them is not Latin-1. @param {string} code */
function inAscii(code) {
  return code.replace(/(\\*)([^\0-\x7f])/g, (_, slashes, character) => {
    // A backslash before it that stands for nothing would make a backslash of the next.
    const kept = slashes.slice(slashes.length % 2)
    return `${kept}\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
