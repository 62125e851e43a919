import clsx from 'clsx'
import type { ReactElement, ReactNode } from 'react'

/** One heading of the page and what belongs to it. */
export function Section({
  id,
  title,
  aside,
  isFlush = false,
  children,
}: {
  /** Unique on the page. */
  id: string
  title: ReactNode
  /** Beside the heading. */
  aside?: ReactNode
  /** Its content reaches from edge to edge. */
  isFlush?: boolean
  children: ReactNode
}): ReactElement {
  return (
    <section aria-labelledby={`object-${id}`} className="pt-5">
      <div className="mb-1.5 flex flex-wrap items-baseline gap-x-3 px-4 sm:px-6">
        <h2 id={`object-${id}`} className="font-medium text-14">
          {title}
        </h2>
        {aside}
      </div>
      <div className={clsx(!isFlush && 'px-4 sm:px-6')}>{children}</div>
    </section>
  )
}
