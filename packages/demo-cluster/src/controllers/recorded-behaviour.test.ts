import { describe, expect, test } from 'vitest'
import { readRecording } from '../recording/read-recording.ts'
import type { DeploymentManifest } from './kubectl/api-defaults.ts'
import { drain } from './kubectl/drain.ts'
import { kinds } from './objects/kinds.ts'
import type { ServiceSpec } from './objects/network.ts'
import { deploymentPath, endpointPaths, type ObservedLine, podPaths } from './testing/observed-paths.ts'
import { aTemplate, aVirtualCluster, inShop, START, type VirtualCluster } from './testing/virtual-cluster.ts'

const FIXTURE = new URL('../../../../fixtures/recordings/harbour.jsonl.gz', import.meta.url)
const recording = await readRecording(FIXTURE)
const recorded: ObservedLine[] = recording.lines
  .filter(({ type }) => type !== 'BOOKMARK')
  .map(({ ms, type, object }) => ({ ms, type: type as ObservedLine['type'], object }))

/** When the clusters here have settled, and the act begins. */
const SETTLED_MS = 30_000
const act = { from: SETTLED_MS }

interface Observed extends VirtualCluster {
  /** Everything written about Pods, EndpointSlices and Deployments, by the time since the cluster's start. */
  lines: ObservedLine[]
}

function anObservedCluster(): Observed {
  const cluster = aVirtualCluster()
  const lines: ObservedLine[] = []
  const note = ({ type, object }: Omit<ObservedLine, 'ms'>): void => {
    lines.push({ ms: cluster.timers.now() - START, type, object })
  }
  cluster.store.subscribe(kinds.pods, note)
  cluster.store.subscribe(kinds.endpointSlices, note)
  cluster.store.subscribe(kinds.deployments, note)
  return { ...cluster, lines }
}

/** A Service of that name in front of Pods that carry it as `app`. */
function serve({ kubectl }: Observed, name: string, extra: ServiceSpec = {}): void {
  const ports = [{ name: 'http', port: 80, targetPort: 'http' }]
  kubectl.applyService(inShop(name).metadata, { ports, selector: { app: name }, ...extra })
}

/** A Deployment behind its Service, settled. */
function deploy(cluster: Observed, name: string, extra: Partial<DeploymentManifest> = {}): void {
  serve(cluster, name)
  cluster.kubectl.applyDeployment(inShop(name).metadata, {
    replicas: 4,
    selector: { matchLabels: { app: name } },
    template: aTemplate(name, `shop/${name}:v1`),
    ...extra,
  })
  cluster.timers.advance(SETTLED_MS)
}

/** The recording's kubelets, which were a script, dropped the condition in their last write; real ones keep it. */
const withoutDisruption = (paths: readonly string[]): string[] =>
  paths.map((path) => path.replaceAll(' DisruptionTarget=True(EvictionByEvictionAPI)', ''))

describe('the controllers write what real ones wrote in harbour.jsonl.gz', () => {
  test('the first rollout of web', () => {
    const cluster = anObservedCluster()
    deploy(cluster, 'web')
    const inRecording = { to: 21_000 }
    expect(endpointPaths(cluster.lines, { service: 'shop/web' })).toEqual(
      endpointPaths(recorded, { service: 'shop/web', ...inRecording }),
    )
    expect(deploymentPath(cluster.lines, { name: 'web' })).toEqual(
      deploymentPath(recorded, { name: 'web', ...inRecording }),
    )
  })

  test('a rolling update of web from v1 to v2', () => {
    const cluster = anObservedCluster()
    deploy(cluster, 'web')
    cluster.kubectl.setImage(kinds.deployments, inShop('web'), 'shop/web:v2')
    cluster.timers.advance(20_000)
    const inRecording = { from: 23_500, to: 46_000 }
    expect(endpointPaths(cluster.lines, { service: 'shop/web', ...act })).toEqual(
      endpointPaths(recorded, { service: 'shop/web', ...inRecording }),
    )
    expect(podPaths(cluster.lines, { owner: 'web', ...act })).toEqual(
      podPaths(recorded, { owner: 'web', ...inRecording }),
    )
    expect(deploymentPath(cluster.lines, { name: 'web', ...act })).toEqual(
      deploymentPath(recorded, { name: 'web', ...inRecording }),
    )
  })

  test('a rollout of web that never becomes ready, past its deadline, and undone', () => {
    const cluster = anObservedCluster()
    cluster.behaviours.images.set('shop/web:v3', { readyMs: 'never' })
    deploy(cluster, 'web', { progressDeadlineSeconds: 20 })
    cluster.kubectl.setImage(kinds.deployments, inShop('web'), 'shop/web:v2')
    cluster.timers.advance(20_000)
    const stuck = { from: cluster.timers.now() - START }
    cluster.kubectl.setImage(kinds.deployments, inShop('web'), 'shop/web:v3')
    cluster.timers.advance(40_000)
    cluster.kubectl.undo(inShop('web'))
    cluster.timers.advance(20_000)
    const inRecording = { from: 46_000, to: 100_000 }
    expect(endpointPaths(cluster.lines, { service: 'shop/web', ...stuck })).toEqual(
      endpointPaths(recorded, { service: 'shop/web', ...inRecording }),
    )
    expect(deploymentPath(cluster.lines, { name: 'web', ...stuck })).toEqual(
      deploymentPath(recorded, { name: 'web', ...inRecording }),
    )
    const [kept] = cluster.store
      .list(kinds.replicaSets)
      .filter(({ metadata }) => metadata.annotations?.['deployment.kubernetes.io/revision'] === '4')
    expect(kept?.metadata.annotations?.['deployment.kubernetes.io/revision-history']).toBe('2')
  })

  test('api scaled from 3 to 6 to 2', () => {
    const cluster = anObservedCluster()
    deploy(cluster, 'api', { replicas: 3 })
    cluster.kubectl.scale(kinds.deployments, inShop('api'), 6)
    cluster.timers.advance(10_000)
    cluster.kubectl.scale(kinds.deployments, inShop('api'), 2)
    cluster.timers.advance(20_000)
    const inRecording = { from: 100_000, to: 135_000 }
    expect(endpointPaths(cluster.lines, { service: 'shop/api', ...act })).toEqual(
      endpointPaths(recorded, { service: 'shop/api', ...inRecording }),
    )
    expect(deploymentPath(cluster.lines, { name: 'api', ...act })).toEqual(
      deploymentPath(recorded, { name: 'api', ...inRecording }),
    )
  })

  test('a drain that takes the only Pod of a Service', () => {
    const cluster = anObservedCluster()
    deploy(cluster, 'envoy', { replicas: 1 })
    const [pod] = cluster.store.list(kinds.pods)
    drain(cluster.context, pod?.spec.nodeName ?? '')
    cluster.timers.advance(20_000)
    const inRecording = { from: 185_000, to: 200_000 }
    const paths = podPaths(cluster.lines, { owner: 'envoy', ...act })
    expect(paths[1]).toMatch(
      /^Running has address .*DisruptionTarget=True\(EvictionByEvictionAPI\) → Running, deleted in 30s/,
    )
    expect(withoutDisruption(paths)).toEqual(
      withoutDisruption(podPaths(recorded, { owner: 'envoy-deployment', ...inRecording })),
    )
    expect(endpointPaths(cluster.lines, { service: 'shop/envoy', ...act })).toEqual(
      endpointPaths(recorded, { service: 'default/envoy-service', ...inRecording }),
    )
  })

  test('a restart of the StatefulSet db, whose Service publishes unready addresses', () => {
    const cluster = anObservedCluster()
    serve(cluster, 'db', { clusterIP: 'None', publishNotReadyAddresses: true })
    cluster.kubectl.applyStatefulSet(inShop('db').metadata, {
      replicas: 3,
      serviceName: 'db',
      selector: { matchLabels: { app: 'db' } },
      template: aTemplate('db', 'postgres:16'),
    })
    cluster.timers.advance(SETTLED_MS)
    cluster.kubectl.restart(kinds.statefulSets, inShop('db'))
    cluster.timers.advance(30_000)
    const inRecording = { from: 200_000, to: 225_000 }
    expect(endpointPaths(cluster.lines, { service: 'shop/db', ...act })).toEqual(
      endpointPaths(recorded, { service: 'shop/db', ...inRecording }),
    )
    expect(podPaths(cluster.lines, { owner: 'db', ...act })).toEqual(
      podPaths(recorded, { owner: 'db', ...inRecording }),
    )
  })

  test('an update of the Ingress controller, a DaemonSet on one node', () => {
    const cluster = anObservedCluster()
    serve(cluster, 'front')
    cluster.store.update(kinds.nodes, { metadata: { name: 'node-02' } }, (node) => {
      node.metadata.labels = { ...node.metadata.labels, ingress: 'true' }
    })
    const { metadata, spec } = aTemplate('front', 'front:v1')
    cluster.kubectl.applyDaemonSet(inShop('front').metadata, {
      selector: { matchLabels: { app: 'front' } },
      template: { metadata, spec: { ...spec, hostNetwork: true, nodeSelector: { ingress: 'true' } } },
    })
    cluster.timers.advance(SETTLED_MS)
    cluster.kubectl.setImage(kinds.daemonSets, inShop('front'), 'front:v2')
    cluster.timers.advance(20_000)
    const inRecording = { from: 223_000, to: 240_000 }
    expect(endpointPaths(cluster.lines, { service: 'shop/front', ...act })).toEqual(
      endpointPaths(recorded, { service: 'ingress-nginx/ingress-nginx', ...inRecording }),
    )
    expect(podPaths(cluster.lines, { owner: 'front', ...act })).toEqual(
      podPaths(recorded, { owner: 'nginx-ingress-controller', ...inRecording }),
    )
  })

  test('a rollout of api to an image that crashes, all at once, and back', () => {
    const cluster = anObservedCluster()
    cluster.behaviours.images.set('shop/api:v-bad', {
      crash: { afterMs: 400, exitCode: 137, reason: 'OOMKilled' },
      readyMs: 'never',
    })
    const strategy = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '100%', maxSurge: '25%' } } as const
    deploy(cluster, 'api', { replicas: 2, strategy })
    cluster.kubectl.setImage(kinds.deployments, inShop('api'), 'shop/api:v-bad')
    cluster.timers.advance(25_000)
    cluster.kubectl.undo(inShop('api'))
    cluster.timers.advance(15_000)
    const inRecording = { from: 243_000, to: 280_000 }
    expect(endpointPaths(cluster.lines, { service: 'shop/api', ...act })).toEqual(
      endpointPaths(recorded, { service: 'shop/api', ...inRecording }),
    )
    expect(podPaths(cluster.lines, { owner: 'api', ...act })).toEqual(
      podPaths(recorded, { owner: 'api', ...inRecording }),
    )
  })
})
