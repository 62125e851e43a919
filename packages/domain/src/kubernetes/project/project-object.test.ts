import { describe, expect, test } from 'vitest'
import { ProjectionError } from '../../errors.ts'
import {
  aDeployment,
  aProjected,
  aRawClusterObject,
  aRawObject,
  aRawPod,
  aRawWorkload,
  aReplicaSet,
  type RawObject,
  testFingerprint,
} from '../../testing/index.ts'
import { type WatchedKind, type WatchedResource, watchedResource } from '../resources.ts'
import { projectObject } from './project-object.ts'

function resourceOf(kind: WatchedKind): WatchedResource {
  const resource = watchedResource(kind)
  if (resource === undefined) throw new Error(`${kind} is not watched`)
  return resource
}

function project(kind: WatchedKind, raw: unknown) {
  return projectObject(resourceOf(kind), raw, { fingerprint: testFingerprint })
}

const managed = (manager: string, time: string, fieldsV1: RawObject = {}) => ({
  manager,
  operation: 'Update',
  time,
  fieldsV1,
})
const withMetadata = (members: RawObject) => {
  const pod = aRawPod('web-1')
  return { ...pod, metadata: { ...(pod.metadata as RawObject), ...members } }
}

describe('projectObject', () => {
  test('keeps of a Pod what decides about traffic', () => {
    expect(
      project('Pod', aRawPod('web-1', { node: 'node-1', ip: '10.0.0.1', labels: { b: '2', a: '1' } }))?.object,
    ).toEqual({
      apiVersion: 'v1',
      derived: { controllerFlags: {}, mirrorPod: false },
      kind: 'Pod',
      metadata: {
        annotations: {},
        creationTimestamp: '2026-01-01T00:00:00Z',
        labels: { a: '1', b: '2' },
        name: 'web-1',
        namespace: 'default',
        ownerReferences: [],
        uid: 'uid-pod-default-web-1',
      },
      spec: {
        containers: [{ image: 'app:1', name: 'main', ports: [] }],
        hostNetwork: false,
        initContainers: [],
        nodeName: 'node-1',
        readinessGates: [],
        terminationGracePeriodSeconds: 30,
      },
      status: {
        conditions: [
          { lastTransitionTime: '2026-01-01T00:00:00Z', status: 'True', type: 'ContainersReady' },
          { lastTransitionTime: '2026-01-01T00:00:00Z', status: 'True', type: 'Ready' },
        ],
        containerStatuses: [
          {
            imageID: '',
            name: 'main',
            ready: true,
            restartCount: 0,
            started: true,
            state: { running: { startedAt: '2026-01-01T00:00:00Z' } },
          },
        ],
        initContainerStatuses: [],
        phase: 'Running',
        podIP: '10.0.0.1',
        podIPs: [{ ip: '10.0.0.1' }],
      },
    })
  })

  test.each([
    ['a missing uid', { uid: undefined }],
    ['an empty name', { name: '' }],
    ['no namespace where the kind has one', { namespace: undefined }],
    ['no creation time', { creationTimestamp: null }],
  ])('refuses an object with %s', (_, members) => {
    expect(() => project('Pod', withMetadata(members))).toThrow(ProjectionError)
  })

  test.each([
    [null],
    ['text'],
    [[]],
    [{ kind: 'Service', metadata: {} }],
    [{ kind: 'PartialObjectMetadata', metadata: {} }],
  ])('refuses what is no Pod: %j', (raw) => {
    expect(() => project('Pod', raw)).toThrow(ProjectionError)
  })

  test('the refusal names the object, the expectation and the remedy', () => {
    expect(() => project('Pod', withMetadata({ uid: null }))).toThrow(
      'Pod default/web-1 has no metadata.uid, which every object has: ' +
        'what answers pods is not a Kubernetes API server, or changes its answers',
    )
  })

  test('items of a list, which do not say their kind, are kept like objects of a watch', () => {
    const { kind: _, ...item } = aRawPod('web-1')
    expect(project('Pod', item)).toEqual(project('Pod', aRawPod('web-1')))
  })

  test('objects read as metadata are kept under their own kind', () => {
    const raw = { ...aRawClusterObject('Namespace', 'shop', { labels: { team: 'a' } }), kind: 'PartialObjectMetadata' }
    expect(project('Namespace', raw)).toEqual(project('Namespace', { ...raw, kind: 'Namespace', apiVersion: 'v1' }))
    expect(project('Namespace', raw)?.object).toMatchObject({ apiVersion: 'v1', kind: 'Namespace' })
  })

  test('a ReferenceGrant is the same under both served versions', () => {
    const raw = aRawObject('ReferenceGrant', 'grant', { spec: { from: [], to: [] } })
    const v1 = { ...raw, apiVersion: 'gateway.networking.k8s.io/v1' }
    const v1beta1 = { ...raw, apiVersion: 'gateway.networking.k8s.io/v1beta1' }
    expect(project('ReferenceGrant', v1beta1)).toEqual(project('ReferenceGrant', v1))
  })

  test('[B.1] a TLSRoute, a TCPRoute and a UDPRoute are the same under every version a server may serve', () => {
    const spec = { parentRefs: [{ name: 'public' }], rules: [{ backendRefs: [{ name: 'db', port: 5432 }] }] }
    for (const kind of ['TLSRoute', 'TCPRoute', 'UDPRoute'] as const) {
      const versions = watchedResource(kind)?.versions ?? []
      const projected = versions.map((version) =>
        project(kind, { ...aRawObject(kind, 'db', { spec }), apiVersion: `gateway.networking.k8s.io/${version}` }),
      )
      expect(versions).toContain('v1alpha2')
      for (const other of projected) expect(other).toEqual(projected[0])
    }
  })

  test('[C.1.2] absent, null and the API default are one', () => {
    const port = { port: 80, targetPort: 80, protocol: 'TCP', name: '' }
    const explicit = aRawObject('Service', 'web', {
      labels: {},
      spec: {
        type: 'ClusterIP',
        ports: [port],
        selector: null,
        sessionAffinity: 'None',
        internalTrafficPolicy: 'Cluster',
        publishNotReadyAddresses: false,
        externalIPs: [],
      },
      status: { loadBalancer: {} },
    })
    const silent = aRawObject('Service', 'web', { spec: { ports: [{ port: 80 }] } })
    expect(project('Service', silent)).toEqual(project('Service', explicit))
  })

  test('[C.1.5] a Deployment and its ReplicaSet have one fingerprint, another image has another', () => {
    const podLabels = { app: 'web', 'pod-template-hash': '12345' }
    const { templateFingerprint } = aDeployment('web').derived
    expect(aReplicaSet('web-12345', { podLabels }).derived.templateFingerprint).toBe(templateFingerprint)
    expect(aDeployment('web', { image: 'app:2' }).derived.templateFingerprint).not.toBe(templateFingerprint)
  })

  test('[C.2] the newest managed field names the writer, the last of those of one second', () => {
    const managedFields = [
      managed('kubectl', '2026-01-01T00:00:02Z'),
      managed('kube-controller-manager', '2026-01-01T00:00:05Z'),
      { ...managed('kubelet', '2026-01-01T00:00:05Z'), subresource: 'status' },
      managed('scheduler', '2026-01-01T00:00:01Z'),
    ]
    expect(project('Pod', withMetadata({ managedFields }))?.writer).toEqual({
      manager: 'kubelet',
      operation: 'Update',
      subresource: 'status',
      time: '2026-01-01T00:00:05Z',
    })
    expect(project('Pod', aRawPod('web-1'))).not.toHaveProperty('writer')
  })

  test('[C.2] a Deployment says who wrote its replicas and its template', () => {
    const raw = aRawWorkload('Deployment', 'web')
    const managedFields = [
      managed('kubectl', '2026-01-01T00:00:02Z', { 'f:spec': { 'f:replicas': {}, 'f:template': {} } }),
      { ...managed('hpa', '2026-01-01T00:00:05Z', { 'f:spec': { 'f:replicas': {} } }), subresource: 'scale' },
      managed('kube-controller-manager', '2026-01-01T00:00:09Z', { 'f:status': {} }),
    ]
    const metadata = { ...(raw.metadata as RawObject), managedFields }
    expect(aProjected('Deployment', { ...raw, metadata }).derived.lastWriter).toEqual({
      replicas: { manager: 'hpa', operation: 'Update', subresource: 'scale', time: '2026-01-01T00:00:05Z' },
      template: { manager: 'kubectl', operation: 'Update', time: '2026-01-01T00:00:02Z' },
    })
  })

  test('[C.2] the lock of a leader election is skipped', () => {
    const annotations = { 'control-plane.alpha.kubernetes.io/leader': '{"holderIdentity":"a"}' }
    expect(project('Endpoints', aRawObject('Endpoints', 'lock', { annotations }))).toBeUndefined()
    expect(project('Endpoints', aRawObject('Endpoints', 'web'))?.object).toMatchObject({ subsets: [] })
  })

  test('[D.2] of the arguments only the flags of ingress controllers are kept', () => {
    const args = [
      '/nginx-ingress-controller',
      '--ingress-class=nginx',
      '--watch-namespace',
      'shop',
      '--password=hunter2',
    ]
    const spec = { containers: [{ name: 'controller', args: [...args, '--update-status', '-v=2'] }] }
    expect(aProjected('Pod', aRawPod('controller-1', { spec })).derived).toEqual({
      controllerFlags: { '--ingress-class': 'nginx', '--update-status': 'true', '--watch-namespace': 'shop' },
      mirrorPod: false,
    })
  })

  test('[C.3] the scheduler may say why, other conditions of a Pod keep no message', () => {
    const conditions = [
      {
        type: 'Ready',
        status: 'False',
        reason: 'ContainersNotReady',
        message: 'containers with unready status: [main]',
      },
      { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/3 nodes', observedGeneration: 2 },
    ]
    expect(aProjected('Pod', aRawPod('web-1', { status: { conditions } })).status.conditions).toEqual([
      { message: '0/3 nodes', reason: 'Unschedulable', status: 'False', type: 'PodScheduled' },
      { reason: 'ContainersNotReady', status: 'False', type: 'Ready' },
    ])
  })

  test('[C.3] a Node that only reports again is the same Node', () => {
    const heartbeat = (time: string) =>
      aRawClusterObject('Node', 'node-1', {
        status: {
          conditions: [{ type: 'Ready', status: 'True', lastHeartbeatTime: time, message: `posted at ${time}` }],
          images: [{ names: [time] }],
          allocatable: { memory: time },
        },
      })
    expect(project('Node', heartbeat('2026-01-01T00:05:00Z'))).toEqual(
      project('Node', heartbeat('2026-01-01T00:00:00Z')),
    )
  })

  test('[C.3] the order of endpoints and the generation of a slice mean nothing', () => {
    const endpoint = (address: string) => ({ addresses: [address], conditions: { ready: true } })
    const slice = (generation: number, ...addresses: readonly string[]) =>
      aRawObject('EndpointSlice', 'web-abc', {
        generation,
        addressType: 'IPv4',
        endpoints: addresses.map(endpoint),
        ports: null,
      })
    expect(project('EndpointSlice', slice(2, '10.0.0.2', '10.0.0.1'))).toEqual(
      project('EndpointSlice', slice(1, '10.0.0.1', '10.0.0.2')),
    )
  })

  test('[I.1.2] a NetworkPolicy without types isolates what its rules speak of', () => {
    const policy = (spec: RawObject) => aProjected('NetworkPolicy', aRawObject('NetworkPolicy', 'p', { spec })).spec
    expect(policy({})).toEqual({
      egress: [],
      ingress: [],
      podSelector: { matchExpressions: [], matchLabels: {} },
      policyTypes: ['Ingress'],
    })
    expect(policy({ egress: [{}] }).policyTypes).toEqual(['Egress', 'Ingress'])
  })

  test('[D.8] references of a route say where they lead even where the manifest is silent', () => {
    const spec = { parentRefs: [{ name: 'public' }], rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] }
    expect(aProjected('HTTPRoute', aRawObject('HTTPRoute', 'r', { spec })).spec).toEqual({
      hostnames: [],
      parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public' }],
      rules: [
        {
          backendRefs: [{ filters: [], group: '', kind: 'Service', name: 'web', port: 80, weight: 1 }],
          filters: [],
          matches: [{ headers: [], path: { type: 'PathPrefix', value: '/' }, queryParams: [] }],
        },
      ],
    })
  })
})
