import clsx from 'clsx'
import type { ReactElement } from 'react'

/** A grey place the size of what will stand there. No animation: it is on screen for less than a blink, or far too long. */
export function Bone({ className }: { className: string }): ReactElement {
  return <div className={clsx('rounded-chip bg-hover', className)} />
}

const ROWS = Array.from({ length: 24 }, (_, at) => `row-${at}`)

/** Rows of a table that is not here yet. */
export function TableBones({ rows = 18 }: { rows?: number }): ReactElement {
  return (
    <div aria-hidden="true">
      {ROWS.slice(0, rows).map((key) => (
        <div key={key} className="flex h-(--row) items-center gap-6 border-line border-b px-4 sm:px-6">
          <Bone className="h-3 w-40" />
          <Bone className="h-3 w-20 max-sm:hidden" />
          <Bone className="h-3 w-28" />
        </div>
      ))}
    </div>
  )
}
