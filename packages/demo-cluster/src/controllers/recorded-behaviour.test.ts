import { describe, expect, test } from 'vitest'
import { readRecording } from '../recording/read-recording.ts'
import { kinds } from './objects/kinds.ts'
import { endpointPaths, type ObservedLine, podPaths } from './testing/observed-paths.ts'
import { aTemplate, aVirtualCluster, inShop, START, type VirtualCluster } from './testing/virtual-cluster.ts'

const FIXTURE = new URL('../../../../fixtures/recordings/harbour.jsonl.gz', import.meta.url)
const recording = await readRecording(FIXTURE)
const recorded: ObservedLine[] = recording.lines
  .filter(({ type }) => type !== 'BOOKMARK')
  .map(({ ms, type, object }) => ({ ms, type: type as ObservedLine['type'], object }))

/** Everything written about Pods and EndpointSlices from now on, by the time since the cluster's start. */
function observe({ store, timers }: VirtualCluster): ObservedLine[] {
  const lines: ObservedLine[] = []
  const note = ({ type, object }: Omit<ObservedLine, 'ms'>): void => {
    lines.push({ ms: timers.now() - START, type, object })
  }
  store.subscribe(kinds.pods, note)
  store.subscribe(kinds.endpointSlices, note)
  return lines
}

/** When the clusters here have settled, and the act begins. */
const SETTLED_MS = 30_000
const act = { from: SETTLED_MS }

const SERVICE = { ports: [{ name: 'http', port: 80, targetPort: 'http' }] }

describe('the controllers write what real ones wrote in harbour.jsonl.gz', () => {
  test('a rolling update of web from v1 to v2', () => {
    const cluster = aVirtualCluster()
    const lines = observe(cluster)
    cluster.kubectl.applyService(inShop('web').metadata, { ...SERVICE, selector: { app: 'web' } })
    cluster.kubectl.applyDeployment(inShop('web').metadata, {
      replicas: 4,
      selector: { matchLabels: { app: 'web' } },
      template: aTemplate('web', 'shop/web:v1'),
    })
    cluster.timers.advance(SETTLED_MS)
    cluster.kubectl.setImage(kinds.deployments, inShop('web'), 'shop/web:v2')
    cluster.timers.advance(20_000)
    const inRecording = { from: 23_500, to: 46_000 }
    expect(endpointPaths(lines, { service: 'shop/web', ...act })).toEqual(
      endpointPaths(recorded, { service: 'shop/web', ...inRecording }),
    )
    expect(podPaths(lines, { owner: 'web', ...act })).toEqual(podPaths(recorded, { owner: 'web', ...inRecording }))
  })

  test('a rollout of api to an image that crashes, all at once, and back', () => {
    const cluster = aVirtualCluster()
    const lines = observe(cluster)
    cluster.behaviours.images.set('shop/api:v-bad', {
      crash: { afterMs: 400, exitCode: 137, reason: 'OOMKilled' },
      readyMs: 'never',
    })
    cluster.kubectl.applyService(inShop('api').metadata, { ...SERVICE, selector: { app: 'api' } })
    cluster.kubectl.applyDeployment(inShop('api').metadata, {
      replicas: 2,
      selector: { matchLabels: { app: 'api' } },
      template: aTemplate('api', 'shop/api:v1'),
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '100%', maxSurge: '25%' } },
    })
    cluster.timers.advance(SETTLED_MS)
    cluster.kubectl.setImage(kinds.deployments, inShop('api'), 'shop/api:v-bad')
    cluster.timers.advance(25_000)
    cluster.kubectl.undo(inShop('api'))
    cluster.timers.advance(15_000)
    const inRecording = { from: 243_000, to: 280_000 }
    expect(endpointPaths(lines, { service: 'shop/api', ...act })).toEqual(
      endpointPaths(recorded, { service: 'shop/api', ...inRecording }),
    )
    expect(podPaths(lines, { owner: 'api', ...act })).toEqual(podPaths(recorded, { owner: 'api', ...inRecording }))
  })

  test('a restart of the StatefulSet db, whose Service publishes unready addresses', () => {
    const cluster = aVirtualCluster()
    const lines = observe(cluster)
    const selector = { app: 'db' }
    cluster.kubectl.applyService(inShop('db').metadata, {
      ...SERVICE,
      selector,
      clusterIP: 'None',
      publishNotReadyAddresses: true,
    })
    cluster.kubectl.applyStatefulSet(inShop('db').metadata, {
      replicas: 3,
      serviceName: 'db',
      selector: { matchLabels: selector },
      template: aTemplate('db', 'postgres:16'),
    })
    cluster.timers.advance(SETTLED_MS)
    cluster.kubectl.restart(kinds.statefulSets, inShop('db'))
    cluster.timers.advance(30_000)
    const inRecording = { from: 200_000, to: 225_000 }
    expect(endpointPaths(lines, { service: 'shop/db', ...act })).toEqual(
      endpointPaths(recorded, { service: 'shop/db', ...inRecording }),
    )
    expect(podPaths(lines, { owner: 'db', ...act })).toEqual(podPaths(recorded, { owner: 'db', ...inRecording }))
  })
})
