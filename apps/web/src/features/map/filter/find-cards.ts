import type { CardId, Scene } from '../scene/scene.ts'
import { type Traffic, traceThrough } from '../scene/trace.ts'
import { isJudged, type Known, matchesCard } from './match-card.ts'
import type { Filter } from './parse-filter.ts'
import { questionOf } from './question-of.ts'

/** What a filter found. */
export interface Found {
  /** Cards that match, in the order of the chart. */
  readonly hits: readonly CardId[]
  /** Those, and what leads to them or they lead to: all that stays bright. */
  readonly lit: ReadonlySet<CardId>
}

/**
 * `undefined` where nothing is asked, or nothing of it can be judged: what is still being written, asked, or was refused has
 * not found nothing. A part that cannot be judged is left out beside others that can.
 */
export function findCards(
  scene: Scene,
  { filter, known, traffic }: { filter: Filter; known: Known; traffic: Traffic },
): Found | undefined {
  const terms = filter.terms.filter((term) => isJudged(term, known))
  if (terms.length === 0) return undefined
  const hits: CardId[] = []
  for (const card of scene.cards.values()) if (matchesCard(card, terms, known)) hits.push(card.id)
  if (hits.length === 0 && filter.terms.some((term) => questionOf(term) && known.behind(term) === undefined)) {
    return undefined
  }
  const lit = new Set<CardId>()
  for (const id of hits) for (const card of traceThrough(traffic, id).cards) lit.add(card)
  return { hits, lit }
}
