import { compareText } from '../text-order.ts'
import type { KubernetesObject } from './metadata.ts'

/**
 * The older object first, then by namespace and name: how controllers settle conflicts between objects. The API writes
 * creation times in whole seconds and UTC, so that they order as text.
 */
export function byAge({ metadata: a }: KubernetesObject, { metadata: b }: KubernetesObject): number {
  return (
    compareText(a.creationTimestamp, b.creationTimestamp) ||
    compareText(a.namespace ?? '', b.namespace ?? '') ||
    compareText(a.name, b.name)
  )
}
