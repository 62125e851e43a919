import type { WatchedResource } from '@portolan/domain'
import { ApiStatusError, MalformedAnswerError } from '../errors.ts'
import type { ApiRequest, KubeTransport } from './kube-transport.ts'
import { withoutOwnedFields } from './owned-fields.ts'
import type { WatchConnection } from './watch-connection.ts'
import type { RawObject } from './watch-line.ts'

const JSON_TYPE = 'application/json'
const NOT_ACCEPTABLE = 406

/** One page of a LIST. */
export interface ListPage {
  readonly items: readonly RawObject[]
  /** Of the snapshot the whole list is taken from. */
  readonly resourceVersion: string
  /** Token of the next page; absent on the last one. An empty page may have one (rule B.3). */
  readonly next?: string
}

export interface ListRequest {
  /** Objects per page; absent: all in one. */
  readonly limit?: number
  readonly next?: string
  readonly signal: AbortSignal
}

export interface WatchRequest {
  /** Absent: a WatchList, everything there is and then every change (rule B.4). */
  readonly resourceVersion?: string
  readonly timeoutSeconds: number
  readonly signal: AbortSignal
}

export interface CollectionAddress {
  readonly resource: WatchedResource
  /** The served version to use. */
  readonly version: string
  /** Absent: the whole cluster. */
  readonly namespace?: string | undefined
  /** Told of everything that arrives, as it came over the wire. */
  readonly onBytes?: (count: number) => void
  /** What a manager wrote is read with the fields it owns; absent or false: without. */
  readonly wantsOwnedFields?: boolean
}

/**
 * LIST and WATCH of one resource, in one namespace or everywhere.
 *
 * No `resourceVersion` is ever sent with a LIST: version 0 can answer with the past. No selector is ever sent with a WATCH: it
 * would tell changes of labels as creations and deletions (rules B.3, B.4).
 */
export class Collection {
  readonly path: string
  readonly #transport: KubeTransport
  readonly #resource: WatchedResource
  readonly #onBytes: ((count: number) => void) | undefined
  readonly #trim: ((json: Buffer) => Buffer) | undefined
  #acceptsMetadata: boolean

  constructor(
    transport: KubeTransport,
    { resource, version, namespace, onBytes, wantsOwnedFields }: CollectionAddress,
  ) {
    this.#onBytes = onBytes
    this.#trim = wantsOwnedFields ? undefined : withoutOwnedFields
    const root = resource.group === '' ? `/api/${version}` : `/apis/${resource.group}/${version}`
    const scope = namespace === undefined ? '' : `/namespaces/${namespace}`
    this.path = `${root}${scope}/${resource.resource}`
    this.#transport = transport
    this.#resource = resource
    this.#acceptsMetadata = resource.read === 'metadata'
  }

  async list({ limit, next, signal }: ListRequest): Promise<ListPage> {
    const query = { ...(limit === undefined ? {} : { limit: String(limit) }), ...(next ? { continue: next } : {}) }
    const body = await this.#acceptably('PartialObjectMetadataList', (accept) =>
      this.#transport.json({ path: this.path, query, accept, signal, onBytes: this.#onBytes, trim: this.#trim }),
    )
    return this.#page(body)
  }

  async watch({ resourceVersion, timeoutSeconds, signal }: WatchRequest): Promise<WatchConnection> {
    const query = {
      watch: 'true',
      allowWatchBookmarks: 'true',
      timeoutSeconds: String(timeoutSeconds),
      ...(resourceVersion === undefined
        ? { sendInitialEvents: 'true', resourceVersionMatch: 'NotOlderThan' }
        : { resourceVersion }),
    }
    return await this.#acceptably('PartialObjectMetadata', (accept) =>
      this.#transport.watch({ path: this.path, query, accept, signal, onBytes: this.#onBytes, trim: this.#trim }),
    )
  }

  /** Where only metadata is wanted, ask for it; a server that will not (406) is asked for whole objects. */
  async #acceptably<T>(as: string, send: (accept: Required<ApiRequest>['accept']) => Promise<T>): Promise<T> {
    if (!this.#acceptsMetadata) return await send(JSON_TYPE)
    try {
      return await send(`${JSON_TYPE};as=${as};g=meta.k8s.io;v=v1, ${JSON_TYPE}`)
    } catch (error) {
      if (!(error instanceof ApiStatusError) || error.status !== NOT_ACCEPTABLE) throw error
      this.#acceptsMetadata = false
      return await send(JSON_TYPE)
    }
  }

  #page(body: unknown): ListPage {
    const list = body as {
      kind?: unknown
      items?: unknown
      metadata?: { resourceVersion?: unknown; continue?: unknown }
    } | null
    const version = list?.metadata?.resourceVersion
    const items = list?.items ?? []
    const isList = typeof list?.kind === 'string' && list.kind.endsWith('List')
    if (!isList || !Array.isArray(items) || typeof version !== 'string' || version === '') {
      throw new MalformedAnswerError(
        `the API server at ${this.#transport.server} answered ${this.path} with something that is no list of ${this.#resource.resource}`,
      )
    }
    const next = list?.metadata?.continue
    return { items, resourceVersion: version, ...(typeof next === 'string' && next !== '' ? { next } : {}) }
  }
}
