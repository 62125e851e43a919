import type { WatchedKind } from '../kubernetes/resources.ts'

/**
 * What is known of one kind in one namespace, so that the absence of an object means something.
 *
 * - `observed`: listed completely and followed since; what is not there does not exist.
 * - `listing`: not read to the end yet. `denied`: RBAC hides it. In both, what is not there may exist.
 * - `absent`: the server does not serve the kind.
 */
export type Visibility = 'observed' | 'listing' | 'denied' | 'absent'

/** Visibility by kind and namespace; what is said of a namespace counts more than what is said of the cluster. */
export class VisibilityMap {
  readonly #kinds = new Map<WatchedKind, Map<string | undefined, Visibility>>()

  set(kind: WatchedKind, namespace: string | undefined, visibility: Visibility): void {
    const scopes = this.#kinds.get(kind) ?? new Map<string | undefined, Visibility>()
    this.#kinds.set(kind, scopes.set(namespace, visibility))
  }

  clear(): void {
    this.#kinds.clear()
  }

  /** `listing` where nothing was said yet. */
  get(kind: WatchedKind, namespace: string | undefined): Visibility {
    const scopes = this.#kinds.get(kind)
    return scopes?.get(namespace) ?? scopes?.get(undefined) ?? 'listing'
  }
}
