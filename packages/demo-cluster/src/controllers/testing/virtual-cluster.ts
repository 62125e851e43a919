import { ObjectStore } from '../../api-server/object-store.ts'
import type { ControllerContext } from '../controller-context.ts'
import { Kubectl } from '../kubectl/kubectl.ts'
import type { PodBehaviour, PodBehaviours } from '../kubelet/pod-behaviour.ts'
import { newNode } from '../nodes/new-node.ts'
import { kinds } from '../objects/kinds.ts'
import type { Container, Pod } from '../objects/pod.ts'
import { type RunningControllers, startControllers } from '../start-controllers.ts'
import { between, seededRandom } from '../time/chance.ts'
import { VirtualTimers } from '../time/virtual-timers.ts'

/** Programs as quick as those of the recording; what an image does otherwise is said by `images`. */
export class ScriptedBehaviours implements PodBehaviours {
  readonly images = new Map<string, Partial<PodBehaviour>>()
  readonly failing = new Set<string>()
  readonly #random = seededRandom(7)

  of(pod: Pod): PodBehaviour {
    return {
      pullMs: 0,
      startMs: between(this.#random, 200, 450),
      readyMs: between(this.#random, 700, 1000),
      exitMs: between(this.#random, 1100, 1700),
      ...this.images.get(pod.spec.containers[0]?.image ?? ''),
    }
  }

  passesReadiness(pod: Pod): boolean {
    return !this.failing.has(pod.metadata.labels?.app ?? '')
  }
}

export interface VirtualCluster extends RunningControllers {
  context: ControllerContext & { timers: VirtualTimers }
  store: ObjectStore
  timers: VirtualTimers
  behaviours: ScriptedBehaviours
  kubectl: Kubectl
  /** What autoscalers see, by `namespace/name`. */
  load: Map<string, number>
}

export const START = Date.parse('2026-11-21T01:00:00Z')

/** Three nodes in three zones, all controllers, nothing deployed. */
export function aVirtualCluster(seed = 1): VirtualCluster {
  const timers = new VirtualTimers(START)
  const random = seededRandom(seed)
  const store = new ObjectStore({ clock: () => timers.now(), random, historyLimit: 100_000 })
  const behaviours = new ScriptedBehaviours()
  const load = new Map<string, number>()
  const context = { store, timers, random }
  const running = startControllers({
    ...context,
    behaviours,
    loadOf: ({ metadata }) => load.get(`${metadata.namespace}/${metadata.name}`) ?? 0,
  })
  for (const [index, zone] of ['zone-a', 'zone-b', 'zone-c'].entries()) {
    const address = `192.168.0.${10 + index}`
    store.create(
      kinds.nodes,
      newNode({ name: `node-0${index + 1}`, zone, address, podCIDR: `10.244.${index}.0/24` }, START),
    )
  }
  return { ...running, context, store, timers, behaviours, load, kubectl: new Kubectl(context) }
}

/** A container that says when it is ready. */
const aContainer = (image: string, extra: Partial<Container> = {}): Container => ({
  name: 'main',
  image,
  ports: [{ name: 'http', containerPort: 8080 }],
  readinessProbe: { httpGet: { path: '/ready', port: 'http' } },
  ...extra,
})

/** A template whose Pods carry `app`. */
export const aTemplate = (app: string, image: string, extra: Partial<Container> = {}) => ({
  metadata: { labels: { app } },
  spec: { containers: [aContainer(image, extra)] },
})

export const inShop = (name: string) => ({ metadata: { name, namespace: 'shop' } })
