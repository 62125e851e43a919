import type { Gap, GapReason } from '@portolan/domain'
import type { StreamScope } from '../ports/cluster-source.ts'
import { streamKey } from './stream-key.ts'

/** The gaps that are open, at most one per stream: a stream that is blind already does not become blinder. */
export class GapBook {
  readonly #open = new Map<string, Gap>()
  readonly #count = new Map<string, number>()

  /** Gaps that the log holds open. */
  restore(gaps: readonly Gap[]): void {
    for (const gap of gaps) this.#open.set(streamKey(gap), gap)
  }

  /** The gap to write, or nothing where the stream was blind before. */
  open(stream: StreamScope, reason: GapReason, from: number): Gap[] {
    const key = streamKey(stream)
    if (this.#open.has(key)) return []
    const gap: Gap = { ...scopeOf(stream), from, reason }
    this.#open.set(key, gap)
    this.#count.set(key, this.count(stream) + 1)
    return [gap]
  }

  /** The gap to write again, with its end; nothing where none was open. */
  close(stream: StreamScope, to: number): Gap[] {
    const key = streamKey(stream)
    const gap = this.#open.get(key)
    if (gap === undefined) return []
    this.#open.delete(key)
    return [{ ...gap, to: Math.max(to, gap.from) }]
  }

  reasonOf(stream: StreamScope): GapReason | undefined {
    return this.#open.get(streamKey(stream))?.reason
  }

  /** Gaps of this stream opened since the start. */
  count(stream: StreamScope): number {
    return this.#count.get(streamKey(stream)) ?? 0
  }
}

function scopeOf({ kind, namespace }: StreamScope): StreamScope {
  return namespace === undefined ? { kind } : { kind, namespace }
}
