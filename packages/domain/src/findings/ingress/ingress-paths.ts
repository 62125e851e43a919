import type { Ingress, IngressBackend, IngressPath } from '../../kubernetes/ingress.ts'
import { compareText } from '../../text-order.ts'
import type { Lookup } from '../rule-view.ts'

/** One path of one rule of an Ingress. */
export interface PathOfIngress {
  /** Where it is written: `spec.rules[0].http.paths[2]`. */
  readonly at: string
  /** `''`: every host. */
  readonly host: string
  /** An empty path means `/` (rule E.4.3). */
  readonly path: string
  readonly pathType: IngressPath['pathType']
  readonly backend: IngressBackend
}

/** Every path in the order of the rules. */
export function* pathsOf({ spec }: Ingress): IterableIterator<PathOfIngress> {
  for (const [ruleIndex, { host = '', http }] of spec.rules.entries()) {
    for (const [index, { backend, path, pathType }] of (http?.paths ?? []).entries()) {
      yield { at: `spec.rules[${ruleIndex}].http.paths[${index}]`, host, path: path || '/', pathType, backend }
    }
  }
}

/** Every backend with the place where it is written; the default backend first. */
export function* backendsOf(
  ingress: Ingress,
): IterableIterator<{ readonly at: string; readonly backend: IngressBackend }> {
  const { defaultBackend } = ingress.spec
  if (defaultBackend) yield { at: 'spec.defaultBackend', backend: defaultBackend }
  for (const { at, backend } of pathsOf(ingress)) yield { at: `${at}.backend`, backend }
}

/** `www.example.com/api (Prefix)`, as people write it; `*` for every host. */
export function placeOf({ host, path, pathType }: Pick<PathOfIngress, 'host' | 'path' | 'pathType'>): string {
  return `${host || '*'}${path} (${pathType})`
}

/** Ingresses by host, path and type of path: those that ask for the same requests (`placeOf`). */
export const INGRESSES_AT: Lookup<'Ingress'> = {
  name: 'ingresses at path',
  kinds: ['Ingress'],
  *keysOf(ingress) {
    for (const path of pathsOf(ingress)) yield placeOf(path)
  },
}

/** Ingresses by the host of a rule; `''` for rules without. */
export const INGRESSES_OF_HOST: Lookup<'Ingress'> = {
  name: 'ingresses of host',
  kinds: ['Ingress'],
  *keysOf({ spec }) {
    for (const { host } of spec.rules) yield host ?? ''
  },
}

export const CANARY = 'nginx.ingress.kubernetes.io/canary'

/** Beside the rules of others: it has no location of its own (rules E.4.1 and E.4.11). */
export const isCanary = ({ metadata }: Ingress): boolean => metadata.annotations[CANARY] === 'true'

/** The one that ingress-nginx prefers first: by age, then namespace and name (rules E.2.4 and E.4.1). */
export function olderFirst({ metadata: a }: Ingress, { metadata: b }: Ingress): number {
  return (
    compareText(a.creationTimestamp, b.creationTimestamp) ||
    compareText(a.namespace ?? '', b.namespace ?? '') ||
    compareText(a.name, b.name)
  )
}
