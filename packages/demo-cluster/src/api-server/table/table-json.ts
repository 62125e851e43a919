import type { ApiResource } from '../api-resource.ts'
import type { StoredObject } from '../stored-object.ts'
import { humanDuration } from './human-duration.ts'
import { type Cell, printedColumns } from './printed-columns.ts'

/** Source: meta/v1 TableColumnDefinition; `priority` 1 is printed with `-o wide` only. */
interface ColumnDefinition {
  readonly name: string
  readonly type: 'string'
  readonly format: '' | 'name'
  readonly description: string
  readonly priority: 0 | 1
}

/** The columns of a kind as server-side printing answers them. */
export function columnDefinitions({ kind }: Pick<ApiResource, 'kind'>): readonly ColumnDefinition[] {
  const { names, last = [], wide = [], isBare = false } = printedColumns(kind)
  const column = (name: string, priority: 0 | 1 = 0): ColumnDefinition => ({
    name,
    type: 'string',
    format: name === 'Name' ? 'name' : '',
    description: '',
    priority,
  })
  const shown = isBare ? ['Last Seen', ...names] : ['Name', ...names, 'Age', ...last]
  return [...shown.map((name) => column(name)), ...wide.map((name) => column(name, 1))]
}

/** One row of a Table: cells in the order of the columns, and the metadata they are of. @param now epoch ms */
export function rowJson(object: StoredObject, now: number): string {
  const metadata = { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata }
  return JSON.stringify({ cells: cellsOf(object, now).map(String), object: metadata })
}

function cellsOf(object: StoredObject, now: number): readonly Cell[] {
  const { names, cells, isBare = false } = printedColumns(object.kind)
  const all = cells(object)
  const shown = all.slice(0, names.length)
  const age = (text: unknown) => (typeof text === 'string' ? humanDuration(now - Date.parse(text)) : '<unknown>')
  const { metadata, lastTimestamp, eventTime } = object
  if (isBare) return [age(lastTimestamp ?? eventTime ?? metadata.creationTimestamp), ...shown]
  return [metadata.name, ...shown, age(metadata.creationTimestamp), ...all.slice(names.length)]
}
