import type { Scene, ServiceCard } from '../scene/scene.ts'

/** The one Service of what is drawn alone: each of its endpoints is shown. `undefined` where there are several or none. */
export function onlyService(scene: Scene): ServiceCard | undefined {
  const [first, second] = [...scene.cards.values()].flatMap((card) =>
    card.column === 'services' && card.kind === 'Service' && card.presence === 'observed' ? [card] : [],
  )
  return second === undefined ? first : undefined
}
