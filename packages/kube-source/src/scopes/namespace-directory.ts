import { watchedResource } from '@portolan/domain'
import type { Clock } from '@portolan/pipeline/ports'
import { ApiStatusError } from '../errors.ts'
import { Collection } from '../transport/collection.ts'
import type { KubeTransport } from '../transport/kube-transport.ts'
import type { Tuning } from '../tuning.ts'

export interface NamespaceDirectoryParts {
  readonly transport: KubeTransport
  readonly clock: Clock
  /** Ends every request; they are shared, so no single caller can. */
  readonly signal: AbortSignal
  readonly tuning: Pick<Tuning, 'listPageSize' | 'identityFreshMs' | 'maxProbedNamespaces'>
}

/** The names of the namespaces there are, for whoever may list them. Many kinds ask at the same time; one request serves all. */
export class NamespaceDirectory {
  readonly #parts: NamespaceDirectoryParts
  #names: { readonly names: readonly string[]; readonly at: number } | undefined
  #listing: Promise<readonly string[]> | undefined

  constructor(parts: NamespaceDirectoryParts) {
    this.#parts = parts
  }

  /**
   * In the order of the API, by name; at most `maxProbedNamespaces`. Empty when they may not be listed.
   * @throws {KubeSourceError} the server cannot be asked
   */
  async names(): Promise<readonly string[]> {
    const { clock, tuning } = this.#parts
    if (this.#names !== undefined && clock.monotonic() - this.#names.at < tuning.identityFreshMs)
      return this.#names.names
    this.#listing ??= this.#list().finally(() => {
      this.#listing = undefined
    })
    return await this.#listing
  }

  async #list(): Promise<readonly string[]> {
    const { clock, tuning, transport, signal } = this.#parts
    const names: string[] = []
    try {
      const resource = watchedResource('Namespace')
      if (resource === undefined) return []
      const collection = new Collection(transport, { resource, version: 'v1' })
      let next: string | undefined
      do {
        const page = await collection.list({ limit: tuning.listPageSize, signal, ...(next !== undefined && { next }) })
        names.push(...page.items.map((item) => String((item.metadata as { name?: unknown }).name)))
        next = page.next
      } while (next !== undefined && names.length < tuning.maxProbedNamespaces)
    } catch (error) {
      if (!(error instanceof ApiStatusError) || error.status !== 403) throw error
    }
    this.#names = { names: names.slice(0, tuning.maxProbedNamespaces), at: clock.monotonic() }
    return this.#names.names
  }
}
