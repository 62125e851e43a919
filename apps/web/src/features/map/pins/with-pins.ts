import type { Band, Card, CardId, Scene, ServiceCard } from '../scene/scene.ts'

/** The name of the band of pinned Services: no namespace has it. */
export const PINNED = ''

/**
 * A scene with one more band on top, of copies of the pinned Services that it has; they stay in their places, too. Nothing is
 * counted twice, and lines lead to the originals only.
 */
export function withPins(scene: Scene, keys: readonly string[]): Scene {
  const copies = keys.flatMap((key) => copyOf(scene.cards.get(key)))
  if (copies.length === 0) return scene
  const band: Band = { namespace: PINNED, entries: [], routes: [], routed: copies, unrouted: [] }
  const cards = new Map<CardId, Card>(scene.cards)
  for (const copy of copies) cards.set(copy.id, copy)
  return { ...scene, bands: [band, ...scene.bands], cards }
}

function copyOf(card: Card | undefined): ServiceCard[] {
  if (card?.column !== 'services' || card.isGhost) return []
  return [{ ...card, id: `pinned>${card.id}`, copyOf: card.id }]
}
