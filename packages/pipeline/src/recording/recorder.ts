import {
  type Gap,
  type LedgerEntry,
  LedgerFold,
  type Pod,
  Snapshot,
  WATCHED_RESOURCES,
  type WatchedKind,
} from '@portolan/domain'
import { ChangeFeed, type CommittedChange } from '../live/change-feed.ts'
import type { Clock } from '../ports/clock.ts'
import type { ClusterIdentity, ClusterSource, StreamScope } from '../ports/cluster-source.ts'
import type { HistoryWriter, RestoredHistory } from '../ports/history-store.ts'
import { CommitQueue, type RecordedObjectChange } from './commit-queue.ts'
import { GapBook } from './gap-book.ts'
import { KnownObjects } from './known-objects.ts'
import type { RecorderHealth, Recording, StreamReport } from './recording-types.ts'
import { streamKey } from './stream-key.ts'
import { StreamRecorder } from './stream-recorder.ts'

/** How long commits may go on when nothing more is recorded. */
const DRAIN_WITHIN_MS = 2_000

export interface RecorderOptions {
  readonly source: ClusterSource
  readonly writer: HistoryWriter
  readonly clock: Clock
  /** What `writer.restore()` answered. */
  readonly restored: RestoredHistory
}

/**
 * Writes everything that happens in the cluster into the log, then shows it.
 *
 * Showing follows the commit: nobody sees a `seq` that a crash could take back.
 */
export class Recorder implements Recording {
  readonly snapshot: Snapshot
  readonly feed: ChangeFeed
  readonly #source: ClusterSource
  readonly #restored: RestoredHistory
  readonly #clock: Clock
  readonly #queue: CommitQueue
  readonly #ledger: LedgerFold
  readonly #gaps = new GapBook()
  readonly #known = new Map<WatchedKind, KnownObjects>()
  readonly #streams = new Map<string, StreamRecorder>()
  /** Pods of the batches that are being committed, `undefined` where it deletes them. */
  readonly #uncommittedPods = new Map<string, Pod | undefined>()
  #cluster: ClusterIdentity | undefined

  constructor({ source, writer, clock, restored }: RecorderOptions) {
    this.#source = source
    this.#clock = clock
    this.#restored = restored
    for (const { kind } of WATCHED_RESOURCES) this.#known.set(kind, new KnownObjects(kind))
    for (const { object, resourceVersion } of restored.objects) {
      this.#knownOf(object.kind).restore(object, resourceVersion)
    }
    this.snapshot = Snapshot.of(
      restored.seq,
      restored.objects.map(({ object }) => object),
    )
    for (const { kind } of WATCHED_RESOURCES) this.snapshot.setVisibility(kind, undefined, 'listing')
    this.feed = new ChangeFeed({ seq: restored.seq })
    this.#ledger = LedgerFold.restore(restored.ledger, restored.objects, (uid) => this.#podByUid(uid))
    this.#gaps.restore(restored.openGaps)
    this.#queue = new CommitQueue({
      writer,
      clock,
      seq: restored.seq,
      ledgerOf: (change) => this.#ledgerOf(change),
      published: (committed, gaps) => this.#publish(committed, gaps),
    })
  }

  get cluster(): ClusterIdentity | undefined {
    return this.#cluster
  }

  get health(): RecorderHealth {
    return this.#queue.health
  }

  /**
   * Record until the signal aborts. When it resolves, what arrived before is committed; what a slow disk did not take in time
   * the source tells again to the next recorder.
   * @throws {StoreError} the log cannot be written any more, and trying again cannot help
   */
  async run(signal: AbortSignal): Promise<void> {
    await this.#recordRestart()
    const clusterUid = this.snapshot.find('Namespace', undefined, 'kube-system')?.metadata.uid
    const { cursors } = this.#restored
    for await (const message of this.#source.follow({ cursors, ...(clusterUid && { clusterUid }), signal })) {
      if (message.type === 'cluster') {
        this.#cluster = message.identity
        continue
      }
      const entry = this.#streamOf(message.stream).entryOf(message)
      if (entry !== undefined) await this.#queue.push(entry, signal)
    }
    await this.#queue.drain(DRAIN_WITHIN_MS)
  }

  streams(): readonly StreamReport[] {
    return this.#source.statistics().map((statistics) => ({
      ...statistics,
      objects: this.snapshot.count(statistics.stream.kind, statistics.stream.namespace),
      gaps: this.#gaps.count(statistics.stream),
    }))
  }

  isReady(): boolean {
    const settled = new Set([...this.#streams].filter(([, stream]) => stream.isSettled).map(([key]) => key))
    const followed = this.#source.statistics().map(({ stream }) => stream)
    const kinds = new Set(followed.map(({ kind }) => kind))
    return (
      WATCHED_RESOURCES.every(({ kind }) => kinds.has(kind)) &&
      followed.every((stream) => settled.has(streamKey(stream)))
    )
  }

  /** While Portolan was not running it saw nothing: a gap in every stream, closed when the stream is complete again. */
  async #recordRestart(): Promise<void> {
    const since = this.#restored.lastCommitAt
    if (since === undefined) return
    const gaps = this.#restored.cursors.flatMap(({ stream }) => this.#gaps.open(stream, 'restarted', since))
    if (gaps.length > 0) await this.#queue.push({ changes: [], gaps })
  }

  #ledgerOf({ change, before, after }: RecordedObjectChange): readonly LedgerEntry[] {
    if (change.kind === 'Pod') this.#uncommittedPods.set(change.uid, after as Pod | undefined)
    return this.#ledger.apply(change, before, after)
  }

  /** As the log says up to the change that is being written: the snapshot, and what batches under way did to it. */
  #podByUid(uid: string): Pod | undefined {
    if (this.#uncommittedPods.has(uid)) return this.#uncommittedPods.get(uid)
    return this.snapshot.byUid('Pod', uid)
  }

  #publish(committed: readonly CommittedChange[], gaps: readonly Gap[]): void {
    for (const step of committed) {
      this.snapshot.take(step.change, step.after)
      this.#podCommitted(step)
      this.feed.step(step)
    }
    this.feed.publish(committed, gaps)
  }

  /** What a batch that is already on its way says of it since holds on. */
  #podCommitted({ change: { kind, uid }, after }: CommittedChange): void {
    if (kind === 'Pod' && this.#uncommittedPods.get(uid) === after) this.#uncommittedPods.delete(uid)
  }

  #streamOf(stream: StreamScope): StreamRecorder {
    const key = streamKey(stream)
    let recorder = this.#streams.get(key)
    if (recorder === undefined) {
      recorder = new StreamRecorder({
        stream,
        known: this.#knownOf(stream.kind),
        gaps: this.#gaps,
        clock: this.#clock,
        siblings: () => this.#siblingsOf(stream),
        superseded: () => this.#supersededBy(stream),
        knownBefore: this.#knownBefore(stream),
        cursor: this.#restored.cursors.find((cursor) => streamKey(cursor.stream) === key),
        setVisibility: (visibility) => this.snapshot.setVisibility(stream.kind, stream.namespace, visibility),
      })
      this.#streams.set(key, recorder)
    }
    return recorder
  }

  #siblingsOf({ kind, namespace }: StreamScope): StreamRecorder[] {
    return [...this.#streams.values()].filter(
      ({ stream }) => stream.kind === kind && (stream.namespace === undefined) !== (namespace === undefined),
    )
  }

  /** A namespace is known if all was; all is known only as far as the least known namespace. */
  #knownBefore({ kind, namespace }: StreamScope): number | undefined {
    const others = this.#restored.cursors.filter(
      ({ stream }) => stream.kind === kind && (stream.namespace === undefined) !== (namespace === undefined),
    )
    return others.length === 0 ? undefined : Math.min(...others.map(({ observedAt }) => observedAt))
  }

  #supersededBy(stream: StreamScope): StreamScope[] {
    const isOtherWidth = ({ kind, namespace }: StreamScope) =>
      kind === stream.kind && (namespace === undefined) !== (stream.namespace === undefined)
    const followed = this.#siblingsOf(stream).map((sibling) => sibling.stream)
    const before = this.#restored.cursors.map((cursor) => cursor.stream).filter(isOtherWidth)
    return [...new Map([...before, ...followed].map((scope) => [streamKey(scope), scope])).values()]
  }

  #knownOf(kind: WatchedKind): KnownObjects {
    const known = this.#known.get(kind)
    if (known === undefined) throw new Error(`${kind} is not among the watched resources`)
    return known
  }
}
