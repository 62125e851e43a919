import { toTimestamp } from '../api-server/assigned-identity.ts'
import type { ObjectStore } from '../api-server/object-store.ts'
import type { Named } from '../api-server/stored-object.ts'
import { setAddress, setReadiness } from '../controllers/kubelet/pod-status.ts'
import { kinds } from '../controllers/objects/kinds.ts'
import type { Endpoint } from '../controllers/objects/network.ts'
import type { Pod } from '../controllers/objects/pod.ts'
import { pick, type Random } from '../controllers/time/chance.ts'
import { endpointOf } from './large-services.ts'

/** Writes one after another, one each time it is asked. */
export type Writes = Generator<void, void, void>

export interface ChurnContext {
  store: ObjectStore
  random: Random
  /** Epoch ms. */
  now: () => number
}

/** A Pod loses its readiness and regains it; its endpoint follows. */
export function* flipReadiness(context: ChurnContext, slice: Named): Writes {
  const pod = somePod(context, slice)
  if (pod === undefined) return
  for (const isReady of [false, true]) {
    writeReadiness(context, pod, isReady)
    yield
    writeConditions(context, slice, { pod, conditions: { ready: isReady, serving: isReady, terminating: false } })
    yield
  }
}

/** A Pod is deleted and another takes its place, with an address of its own; the slice shows each step. */
export function* replacePod(context: ChurnContext, slice: Named): Writes {
  const { store } = context
  const old = somePod(context, slice)
  if (old === undefined) return
  store.requestDeletion(kinds.pods, old)
  yield
  writeConditions(context, slice, { pod: old, conditions: { ready: false, serving: true, terminating: true } })
  yield
  const created = createLike(context, old)
  yield
  const running = run(context, created, old.status.podIP ?? '')
  yield
  store.update(kinds.endpointSlices, slice, (draft) => {
    const unready = { ...endpointOf(running), conditions: { ready: false, serving: false, terminating: false } }
    draft.endpoints = [...(draft.endpoints ?? []), unready]
  })
  yield
  writeReadiness(context, running, true)
  yield
  writeConditions(context, slice, { pod: running, conditions: { ready: true, serving: true, terminating: false } })
  yield
  store.remove(kinds.pods, old)
  yield
  store.update(kinds.endpointSlices, slice, (draft) => {
    draft.endpoints = (draft.endpoints ?? []).filter(({ targetRef }) => targetRef?.uid !== old.metadata.uid)
  })
  yield
}

function somePod({ store, random }: ChurnContext, { metadata }: Named): Pod | undefined {
  const endpoints = store.get(kinds.endpointSlices, metadata.namespace, metadata.name)?.endpoints ?? []
  const target = pick(random, endpoints)?.targetRef
  return target === undefined ? undefined : store.get(kinds.pods, target.namespace, target.name)
}

function writeReadiness({ store, now }: ChurnContext, pod: Pod, isReady: boolean): void {
  store.updateStatus(kinds.pods, pod, (draft) => {
    setReadiness(draft, isReady, toTimestamp(now()))
    const [main] = draft.status.containerStatuses ?? []
    if (main !== undefined) main.ready = isReady
  })
}

function writeConditions(
  { store }: ChurnContext,
  slice: Named,
  { pod, conditions }: { pod: Pod; conditions: Endpoint['conditions'] },
): void {
  store.update(kinds.endpointSlices, slice, (draft) => {
    const endpoint = draft.endpoints?.find(({ targetRef }) => targetRef?.uid === pod.metadata.uid)
    if (endpoint !== undefined) endpoint.conditions = conditions
  })
}

/** A Pod of the same owner on the same node, bound and pending. */
function createLike({ store }: ChurnContext, { metadata, spec, status }: Pod): Pod {
  const {
    generateName = '',
    namespace = 'default',
    labels = {},
    annotations = {},
    ownerReferences = [],
    managedFields = [],
  } = metadata
  const scheduled = (status.conditions ?? []).filter(({ type }) => type === 'PodScheduled')
  return store.create(kinds.pods, {
    metadata: { generateName, namespace, labels, annotations, ownerReferences, managedFields },
    spec,
    status: { phase: 'Pending', conditions: scheduled, qosClass: status.qosClass ?? 'Burstable' },
  })
}

/** Running at the address after that of the Pod it replaces, not ready yet. */
function run({ store, now }: ChurnContext, pod: Pod, replacedAddress: string): Pod {
  return store.updateStatus(kinds.pods, pod, (draft) => {
    const time = toTimestamp(now())
    draft.status.phase = 'Running'
    draft.status.startTime = time
    draft.status.conditions = [
      'PodReadyToStartContainers',
      'Initialized',
      'Ready',
      'ContainersReady',
      'PodScheduled',
    ].map((type) => ({
      type,
      status: 'True',
      lastProbeTime: null,
      lastTransitionTime: time,
    }))
    draft.status.containerStatuses = draft.spec.containers.map(({ name, image }) => ({
      name,
      state: { running: { startedAt: time } },
      lastState: {},
      ready: true,
      restartCount: 0,
      image,
      imageID: image,
      started: true,
    }))
    setAddress(draft, addressAfter(replacedAddress))
    setReadiness(draft, false, time)
  })
}

/** Flip the highest bit of the second octet: each slot has two addresses, used in turn. */
function addressAfter(address: string): string {
  const [first = '10', second = '128', ...rest] = address.split('.')
  return [first, String(Number.parseInt(second, 10) ^ 0x40), ...rest].join('.')
}
