import type { ServiceRow } from '@portolan/contract'
import type { ServiceNodeFacts } from '@portolan/domain'
import { nodeFacts } from './facts.ts'
import type { MarkedNode } from './marks.ts'
import type { ServiceCard } from './scene.ts'
import type { Scope } from './scope.ts'

const NO_ENDPOINTS: ServiceRow['endpoints'] = { ready: 0, unready: 0, terminating: 0, total: 0 }
const NONE: readonly never[] = []

/** The card of a Service, or of whatever else a rule names as its backend. */
export function serviceCard(node: MarkedNode, scope: Scope): ServiceCard {
  const facts = nodeFacts(node, 'Service')
  // One literal, no spread: this runs for each of 10,000 Services whenever the chart changes.
  return {
    column: 'services',
    id: node.key,
    key: node.key,
    kind: node.kind,
    namespace: node.namespace,
    name: node.name,
    presence: node.presence,
    health: node.health,
    isGhost: scope.isGhost(node.key),
    isElsewhere: false,
    mark: node.mark,
    before: node.before && nodeFacts(node.before, 'Service')?.endpoints,
    type: facts?.type,
    clusterIP: facts?.clusterIP,
    ports: facts ? facts.ports.map(portText) : NONE,
    endpoints: facts?.endpoints ?? NO_ENDPOINTS,
    byRevision: facts ? facts.byRevision.map(withRevision) : [],
    reason: facts?.reason ?? (node.presence === 'referenced' ? 'missing' : 'not-observed'),
  }
}

function portText({ port, protocol }: ServiceNodeFacts['ports'][number]): string {
  return protocol === 'TCP' ? `${port}` : `${port}/${protocol}`
}

function withRevision(counts: ServiceNodeFacts['byRevision'][number]): ServiceRow['byRevision'][number] {
  const { ready, unready, terminating, revision } = counts
  return { revision: revision ?? null, ready, unready, terminating }
}

/** The same at the edge of a band that leads to it, because its own namespace is not in scope. */
export function elsewhereCard(node: MarkedNode, band: string, scope: Scope): ServiceCard {
  return { ...serviceCard(node, scope), id: `${band}>${node.key}`, isElsewhere: true }
}
