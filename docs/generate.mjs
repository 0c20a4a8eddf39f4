/** Writes the pages that are made from code, and the tables of those that are half so. */
import { readFileSync, writeFileSync } from 'node:fs'
import { configurationPage } from '../dist/collector/configuration-page.js'
import { withTables } from '../dist/loadgen/profile/profiles-page.js'

writeFileSync(page('configuration'), configurationPage())
writeFileSync(page('profiles'), withTables(readFileSync(page('profiles'), 'utf8')))

function page(name) {
  return new URL(`${name}.md`, import.meta.url)
}
