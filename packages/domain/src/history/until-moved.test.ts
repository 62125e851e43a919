import { expect, test } from 'vitest'
import { anAddition, aPod, aSnapshot } from '../testing/index.ts'
import { untilMoved } from './until-moved.ts'

test('what is computed of a snapshot is remembered until the snapshot moves on, each for itself', () => {
  let computed = 0
  const count = untilMoved((snapshot) => {
    computed++
    return snapshot.size
  })
  const [one, other] = [aSnapshot(), aSnapshot(aPod('a'))]
  expect([count(one), count(other), count(one), computed]).toEqual([0, 1, 0, 2])
  one.apply(anAddition(1, aPod('a')))
  expect([count(one), count(other), computed]).toEqual([1, 1, 3])
})
