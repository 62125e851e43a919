import {
  type AppliedChange,
  type Gap,
  type RecordedChange,
  Snapshot,
  type WatchedKind,
  type WatchedObject,
} from '@portolan/domain'
import type { StreamBeginning } from '@portolan/pipeline/ports'
import { type ReadThen, visibilityThen } from '../reading/past-visibility.ts'

/** Which objects are followed: kinds of the whole cluster, and kinds of some namespaces. */
export interface FollowedObjects {
  readonly everywhere: readonly WatchedKind[]
  readonly within: { readonly kinds: readonly WatchedKind[]; readonly namespaces: readonly string[] }
  /** Objects of other kinds, which are taken to have been so all the time. */
  readonly beside?: readonly WatchedObject[]
}

/** What could be read when, in a stretch of time. */
export interface ReadingTimes {
  readonly beginnings: readonly StreamBeginning[]
  /** That overlap the stretch. */
  readonly gaps: readonly Gap[]
  readonly now: ReadThen['now']
}

/**
 * Some objects of an instant of the past, moved on change by change to a later one, without reading the log for each. Its
 * `seq` counts the changes it was moved by.
 */
export class MovingView {
  readonly snapshot: Snapshot
  readonly #times: ReadingTimes

  constructor(start: Snapshot, followed: FollowedObjects, times: ReadingTimes) {
    this.snapshot = Snapshot.of(0, objectsOf(start, followed))
    this.#times = times
  }

  /** @param change the next one of the objects that are followed */
  apply(change: RecordedChange): AppliedChange {
    return this.snapshot.apply({ ...change, seq: this.snapshot.seq + 1 })
  }

  /** When it may become another matter what the absence of an object means, epoch ms, in no promised order. */
  get turns(): readonly number[] {
    const { beginnings, gaps } = this.#times
    return [...new Set([...beginnings.map(({ at }) => at), ...gaps.flatMap(({ from, to }) => [from, to ?? from])])]
  }

  /** From now on what is absent means what it meant at a time. */
  seeAsOf(time: number): void {
    const { beginnings, gaps, now } = this.#times
    const hasBegun = ({ at }: StreamBeginning) => at <= time
    const open = gaps.filter(({ from, to = Number.POSITIVE_INFINITY }) => from <= time && time < to)
    for (const { stream, visibility } of visibilityThen({ beginnings, hasBegun, gaps: open, now })) {
      this.snapshot.setVisibility(stream.kind, stream.namespace, visibility)
    }
  }
}

function* objectsOf(snapshot: Snapshot, followed: FollowedObjects): IterableIterator<WatchedObject> {
  const { beside = [], everywhere, within } = followed
  yield* beside
  for (const kind of everywhere) yield* snapshot.ofKind(kind)
  for (const kind of within.kinds) {
    for (const namespace of within.namespaces) yield* snapshot.ofKind(kind, namespace)
  }
}
