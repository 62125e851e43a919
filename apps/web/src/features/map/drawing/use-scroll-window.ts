'use client'

import { type RefObject, useCallback, useEffect, useState } from 'react'
import { noteScroll } from './scrolling.ts'

/**
 * Where the scroll stands, renewed once it has moved by `step` px, at most once a frame: what is drawn reaches further than
 * what is seen, so small moves need no drawing.
 */
export function useScrollWindow(scroller: RefObject<HTMLElement | null>, step: number): number {
  const [top, setTop] = useState(0)
  const read = useCallback(() => {
    const now = scroller.current?.scrollTop ?? 0
    setTop((known) => (Math.abs(now - known) >= step || now === 0 ? now : known))
  }, [scroller, step])
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    let frame = 0
    const onScroll = () => {
      noteScroll()
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(read)
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    read()
    return () => {
      cancelAnimationFrame(frame)
      element.removeEventListener('scroll', onScroll)
    }
  }, [scroller, read])
  return top
}
