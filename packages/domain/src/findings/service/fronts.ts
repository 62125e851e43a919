import { keyOf, type ObjectKey } from '../../kubernetes/object-key.ts'
import type { Service } from '../../kubernetes/service.ts'
import { backendGrant } from '../../topology/reference-grants.ts'
import { SOURCES_OF_SERVICE } from '../lookups.ts'
import type { Derivation, RuleView } from '../rule-view.ts'

/** What of a Service is looked at from outside. */
export interface Fronts {
  /** Up to three Ingresses. */
  readonly ingresses: readonly ObjectKey[]
  /** Up to three routes of the Gateway API that may refer to it. */
  readonly routes: readonly ObjectKey[]
}

/** By `namespace/name` of a Service, the Ingresses and routes that lead to it. */
const SOURCES: Derivation<Fronts> = {
  name: 'fronts of service',
  compute(service, view) {
    const [namespace, name] = service.split('/')
    const ingresses: ObjectKey[] = []
    const routes: ObjectKey[] = []
    for (const source of view.lookup(SOURCES_OF_SERVICE, service)) {
      if (source.kind === 'Ingress') {
        if (ingresses.length < 3) ingresses.push(keyOf(source))
        continue
      }
      const refs = source.spec.rules.flatMap(({ backendRefs }) => backendRefs)
      const isAllowed = refs.some(
        (ref) =>
          ref.name === name &&
          (ref.namespace ?? source.metadata.namespace) === namespace &&
          backendGrant(source, ref, view) === 'granted',
      )
      if (isAllowed && routes.length < 3) routes.push(keyOf(source))
    }
    return { ingresses, routes }
  },
}

/** Ingresses and routes that lead to a Service. */
export function frontsOf({ metadata }: Service, view: RuleView): Fronts {
  return view.derive(SOURCES, `${metadata.namespace}/${metadata.name}`)
}

/** Kinds that `frontsOf` reads. */
export const FRONT_KINDS = [
  'Ingress',
  'HTTPRoute',
  'GRPCRoute',
  'TLSRoute',
  'TCPRoute',
  'UDPRoute',
  'ReferenceGrant',
] as const
