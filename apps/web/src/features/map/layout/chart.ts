import type { Band, Card, CardId, EntryCard, RouteCard, ServiceCard } from '../scene/scene.ts'

/** A card and where it stands, in px of the scrolled content. */
export interface Placed<C extends Card = Card> {
  readonly card: C
  readonly band: string
  readonly top: number
  readonly height: number
}

export interface PlacedBand {
  readonly band: Band
  readonly top: number
  readonly height: number
  /** Where the Services begin that no route leads to; absent where there is none. */
  readonly dividerTop: number | undefined
}

/** Every place on the chart. Each list is sorted by `top` and nothing in it overlaps. */
export interface Chart {
  readonly height: number
  readonly bands: readonly PlacedBand[]
  readonly entries: readonly Placed<EntryCard>[]
  readonly routes: readonly Placed<RouteCard>[]
  readonly services: readonly Placed<ServiceCard>[]
  readonly places: ReadonlyMap<CardId, Placed>
}

/** Things of a list sorted by `top` that reach into `[from, to)`. */
export function within<Thing extends { readonly top: number; readonly height: number }>(
  things: readonly Thing[],
  from: number,
  to: number,
): readonly Thing[] {
  let low = 0
  let high = things.length
  while (low < high) {
    const middle = (low + high) >> 1
    const thing = things[middle]
    if (thing && thing.top + thing.height <= from) low = middle + 1
    else high = middle
  }
  let end = low
  while (end < things.length && (things[end]?.top ?? to) < to) end++
  return things.slice(low, end)
}
