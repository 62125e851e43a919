'use client'

import { type ReactNode, type ReactPortal, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'

const SLOT_ID = 'header-slot'

/** The place in the header that belongs to the screen: find field, filter, counts. */
export function HeaderSlotPlace({ className }: { className: string }) {
  return <div id={SLOT_ID} className={className} />
}

/** Put children into the header. */
export function HeaderSlot({ children }: { children: ReactNode }): ReactPortal | null {
  const [place, setPlace] = useState<HTMLElement | null>(null)
  useEffect(() => setPlace(document.getElementById(SLOT_ID)), [])
  return place && createPortal(children, place)
}
