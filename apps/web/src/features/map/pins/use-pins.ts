'use client'

import { useMemo } from 'react'
import { useStoredList } from '../../../preferences/stored-list.ts'
import type { MapUrl } from '../map-url.ts'
import type { Card } from '../scene/scene.ts'
import { pinnedKeys } from './pinned-keys.ts'

export interface Pins {
  /** Keys of Services, in the order in which they were pinned; those of the link first. */
  readonly keys: readonly string[]
  /** Pin it, or take the pin away: out of this browser, and out of the link. */
  readonly toggle: (key: string) => void
}

/** What stays at the top: what this browser remembers, and what the link brings along. */
export function usePins({ pin, setPin }: Pick<MapUrl, 'pin' | 'setPin'>): Pins {
  const stored = useStoredList(pinnedKeys)
  const keys = useMemo(() => [...new Set([...pin, ...stored.map(({ key }) => key).reverse()])], [pin, stored])
  return {
    keys,
    toggle: (key) => {
      if (!keys.includes(key)) {
        pinnedKeys.put({ key })
        return
      }
      pinnedKeys.remove({ key })
      if (pin.includes(key)) setPin(pin.filter((one) => one !== key))
    },
  }
}

/** Only what stands in the column of Services can be pinned, and is there. */
export function isPinnable(card: Card | undefined): boolean {
  return card?.kind === 'Service' && card.column === 'services' && card.presence === 'observed'
}
