import { describe, expect, test } from 'vitest'
import { HeldObject } from '../state/held-object.ts'
import { textsOf } from '../state/shelf-states.ts'
import { KeptShelves } from './kept-shelves.ts'

const pod = (name: string, phase: string): string =>
  `{"kind":"Pod","metadata":{"name":"${name}"},"status":{"phase":"${phase}"}}`
const base = { seq: 7, texts: new Map([[1, pod('web-0', 'Pending')]]) }
const stateAtBase = () => new Map([[1, new HeldObject('Pod', pod('web-0', 'Pending'))]])
const line = '[{"path":"status.phase","before":"Pending","after":"Running"}]'

describe('the shelves that are kept in memory', () => {
  test('are as the changes since their last checkpoint leave them', () => {
    const kept = new KeptShelves()
    kept.keep(1, stateAtBase(), { base, weight: 60 })
    kept.take(1, { kind: 'Pod', objectId: 1, type: 'modified', line })
    kept.take(1, { kind: 'Pod', objectId: 2, type: 'added', line: pod('web-1', 'Pending') })
    kept.take(1, { kind: 'Pod', objectId: 3, type: 'added', line: pod('web-2', 'Pending') })
    kept.take(1, { kind: 'Pod', objectId: 3, type: 'deleted', line: '' })
    kept.take(2, { kind: 'Pod', objectId: 4, type: 'added', line: pod('web-3', 'Pending') })
    expect(textsOf(kept.stateOf(1) ?? new Map())).toEqual(
      new Map([
        [1, pod('web-0', 'Running')],
        [2, pod('web-1', 'Pending')],
      ]),
    )
    expect([kept.baseOf(1), kept.stateOf(2)]).toEqual([base, undefined])
  })

  test('never have more characters than they may: the one whose checkpoint is the oldest goes first', () => {
    const kept = new KeptShelves(400)
    for (const shelfId of [1, 2, 3, 1]) kept.keep(shelfId, stateAtBase(), { base, weight: 60 })
    expect([1, 2, 3].map((shelfId) => kept.baseOf(shelfId)?.seq)).toEqual([7, 7, 7])
    kept.take(2, { kind: 'Pod', objectId: 1, type: 'modified', line })
    expect([1, 2, 3].map((shelfId) => kept.baseOf(shelfId)?.seq)).toEqual([7, undefined, 7])
    kept.keep(4, stateAtBase(), { base, weight: 300 })
    expect([1, 2, 3, 4].map((shelfId) => kept.baseOf(shelfId)?.seq)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})
