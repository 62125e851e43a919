'use client'

import { useEffect } from 'react'

/** Name the window while a screen is shown: `shop/web · Portolan`. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Portolan` : 'Portolan'
  }, [title])
}
