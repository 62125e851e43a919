import { expect, test } from 'vitest'
import { multipleBars } from './multiple-bars.ts'

test('bars of all Services stand on one scale; a single change can be seen beside a storm; a foot says nobody was ready', () => {
  expect(multipleBars([0, 1, 100], [0, 5, 0], { height: 54, foot: 4, most: 100 })).toEqual({
    path: 'M1.08 48.5h.84v1.5h-.84zM2.08 0h.84v50h-.84z',
    feet: 'M1 50h1v4h-1z',
  })
})
