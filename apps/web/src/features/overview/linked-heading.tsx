import type { ReactElement, ReactNode } from 'react'
import { AppLink } from '../../ui/app-link.tsx'

/** What a part of the overview answers, and where that is answered in full. */
export function LinkedHeading({
  id,
  href,
  link,
  children,
}: {
  id: string
  href: string
  link: string
  children: ReactNode
}): ReactElement {
  return (
    <div className="mb-2 flex items-baseline justify-between gap-4">
      <h2 id={id} className="font-medium text-14">
        {children}
      </h2>
      <AppLink href={href} className="inline-block min-h-[24px] shrink-0 py-0.5 text-text-2 hover:text-accent">
        {link} →
      </AppLink>
    </div>
  )
}
