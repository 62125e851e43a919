'use client'

import { useEffect, useRef, useState } from 'react'
import type { CardId } from '../scene/scene.ts'
import type { Block } from './blocks.ts'
import type { TileWords } from './draw-tiles.ts'

const PULSE_MS = 900
/** Of more at once nothing is to be followed. */
const MOST = 24
const NONE: readonly CardId[] = []

/** Services near the window whose endpoints have just changed, for a moment; what only came into sight has not changed. */
export function usePulses(near: readonly Block[], wordsOf: (id: CardId) => TileWords): readonly CardId[] {
  const before = useRef<ReadonlyMap<CardId, string>>(new Map())
  const [pulsing, setPulsing] = useState(NONE)
  useEffect(() => {
    const now = new Map<CardId, string>()
    for (const { services } of near) for (const id of services) now.set(id, textOf(wordsOf(id)))
    const changed = [...now].filter(([id, text]) => (before.current.get(id) ?? text) !== text).map(([id]) => id)
    before.current = now
    if (changed.length > 0 && changed.length <= MOST) setPulsing(changed)
  }, [near, wordsOf])
  useEffect(() => {
    if (pulsing.length === 0) return
    const timer = setTimeout(() => setPulsing(NONE), PULSE_MS)
    return () => clearTimeout(timer)
  }, [pulsing])
  return pulsing
}

function textOf({ endpoints: { ready, unready, terminating } }: TileWords): string {
  return `${ready}/${unready}/${terminating}`
}
