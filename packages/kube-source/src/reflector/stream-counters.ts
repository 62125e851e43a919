import type { StreamScope, StreamState, StreamStatistics } from '@portolan/pipeline/ports'

/** What is counted of one stream since the start (acceptance list J.2, 6). */
export class StreamCounters {
  readonly stream: StreamScope
  state: StreamState = 'waiting'
  detail: string | undefined
  /** Epoch ms. */
  lastObservedAt: number | undefined
  /** Epoch ms. */
  lastBookmarkAt: number | undefined
  resourceVersion: string | undefined
  /** Watches opened so far. */
  watches = 0
  /** Lists begun so far. */
  lists = 0
  bytes = 0
  parseErrors = 0

  constructor(stream: StreamScope) {
    this.stream = stream
  }

  snapshot(): StreamStatistics {
    const { stream, state, detail, lastObservedAt, lastBookmarkAt, resourceVersion, bytes, parseErrors } = this
    return {
      stream,
      state,
      ...(detail !== undefined && { detail }),
      ...(lastObservedAt !== undefined && { lastObservedAt }),
      ...(lastBookmarkAt !== undefined && { lastBookmarkAt }),
      ...(resourceVersion !== undefined && { resourceVersion }),
      reconnects: Math.max(0, this.watches - 1),
      relists: Math.max(0, this.lists - 1),
      bytes,
      parseErrors,
    }
  }
}
