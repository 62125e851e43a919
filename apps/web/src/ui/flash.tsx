'use client'

import { type ReactElement, type ReactNode, useEffect, useRef } from 'react'

/** Lights up for a moment when `value` changes while it is on screen; still with reduced motion. */
export function Flash({
  value,
  className,
  children,
}: {
  value: string | number
  className?: string
  children: ReactNode
}): ReactElement {
  const place = useRef<HTMLSpanElement>(null)
  const shown = useRef(value)
  useEffect(() => {
    if (shown.current === value) return
    shown.current = value
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
    const tint = getComputedStyle(document.documentElement).getPropertyValue('--accent-tint')
    place.current?.animate([{ backgroundColor: tint }, { backgroundColor: 'transparent' }], 900)
  }, [value])
  return (
    <span ref={place} className={className}>
      {children}
    </span>
  )
}
