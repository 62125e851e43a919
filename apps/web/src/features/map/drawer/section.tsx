import type { ReactElement, ReactNode } from 'react'

/** One heading of the drawer and what belongs to it. */
export function Section({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <section>
      <h3 className="mb-1.5 text-12 text-text-3">{title}</h3>
      {children}
    </section>
  )
}
