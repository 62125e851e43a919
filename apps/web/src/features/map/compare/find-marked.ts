import type { Found } from '../filter/find-cards.ts'
import type { Mark } from '../scene/marks.ts'
import type { Card, CardId, Scene } from '../scene/scene.ts'

/** Cards that differ, or of which a rule does, as if they had been searched for; what lies between them stays bright too. */
export function findMarked(scene: Scene): Found {
  const marked = new Set<CardId>()
  for (const card of scene.cards.values()) if (markOf(card)) marked.add(card.id)
  const lit = new Set(marked)
  for (const { from, to, mark } of scene.links) {
    if (mark === undefined && !(marked.has(from) && marked.has(to))) continue
    lit.add(from)
    lit.add(to)
  }
  return { hits: [...marked], lit }
}

/** A card's own mark; of a route, else that it is no longer the same where a rule came, went or changed. */
export function markOf(card: Card): Mark | undefined {
  if (card.mark !== undefined || card.column !== 'routes') return card.mark
  return card.rules.some(({ targets }) => targets.some(({ mark }) => mark !== undefined)) ? 'changed' : undefined
}
