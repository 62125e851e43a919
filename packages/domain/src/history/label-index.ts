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
    for (const [key, index] of this.#byKey) index.move(uid, before?.metadata.labels[key], after?.metadata.labels[key])
  }

  #indexOf(key: string, pods: () => Iterable<Pod>): UidIndex {
    const known = this.#byKey.get(key)
    if (known !== undefined) return known
    const index = new UidIndex()
    for (const { metadata } of pods()) index.move(metadata.uid, undefined, metadata.labels[key])
    this.#byKey.set(key, index)
    return index
  }
}
