import { setImmediate as nextTurn } from 'node:timers/promises'
import type { SearchAnswer, SearchHit } from '@portolan/contract'
import { type Snapshot, WATCHED_RESOURCES, type WatchedKind, type WatchedObject } from '@portolan/domain'
import { type Match, matchObject } from './match-object.ts'
import { type HandleKinds, handleKinds } from './object-handles.ts'

/** Objects looked at before others get their turn. */
const STRIDE = 10_000

type KindFound = SearchAnswer['kinds'][number]

interface Ranked {
  readonly match: Match
  readonly object: WatchedObject
}

/**
 * The objects that what was typed may mean: of each kind how many there are and the best few, the kind with the best first.
 *
 * Every object is looked at once and only the best are held, so that it costs what it costs in the largest cluster, too.
 *
 * @param limit of hits of each kind
 */
export async function findObjects(
  snapshot: Snapshot,
  { typed, limit }: { readonly typed: string; readonly limit: number },
): Promise<KindFound[]> {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const asked = { words, kinds: handleKinds(words) }
  const found: { readonly rank: number; readonly kind: KindFound }[] = []
  let turn = 0
  for (const { kind, isNamespaced } of WATCHED_RESOURCES) {
    const best = new BestFew(limit)
    for (const shelf of isNamespaced ? shelves(snapshot, kind) : [snapshot.ofKind(kind)]) {
      const before = best.seen
      best.look(shelf, asked)
      turn += best.seen - before
      if (turn >= STRIDE) {
        turn = 0
        await nextTurn()
      }
    }
    const hits = best.sorted()
    const [first] = hits
    if (first) found.push({ rank: first.match.rank, kind: { kind, found: best.found, hits: hits.map(hitOf) } })
  }
  return found.sort((a, b) => a.rank - b.rank).map(({ kind }) => kind)
}

/** One namespace at a time: between two of them the snapshot may move on. */
function* shelves(snapshot: Snapshot, kind: WatchedKind): Generator<Iterable<WatchedObject>> {
  for (const namespace of snapshot.namespaces()) {
    if (snapshot.count(kind, namespace) > 0) yield snapshot.ofKind(kind, namespace)
  }
}

/** Holds the best of all it looks at, never more than twice its limit. */
class BestFew {
  readonly #limit: number
  #held: Ranked[] = []
  /** Worse than this is not held any more. */
  #worst = Number.POSITIVE_INFINITY
  found = 0
  seen = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  look(objects: Iterable<WatchedObject>, asked: { words: readonly string[]; kinds: HandleKinds }): void {
    for (const object of objects) {
      this.seen++
      const match = matchObject(object, asked)
      if (match === undefined) continue
      this.found++
      if (match.rank > this.#worst) continue
      this.#held.push({ match, object })
      if (this.#held.length > 2 * this.#limit + 16) this.#forgetWorst()
    }
  }

  sorted(): readonly Ranked[] {
    this.#forgetWorst()
    return this.#held
  }

  #forgetWorst(): void {
    this.#held = this.#held.sort(bestFirst).slice(0, this.#limit)
    if (this.#held.length === this.#limit) this.#worst = this.#held.at(-1)?.match.rank ?? this.#worst
  }
}

/** Of equals the shorter name is nearer to what was typed. */
function bestFirst(a: Ranked, b: Ranked): number {
  return a.match.rank - b.match.rank || a.match.text.length - b.match.text.length || (placeOf(a) < placeOf(b) ? -1 : 1)
}

function placeOf({ object: { metadata } }: Ranked): string {
  return `${metadata.name}/${metadata.namespace ?? ''}`
}

function hitOf({ match: { by, text }, object: { kind, metadata } }: Ranked): SearchHit {
  return { kind, namespace: metadata.namespace ?? null, name: metadata.name, by, text }
}
