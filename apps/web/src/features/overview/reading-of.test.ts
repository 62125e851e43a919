import type { ResourceStatus } from '@portolan/contract'
import { expect, test } from 'vitest'
import { isAllSilent, readingOf } from './reading-of.ts'

const aResource = (given: Partial<ResourceStatus>): ResourceStatus => ({
  ...{ resource: 'services', kind: 'Service', group: '', state: 'live', objects: 0, lastObservedAt: null },
  ...{ lastBookmarkAt: null, reconnects: 0, relists: 0, gaps: 0, parseErrors: 0, bytes: 0 },
  ...given,
})
const SEEN = '2026-11-21T01:00:00.000Z'

const told = (...resources: readonly Partial<ResourceStatus>[]) => readingOf(resources.map(aResource))

test('nothing was read and nothing answers: it is being connected, and the reason is told', () => {
  const detail = 'connection refused'
  expect(told({ state: 'waiting', detail })).toEqual({ phase: 'connecting', detail })
})

test('Services are read for the first time', () => {
  expect(told({ state: 'listing' }).phase).toBe('reading')
})

test('what was read before is there, though it does not answer now; so is what may not be read', () => {
  expect(told({ state: 'waiting', lastObservedAt: SEEN }).phase).toBe('done')
  expect(told({ state: 'denied' }).phase).toBe('done')
  expect(told({}, { kind: 'Node', state: 'listing' }).phase).toBe('done')
})

test('silence is of everything that is watched: what may not be read does not count', () => {
  expect(isAllSilent([{ state: 'waiting' }, { state: 'denied' }, { state: 'absent' }])).toBe(true)
  expect(isAllSilent([{ state: 'waiting' }, { state: 'live' }])).toBe(false)
  expect(isAllSilent([{ state: 'denied' }])).toBe(false)
})
