import { sceneOf } from '../scene/build-scene.ts'
import type { CardId, Scene } from '../scene/scene.ts'

/** The scene with nothing but these cards; its counts stay those of everything, so that nothing seems to be gone. */
export function onlyLit(scene: Scene, lit: ReadonlySet<CardId>): Scene {
  const keep = <C extends { readonly id: CardId }>(cards: readonly C[]) => cards.filter(({ id }) => lit.has(id))
  const bands = scene.bands
    .map((band) => ({
      ...band,
      entries: keep(band.entries),
      routes: keep(band.routes),
      routed: keep(band.routed),
      unrouted: keep(band.unrouted),
    }))
    .filter(
      ({ entries, routes, routed, unrouted }) => entries.length + routes.length + routed.length + unrouted.length > 0,
    )
  return { ...sceneOf(bands), counts: scene.counts }
}
