import { CLUSTER_SCOPE, WATCHED_RESOURCES, type WatchedKind, watchedResource } from '@portolan/domain'

/**
 * Which part of the cluster a bundle holds: these namespaces, and what stands above all of them (nodes and classes). Of the
 * Namespace objects only their own.
 */
export class BundleScope {
  readonly #namespaces: ReadonlySet<string> | undefined

  /** @param namespaces none: all */
  constructor(namespaces: readonly string[]) {
    this.#namespaces = namespaces.length === 0 ? undefined : new Set(namespaces)
  }

  /** As the log is asked for it; `undefined`: everything. */
  get query(): readonly string[] | undefined {
    return this.#namespaces && [...this.#namespaces, CLUSTER_SCOPE]
  }

  /** The names; `null`: all. */
  get namespaces(): string[] | null {
    return this.#namespaces ? [...this.#namespaces] : null
  }

  holds({ kind, namespace, name }: { kind: WatchedKind; namespace?: string | undefined; name: string }): boolean {
    if (this.#namespaces === undefined) return true
    if (kind === 'Namespace') return this.#namespaces.has(name)
    return namespace === undefined || this.#namespaces.has(namespace)
  }

  /** The scopes of what is said of a kind, in one namespace or (absent) in the cluster, as far as they are in here. */
  within<Scope extends { readonly kind: WatchedKind; readonly namespace?: string }>(scope: Scope): Scope[] {
    const names = this.#namespaces
    if (names === undefined || !watchedResource(scope.kind)?.isNamespaced) return [scope]
    if (scope.namespace === undefined) return [...names].map((namespace) => ({ ...scope, namespace }))
    return names.has(scope.namespace) ? [scope] : []
  }
}

/** Everything that is watched, in its order. */
export const ALL_KINDS: readonly WatchedKind[] = WATCHED_RESOURCES.map(({ kind }) => kind)
