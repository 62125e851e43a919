import type { SourceMessage, StreamCursor, StreamScope } from '@portolan/pipeline/ports'
import { keyOf } from '../scopes/stream-registry.ts'

/** How far each stream was told: where another thread goes on when the one that told is gone. */
export class ToldSoFar {
  readonly #cursors: Map<string, StreamCursor>
  readonly #openLists = new Map<string, StreamScope>()

  constructor(cursors: readonly StreamCursor[]) {
    this.#cursors = new Map(cursors.map((cursor) => [keyOf(cursor.stream), cursor]))
  }

  /** A stream without one begins with a list. */
  cursors(): readonly StreamCursor[] {
    return [...this.#cursors.values()]
  }

  /** Streams whose lists will never be complete; each is named once. */
  takeOpenLists(): readonly StreamScope[] {
    const streams = [...this.#openLists.values()]
    this.#openLists.clear()
    return streams
  }

  /** The message was handed on. */
  take(message: SourceMessage): void {
    if (message.type === 'cluster') return
    const key = keyOf(message.stream)
    if (message.type === 'list-begin') this.#openLists.set(key, message.stream)
    else if (message.type === 'list-end' || message.type === 'list-abandoned') this.#openLists.delete(key)
    // What was missed is lost: only a list can tell.
    if (message.type === 'blind') this.#cursors.delete(key)
    const reached = cursorAfter(message)
    if (reached !== undefined) this.#cursors.set(key, reached)
  }
}

/** `undefined` for a message that moves no cursor. */
function cursorAfter(message: SourceMessage): StreamCursor | undefined {
  switch (message.type) {
    case 'list-end':
    case 'bookmark':
      return cursorAt(message, message.resourceVersion)
    case 'watched':
      return cursorAt(message, message.changes.at(-1)?.projected.resourceVersion)
    default:
      return undefined
  }
}

function cursorAt(
  { stream, observedAt }: Omit<StreamCursor, 'resourceVersion'>,
  resourceVersion: string | undefined,
): StreamCursor | undefined {
  return resourceVersion === undefined ? undefined : { stream, resourceVersion, observedAt }
}
