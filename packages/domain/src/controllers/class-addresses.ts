import { untilMoved } from '../history/until-moved.ts'
import { ingressClassName } from '../kubernetes/ingress-class-name.ts'

const NONE: ReadonlySet<string> = new Set()

/** Addresses that Ingresses report in their status, by the name of their class. */
const byClass = untilMoved((snapshot) => {
  const addresses = new Map<string, Set<string>>()
  for (const ingress of snapshot.ofKind('Ingress')) {
    const published = ingress.status.loadBalancer.ingress
    if (published.length === 0) continue
    const name = ingressClassName(ingress) ?? ''
    const known = addresses.get(name) ?? new Set()
    for (const { ip, hostname } of published) known.add(ip ?? hostname ?? '')
    addresses.set(name, known)
  }
  return addresses
})

/** Every address that an Ingress of a class has in its `status.loadBalancer`. */
export function classAddresses(snapshot: Parameters<typeof byClass>[0], className: string): ReadonlySet<string> {
  return byClass(snapshot).get(className) ?? NONE
}
