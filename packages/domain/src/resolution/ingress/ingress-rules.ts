import type { Ingress } from '../../kubernetes/ingress.ts'
import { type HostClass, oneLabelWildcard } from '../host-match.ts'
import { listed } from '../lists-by-key.ts'
import { type PathRule, pathRulesOf } from './path-rule.ts'

/** The rules of all Ingresses that one controller serves, by host. */
export class IngressRules {
  /** The oldest first. */
  readonly ingresses: readonly Ingress[]
  readonly #paths = new Map<string, PathRule[]>()
  readonly #claims = new Map<string, Ingress[]>()

  /** @param ingresses the oldest first */
  constructor(ingresses: readonly Ingress[]) {
    this.ingresses = ingresses
    for (const ingress of ingresses) {
      for (const { host = '' } of ingress.spec.rules) claim(this.#claims, host, ingress)
      for (const rule of pathRulesOf(ingress)) listed(this.#paths, rule.host).push(rule)
    }
  }

  /** Hosts that rules name; `''` stands for every host. */
  hosts(): IterableIterator<string> {
    return this.#claims.keys()
  }

  /** Paths under exactly this host, those of the oldest Ingress first. */
  pathsOf(host: string): readonly PathRule[] {
    return this.#paths.get(host) ?? []
  }

  /** Ingresses with a rule for exactly this host, be it without paths; the oldest first. */
  claimantsOf(host: string): readonly Ingress[] {
    return this.#claims.get(host) ?? []
  }

  /**
   * The hosts of rules that cover a request, the most specific first. An address is covered by rules without a host only.
   * Source: networking.k8s.io/v1 IngressRule.host, rule E.2.
   */
  hostsOver({ host, isAddress }: { host: string; isAddress: boolean }): { host: string; hostClass: HostClass }[] {
    const wildcard = oneLabelWildcard(host)
    const found: { host: string; hostClass: HostClass }[] = []
    if (!isAddress && this.#claims.has(host)) found.push({ host, hostClass: 'exact' })
    if (!isAddress && wildcard !== undefined && this.#claims.has(wildcard))
      found.push({ host: wildcard, hostClass: 'wildcard' })
    if (this.#claims.has('')) found.push({ host: '', hostClass: 'any' })
    return found
  }
}

function claim(claims: Map<string, Ingress[]>, host: string, ingress: Ingress): void {
  const claimants = listed(claims, host)
  if (claimants.at(-1) !== ingress) claimants.push(ingress)
}
