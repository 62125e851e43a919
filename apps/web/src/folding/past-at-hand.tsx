'use client'

import { useEffect } from 'react'
import { useTimeWindow } from '../time/use-time-window.ts'
import { folding } from './folding-client.ts'

/** Keeps the window at hand while the past of some namespaces is looked at: moving about in it then needs no server. */
export function PastAtHand({ namespaces }: { namespaces: readonly string[] }): null {
  const { window, oldestAt } = useTimeWindow()
  const { from, to } = window
  // Before the server has told where its history begins, the window is a guess.
  const isKnown = oldestAt !== undefined
  useEffect(() => {
    if (isKnown) folding.keep({ namespaces, from, to })
  }, [isKnown, namespaces, from, to])
  return null
}
