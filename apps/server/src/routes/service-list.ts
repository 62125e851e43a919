import { type Service, type ServiceSummary, type Snapshot, summariseService } from '@portolan/domain'
import { SearchWords } from './search-words.ts'

export interface ServiceListQuery {
  readonly namespaces: readonly string[] | undefined
  /** Words that all have to be found. */
  readonly search: string | undefined
  /** `namespace/name` of the last one of the page before. */
  readonly after: string | undefined
  readonly limit: number
}

/** One page of Services by namespace and name; only those on the page are summarised. */
export function serviceList(snapshot: Snapshot, query: ServiceListQuery): readonly ServiceSummary[] {
  const { namespaces = snapshot.namespaces(), search, after, limit } = query
  const words = new SearchWords(search)
  const page: ServiceSummary[] = []
  for (const namespace of [...namespaces].sort()) {
    if (after !== undefined && namespace < (after.split('/', 1)[0] ?? '')) continue
    for (const service of [...snapshot.ofKind('Service', namespace)].sort(byName)) {
      const { name } = service.metadata
      if (after !== undefined && !isBehind({ namespace, name }, after)) continue
      if (!words.areIn(() => searchedText(service))) continue
      const summary = summariseService(snapshot, namespace, name)
      if (summary !== undefined) page.push(summary)
      if (page.length === limit) return page
    }
  }
  return page
}

function isBehind({ namespace, name }: { namespace: string; name: string }, after: string): boolean {
  const [lastNamespace = '', lastName = ''] = after.split('/')
  return namespace > lastNamespace || (namespace === lastNamespace && name > lastName)
}

function searchedText({ metadata, spec }: Service): string {
  const ports = spec.ports.flatMap(({ name, port, nodePort }) => [name, port, nodePort])
  const addresses = [...spec.clusterIPs, ...spec.externalIPs, spec.externalName]
  const labels = Object.entries(metadata.labels).map(([key, value]) => `${key}=${value}`)
  return [metadata.namespace, metadata.name, spec.type, ...ports, ...addresses, ...labels].join(' ')
}

function byName(a: Service, b: Service): number {
  return a.metadata.name < b.metadata.name ? -1 : 1
}
