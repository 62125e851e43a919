import type {
  Finding,
  FindingsPage,
  Ledger,
  ObjectChangesPage,
  ObjectsPage,
  Reachability,
  Resolution,
  ServiceDetail,
  Topology,
  TopologyEdge,
} from '@portolan/contract'
import { describe, expect, test } from 'vitest'
import { appOverHarbour } from '../../test/app-over-harbour.ts'
import { harbour } from '../../test/recorded-harbour.ts'

const app = appOverHarbour()

/** The recording's own clock begins about 3 s before what its table counts from. */
const at = (second: number) => harbour.startedAt + (second + 3) * 1_000

const read = <Answer>(path: string, second: number): Promise<Answer> =>
  app().read<Answer>(`/api/v1/${path}${path.includes('?') ? '&' : '?'}at=${at(second)}`)

const chart = (second = 15, query = '') => read<Topology>(`topology?${query}`, second)
const service = (place: string, second = 15) => read<ServiceDetail>(`services/${place}`, second)
const objects = async (kind: string, second = 15, query = '') =>
  (await read<ObjectsPage>(`objects?kind=${kind}&limit=1000${query}`, second)).items

async function edgesFrom(from: string, relation: TopologyEdge['relation'], second = 15): Promise<TopologyEdge[]> {
  const { edges } = await chart(second)
  return edges.filter((edge) => edge.from === from && edge.relation === relation)
}

async function findingsOf(rule: string, second: number): Promise<Finding[]> {
  return (await read<FindingsPage>(`findings?rule=${rule}`, second)).items
}

const ledger = (place: string, from: number, to: number) =>
  app().read<Ledger>(`/api/v1/services/${place}/ledger?from=${at(from)}&to=${at(to)}`)

const history = async (key: string) => (await app().read<ObjectChangesPage>(`/api/v1/objects/${key}/changes`)).items

describe('the data path', () => {
  test('A01 every hop from an Ingress to the Pods is there, and the Service on the way is only looked up', async () => {
    const [route] = await edgesFrom('Ingress/default/nginx-app-ingress', 'route')
    expect(route).toMatchObject({
      to: 'Service/default/nginx-app-svc',
      state: 'resolved',
      facts: { host: 'www.kgc.com', isDiscoveryOnly: true },
    })
    const [slice] = await edgesFrom('Service/default/nginx-app-svc', 'slice')
    const endpoints = await edgesFrom(slice?.to ?? '', 'endpoint')
    expect(endpoints.map(({ to, state, facts }) => [to.split('-')[0], state, facts.ready])).toEqual([
      ['Pod/default/nginx', 'resolved', true],
      ['Pod/default/nginx', 'resolved', true],
    ])
  })

  test('A03 of what happened to a slice or an Ingress it is said whether the controller reloads for it', async () => {
    const slice = (await edgesFrom('Service/shop/api', 'slice'))[0]?.to ?? ''
    const told = async (key: string) => new Set((await history(key)).map(({ reload }) => reload))
    expect(await told(slice)).toEqual(new Set(['not-expected']))
    expect((await history('Ingress/shop/shop'))[0]).toMatchObject({ change: 'added', reload: 'expected' })
    expect(await told('Deployment/shop/api')).toEqual(new Set([undefined]))
  })

  test('A05 slices have three conditions of each endpoint, and the older Endpoints are beside them', async () => {
    const { endpointList } = await service('shop/web', 30.5)
    for (const { conditions } of endpointList) {
      expect(Object.keys(conditions).sort()).toEqual(['ready', 'serving', 'terminating'])
    }
    expect((await objects('Endpoints', 15, '&namespace=shop')).map(({ metadata }) => metadata.name)).toEqual([
      'api',
      'db',
      'edge',
      'legacy',
      'web',
    ])
  })

  test('A06 an endpoint that is not ready stays in its slice, and the ledger has the times', async () => {
    const { intervals } = await ledger('shop/api', 138, 173)
    const byIdentity = new Map<string, string[]>()
    for (const { identity, state } of intervals) byIdentity.set(identity, [...(byIdentity.get(identity) ?? []), state])
    const flipping = [...byIdentity.values()].filter((states) => states.filter((one) => one === 'unready').length > 3)
    expect(flipping.length).toBeGreaterThan(0)
    expect(intervals.every(({ from, fromSeq }) => from !== '' && fromSeq > 0)).toBe(true)
  })

  test('A08 A09 the way is told without DNS, and the name of a Service with what it assumes', async () => {
    const { steps } = await read<Resolution>('resolve?url=http://www.kgc.com/', 15)
    expect(steps.map(({ id }) => id)).not.toContain('dns')
    expect(await service('shop/web')).toMatchObject({ dns: 'web.shop.svc.cluster.local' })
    const hostnames = (await service('shop/db')).endpointList.map(({ hostname }) => hostname)
    expect(hostnames.sort()).toEqual(['db-0', 'db-1', 'db-2'])
  })

  test('A10 the port of the Service, its targetPort and the port of each Pod are told apart', async () => {
    const [toPod] = await edgesFrom('Service/shop/web', 'selects')
    expect(toPod?.facts).toMatchObject({ ports: [{ port: 80, targetPort: 'http', containerPort: 8080 }] })
    expect((await service('shop/web')).endpointList[0]?.ports).toEqual([{ name: 'http', port: 8080, protocol: 'TCP' }])
  })

  test('A11 how kube-proxy works here is not known, and said to be', async () => {
    expect((await service('shop/web')).traffic).toMatchObject({ proxy: 'kube-proxy', proxyMode: 'unknown' })
    expect((await service('shop/db')).traffic).toMatchObject({ proxy: 'none', proxyMode: null })
  })

  test('A13 two Services on one way: the first carries traffic, the second is looked up, and open by itself', async () => {
    const [first] = (await chart()).edges.filter(({ from }) => from === 'NodePort/-/31101')
    const [second] = await edgesFrom('Ingress/default/nginx-ingress-test', 'route')
    expect([first?.to, second?.to, second?.facts.isDiscoveryOnly]).toEqual([
      'Service/ingress-nginx/ingress-nginx',
      'Service/default/in-ng-svc',
      true,
    ])
    expect((await chart()).edges.find(({ from }) => from === 'NodePort/-/32502')?.to).toBe('Service/default/in-ng-svc')
    expect((await findingsOf('SVC-020', 80)).map(({ subject }) => subject)).toContain('Service/default/in-ng-svc')
  })

  test('A15 A16 from the class to its controller string, its workload with confidence, and its Service', async () => {
    const { nodes } = await chart()
    expect(nodes.find(({ key }) => key === 'IngressClass/-/nginx')?.facts).toMatchObject({
      controller: 'k8s.io/ingress-nginx',
    })
    const found = (await edgesFrom('IngressClass/-/nginx', 'controller')).map(({ to, state, facts }) => ({
      ...{ to, state, role: facts.role, confidence: facts.confidence, evidence: facts.evidence },
    }))
    const sure = { state: 'resolved', confidence: 'confirmed' }
    expect(found).toEqual([
      {
        ...{ to: 'DaemonSet/ingress-nginx/nginx-ingress-controller', ...sure, role: 'data-plane' },
        evidence: ['controller-class'],
      },
      {
        ...{ to: 'Service/ingress-nginx/ingress-nginx', ...sure, role: 'service' },
        evidence: ['publish-service', 'controller-class'],
      },
    ])
  })
})

describe('ways in', () => {
  test('A21 a controller in the network of its nodes: which nodes it selects, where it runs, which ports it opens', async () => {
    const { nodes, edges } = await chart()
    const key = 'DaemonSet/ingress-nginx/nginx-ingress-controller'
    expect(nodes.find((node) => node.key === key)?.facts).toMatchObject({
      ...{ desired: 1, ready: 1, hostNetwork: true, nodeSelector: { ingress: 'true' } },
    })
    const fronts = edges.filter(({ to, relation }) => to === key && relation === 'front')
    expect(fronts.map(({ from, facts }) => [from, facts.node, facts.port])).toEqual([
      ['Address/-/192.168.0.11', 'node-02', 80],
      ['Address/-/192.168.0.11', 'node-02', 443],
      ['Address/-/192.168.0.11', 'node-02', 8181],
    ])
  })

  test('A23 port 8181 of the controller is its own default backend, by the default of a flag', async () => {
    const { edges } = await chart()
    const found = edges.find(({ from, facts }) => from === 'Address/-/192.168.0.11' && facts.port === 8181)
    expect(found?.facts).toMatchObject({ source: 'flag-default', purpose: 'default-server', via: 'hostNetwork' })
  })

  test('A24 A29 a node port is found at every node, and leads to a port of its Service', async () => {
    const { exposure, entryNodes } = await service('ingress-nginx/ingress-nginx')
    expect(
      exposure.filter(({ via }) => via === 'NodePort').map(({ port, servicePort }) => [port, servicePort]),
    ).toEqual([
      [31101, 80],
      [30796, 443],
    ])
    expect(entryNodes?.map(({ addresses, answers }) => [addresses[0], answers])).toEqual([
      ['192.168.0.10', true],
      ['192.168.0.11', true],
      ['192.168.0.12', true],
    ])
    const { edges } = await chart()
    expect(edges.find(({ from }) => from === 'NodePort/-/31101')).toMatchObject({
      to: 'Service/ingress-nginx/ingress-nginx',
      facts: { via: 'NodePort', servicePort: 80, nodes: { answering: 3, of: 3 } },
    })
  })

  test('A25 A26 A28 node ports outside of the usual range are told as they are, and said to be outside', async () => {
    const { exposure } = await service('default/envoy-service')
    const nodePorts = exposure.filter(({ via }) => via === 'NodePort')
    expect(nodePorts.map(({ port, isOutsideDefaultRange }) => [port, isOutsideDefaultRange])).toEqual([
      [25568, true],
      [13908, true],
    ])
    expect((await findingsOf('SVC-010', 80)).map(({ subject }) => subject)).toContain('Service/default/envoy-service')
  })

  test('A27 one Pod with two ports is one endpoint, and an open port for administration is told', async () => {
    const { endpoints, endpointList } = await service('default/envoy-service')
    expect(endpoints.total).toBe(1)
    expect(endpointList.map(({ ports }) => ports.map(({ port }) => port))).toEqual([[9901, 10000]])
    expect((await findingsOf('SVC-025', 80)).map(({ subject }) => subject)).toEqual(['Service/default/envoy-service'])
  })

  test('A30 an external IP is a way in, and deprecated', async () => {
    const { exposure } = await service('shop/legacy')
    expect(exposure.filter(({ via }) => via === 'externalIPs')).toMatchObject([
      { address: '192.168.60.2', port: 8088, isDeprecated: true },
    ])
    expect((await findingsOf('SVC-016', 80)).map(({ subject }) => subject)).toEqual(['Service/shop/legacy'])
  })

  test('A34 who is dialled by address is served by the name in the request', async () => {
    const named = 'resolve?url=http://192.168.0.11/&header=Host:%20www.kgc.com&ingressClass=nginx'
    const { outcome, backends } = await read<Resolution>(named, 15)
    expect([outcome.kind, backends[0]?.service]).toEqual(['backend', 'nginx-app-svc'])
    const byAddress = await read<Resolution>('resolve?url=http://192.168.0.11/&ingressClass=nginx', 15)
    expect(byAddress.outcome).toMatchObject({ kind: 'not-found', status: 404 })
  })
})

describe('selectors and manifests', () => {
  test('A40 a selector that matches nothing is told with the nearest one, and what a client sees', async () => {
    const [finding] = await findingsOf('SVC-001', 80)
    expect(finding?.subject).toBe('Service/default/in-ng-svc')
    expect(finding?.message.text).toContain('change nginx-label: nginx01 to app: nginx')
    const { outcome } = await read<Resolution>('resolve?url=http://www.china.com/', 15)
    expect(outcome).toMatchObject({ kind: 'unavailable', status: 503 })
  })

  test('A43 A44 a host is the one that is written, and Prefix / matches every path of it', async () => {
    const [route] = await edgesFrom('Ingress/default/nginx-ingress-test', 'route')
    expect(route?.facts).toMatchObject({ host: 'www.china.com', path: '/', pathType: 'Prefix' })
    const { backends } = await read<Resolution>('resolve?url=http://www.kgc.com/any/path', 15)
    expect(backends.map((backend) => backend.service)).toEqual(['nginx-app-svc'])
  })

  test('A45 A46 a Pod that is replaced is another Pod: one identity goes, another comes, each with its times', async () => {
    const { intervals, counts } = await ledger('shop/web', 20, 45)
    const identities = new Set(intervals.map(({ identity }) => identity))
    const revisions = new Set(intervals.map(({ revision }) => revision))
    expect([identities.size, revisions.size, counts]).toEqual([
      8,
      2,
      { added: 4, removed: 4, becameReady: 4, becameUnready: 4 },
    ])
    const addresses = new Map(intervals.map(({ identity, address }) => [identity, address]))
    expect(new Set(addresses.values()).size).toBe(8)
  })
})

describe('life of a Pod', () => {
  /** A Pod of `shop/web` that came with version 2. */
  async function aNewPod(): Promise<string> {
    const { intervals } = await ledger('shop/web', 21, 45)
    const [first] = intervals.filter(({ state }) => state === 'unready')
    return first?.pod ?? ''
  }

  test('A51 each step of a Pod that starts is a condition with its time, and a change with the time it was seen', async () => {
    const [namespace, name] = (await aNewPod()).split('/')
    const [pod] = await objects('Pod', 45, `&namespace=${namespace}&name=${name}`)
    const told = ['ContainersReady', 'Initialized', 'PodReadyToStartContainers', 'PodScheduled', 'Ready']
    expect(pod).toMatchObject({
      status: { conditions: told.map((type) => ({ type, status: 'True', lastTransitionTime: expect.any(String) })) },
    })
    const seen = (await history(`Pod/${namespace}/${name}`)).filter(({ differences }) =>
      differences.some(({ path }) => path.startsWith('status.conditions')),
    )
    expect(seen.length).toBeGreaterThan(1)
  })

  test('A52 A53 the end of a Pod: asked to go, draining in its slice, gone from it, deleted', async () => {
    const { intervals } = await ledger('shop/web', 20, 45)
    const draining = intervals.find(({ state }) => state === 'terminating-serving')
    const changes = await history(`Pod/${draining?.pod}`)
    const asked = changes.find(({ differences }) =>
      differences.some(({ path }) => path === 'metadata.deletionTimestamp'),
    )
    const deleted = changes.find(({ change }) => change === 'deleted')
    const ended = intervals.filter(({ identity }) => identity === draining?.identity).at(-1)
    const times = [asked, deleted].map((change) => Date.parse(change?.observedAt ?? ''))
    const [askedAt = 0, deletedAt = 0] = times
    expect(Date.parse(draining?.from ?? '')).toBeGreaterThanOrEqual(askedAt)
    expect(Date.parse(ended?.to ?? '')).toBeGreaterThan(Date.parse(draining?.from ?? ''))
    expect(deletedAt).toBeGreaterThan(askedAt)
  })

  test('A56 an autoscaler leads to what it scales, with its bounds and what it wants', async () => {
    const { nodes, edges } = await chart()
    const [scales] = edges.filter(({ relation }) => relation === 'scales')
    expect(scales).toMatchObject({ state: 'resolved', facts: { minReplicas: expect.any(Number) } })
    const scaler = nodes.find(({ key }) => key === scales?.from)
    expect(Object.keys(scaler?.facts ?? {}).sort()).toEqual([
      'currentReplicas',
      'desiredReplicas',
      'maxReplicas',
      'minReplicas',
    ])
  })

  test('A57 A58 a node that is drained: cordoned, tainted, and its Pods replaced by others elsewhere', async () => {
    const { nodes } = await chart(190)
    expect(nodes.find(({ key }) => key === 'Node/-/node-03')).toMatchObject({
      health: 'warning',
      facts: { isReady: true, isSchedulable: false },
    })
    const [node] = (await objects('Node', 190)).filter(({ metadata }) => metadata.name === 'node-03')
    expect((node as unknown as { spec: { taints: { key: string }[] } }).spec.taints.map(({ key }) => key)).toEqual([
      'node.kubernetes.io/unschedulable',
    ])
    const { intervals } = await ledger('default/envoy-service', 180, 200)
    expect(new Set(intervals.map(({ node }) => node)).size).toBe(2)
    expect(new Set(intervals.map(({ identity }) => identity)).size).toBe(2)
  })

  test('A60 the node of a Pod never changes', async () => {
    const changes = await history(`Pod/${await aNewPod()}`)
    const nodes = changes.flatMap(({ differences }) => differences.filter(({ path }) => path === 'spec.nodeName'))
    expect(nodes.filter(({ before }) => before !== undefined)).toEqual([])
  })

  test('A61 whether the controller reaches a Pod is told with the policies that decide', async () => {
    const [web] = (await edgesFrom('Service/shop/web', 'selects')).map(({ to }) => to)
    const [api] = (await edgesFrom('Service/shop/api', 'selects')).map(({ to }) => to)
    const [controller] = (await objects('Pod', 15, '&namespace=ingress-nginx')).map(({ metadata }) => metadata.name)
    const [stranger] = (await edgesFrom('Service/default/envoy-service', 'selects')).map(({ to }) => to)
    const ways = [
      `from=Pod/ingress-nginx/${controller}&to=${web}&port=8080`,
      `from=${web}&to=${api}&port=9000`,
      `from=${stranger}&to=${api}&port=9000`,
    ]
    const verdicts = await Promise.all(ways.map((query) => read<Reachability>(`reachability?${query}`, 15)))
    expect(verdicts.map(({ verdict, ingress }) => [verdict, ingress.policies])).toEqual([
      ['allow', []],
      ['allow', ['NetworkPolicy/shop/api-only-from-web']],
      ['deny', ['NetworkPolicy/shop/api-only-from-web']],
    ])
  })
})
