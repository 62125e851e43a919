import { WATCHED_RESOURCES, type WatchedResource } from '@portolan/domain'
import { ApiStatusError, MalformedAnswerError } from '../errors.ts'
import type { KubeTransport } from '../transport/kube-transport.ts'

const FORBIDDEN = 403
const NOT_FOUND = 404

interface ApiGroupList {
  readonly groups?: readonly { readonly name?: string; readonly versions?: readonly { readonly version?: string }[] }[]
}

interface ApiResourceList {
  readonly resources?: readonly { readonly name?: string; readonly verbs?: readonly string[] }[]
}

/**
 * Which of the watched resources the server serves, and in which version (rule B.1). Asked, never assumed.
 *
 * A server that forbids discovery is believed to serve everything in the version we know best; a 404 will tell.
 */
export class Discovery {
  readonly #transport: KubeTransport
  readonly #signal: AbortSignal
  #served: ReadonlySet<string> | 'unknown' = new Set()
  #refreshing: Promise<void> | undefined

  /** @param signal ends every request; they are shared, so no single caller can */
  constructor(transport: KubeTransport, signal: AbortSignal) {
    this.#transport = transport
    this.#signal = signal
  }

  /** The version to use; `undefined` when the kind is not served, or before the first `refresh`. */
  versionOf(resource: WatchedResource): string | undefined {
    const served = this.#served
    if (served === 'unknown') return resource.versions[0]
    return resource.versions.find((version) => served.has(name(resource.group, version, resource.resource)))
  }

  /**
   * Ask again. Callers at the same time share one round of requests.
   * @throws {KubeSourceError} the server cannot be asked; what was known stays
   */
  async refresh(): Promise<void> {
    this.#refreshing ??= this.#ask().finally(() => {
      this.#refreshing = undefined
    })
    await this.#refreshing
  }

  async #ask(): Promise<void> {
    const groups = await this.#get<ApiGroupList>('/apis')
    if (groups === 'forbidden') {
      this.#served = 'unknown'
      return
    }
    const served = new Set<string>()
    for (const [group, version] of wantedGroupVersions()) {
      if (group !== '' && !serves(groups, group, version)) continue
      const path = group === '' ? `/api/${version}` : `/apis/${group}/${version}`
      const list = await this.#get<ApiResourceList>(path)
      if (list === undefined && group === '') throw this.#notKubernetes(path)
      for (const resource of resourcesOf(list, group)) served.add(name(group, version, resource))
    }
    this.#served = served
  }

  /** Every API server serves the core group; whatever answers here is something else. */
  #notKubernetes(path: string): MalformedAnswerError {
    return new MalformedAnswerError(`the server at ${this.#transport.server} is no Kubernetes API: it has no ${path}`)
  }

  async #get<T>(path: string): Promise<T | 'forbidden' | undefined> {
    try {
      return (await this.#transport.json({ path, signal: this.#signal })) as T
    } catch (error) {
      if (error instanceof ApiStatusError && error.status === FORBIDDEN) return 'forbidden'
      if (error instanceof ApiStatusError && error.status === NOT_FOUND) return undefined
      throw error
    }
  }
}

function wantedGroupVersions(): readonly (readonly [group: string, version: string])[] {
  const wanted = new Map(
    WATCHED_RESOURCES.flatMap(({ group, versions }) =>
      versions.map((version) => [`${group}/${version}`, [group, version]]),
    ),
  ) as Map<string, readonly [string, string]>
  return [...wanted.values()]
}

function serves(list: ApiGroupList | undefined, group: string, version: string): boolean {
  const found = list?.groups?.find((candidate) => candidate.name === group)
  return found?.versions?.some((candidate) => candidate.version === version) ?? false
}

/** Resources that can be followed; a group version whose list is forbidden is believed to have all that we want of it. */
function resourcesOf(list: ApiResourceList | 'forbidden' | undefined, group: string): readonly string[] {
  if (list === 'forbidden') return WATCHED_RESOURCES.filter((row) => row.group === group).map((row) => row.resource)
  return (list?.resources ?? []).flatMap(({ name, verbs }) => {
    return name !== undefined && (verbs === undefined || verbs.includes('watch')) ? [name] : []
  })
}

function name(group: string, version: string, resource: string): string {
  return `${group}/${version}/${resource}`
}
