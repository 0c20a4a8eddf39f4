import { expect, test } from 'vitest'
import { remembered } from '../../collector/record/remembered.js'

test('a text is read once, a long one each time, and never more than a bound are kept', () => {
  const read: string[] = []
  const upper = remembered(
    text => {
      read.push(text)
      return text.toUpperCase()
    },
    { most: 2, longest: 5 }
  )
  const ask = (...texts: string[]) => texts.map(upper)
  expect(ask('a', 'a', 'é', 'é')).toEqual(['A', 'A', 'É', 'É'])
  expect(read.splice(0)).toEqual(['a', 'é'])
  expect(ask('longer', 'longer')).toEqual(['LONGER', 'LONGER'])
  expect(read.splice(0)).toEqual(['longer', 'longer'])
  // The third that is new begins the memory anew.
  ask('c', 'c', 'a')
  expect(read.splice(0)).toEqual(['c', 'a'])
})

test('the empty text, and one that is no Unicode, are read as they are', () => {
  const lengthOf = remembered(text => `${text.length} ${text}`)
  for (const text of ['', '', '\ud800', '\ud800']) expect(lengthOf(text)).toBe(`${text.length} ${text}`)
})
