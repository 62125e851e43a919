import type { Gap, KubernetesEvent, WatchedObject } from '@portolan/domain'
import { timeOf, type Visibility } from '@portolan/domain'
import type { Clock } from '../ports/clock.ts'
import type { SourceMessage, StreamCursor, StreamScope, StreamState, WatchedChange } from '../ports/cluster-source.ts'
import type { EventRecurrence } from '../ports/history-store.ts'
import type { QueueEntry } from './commit-queue.ts'
import type { GapBook } from './gap-book.ts'
import type { KnownObjects, Learned, ObjectChange } from './known-objects.ts'
import { Reconciliation } from './reconciliation.ts'

/** A message that belongs to one stream. */
export type StreamMessage = Exclude<SourceMessage, { type: 'cluster' }>

export interface StreamRecorderOptions {
  readonly stream: StreamScope
  readonly known: KnownObjects
  readonly gaps: GapBook
  readonly clock: Clock
  /** Where the log ends for this stream; absent when it was never followed. */
  readonly cursor: StreamCursor | undefined
  /** The other streams of the same kind: the whole cluster where this is a namespace, namespaces where this is all. */
  readonly siblings: () => readonly StreamRecorder[]
  /** Wider or narrower scopes of the kind that the log or this run knows: a list of this one takes their place. */
  readonly superseded: () => readonly StreamScope[]
  /** Epoch ms up to which the log knew the kind here by another scope, before this run; absent when it did not. */
  readonly knownBefore: number | undefined
  /** Told when a commit changes what may be said of this stream's kind. */
  readonly setVisibility: (visibility: Visibility) => void
}

/** What one stream's messages amount to: entries for the commit queue. Synchronous. */
export class StreamRecorder {
  readonly #options: StreamRecorderOptions
  /** Epoch ms up to which the log knows everything about this stream; `undefined` before the first list. */
  #completeUntil: number | undefined
  #list: Reconciliation | undefined
  #listCause: 'first' | 'expired' | 'epoch' = 'first'
  #state: StreamState | undefined
  /** A full list, or what a restart goes on from, is in the log. */
  #isCommitted = false

  constructor(options: StreamRecorderOptions) {
    this.#options = options
    this.#completeUntil = options.cursor?.observedAt
  }

  /** It may be asked what exists: a full list is in the log, or nothing may be read at all. */
  get isSettled(): boolean {
    return this.#state === 'denied' || this.#state === 'absent' || this.#isCommitted
  }

  get stream(): StreamScope {
    return this.#options.stream
  }

  /** Epoch ms up to which the log knows this kind here, by this stream or by a wider or narrower one. */
  get #knownUntil(): number | undefined {
    const { siblings, knownBefore } = this.#options
    const streams = [this, ...siblings()].flatMap((recorder) => recorder.#completeUntil ?? [])
    const known = knownBefore === undefined ? streams : [...streams, knownBefore]
    return known.length === 0 ? undefined : Math.max(...known)
  }

  /** The entry to commit; `undefined` where the message changes nothing that is stored. */
  entryOf(message: StreamMessage): QueueEntry | undefined {
    switch (message.type) {
      case 'state':
        return this.#stateChanged(message.state)
      case 'list-begin':
        this.#list = new Reconciliation(this.#options.stream.namespace)
        this.#listCause = message.cause
        return undefined
      case 'list-page':
        this.#list?.page(message.objects, this.#options.known)
        this.#list?.exist(message.unreadable ?? [])
        return undefined
      case 'list-abandoned':
        this.#list = undefined
        return undefined
      case 'list-end':
        return this.#listEnded(message.resourceVersion, message.observedAt)
      case 'watched':
        return this.#watched(message)
      case 'bookmark':
        this.#completeUntil = message.observedAt
        return { changes: [], cursor: this.#cursorAt(message.resourceVersion, message.observedAt) }
      case 'blind':
        return this.#wentBlind(message.reason, message.since)
    }
  }

  #stateChanged(state: StreamState): QueueEntry | undefined {
    this.#state = state
    const { setVisibility, gaps, stream, clock } = this.#options
    if (state === 'denied' || state === 'absent') {
      return { changes: [], committed: () => setVisibility(state) }
    }
    if (state !== 'live' || this.#completeUntil === undefined) return undefined
    const closed = gaps.reasonOf(stream) === 'restarted' ? gaps.close(stream, clock.now()) : []
    return { changes: [], gaps: closed, committed: () => this.#observed() }
  }

  #listEnded(resourceVersion: string, observedAt: number): QueueEntry | undefined {
    const list = this.#list
    if (list === undefined) return undefined
    this.#list = undefined
    const { known } = this.#options
    const superseded = this.#options.superseded()
    const knownUntil = this.#knownUntil
    const isFirst = knownUntil === undefined && this.#listCause === 'first'
    const learned: Learned = {
      evidence: isFirst ? 'initial' : 'listed',
      observedAt,
      observedFrom: Math.min(observedAt, knownUntil ?? 0),
    }
    const changes = list.complete(known, resourceVersion, learned)
    this.#completeUntil = observedAt
    return {
      changes,
      cursor: this.#cursorAt(resourceVersion, observedAt),
      gaps: this.#closedGaps(superseded, observedAt),
      forgotten: superseded,
      committed: () => this.#observed(),
    }
  }

  /** A list of everything ends every blindness; one of a namespace ends its own, and that of a restart with a wider scope. */
  #closedGaps(superseded: readonly StreamScope[], observedAt: number): Gap[] {
    const { gaps, stream } = this.#options
    const ended = superseded.filter((other) => stream.namespace === undefined || gaps.reasonOf(other) === 'restarted')
    return [stream, ...ended].flatMap((scope) => gaps.close(scope, observedAt))
  }

  #watched({ changes, observedAt, observedFrom }: Extract<StreamMessage, { type: 'watched' }>): QueueEntry | undefined {
    const learned: Learned = {
      evidence: 'watched',
      observedAt,
      observedFrom: Math.min(observedFrom ?? observedAt, observedAt),
    }
    const found: ObjectChange[] = []
    const recurrences: EventRecurrence[] = []
    for (const watched of changes) {
      const told = this.#told(watched, learned)
      found.push(...told)
      if (told.length === 0) recurrences.push(...recurrenceOf(watched.projected.object))
    }
    this.#completeUntil = observedAt
    const last = changes.at(-1)
    if (last === undefined) return undefined
    return { changes: found, recurrences, cursor: this.#cursorAt(last.projected.resourceVersion, observedAt) }
  }

  #told({ type, projected, compared }: WatchedChange, learned: Learned): ObjectChange[] {
    const { known } = this.#options
    return type === 'deleted' ? known.goneByUid(projected, learned) : known.present(projected, learned, compared)
  }

  #wentBlind(reason: Gap['reason'], since: number): QueueEntry | undefined {
    if (this.#completeUntil === undefined) return undefined
    const { gaps, stream } = this.#options
    const opened = gaps.open(stream, reason, since)
    // No list may come for long: a restart must not resume from here and call it complete.
    const forgotten = reason === 'denied' || reason === 'absent' ? [stream] : []
    return { changes: [], gaps: opened, forgotten }
  }

  #observed(): void {
    this.#isCommitted = true
    this.#options.setVisibility('observed')
  }

  #cursorAt(resourceVersion: string, observedAt: number): StreamCursor {
    return { stream: this.#options.stream, resourceVersion, observedAt }
  }
}

/** An Event that repeats changes no history: only its count goes up (rule C.3). */
function recurrenceOf(object: WatchedObject): EventRecurrence[] {
  if (object.kind !== 'Event') return []
  const { count, lastTimestamp, series, metadata } = object as KubernetesEvent
  const last = series?.lastObservedTime ?? lastTimestamp
  if (last === undefined) return []
  return [{ uid: metadata.uid, count: series?.count ?? count ?? 1, lastAt: timeOf(last).ms }]
}
