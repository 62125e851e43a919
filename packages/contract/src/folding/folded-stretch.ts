import type { KubernetesObject, WatchedKind } from '@portolan/domain'
import { buildTopology, SnapshotWalk, type WalkedChange } from '@portolan/domain/folding'
import type { RecordedChange } from '../changes.ts'
import type { Topology } from '../topology.ts'
import type { TopologyStretch } from '../topology-stretch.ts'
import { topologyAnswer } from './topology-answer.ts'

/**
 * The topologies of a stretch, folded where they are looked at: what `GET /topology?detail=services&at=` answers for each of its
 * instants, except that `seq` is that of the last change of what it is built from.
 */
export class FoldedStretch {
  /** Epoch ms, both included. */
  readonly from: number
  readonly to: number
  readonly #namespaces: readonly string[]
  readonly #walk: SnapshotWalk
  readonly #readings: readonly (TopologyStretch['readings'][number] & { readonly since: number })[]

  /**
   * @param namespaces that it was asked for; none: all
   * @throws {BrokenInvariantError} the stretch contradicts itself
   */
  constructor(stretch: TopologyStretch, namespaces: readonly string[]) {
    this.from = Date.parse(stretch.from.at)
    this.to = Date.parse(stretch.to.at)
    this.#namespaces = namespaces
    this.#readings = stretch.readings.map((reading) => ({ ...reading, since: Date.parse(reading.from) }))
    this.#walk = new SnapshotWalk({
      seq: stretch.from.seq,
      objects: stretch.objects as readonly unknown[] as readonly KubernetesObject[],
      changes: stretch.changes.map(walked),
      visibility: this.#readings.map(({ since, visibility }) => ({
        from: since,
        scopes: visibility.map(({ kind, namespace, visibility: said }) => ({
          ...{ kind: kind as WatchedKind, visibility: said },
          ...(namespace !== undefined && { namespace }),
        })),
      })),
    })
  }

  has(time: number): boolean {
    return time >= this.from && time <= this.to
  }

  /** @param time epoch ms, of the stretch */
  topologyAt(time: number): Topology {
    const snapshot = this.#walk.at(time)
    const reading = this.#readings.findLast(({ since }) => since <= time) ?? this.#readings[0]
    const view = { detail: 'services', ...(this.#namespaces.length > 0 && { namespaces: this.#namespaces }) } as const
    const coverage = reading?.coverage ?? { kinds: {}, gaps: [] }
    return topologyAnswer({ topology: buildTopology(snapshot, view), coverage, time })
  }
}

function walked({ namespace, observedAt, kind, ...change }: RecordedChange): WalkedChange {
  const { seq, name, uid, differences } = change
  return {
    ...{ seq, change: change.change, kind: kind as WatchedKind, name, uid, differences },
    ...(namespace !== null && { namespace }),
    observedAt: Date.parse(observedAt),
  }
}
