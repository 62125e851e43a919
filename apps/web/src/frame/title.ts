'use client'

import { useEffect } from 'react'

let shown = ''
let count = 0

function write(): void {
  document.title = `${count ? `(${count}) ` : ''}${shown && `${shown} · `}Portolan`
}

/** Name the window while a screen is shown: `Status · Portolan`. */
export function useTitle(title: string): void {
  useEffect(() => {
    shown = title
    write()
  }, [title])
}

/** Put a number before the name of the window, whatever screen is shown: `(3) Status · Portolan`. 0: none. */
export function countInTitle(number: number): void {
  count = number
  write()
}
