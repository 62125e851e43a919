import { elementPath } from '../../history/field-path.ts'
import type { Ingress, IngressPath } from '../../kubernetes/ingress.ts'
import type { ObjectKey } from '../../kubernetes/object-key.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import type { Message } from '../messages/message.ts'
import type { RuleCandidate, RuleVerdict } from '../resolution.ts'

/** One path of one rule of an Ingress. */
export interface PathRule {
  readonly ingress: Ingress
  /** `''`: every host. */
  readonly host: string
  /** `/` where the Ingress names none. */
  readonly path: string
  readonly pathType: IngressPath['pathType']
  readonly backend: IngressPath['backend']
  readonly ruleIndex: number
  readonly pathIndex: number
}

/** The paths of an Ingress in their order. */
export function* pathRulesOf(ingress: Ingress): IterableIterator<PathRule> {
  for (const [ruleIndex, { host, http }] of ingress.spec.rules.entries()) {
    for (const [pathIndex, { path, pathType, backend }] of (http?.paths ?? []).entries())
      yield { ingress, host: host ?? '', path: path || '/', pathType, backend, ruleIndex, pathIndex }
  }
}

/** Where the path is written. */
export function fieldOf({ ruleIndex, pathIndex }: PathRule): string {
  return elementPath(`${elementPath('spec.rules', ruleIndex)}.http.paths`, pathIndex)
}

/** A path as a person names it: `Ingress/shop/edge spec.rules[0].http.paths[1]`. */
export function nameOf(rule: PathRule): string {
  return `${keyOf(rule.ingress)} ${fieldOf(rule)}`
}

/** How a path fared. */
export function pathCandidate(rule: PathRule, verdict: RuleVerdict, reason: Message): RuleCandidate {
  return {
    object: keyOf(rule.ingress),
    field: fieldOf(rule),
    ...(rule.host !== '' && { host: rule.host }),
    path: rule.path,
    pathType: rule.pathType,
    conditions: [],
    backends: backendKeys(rule),
    verdict,
    reason,
  }
}

function backendKeys({ ingress, backend }: PathRule): ObjectKey[] {
  const { namespace } = ingress.metadata
  if (backend.service) return [objectKey('Service', namespace, backend.service.name)]
  return backend.resource ? [objectKey(backend.resource.kind, namespace, backend.resource.name)] : []
}
