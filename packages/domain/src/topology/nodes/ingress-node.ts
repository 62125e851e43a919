import { familyOfController } from '../../controllers/controller-families.ts'
import type { Ingress } from '../../kubernetes/ingress.ts'
import type { IngressClass } from '../../kubernetes/ingress-class.ts'
import { ingressClassName } from '../../kubernetes/ingress-class-name.ts'
import type { IngressClassFacts, IngressNodeFacts } from '../node-facts.ts'

export function ingressFacts(ingress: Ingress): IngressNodeFacts {
  const { spec, status } = ingress
  const className = ingressClassName(ingress)
  const addresses = status.loadBalancer.ingress.flatMap(({ ip, hostname }) => ip ?? hostname ?? [])
  const claims = spec.rules.flatMap(({ host, http }) => (host !== undefined && !http ? host : []))
  return { ...(className !== undefined && { className }), addresses, ...(claims.length > 0 && { claims }) }
}

export function ingressClassFacts({ metadata, spec }: IngressClass): IngressClassFacts {
  return {
    ...(spec.controller !== undefined && { controller: spec.controller }),
    isDefault: metadata.annotations['ingressclass.kubernetes.io/is-default-class'] === 'true',
    ...(familyOfController(spec.controller ?? '')?.isExternal && { isExternal: true }),
  }
}
