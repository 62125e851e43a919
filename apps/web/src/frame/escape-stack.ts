'use client'

import { useEffect, useRef } from 'react'

type Close = () => void

const stack: Close[] = []

/** Close the top thing that is open; false when nothing was. */
export function escapeOnce(): boolean {
  const close = stack.pop()
  close?.()
  return close !== undefined
}

/** While `isOpen`, one press of Escape calls `close`; of several open things the newest goes first. */
export function useEscape(isOpen: boolean, close: Close): void {
  const latest = useRef(close)
  useEffect(() => {
    latest.current = close
  })
  useEffect(() => {
    if (!isOpen) return
    const entry = () => latest.current()
    stack.push(entry)
    return () => {
      const at = stack.indexOf(entry)
      if (at >= 0) stack.splice(at, 1)
    }
  }, [isOpen])
}
