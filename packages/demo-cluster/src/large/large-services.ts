import { toTimestamp } from '../api-server/assigned-identity.ts'
import type { ObjectStore } from '../api-server/object-store.ts'
import { MANAGED_BY, SERVICE_NAME, SLICE_CONTROLLER } from '../controllers/endpoints/endpoint-slice-controller.ts'
import { TRIGGER_TIME } from '../controllers/endpoints/trigger-times.ts'
import { kinds } from '../controllers/objects/kinds.ts'
import type { Endpoint, Service } from '../controllers/objects/network.ts'
import type { Pod } from '../controllers/objects/pod.ts'
import { controllerReference } from '../controllers/objects/selection.ts'
import { SLICE_MANAGED_FIELDS } from './shared-parts.ts'

const MAX_ENDPOINTS_PER_SLICE = 100

export interface ServicePlan {
  namespace: string
  name: string
  /** Among all Services: it decides the address. */
  index: number
}

/** Create a Service and the slices of the Pods behind it. */
export function createService(
  store: ObjectStore,
  now: number,
  { plan, pods }: { plan: ServicePlan; pods: readonly Pod[] },
): void {
  const { namespace, name, index } = plan
  const clusterIP = `172.${16 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`
  const service = store.create(kinds.services, {
    metadata: { name, namespace, labels: { app: name, tier: 'backend' } },
    spec: {
      ports: [{ name: 'http', protocol: 'TCP', port: 80, targetPort: 'http' }],
      selector: { app: name },
      clusterIP,
      clusterIPs: [clusterIP],
      type: 'ClusterIP',
      sessionAffinity: 'None',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      internalTrafficPolicy: 'Cluster',
    },
    status: { loadBalancer: {} },
  })
  for (let from = 0; from < Math.max(1, pods.length); from += MAX_ENDPOINTS_PER_SLICE) {
    createSlice(store, now, { service, pods: pods.slice(from, from + MAX_ENDPOINTS_PER_SLICE) })
  }
}

function createSlice(
  store: ObjectStore,
  now: number,
  { service, pods }: { service: Service; pods: readonly Pod[] },
): void {
  const { namespace = 'default', name, labels } = service.metadata
  const isEmpty = pods.length === 0
  store.create(kinds.endpointSlices, {
    metadata: {
      generateName: `${name}-`,
      namespace,
      labels: { ...labels, [MANAGED_BY]: SLICE_CONTROLLER, [SERVICE_NAME]: name },
      annotations: { [TRIGGER_TIME]: toTimestamp(now) },
      ownerReferences: [controllerReference(service)],
      managedFields: SLICE_MANAGED_FIELDS,
    },
    addressType: 'IPv4',
    endpoints: isEmpty ? null : pods.map(endpointOf),
    ports: isEmpty ? null : [{ name: 'http', protocol: 'TCP', port: 8080 }],
  })
}

/** A ready endpoint for a ready Pod. */
export function endpointOf({ metadata, spec, status }: Pod): Endpoint {
  const { namespace = 'default', name, uid, labels } = metadata
  return {
    addresses: [status.podIP ?? ''],
    conditions: { ready: true, serving: true, terminating: false },
    targetRef: { kind: 'Pod', namespace, name, uid },
    nodeName: spec.nodeName ?? '',
    zone: labels?.['topology.kubernetes.io/zone'] ?? '',
  }
}
