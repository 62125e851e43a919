import type { Pod } from '../kubernetes/pod.ts'
import { UidIndex } from './uid-index.ts'

/**
 * The Pods of one namespace by label, for selectors.
 *
 * Only label keys that a selector has asked for are indexed, from the first time on: hashes and ordinals cost nothing.
 */
export class LabelIndex {
  readonly #byKey = new Map<string, UidIndex>()

  /**
   * Uids of the Pods that have every label; none where no label is asked for.
   *
   * @param pods all Pods of the namespace, read only when a key is asked for the first time
   */
  matching(selector: Readonly<Record<string, string>>, pods: () => Iterable<Pod>): readonly string[] {
    const matches = Object.entries(selector)
      .map(([key, value]) => this.#indexOf(key, pods).get(value))
      .sort((a, b) => a.size - b.size)
    const [fewest, ...others] = matches
    return fewest === undefined ? [] : [...fewest].filter((uid) => others.every((uids) => uids.has(uid)))
  }

  /** One Pod came, changed or went. */
  replace(before: Pod | undefined, after: Pod | undefined): void {
    const uid = (after ?? before)?.metadata.uid
    if (uid === undefined || before?.metadata.labels === after?.metadata.labels) return
    for (const [key, index] of this.#byKey) index.move(uid, labelOf(before, key), labelOf(after, key))
  }

  #indexOf(key: string, pods: () => Iterable<Pod>): UidIndex {
    const known = this.#byKey.get(key)
    if (known !== undefined) return known
    const index = new UidIndex()
    for (const pod of pods()) index.move(pod.metadata.uid, undefined, labelOf(pod, key))
    this.#byKey.set(key, index)
    return index
  }
}

/** A label may be called `constructor`. */
function labelOf(pod: Pod | undefined, key: string): string | undefined {
  return pod && Object.hasOwn(pod.metadata.labels, key) ? pod.metadata.labels[key] : undefined
}
