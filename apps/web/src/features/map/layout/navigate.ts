import { type Card, type CardId, originalId } from '../scene/scene.ts'
import type { Traffic } from '../scene/trace.ts'
import type { Chart, Placed } from './chart.ts'

export type Direction = 'up' | 'down' | 'upstream' | 'downstream'

/**
 * The card a step leads to: up and down within a column, upstream and downstream along the traffic.
 *
 * @param visited cards seen before, newest first: of several ways the one that was taken before is taken back
 * @returns `undefined` where there is no such card
 */
export function stepFrom(
  from: CardId,
  direction: Direction,
  { chart, traffic, visited }: { chart: Chart; traffic: Traffic; visited: readonly CardId[] },
): CardId | undefined {
  const placed = chart.places.get(from)
  if (!placed) return undefined
  if (direction === 'up' || direction === 'down') {
    const column = columnOf(chart, placed.card)
    return column[column.findIndex(({ card }) => card.id === from) + (direction === 'down' ? 1 : -1)]?.card.id
  }
  const original = originalId(placed.card)
  const links = direction === 'downstream' ? traffic.from.get(original) : traffic.to.get(original)
  const ways = (links ?? [])
    .map((link) => (direction === 'downstream' ? link.to : link.from))
    .filter((id) => chart.places.has(id))
  return visited.find((id) => ways.includes(id)) ?? nearest(ways, placed, chart)
}

function nearest(ways: readonly CardId[], { top }: Placed, chart: Chart): CardId | undefined {
  const far = (id: CardId) => Math.abs((chart.places.get(id)?.top ?? 0) - top)
  return [...ways].sort((a, b) => far(a) - far(b))[0]
}

export function columnOf(chart: Chart, card: Card): readonly Placed[] {
  return chart[card.column]
}

/** Every card of a chart from top to bottom, then along the traffic. */
export function inReadingOrder(chart: Chart): Placed[] {
  return [...chart.entries, ...chart.routes, ...chart.services].sort((a, b) => a.top - b.top)
}

/** The next of these cards after (or before) one, round the end; the first where the one is not among them. */
export function nextOf(cards: readonly CardId[], from: CardId | undefined, step: 1 | -1): CardId | undefined {
  const at = from === undefined ? -1 : cards.indexOf(from)
  if (at < 0) return step === 1 ? cards[0] : cards.at(-1)
  return cards[(at + step + cards.length) % cards.length]
}
