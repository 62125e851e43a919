import { toTimestamp } from '../api-server/assigned-identity.ts'
import type { ObjectStore } from '../api-server/object-store.ts'
import type { NewObject } from '../api-server/stored-object.ts'
import { deepFreeze } from '../api-server/structural-sharing.ts'
import { kinds } from '../controllers/objects/kinds.ts'
import type { Pod, PodCondition, PodSpec, PodStatus } from '../controllers/objects/pod.ts'
import { templateHash } from '../controllers/objects/pod-template.ts'
import { controllerReference } from '../controllers/objects/selection.ts'
import type { ReplicaSet } from '../controllers/objects/workloads.ts'
import type { LargeNode } from './large-nodes.ts'
import { POD_MANAGED_FIELDS, SHARED_ANNOTATIONS, specWithImage } from './shared-parts.ts'

export interface WorkloadPlan {
  namespace: string
  name: string
  replicas: number
}

/** Where the next Pods go. */
export interface Placement {
  /** The node of the n-th Pod of the cluster. */
  nodeOf: (pod: number) => LargeNode
  /** How many Pods there are already. */
  placed: number
}

/** Create a Deployment, its ReplicaSet and its Pods, all of them running and ready. */
export function createWorkload(
  store: ObjectStore,
  now: number,
  { plan, placement }: { plan: WorkloadPlan; placement: Placement },
): Pod[] {
  const set = createReplicaSet(store, now, plan)
  const ready = readyStatus(set, now)
  const pods: Pod[] = []
  for (let i = 0; i < plan.replicas; i++) {
    const index = placement.placed++
    pods.push(store.create(kinds.pods, podOf(set, { node: placement.nodeOf(index), index, suffix: i, ready })))
  }
  return pods
}

function createReplicaSet(store: ObjectStore, now: number, { namespace, name, replicas }: WorkloadPlan): ReplicaSet {
  const spec = specWithImage(`registry.example.com/${namespace}/${name}:1.${name.length}.0`)
  const labels = { app: name, tier: 'backend' }
  const template = deepFreeze({ metadata: { labels, annotations: SHARED_ANNOTATIONS }, spec })
  const selector = { matchLabels: { app: name } }
  const deployment = store.create(kinds.deployments, {
    metadata: { name, namespace, labels, annotations: { 'deployment.kubernetes.io/revision': '1' } },
    spec: {
      replicas,
      selector,
      template,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    },
    status: deploymentStatus(replicas, name, toTimestamp(now)),
  })
  // Equal but for labels and image: hashing those is as good as hashing all, 20,000 times.
  const hash = templateHash({
    metadata: { labels },
    spec: { containers: spec.containers.slice(0, 1).map(({ name: main, image }) => ({ name: main, image })) },
  })
  const hashed = { ...labels, 'pod-template-hash': hash }
  return store.create(kinds.replicaSets, {
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels: hashed,
      annotations: {
        'deployment.kubernetes.io/desired-replicas': String(replicas),
        'deployment.kubernetes.io/max-replicas': String(replicas + Math.ceil(replicas / 4)),
        'deployment.kubernetes.io/revision': '1',
      },
      ownerReferences: [controllerReference(deployment)],
    },
    spec: {
      replicas,
      selector: { matchLabels: { app: name, 'pod-template-hash': hash } },
      template: { ...template, metadata: { ...template.metadata, labels: hashed } },
    },
    status: {
      replicas,
      fullyLabeledReplicas: replicas,
      readyReplicas: replicas,
      availableReplicas: replicas,
      terminatingReplicas: 0,
      observedGeneration: 1,
    },
  })
}

const deploymentStatus = (replicas: number, name: string, time: string) => {
  const condition = { status: 'True' as const, lastUpdateTime: time, lastTransitionTime: time }
  return {
    observedGeneration: 1,
    replicas,
    updatedReplicas: replicas,
    readyReplicas: replicas,
    availableReplicas: replicas,
    terminatingReplicas: 0,
    conditions: [
      {
        ...condition,
        type: 'Available',
        reason: 'MinimumReplicasAvailable',
        message: 'Deployment has minimum availability.',
      },
      {
        ...condition,
        type: 'Progressing',
        reason: 'NewReplicaSetAvailable',
        message: `ReplicaSet of "${name}" has successfully progressed.`,
      },
    ],
  }
}

/** What all Pods of one ReplicaSet have in common. */
interface ReadyStatus {
  status: Pick<PodStatus, 'conditions' | 'containerStatuses' | 'startTime'>
  owner: NonNullable<NewObject<Pod>['metadata']['ownerReferences']>
  labels: ReadonlyMap<string, Record<string, string>>
}

function readyStatus(set: ReplicaSet, now: number): ReadyStatus {
  const time = toTimestamp(now)
  const condition = (type: string): PodCondition => ({
    type,
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: time,
  })
  const { containers } = set.spec.template.spec
  return {
    status: deepFreeze({
      conditions: ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map(
        condition,
      ),
      startTime: time,
      containerStatuses: containers.map(({ name, image }) => ({
        name,
        state: { running: { startedAt: time } },
        lastState: {},
        ready: true,
        restartCount: 0,
        image,
        imageID: `${image.slice(0, image.lastIndexOf(':'))}@sha256:${set.metadata.uid.replaceAll('-', '').repeat(2)}`,
        containerID: `containerd://${set.metadata.uid.replaceAll('-', '').repeat(2)}`,
        started: true,
      })),
    }),
    owner: deepFreeze([controllerReference(set)]),
    labels: new Map(
      ['zone-a', 'zone-b', 'zone-c'].map((zone) => [
        zone,
        deepFreeze({
          ...set.metadata.labels,
          'topology.kubernetes.io/region': 'north',
          'topology.kubernetes.io/zone': zone,
        }),
      ]),
    ),
  }
}

interface PodPlan {
  node: LargeNode
  /** Among all Pods of the cluster: it decides the address. */
  index: number
  /** Among the Pods of the ReplicaSet. */
  suffix: number
  ready: ReadyStatus
}

/** A ready Pod of which only the name, the node and the address are its own. */
export function podOf(set: ReplicaSet, { node, index, suffix, ready }: PodPlan): NewObject<Pod> {
  const podIP = `10.${128 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`
  const spec: PodSpec = { ...set.spec.template.spec, nodeName: node.name }
  return {
    metadata: {
      name: `${set.metadata.name}-${suffix.toString(36).padStart(5, 'b')}`,
      generateName: `${set.metadata.name}-`,
      namespace: set.metadata.namespace ?? 'default',
      labels: ready.labels.get(node.zone) ?? {},
      annotations: SHARED_ANNOTATIONS,
      ownerReferences: ready.owner,
      managedFields: POD_MANAGED_FIELDS,
    },
    spec,
    status: {
      phase: 'Running',
      ...ready.status,
      hostIP: node.address,
      hostIPs: node.addresses,
      podIP,
      podIPs: [{ ip: podIP }],
      qosClass: 'Burstable',
    },
  }
}
