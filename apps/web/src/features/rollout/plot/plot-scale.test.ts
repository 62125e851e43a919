import { expect, test } from 'vitest'
import { placeOf, plotScale } from './plot-scale.ts'

const scale = plotScale({ from: 1_000, to: 2_000 }, 100)

test('instants and pixels are told from each other', () => {
  expect([scale.x(1_500), scale.at(50)]).toEqual([50, 1_500])
})

test('a stretch is cut to the plot, and what lasts reaches its edge', () => {
  expect(placeOf({ from: 500, to: 1_200 }, scale)).toEqual({ x: 0, width: 20 })
  expect(placeOf({ from: 1_900, to: undefined }, scale)).toEqual({ x: 90, width: 10 })
  expect(placeOf({ from: 2_100, to: undefined }, scale)).toBeUndefined()
  expect(placeOf({ from: 0, to: 900 }, scale)).toBeUndefined()
})

test('what lasted a moment is still to be seen', () => {
  expect(placeOf({ from: 1_500, to: 1_500 }, scale, 2)).toEqual({ x: 50, width: 2 })
})
