'use client'

import { type ReactElement, type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import type { Size } from './use-size.ts'

/** Draws everything that scrolls into a strip as wide as its own size says. @param scale px of the strip per px of content */
export type DrawStrip = (context: CanvasRenderingContext2D, scale: number) => void

/** All that scrolls as a small picture beside it: what is seen as a frame, a click or a drag scrolls there. */
export function ScrollStrip({
  size: { width, height },
  contentHeight,
  scroller,
  draw,
}: {
  size: Size
  contentHeight: number
  scroller: RefObject<HTMLElement | null>
  /** Called again when it is another function. */
  draw: DrawStrip
}): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const scale = height / Math.max(height, contentHeight)

  useLayoutEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context) return
    const ratio = Math.min(2, devicePixelRatio)
    element.width = width * ratio
    element.height = height * ratio
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    draw(context, scale)
  }, [draw, width, height, scale])

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const follow = () => {
      if (frame.current) frame.current.style.transform = `translateY(${element.scrollTop * scale}px)`
    }
    follow()
    element.addEventListener('scroll', follow, { passive: true })
    return () => element.removeEventListener('scroll', follow)
  }, [scroller, scale])

  const scrollTo = (clientY: number) => {
    const strip = canvas.current?.getBoundingClientRect()
    const element = scroller.current
    if (strip && element) element.scrollTop = (clientY - strip.top) / scale - element.clientHeight / 2
  }
  return (
    <div
      aria-hidden="true"
      style={{ width, height }}
      onPointerDown={(pointer) => {
        pointer.currentTarget.setPointerCapture(pointer.pointerId)
        scrollTo(pointer.clientY)
      }}
      onPointerMove={(pointer) => {
        if (pointer.currentTarget.hasPointerCapture(pointer.pointerId)) scrollTo(pointer.clientY)
      }}
      className="relative shrink-0 touch-none border-line border-l max-sm:hidden"
    >
      <canvas ref={canvas} style={{ width, height }} className="block" />
      <div
        ref={frame}
        style={{ height: height * scale }}
        className="pointer-events-none absolute top-0 left-0 w-full border border-control bg-text-1/5"
      />
    </div>
  )
}
