'use client'

import { useEffect, useState } from 'react'

/** Longer nobody waits for what is there, only because something else is not. */
const WORTH_WAITING_MS = 1_000

/**
 * Whether to show what is there: once all of it is, so that nothing pushes it about afterwards, or after a second without the rest.
 * What was shown stays shown.
 */
export function useAtOnce(isAllThere: boolean): boolean {
  const [isOver, setIsOver] = useState(false)
  useEffect(() => {
    if (isAllThere) return setIsOver(true)
    const timer = setTimeout(() => setIsOver(true), WORTH_WAITING_MS)
    return () => clearTimeout(timer)
  }, [isAllThere])
  return isOver || isAllThere
}
