'use client'

import type { ReactElement } from 'react'
import { usePreferences } from '../preferences/preferences-store.ts'
import { HintLayer } from '../ui/hint-layer.tsx'
import { SHORTCUT_IDS } from './shortcut-table.ts'
import { shownKeys } from './shown-keys.ts'

/** The tooltip of the page, which knows what somebody made of the keys. */
export function Hints(): ReactElement {
  const { keys, hasSingleKeys } = usePreferences()
  const keysOf = (named: string) => {
    const id = SHORTCUT_IDS.find((each) => each === named)
    if (id === undefined) return named
    return hasSingleKeys || id === 'everywhere.palette' ? shownKeys(id, keys) : ''
  }
  return <HintLayer keysOf={keysOf} />
}
