'use client'

import { useMemo } from 'react'
import type { Found } from './filter/find-cards.ts'
import { onlyLit } from './filter/only-lit.ts'
import type { MapUrl } from './map-url.ts'
import type { Scene } from './scene/scene.ts'
import { cardsAround, type Traffic } from './scene/trace.ts'

/** What of a scene is drawn: all of it; what a filter leaves, where the rest is hidden; what is around one object. */
export function useDrawn(
  scene: Scene,
  { traffic, found, url }: { traffic: Traffic; found: Found | undefined; url: MapUrl },
): Scene {
  const { isAlone, isHiding, focus } = url
  const around = useMemo(
    () => (isAlone && focus !== null ? cardsAround(scene, traffic, focus) : undefined),
    [scene, traffic, isAlone, focus],
  )
  return useMemo(() => {
    if (around) return onlyLit(scene, around)
    return isHiding && found ? onlyLit(scene, found.lit) : scene
  }, [scene, around, isHiding, found])
}
