'use client'

import { useEffect, useState } from 'react'
import type { CardId, Scene } from '../scene/scene.ts'

const FRESH_MS = 2_000
const FRESH_LIMIT = 20
const NONE: ReadonlySet<CardId> = new Set()

/** Cards that came with the last change of the chart, for two seconds; none where there were too many to look at. */
export function useFresh(scene: Scene): ReadonlySet<CardId> {
  const [shown, setShown] = useState({ scene, fresh: NONE })
  if (shown.scene !== scene) {
    const added = [...scene.cards.keys()].filter((id) => !shown.scene.cards.has(id))
    const isFew = added.length <= FRESH_LIMIT && shown.scene.cards.size > 0
    setShown({ scene, fresh: isFew ? new Set([...added, ...shown.fresh]) : NONE })
  }
  const { fresh } = shown
  useEffect(() => {
    if (fresh.size === 0) return
    const timer = setTimeout(() => setShown((last) => ({ ...last, fresh: NONE })), FRESH_MS)
    return () => clearTimeout(timer)
  }, [fresh])
  return fresh
}
