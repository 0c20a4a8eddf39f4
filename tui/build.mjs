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
const fromInk = createRequire(createRequire(join(root, 'package.json')).resolve('ink'))

const bundle = await rolldown({
  input: join(dist, 'tui/live.js'),
  platform: 'node',
  // Errors are told apart by their class, so there must be one of it.
  external: [/^node:/, '@clickhouse/client', /schemas\/errors\.js$/],
  resolve: {
    alias: {
      // The version that Ink itself measures with.
      'string-width': fromInk.resolve('string-width')
    }
  },
  plugins: [withoutDevtools()],
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

/** Ink names react-devtools-core, loads it only where DEV is set, and does not bring it. */
function withoutDevtools() {
  const nothing = '\0nothing'
  return {
    name: 'without-devtools',
    resolveId: id => (id === 'react-devtools-core' ? nothing : null),
    load: id => (id === nothing ? 'export default {}' : null)
  }
}
