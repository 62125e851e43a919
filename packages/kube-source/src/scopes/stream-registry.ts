import { WATCHED_RESOURCES } from '@portolan/domain'
import type { StreamScope, StreamStatistics } from '@portolan/pipeline/ports'
import { StreamCounters } from '../reflector/stream-counters.ts'

const ORDER = new Map<string, number>(WATCHED_RESOURCES.map(({ kind }, index) => [kind, index]))

/** The counters of every stream that is followed now. */
export class StreamRegistry {
  readonly #byKey = new Map<string, StreamCounters>()

  enter(stream: StreamScope): StreamCounters {
    const counters = new StreamCounters(stream)
    this.#byKey.set(keyOf(stream), counters)
    return counters
  }

  leave(stream: StreamScope): void {
    this.#byKey.delete(keyOf(stream))
  }

  /** In the order of the table of watched resources, then by namespace; the whole cluster comes first. */
  statistics(): readonly StreamStatistics[] {
    return [...this.#byKey.values()].map((counters) => counters.snapshot()).sort(byTableThenNamespace)
  }
}

/** A stream as a map key. */
export function keyOf({ kind, namespace }: StreamScope): string {
  return namespace === undefined ? kind : `${kind}/${namespace}`
}

function byTableThenNamespace({ stream: a }: StreamStatistics, { stream: b }: StreamStatistics): number {
  const byTable = (ORDER.get(a.kind) ?? 0) - (ORDER.get(b.kind) ?? 0)
  if (byTable !== 0) return byTable
  const [left, right] = [a.namespace ?? '', b.namespace ?? '']
  return left < right ? -1 : left > right ? 1 : 0
}
