'use client'

import { usePathname } from 'next/navigation'
import type { ReactElement } from 'react'
import { hasTimeBar } from './time-bar/time-bar-place.tsx'
import { ZoneButton } from './zone-button.tsx'

/** Says in which zone times are, where no time bar does. */
export function HeaderZone(): ReactElement | null {
  return hasTimeBar(usePathname()) ? null : <ZoneButton />
}
