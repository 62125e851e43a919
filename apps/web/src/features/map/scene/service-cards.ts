import type { ServiceRow, TopologyNode } from '@portolan/contract'
import { nodeFacts } from './facts.ts'
import type { ServiceCard } from './scene.ts'
import { identityOf, type Scope } from './scope.ts'

const NO_ENDPOINTS: ServiceRow['endpoints'] = { ready: 0, unready: 0, terminating: 0, total: 0 }

/** The card of a Service, or of whatever else a rule names as its backend. */
export function serviceCard(node: TopologyNode, scope: Scope): ServiceCard {
  const facts = nodeFacts(node, 'Service')
  return {
    ...identityOf(node, scope),
    column: 'services',
    id: node.key,
    isElsewhere: false,
    type: facts?.type,
    clusterIP: facts?.clusterIP,
    ports: (facts?.ports ?? []).map(({ port, protocol }) => (protocol === 'TCP' ? `${port}` : `${port}/${protocol}`)),
    endpoints: facts?.endpoints ?? NO_ENDPOINTS,
    byRevision: (facts?.byRevision ?? []).map(({ revision, ...counts }) => ({ ...counts, revision: revision ?? null })),
    reason: facts?.reason ?? (node.presence === 'referenced' ? 'missing' : 'not-observed'),
  }
}

/** The same at the edge of a band that leads to it, because its own namespace is not in scope. */
export function elsewhereCard(node: TopologyNode, band: string, scope: Scope): ServiceCard {
  return { ...serviceCard(node, scope), id: `${band}>${node.key}`, isElsewhere: true }
}
