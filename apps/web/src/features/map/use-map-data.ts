'use client'

import type { ServiceRow } from '@portolan/contract'
import { useMemo } from 'react'
import type { KeyedStore } from '../../live/keyed-store.ts'
import { useCalmRows } from '../../live/use-live.ts'
import { useWhenResting } from './drawing/use-when-resting.ts'
import { type CardState, cardState, isTrouble } from './scene/card-state.ts'
import type { CardId, Scene } from './scene/scene.ts'

/** How everything on the chart is, renewed at most once a second: for sums, marks and lines. Cards read their own row. */
export interface MapData {
  readonly store: KeyedStore<ServiceRow>
  readonly rowOf: (key: string) => ServiceRow | undefined
  readonly states: ReadonlyMap<CardId, CardState>
  /** Cards to look at, in the order of the scene. */
  readonly trouble: readonly CardId[]
}

export function useMapData(scene: Scene, store: KeyedStore<ServiceRow>): MapData {
  const rows = useWhenResting(useCalmRows(store, 1_000), store)
  return useMemo(() => {
    const byKey = new Map(rows.map((row) => [row.key, row]))
    const rowOf = (key: string) => byKey.get(key)
    const states = new Map<CardId, CardState>()
    const trouble: CardId[] = []
    for (const card of scene.cards.values()) {
      const state = cardState(card, rowOf)
      states.set(card.id, state)
      if (isTrouble(state) && !card.isGhost) trouble.push(card.id)
    }
    return { store, rowOf, states, trouble }
  }, [scene, store, rows])
}
