import type { TopologyEdge, TopologyNode } from '@portolan/contract'
import { edgeFacts, isEdgeOf, nodeFacts } from './facts.ts'
import { compareText, groupBy } from './order.ts'
import { gatewayRules, ingressRules, type RuleEdge } from './route-rules.ts'
import type { EntryCard, RouteCard } from './scene.ts'
import { identityOf, type Scope } from './scope.ts'

export function isRouteNode({ kind }: { readonly kind: string }): boolean {
  return kind === 'Ingress' || kind.endsWith('Route')
}

/** Cards of one Ingress (one per host) or one route object (one). */
export function routeCards(
  node: TopologyNode,
  { entries, toCard, scope }: { entries: readonly EntryCard[]; toCard: (edge: TopologyEdge) => string; scope: Scope },
): RouteCard[] {
  const edges = (scope.edgesFrom.get(node.key) ?? []).filter(
    ({ relation }) => relation === 'route' || relation === 'default-backend',
  )
  const ruleEdges = edges.map((edge) => ({ edge, to: toCard(edge) }))
  const attached = [...new Set(entries.map(({ id }) => id))].sort(compareText)
  const card = { ...identityOf(node, scope), column: 'routes', entries: attached } as const
  if (node.kind !== 'Ingress') {
    const hosts = nodeFacts(node, 'HTTPRoute')?.hostnames ?? hostnamesOf(node)
    return [{ ...card, id: node.key, hosts, isTls: isBehindTls(node, scope), rules: gatewayRules(ruleEdges) }]
  }
  const byHost = groupBy(ruleEdges, hostOf)
  return [...byHost].map(([host, rules]) => ({
    ...card,
    id: `${node.key}#${host}`,
    hosts: host === '' ? [] : [host],
    isTls: rules.some(({ edge }) => edge.facts.tls === true),
    rules: ingressRules(rules),
  }))
}

/** It attaches to a listener that speaks TLS. */
function isBehindTls({ key }: TopologyNode, scope: Scope): boolean {
  return (scope.edgesFrom.get(key) ?? []).some((edge) => {
    if (!isEdgeOf(edge, 'parent')) return false
    const asked = edgeFacts(edge).listeners
    const offered = nodeFacts(scope.nodes.get(edge.to), 'Gateway')?.listeners ?? []
    return offered.some(({ name, protocol }) => asked.includes(name) && (protocol === 'HTTPS' || protocol === 'TLS'))
  })
}

function hostOf({ edge }: RuleEdge): string {
  const { host } = edge.facts
  return typeof host === 'string' ? host : ''
}

function hostnamesOf({ facts }: TopologyNode): readonly string[] {
  return Array.isArray(facts.hostnames) ? facts.hostnames.filter((host) => typeof host === 'string') : []
}

/** By where traffic comes in, then host, then name: the order a reader looks for them. */
export function byEntryThenHost(a: RouteCard, b: RouteCard): number {
  return (
    compareText(a.entries[0] ?? '~', b.entries[0] ?? '~') ||
    compareText(a.hosts[0] ?? '', b.hosts[0] ?? '') ||
    compareText(a.id, b.id)
  )
}
