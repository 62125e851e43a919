import { describe, expect, test } from 'vitest'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import {
  aDaemonSet,
  aDeployment,
  anEndpointSlice,
  aPod,
  aReplicaSet,
  aService,
  aSnapshot,
  type EndpointOptions,
} from '../testing/index.ts'
import { summariseService } from './service-summary.ts'

const web = aService('web', { selector: { app: 'web' } })
const a = aPod('a', { labels: { app: 'web' } })
const b = aPod('b', { labels: { app: 'web' } })

const ready = { ready: true, serving: true, terminating: false }
const unready = { ready: false, serving: false, terminating: false }
const draining = { ready: false, serving: true, terminating: true }

const slice = (...endpoints: EndpointOptions[]) => anEndpointSlice('web-1', { service: 'web', endpoints })

function health(...objects: readonly WatchedObject[]) {
  const summary = summariseService(aSnapshot(...objects), 'default', 'web')
  return summary && [summary.health, summary.reason]
}

describe('health of a Service', () => {
  test('is what its slices say of those that are not leaving', () => {
    expect(health(web, slice({ pod: a, ...ready }, { pod: b, ...ready }))).toEqual(['ok', 'all-ready'])
    expect(health(web, slice({ pod: a, ...ready }, { pod: b, ...draining }))).toEqual(['ok', 'all-ready'])
    expect(health(web, slice({ pod: a, ...ready }, { pod: b, ...unready }))).toEqual(['warning', 'some-ready'])
    expect(health(web, slice({ pod: a, ...unready }, { pod: b, ...draining }))).toEqual(['error', 'none-ready'])
    expect(health(web, slice({ pod: a, ...draining }))).toEqual(['error', 'only-terminating'])
  })

  test('[SVC-002] ready Pods count for nothing where no slice has them', () => {
    expect(health(web, a, b, slice())).toEqual(['error', 'no-endpoints'])
  })

  test('[SVC-001] without endpoints, no Pod and no workload with the labels is a selector that matches nothing', () => {
    expect(health(web, slice(), aPod('other'))).toEqual(['error', 'no-selector-match'])
    expect(health(web, slice(), aDeployment('web'))).toEqual(['error', 'no-endpoints'])
  })

  test('[SVC-001] nothing is wrong where every workload with the labels is scaled to zero', () => {
    const none = aDeployment('web', { replicas: 0 })
    const oldReplicas = aReplicaSet('web-7f9', { podLabels: { app: 'web' }, owner: none, replicas: 3 })
    const bare = aReplicaSet('bare', { podLabels: { app: 'web' }, replicas: 3 })
    expect(health(web, slice(), none)).toEqual(['ok', 'scaled-to-zero'])
    expect(health(web, slice({ pod: a, ...draining }), none)).toEqual(['ok', 'scaled-to-zero'])
    expect(health(web, slice(), none, oldReplicas)).toEqual(['ok', 'scaled-to-zero'])
    expect(health(web, slice(), none, bare)).toEqual(['error', 'no-endpoints'])
    expect(health(web, slice(), aDaemonSet('web'))).toEqual(['ok', 'scaled-to-zero'])
    expect(health(web, slice({ pod: a, ...unready }), none)).toEqual(['error', 'none-ready'])
  })

  test('[SVC-023] without a selector somebody else has to name the endpoints', () => {
    expect(health(aService('web'))).toEqual(['warning', 'no-endpoints'])
  })

  test('an ExternalName Service has no endpoints to miss', () => {
    expect(health(aService('web', { type: 'ExternalName', selector: { app: 'web' } }))).toEqual(['ok', 'external-name'])
  })

  test('is unknown where slices are not fully read, even if some are', () => {
    for (const visibility of ['listing', 'denied', 'absent'] as const) {
      const snapshot = aSnapshot(web, slice({ pod: a, ...ready }))
      snapshot.setVisibility('EndpointSlice', 'default', visibility)
      expect(summariseService(snapshot, 'default', 'web')).toMatchObject({ health: 'unknown', reason: 'not-observed' })
    }
  })

  test('where Pods are not observed, nobody says that none matches', () => {
    const snapshot = aSnapshot(web, slice())
    snapshot.setVisibility('Pod', undefined, 'denied')
    expect(summariseService(snapshot, 'default', 'web')).toMatchObject({ health: 'error', reason: 'no-endpoints' })
  })
})
