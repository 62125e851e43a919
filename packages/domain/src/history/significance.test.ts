import { describe, expect, test } from 'vitest'
import type { KubernetesEvent } from '../kubernetes/kubernetes-event.ts'
import { anEndpointSlice, aPod, aProjected, aRawObject, type RawObject } from '../testing/index.ts'
import { differences } from './find-differences.ts'
import { isSignificant } from './significance.ts'

const TRIGGER_TIME = 'endpoints.kubernetes.io/last-change-trigger-time'
const bare = anEndpointSlice('web-abc', { endpoints: [{ address: '10.0.0.1', ready: true }] })
const triggered = anEndpointSlice('web-abc', {
  annotations: { [TRIGGER_TIME]: '2026-01-01T00:00:00Z' },
  endpoints: [{ address: '10.0.0.1', ready: true }],
})

function anEvent(members: RawObject): KubernetesEvent {
  return aProjected('Event', aRawObject('Event', 'web-1.1', { reason: 'Unhealthy', message: 'failed', ...members }))
}

describe('isSignificant', () => {
  test('[C.3] the trigger time of a slice coming or going alone says nothing', () => {
    expect(isSignificant('EndpointSlice', differences('EndpointSlice', bare, triggered))).toBe(false)
    expect(isSignificant('EndpointSlice', differences('EndpointSlice', triggered, bare))).toBe(false)
  })

  test('[C.3] the trigger time beside a changed endpoint is kept', () => {
    const after = anEndpointSlice('web-abc', {
      annotations: { [TRIGGER_TIME]: '2026-01-01T00:00:00Z' },
      endpoints: [{ address: '10.0.0.1', ready: false }],
    })
    expect(isSignificant('EndpointSlice', differences('EndpointSlice', bare, after))).toBe(true)
  })

  test('[C.3] an Event that repeats is the same Event', () => {
    const before = anEvent({ count: 1, lastTimestamp: '2026-01-01T00:00:00Z' })
    const counted = anEvent({ count: 2, lastTimestamp: '2026-01-01T00:00:01Z' })
    const series = anEvent({ count: 1, lastTimestamp: '2026-01-01T00:00:00Z', series: { count: 2 } })
    expect(isSignificant('Event', differences('Event', before, counted))).toBe(false)
    expect(isSignificant('Event', differences('Event', before, series))).toBe(false)
    const seriesAgain = anEvent({ count: 1, lastTimestamp: '2026-01-01T00:00:00Z', series: { count: 3 } })
    expect(isSignificant('Event', differences('Event', series, seriesAgain))).toBe(false)
  })

  test('[C.3] an Event that says something else is news', () => {
    const before = anEvent({ count: 1 })
    expect(isSignificant('Event', differences('Event', before, anEvent({ count: 2, message: 'other' })))).toBe(true)
  })

  test('every other difference is significant, none is not', () => {
    const found = differences('Pod', aPod('web-1', { isReady: false }), aPod('web-1'))
    expect(isSignificant('Pod', found)).toBe(true)
    expect(isSignificant('Pod', [])).toBe(false)
    expect(isSignificant('EndpointSlice', [])).toBe(false)
  })

  test('an object that came is significant', () => {
    expect(isSignificant('Event', [{ path: '', after: anEvent({}) }])).toBe(true)
  })
})
