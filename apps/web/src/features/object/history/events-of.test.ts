import type { KubernetesEvent } from '@portolan/domain'
import { expect, test } from 'vitest'
import { eventsOf, timesOf } from './events-of.ts'

const anEvent = (name: string, given: object = {}) =>
  ({
    metadata: { name, creationTimestamp: '2026-11-21T10:00:00Z' },
    involvedObject: { kind: 'Pod', namespace: 'shop', name: 'web-0' },
    ...given,
  }) as unknown as KubernetesEvent
const WEB = { kind: 'Pod', namespace: 'shop', name: 'web-0' }

test('only what was said of this very object is told, the newest first', () => {
  const events = [
    anEvent('web-0.1', { lastTimestamp: '2026-11-21T10:00:01Z' }),
    anEvent('web-0.2', { lastTimestamp: '2026-11-21T10:00:02Z' }),
    anEvent('web-01.1', { involvedObject: { kind: 'Pod', namespace: 'shop', name: 'web-01' } }),
    anEvent('web-0.3', { involvedObject: { kind: 'Pod', namespace: 'pay', name: 'web-0' } }),
    anEvent('web-0.4', { involvedObject: { kind: 'StatefulSet', namespace: 'shop', name: 'web-0' } }),
  ]
  expect(eventsOf(events, WEB).map(({ metadata }) => metadata.name)).toEqual(['web-0.2', 'web-0.1'])
})

test('what a Node is told of names no namespace', () => {
  const node = anEvent('n1.1', { involvedObject: { kind: 'Node', name: 'n1' } })
  expect(eventsOf([node], { kind: 'Node', namespace: '-', name: 'n1' })).toEqual([node])
})

test('how often and when last is read from either API', () => {
  const at = (text: string) => Date.parse(text)
  const newer = { eventTime: '2026-11-21T10:00:01.5Z', series: { count: 7, lastObservedTime: '2026-11-21T10:00:09Z' } }
  expect(timesOf(anEvent('a', newer))).toEqual({ last: at('2026-11-21T10:00:09Z'), count: 7 })
  expect(timesOf(anEvent('b', { lastTimestamp: '2026-11-21T10:00:05Z', count: 3 }))).toEqual({
    last: at('2026-11-21T10:00:05Z'),
    count: 3,
  })
  expect(timesOf(anEvent('c'))).toEqual({ last: at('2026-11-21T10:00:00Z'), count: 1 })
})
