import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { WATCHED_RESOURCES, type WatchedResource } from '../src/kubernetes/resources.ts'

const FILE = new URL('../../../fixtures/recordings/harbour.jsonl.gz', import.meta.url)

const TRUTH = new URL('../../../fixtures/recordings/harbour.truth.json', import.meta.url)

/** One object as a real API server told it, in a list or by watch. */
export interface RecordedObject {
  /** Milliseconds since the recording began. */
  readonly ms: number
  readonly resource: WatchedResource
  readonly type: 'LISTED' | 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly raw: unknown
}

interface Truth {
  readonly services: Readonly<Record<string, { readonly zeroReady: readonly (readonly [number, number])[] }>>
}

interface RecordedLine {
  readonly ms: number
  readonly path?: string
  readonly list?: { readonly items: readonly unknown[] | null }
  readonly event?: { readonly type: RecordedObject['type'] | 'BOOKMARK'; readonly object: unknown }
}

/** Wall clock of `ms: 0`, RFC 3339. */
export function recordingStart(): string {
  const [first = ''] = readLines()
  return (JSON.parse(first) as { start: string }).start
}

/** Zero-ready windows of a Service as they were computed from the recorded slices by other means: pairs of `ms`. */
export function recordedZeroReady(service: string): readonly (readonly [from: number, to: number])[] {
  const { services } = JSON.parse(readFileSync(TRUTH, 'utf8')) as Truth
  return services[service]?.zeroReady ?? []
}

/** Everything the recording says of objects, in its order; bookmarks left out. */
export function readRecording(): readonly RecordedObject[] {
  return readLines().flatMap((line) => objectsOf(JSON.parse(line) as RecordedLine))
}

function readLines(): readonly string[] {
  return gunzipSync(readFileSync(FILE)).toString().trimEnd().split('\n')
}

function objectsOf({ event, list, ms, path }: RecordedLine): readonly RecordedObject[] {
  const resource: WatchedResource | undefined = WATCHED_RESOURCES.find((row) => path?.endsWith(`/${row.resource}`))
  if (resource === undefined) return []
  if (list) return (list.items ?? []).map((raw) => ({ ms, raw, resource, type: 'LISTED' }))
  return event && event.type !== 'BOOKMARK' ? [{ ms, raw: event.object, resource, type: event.type }] : []
}
