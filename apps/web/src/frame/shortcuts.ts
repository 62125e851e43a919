'use client'

import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { ShortcutId } from './shortcut-table.ts'

/** Something that can be done by a key here and now. Without `run` the part that has the focus handles the key itself. */
export interface Shortcut {
  readonly id: ShortcutId
  readonly run?: () => void
}

const NONE: readonly Shortcut[] = []
const groups = new Set<readonly Shortcut[]>()
const listeners = new Set<() => void>()
let all: readonly Shortcut[] = NONE

function regroup(): void {
  all = [...groups].flat()
  for (const listener of listeners) listener()
}

/** Offer shortcuts while mounted. The newest closure of each `run` is called. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  const identity = shortcuts.map(({ id }) => id).join()
  useEffect(() => {
    if (!identity) return
    const group = latest.current.map(({ id, run }, at) =>
      run ? { id, run: () => latest.current[at]?.run?.() } : { id },
    )
    groups.add(group)
    regroup()
    return () => {
      groups.delete(group)
      regroup()
    }
  }, [identity])
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Everything that can be pressed here and now. */
export function useAllShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    subscribe,
    () => all,
    () => NONE,
  )
}
