import { IGNORE_ANNOTATION } from '../kubernetes/ignore-annotation.ts'
import type { KubernetesObject } from '../kubernetes/metadata.ts'

const NONE: ReadonlySet<string> = new Set()

/** Ids of the rules that an object's own annotation switches off for it. */
export function ignoredRules({ metadata }: KubernetesObject): ReadonlySet<string> {
  const ids = metadata.annotations[IGNORE_ANNOTATION]
  return ids === undefined ? NONE : new Set(ids.split(','))
}
