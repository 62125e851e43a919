import assert from 'node:assert/strict'
import { ObjectStore } from '../api-server/object-store.ts'
import { kinds } from '../controllers/objects/kinds.ts'
import { pick, seededRandom } from '../controllers/time/chance.ts'
import { createNodes } from './large-nodes.ts'
import { createService } from './large-services.ts'
import { createTraffic } from './large-traffic.ts'
import { createWorkload, type Placement } from './large-workload.ts'

export interface LargeClusterOptions {
  services: number
  /** At least `endpoints`; those beyond are behind no Service. */
  pods: number
  /** Endpoints of all Services together, spread evenly. */
  endpoints: number
  namespaces: number
  /** One seed, one cluster. */
  seed: number
  /** Epoch ms from which the store's clock runs on; everything is some days older. Default: now. */
  now?: number
  /** As of `ObjectStore`. */
  historyLimit?: number
}

/** The cluster of the budgets: `buildLargeCluster(LARGEST)`. */
export const LARGEST: LargeClusterOptions = {
  services: 10_000,
  pods: 150_000,
  endpoints: 50_000,
  namespaces: 200,
  seed: 1,
}

const WORDS = [
  'accounts',
  'billing',
  'catalog',
  'delivery',
  'media',
  'orders',
  'pricing',
  'reviews',
  'search',
  'stock',
] as const
const DAY_MS = 86_400_000
/** Pods of a Deployment behind no Service. */
const WORKER_REPLICAS = 10

/**
 * A store that holds a healthy cluster of any size: namespaces, nodes, Deployments with their ReplicaSets and Pods,
 * Services with their EndpointSlices, Ingresses and HTTPRoutes. No Events, no older Endpoints.
 *
 * Serialised, a Pod is about 8.8 KB; in memory Pods share what their template gives them and cost about 1 KB each.
 * 150,000 Pods take seconds. No controller looks after them: see `churn`.
 */
export function buildLargeCluster(options: LargeClusterOptions): ObjectStore {
  const random = seededRandom(options.seed)
  const builtAt = options.now ?? Date.now()
  let past: number | undefined = builtAt - 30 * DAY_MS
  const startedAt = performance.now()
  const clock = (): number => past ?? Math.floor(builtAt + performance.now() - startedAt)
  const { historyLimit } = options
  const store = new ObjectStore({ clock, random, ...(historyLimit === undefined ? {} : { historyLimit }) })
  const namespaces = createNamespaces(store, options.namespaces)
  const nodes = createNodes(store, past, options.pods)
  const [firstNode] = nodes
  assert(firstNode !== undefined, 'a cluster has at least one node')
  const placement: Placement = { placed: 0, nodeOf: (pod) => nodes[pod % nodes.length] ?? firstNode }
  const services = new Map(namespaces.map((namespace): [string, string[]] => [namespace, []]))
  for (let index = 0; index < options.services; index++) {
    past = builtAt - Math.floor((1 + random() * 29) * DAY_MS)
    const namespace = pick(random, namespaces) ?? 'default'
    const name = `${WORDS[index % WORDS.length]}-${index}`
    const replicas = shareOf(options.endpoints, options.services, index)
    const pods = createWorkload(store, past, { plan: { namespace, name, replicas }, placement })
    createService(store, past, { plan: { namespace, name, index }, pods })
    services.get(namespace)?.push(name)
  }
  for (let index = 0; placement.placed < options.pods; index++) {
    past = builtAt - Math.floor((1 + random() * 29) * DAY_MS)
    const replicas = Math.min(WORKER_REPLICAS, options.pods - placement.placed)
    const plan = { namespace: pick(random, namespaces) ?? 'default', name: `worker-${index}`, replicas }
    createWorkload(store, past, { plan, placement })
  }
  createTraffic(store, services)
  past = undefined
  return store
}

function createNamespaces(store: ObjectStore, count: number): string[] {
  const names = [
    'default',
    ...Array.from({ length: Math.max(0, count - 1) }, (_, index) => `team-${String(index + 1).padStart(3, '0')}`),
  ]
  for (const name of names) {
    const metadata = { name, labels: { 'kubernetes.io/metadata.name': name } }
    store.create(kinds.namespaces, { metadata, spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } })
  }
  return names
}

/** The index-th of `parts` whole shares that add up to `total` and differ by at most one. */
const shareOf = (total: number, parts: number, index: number): number =>
  Math.floor(((index + 1) * total) / parts) - Math.floor((index * total) / parts)
