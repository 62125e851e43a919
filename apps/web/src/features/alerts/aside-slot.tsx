'use client'

import { type ReactNode, type ReactPortal, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'

const SLOT_ID = 'alerts-aside'

/** The place beside the list: a form stands there while the list scrolls. */
export function AsidePlace() {
  return <div id={SLOT_ID} className="contents" />
}

/** Put a form beside the list. */
export function AsideSlot({ children }: { children: ReactNode }): ReactPortal | null {
  const [place, setPlace] = useState<HTMLElement | null>(null)
  useEffect(() => setPlace(document.getElementById(SLOT_ID)), [])
  return place && createPortal(children, place)
}
