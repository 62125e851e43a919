import { MalformedAnswerError } from '../errors.ts'

/** What every object of a LIST or a WATCH has; the rest is the projection's business. */
export interface RawObject {
  readonly metadata: {
    readonly name?: string
    readonly namespace?: string
    readonly resourceVersion: string
    readonly annotations?: Readonly<Record<string, string>>
  }
}

export type ChangeLineType = 'ADDED' | 'MODIFIED' | 'DELETED'

/** One line of a watch (meta/v1 WatchEvent). */
export type WatchLine =
  | { readonly type: ChangeLineType | 'BOOKMARK'; readonly object: RawObject }
  /** `object` is a Status. */
  | { readonly type: 'ERROR'; readonly object: unknown }

const INITIAL_EVENTS_END = 'k8s.io/initial-events-end'
const TYPES: ReadonlySet<unknown> = new Set(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR'])

/**
 * A line, read. Nothing of a line that cannot be read is ever used, and it is never passed over (rule B.6).
 * @throws {MalformedAnswerError}
 */
export function parseWatchLine(text: string): WatchLine {
  const line = parsed(text) as Partial<WatchLine> | null
  if (typeof line !== 'object' || line === null || !TYPES.has(line.type)) throw malformed('is no watch event')
  if (line.type === 'ERROR') return line as WatchLine
  const version = (line.object as Partial<RawObject> | undefined)?.metadata?.resourceVersion
  if (typeof version !== 'string' || version === '') throw malformed('has no resourceVersion')
  return line as WatchLine
}

/** The bookmark that ends the initial events of a WatchList (KEP-3157). */
export function endsInitialEvents(line: WatchLine): boolean {
  return line.type === 'BOOKMARK' && line.object.metadata.annotations?.[INITIAL_EVENTS_END] === 'true'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser quotes what it read; the line may hold anything, so only the fact is told.
    throw malformed('is not JSON')
  }
}

function malformed(what: string): MalformedAnswerError {
  return new MalformedAnswerError(`the API server sent a line of a watch that ${what}`)
}
