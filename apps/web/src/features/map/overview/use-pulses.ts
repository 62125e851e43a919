'use client'

import { useEffect, useRef, useState } from 'react'
import type { CardId, Scene } from '../scene/scene.ts'
import type { MapData } from '../use-map-data.ts'
import type { Block } from './blocks.ts'

const PULSE_MS = 900
/** Of more at once nothing is to be followed. */
const MOST = 24
const NONE: readonly CardId[] = []

/** Services near the window whose endpoints have just changed, for a moment; what only came into sight has not changed. */
export function usePulses(
  near: readonly Block[],
  { scene, rowOf }: Pick<MapData, 'rowOf'> & { scene: Scene },
): readonly CardId[] {
  const before = useRef<ReadonlyMap<CardId, string>>(new Map())
  const [pulsing, setPulsing] = useState(NONE)
  useEffect(() => {
    const now = new Map<CardId, string>()
    for (const { services } of near) {
      for (const id of services) {
        const endpoints = rowOf(scene.cards.get(id)?.key ?? '')?.endpoints
        if (endpoints) now.set(id, `${endpoints.ready}/${endpoints.unready}/${endpoints.terminating}`)
      }
    }
    const changed = [...now].filter(([id, text]) => (before.current.get(id) ?? text) !== text).map(([id]) => id)
    before.current = now
    if (changed.length > 0 && changed.length <= MOST) setPulsing(changed)
  }, [near, scene, rowOf])
  useEffect(() => {
    if (pulsing.length === 0) return
    const timer = setTimeout(() => setPulsing(NONE), PULSE_MS)
    return () => clearTimeout(timer)
  }, [pulsing])
  return pulsing
}
