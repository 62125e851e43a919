import { type Gap, type Visibility, WATCHED_RESOURCES, type WatchedKind } from '@portolan/domain'
import type { StreamBeginning, StreamScope } from '@portolan/pipeline/ports'

export interface VisibilityThen {
  readonly stream: StreamScope
  readonly visibility: Visibility
}

/** What tells how much was read at an instant. */
export interface ReadThen {
  /** Every stream that was ever read completely. */
  readonly beginnings: readonly StreamBeginning[]
  readonly hasBegun: (beginning: StreamBeginning) => boolean
  /** Gaps the instant falls into. */
  readonly gaps: readonly Gap[]
  /** What is known of a kind in the whole cluster now. */
  readonly now: (kind: WatchedKind) => Visibility
}

/**
 * What the absence of an object meant at an instant: for every kind in the whole cluster, then for each namespace whose own
 * stream of that kind was read then.
 *
 * A stream was read from its first complete list on, except while a gap says that it was denied or absent, until a wider or
 * narrower one of its kind took its place. What was never read until now is what it is now; what was read only later was
 * still to be listed.
 */
export function visibilityThen(read: ReadThen): readonly VisibilityThen[] {
  const begun = read.beginnings.filter(read.hasBegun)
  return WATCHED_RESOURCES.flatMap(({ kind }) => {
    const streams = begun.filter(({ stream }) => stream.kind === kind)
    const wide = streams.find(({ stream }) => stream.namespace === undefined)
    const narrow = streams.filter(({ stream, at }) => stream.namespace !== undefined && at > (wide?.at ?? -1))
    return [
      { stream: { kind }, visibility: ofCluster(kind, { wide, isNarrowed: narrow.length > 0, read }) },
      ...narrow.map(
        ({ stream }): VisibilityThen => ({ stream, visibility: hiddenIn(stream, read.gaps) ?? 'observed' }),
      ),
    ]
  })
}

interface ClusterThen {
  /** The stream of the whole cluster, if it had begun. */
  readonly wide: StreamBeginning | undefined
  /** Streams of namespaces began after it. */
  readonly isNarrowed: boolean
  readonly read: ReadThen
}

function ofCluster(kind: WatchedKind, { wide, isNarrowed, read }: ClusterThen): Visibility {
  const hidden = hiddenIn({ kind }, read.gaps)
  if (hidden !== undefined) return hidden
  if (wide !== undefined) return isNarrowed ? read.now(kind) : 'observed'
  const wasReadLater = read.beginnings.some(({ stream }) => stream.kind === kind && stream.namespace === undefined)
  const now = read.now(kind)
  return wasReadLater || now === 'observed' ? 'listing' : now
}

/** What was closed to the whole cluster says nothing of a namespace that has a stream of its own. */
function hiddenIn({ kind, namespace }: StreamScope, gaps: readonly Gap[]): 'denied' | 'absent' | undefined {
  for (const gap of gaps) {
    if (gap.kind !== kind || gap.namespace !== namespace) continue
    if (gap.reason === 'denied' || gap.reason === 'absent') return gap.reason
  }
  return undefined
}
