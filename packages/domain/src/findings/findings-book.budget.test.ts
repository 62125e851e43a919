import { describe, expect, test } from 'vitest'
import type { KubernetesObject } from '../kubernetes/metadata.ts'
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
} from '../testing/index.ts'
import { evaluateFindings } from './evaluate-findings.ts'
import { FindingsBook } from './findings-book.ts'

const SERVICES = 10_000
const NAMESPACES = 20

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

/** Processor time, so that a busy machine does not count. */
function timed<Answer>(work: () => Answer): { readonly answer: Answer; readonly ms: number } {
  const from = process.cpuUsage()
  const answer = work()
  const { system, user } = process.cpuUsage(from)
  return { answer, ms: (system + user) / 1_000 }
}

describe('10,000 rules and 10,000 Services', () => {
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

  test('are evaluated within 3 s of processor time', { timeout: 60_000 }, () => {
    const [first, second] = [timed(() => evaluateFindings(snapshot)), timed(() => evaluateFindings(snapshot))]
    const { answer } = first
    expect(answer.filter(({ rule }) => rule === 'SVC-001')).toHaveLength(SERVICES / 100)
    expect(Math.min(first.ms, second.ms)).toBeLessThan(3_000)
  })

  test('nineteen of twenty changes take less than 10 ms', { timeout: 60_000 }, () => {
    const book = new FindingsBook(snapshot, 0)
    const times: number[] = []
    for (let index = 1; index < SERVICES; index += 97) {
      const one = way(index)
      for (const pair of [
        [one.pod, one.unready],
        [one.slice, one.emptySlice],
        [one.ingress, one.broken],
      ] as const) {
        const applied = snapshot.apply(aModification(snapshot.seq + 1, pair))
        times.push(timed(() => book.apply(applied, snapshot.seq)).ms)
      }
    }
    times.sort((a, b) => a - b)
    expect(times[Math.floor(times.length * 0.95)]).toBeLessThan(10)
  })
})
