import { expect, test } from 'vitest'
import { wentBack } from './version-order.ts'

test('[B.2] a lower version went back, an equal or higher one did not', () => {
  expect([wentBack('9', '10'), wentBack('10', '10'), wentBack('11', '10')]).toEqual([true, false, false])
})

test('[B.2] versions that cannot be compared prove nothing', () => {
  expect(wentBack('a1', '10')).toBe(false)
})
