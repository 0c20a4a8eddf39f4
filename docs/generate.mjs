/** Writes the pages that are made from code. */
import { writeFileSync } from 'node:fs'
import { configurationPage } from '../dist/collector/configuration-page.js'

writeFileSync(new URL('configuration.md', import.meta.url), configurationPage())
