import { expect, test } from 'vitest'
import { tourStops } from './tour-stops.ts'

const now = Date.parse('2026-11-21T14:03:00.000Z')

test('the tour stops four times, and the past it shows is just before the newest rollout', () => {
  const newest = { id: 'shop/web@7', requestedAt: '2026-11-21T14:00:00.000Z' }
  expect(tourStops({ newest, now }).map(({ href }) => href)).toEqual([
    '/map/',
    '/rollout/?id=shop%2Fweb%407',
    '/trace/?url=http%3A%2F%2Fwww.china.com%2F',
    '/map/?at=2026-11-21T13%3A59%3A59.999Z',
  ])
})

test('without a rollout there are as many stops', () => {
  expect(tourStops({ newest: undefined, now }).map(({ href }) => href)).toEqual([
    '/map/',
    '/rollouts/',
    '/trace/?url=http%3A%2F%2Fwww.china.com%2F',
    '/map/?at=2026-11-21T14%3A02%3A00.000Z',
  ])
})
