/** Something that is read in order, piece by piece. */
export interface Track<Item> {
  /** The next items behind a key, absent: the first ones. Fewer than asked for only at the end. */
  readonly next: (key: number | undefined, count: number) => readonly Item[]
}

export interface MergeOptions<Item> {
  readonly keyOf: (item: Item) => number
  readonly order: 'asc' | 'desc'
  /** How many items are likely to be taken: decides how far is read ahead. */
  readonly likely: number
}

/** So many items of one track are read at a time, at most. */
const LARGEST_PIECE = 512

/**
 * The items of many ordered tracks in one order, each track read no further than it must be. Items with equal keys come one
 * behind the other.
 */
export function* mergeTracks<Item>(tracks: readonly Track<Item>[], options: MergeOptions<Item>): Generator<Item> {
  const sign = options.order === 'asc' ? 1 : -1
  const share = Math.max(8, Math.ceil((2 * options.likely) / tracks.length))
  const piece = Math.min(share, options.likely, LARGEST_PIECE)
  const heads = tracks.map((track) => new Head(track, options.keyOf, piece))
  for (;;) {
    let first: Head<Item> | undefined
    for (const head of heads) {
      if (head.item !== undefined && (first === undefined || sign * (head.key - first.key) < 0)) first = head
    }
    if (first?.item === undefined) return
    yield first.item
    first.advance()
  }
}

class Head<Item> {
  item: Item | undefined
  key = 0
  readonly #track: Track<Item>
  readonly #keyOf: (item: Item) => number
  readonly #size: number
  #piece: readonly Item[]
  #index = 0

  constructor(track: Track<Item>, keyOf: (item: Item) => number, size: number) {
    this.#track = track
    this.#keyOf = keyOf
    this.#size = size
    this.#piece = track.next(undefined, size)
    this.#show()
  }

  advance(): void {
    this.#index++
    if (this.#index === this.#size) {
      this.#piece = this.#track.next(this.key, this.#size)
      this.#index = 0
    }
    this.#show()
  }

  #show(): void {
    this.item = this.#piece[this.#index]
    if (this.item !== undefined) this.key = this.#keyOf(this.item)
  }
}
