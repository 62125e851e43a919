import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BrokenInvariantError } from '../errors.ts'
import { aDeletion, aModification, anAddition, aPod, aService } from '../testing/index.ts'
import { buildTopology } from '../topology/build-topology.ts'
import type { RecordedChange } from './change.ts'
import { Snapshot } from './snapshot.ts'
import { SnapshotWalk } from './snapshot-walk.ts'

const web = aService('web', { namespace: 'shop' })
const pods = ['a', 'b', 'c'].map((name) => aPod(name, { namespace: 'shop', node: 'node-1', labels: { app: 'web' } }))
const started = [web, ...pods.slice(0, 2)]

/** Pods come, move to another node and go; a number says which, a millisecond passes where told. Every second `seq` is of others. */
function changesOf(turns: readonly (readonly [which: number, passes: boolean])[]): RecordedChange[] {
  const there = Snapshot.of(0, started)
  let observedAt = 1_000
  return turns.map(([which, passes], index) => {
    observedAt += passes ? 1 : 0
    const seq = 10 + 2 * index
    const pod = pods[which] ?? web
    const now = there.find('Pod', 'shop', pod.metadata.name)
    const moved = now && { ...now, spec: { ...now.spec, nodeName: `node-${seq}` } }
    const options = { observedAt }
    const change =
      now === undefined || moved === undefined
        ? anAddition(seq, { ...pod, metadata: { ...pod.metadata, uid: `uid-${seq}` } }, options)
        : seq % 3 === 0
          ? aDeletion(seq, now, options)
          : aModification(seq, [now, moved], options)
    there.apply({ ...change, seq: there.seq + 1 })
    return change
  })
}

function fold(changes: readonly RecordedChange[], time: number): Snapshot {
  const snapshot = Snapshot.of(0, started)
  for (const change of changes) if (change.observedAt <= time) snapshot.apply({ ...change, seq: snapshot.seq + 1 })
  return snapshot
}

const turns = fc.array(fc.tuple(fc.nat(2), fc.boolean()), { minLength: 1, maxLength: 30 })
const visits = fc.array(fc.integer({ min: 999, max: 1_032 }), { minLength: 1, maxLength: 12 })

describe('SnapshotWalk', () => {
  test('stands anywhere as a fold from the beginning would, however it came there', () => {
    fc.assert(
      fc.property(turns, visits, (told, times) => {
        const changes = changesOf(told)
        const walk = new SnapshotWalk({ seq: 7, objects: started, changes, visibility: [] })
        for (const time of times) {
          const { nodes, edges } = buildTopology(walk.at(time))
          const folded = buildTopology(fold(changes, time))
          expect({ nodes, edges }).toEqual({ nodes: folded.nodes, edges: folded.edges })
          expect(walk.at(time).seq).toBe(changes.findLast(({ observedAt }) => observedAt <= time)?.seq ?? 7)
        }
      }),
    )
  })

  test('says of absence what was said of it then', () => {
    const scopes = (visibility: 'listing' | 'observed') => [{ kind: 'Service' as const, visibility }]
    const said = [
      { from: 1_000, scopes: scopes('listing') },
      { from: 1_010, scopes: scopes('observed') },
      { from: 1_020, scopes: [] },
    ]
    const walk = new SnapshotWalk({ seq: 7, objects: started, changes: [], visibility: said })
    const seen = [999, 1_010, 1_019, 1_005, 1_020].map((time) => walk.at(time).visibilityOf('Service'))
    expect(seen).toEqual(['listing', 'observed', 'observed', 'listing', 'listing'])
  })

  test('refuses changes that do not follow from what is there', () => {
    const changes = [aDeletion(8, pods[2] ?? web)]
    expect(() => new SnapshotWalk({ seq: 7, objects: started, changes, visibility: [] })).toThrow(BrokenInvariantError)
  })
})
