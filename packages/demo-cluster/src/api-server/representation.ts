import { type ApiResource, apiVersionOf, typeMetaOf } from './api-resource.ts'
import type { HistoryEntry } from './object-collection.ts'
import type { Status } from './status.ts'
import { StatusAnswer, statuses } from './status.ts'
import type { StoredObject } from './stored-object.ts'
import { columnDefinitions, rowJson } from './table/table-json.ts'

/** Whole objects, their metadata only, or what `kubectl get` prints. Source: meta/v1 PartialObjectMetadata, Table. */
export type Representation = 'full' | 'metadata' | 'table'

const META_VERSION = 'meta.k8s.io/v1'

/**
 * Choose what to answer from an Accept header: the first form that is served wins.
 * @throws {StatusAnswer} 406 when none is
 */
export function negotiate(accept: string | undefined, answer: 'list' | 'object' | 'watch'): Representation {
  const metadataKind = answer === 'list' ? 'PartialObjectMetadataList' : 'PartialObjectMetadata'
  for (const clause of (accept ?? '*/*').split(',')) {
    const [mediaType, ...rest] = clause.split(';').map((part) => part.trim())
    if (!['application/json', 'application/*', '*/*', ''].includes(mediaType ?? '')) continue
    const parameters = new Map(rest.map((part) => part.split('=', 2) as [string, string]))
    const as = parameters.get('as')
    if (as === undefined) return 'full'
    if (parameters.get('g') !== 'meta.k8s.io' || parameters.get('v') !== 'v1') continue
    if (as === metadataKind) return 'metadata'
    if (as === 'Table') return 'table'
  }
  throw new StatusAnswer(
    statuses.notAcceptable(
      `only the following media types are accepted: application/json, application/json;as=${metadataKind};g=meta.k8s.io;v=v1, application/json;as=Table;g=meta.k8s.io;v=v1`,
    ),
  )
}

/** One object as a GET answers it or a watch carries it. */
export function objectJson(object: StoredObject, representation: Representation): string {
  if (representation === 'table') return tableJson(object)
  return representation === 'full' ? JSON.stringify(object) : partialJson(object.metadata)
}

/** One object inside a list: built-in kinds leave out what the list says for all of them. */
export function listItemJson(resource: ApiResource, object: StoredObject, representation: Representation): string {
  if (representation === 'table') return rowJson(object, Date.now())
  if (representation === 'metadata') return partialJson(object.metadata)
  const json = JSON.stringify(object)
  if (resource.isCustom) return json
  const typeMeta = typeMetaJson(resource)
  return json.startsWith(typeMeta) ? `{${json.slice(typeMeta.length)}` : json
}

export interface ListMetadata {
  resourceVersion: string
  continue?: string
  remainingItemCount?: number
}

/** What stands before and after the items of a list. */
export function listFrame(
  resource: ApiResource,
  representation: Representation,
  { resourceVersion, continue: continueToken, remainingItemCount }: ListMetadata,
): { opening: string; closing: string } {
  const remaining = remainingItemCount === undefined ? {} : { remainingItemCount }
  if (resource.isCustom && representation === 'full') {
    const metadata = JSON.stringify({ continue: continueToken ?? '', ...remaining, resourceVersion })
    const apiVersion = apiVersionOf(resource)
    return {
      opening: `{"apiVersion":"${apiVersion}","items":[`,
      closing: `],"kind":"${resource.kind}List","metadata":${metadata}}\n`,
    }
  }
  const metadata = {
    resourceVersion,
    ...(continueToken === undefined ? {} : { continue: continueToken }),
    ...remaining,
  }
  if (representation === 'table') return tableFrame(resource, metadata)
  const kind = representation === 'metadata' ? 'PartialObjectMetadataList' : `${resource.kind}List`
  const apiVersion = representation === 'metadata' ? META_VERSION : apiVersionOf(resource)
  return {
    opening: `{"kind":"${kind}","apiVersion":"${apiVersion}","metadata":${JSON.stringify(metadata)},"items":[`,
    closing: ']}\n',
  }
}

/** A line of a watch for an object that is not a change: initial events, errors. */
export const watchLine = (type: string, json: string): string => `{"type":"${type}","object":${json}}\n`

/** The line of a change, serialised once for all watches that want it alike. */
export function entryLine(entry: HistoryEntry, representation: Representation): Buffer {
  const known = entry.lines.get(representation)
  if (known !== undefined) return known
  const line = Buffer.from(watchLine(entry.type, objectJson(entry.object, representation)))
  // A row tells an age: it is another for whoever asks later.
  if (representation !== 'table') entry.lines.set(representation, line)
  return line
}

export const errorLine = (status: Status): string => watchLine('ERROR', JSON.stringify(status))

/** A bookmark made here: the kind's zero value with a version, and the annotation that ends the initial events. */
export function bookmarkLine(
  resource: ApiResource,
  representation: Representation,
  { version, isInitialEnd }: { version: number; isInitialEnd: boolean },
): string {
  const ending = { annotations: { 'k8s.io/initial-events-end': 'true' } }
  const metadata = { resourceVersion: String(version), ...(isInitialEnd ? ending : {}) }
  if (representation === 'metadata') {
    return watchLine('BOOKMARK', JSON.stringify({ kind: 'PartialObjectMetadata', apiVersion: META_VERSION, metadata }))
  }
  return watchLine(
    'BOOKMARK',
    `${typeMetaJson(resource)}${JSON.stringify({ metadata, ...resource.zeroValue }).slice(1)}`,
  )
}

/** One object as a table of one row. */
function tableJson(object: StoredObject): string {
  const { opening, closing } = tableFrame(object, { resourceVersion: object.metadata.resourceVersion })
  return `${opening}${rowJson(object, Date.now())}${closing.trimEnd()}`
}

function tableFrame(kind: Pick<ApiResource, 'kind'>, metadata: object): { opening: string; closing: string } {
  const head = { kind: 'Table', apiVersion: META_VERSION, metadata, columnDefinitions: columnDefinitions(kind) }
  return { opening: `${JSON.stringify(head).slice(0, -1)},"rows":[`, closing: ']}\n' }
}

const partialJson = (metadata: object): string =>
  JSON.stringify({ kind: 'PartialObjectMetadata', apiVersion: META_VERSION, metadata })

const typeMetaJson = (resource: ApiResource): string => `${JSON.stringify(typeMetaOf(resource)).slice(0, -1)},`
