import { type Coverage, type ServiceDetail, type ServiceRow, timestamp } from '@portolan/contract'
import type { Finding, ServiceDescription, ServiceSummary } from '@portolan/domain'
import { findingAnswer } from './finding-answers.ts'

/** @param churn joins, leaves and flips of the last 5 minutes */
export function serviceRow(summary: ServiceSummary, churn: number): ServiceRow {
  return {
    key: summary.key,
    namespace: summary.namespace,
    name: summary.name,
    type: summary.type,
    clusterIP: summary.clusterIP ?? null,
    dns: summary.dns,
    ports: [...summary.ports],
    endpoints: summary.endpoints,
    byRevision: summary.byRevision.map(({ revision = null, ...counts }) => ({ revision, ...counts })),
    churn,
    health: summary.health,
    reason: summary.reason,
    isRouted: summary.isRouted,
  }
}

export interface DetailParts {
  readonly description: ServiceDescription
  readonly churn: number
  readonly seq: number
  /** Epoch ms. */
  readonly time: number
  readonly coverage: Coverage
  readonly findings: readonly Finding[]
}

export function serviceDetail({ description, churn, seq, time, coverage, findings }: DetailParts): ServiceDetail {
  const { selector, exposure, entryNodes, traffic, slices, endpointList, routes } = description
  return {
    ...serviceRow(description, churn),
    seq,
    at: timestamp(time),
    coverage,
    selector: Object.keys(selector).length === 0 ? null : { ...selector },
    exposure: exposure.map(({ address = null, port = null, trafficPolicy = null, ...way }) => ({
      ...way,
      address,
      port,
      trafficPolicy,
    })),
    entryNodes: entryNodes?.map((node) => ({ ...node, addresses: [...node.addresses] })) ?? null,
    traffic: trafficAnswer(traffic),
    slices: slices.map(({ managedBy = null, ...slice }) => ({ ...slice, managedBy })),
    endpointList: endpointList.map(endpointAnswer),
    routes: routes.map(({ from, state, host = null, path = null, pathType = null, port = null }) => ({
      from,
      host,
      path,
      pathType,
      port,
      state,
    })),
    findings: findings.map(findingAnswer),
  }
}

function trafficAnswer(traffic: ServiceDescription['traffic']): ServiceDetail['traffic'] {
  const { proxyMode = null, proxyModeEvidence = null, internalTrafficPolicy = null, ...others } = traffic
  const { externalTrafficPolicy = null, trafficDistribution = null, topologyMode = null } = others
  const { sessionAffinitySeconds = null, loadBalancerClass = null, loadBalancerSourceRanges } = others
  return {
    ...{ proxy: others.proxy, proxyMode, proxyModeEvidence },
    ...{ internalTrafficPolicy, externalTrafficPolicy, trafficDistribution, topologyMode, hints: others.hints },
    ...{ sessionAffinity: others.sessionAffinity, sessionAffinitySeconds },
    ...{ loadBalancerClass, loadBalancerSourceRanges: [...loadBalancerSourceRanges] },
    publishNotReadyAddresses: others.publishNotReadyAddresses,
  }
}

function endpointAnswer(endpoint: ServiceDescription['endpointList'][number]): ServiceDetail['endpointList'][number] {
  const { identity, address, state, display, conditions, slice } = endpoint
  const { hostname = null, pod = null, node = null, zone = null, revision = null } = endpoint
  return {
    identity,
    address,
    state,
    display,
    conditions,
    hostname,
    pod,
    node,
    zone,
    revision,
    ports: endpoint.ports.map(({ name, port = null, protocol }) => ({ name, port, protocol })),
    slice,
  }
}
