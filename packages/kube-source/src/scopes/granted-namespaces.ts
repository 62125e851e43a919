import type { WatchedResource } from '@portolan/domain'
import { KubeSourceError } from '../errors.ts'
import type { SourceLog } from '../source-log.ts'
import { Collection } from '../transport/collection.ts'
import type { KubeTransport } from '../transport/kube-transport.ts'
import type { NamespaceDirectory } from './namespace-directory.ts'

export interface GrantedNamespacesParts {
  readonly resource: WatchedResource
  readonly transport: KubeTransport
  readonly directory: NamespaceDirectory
  readonly versionOf: (resource: WatchedResource) => string | undefined
  readonly log: SourceLog
  /** Follow the resource in one namespace until the signal aborts; never rejects. */
  readonly follow: (namespace: string, signal: AbortSignal) => Promise<void>
}

interface Following {
  readonly stopping: AbortController
  readonly done: Promise<void>
}

/**
 * While a kind is forbidden across the cluster: the namespaces in which it may be read, each followed by itself (rule B.10).
 *
 * Nothing happens by itself: whoever asks for the whole cluster again calls `refresh` when that is still forbidden.
 */
export class GrantedNamespaces {
  readonly #parts: GrantedNamespacesParts
  readonly #followed = new Map<string, Following>()

  constructor(parts: GrantedNamespacesParts) {
    this.#parts = parts
  }

  /** Begin with namespaces that appeared or in which permission was given; let go of those that vanished. */
  async refresh(signal: AbortSignal): Promise<void> {
    const names = await this.#unlessUnreachable(signal, () => this.#parts.directory.names())
    if (names === undefined) return
    for (const [name, following] of this.#followed) {
      if (names.includes(name)) continue
      this.#followed.delete(name)
      await stop(following)
    }
    for (const name of names) {
      if (this.#followed.has(name) || !(await this.#isGranted(name, signal))) continue
      const stopping = new AbortController()
      this.#followed.set(name, { stopping, done: this.#parts.follow(name, stopping.signal) })
    }
  }

  /** Let go of all of them. Resolves when nothing more of them is told. */
  async stop(): Promise<void> {
    const all = [...this.#followed.values()]
    this.#followed.clear()
    await Promise.all(all.map(stop))
  }

  async #isGranted(namespace: string, signal: AbortSignal): Promise<boolean> {
    const { resource, transport, versionOf } = this.#parts
    const version = versionOf(resource)
    if (version === undefined || signal.aborted) return false
    const collection = new Collection(transport, { resource, version, namespace })
    return (await this.#unlessUnreachable(signal, () => collection.list({ limit: 1, signal }))) !== undefined
  }

  /** A server that cannot be asked changes nothing; it is asked again the next time. */
  async #unlessUnreachable<T>(signal: AbortSignal, ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await ask()
    } catch (error) {
      if (signal.aborted) return undefined
      if (!(error instanceof KubeSourceError)) throw error
      const { log, resource } = this.#parts
      log.debug({ resource: resource.resource, reason: error.message }, 'a namespace is not followed by itself')
      return undefined
    }
  }
}

async function stop({ stopping, done }: Following): Promise<void> {
  stopping.abort(new Error('the namespace is no longer followed by itself'))
  await done
}
