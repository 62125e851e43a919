import type { ServiceRow } from '@portolan/contract'

/** A Service row; name only what the test is about. */
export function aServiceRow(given: Partial<ServiceRow> & { ready?: number; unready?: number } = {}): ServiceRow {
  const { ready = 1, unready = 0, ...row } = given
  const namespace = row.namespace ?? 'shop'
  const name = row.name ?? 'web'
  return {
    key: `Service/${namespace}/${name}`,
    namespace,
    name,
    type: 'ClusterIP',
    clusterIP: '10.96.0.10',
    dns: `${name}.${namespace}.svc.cluster.local`,
    ports: [],
    endpoints: { ready, unready, terminating: 0, total: ready + unready },
    byRevision: [],
    churn: 0,
    health: ready === 0 ? 'error' : unready > 0 ? 'warning' : 'ok',
    reason: 'all-ready',
    isRouted: false,
    ...row,
  }
}
