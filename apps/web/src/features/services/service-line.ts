import type { ServiceRow } from '@portolan/contract'

/** A Service as a line of a file. */
export function serviceLine(row: ServiceRow) {
  const { namespace, name, type, clusterIP, endpoints, health, reason, churn, isRouted } = row
  return {
    namespace,
    name,
    type,
    clusterIP,
    ports: row.ports.map(({ port, protocol }) => `${port}/${protocol}`).join(' '),
    ready: endpoints.ready,
    unready: endpoints.unready,
    terminating: endpoints.terminating,
    revisions: row.byRevision.flatMap(({ revision }) => revision ?? []).join(' '),
    health,
    reason,
    churn,
    isRouted,
  }
}

/** Fields of a file by the column that shows them, where the names differ. */
export const SERVICE_FIELDS = {
  address: ['clusterIP'],
  endpoints: ['ready', 'unready', 'terminating', 'health', 'reason'],
}
