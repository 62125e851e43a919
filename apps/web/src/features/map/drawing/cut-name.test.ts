import { expect, test } from 'vitest'
import { cutName } from './cut-name.ts'

test('a name without room is cut in its middle, down to three letters', () => {
  expect([9, 8, 7.9, 0].map((letters) => cutName('web-7f9c4', letters))).toEqual([
    'web-7f9c4',
    'web-…9c4',
    'web…9c4',
    'w…4',
  ])
})
