/**
 * Bundles the live screens (React, Ink and what they load, 200 files) into one production build, over what tsc wrote:
 * `node tui/build.mjs [dist]`. Unbundled, and with React's development build, the first frame takes twice as long and
 * each paint of Ink's twice the time.
 */
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const dist = resolve(root, process.argv[2] ?? 'dist')
const hasNoFetch = '"function"!=typeof fetch'
const fromInk = createRequire(createRequire(join(root, 'package.json')).resolve('ink'))

const bundle = await rolldown({
  input: join(dist, 'tui/live.js'),
  platform: 'node',
  // Errors are told apart by their class, so there must be one of it.
  external: [/^node:/, /schemas\/errors\.js$/],
  resolve: {
    alias: {
      // The version that Ink itself measures with.
      'string-width': fromInk.resolve('string-width')
    }
  },
  plugins: [withoutDevtools(), withoutFetch()],
  transform: { define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' } }
})
await bundle.write({
  file: join(dist, 'tui/live.js'),
  format: 'esm',
  minify: true,
  sourcemap: false,
  codeSplitting: false,
  banner:
    "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);"
})

/** Ink loads React's developer tools, and a WebSocket for them, only where DEV is set; react-devtools-core it does not bring. */
function withoutDevtools() {
  const nothing = '\0nothing'
  return {
    name: 'without-devtools',
    resolveId: id => (id === 'react-devtools-core' || id === 'ws' ? nothing : null),
    load: id => (id === nothing ? 'export default {}' : null)
  }
}

/** Yoga fetches its code from a `data:` URL, for which Node loads the whole of its HTTP client: a tenth of a second. */
function withoutFetch() {
  return {
    name: 'without-fetch',
    transform(code, id) {
      if (!id.includes('yoga-wasm-base64')) return null
      if (!code.includes(hasNoFetch))
        throw new Error('yoga-layout decides otherwise by now whether it fetches')
      return code.replace(hasNoFetch, 'true')
    }
  }
}
