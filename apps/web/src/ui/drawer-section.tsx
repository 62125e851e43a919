import type { ReactElement, ReactNode } from 'react'

/** A part of a drawer under a small heading of its own. */
export function DrawerSection({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <section>
      <h3 className="mb-1.5 text-12 text-text-3">{title}</h3>
      {children}
    </section>
  )
}
