import { expect, test } from 'vitest'
import { aService, aTopology } from '../../../testing/a-topology.ts'
import { burstBetween } from './burst.ts'

const services = (name: string, count: number) =>
  aTopology(...Array.from({ length: count }, (_, at) => aService(`shop/${name}-${at}`)))

test('more than 20 objects that came and went at once are counted, with the time it took', () => {
  const before = services('old', 15)
  const now = { ...services('new', 6), at: '2026-11-21T01:00:10.224Z' }
  expect(burstBetween(before, now)).toEqual({ added: 6, removed: 15, duringMs: 1_250 })
})

test('what can be followed by eye is no burst', () => {
  expect(burstBetween(services('old', 14), services('new', 6))).toBeUndefined()
})
