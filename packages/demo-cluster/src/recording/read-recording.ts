import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { type ApiResource, collectionPath, resources } from '../api-server/api-resource.ts'
import type { StoredObject } from '../api-server/stored-object.ts'
import { UnreadableRecordingError } from '../errors.ts'

/** What a real API server said, as `fixtures/recordings/README.md` describes it. */
export interface Recording {
  /** Wall clock of `ms: 0`, epoch ms. */
  startedAt: number
  /** What its `/version` said. */
  gitVersion: string
  /** The answers to the first LIST of each resource. */
  lists: readonly RecordedList[]
  /** The lines of all watches, in the order they were received. */
  lines: readonly RecordedLine[]
}

export interface RecordedList {
  resource: ApiResource
  resourceVersion: string
  items: readonly StoredObject[]
}

export interface RecordedLine {
  /** Since the start of the recording. */
  ms: number
  resource: ApiResource
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'
  object: StoredObject
}

const WATCH_TYPES = ['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK']

/**
 * Read a recording whole: JSON lines, gzipped.
 * @throws {UnreadableRecordingError} a line is not what the format says
 */
export async function readRecording(file: string | URL): Promise<Recording> {
  const lists: RecordedList[] = []
  const lines: RecordedLine[] = []
  let head: Pick<Recording, 'startedAt' | 'gitVersion'> | undefined
  let number = 0
  const input = createReadStream(file)
  const text = createInterface({ input: input.pipe(createGunzip()), crlfDelay: Number.POSITIVE_INFINITY })
  for await (const line of text) {
    const where = `${String(file)} line ${++number}`
    const document = parse(line, where)
    if (head === undefined) head = readHead(document, where)
    else if (isRecord(document.list)) lists.push(readList(document, where))
    else lines.push(readLine(document, where))
  }
  if (head === undefined)
    throw new UnreadableRecordingError(`${String(file)} is empty: a recording begins with { start, version }`)
  return { ...head, lists, lines }
}

function readHead(
  { start, version }: Record<string, unknown>,
  where: string,
): Pick<Recording, 'startedAt' | 'gitVersion'> {
  const startedAt = typeof start === 'string' ? Date.parse(start) : Number.NaN
  if (!Number.isNaN(startedAt) && typeof version === 'string') return { startedAt, gitVersion: version }
  throw new UnreadableRecordingError(`${where}: a recording begins with { start, version }`)
}

function readList({ path, list }: Record<string, unknown>, where: string): RecordedList {
  const resource = resourceAt(path, where)
  const { metadata, items } = list as { metadata?: { resourceVersion?: string }; items?: StoredObject[] }
  if (metadata?.resourceVersion === undefined || !Array.isArray(items)) {
    throw new UnreadableRecordingError(`${where}: the list has no metadata.resourceVersion or no items`)
  }
  return { resource, resourceVersion: metadata.resourceVersion, items }
}

function readLine({ ms, path, event }: Record<string, unknown>, where: string): RecordedLine {
  const resource = resourceAt(path, where)
  if (typeof ms === 'number' && isRecord(event) && WATCH_TYPES.includes(String(event.type)) && isRecord(event.object)) {
    return { ms, resource, type: event.type as RecordedLine['type'], object: event.object as StoredObject }
  }
  throw new UnreadableRecordingError(`${where}: neither a list nor { ms, path, event: { type, object } }`)
}

function resourceAt(path: unknown, where: string): ApiResource {
  const found = Object.values(resources).find((resource) => collectionPath(resource) === path)
  if (found !== undefined) return found
  throw new UnreadableRecordingError(`${where}: ${String(path)} is not a resource the demo cluster serves`)
}

function parse(line: string, where: string): Record<string, unknown> {
  try {
    const document: unknown = JSON.parse(line)
    if (isRecord(document)) return document
  } catch (cause) {
    throw new UnreadableRecordingError(`${where} is not JSON`, { cause })
  }
  throw new UnreadableRecordingError(`${where} is not a JSON object`)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
