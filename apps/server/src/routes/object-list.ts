import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  keyOf,
  type ObjectKey,
  type Snapshot,
  WATCHED_RESOURCES,
  type WatchedKind,
  type WatchedObject,
} from '@portolan/domain'
import { SearchWords } from './search-words.ts'

/** Objects looked at before others get their turn. */
const STRIDE = 5_000

export interface ObjectListQuery {
  readonly kinds: readonly WatchedKind[] | undefined
  /** `-` for cluster-scoped objects. */
  readonly namespaces: readonly string[] | undefined
  readonly name: string | undefined
  /** Words that all have to be found. */
  readonly search: string | undefined
  /** Key of the last one of the page before. */
  readonly after: ObjectKey | undefined
  readonly limit: number
}

/** One page of objects by kind, namespace and name. Looks at no more kinds and namespaces than the page needs. */
export async function objectList(snapshot: Snapshot, query: ObjectListQuery): Promise<readonly WatchedObject[]> {
  const words = new SearchWords(query.search)
  const page: WatchedObject[] = []
  let seen = 0
  for (const objects of shelves(snapshot, query)) {
    for (const object of objects) {
      if (++seen % STRIDE === 0) await nextTurn()
      if (query.name !== undefined && object.metadata.name !== query.name) continue
      if (!words.areIn(() => searchedText(object))) continue
      page.push(object)
      if (page.length === query.limit) return page
    }
  }
  return page
}

/** Objects of one kind and namespace at a time, in the order of the list, from behind the last page on. */
function* shelves(
  snapshot: Snapshot,
  { kinds, namespaces, after }: ObjectListQuery,
): Generator<readonly WatchedObject[]> {
  const [lastKind = '', lastNamespace = '', lastName = ''] = after?.split('/') ?? []
  for (const { kind, isNamespaced } of WATCHED_RESOURCES.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))) {
    if (kind < lastKind || !(kinds?.includes(kind) ?? true)) continue
    const places = isNamespaced ? (namespaces ?? snapshot.namespaces()) : ['-']
    for (const place of [...places].sort()) {
      if (kind === lastKind && place < lastNamespace) continue
      if (!(namespaces?.includes(place) ?? true)) continue
      const isLast = kind === lastKind && place === lastNamespace
      const objects = [...snapshot.ofKind(kind, isNamespaced ? place : undefined)].sort(byName)
      yield isLast ? objects.filter(({ metadata }) => metadata.name > lastName) : objects
    }
  }
}

function searchedText(object: WatchedObject): string {
  const labels = Object.entries(object.metadata.labels).map(([key, value]) => `${key}=${value}`)
  return [keyOf(object), ...labels, ...addressesOf(object)].join(' ')
}

function addressesOf(object: WatchedObject): readonly string[] {
  switch (object.kind) {
    case 'Pod':
      return object.status.podIPs.map(({ ip }) => ip)
    case 'Service':
      return object.spec.clusterIPs
    case 'Ingress':
      return object.spec.rules.flatMap(({ host }) => host ?? [])
    default:
      return []
  }
}

function byName(a: WatchedObject, b: WatchedObject): number {
  return a.metadata.name < b.metadata.name ? -1 : 1
}
