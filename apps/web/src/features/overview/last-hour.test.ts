import type { Markers } from '@portolan/contract'
import { expect, test } from 'vitest'
import { hourBefore, lastHour } from './last-hour.ts'

const T = Date.parse('2026-11-21T14:03:27.500Z')

test('the hour of the present is open and moves on in steps; that of the past ends where one looks', () => {
  expect(hourBefore(T, { isPresent: true })).toEqual({ from: '2026-11-21T13:03:20.000Z', step: 60_000 })
  expect(hourBefore(T, { isPresent: false })).toEqual({
    from: '2026-11-21T13:03:27.500Z',
    to: '2026-11-21T14:03:27.500Z',
    step: 60_000,
  })
})

test('a Service that was out twice is one Service that was out', () => {
  const out = (name: string) => ({ namespace: 'shop', name, from: '2026-11-21T13:10:00.000Z', to: null })
  const markers: Markers = {
    from: '2026-11-21T13:03:20.000Z',
    to: '2026-11-21T14:03:20.000Z',
    stepMs: 60_000,
    seq: 9,
    oldestAt: null,
    changes: [3, 4],
    joins: [1, 0],
    leaves: [0, 2],
    zeroReady: [out('web'), out('web'), out('api')],
    gaps: [],
    rollouts: [],
    alerts: [],
  }
  expect(lastHour(markers)).toEqual({
    changes: 7,
    joins: 1,
    leaves: 2,
    rollouts: 0,
    outages: ['shop/web', 'shop/api'],
    known: 'all',
  })
})

test('an hour that was not all watched, or not all recorded, says so', () => {
  const markers: Markers = {
    ...{ from: '2026-11-21T13:03:20.000Z', to: '2026-11-21T14:03:20.000Z', stepMs: 60_000, seq: 9, oldestAt: null },
    ...{ changes: [], joins: [], leaves: [], zeroReady: [], gaps: [], rollouts: [], alerts: [] },
  }
  const begun = Date.parse('2026-11-21T13:30:00.000Z')
  expect(lastHour({ ...markers, oldestAt: '2026-11-21T13:30:00.000Z' }).known).toEqual({ from: begun })
  const gap = { from: '2026-11-21T13:40:00.000Z', to: '2026-11-21T13:41:00.000Z', reason: 'restarted' } as const
  expect(lastHour({ ...markers, gaps: [{ ...gap, kind: 'EndpointSlice' }] }).known).toBe('with-gaps')
  expect(lastHour({ ...markers, gaps: [{ ...gap, kind: 'Node' }] }).known).toBe('all')
})
