import { familyOfController, familyOfImage, INGRESS_NGINX } from '../controllers/controller-families.ts'
import { controllerStrings, controllerTraits } from '../controllers/controller-traits.ts'
import type { Snapshot } from '../history/snapshot.ts'
import { untilMoved } from '../history/until-moved.ts'
import type { Ingress } from '../kubernetes/ingress.ts'
import { ingressClassName } from '../kubernetes/ingress-class-name.ts'
import type { Service } from '../kubernetes/service.ts'
import { toleratedPort } from '../resolution/backends/service-port.ts'
import { nginxSettingsOf } from '../resolution/entries/nginx-workloads.ts'
import { isOn, nginxAnnotation } from '../resolution/nginx/annotations.ts'
import type { DiallingFacts } from './edge-facts.ts'

/** Names of the classes that ingress-nginx serves; `''` where one takes Ingresses without class. */
const nginxClasses = untilMoved((snapshot): ReadonlySet<string> => {
  const controllers = new Set<string>()
  const names = new Set<string>()
  for (const object of snapshot.ingressControllers()) {
    const isNginx = controllerTraits(object).images.some((image) => familyOfImage(image)?.name === INGRESS_NGINX)
    if (isNginx) for (const controller of controllerStrings(object)) controllers.add(controller)
    const settings = nginxSettingsOf(object)
    if (settings) names.add(settings.annotation)
    if (settings?.takesClassless) names.add('')
  }
  for (const { metadata, spec } of snapshot.ofKind('IngressClass')) {
    const { controller = '' } = spec
    if (controllers.has(controller) || familyOfController(controller)?.name === INGRESS_NGINX) names.add(metadata.name)
  }
  return names
})

/**
 * How the controller of an Ingress dials a Service: ingress-nginx dials the addresses in its slices unless it is told by
 * `service-upstream` to dial the Service itself. Empty for controllers of which that is not known.
 * Source: rules D.1.3, A01 and A12.
 */
export function diallingFacts(
  ingress: Ingress,
  { service, port }: { readonly service: Service | undefined; readonly port: number | string | undefined },
  snapshot: Snapshot,
): DiallingFacts {
  if (!nginxClasses(snapshot).has(ingressClassName(ingress) ?? '')) return {}
  const isTolerated = service !== undefined && port !== undefined && toleratedPort(service, port)?.by === 'targetPort'
  return {
    isDiscoveryOnly: !isOn(ingress, 'service-upstream'),
    balancing: balancingOf(ingress),
    ...(isTolerated && { isTolerated }),
  }
}

/** The first that counts: stickiness, then hashing, then the algorithm. A ConfigMap may set another default, and is never read. */
function balancingOf(ingress: Ingress): string {
  for (const name of ['affinity', 'upstream-hash-by', 'load-balance']) {
    const value = nginxAnnotation(ingress, name)
    if (value !== undefined) return `${name}=${value}`
  }
  return 'controller default'
}
