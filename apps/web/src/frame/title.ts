'use client'

import { useEffect } from 'react'

/** Name the window while a screen is shown: `Status · Portolan`. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Portolan` : 'Portolan'
  }, [title])
}
