import type { ReactElement, ReactNode } from 'react'

/** What stands where a picture would: why there is none, and what to do next. */
export function Notice({
  glyph,
  title,
  children,
  actions,
  heading: Heading = 'h1',
}: {
  glyph: ReactElement
  title: string
  children?: ReactNode
  actions?: ReactNode
  /** `h2` where the screen has a heading of its own. */
  heading?: 'h1' | 'h2'
}): ReactElement {
  return (
    <div className="mx-auto flex max-w-lg flex-col items-start gap-2 px-6 py-16">
      {glyph}
      <Heading className="font-medium text-16 text-text-1">{title}</Heading>
      {children && <div className="text-text-2">{children}</div>}
      {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
    </div>
  )
}
