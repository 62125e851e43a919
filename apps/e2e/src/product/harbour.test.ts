import type { Status } from '@portolan/contract'
import { statuses } from '@portolan/demo-cluster'
import { afterEach, describe, expect, test } from 'vitest'
import {
  allChanges,
  caughtUp,
  followAll,
  type Harbour,
  ledgers,
  observedKeys,
  recordedIdentities,
  startHarbour,
  trueLedgers,
} from './harbour.ts'

let harbour: Harbour | undefined
afterEach(async () => {
  await harbour?.close()
  harbour = undefined
})

const identities = (changes: readonly { kind: string; uid: string }[]) =>
  changes.map(({ kind, uid }) => `${kind} ${uid}`)
const twice = (list: readonly string[]) => list.filter((entry, index) => list.indexOf(entry) !== index)
/** Kinds that no chart shows; of ReplicaSets it shows those that have Pods. */
const UNDRAWN = new Set(['Event', 'Endpoints', 'ControllerRevision', 'PodDisruptionBudget', 'Namespace', 'ReplicaSet'])

describe('a real recording, read through the API', () => {
  test.each([1, 10, 60])(
    'at %d× every ledger equals the truth and every change is in the log once',
    async (speed) => {
      const running = await startHarbour(speed)
      harbour = running
      await harbour.cluster.done
      await caughtUp(harbour)

      await expect.poll(() => ledgers(running), { timeout: 60_000, interval: 500 }).toEqual(trueLedgers())

      const changes = await allChanges(harbour)
      expect(changes.map(({ seq }) => seq)).toEqual(changes.map((_, index) => index + 1))
      const added = identities(changes.filter(({ change, evidence }) => change === 'added' && evidence === 'watched'))
      expect(twice(added)).toEqual([])
      expect(added.sort()).toEqual(recordedIdentities('ADDED').sort())
      const deleted = identities(changes.filter(({ change }) => change === 'deleted'))
      expect(deleted.sort()).toEqual(recordedIdentities('DELETED').sort())

      const followed = await followAll(harbour)
      expect(followed.changes).toEqual(changes)
      const drawn = [...followed.keys].filter((key) => !UNDRAWN.has(key.split('/')[0] ?? '')).sort()
      const observed = await observedKeys(harbour)
      expect(observed.filter((key) => !followed.keys.has(key))).toEqual([])
      expect(observed.filter((key) => !key.startsWith('ReplicaSet/'))).toEqual(drawn)
    },
    600_000,
  )

  test('a torn line, a dropped connection, a 410 and 5 s of refusal: the end is the same, the gap is recorded, nothing doubled', async () => {
    harbour = await startHarbour(10)
    const { cluster } = harbour
    await cluster.reached(60_000)
    cluster.tearNext({ resource: 'endpointslices' })
    cluster.tearNext({ resource: 'pods' })
    await cluster.reached(110_000)
    cluster.dropConnections()
    await cluster.reached(150_000)
    cluster.failNext({ verb: 'watch', resource: 'pods' }, { errorLine: statuses.expired() })
    cluster.failNext({ verb: 'watch', resource: 'endpointslices' }, { status: statuses.expired() })
    cluster.dropConnections()
    await cluster.reached(200_000)
    await cluster.refuseConnections(5_000)
    await cluster.done
    const { portolan } = harbour
    await portolan.waitFor(async () => {
      const { resources } = await portolan.get<Status>('/api/v1/status')
      return resources.every(({ state }) => state === 'live' || state === 'absent')
    })
    await caughtUp(harbour)

    const changes = await allChanges(harbour)
    expect(changes.map(({ seq }) => seq)).toEqual(changes.map((_, index) => index + 1))
    expect(twice(identities(changes.filter(({ change }) => change === 'added')))).toEqual([])
    expect(twice(identities(changes.filter(({ change }) => change === 'deleted')))).toEqual([])

    const { resources } = await harbour.portolan.get<Status>('/api/v1/status')
    expect(resources.reduce((sum, { gaps }) => sum + gaps, 0)).toBeGreaterThan(0)

    const undisturbed = await startHarbour(60)
    try {
      await undisturbed.cluster.done
      await caughtUp(undisturbed)
      expect(await observedKeys(harbour)).toEqual(await observedKeys(undisturbed))
    } finally {
      await undisturbed.close()
    }
  }, 300_000)
})
