import type { CardId, Scene } from '../scene/scene.ts'
import { type Traffic, traceThrough } from '../scene/trace.ts'
import { type Known, matchesCard } from './match-card.ts'
import type { Filter } from './parse-filter.ts'

/** What a filter found. */
export interface Found {
  /** Cards that match, in the order of the chart. */
  readonly hits: readonly CardId[]
  /** Those, and what leads to them or they lead to: all that stays bright. */
  readonly lit: ReadonlySet<CardId>
}

/** `undefined` where nothing is asked. */
export function findCards(
  scene: Scene,
  { filter, known, traffic }: { filter: Filter; known: Known; traffic: Traffic },
): Found | undefined {
  if (filter.terms.length === 0) return undefined
  const hits: CardId[] = []
  for (const card of scene.cards.values()) if (matchesCard(card, filter.terms, known)) hits.push(card.id)
  const lit = new Set<CardId>()
  for (const id of hits) for (const card of traceThrough(traffic, id).cards) lit.add(card)
  return { hits, lit }
}
