import type { KubernetesObject } from '../kubernetes/metadata.ts'
import { keyOf, type ObjectKey } from '../kubernetes/object-key.ts'
import type { Evidence, EvidenceValue } from './finding.ts'

/**
 * What a field of a kept object says; an absent one is `null`.
 *
 * @param value a part of a kept object, which is JSON throughout
 */
export function field(object: KubernetesObject, path: string, value: unknown): Evidence {
  return { object: keyOf(object), path, value: (value ?? null) as EvidenceValue }
}

/** That an object is not there. */
export function absence(object: ObjectKey): Evidence {
  return { object, path: '', value: null }
}

/** How many of a list are told; what can be long is cut here, never in the message. */
export const MOST_EVIDENCE = 10

/** `a, b and 3 more`. */
export function listed(names: readonly string[], most = 3): string {
  const rest = names.length - most
  return rest > 0 ? `${names.slice(0, most).join(', ')} and ${rest} more` : names.join(', ')
}
