import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Snapshot } from '../history/snapshot.ts'
import { keyOf } from '../kubernetes/object-key.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import {
  aDaemonSet,
  aDeletion,
  aDeployment,
  aModification,
  anAddition,
  anEndpointSlice,
  anHttpRoute,
  anIngress,
  aPod,
  aProjected,
  aRawObject,
  aReplicaSet,
  aService,
  aSnapshot,
} from '../testing/index.ts'
import { affectedServices } from './affected-services.ts'
import { summariseServices } from './service-summary.ts'

/** Change one object of a snapshot, which moves on; `undefined` deletes it. */
function changed(snapshot: Snapshot, before: WatchedObject | undefined, after: WatchedObject | undefined): string[] {
  const seq = snapshot.seq + 1
  if (before && after) return affectedServices(snapshot.apply(aModification(seq, [before, after])), snapshot)
  if (after) return affectedServices(snapshot.apply(anAddition(seq, after)), snapshot)
  return before ? affectedServices(snapshot.apply(aDeletion(seq, before)), snapshot) : []
}

const web = aService('web', { selector: { app: 'web' } })
const pod = aPod('a', { labels: { app: 'web' } })

describe('affectedServices', () => {
  test('a Pod that keeps its labels alters nothing, however it changes', () => {
    const worse = aPod('a', { labels: { app: 'web' }, isReady: false, phase: 'Failed' })
    expect(changed(aSnapshot(web, pod), pod, worse)).toEqual([])
  })

  test('a Pod that comes, goes or is relabelled alters the Services that select it or hold it', () => {
    const holding = anEndpointSlice('by-hand-1', { service: 'by-hand', endpoints: [{ pod }] })
    const others = [web, aService('api', { selector: { app: 'api' } }), holding]
    expect(changed(aSnapshot(...others), undefined, pod)).toEqual(['default/by-hand', 'default/web'])
    expect(changed(aSnapshot(...others, pod), pod, undefined)).toEqual(['default/by-hand', 'default/web'])
    const relabelled = aPod('a', { labels: { app: 'api' } })
    expect(changed(aSnapshot(...others, pod), pod, relabelled)).toEqual([
      'default/api',
      'default/by-hand',
      'default/web',
    ])
  })

  test('a slice alters its Service, one that is relabelled both', () => {
    const slice = (service: string) => anEndpointSlice('slice-1', { service })
    expect(changed(aSnapshot(slice('web')), slice('web'), slice('api'))).toEqual(['default/api', 'default/web'])
    expect(changed(aSnapshot(), undefined, anEndpointSlice('nobody'))).toEqual([])
  })

  test('an Ingress alters the Services it named and names', () => {
    const ingress = (service: string) => anIngress('shop', { service })
    expect(changed(aSnapshot(ingress('web')), ingress('web'), ingress('api'))).toEqual(['default/api', 'default/web'])
  })

  test('a Deployment alters the Services that select its Pods where it is scaled, not where it rolls', () => {
    const deployment = (replicas: number, image = 'app:1') => aDeployment('web', { replicas, image })
    expect(changed(aSnapshot(web, deployment(3)), deployment(3), deployment(0))).toEqual(['default/web'])
    expect(changed(aSnapshot(web, deployment(3)), deployment(3), deployment(3, 'app:2'))).toEqual([])
  })

  test('no summary changes that is not told', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pool), { maxLength: 60, size: 'max' }), (versions) => {
        const snapshot = aSnapshot()
        let rows = summaries(snapshot)
        for (const next of versions) {
          const before = snapshot.get(keyOf(next))
          const told = changed(snapshot, before, before === next ? undefined : next)
          const now = summaries(snapshot)
          const altered = [...new Set([...rows.keys(), ...now.keys()])].filter((key) => rows.get(key) !== now.get(key))
          expect(told).toEqual(expect.arrayContaining(altered))
          rows = now
        }
      }),
      { numRuns: 200 },
    )
  })
})

function summaries(snapshot: Snapshot): Map<string, string> {
  return new Map(summariseServices(snapshot).map((row) => [`${row.namespace}/${row.name}`, JSON.stringify(row)]))
}

/** Versions of a few objects; several have the same key. */
const pool: readonly WatchedObject[] = [
  web,
  aService('web', { selector: { app: 'api' } }),
  aService('web', { selector: { app: 'web' }, type: 'ExternalName' }),
  aService('api', { selector: { app: 'api' } }),
  aService('by-hand'),
  pod,
  aPod('a', { labels: { app: 'api', 'pod-template-hash': '7f9' } }),
  aPod('a', { labels: { app: 'web' }, isReady: false }),
  anEndpointSlice('one', { service: 'web', endpoints: [{ pod, ready: true }] }),
  anEndpointSlice('one', { service: 'by-hand', endpoints: [{ pod, ready: false }] }),
  anEndpointSlice('two', { service: 'web' }),
  aDeployment('web', { replicas: 0 }),
  aDeployment('web', { replicas: 2 }),
  aDeployment('web', { replicas: 0, podLabels: { app: 'api' } }),
  aDaemonSet('web', { status: { desiredNumberScheduled: 1 } }),
  aDaemonSet('web'),
  aReplicaSet('bare', { replicas: 0, podLabels: { app: 'web' } }),
  aReplicaSet('bare', { replicas: 0, podLabels: { app: 'web' }, owner: aDeployment('web') }),
  anIngress('shop', { service: 'web' }),
  anIngress('shop', { service: 'api' }),
  anHttpRoute('near', { service: 'by-hand' }),
  anHttpRoute('far', {
    namespace: 'edge',
    spec: { rules: [{ backendRefs: [{ name: 'api', namespace: 'default', port: 80 }] }] },
  }),
  ...['edge', 'other'].map((namespace) =>
    aProjected(
      'ReferenceGrant',
      aRawObject('ReferenceGrant', 'let-in', {
        spec: {
          from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace }],
          to: [{ group: '', kind: 'Service' }],
        },
      }),
    ),
  ),
]
