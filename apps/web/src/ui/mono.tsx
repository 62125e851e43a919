import clsx from 'clsx'
import type { ReactElement } from 'react'

const TAIL = 6

/** A name that gives up its middle when there is no room: the ends tell names apart. Whole in the title, and when copied. */
export function Mono({ text, className }: { text: string; className?: string }): ReactElement {
  const head = text.length > 2 * TAIL ? text.slice(0, -TAIL) : text
  return (
    <span className={clsx('mono flex min-w-0', className)} title={text}>
      <span className="truncate">{head}</span>
      {head !== text && <span className="shrink-0">{text.slice(-TAIL)}</span>}
    </span>
  )
}
