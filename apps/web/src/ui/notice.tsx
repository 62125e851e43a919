import type { ReactElement, ReactNode } from 'react'

/** What stands where a picture would: why there is none, and what to do next. */
export function Notice({
  glyph,
  title,
  children,
  actions,
}: {
  glyph: ReactElement
  title: string
  children?: ReactNode
  actions?: ReactNode
}): ReactElement {
  return (
    <div className="mx-auto flex max-w-lg flex-col items-start gap-2 px-6 py-16">
      {glyph}
      <h2 className="font-medium text-16 text-text-1">{title}</h2>
      {children && <div className="text-text-2">{children}</div>}
      {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
    </div>
  )
}
