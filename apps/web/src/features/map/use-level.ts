'use client'

import { useState } from 'react'
import { useShortcuts } from '../../frame/shortcuts.ts'
import { useIsWide } from '../../ui/media.ts'
import { LEVELS, type Level } from './map-url.ts'

const FLOW_LIMIT = 200

/**
 * How much is drawn of each Service: what the reader chose; else what suits the scope when it is opened, and that stays, for
 * a growing cluster must not switch the picture. `undefined` until the scope is known.
 */
export function useLevel(
  chosen: Level | null,
  { namespaces, services }: { namespaces: readonly string[]; services: number | undefined },
): Level | undefined {
  const isWide = useIsWide()
  const scope = namespaces.join()
  const [first, setFirst] = useState<{ scope: string; level: Level }>()
  if (services !== undefined && first?.scope !== scope) {
    const suits = !isWide ? 'table' : namespaces.length === 0 && services > FLOW_LIMIT ? 'overview' : 'flow'
    setFirst({ scope, level: suits })
  }
  return chosen ?? first?.level
}

/** `v` goes from overview to flow to table. */
export function useLevelKey(level: Level | undefined, choose: (level: Level) => void): void {
  const next = LEVELS[(level === undefined ? 0 : LEVELS.indexOf(level) + 1) % LEVELS.length] ?? 'flow'
  useShortcuts([{ id: 'map.nextLevel', run: () => choose(next) }])
}
