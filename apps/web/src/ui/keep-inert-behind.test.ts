import { expect, test } from 'vitest'
import { holdInert } from './keep-inert-behind.ts'

test('what two panels cover is let go with the last of them, in whatever order they close', () => {
  const [screen, first, notOurs] = [{ inert: false }, { inert: false }, { inert: true }]
  const closeFirst = holdInert([screen, notOurs])
  const closeSecond = holdInert([screen, first, notOurs])
  closeFirst()
  closeFirst()
  expect([screen.inert, first.inert, notOurs.inert]).toEqual([true, true, true])
  closeSecond()
  expect([screen.inert, first.inert, notOurs.inert]).toEqual([false, false, true])
})
