'use client'

import { type RefObject, useEffect, useRef } from 'react'

type Listeners = { readonly [Name in keyof HTMLElementEventMap]?: (happened: HTMLElementEventMap[Name]) => void }

/** One listener for everything inside of an element, instead of one per card. The newest closures are called. */
export function useListeners(element: RefObject<HTMLElement | null>, listeners: Listeners): void {
  const latest = useRef(listeners)
  useEffect(() => {
    latest.current = listeners
  })
  const names = Object.keys(listeners).join()
  useEffect(() => {
    const target = element.current
    if (!target) return
    const call = (happened: Event) => {
      const listener = latest.current[happened.type as keyof HTMLElementEventMap] as
        | ((event: Event) => void)
        | undefined
      listener?.(happened)
    }
    for (const name of names.split(',')) target.addEventListener(name, call)
    return () => {
      for (const name of names.split(',')) target.removeEventListener(name, call)
    }
  }, [element, names])
}
