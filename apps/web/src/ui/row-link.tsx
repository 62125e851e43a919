'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import type { ReactElement, ReactNode } from 'react'
import { AppLink } from './app-link.tsx'

/** Opens what a row tells of beside the list, by a parameter of the link; the whole row is its target. */
export function RowLink({
  parameter,
  value,
  children,
}: {
  parameter: string
  value: string
  children: ReactNode
}): ReactElement {
  const pathname = usePathname()
  const parameters = new URLSearchParams(useSearchParams())
  parameters.set(parameter, value)
  return (
    <AppLink
      href={`${pathname}?${parameters}`}
      scroll={false}
      data-row-link=""
      className="inset-focus -mx-1 flex min-h-[24px] min-w-0 items-center rounded-chip px-1 after:absolute after:inset-0"
    >
      {children}
    </AppLink>
  )
}
