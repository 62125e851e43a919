import { describe, expect, test } from 'vitest'
import { aChange } from '../../../testing/recorded-change.ts'
import { changeWords } from './change-words.ts'

type Difference = { path: string; before?: unknown; after?: unknown }

const words = (kind: string, ...differences: Difference[][]) =>
  changeWords(differences.map((each, at) => aChange(99 - at, { kind, differences: each }))).map(({ id, values }) => [
    id,
    values,
  ])

describe('what changes of one object did', () => {
  test('a new image is told by its tags, before what became of it, and once', () => {
    const told = words(
      'Deployment',
      [{ path: 'status.readyReplicas', before: 3, after: 2 }],
      [
        { path: 'derived.images.web', before: 'shop/web:v41', after: 'shop/web:v42' },
        { path: 'derived.templateFingerprint', before: 'a', after: 'b' },
        { path: 'metadata.generation', before: 1, after: 2 },
      ],
    )
    expect(told).toEqual([
      ['image', { container: 'web', from: 'v41', to: 'v42' }],
      ['ready', { from: 3, to: 2 }],
    ])
  })

  test('a field counts from before the first change to after the last, and not at all where it is the same again', () => {
    const told = words(
      'Deployment',
      [{ path: 'status.readyReplicas', before: 4, after: 5 }],
      [
        { path: 'status.readyReplicas', before: 3, after: 4 },
        { path: 'spec.paused', before: true, after: false },
      ],
      [{ path: 'spec.paused', before: false, after: true }],
    )
    expect(told).toEqual([['ready', { from: 3, to: 5 }]])
  })

  test('endpoints are counted: who joined, left, became ready, is draining', () => {
    const told = words(
      'EndpointSlice',
      [{ path: 'endpoints[a].conditions.ready', before: false, after: true }],
      [
        { path: 'endpoints[b].conditions.ready', before: true, after: false },
        { path: 'endpoints[b].conditions.terminating', before: false, after: true },
      ],
      [{ path: 'endpoints[a]', after: { addresses: ['10.0.0.1'] } }],
    )
    expect(told).toEqual([
      ['joined', { count: 1 }],
      ['becameReady', { count: 1 }],
      ['draining', { count: 1 }],
    ])
  })

  test('an object as a value is never shown: the field is named', () => {
    expect(words('Gateway', [{ path: 'spec.listeners', before: [{}], after: [{}, {}] }])).toEqual([
      ['spec', { field: 'listeners', value: '' }],
    ])
  })

  test('what has no words of its own is counted', () => {
    expect(words('Service', [{ path: 'derived.a', before: 1, after: 2 }])).toEqual([['fields', { count: 1 }]])
  })

  test('an object that went is gone, whatever changed before', () => {
    expect(changeWords([aChange(9, { change: 'deleted' }), aChange(8)])).toEqual([{ id: 'deleted', values: {} }])
  })
})
