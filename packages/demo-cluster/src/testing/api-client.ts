import { vi } from 'vitest'
import { objectKey } from '../api-server/object-collection.ts'
import type { StoredObject } from '../api-server/stored-object.ts'

/** One line of a watch; `object` is a Status where the type is `ERROR`. */
export interface WatchLine {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR'
  object: StoredObject
}

/** `open`; ended by the server as it should; or cut in the middle. */
export type WatchState = 'open' | 'ended' | 'cut'

/** A watch as a client has seen it so far. */
export interface ObservedWatch {
  readonly state: WatchState
  readonly lines: readonly WatchLine[]
  /** The lines as bytes had them, without their ends. */
  readonly texts: readonly string[]
  /** What came of a line that was never finished. */
  readonly rest: string
  close(): void
}

export interface Listed {
  kind: string
  apiVersion: string
  metadata: { resourceVersion: string; continue?: string; remainingItemCount?: number }
  items: StoredObject[]
}

/** Until the assertion holds; fails with its message after `withinMs`. */
export const eventually = (assertion: () => unknown, withinMs = 60_000): Promise<unknown> =>
  vi.waitFor(assertion, { interval: 2, timeout: withinMs })

/** `name@resourceVersion` of each object: enough to tell states apart. */
export const versionsOf = (objects: Iterable<StoredObject>): string[] =>
  [...objects].map(({ metadata }) => `${metadata.name}@${metadata.resourceVersion}`)

/** @throws when the answer is not a 200 */
export async function list(url: string, headers: Record<string, string> = {}): Promise<Listed> {
  const response = await fetch(url, { headers })
  if (response.status !== 200) throw new Error(`GET ${url} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as Listed
}

/** Open a watch and read it as fast as it comes. `query` is added to `watch=true`. */
export async function watch(url: string, query = '', headers: Record<string, string> = {}): Promise<ObservedWatch> {
  const abort = new AbortController()
  const response = await fetch(`${url}?watch=true${query}`, { headers, signal: abort.signal })
  if (response.status !== 200 || response.body === null) throw new Error(`watch of ${url} answered ${response.status}`)
  const seen = { state: 'open' as WatchState, lines: [] as WatchLine[], texts: [] as string[], rest: '' }
  void read(response.body, seen)
  return Object.assign(seen, { close: () => abort.abort() })
}

async function read(
  body: ReadableStream<Uint8Array>,
  seen: { state: WatchState; lines: WatchLine[]; texts: string[]; rest: string },
): Promise<void> {
  const decoder = new TextDecoder()
  try {
    for await (const chunk of body) {
      const [...texts] = (seen.rest + decoder.decode(chunk, { stream: true })).split('\n')
      seen.rest = texts.pop() ?? ''
      seen.texts.push(...texts)
      seen.lines.push(...texts.map((text) => JSON.parse(text) as WatchLine))
    }
    seen.state = 'ended'
  } catch (cause) {
    if (cause instanceof SyntaxError) throw cause
    seen.state = 'cut'
  }
}

/** The objects after a LIST and the lines that followed it, by namespace and name. */
export function fold(
  items: Iterable<StoredObject>,
  lines: Iterable<{ type: string; object: StoredObject }>,
): Map<string, StoredObject> {
  const objects = new Map<string, StoredObject>()
  for (const object of items) objects.set(objectKey(object.metadata), object)
  for (const line of lines) apply(objects, line)
  return objects
}

export function apply(
  objects: Map<string, StoredObject>,
  { type, object }: { type: string; object: StoredObject },
): void {
  if (type === 'DELETED') objects.delete(objectKey(object.metadata))
  else if (type === 'ADDED' || type === 'MODIFIED') objects.set(objectKey(object.metadata), object)
}
