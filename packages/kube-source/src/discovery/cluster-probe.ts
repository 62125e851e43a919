import type { Clock, ClusterIdentity } from '@portolan/pipeline/ports'
import { ApiStatusError } from '../errors.ts'
import type { KubeTransport } from '../transport/kube-transport.ts'
import type { Tuning } from '../tuning.ts'

const METADATA_ONLY = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1, application/json'

export interface ClusterProbeParts {
  readonly transport: KubeTransport
  readonly name: string
  /** `metadata.uid` of Namespace kube-system as it was known before; absent when it was never seen. */
  readonly knownUid: string | undefined
  readonly clock: Clock
  readonly tuning: Pick<Tuning, 'identityFreshMs'>
  /** Ends every request; they are shared, so no single caller can. */
  readonly signal: AbortSignal
  /** Called when the identity has become known or has changed. */
  readonly identified: (identity: ClusterIdentity) => Promise<void>
}

/**
 * Whether the server is still the same cluster.
 *
 * Another `uid` of Namespace kube-system means another cluster behind the same address, so every resourceVersion that is
 * remembered means nothing: the epoch rises (rule B.6).
 */
export class ClusterProbe {
  readonly #parts: ClusterProbeParts
  readonly #followers = new Set<() => void>()
  #uid: string | undefined
  #version: string | undefined
  #epoch = 0
  #checkedAt: number | undefined
  #checking: Promise<void> | undefined

  constructor(parts: ClusterProbeParts) {
    this.#parts = parts
    this.#uid = parts.knownUid
  }

  /** Rises when the cluster turns out to be another one. */
  get epoch(): number {
    return this.#epoch
  }

  /**
   * Ask the server who it is, unless it said so a moment ago. Callers at the same time share one request.
   * @throws {KubeSourceError} the server cannot be asked; being forbidden to know is no error
   */
  async check(): Promise<void> {
    const { clock, tuning } = this.#parts
    const isFresh = this.#checkedAt !== undefined && clock.monotonic() - this.#checkedAt < tuning.identityFreshMs
    if (isFresh) return
    this.#checking ??= this.#ask().finally(() => {
      this.#checking = undefined
    })
    await this.#checking
  }

  /**
   * Begin another epoch, unless one began since `epoch`: a stream found its versions fallen, so the cluster was restored from a
   * backup and no version of any stream can be trusted.
   */
  beginEpoch(epoch: number): void {
    if (this.#epoch !== epoch) return
    this.#epoch++
    for (const interrupt of [...this.#followers]) interrupt()
  }

  /** Be told when an epoch begins. @returns how to stop being told */
  onEpoch(interrupt: () => void): () => void {
    this.#followers.add(interrupt)
    return () => this.#followers.delete(interrupt)
  }

  async #ask(): Promise<void> {
    const { transport, name, clock, identified } = this.#parts
    const version = (await this.#get<{ gitVersion?: string }>('/version'))?.gitVersion
    const uid = (await this.#get<{ metadata?: { uid?: string } }>('/api/v1/namespaces/kube-system'))?.metadata?.uid
    this.#checkedAt = clock.monotonic()
    if (version !== undefined && version !== this.#version) {
      this.#version = version
      await identified({ name, server: transport.server, version })
    }
    const known = this.#uid
    this.#uid = uid ?? known
    if (uid !== undefined && known !== undefined && uid !== known) this.beginEpoch(this.#epoch)
  }

  async #get<T>(path: string): Promise<T | undefined> {
    try {
      const { transport, signal } = this.#parts
      return (await transport.json({ path, signal, accept: METADATA_ONLY })) as T
    } catch (error) {
      if (error instanceof ApiStatusError && [403, 404, 406].includes(error.status)) return undefined
      throw error
    }
  }
}
