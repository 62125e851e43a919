import type { Random } from '@portolan/demo-cluster'
import { assert, type Endpoint, type EndpointSlice, type Pod, type WatchedObject } from '@portolan/domain'

/** What the cluster has, by uid, and may change. Members of objects are in ascending order, as projections have them. */
export interface ChurnedPods {
  readonly pods: Map<string, Pod>
  readonly slices: Map<string, EndpointSlice>
  readonly random: Random
  /** As the API writes it. */
  now: string
}

/** A write, and the object it leaves; of a deletion, the object as it was. */
export interface Write {
  readonly type: 'added' | 'modified' | 'deleted'
  readonly object: WatchedObject
}

/** Writes one after another, one each time it is asked. */
export type Trouble = Generator<Write, void, void>

/** A Pod loses its readiness and regains it; its endpoint follows. */
export function* flipReadiness(cluster: ChurnedPods, slice: string): Trouble {
  const uid = somePod(cluster, slice)
  if (uid === undefined) return
  for (const isReady of [false, true]) {
    yield writePod(cluster, readinessOf(podOf(cluster, uid), isReady, cluster.now))
    yield writeConditions(cluster, slice, { uid, conditions: { ready: isReady, serving: isReady, terminating: false } })
  }
}

/** A Pod is deleted and another takes its place, with an address of its own; the slice shows each step. */
export function* replacePod(cluster: ChurnedPods, slice: string): Trouble {
  const uid = somePod(cluster, slice)
  if (uid === undefined) return
  const old = podOf(cluster, uid)
  yield writePod(cluster, markedForDeletion(old, cluster.now))
  yield writeConditions(cluster, slice, { uid, conditions: { ready: false, serving: true, terminating: true } })
  const created = pendingLike(old, cluster)
  cluster.pods.set(created.metadata.uid, created)
  yield { type: 'added', object: created }
  const running = runningLike(old, created, cluster.now)
  yield writePod(cluster, readinessOf(running, false, cluster.now))
  yield writeEndpoints(cluster, slice, (endpoints) => [...endpoints, endpointLike(endpoints, { old, running })])
  const conditions = { ready: true, serving: true, terminating: false }
  yield writePod(cluster, readinessOf(podOf(cluster, created.metadata.uid), true, cluster.now))
  yield writeConditions(cluster, slice, { uid: created.metadata.uid, conditions })
  cluster.pods.delete(uid)
  yield { type: 'deleted', object: old }
  yield writeEndpoints(cluster, slice, (endpoints) => endpoints.filter(({ targetRef }) => targetRef?.uid !== uid))
}

function somePod({ slices, pods, random }: ChurnedPods, slice: string): string | undefined {
  const endpoints = slices.get(slice)?.endpoints ?? []
  const uid = endpoints[Math.floor(random() * endpoints.length)]?.targetRef?.uid
  return uid !== undefined && pods.has(uid) ? uid : undefined
}

function podOf({ pods }: ChurnedPods, uid: string): Pod {
  const pod = pods.get(uid)
  assert(pod, () => `There is no Pod ${uid}`)
  return pod
}

function writePod({ pods }: ChurnedPods, pod: Pod): Write {
  pods.set(pod.metadata.uid, pod)
  return { type: 'modified', object: pod }
}

function writeConditions(
  cluster: ChurnedPods,
  slice: string,
  { uid, conditions }: { readonly uid: string; readonly conditions: Endpoint['conditions'] },
): Write {
  return writeEndpoints(cluster, slice, (endpoints) =>
    endpoints.map((endpoint) => (endpoint.targetRef?.uid === uid ? { ...endpoint, conditions } : endpoint)),
  )
}

/** Endpoints are kept by the uid of their Pod. */
function writeEndpoints(
  { slices }: ChurnedPods,
  uid: string,
  change: (endpoints: readonly Endpoint[]) => readonly Endpoint[],
): Write {
  const slice = slices.get(uid)
  assert(slice, () => `There is no EndpointSlice ${uid}`)
  const endpoints = change(slice.endpoints).toSorted((a, b) => (uidOf(a) < uidOf(b) ? -1 : 1))
  const object: EndpointSlice = { ...slice, endpoints }
  slices.set(uid, object)
  return { type: 'modified', object }
}

const uidOf = ({ targetRef }: Endpoint): string => targetRef?.uid ?? ''

function readinessOf(pod: Pod, isReady: boolean, lastTransitionTime: string): Pod {
  const conditions = pod.status.conditions.map((condition) =>
    condition.type === 'Ready' || condition.type === 'ContainersReady'
      ? {
          lastTransitionTime,
          ...(!isReady && { reason: 'ContainersNotReady' }),
          status: isReady ? ('True' as const) : ('False' as const),
          type: condition.type,
        }
      : condition,
  )
  const containerStatuses = pod.status.containerStatuses.map((status, index) =>
    index === 0 ? { ...status, ready: isReady } : status,
  )
  return { ...pod, status: { ...pod.status, conditions, containerStatuses } }
}

function markedForDeletion(pod: Pod, deletionTimestamp: string): Pod {
  const metadata = { ...pod.metadata, deletionGracePeriodSeconds: 30, deletionTimestamp, generation: 2 }
  return { ...pod, metadata: inOrder(metadata) }
}

function pendingLike({ metadata, spec, status, ...pod }: Pod, { random, now }: ChurnedPods): Pod {
  const name = `${metadata.name.slice(0, -5)}${characters(random, 5, 'bcdfghjklmnpqrstvwxz2456789')}`
  const { deletionGracePeriodSeconds: _, deletionTimestamp: __, ...kept } = metadata
  return inOrder({
    ...pod,
    metadata: inOrder({ ...kept, creationTimestamp: now, generation: 1, name, uid: uuid(random) }),
    spec,
    status: inOrder({
      conditions: status.conditions.filter(({ type }) => type === 'PodScheduled'),
      containerStatuses: [],
      initContainerStatuses: [],
      phase: 'Pending',
      podIPs: [],
      qosClass: status.qosClass ?? 'Burstable',
    } as const),
  })
}

/** Running at the address after that of the Pod it replaces. */
function runningLike(old: Pod, created: Pod, now: string): Pod {
  const [first = '10', second = '128', ...rest] = (old.status.podIP ?? '').split('.')
  const ip = [first, String(Number.parseInt(second, 10) ^ 0x40), ...rest].join('.')
  const status = {
    ...old.status,
    conditions: old.status.conditions.map((condition) => ({ ...condition, lastTransitionTime: now })),
    containerStatuses: old.status.containerStatuses.map((container) => ({
      ...container,
      state: { running: { startedAt: now } },
    })),
    podIP: ip,
    podIPs: [{ ip }],
    startTime: now,
  }
  return { ...created, status }
}

function endpointLike(endpoints: readonly Endpoint[], { old, running }: { readonly old: Pod; readonly running: Pod }) {
  const { name, namespace = '', uid } = running.metadata
  const like = endpoints.find(({ targetRef }) => targetRef?.uid === old.metadata.uid)
  assert(like, () => `There is no endpoint of Pod ${old.metadata.name}`)
  return {
    ...like,
    addresses: [running.status.podIP ?? ''],
    conditions: { ready: false, serving: false, terminating: false },
    targetRef: { kind: 'Pod', name, namespace, uid },
  }
}

/** Members in ascending order. */
function inOrder<Members extends object>(members: Members): Members {
  return Object.fromEntries(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1))) as Members
}

function characters(random: Random, count: number, alphabet: string): string {
  return Array.from({ length: count }, () => alphabet[Math.floor(random() * alphabet.length)]).join('')
}

function uuid(random: Random): string {
  const hex = characters(random, 32, '0123456789abcdef')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}
