import type { Topology, TopologyEdge, TopologyNode } from '@portolan/contract'

/** Nodes and edges of one object of a test's cluster. */
export interface Part {
  readonly nodes: readonly TopologyNode[]
  readonly edges: readonly TopologyEdge[]
}

/** A topology of these parts, in the order given: nothing may depend on it. An object named twice is there once. */
export function aTopology(...parts: readonly Part[]): Topology {
  const nodes = new Map(parts.flatMap((part) => part.nodes.map((node) => [node.key, node] as const)))
  return {
    at: '2026-11-21T01:00:08.974Z',
    seq: 1,
    coverage: { kinds: {}, gaps: [] },
    nodes: [...nodes.values()],
    edges: parts.flatMap(({ edges }) => edges),
  }
}

function aNode(key: string, given: Partial<TopologyNode> = {}): TopologyNode {
  const [kind = '', namespace = '-', name = ''] = key.split('/')
  const identity = { key, kind, namespace: namespace === '-' ? null : namespace, name }
  return { ...identity, uid: `uid-${name}`, presence: 'observed', health: 'ok', facts: {}, ...given }
}

/** `aService('shop/web', { ready: 2 })` */
export function aService(place: string, { ready = 1, unready = 0 }: { ready?: number; unready?: number } = {}): Part {
  const endpoints = { ready, unready, terminating: 0, total: ready + unready }
  const health = ready === 0 ? 'error' : unready > 0 ? 'warning' : 'ok'
  const reason = ready === 0 ? 'none-ready' : unready > 0 ? 'some-ready' : 'all-ready'
  const byRevision = [{ revision: '7f9c4d', ready, unready, terminating: 0 }]
  const ports = [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 8080 }]
  const facts = { type: 'ClusterIP', clusterIP: '10.96.0.10', ports, endpoints, byRevision, reason }
  return { nodes: [aNode(`Service/${place}`, { health, facts })], edges: [] }
}

/** Edges from addresses and node ports to a Service: `exposed('shop/web', { address: '203.0.113.7', ports: [80] })` */
export function exposed(place: string, { address, ports }: { address?: string; ports: readonly number[] }): Part {
  const to = `Service/${place}`
  const via = address === undefined ? 'NodePort' : 'LoadBalancer'
  const edges = ports.map((port): TopologyEdge => {
    const from = address === undefined ? `NodePort/-/${port}` : `Address/-/${address}`
    return { from, to, relation: 'front', state: 'resolved', facts: { via, port } }
  })
  const places = [...new Set(edges.map(({ from }) => from))]
  return { nodes: places.map((key) => aNode(key, { uid: null, presence: 'unknown', health: 'unknown' })), edges }
}

/** One rule of a test's route: `to` is `namespace/name` of a Service. */
export interface RuleGiven {
  readonly host?: string
  readonly path?: string
  readonly to: string
  readonly absent?: 'object' | 'port'
  readonly share?: number
  readonly refused?: 'no-reference-grant'
}

function ruleEdge(from: string, { to, host, path = '/', ...rest }: RuleGiven, facts: object): TopologyEdge {
  const state = rest.absent ? 'missing' : 'resolved'
  return { from, to: `Service/${to}`, relation: 'route', state, facts: { ...facts, ...rest, path, port: 80 } }
}

function absentNodes(rules: readonly RuleGiven[]): TopologyNode[] {
  return rules
    .filter(({ absent }) => absent === 'object')
    .map(({ to }) => aNode(`Service/${to}`, { uid: null, presence: 'referenced', health: 'error' }))
}

/** An Ingress of class `nginx`, published at 203.0.113.10. */
export function anIngress(place: string, rules: readonly RuleGiven[], { className = 'nginx' } = {}): Part {
  const key = `Ingress/${place}`
  const facts = { className, addresses: ['203.0.113.10'] }
  const entry = aNode(`IngressClass/-/${className}`, { facts: { controller: 'k8s.io/ingress-nginx', isDefault: true } })
  const edges = rules.map((rule) =>
    ruleEdge(key, rule, { ...(rule.host !== undefined && { host: rule.host }), pathType: 'Prefix', tls: false }),
  )
  return {
    nodes: [...absentNodes(rules), entry, aNode(key, { facts })],
    edges: [...edges, { from: key, to: entry.key, relation: 'class', state: 'resolved', facts: { by: 'spec' } }],
  }
}

/** An HTTPRoute of `shop.example.com` attached to a Gateway's listener that speaks HTTPS. */
export function anHttpRoute(place: string, rules: readonly RuleGiven[], gateway = 'edge/public'): Part {
  const key = `HTTPRoute/${place}`
  const hostnames = ['shop.example.com']
  const listeners = [{ name: 'https', port: 443, protocol: 'HTTPS' }]
  const parent = aNode(`Gateway/${gateway}`, { facts: { className: 'envoy', listeners, addresses: ['203.0.113.40'] } })
  const edges = rules.map((rule) => {
    const match = { path: { type: 'PathPrefix', value: rule.path ?? '/' }, headers: [], queryParams: [] }
    return ruleEdge(key, rule, { hostnames, match, pathType: 'PathPrefix', weight: 1, share: rule.share ?? 1 })
  })
  return {
    nodes: [...absentNodes(rules), parent, aNode(key, { facts: { hostnames } })],
    edges: [
      ...edges,
      { from: key, to: parent.key, relation: 'parent', state: 'resolved', facts: { listeners: ['https'] } },
    ],
  }
}

/**
 * A controller that serves `of` (key of a class or Gateway) from Pods of which so many are ready, behind the LoadBalancer
 * address 203.0.113.10 and node port 30080.
 */
export function aFrontDoor(of: string, { ready = 2, total = 2, confidence = 'confirmed' } = {}): Part {
  const workload = aNode('DaemonSet/edge/nginx')
  const service = aNode('Service/edge/nginx')
  const state = confidence === 'confirmed' ? 'resolved' : 'ambiguous'
  const edge = (from: string, to: string, facts: object): TopologyEdge => {
    const relation = from === of ? 'controller' : 'front'
    return { from, to, relation, state: from === of ? state : 'resolved', facts: { ...facts } }
  }
  const nobodysNode = (key: string) => aNode(key, { uid: null, presence: 'unknown', health: 'unknown' })
  return {
    nodes: [workload, service, nobodysNode('Address/-/203.0.113.10'), nobodysNode('NodePort/-/30080')],
    edges: [
      edge(of, workload.key, { role: 'data-plane', confidence, pods: { ready, total } }),
      edge(of, service.key, { role: 'service', confidence }),
      edge('Address/-/203.0.113.10', service.key, { via: 'LoadBalancer', port: 443 }),
      edge('Address/-/203.0.113.10', service.key, { via: 'LoadBalancer', port: 80 }),
      edge('NodePort/-/30080', service.key, { via: 'NodePort', port: 30080 }),
      edge('Address/-/203.0.113.10', workload.key, { via: 'hostNetwork', port: 8181, purpose: 'default-server' }),
    ],
  }
}
