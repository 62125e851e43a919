import {
  evaluateFindings,
  FindingsBook,
  type KubernetesObject,
  RequestIndex,
  resolveUrl,
  type Snapshot,
} from '@portolan/domain'
import {
  aDeployment,
  aModification,
  aNode,
  anEndpointSlice,
  anIngress,
  anIngressClass,
  aPod,
  aReplicaSet,
  aService,
  aSnapshot,
} from '@portolan/domain/testing'
import { type Benchmark, type Measurement, percentile } from './measurement.ts'

const SERVICES = 10_000
const NAMESPACES = 20
const REQUESTS = 2_000
/** As the server cuts them. */
const SLICE_MS = 8

/** 10,000 rules and 10,000 Services: what is wrong with them, before and after one change, and where a URL leads. */
export const knowledge: Benchmark = {
  name: 'knowledge',
  async run() {
    const ways = Array.from({ length: SERVICES }, (_, index) => way(index))
    const objects: KubernetesObject[] = ways.flatMap(({ ingress, others, pod, service, slice }) => [
      ...others,
      ...[ingress, pod, service, slice],
    ])
    const controller = aPod('nginx', {
      labels: { app: 'nginx' },
      image: 'registry.k8s.io/ingress-nginx/controller:v1.15.1',
    })
    const snapshot = aSnapshot(...objects, anIngressClass('nginx'), aNode('n1'), controller)
    return [...resolving(snapshot), ...diagnosing(snapshot)]
  },
}

function resolving(snapshot: Snapshot): Measurement[] {
  const index = RequestIndex.of(snapshot)
  const times = Array.from({ length: REQUESTS }, (_, request) => {
    const url = `http://app-${(request * 4_999) % SERVICES}.example.com/`
    return timed(() => resolveUrl(snapshot, { url }, { index }))
  })
  return [aboutTime(`where a URL leads, p95 of ${REQUESTS}`, percentile(times, 0.95), 20)]
}

function diagnosing(snapshot: Snapshot): Measurement[] {
  const full = timed(() => evaluateFindings(snapshot))
  const book = FindingsBook.unread(snapshot)
  const slices = evaluatedInSlices(book)
  const times: number[] = []
  for (let index = 1; index < SERVICES; index += 97) {
    const one = way(index)
    for (const pair of [
      [one.pod, one.unready],
      [one.slice, one.emptySlice],
      [one.ingress, one.broken],
    ] as const) {
      const applied = snapshot.apply(aModification(snapshot.seq + 1, pair))
      times.push(timed(() => book.apply(applied, snapshot.seq)))
    }
  }
  return [
    aboutTime('all findings', full, 3_000),
    aboutTime(`slices of a start, p99 of ${slices.length}`, percentile(slices, 0.99), 20),
    aboutTime(`findings after one change, p95 of ${times.length}`, percentile(times, 0.95), 10),
    aboutTime('findings after one change, the slowest', Math.max(...times), 10),
  ]
}

/** How long each turn held everybody else up, as when the server starts. */
function evaluatedInSlices(book: FindingsBook): number[] {
  const slices: number[] = []
  for (let isDone = false; !isDone; ) {
    const from = performance.now()
    slices.push(
      timed(() => {
        isDone = book.proceed(0, () => performance.now() - from < SLICE_MS)
      }),
    )
  }
  return slices
}

/** In ms, by the clock or by the work of this process, whichever is less: both are longer than it took where others run too. */
function timed(work: () => unknown): number {
  const worked = process.cpuUsage()
  const from = performance.now()
  work()
  const took = performance.now() - from
  const { system, user } = process.cpuUsage(worked)
  return Math.min(took, (user + system) / 1_000)
}

function aboutTime(what: string, ms: number, budgetMs: number): Measurement {
  return { what, measured: `${ms.toFixed(1)} ms`, budget: `≤ ${budgetMs} ms`, isMet: ms <= budgetMs }
}

const shared = { ports: [{ name: 'http', containerPort: 8080 }], node: 'n1' }

/** One rule, Service, workload, Pod and slice by number; each hundredth selector is wrong. */
function way(index: number) {
  const name = `app-${index}`
  const namespace = `team-${index % NAMESPACES}`
  const deployment = aDeployment(name, { namespace })
  const replicaSet = aReplicaSet(name, { namespace, owner: deployment })
  const ip = `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`
  const pod = aPod(name, { ...shared, namespace, ip, labels: { app: name }, owner: replicaSet })
  return {
    pod,
    unready: aPod(name, { ...shared, namespace, ip, labels: { app: name }, owner: replicaSet, isReady: false }),
    ingress: anIngress(name, { namespace, host: `${name}.example.com`, service: name, className: 'nginx' }),
    broken: anIngress(name, { namespace, host: `${name}.example.com`, service: 'gone', className: 'nginx' }),
    service: aService(name, {
      namespace,
      selector: { app: index % 100 === 0 ? `ap-${index}` : name },
      ports: [{ port: 80, targetPort: 'http' }],
    }),
    slice: anEndpointSlice(name, { namespace, service: name, endpoints: [{ pod, ready: true }] }),
    emptySlice: anEndpointSlice(name, { namespace, service: name, endpoints: [{ pod, ready: false }] }),
    others: [deployment, replicaSet],
  }
}
