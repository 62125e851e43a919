import type { WatchedObject } from '../kubernetes/watched-object.ts'
import { anEventOf } from './events.ts'
import { aGateway, aGatewayClass, anHttpRoute } from './gateways.ts'
import { aNode, aPod, type PodOptions } from './pods.ts'
import { aProjected } from './projected.ts'
import { aRawClusterObject, aRawObject, LONG_AGO, type RawObject } from './raw-objects.ts'
import { aService } from './services.ts'
import { aDaemonSet, aDeployment, aNamespace, aReplicaSet, aStatefulSet } from './workloads.ts'

const REVISION_HISTORY = 'deployment.kubernetes.io/revision-history'
const HASH = 'controller-revision-hash'

const condition = (type: string, status: string, members: RawObject = {}) => ({ type, status, ...members })

const web = aDeployment('web', { replicas: 2 })
const replicaSet = aReplicaSet('web-1', { podLabels: { app: 'web' }, owner: web })

/** A version of Pod `web-a`, whose one container is in a state. */
const webPod = (state: RawObject, members: RawObject = {}, options: PodOptions = {}) =>
  aPod('web-a', {
    ...{ labels: { app: 'web' }, ip: '10.0.0.1', node: 'n1', owner: replicaSet, isReady: false },
    status: {
      ...{ phase: 'Running', podIPs: [{ ip: '10.0.0.1' }] },
      containerStatuses: [{ name: 'main', started: true, restartCount: 2, state, ...members }],
      ...options.status,
    },
    ...(options.spec && { spec: { nodeName: 'n1', ...options.spec } }),
  })

const crashing = webPod({ waiting: { reason: 'CrashLoopBackOff' } })
const running = { running: { startedAt: LONG_AGO } }
const killed = { exitCode: 137, reason: 'OOMKilled', startedAt: LONG_AGO, finishedAt: '2026-01-01T00:10:00Z' }
const port80 = { containers: [{ name: 'main', ports: [{ containerPort: 80, hostPort: 80 }] }] }
const badProbe = { containers: [{ name: 'main', startupProbe: { tcpSocket: { port: 'none' } } }] }

const pods: readonly WatchedObject[] = [
  crashing,
  webPod({ waiting: { reason: 'ImagePullBackOff' } }),
  webPod({ waiting: { reason: 'CreateContainerConfigError' } }),
  webPod(running, { lastState: { terminated: killed } }, { spec: port80 }),
  webPod(running, { started: false }, { spec: badProbe }),
  webPod(running, {}, { status: { conditions: [condition('PodScheduled', 'False', { reason: 'Unschedulable' })] } }),
  webPod(
    running,
    {},
    {
      status: {
        conditions: [
          condition('ContainersReady', 'True'),
          condition('Ready', 'False', { reason: 'ReadinessGatesNotReady' }),
        ],
      },
    },
  ),
  aPod('web-b', {
    labels: { app: 'web', tier: 'x' },
    node: 'n1',
    spec: { nodeName: 'n1', ...port80 },
    deletionTimestamp: LONG_AGO,
  }),
  anEventOf(crashing, { reason: 'Unhealthy', message: 'Liveness probe failed: timeout', at: '2026-01-01T00:09:00Z' }),
  aProjected(
    'Node',
    aRawClusterObject('Node', 'n1', {
      spec: { unschedulable: true },
      status: { conditions: [condition('DiskPressure', 'True'), condition('Ready', 'Unknown')] },
    }),
  ),
  aNode('n1', { spec: { taints: [{ key: 'karpenter.sh/disrupted', effect: 'NoSchedule' }] } }),
]

const between = { currentRevision: 'db-1', updateRevision: 'db-2', replicas: 2, updatedReplicas: 1 }
const db = aStatefulSet('db', {
  generation: 2,
  status: between,
  spec: { updateStrategy: { rollingUpdate: { partition: 1 } } },
})

const workloads: readonly WatchedObject[] = [
  aDeployment('web', {
    ...{ replicas: 2, revision: 3 },
    spec: { strategy: { type: 'Recreate' } },
    status: { conditions: [condition('Progressing', 'False', { reason: 'ProgressDeadlineExceeded' })] },
  }),
  aDeployment('web', {
    ...{ image: 'app:2', generation: 3, spec: { paused: true } },
    status: { conditions: [condition('ReplicaFailure', 'True')] },
  }),
  aReplicaSet('web-1', {
    ...{ podLabels: { app: 'web' }, owner: web, revision: 3, annotations: { [REVISION_HISTORY]: '1' } },
  }),
  aReplicaSet('web-2', {
    ...{
      podLabels: { app: 'web' },
      owner: web,
      revision: 2,
      image: 'app:2',
      creationTimestamp: '2026-01-02T00:00:00Z',
    },
  }),
  db,
  aStatefulSet('db', { status: between, spec: { updateStrategy: { type: 'OnDelete' } }, podLabels: { app: 'web' } }),
  aPod('db-0', { owner: db, labels: { [HASH]: 'db-2', app: 'db' }, isReady: false }),
  aPod('db-0', { owner: db, labels: { [HASH]: 'db-1', app: 'db' } }),
  anEventOf(db, { reason: 'FailedCreate', message: 'denied' }),
  aDaemonSet('cilium', { status: { desiredNumberScheduled: 1 } }),
  aProjected(
    'HorizontalPodAutoscaler',
    aRawObject('HorizontalPodAutoscaler', 'web', {
      spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' }, maxReplicas: 5 },
      status: { conditions: [condition('ScalingLimited', 'True', { reason: 'TooManyReplicas' })] },
    }),
  ),
]

const edgeStatus = {
  conditions: [condition('Programmed', 'False', { observedGeneration: 1 })],
  listeners: [
    {
      ...{ name: 'http', attachedRoutes: 0 },
      conditions: [condition('Conflicted', 'True'), condition('ResolvedRefs', 'False')],
    },
  ],
}
const said = (...conditions: RawObject[]) => ({
  parents: [{ parentRef: { name: 'edge' }, controllerName: 'example.com/gateway', conditions }],
})

const gateways: readonly WatchedObject[] = [
  aGateway('edge', { generation: 2, status: edgeStatus }),
  aGateway('edge', {
    listeners: [{ name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'None' } } }],
  }),
  aGatewayClass('gateway', { status: { conditions: [condition('Accepted', 'True')] } }),
  aGatewayClass('gateway'),
  anHttpRoute('shop', { gateway: 'edge', service: 'web', port: 81 }),
  anHttpRoute('shop', {
    ...{ gateway: 'edge', hostnames: ['shop.example.com'], service: 'web' },
    status: said(condition('Accepted', 'True'), condition('PartiallyInvalid', 'True', { message: 'Dropped Rule' })),
  }),
  anHttpRoute('shop', {
    spec: {
      parentRefs: [{ name: 'edge' }],
      rules: [{ backendRefs: [{ name: 'api', namespace: 'other', weight: 0 }] }],
    },
    status: said(condition('Accepted', 'False'), condition('ResolvedRefs', 'True')),
  }),
  aProjected(
    'GRPCRoute',
    aRawObject('GRPCRoute', 'calls', {
      spec: { parentRefs: [{ name: 'edge' }], hostnames: ['*.example.com'], rules: [] },
    }),
  ),
]

const policy = (spec: RawObject) => aProjected('NetworkPolicy', aRawObject('NetworkPolicy', 'some', { spec }))
const ofWeb = { matchLabels: { app: 'web' } }

const policies: readonly WatchedObject[] = [
  policy({ podSelector: {} }),
  policy({ podSelector: ofWeb, ingress: [{ ports: [{ port: 80 }] }] }),
  policy({ podSelector: { matchLabels: { app: 'gone' } }, egress: [{ to: [{ podSelector: {} }] }] }),
  policy({
    ...{ podSelector: {}, policyTypes: ['Egress'] },
    egress: [{ to: [{ namespaceSelector: {} }, { podSelector: ofWeb }], ports: [{ port: 8080 }] }],
  }),
  aService('web', { selector: { app: 'web' }, type: 'NodePort', ports: [{ port: 80, targetPort: 8080 }] }),
  aNamespace('default'),
  aNamespace('kube-system'),
]

/** Versions of a few objects that rules about Pods, rollouts, the Gateway API and NetworkPolicies have something to say about. */
export const WORKLOAD_FINDING_POOL: readonly WatchedObject[] = [...pods, ...workloads, ...gateways, ...policies]
