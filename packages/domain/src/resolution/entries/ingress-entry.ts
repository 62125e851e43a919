import type { Ingress } from '../../kubernetes/ingress.ts'
import { byAge } from '../../kubernetes/object-age.ts'
import { compareText } from '../../text-order.ts'
import { IngressRules } from '../ingress/ingress-rules.ts'
import { NginxRules } from '../nginx/nginx-rules.ts'
import type { TrafficEntry } from '../resolution.ts'

/** The Ingresses one controller serves. */
export interface IngressEntry {
  readonly kind: 'ingress'
  readonly entry: TrafficEntry
  readonly rules: IngressRules
  readonly nginx: NginxRules
  /** `namespace/name` of the Service that answers what no rule matches, where the controller was told one. */
  readonly defaultBackend?: string
  /** The controller string; absent where no IngressClass says it. */
  readonly controller?: string
}

/** What an entry is made of. */
export interface IngressGroup {
  readonly name: string
  readonly profile: 'ingress' | 'ingress-nginx'
  readonly controller?: string
  readonly defaultBackend?: string
  readonly classes: Set<string>
  readonly ingresses: Ingress[]
}

export function ingressEntry(group: IngressGroup): IngressEntry {
  const { name, profile, controller, defaultBackend } = group
  const rules = new IngressRules(group.ingresses.sort(byAge))
  const classes = [...group.classes].sort(compareText)
  return {
    kind: 'ingress',
    entry: { kind: 'ingress-controller', profile, name, classes, addresses: addressesOf(group.ingresses) },
    rules,
    nginx: new NginxRules(rules),
    ...(controller !== undefined && { controller }),
    ...(defaultBackend !== undefined && { defaultBackend }),
  }
}

function addressesOf(ingresses: readonly Ingress[]): string[] {
  const addresses = new Set<string>()
  for (const { status } of ingresses) {
    for (const { ip, hostname } of status.loadBalancer.ingress) {
      const address = ip ?? hostname
      if (address !== undefined) addresses.add(address)
    }
  }
  return [...addresses].sort(compareText)
}
