import { serviceOfSlice } from '../endpoints/slice-service.ts'
import type { Snapshot } from '../history/snapshot.ts'
import type { Endpoint } from '../kubernetes/endpoint-slice.ts'
import { keyOf, type ObjectKey, objectKey } from '../kubernetes/object-key.ts'
import { ROUTE_KINDS } from './backend-services.ts'

/** What is asked of what stands behind the chart, in lower case; any of the values is enough. */
export interface ChartQuestion {
  /**
   * `label`: `key` or `key=value`, the key with or without its prefix. `node`: a whole name. `pod`: a part of the name of a
   * Pod, or the beginning of its address.
   */
  readonly by: 'label' | 'node' | 'pod'
  readonly values: readonly string[]
}

/** Kinds that have a card of their own. */
export const CHARTED_KINDS = ['Service', 'Ingress', ...ROUTE_KINDS, 'Gateway', 'ListenerSet'] as const

/**
 * Objects of a namespace that have a card and match: Services by their endpoints, and whatever has a card by its own labels.
 * In no promised order; a key may come twice. Costs a look at each endpoint of the namespace.
 */
export function* chartMatches(
  snapshot: Snapshot,
  namespace: string,
  question: ChartQuestion,
): IterableIterator<ObjectKey> {
  const isMeant = endpointTest(question, (name) => snapshot.find('Pod', namespace, name)?.metadata.labels)
  for (const slice of snapshot.ofKind('EndpointSlice', namespace)) {
    const service = serviceOfSlice(slice)
    if (service === undefined || !slice.endpoints.some(isMeant)) continue
    yield objectKey('Service', namespace, service.slice(namespace.length + 1))
  }
  if (question.by !== 'label') return
  for (const kind of CHARTED_KINDS) {
    for (const object of snapshot.ofKind(kind, namespace)) {
      if (hasLabel(object.metadata.labels, question.values)) yield keyOf(object)
    }
  }
}

type Labels = Readonly<Record<string, string>>

function endpointTest(
  { by, values }: ChartQuestion,
  labelsOfPod: (name: string) => Labels | undefined,
): (endpoint: Endpoint) => boolean {
  switch (by) {
    case 'node':
      return ({ nodeName }) => nodeName !== undefined && values.includes(nodeName.toLowerCase())
    case 'pod':
      return ({ addresses: [address = ''], targetRef }) =>
        values.some((value) => address.startsWith(value) || targetRef?.name.includes(value))
    case 'label':
      return ({ targetRef }) => {
        const labels = targetRef?.kind === 'Pod' ? labelsOfPod(targetRef.name) : undefined
        return labels !== undefined && hasLabel(labels, values)
      }
  }
}

function hasLabel(labels: Labels, values: readonly string[]): boolean {
  return Object.entries(labels).some(([written, writtenValue]) =>
    values.some((asked) => {
      const equals = asked.indexOf('=')
      const key = equals < 0 ? asked : asked.slice(0, equals)
      const name = written.toLowerCase()
      const isKey = name === key || name.slice(name.indexOf('/') + 1) === key
      return isKey && (equals < 0 || writtenValue.toLowerCase() === asked.slice(equals + 1))
    }),
  )
}
