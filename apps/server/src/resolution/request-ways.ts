import {
  type AppliedChange,
  keyOf,
  type ObjectKey,
  objectKey,
  type Pod,
  parseObjectKey,
  type Resolution,
  type Snapshot,
  serviceOfSlice,
  type WatchedObject,
} from '@portolan/domain'
import { type EntrySelector, entrySelectors, isSelectedAsEntry } from './entry-pods.ts'

/** What one request can come by over a stretch of time: the Services its rules lead to, and the Pods of whoever may answer it. */
export class RequestWays {
  readonly #services = new Map<ObjectKey, ServiceName>()
  readonly #entries = new Map<string, EntrySelector>()

  /** @param snapshot that the request was resolved over */
  add(resolution: Resolution, snapshot: Snapshot): void {
    for (const key of servicesOf(resolution)) this.#services.set(key, nameOf(key))
    for (const entry of [resolution.entry, ...resolution.otherEntries.map((other) => other.entry)]) {
      for (const selector of entry ? entrySelectors(snapshot, entry) : []) {
        this.#entries.set(JSON.stringify(selector), selector)
      }
    }
  }

  /** Of the Services; empty where no rule leads to any. */
  get serviceNamespaces(): readonly string[] {
    return [...new Set([...this.#services.values()].map(({ namespace }) => namespace))]
  }

  /** Whose NetworkPolicies may have a say: of the Services, and of whoever may answer. Empty where no rule leads to a Service. */
  get namespaces(): readonly string[] {
    if (this.#services.size === 0) return []
    return [...new Set([...this.serviceNamespaces, ...[...this.#entries.values()].map(({ namespace }) => namespace)])]
  }

  /** Whether a change is of one of the Services or of their slices. */
  isBackendChange({ before, after }: Pick<AppliedChange, 'before' | 'after'>): boolean {
    return [before, after].some((object) => object !== undefined && this.#services.has(serviceAbout(object)))
  }

  /** Whether a Pod is an endpoint of one of the Services, or runs one of the entries. */
  has({ metadata }: Pod, snapshot: Snapshot): boolean {
    return this.#isEntry(metadata) || this.#isEndpoint(metadata, snapshot)
  }

  #isEntry(pod: Pod['metadata']): boolean {
    return [...this.#entries.values()].some((selector) => isSelectedAsEntry(pod, selector))
  }

  #isEndpoint(pod: Pod['metadata'], snapshot: Snapshot): boolean {
    for (const { namespace, name } of this.#services.values()) {
      if (namespace !== pod.namespace) continue
      const slices = snapshot.slicesOfService(namespace, name)
      if (slices.some(({ endpoints }) => endpoints.some(({ targetRef }) => targetRef?.name === pod.name))) return true
    }
    return false
  }
}

interface ServiceName {
  readonly namespace: string
  readonly name: string
}

function nameOf(key: ObjectKey): ServiceName {
  const { namespace = '', name = '' } = parseObjectKey(key) ?? {}
  return { namespace, name }
}

/** Services that any rule considered leads to, whether it wins or not. */
function servicesOf({ backends, candidates }: Resolution): ObjectKey[] {
  const named = backends.map(({ namespace, service }) => objectKey('Service', namespace, service))
  return [...named, ...candidates.flatMap((candidate) => candidate.backends)]
}

function serviceAbout(object: WatchedObject): ObjectKey {
  if (object.kind !== 'EndpointSlice') return keyOf(object)
  const [namespace, name = ''] = serviceOfSlice(object)?.split('/') ?? []
  return objectKey('Service', namespace, name)
}
