'use client'

import { useCallback, useSyncExternalStore } from 'react'

const WIDE = '(width >= 768px)'

/** Whether the window answers a media query. True while prerendering. */
export function useMedia(media: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const query = matchMedia(media)
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    [media],
  )
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(media).matches,
    () => true,
  )
}

/** Whether the window has room for columns (768 px and more). True while prerendering. */
export function useIsWide(): boolean {
  return useMedia(WIDE)
}
