/** What every page of a report has to keep to, whatever names stand in it. */
import { parseHTML } from 'linkedom'
import { expect } from 'vitest'

export interface TestElement {
  textContent: string
  tagName: string
  attributes: Iterable<{ name: string; value: string }>
  getAttribute(name: string): string | null
  querySelector(selector: string): TestElement | null
  querySelectorAll(selector: string): Iterable<TestElement>
}

/** The page, read as a browser would. Fails when it could ask anybody for anything, run anything, or is silent to some. */
export function checkedPage(text: string): TestElement {
  const document = parseHTML(text).document as unknown as TestElement
  const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content')
  expect(policy).toContain("default-src 'none'")
  for (const element of document.querySelectorAll('*')) {
    expect(allowed, element.tagName).toContain(element.tagName.toLowerCase())
    for (const { name, value } of element.attributes) {
      expect(name).not.toMatch(/^on|^src|^href$|^xlink|^action$|^background$|^ping$/)
      expect(value, name).not.toMatch(/url\((?!#)|javascript:|@import/)
    }
  }
  const style = [...document.querySelectorAll('style')].map(element => element.textContent)
  expect(style).toHaveLength(1)
  expect(style[0]).not.toMatch(/url\(|@import/)
  for (const table of document.querySelectorAll('table')) {
    expect(table.querySelector('caption')?.textContent).not.toBe('')
    for (const head of table.querySelectorAll('th')) expect(head.getAttribute('scope')).toMatch(/^(row|col)$/)
  }
  for (const chart of document.querySelectorAll('figure svg[role="img"]')) {
    expect(chart.querySelector('title')?.textContent).not.toBe('')
    expect(chart.querySelector('desc')?.textContent).not.toBe('')
  }
  return document
}

/** The cells of the rows of the table that follows the heading, sums too; of an amount, the exact one. */
export function cellsUnder(page: TestElement, heading: string): string[][] {
  const section = [...page.querySelectorAll('section')].find(
    candidate => candidate.querySelector('h2')?.textContent === heading
  )
  return [...(section?.querySelectorAll('tbody tr') ?? [])].map(row =>
    [...row.querySelectorAll('th, td')].map(cell => exactOf(cell) ?? cell.textContent)
  )
}

/** `0.000123456 USD`, said to who points at a rounded one. */
function exactOf(cell: TestElement): string | undefined {
  return /^(-?[\d.]+) USD$/.exec(cell.getAttribute('title') ?? '')?.[1]
}

const allowed = [
  ...[
    'html',
    'head',
    'meta',
    'title',
    'style',
    'body',
    'main',
    'section',
    'aside',
    'footer',
    'h1',
    'h2',
    'p'
  ],
  ...['ul', 'li', 'dl', 'div', 'dt', 'dd', 'small', 'strong', 'span', 'figure', 'figcaption'],
  ...['table', 'caption', 'thead', 'tbody', 'tr', 'th', 'td'],
  ...['svg', 'desc', 'g', 'path', 'rect', 'line', 'text', 'tspan', 'circle', 'defs', 'marker', 'clippath']
]
