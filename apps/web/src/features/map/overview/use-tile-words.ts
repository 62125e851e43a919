'use client'

import { useCallback } from 'react'
import { useTranslations } from 'use-intl'
import { knownReason } from '../scene/card-state.ts'
import type { CardId, Scene } from '../scene/scene.ts'
import type { MapData } from '../use-map-data.ts'
import type { TileWords } from './draw-tiles.ts'

const NO_ENDPOINTS = { ready: 0, unready: 0, terminating: 0, total: 0 }
const NOTHING: TileWords = { name: '', ratio: undefined, second: '', endpoints: NO_ENDPOINTS }

/** What tiles say, as it was told last. */
export function useTileWords(scene: Scene, { rowOf, states }: MapData): (id: CardId) => TileWords {
  const t = useTranslations('map')
  return useCallback(
    (id) => {
      const card = scene.cards.get(id)
      if (card?.column !== 'services') return NOTHING
      const { name, kind, presence } = card
      if (presence !== 'observed') {
        return { name, ratio: undefined, second: t(`presence.${presence}`, { kind }), endpoints: NO_ENDPOINTS }
      }
      if (kind !== 'Service') return { name, ratio: undefined, second: kind, endpoints: NO_ENDPOINTS }
      const { endpoints, reason } = rowOf(card.key) ?? card
      const { ready, unready } = endpoints
      const isAllReady = states.get(id) === 'all'
      return {
        name,
        ratio: reason === 'external-name' ? undefined : t('ratio', { ready, total: ready + unready }),
        second: isAllReady ? card.ports.map((port) => `:${port}`).join(' ') : t(`reason.${knownReason(reason)}`),
        endpoints,
      }
    },
    [scene, rowOf, states, t],
  )
}
