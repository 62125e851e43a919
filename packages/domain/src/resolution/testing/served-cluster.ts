import type { Snapshot } from '../../history/snapshot.ts'
import type { KubernetesObject } from '../../kubernetes/metadata.ts'
import { aSnapshot } from '../../testing/changes.ts'
import { anIngressClass } from '../../testing/ingresses.ts'
import { anEndpointSlice, aService } from '../../testing/services.ts'
import type { Resolution } from '../resolution.ts'
import type { MatchRegex } from '../resolution-options.ts'

/** A Service on port 80 with one ready endpoint. */
export function served(name: string, namespace = 'shop'): KubernetesObject[] {
  return [
    aService(name, { namespace, selector: { app: name } }),
    anEndpointSlice(`${name}-1`, { namespace, service: name, endpoints: [{ ready: true }] }),
  ]
}

/** A class of each Ingress profile; `other` is of a controller whose rules are not known. */
export const CLASSES: readonly KubernetesObject[] = [
  anIngressClass('nginx'),
  anIngressClass('other', { controller: 'example.com/other' }),
]

/** A cluster in which every Service named has one ready endpoint. */
export function aServedCluster(services: readonly string[], ...objects: readonly KubernetesObject[]): Snapshot {
  return aSnapshot(...CLASSES, ...services.flatMap((name) => served(name)), ...objects)
}

/** An engine that backtracks, for patterns a test has written itself. */
export const matchWithRegExp: MatchRegex = (pattern, text, { ignoreCase }) =>
  new RegExp(pattern, ignoreCase ? 'i' : '').exec(text) ?? undefined

/** An answer as the vectors write it: the Service, the shares, `404`, or `301 → /path`. */
export function asVector({ outcome, backends }: Resolution): string {
  if (outcome.kind === 'redirect') return `${outcome.status} → ${outcome.location}`
  const [first, second] = backends.filter(({ share }) => share > 0)
  if (outcome.kind !== 'backend' || !first) return String(outcome.status ?? outcome.kind)
  if (!second) return first.service
  return `${first.service} ${Math.round(first.share * 100)}:${Math.round(second.share * 100)} ${second.service}`
}

/** The ids of what an answer leaves open, without those that every answer of a profile has. */
export function openQuestions({ ambiguities }: Resolution): string[] {
  return ambiguities.map(({ id }) => id).filter((id) => id !== 'ambiguity.spec-profile')
}
