import clsx from 'clsx'
import type { ReactElement } from 'react'

const TAIL = 6

/**
 * A name that gives up its middle when there is no room: the ends tell names apart. Whole in the title, when copied, and for
 * screen readers, which would read its two ends as two words.
 */
export function Mono({ text, className }: { text: string; className?: string }): ReactElement {
  const head = text.length > 2 * TAIL ? text.slice(0, -TAIL) : text
  const isSplit = head !== text
  return (
    <span lang="en" className={clsx('mono relative flex min-w-0', className)} title={text}>
      {isSplit && <span className="sr-only select-none">{text}</span>}
      <span aria-hidden={isSplit || undefined} className="truncate">
        {head}
      </span>
      {isSplit && (
        <span aria-hidden="true" className="shrink-0">
          {text.slice(-TAIL)}
        </span>
      )}
    </span>
  )
}
