'use client'

import { useEffect, useRef, useState } from 'react'
import { isScrolling } from './scrolling.ts'

const LOOK_AGAIN_MS = 200
/** Whoever scrolls on and on still sees what comes. */
const LONGEST_HOLD_MS = 4_000

/**
 * The latest value; while the chart is being scrolled the one before, for a few seconds at most: a scroll keeps its frames.
 *
 * @param of whose value it is: that of another one is never shown in its place
 */
export function useWhenResting<Value>(latest: Value, of: unknown): Value {
  const [held, setHeld] = useState({ value: latest, of })
  const shown = held.of === of ? held.value : latest
  const heldSince = useRef<number>(undefined)
  useEffect(() => {
    if (held.of === of && Object.is(held.value, latest)) return
    let timer: ReturnType<typeof setTimeout>
    const look = () => {
      heldSince.current ??= performance.now()
      if (held.of === of && isScrolling() && performance.now() - heldSince.current < LONGEST_HOLD_MS) {
        timer = setTimeout(look, LOOK_AGAIN_MS)
        return
      }
      heldSince.current = undefined
      setHeld({ value: latest, of })
    }
    look()
    return () => clearTimeout(timer)
  }, [held, latest, of])
  return shown
}
