import { objectKey } from '../kubernetes/object-key.ts'
import { backendServices, ROUTE_KINDS } from '../topology/backend-services.ts'
import type { Lookup } from './rule-view.ts'

/** Ingresses and routes by the Services (`namespace/name`) that their rules name, allowed to or not. */
export const SOURCES_OF_SERVICE: Lookup<'Ingress' | (typeof ROUTE_KINDS)[number]> = {
  name: 'sources of service',
  kinds: ['Ingress', ...ROUTE_KINDS],
  keysOf: backendServices,
}

/** Events by the key of the object they are about. */
export const EVENTS_OF_OBJECT: Lookup<'Event'> = {
  name: 'events of object',
  kinds: ['Event'],
  keysOf: ({ involvedObject: { kind, name, namespace } }) => [objectKey(kind, namespace, name)],
}

/** Services by name alone, over all namespaces. */
export const SERVICES_BY_NAME: Lookup<'Service'> = {
  name: 'services by name',
  kinds: ['Service'],
  keysOf: ({ metadata }) => [metadata.name],
}

/** Workloads by each label of their template: `namespace/key=value`. */
export const WORKLOADS_BY_LABEL: Lookup<'DaemonSet' | 'Deployment' | 'ReplicaSet' | 'StatefulSet'> = {
  name: 'workloads by label',
  kinds: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'],
  *keysOf({ derived, metadata }) {
    for (const [key, value] of Object.entries(derived.templateLabels))
      yield templateLabel(metadata.namespace, key, value)
  },
}

/** The key of `WORKLOADS_BY_LABEL`. */
export const templateLabel = (namespace: string | undefined, key: string, value: string): string =>
  `${namespace}/${key}=${value}`
