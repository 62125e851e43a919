import type { Ingress } from '../../kubernetes/ingress.ts'
import type { IngressClass } from '../../kubernetes/ingress-class.ts'
import type { IngressClassFacts, IngressNodeFacts } from '../node-facts.ts'
import { INGRESS_CLASS_ANNOTATION } from '../relations/ingress-class.ts'

export function ingressFacts({ metadata, spec, status }: Ingress): IngressNodeFacts {
  const className = spec.ingressClassName ?? metadata.annotations[INGRESS_CLASS_ANNOTATION]
  const addresses = status.loadBalancer.ingress.flatMap(({ ip, hostname }) => ip ?? hostname ?? [])
  return { ...(className !== undefined && { className }), addresses }
}

export function ingressClassFacts({ metadata, spec }: IngressClass): IngressClassFacts {
  return {
    ...(spec.controller !== undefined && { controller: spec.controller }),
    isDefault: metadata.annotations['ingressclass.kubernetes.io/is-default-class'] === 'true',
  }
}
