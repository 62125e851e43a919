import {
  buildTopology,
  keyOf,
  Snapshot,
  WATCHED_RESOURCES,
  type WatchedKind,
  type WatchedObject,
} from '@portolan/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { harbour, projected, RecordedHarbour } from '../../test/recorded-harbour.ts'
import { Logbook } from './logbook.ts'

const STEP_MS = 5_003
const STEPS = 64

let log: RecordedHarbour
let logbook: Logbook

beforeAll(async () => {
  log = await RecordedHarbour.written()
  logbook = new Logbook(log.clock, (error) => {
    throw error
  })
  logbook.open(log)
})
afterAll(() => log.close())

describe('the past of a real cluster', () => {
  const { startedAt } = harbour
  const whileListing = [15, 27, 70, 123].map((ms) => startedAt + ms)
  const later = Array.from({ length: STEPS }, (_, index) => startedAt + (index + 1) * STEP_MS)

  test.each([...whileListing, ...later].map((time) => [new Date(time).toISOString(), time] as const))(
    'the map of %s is that of the objects recorded until then',
    async (at, time) => {
      const { snapshot } = await logbook.viewAt(at)
      const expected = recordedUntil(time)
      const { nodes, edges } = buildTopology(snapshot, {})
      const wanted = buildTopology(expected, {})
      expect({ nodes, edges }).toEqual({ nodes: wanted.nodes, edges: wanted.edges })
      for (const { kind } of WATCHED_RESOURCES) {
        expect([kind, snapshot.visibilityOf(kind)]).toEqual([kind, expected.visibilityOf(kind)])
        if (kind !== 'Event') expect(objectsOf(snapshot, kind)).toEqual(objectsOf(expected, kind))
      }
    },
  )
})

/** The plainest fold there is: the last that was told of each object. */
function recordedUntil(time: number): Snapshot {
  const objects = new Map<string, WatchedObject>()
  const listed = new Set<WatchedKind>()
  for (const { at, resource, list, event } of harbour.lines) {
    if (at > time) break
    if (list !== undefined) listed.add(resource.kind)
    for (const raw of list?.items ?? (event?.type === 'BOOKMARK' ? [] : [event?.object])) {
      const object = projected(resource, raw)?.object
      if (object === undefined) continue
      if (event?.type === 'DELETED') objects.delete(keyOf(object))
      else objects.set(keyOf(object), object as WatchedObject)
    }
  }
  const snapshot = Snapshot.of(0, objects.values())
  for (const { kind } of WATCHED_RESOURCES) {
    snapshot.setVisibility(kind, undefined, listed.has(kind) ? 'observed' : 'listing')
  }
  return snapshot
}

function objectsOf(snapshot: Snapshot, kind: WatchedKind): readonly WatchedObject[] {
  return [...snapshot.ofKind(kind)].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}
